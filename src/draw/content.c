#include "draw/content.h"

#include "base/error.h"

#include <glib/gi18n.h>
#include <stdbool.h>
#include <string.h>

typedef struct {
    const char *at; /* the next byte to read */
    const char *end;
    GString *out;
    const SrPageContent *page;
    int next_mark;
    int next_id;     /* the MCID for the next run of an element */
    int depth;       /* marked content open */
    gssize path;     /* where the current path begins in out, -1 = none */
    gssize operand;  /* where the operands of the next operator begin in out, -1 = none */
    bool mark_color; /* the last fill colour was that of markers */
    int insert;      /* the marker whose box was read, -1 = none */
    gssize rim;      /* where the text begins that gets a rim, -1 = none */
    int rim_insert;
    bool has_id; /* one of the operands names an MCID */
    const char *problem;
} Rewriter;

static bool
is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static bool
is_delimiter(char c)
{
    return c != '\0' && strchr("()<>[]{}/%", c) != NULL;
}

/* The end of the string that begins at @p with "(": brackets nest, "\" hides one. */
static const char *
string_end(const char *p, const char *end)
{
    int depth = 0;

    for (; p < end; p++) {
        if (*p == '\\') {
            p++;
        } else if (*p == '(') {
            depth++;
        } else if (*p == ')' && --depth == 0) {
            return p + 1;
        }
    }
    return end;
}

/* The end of the token that begins at @p; brackets of arrays and dictionaries are tokens.
 */
static const char *
token_end(const char *p, const char *end)
{
    if (*p == '(')
        return string_end(p, end);
    if (end - p >= 2 && (strncmp(p, "<<", 2) == 0 || strncmp(p, ">>", 2) == 0))
        return p + 2;
    if (*p == '<') {
        const char *close = memchr(p, '>', end - p);

        return close != NULL ? close + 1 : end;
    }
    if (*p != '/' && is_delimiter(*p))
        return p + 1;
    for (p++; p < end && !is_space(*p) && !is_delimiter(*p); p++)
        ;
    return p;
}

static bool
is_any(const char *token, size_t n, const char *const *list)
{
    for (; *list != NULL; list++)
        if (strlen(*list) == n && strncmp(token, *list, n) == 0)
            return true;
    return false;
}

/* Replaces a stand-in's operands, which end the output, by the real bracket. */
static void
open_mark(Rewriter *self)
{
    if (self->depth > 0 || self->next_mark >= self->page->n_marks) {
        self->problem = _("there are more marked runs than were drawn");
        return;
    }
    const SrMark *mark = &self->page->marks[self->next_mark++];
    g_string_truncate(self->out, self->operand);
    if (mark->name != NULL)
        g_string_append_printf(self->out, "/%s <</MCID %d>> BDC", mark->name,
                               self->next_id++);
    else
        g_string_append_printf(self->out, "/Artifact %s BDC", mark->artifact);
}

static void
wrap_artifact(Rewriter *self, gssize from)
{
    g_string_insert(self->out, from, "/Artifact BMC\n");
    g_string_append(self->out, "\nEMC");
}

/* What stands between the two markers of a rim is drawn once more, before itself. */
static void
add_rim(Rewriter *self)
{
    if (self->rim < 0)
        return;
    const GString *before = self->page->inserts[self->rim_insert].bytes;
    g_autofree char *text = g_strdup(self->out->str + self->rim);
    g_autofree char *rim = g_strconcat("q ", before->str, text, " Q\n", NULL);

    g_string_insert(self->out, self->rim, rim);
    self->rim = -1;
}

/* Puts in what the marker stands for; its operands are gone from the output. */
static void
put_insert(Rewriter *self)
{
    const SrInsert *insert = &self->page->inserts[self->insert];
    gssize from = (gssize)self->out->len;

    switch (insert->kind) {
    case SR_INSERT_CONTENT:
        g_string_append_len(self->out, insert->bytes->str, (gssize)insert->bytes->len);
        if (self->depth == 0)
            wrap_artifact(self, from);
        break;
    case SR_INSERT_RIM_BEGIN:
        self->rim = from;
        self->rim_insert = self->insert;
        break;
    case SR_INSERT_RIM_END:
        add_rim(self);
        break;
    }
    self->insert = -1;
}

/* Returns: whether the box is a marker: then it is taken from the output. */
static bool
take_marker(Rewriter *self)
{
    double numbers[4];
    char *at = self->out->str + MAX(self->operand, 0);

    if (!self->mark_color || self->operand < 0)
        return false;
    for (int i = 0; i < 4; i++)
        numbers[i] = g_ascii_strtod(at, &at);
    self->insert = sr_insert_index(numbers[2], numbers[3]);
    if (self->insert >= self->page->n_inserts)
        self->insert = -1;
    if (self->insert < 0)
        return false;
    g_string_truncate(self->out, self->operand);
    return true;
}

static void
take_operator(Rewriter *self, const char *token, size_t n)
{
    static const char *const building[] = {"m", "l", "c", "v", "y", "re", NULL};
    static const char *const painting[] = {"f", "F",  "f*", "S",  "s",
                                           "B", "B*", "b",  "b*", NULL};
    static const char *const showing[] = {"Tj", "TJ", "'", "\"", NULL};
    static const char *const whole[] = {"Do", "sh", "EI", NULL};
    static const char *const opening[] = {"BDC", "BMC", NULL};

    if (is_any(token, n, opening) && self->has_id) {
        open_mark(self);
        self->depth++;
        return;
    }
    if (self->insert >= 0) { /* the operator that paints the marker */
        put_insert(self);
        return;
    }
    if (n == 2 && strncmp(token, "re", 2) == 0 && take_marker(self))
        return;
    if (n == 2 && strncmp(token, "rg", 2) == 0 && self->operand >= 0)
        self->mark_color = sr_insert_is_color(self->out->str + self->operand);
    if (self->operand < 0)
        self->operand = (gssize)self->out->len;
    g_string_append_len(self->out, token, n);
    if (is_any(token, n, opening))
        self->depth++;
    else if (n == 3 && strncmp(token, "EMC", 3) == 0)
        self->depth--;
    if (self->depth > 0)
        return;
    if (is_any(token, n, building)) {
        if (self->path < 0)
            self->path = self->operand;
    } else if (is_any(token, n, painting)) {
        wrap_artifact(self, self->path >= 0 ? self->path : self->operand);
        self->path = -1;
    } else if (is_any(token, n, whole)) {
        wrap_artifact(self, self->operand);
    } else if (is_any(token, n, showing)) {
        self->problem = _("text is drawn outside any element");
    } else if (n == 1 && *token == 'n') {
        self->path = -1;
    }
}

static void
take_token(Rewriter *self, const char *token, size_t n)
{
    bool is_operator = g_ascii_isalpha(*token) || *token == '\'' || *token == '"';

    if (n == 4 && strncmp(token, "true", 4) == 0)
        is_operator = false;
    if (is_operator) {
        take_operator(self, token, n);
        self->operand = -1;
        self->has_id = false;
        return;
    }
    if (self->operand < 0)
        self->operand = (gssize)self->out->len;
    if (n == 5 && strncmp(token, "/MCID", 5) == 0)
        self->has_id = true;
    g_string_append_len(self->out, token, n);
}

GString *
sr_content_rewrite(const SrPageContent *page, GError **error)
{
    Rewriter self = {.at = page->content,
                     .end = page->content + page->length,
                     .out = g_string_sized_new(page->length + page->length / 8 + 64),
                     .page = page,
                     .path = -1,
                     .operand = -1,
                     .insert = -1,
                     .rim = -1};

    while (self.at < self.end && self.problem == NULL) {
        if (is_space(*self.at)) {
            g_string_append_c(self.out, *self.at++);
            continue;
        }
        const char *end = token_end(self.at, self.end);
        take_token(&self, self.at, end - self.at);
        self.at = end;
    }
    if (self.problem == NULL && self.next_mark != page->n_marks)
        self.problem =
            _("a piece of text or a figure lies off the page or is clipped away");
    if (self.problem == NULL && self.depth != 0)
        self.problem = _("a marked run is never closed");
    if (self.problem == NULL)
        return self.out;
    g_set_error_literal(error, SR_ERROR, SR_ERROR_INPUT, self.problem);
    g_string_free(self.out, TRUE);
    return NULL;
}
