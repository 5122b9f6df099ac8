#include "draw/tags_private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Where an element may stand, and whether text may stand in it. */
typedef enum {
    IN_BLOCK = 1 << 0,  /* in Document, Part, Sect, table cells, list bodies, notes */
    IN_INLINE = 1 << 1, /* in what holds text */
    IN_LIST = 1 << 2,
    IN_ITEM = 1 << 3,
    IN_TABLE = 1 << 4,
    IN_ROWS = 1 << 5, /* of Table, THead, TBody */
    IN_ROW = 1 << 6,
    IN_CONTENTS = 1 << 7,
    IN_CONTENTS_ITEM = 1 << 8,
} Place;

/* One row a kind, in the order of SrTag: its name, where it stands, what it takes in. */
static const struct {
    const char *name;
    int stands;
    int takes;
    bool text;
} kinds[SR_TAG_N] = {
    [SR_TAG_DOCUMENT] = {"Document", 0, IN_BLOCK, false},
    [SR_TAG_PART] = {"Part", IN_BLOCK, IN_BLOCK, false},
    [SR_TAG_SECTION] = {"Sect", IN_BLOCK, IN_BLOCK, false},
    [SR_TAG_H1] = {"H1", IN_BLOCK, IN_INLINE, true},
    [SR_TAG_H2] = {"H2", IN_BLOCK, IN_INLINE, true},
    [SR_TAG_H3] = {"H3", IN_BLOCK, IN_INLINE, true},
    [SR_TAG_H4] = {"H4", IN_BLOCK, IN_INLINE, true},
    [SR_TAG_P] = {"P", IN_BLOCK, IN_INLINE, true},
    [SR_TAG_LIST] = {"L", IN_BLOCK, IN_LIST, false},
    [SR_TAG_ITEM] = {"LI", IN_LIST, IN_ITEM, false},
    [SR_TAG_LABEL] = {"Lbl", IN_ITEM | IN_INLINE | IN_CONTENTS_ITEM, IN_INLINE, true},
    [SR_TAG_BODY] = {"LBody", IN_ITEM, IN_BLOCK | IN_INLINE, true},
    [SR_TAG_TABLE] = {"Table", IN_BLOCK, IN_TABLE | IN_ROWS, false},
    [SR_TAG_TABLE_HEAD] = {"THead", IN_TABLE, IN_ROWS, false},
    [SR_TAG_TABLE_BODY] = {"TBody", IN_TABLE, IN_ROWS, false},
    [SR_TAG_ROW] = {"TR", IN_ROWS, IN_ROW, false},
    [SR_TAG_CELL] = {"TD", IN_ROW, IN_BLOCK | IN_INLINE, true},
    [SR_TAG_COLUMN_HEADER] = {"TH", IN_ROW, IN_INLINE, true},
    [SR_TAG_ROW_HEADER] = {"TH", IN_ROW, IN_INLINE, true},
    [SR_TAG_CAPTION] = {"Caption", IN_BLOCK | IN_TABLE, IN_INLINE, true},
    [SR_TAG_FIGURE] = {"Figure", IN_BLOCK | IN_INLINE, 0, true},
    [SR_TAG_NOTE] = {"Note", IN_BLOCK | IN_INLINE, IN_BLOCK | IN_INLINE, true},
    [SR_TAG_CONTENTS] = {"TOC", IN_BLOCK | IN_CONTENTS, IN_CONTENTS, false},
    [SR_TAG_CONTENTS_ITEM] = {"TOCI", IN_CONTENTS, IN_CONTENTS_ITEM | IN_INLINE, true},
    [SR_TAG_REFERENCE] = {"Reference", IN_INLINE | IN_CONTENTS_ITEM, IN_INLINE, true},
    [SR_TAG_LINK] = {"Link", IN_BLOCK | IN_INLINE, IN_INLINE, true},
    [SR_TAG_SPAN] = {"Span", IN_BLOCK | IN_INLINE, IN_INLINE, true},
};

const char *
sr_tag_name(SrTag tag)
{
    return kinds[tag].name;
}

static SrElement *
element_at(const SrTags *tags, int i)
{
    return &g_array_index(tags->elements, SrElement, i);
}

static SrTag
open_tag(const SrTags *tags)
{
    return element_at(tags, tags->open)->tag;
}

static int
current_page(const SrTags *tags)
{
    return (int)tags->pages->len - 1;
}

static void
element_clear(void *data)
{
    SrElement *element = data;

    g_free(element->alt);
    g_free(element->target);
    g_free(element->language);
}

static void
destination_clear(void *data)
{
    g_free(((SrDestination *)data)->name);
}

static void
bookmark_clear(void *data)
{
    g_free(((SrBookmark *)data)->title);
}

void
sr_tags_fail(SrTags *tags, const char *format, ...)
{
    va_list arguments;

    if (tags->fault != NULL)
        return;
    va_start(arguments, format);
    tags->fault = g_strdup_vprintf(format, arguments);
    va_end(arguments);
}

/* Adds an element without asking whether it may stand there. */
static void
push_element(SrTags *tags, SrTag tag)
{
    SrElement element = {.tag = tag,
                         .parent = tags->open,
                         .first_child = -1,
                         .last_child = -1,
                         .n_columns = 1,
                         .n_rows = 1,
                         .page = current_page(tags),
                         .box_mm = SR_BOX_EMPTY};

    g_array_append_val(tags->elements, element);
    tags->open = (int)tags->elements->len - 1;
}

static void
append_child(SrTags *tags, int parent, SrTagChild child)
{
    SrElement *element = element_at(tags, parent);
    int added = (int)tags->children->len;

    child.next = -1;
    g_array_append_val(tags->children, child);
    if (element->last_child >= 0)
        g_array_index(tags->children, SrTagChild, element->last_child).next = added;
    else
        element->first_child = added;
    element->last_child = added;
}

SrTags *
sr_tags_new(const SrRunHooks *hooks)
{
    SrTags *tags = g_new0(SrTags, 1);

    tags->hooks = *hooks;
    tags->elements = g_array_new(FALSE, FALSE, sizeof(SrElement));
    g_array_set_clear_func(tags->elements, element_clear);
    tags->children = g_array_new(FALSE, FALSE, sizeof(SrTagChild));
    tags->runs = g_array_new(FALSE, FALSE, sizeof(SrRun));
    tags->links = g_array_new(FALSE, FALSE, sizeof(SrLinkArea));
    tags->destinations = g_array_new(FALSE, FALSE, sizeof(SrDestination));
    g_array_set_clear_func(tags->destinations, destination_clear);
    tags->names = g_hash_table_new(g_str_hash, g_str_equal);
    tags->bookmarks = g_array_new(FALSE, FALSE, sizeof(SrBookmark));
    g_array_set_clear_func(tags->bookmarks, bookmark_clear);
    tags->labels = g_array_new(FALSE, FALSE, sizeof(SrLabelRange));
    tags->pages = g_array_new(FALSE, FALSE, sizeof(SrPageSize));
    tags->inserts = g_array_new(FALSE, FALSE, sizeof(SrInsert));
    g_array_set_clear_func(tags->inserts, (GDestroyNotify)sr_insert_clear);
    tags->open = -1;
    push_element(tags, SR_TAG_DOCUMENT);
    return tags;
}

void
sr_tags_free(SrTags *tags)
{
    if (tags == NULL)
        return;
    g_hash_table_unref(tags->names);
    g_array_unref(tags->elements);
    g_array_unref(tags->children);
    g_array_unref(tags->runs);
    g_array_unref(tags->links);
    g_array_unref(tags->destinations);
    g_array_unref(tags->bookmarks);
    g_array_unref(tags->labels);
    g_array_unref(tags->pages);
    g_array_unref(tags->inserts);
    g_free(tags->fault);
    g_free(tags);
}

/* Headings must go down one level at a time, or readers think that one is missing. */
static void
check_heading(SrTags *tags, SrTag tag)
{
    int level = (int)tag - SR_TAG_H1 + 1;

    if (tag < SR_TAG_H1 || tag > SR_TAG_H4)
        return;
    if (level > tags->heading + 1)
        sr_tags_fail(tags, _("page %d: heading of level %d follows one of level %d"),
                     current_page(tags) + 1, level, tags->heading);
    tags->heading = level;
}

void
sr_tags_open(SrTags *tags, SrTag tag)
{
    if (tags == NULL)
        return;
    int parent = tags->open;
    SrTag outer = open_tag(tags);
    if ((kinds[tag].stands & kinds[outer].takes) == 0 || tags->leaf_open)
        sr_tags_fail(tags, _("page %d: element %s cannot stand in %s"),
                     current_page(tags) + 1, kinds[tag].name,
                     tags->artifact_open ? "Artifact" : kinds[outer].name);
    check_heading(tags, tag);
    push_element(tags, tag);
    append_child(tags, parent, (SrTagChild){.element = tags->open, .run = -1});
}

static void
run_begin(SrTags *tags, SrRun run)
{
    int added = (int)tags->runs->len;

    g_array_append_val(tags->runs, run);
    if (run.element >= 0)
        append_child(tags, run.element, (SrTagChild){.element = -1, .run = added});
    tags->hooks.begin(tags->hooks.surface);
}

static void
leaf_begin(SrTags *tags, SrRun run)
{
    if (tags->leaf_open)
        sr_tags_fail(tags, _("page %d: figures and artifacts cannot nest"), run.page + 1);
    else if (run.page < 0)
        sr_tags_fail(tags, _("a figure or artifact is opened before the first page"));
    else
        run_begin(tags, run);
    tags->leaf_open = true;
}

static void
leaf_end(SrTags *tags)
{
    if (!tags->leaf_open)
        return;
    tags->leaf_open = false;
    if (tags->fault == NULL)
        tags->hooks.end(tags->hooks.surface);
}

void
sr_tags_close(SrTags *tags, SrTag tag)
{
    if (tags == NULL)
        return;
    if (open_tag(tags) != tag || tags->open == 0) {
        sr_tags_fail(tags, _("page %d: element %s is closed while %s is open"),
                     current_page(tags) + 1, kinds[tag].name, kinds[open_tag(tags)].name);
        return;
    }
    if (tag == SR_TAG_FIGURE)
        leaf_end(tags);
    else if (tags->leaf_open)
        sr_tags_fail(tags, _("page %d: element %s is closed inside an artifact"),
                     current_page(tags) + 1, kinds[tag].name);
    tags->open = element_at(tags, tags->open)->parent;
}

void
sr_tags_open_figure(SrTags *tags, const char *alt, SrBox box_mm)
{
    if (tags == NULL)
        return;
    if (alt == NULL || alt[0] == '\0')
        sr_tags_fail(tags, _("page %d: a figure has no alternative text"),
                     current_page(tags) + 1);
    sr_tags_open(tags, SR_TAG_FIGURE);
    SrElement *figure = element_at(tags, tags->open);
    figure->alt = g_strdup(alt);
    figure->box_mm = box_mm;
    leaf_begin(tags, (SrRun){.page = current_page(tags), .element = tags->open});
}

void
sr_tags_open_link(SrTags *tags, const char *target, const char *description)
{
    if (tags == NULL)
        return;
    sr_tags_open(tags, SR_TAG_LINK);
    SrElement *link = element_at(tags, tags->open);
    link->target = g_strdup(target);
    link->alt = g_strdup(description);
}

void
sr_tags_set_span(SrTags *tags, int n_columns, int n_rows)
{
    if (tags == NULL)
        return;
    element_at(tags, tags->open)->n_columns = n_columns;
    element_at(tags, tags->open)->n_rows = n_rows;
}

void
sr_tags_set_language(SrTags *tags, const char *language)
{
    if (tags == NULL)
        return;
    SrElement *element = element_at(tags, tags->open);
    g_free(element->language);
    element->language = g_strdup(language);
}

void
sr_tags_artifact_begin(SrTags *tags, SrArtifact artifact)
{
    if (tags == NULL)
        return;
    leaf_begin(tags,
               (SrRun){.page = current_page(tags), .element = -1, .artifact = artifact});
    tags->artifact_open = true;
}

void
sr_tags_artifact_end(SrTags *tags)
{
    if (tags == NULL)
        return;
    if (!tags->artifact_open)
        sr_tags_fail(tags, _("page %d: an artifact is closed that is not open"),
                     current_page(tags) + 1);
    leaf_end(tags);
    tags->artifact_open = false;
}

void
sr_tags_destination(SrTags *tags, const char *name, double y_mm)
{
    if (tags == NULL)
        return;
    SrDestination destination = {g_strdup(name), current_page(tags), y_mm};
    if (!g_str_is_ascii(name) || name[0] == '\0')
        sr_tags_fail(tags, _("the name of a destination, '%s', is not plain ASCII"),
                     name);
    g_array_append_val(tags->destinations, destination);
    if (!g_hash_table_add(tags->names, destination.name))
        sr_tags_fail(tags, _("page %d: the destination '%s' was named before"),
                     destination.page + 1, name);
}

void
sr_tags_bookmark(SrTags *tags, int level, const char *title, double y_mm)
{
    if (tags == NULL)
        return;
    int before = 0;
    if (tags->bookmarks->len > 0)
        before =
            g_array_index(tags->bookmarks, SrBookmark, tags->bookmarks->len - 1).level;
    if (level < 1 || level > before + 1)
        sr_tags_fail(tags, _("page %d: the bookmark '%s' skips a level"),
                     current_page(tags) + 1, title);
    SrBookmark bookmark = {level, g_strdup(title), current_page(tags), y_mm};
    g_array_append_val(tags->bookmarks, bookmark);
}

void
sr_tags_page_label(SrTags *tags, SrPageLabel style, int number)
{
    if (tags == NULL)
        return;
    SrLabelRange range = {current_page(tags), style, number};
    g_array_append_val(tags->labels, range);
}

void
sr_tags_page_begin(SrTags *tags, double width_mm, double height_mm)
{
    SrPageSize size = {width_mm, height_mm, (int)tags->inserts->len};

    g_array_append_val(tags->pages, size);
}

void
sr_tags_page_end(SrTags *tags)
{
    if (tags->leaf_open)
        sr_tags_fail(tags, _("page %d: a figure or artifact is still open at its end"),
                     current_page(tags) + 1);
}

int
sr_tags_insert(SrTags *tags, SrInsertKind kind, GString *bytes)
{
    const SrPageSize *page =
        &g_array_index(tags->pages, SrPageSize, tags->pages->len - 1);
    SrInsert insert = {kind, bytes};

    g_array_append_val(tags->inserts, insert);
    return (int)tags->inserts->len - 1 - page->first_insert;
}

void
sr_tags_text_begin(SrTags *tags)
{
    int page = current_page(tags);

    if (tags->leaf_open)
        return;
    if (!kinds[open_tag(tags)].text)
        sr_tags_fail(tags, _("page %d: text stands in the element %s, which takes none"),
                     page + 1, kinds[open_tag(tags)].name);
    run_begin(tags, (SrRun){.page = page, .element = tags->open});
}

void
sr_tags_text_line(SrTags *tags, SrBox box_mm)
{
    if (tags->artifact_open)
        return;
    for (int i = tags->open; i > 0; i = element_at(tags, i)->parent)
        if (element_at(tags, i)->tag == SR_TAG_LINK) {
            SrLinkArea area = {i, current_page(tags), box_mm};
            g_array_append_val(tags->links, area);
            return;
        }
}

void
sr_tags_text_end(SrTags *tags)
{
    if (!tags->leaf_open)
        tags->hooks.end(tags->hooks.surface);
}

bool
sr_tags_is_address(const char *target)
{
    return g_str_has_prefix(target, "https:") || g_str_has_prefix(target, "http:") ||
           g_str_has_prefix(target, "mailto:");
}

void
sr_tags_check(SrTags *tags)
{
    if (tags->open != 0)
        sr_tags_fail(tags, _("the element %s is never closed"),
                     kinds[open_tag(tags)].name);
    for (guint i = 0; i < tags->links->len; i++) {
        const SrLinkArea *area = &g_array_index(tags->links, SrLinkArea, i);
        const char *target = element_at(tags, area->element)->target;

        if (!sr_tags_is_address(target) && !g_hash_table_contains(tags->names, target))
            sr_tags_fail(tags, _("page %d: a link leads to '%s', which no page names"),
                         area->page + 1, target);
    }
}
