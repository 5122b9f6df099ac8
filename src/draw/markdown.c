#include "draw/markdown.h"

#include "base/error.h"
#include "draw/flow_private.h"

#include <cmark.h>
#include <glib/gi18n.h>
#include <string.h>

#define DEEPEST_HEADING 3
#define DEEPEST_QUOTE 3

/* A word is broken in a time that grows with the square of its length. */
#define MOST_WORD_LETTERS 5000

G_DEFINE_AUTOPTR_CLEANUP_FUNC(cmark_node, cmark_node_free)

/* --- Checking --- */

/* What there is no way to set, and what to do instead. */
static const struct {
    cmark_node_type type;
    const char *advice;
} refused[] = {
    {CMARK_NODE_IMAGE, N_("pictures cannot be set here")},
    {CMARK_NODE_HTML_BLOCK, N_("HTML cannot be set; write Markdown")},
    {CMARK_NODE_HTML_INLINE, N_("HTML cannot be set; write Markdown")},
    {CMARK_NODE_CODE_BLOCK,
     N_("code cannot be set; begin the lines with fewer than four blanks")},
};

/* Inline nodes have no line of their own: that of what holds them. */
static int
line_of(cmark_node *node)
{
    while (node != NULL && cmark_node_get_start_line(node) == 0)
        node = cmark_node_parent(node);
    return node != NULL ? cmark_node_get_start_line(node) : 0;
}

/* An item holds paragraphs only: on paper a list in a list is hard to follow. */
static bool
is_deep_in_item(cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);

    return cmark_node_parent(node) != NULL &&
           cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_ITEM &&
           type != CMARK_NODE_PARAGRAPH;
}

static bool
is_deep_quote(cmark_node *node)
{
    int depth = 0;

    if (cmark_node_get_type(node) != CMARK_NODE_BLOCK_QUOTE)
        return false;
    for (; node != NULL && depth <= DEEPEST_QUOTE; node = cmark_node_parent(node))
        depth += cmark_node_get_type(node) == CMARK_NODE_BLOCK_QUOTE;
    return depth > DEEPEST_QUOTE;
}

/* Returns: what is wrong with the node, translated, or NULL. */
static const char *
fault_of(cmark_node *node)
{
    for (size_t i = 0; i < G_N_ELEMENTS(refused); i++)
        if (cmark_node_get_type(node) == refused[i].type)
            return _(refused[i].advice);
    if (is_deep_in_item(node))
        return _("an item of a list can hold paragraphs only");
    if (is_deep_quote(node))
        return _("quotes are nested too deeply");
    if (cmark_node_get_type(node) == CMARK_NODE_LINK &&
        (cmark_node_get_url(node) == NULL || *cmark_node_get_url(node) == '\0'))
        return _("a link leads nowhere");
    return NULL;
}

static bool
check_words(const char *text, const char *name, GError **error)
{
    int line = 1;
    int n_letters = 0;

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        n_letters = g_ascii_isspace(*p) ? 0 : n_letters + 1;
        line += *p == '\n';
        if (n_letters > MOST_WORD_LETTERS) {
            g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                        _("%s:%d: a word has more than %d letters"), name, line,
                        MOST_WORD_LETTERS);
            return false;
        }
    }
    return true;
}

static bool
check_tree(cmark_node *root, const char *name, GError **error)
{
    cmark_iter *iter = cmark_iter_new(root);
    const char *fault = NULL;

    while (fault == NULL && cmark_iter_next(iter) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);

        fault = fault_of(node);
        if (fault != NULL)
            g_set_error(error, SR_ERROR, SR_ERROR_INPUT, "%s:%d: %s", name, line_of(node),
                        fault);
    }
    cmark_iter_free(iter);
    return fault == NULL;
}

/* --- Setting --- */

/* What the open inline nodes make of the words in them. */
typedef struct {
    GArray *pieces;   /* of SrTextPiece */
    GPtrArray *owned; /* of char, that pieces point to */
    int strong, emphasis;
    const char *target, *description;
} Inlines;

static const char *
keep(Inlines *inlines, char *text)
{
    g_ptr_array_add(inlines->owned, text);
    return text;
}

static void
add_words(Inlines *inlines, const char *words)
{
    SrTextPiece piece = {.text = keep(inlines, g_strdup(words)),
                         .bold = inlines->strong > 0,
                         .italic = inlines->emphasis > 0,
                         .target = inlines->target,
                         .description = inlines->description};

    g_array_append_val(inlines->pieces, piece);
}

/* The words of a link, for who cannot see them underlined. */
static char *
words_of(cmark_node *node)
{
    GString *words = g_string_new(NULL);
    cmark_iter *iter = cmark_iter_new(node);
    cmark_event_type event;

    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        const char *literal = cmark_node_get_literal(cmark_iter_get_node(iter));

        if (event == CMARK_EVENT_ENTER && literal != NULL)
            g_string_append(words, literal);
    }
    cmark_iter_free(iter);
    return g_string_free(words, FALSE);
}

static void
enter_link(Inlines *inlines, cmark_node *node)
{
    const char *url = cmark_node_get_url(node);

    inlines->target = keep(inlines, g_strdup(url[0] == '#' ? url + 1 : url));
    inlines->description = keep(inlines, words_of(node));
}

static void
take_inline(Inlines *inlines, cmark_node *node, bool entering)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_STRONG:
        inlines->strong += entering ? 1 : -1;
        break;
    case CMARK_NODE_EMPH:
        inlines->emphasis += entering ? 1 : -1;
        break;
    case CMARK_NODE_LINK:
        inlines->target = inlines->description = NULL;
        if (entering)
            enter_link(inlines, node);
        break;
    case CMARK_NODE_TEXT:
    case CMARK_NODE_CODE:
        add_words(inlines, cmark_node_get_literal(node));
        break;
    case CMARK_NODE_SOFTBREAK:
        add_words(inlines, " ");
        break;
    case CMARK_NODE_LINEBREAK:
        add_words(inlines, "\n");
        break;
    default:
        break;
    }
}

/* Neighbours that look alike become one: then words in them can be broken. */
static int
join_pieces(Inlines *inlines)
{
    SrTextPiece *pieces = (SrTextPiece *)(void *)inlines->pieces->data;
    int n = 0;

    for (guint i = 0; i < inlines->pieces->len; i++) {
        SrTextPiece *last = n > 0 ? &pieces[n - 1] : NULL;

        if (last != NULL && last->bold == pieces[i].bold &&
            last->italic == pieces[i].italic && last->target == pieces[i].target)
            last->text = keep(inlines, g_strconcat(last->text, pieces[i].text, NULL));
        else
            pieces[n++] = pieces[i];
    }
    return n;
}

static void
set_inlines(SrFlow *flow, cmark_node *block, const char *sign)
{
    g_autoptr(GArray) pieces = g_array_new(FALSE, TRUE, sizeof(SrTextPiece));
    g_autoptr(GPtrArray) owned = g_ptr_array_new_with_free_func(g_free);
    Inlines inlines = {.pieces = pieces, .owned = owned};
    cmark_iter *iter = cmark_iter_new(block);
    cmark_event_type event;

    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE)
        if (cmark_iter_get_node(iter) != block)
            take_inline(&inlines, cmark_iter_get_node(iter), event == CMARK_EVENT_ENTER);
    cmark_iter_free(iter);
    int n = join_pieces(&inlines);
    sr_flow_pieces(flow, (SrTextPiece *)(void *)pieces->data, n, sign);
}

static void
set_list(SrFlow *flow, cmark_node *list)
{
    bool numbered = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST;
    int number = cmark_node_get_list_start(list);

    sr_flow_list_begin(flow);
    for (cmark_node *item = cmark_node_first_child(list); item != NULL;
         item = cmark_node_next(item)) {
        g_autofree char *sign =
            numbered ? g_strdup_printf("%d.", number++) : g_strdup("–");
        cmark_node *block = cmark_node_first_child(item);

        /* One paragraph an item; what follows in it is set below the list's words. */
        for (; block != NULL; block = cmark_node_next(block))
            if (cmark_node_get_type(block) == CMARK_NODE_PARAGRAPH) {
                set_inlines(flow, block, sign);
                g_free(sign);
                sign = g_strdup("");
            }
    }
    sr_flow_list_end(flow);
}

/* People begin with "#" or "##" as they like, and may leave one out: no level is. */
typedef struct {
    int first;      /* what their shallowest heading becomes */
    int shallowest; /* in the text */
    int last;       /* level of the heading set last */
} Headings;

static int
shallowest_heading(cmark_node *parent)
{
    int shallowest = G_MAXINT;

    for (cmark_node *block = cmark_node_first_child(parent); block != NULL;
         block = cmark_node_next(block)) {
        int level = cmark_node_get_type(block) == CMARK_NODE_HEADING
                        ? cmark_node_get_heading_level(block)
                    : cmark_node_get_type(block) == CMARK_NODE_BLOCK_QUOTE
                        ? shallowest_heading(block)
                        : G_MAXINT;

        shallowest = MIN(shallowest, level);
    }
    return shallowest;
}

static void
set_heading(SrFlow *flow, cmark_node *heading, Headings *headings)
{
    g_autofree char *words = words_of(heading);
    int deep =
        headings->first + cmark_node_get_heading_level(heading) - headings->shallowest;

    deep = MIN(MIN(deep, headings->last + 1), DEEPEST_HEADING);
    headings->last = deep;
    sr_flow_heading(flow, deep, words, NULL);
}

static void
set_blocks(SrFlow *flow, cmark_node *parent, Headings *headings)
{
    for (cmark_node *block = cmark_node_first_child(parent); block != NULL;
         block = cmark_node_next(block))
        switch (cmark_node_get_type(block)) {
        case CMARK_NODE_HEADING:
            set_heading(flow, block, headings);
            break;
        case CMARK_NODE_LIST:
            set_list(flow, block);
            break;
        case CMARK_NODE_BLOCK_QUOTE:
            set_blocks(flow, block, headings);
            break;
        case CMARK_NODE_PARAGRAPH:
            set_inlines(flow, block, NULL);
            break;
        default:
            break;
        }
}

bool
sr_flow_markdown(SrFlow *flow, const char *text, const char *name, int level,
                 GError **error)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);

    if (!check_words(valid, name, error))
        return false;
    g_autoptr(cmark_node) root = cmark_parse_document(
        valid, strlen(valid), CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8);

    if (!check_tree(root, name, error))
        return false;
    Headings headings = {level, shallowest_heading(root), level - 1};
    set_blocks(flow, root, &headings);
    return true;
}
