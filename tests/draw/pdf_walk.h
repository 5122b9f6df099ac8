/*
 * pdf_walk.h — reads a finished PDF as a screen reader would and says what is wrong.
 *
 * pdf_walk_fault (data, n) gives a sentence about the first fault, or NULL: catalogue,
 * structure tree, marked content, links, bookmarks, fonts. It shares no code with what
 * writes the files, and is itself tested with broken ones (test_pdf_walk.c).
 */
#pragma once

#include <glib.h>
#include <qpdf/qpdf-c.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    qpdf_data q;
    char *fault;
    int heading;
    GHashTable *seen;  /* "page-object mcid": content met in the tree */
    GHashTable *names; /* of destinations */
    int n_links;       /* annotations met in the tree */
} Walk;

G_GNUC_PRINTF(2, 3)
static void
walk_fail(Walk *walk, const char *format, ...)
{
    va_list arguments;

    if (walk->fault != NULL)
        return;
    va_start(arguments, format);
    walk->fault = g_strdup_vprintf(format, arguments);
    va_end(arguments);
}

static qpdf_oh
walk_get(Walk *walk, qpdf_oh dictionary, const char *path)
{
    g_auto(GStrv) keys = g_strsplit(path, " ", -1);

    for (int i = 0; keys[i] != NULL; i++) {
        if (!qpdf_oh_is_dictionary(walk->q, dictionary))
            return qpdf_oh_new_null(walk->q);
        dictionary = qpdf_oh_get_key(walk->q, dictionary, keys[i]);
    }
    return dictionary;
}

static bool
walk_has_name(Walk *walk, qpdf_oh dictionary, const char *key, const char *name)
{
    qpdf_oh value = walk_get(walk, dictionary, key);

    return qpdf_oh_is_name(walk->q, value) &&
           strcmp(qpdf_oh_get_name(walk->q, value), name) == 0;
}

static bool
walk_has_text(Walk *walk, qpdf_oh dictionary, const char *key)
{
    qpdf_oh value = walk_get(walk, dictionary, key);

    return qpdf_oh_is_string(walk->q, value) &&
           qpdf_oh_get_utf8_value(walk->q, value)[0] != '\0';
}

static void
walk_catalog(Walk *walk, qpdf_oh catalog)
{
    qpdf_oh trailer = qpdf_get_trailer(walk->q);

    if (!walk_has_text(walk, catalog, "/Lang"))
        walk_fail(walk, "the catalogue has no language");
    if (!qpdf_oh_get_bool_value(walk->q, walk_get(walk, catalog, "/MarkInfo /Marked")))
        walk_fail(walk, "the file does not say that it is tagged");
    if (!qpdf_oh_get_bool_value(
            walk->q, walk_get(walk, catalog, "/ViewerPreferences /DisplayDocTitle")))
        walk_fail(walk, "readers would show the file name for the title");
    if (!walk_has_text(walk, walk_get(walk, trailer, "/Info"), "/Title"))
        walk_fail(walk, "the file has no title");
    if (!qpdf_oh_is_stream(walk->q, walk_get(walk, catalog, "/Metadata")))
        walk_fail(walk, "the file has no XMP metadata");
}

/* --- The tree --- */

/* Notes that the tree reaches this run; twice is a fault. */
static void
walk_run(Walk *walk, qpdf_oh page, qpdf_oh mcid)
{
    char *key = g_strdup_printf("%d %d", qpdf_oh_get_object_id(walk->q, page),
                                qpdf_oh_get_int_value_as_int(walk->q, mcid));

    if (qpdf_oh_get_object_id(walk->q, page) == 0)
        walk_fail(walk, "a run without a page");
    if (!g_hash_table_add(walk->seen, key))
        walk_fail(walk, "the run %s is in the tree twice", key);
}

static void
walk_heading(Walk *walk, const char *kind)
{
    if (kind[1] != 'H' || !g_ascii_isdigit(kind[2]))
        return;
    int level = kind[2] - '0';
    if (level > walk->heading + 1)
        walk_fail(walk, "a heading of level %d follows one of level %d", level,
                  walk->heading);
    walk->heading = level;
}

/* Whether @kind is a word of @list, which begins and ends with a blank. */
static bool
walk_is(const char *kind, const char *list)
{
    g_autofree char *padded = g_strdup_printf(" %s ", kind);

    return strstr(list, padded) != NULL;
}

/* What may be said of one element and the kind of its parent. */
static void
walk_rules(Walk *walk, qpdf_oh element, const char *kind, const char *parent)
{
    walk_heading(walk, kind);
    if (walk_is(kind, " /Figure ") && !walk_has_text(walk, element, "/Alt"))
        walk_fail(walk, "a figure has no alternative text");
    if (walk_is(kind, " /Figure ") &&
        !qpdf_oh_is_array(walk->q, walk_get(walk, element, "/A /BBox")))
        walk_fail(walk, "a figure has no box");
    if (walk_is(kind, " /TH ") &&
        !qpdf_oh_is_name(walk->q, walk_get(walk, element, "/A /Scope")))
        walk_fail(walk, "a table header has no scope");
    if (walk_is(kind, " /TH /TD ") && !walk_is(parent, " /TR "))
        walk_fail(walk, "a cell stands in %s", parent);
    if (walk_is(kind, " /TR ") && !walk_is(parent, " /Table /THead /TBody "))
        walk_fail(walk, "a row stands in %s", parent);
    if (walk_is(kind, " /LI ") && !walk_is(parent, " /L "))
        walk_fail(walk, "a list item stands in %s", parent);
    if (walk_is(kind, " /TOCI ") && !walk_is(parent, " /TOC "))
        walk_fail(walk, "a line of the contents stands in %s", parent);
}

/* Returns: how many headers there are below. */
static int
walk_element(Walk *walk, qpdf_oh element, const char *parent, int depth)
{
    int n_headers = 0;
    int n_links = walk->n_links;
    qpdf_oh page = walk_get(walk, element, "/Pg");
    qpdf_oh kids = walk_get(walk, element, "/K");
    if (depth > 30 || !qpdf_oh_is_name(walk->q, walk_get(walk, element, "/S"))) {
        walk_fail(walk, "an element without a kind");
        return 0;
    }
    g_autofree char *kind =
        g_strdup(qpdf_oh_get_name(walk->q, walk_get(walk, element, "/S")));

    walk_rules(walk, element, kind, parent);
    int n = qpdf_oh_is_array(walk->q, kids) ? qpdf_oh_get_array_n_items(walk->q, kids)
                                            : !qpdf_oh_is_null(walk->q, kids);
    for (int i = 0; i < n; i++) {
        qpdf_oh kid = qpdf_oh_is_array(walk->q, kids)
                          ? qpdf_oh_get_array_item(walk->q, kids, i)
                          : kids;
        if (qpdf_oh_is_integer(walk->q, kid))
            walk_run(walk, page, kid);
        else if (walk_has_name(walk, kid, "/Type", "/MCR"))
            walk_run(walk, walk_get(walk, kid, "/Pg"), walk_get(walk, kid, "/MCID"));
        else if (walk_has_name(walk, kid, "/Type", "/OBJR"))
            walk->n_links++;
        else
            n_headers += walk_element(walk, kid, kind, depth + 1);
    }
    if (walk_is(kind, " /Table ") && n_headers == 0)
        walk_fail(walk, "a table has no headers");
    if (walk_is(kind, " /Link ") && walk->n_links == n_links)
        walk_fail(walk, "a link cannot be clicked");
    return n_headers + walk_is(kind, " /TH ");
}

/* --- Marked content: a tokenizer of its own --- */

static const char *
walk_token(const char *p, const char *end, GString *token)
{
    g_string_truncate(token, 0);
    while (p < end && strchr(" \r\n\t\f", *p) != NULL)
        p++;
    if (p >= end)
        return NULL;
    if (*p == '(') {
        int depth = 0;

        do {
            if (*p == '\\')
                p++;
            else
                depth += (*p == '(') - (*p == ')');
            p++;
        } while (p < end && depth > 0);
        g_string_assign(token, "()");
        return p;
    }
    if (strchr("[]{}<>", *p) != NULL) {
        g_string_append_c(token, *p);
        return p + 1;
    }
    do
        g_string_append_c(token, *p++);
    while (p < end && strchr(" \r\n\t\f()[]{}<>/", *p) == NULL);
    return p;
}

/* Every piece of text is in a run or an artifact, every painted path too. */
static void
walk_content(Walk *walk, qpdf_oh page, int number, const char *data, gsize n)
{
    g_autoptr(GString) token = g_string_new(NULL);
    g_autoptr(GString) last = g_string_new(NULL);
    int depth = 0;
    int n_runs = 0;
    bool expects_id = false;

    for (const char *p = walk_token(data, data + n, token); p != NULL;
         p = walk_token(p, data + n, token)) {
        if (expects_id) {
            g_autofree char *key = g_strdup_printf(
                "%d %s", qpdf_oh_get_object_id(walk->q, page), token->str);
            if (!g_hash_table_contains(walk->seen, key))
                walk_fail(walk, "page %d: the run %s is not in the tree", number,
                          token->str);
            n_runs++;
        }
        expects_id = strcmp(token->str, "/MCID") == 0;
        if (walk_is(token->str, " BDC BMC "))
            depth++;
        if (strcmp(token->str, "EMC") == 0)
            depth--;
        if (depth == 0 && walk_is(token->str, " Tj TJ ' \" "))
            walk_fail(walk, "page %d: text outside any element", number);
        if (depth == 0 && walk_is(token->str, " f f* F S s B B* b b* Do sh "))
            walk_fail(walk, "page %d: painting outside any element", number);
    }
    if (depth != 0)
        walk_fail(walk, "page %d: a run is not closed", number);
    qpdf_oh key = walk_get(walk, page, "/StructParents");
    if (!qpdf_oh_is_integer(walk->q, key))
        walk_fail(walk, "page %d: not in the parent tree", number);
    qpdf_oh nums =
        walk_get(walk, qpdf_get_root(walk->q), "/StructTreeRoot /ParentTree /Nums");
    for (int i = 0; i + 1 < qpdf_oh_get_array_n_items(walk->q, nums); i += 2) {
        qpdf_oh at = qpdf_oh_get_array_item(walk->q, nums, i);
        qpdf_oh parents = qpdf_oh_get_array_item(walk->q, nums, i + 1);

        if (qpdf_oh_get_int_value(walk->q, at) == qpdf_oh_get_int_value(walk->q, key) &&
            qpdf_oh_get_array_n_items(walk->q, parents) != n_runs)
            walk_fail(walk, "page %d: %d runs, but %d in the parent tree", number, n_runs,
                      qpdf_oh_get_array_n_items(walk->q, parents));
    }
}

/* --- Links and fonts --- */

static void
walk_names(Walk *walk, qpdf_oh catalog)
{
    qpdf_oh names = walk_get(walk, catalog, "/Names /Dests /Names");

    if (!qpdf_oh_is_array(walk->q, names))
        return;
    for (int i = 0; i + 1 < qpdf_oh_get_array_n_items(walk->q, names); i += 2) {
        qpdf_oh place = qpdf_oh_get_array_item(walk->q, names, i + 1);
        qpdf_oh page = qpdf_oh_get_array_item(walk->q, place, 0);
        qpdf_oh name = qpdf_oh_get_array_item(walk->q, names, i);

        if (!walk_has_name(walk, page, "/Type", "/Page"))
            walk_fail(walk, "a destination is on no page");
        g_hash_table_add(walk->names, g_strdup(qpdf_oh_get_string_value(walk->q, name)));
    }
}

static int
walk_annotations(Walk *walk, qpdf_oh page, int number)
{
    qpdf_oh annotations = walk_get(walk, page, "/Annots");
    int n = 0;

    if (!qpdf_oh_is_array(walk->q, annotations))
        return 0;
    for (; n < qpdf_oh_get_array_n_items(walk->q, annotations); n++) {
        qpdf_oh link = qpdf_oh_get_array_item(walk->q, annotations, n);
        qpdf_oh target = walk_get(walk, link, "/Dest");

        if (!walk_has_text(walk, link, "/Contents"))
            walk_fail(walk, "page %d: a link says nothing", number);
        if (qpdf_oh_is_string(walk->q, target) &&
            !g_hash_table_contains(walk->names,
                                   qpdf_oh_get_string_value(walk->q, target)))
            walk_fail(walk, "page %d: a link leads nowhere", number);
        if (!qpdf_oh_is_string(walk->q, target) &&
            !qpdf_oh_is_string(walk->q, walk_get(walk, link, "/A /URI")))
            walk_fail(walk, "page %d: a link has no target", number);
    }
    return n;
}

static void
walk_fonts(Walk *walk)
{
    qpdf_oh size = walk_get(walk, qpdf_get_trailer(walk->q), "/Size");
    int n = qpdf_oh_get_int_value_as_int(walk->q, size);

    for (int id = 1; id < n; id++) {
        qpdf_oh object = qpdf_get_object_by_id(walk->q, id, 0);

        if (!qpdf_oh_is_dictionary(walk->q, object))
            continue;
        if (walk_has_name(walk, object, "/Type", "/FontDescriptor") &&
            !qpdf_oh_has_key(walk->q, object, "/FontFile2") &&
            !qpdf_oh_has_key(walk->q, object, "/FontFile3") &&
            !qpdf_oh_has_key(walk->q, object, "/FontFile"))
            walk_fail(walk, "a font is not embedded");
        if (qpdf_oh_is_dictionary_of_type(walk->q, object, "/Font", "/CIDFontType2") &&
            !qpdf_oh_has_key(walk->q, object, "/CIDToGIDMap"))
            walk_fail(walk, "a font does not say how characters find glyphs");
    }
}

static void
walk_file(Walk *walk)
{
    qpdf_oh catalog = qpdf_get_root(walk->q);
    int n_annotations = 0;

    walk_catalog(walk, catalog);
    walk_names(walk, catalog);
    walk_element(walk, walk_get(walk, catalog, "/StructTreeRoot /K"), "", 0);
    for (int i = 0; i < qpdf_get_num_pages(walk->q); i++) {
        qpdf_oh page = qpdf_get_page_n(walk->q, i);
        unsigned char *data = NULL;
        size_t n = 0;

        qpdf_oh_get_page_content_data(walk->q, page, &data, &n);
        walk_content(walk, page, i + 1, (char *)data, n);
        free(data);
        n_annotations += walk_annotations(walk, page, i + 1);
    }
    if (n_annotations != walk->n_links)
        walk_fail(walk, "%d links on the pages, %d in the tree", n_annotations,
                  walk->n_links);
    walk_fonts(walk);
}

/* Returns: (transfer full): the first fault of the file, or NULL. */
static char *
pdf_walk_fault(const void *data, gsize n)
{
    Walk walk = {.q = qpdf_init(),
                 .seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                 .names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};

    qpdf_silence_errors(walk.q);
    qpdf_set_suppress_warnings(walk.q, QPDF_TRUE);
    if ((qpdf_read_memory(walk.q, "file", data, n, NULL) & QPDF_ERRORS) != 0)
        walk_fail(&walk, "not a PDF");
    else
        walk_file(&walk);
    if (qpdf_has_error(walk.q)) /* asking takes it out, or qpdf prints it */
        qpdf_get_error(walk.q);
    if (walk.fault == NULL && qpdf_more_warnings(walk.q))
        walk_fail(&walk, "%s",
                  qpdf_get_error_full_text(walk.q, qpdf_next_warning(walk.q)));
    qpdf_cleanup(&walk.q);
    g_hash_table_unref(walk.seen);
    g_hash_table_unref(walk.names);
    return walk.fault;
}
