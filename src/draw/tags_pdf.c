#include "draw/tags_pdf.h"

#include "base/error.h"
#include "draw/content.h"

#include <glib/gi18n.h>
#include <qpdf/qpdf-c.h>
#include <string.h>

#define PT_PER_MM (72.0 / 25.4)

/* One pass over one file. Handles are released as soon as they are stored. */
typedef struct {
    qpdf_data q;
    const SrTags *tags;
    qpdf_oh *elements; /* [elements], indirect dictionaries */
    qpdf_oh *pages;    /* [pages] */
    int *run_ids;      /* [runs] MCID on its page, -1 for an artifact */
    qpdf_oh nums;      /* array of the parent tree */
    int next_parent;   /* next key of the parent tree */
} Pass;

static void
pass_clear(Pass *pass)
{
    g_free(pass->elements);
    g_free(pass->pages);
    g_free(pass->run_ids);
    qpdf_cleanup(&pass->q);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Pass, pass_clear)

/* --- Small helpers over the C interface --- */

/* Stores @value, which is used up. */
static void
set_key(Pass *pass, qpdf_oh dictionary, const char *key, qpdf_oh value)
{
    qpdf_oh_replace_key(pass->q, dictionary, key, value);
    qpdf_oh_release(pass->q, value);
}

static void
append(Pass *pass, qpdf_oh array, qpdf_oh value)
{
    qpdf_oh_append_item(pass->q, array, value);
    qpdf_oh_release(pass->q, value);
}

/* Stores a reference to an object that is kept. */
static void
set_reference(Pass *pass, qpdf_oh dictionary, const char *key, qpdf_oh object)
{
    qpdf_oh_replace_key(pass->q, dictionary, key, object);
}

static void
set_name(Pass *pass, qpdf_oh dictionary, const char *key, const char *name)
{
    set_key(pass, dictionary, key, qpdf_oh_new_name(pass->q, name));
}

static void
set_text(Pass *pass, qpdf_oh dictionary, const char *key, const char *text)
{
    set_key(pass, dictionary, key, qpdf_oh_new_unicode_string(pass->q, text));
}

static void
set_integer(Pass *pass, qpdf_oh dictionary, const char *key, int value)
{
    set_key(pass, dictionary, key, qpdf_oh_new_integer(pass->q, value));
}

static qpdf_oh
new_indirect(Pass *pass)
{
    qpdf_oh dictionary = qpdf_oh_new_dictionary(pass->q);
    qpdf_oh object = qpdf_make_indirect_object(pass->q, dictionary);

    qpdf_oh_release(pass->q, dictionary);
    return object;
}

static void
append_real(Pass *pass, qpdf_oh array, double value)
{
    append(pass, array, qpdf_oh_new_real_from_double(pass->q, value, 2));
}

static const SrPageSize *
page_size(const Pass *pass, int page)
{
    return &g_array_index(pass->tags->pages, SrPageSize, page);
}

/* From the page's millimetres, y down, to points, y up: [x0 y0 x1 y1]. */
static qpdf_oh
new_rectangle(Pass *pass, int page, SrBox box)
{
    qpdf_oh array = qpdf_oh_new_array(pass->q);
    double height = page_size(pass, page)->height_mm;

    append_real(pass, array, box.x0 * PT_PER_MM);
    append_real(pass, array, (height - box.y1) * PT_PER_MM);
    append_real(pass, array, box.x1 * PT_PER_MM);
    append_real(pass, array, (height - box.y0) * PT_PER_MM);
    return array;
}

/* [page /XYZ left top null]: the place is at the top of the window, zoom unchanged. */
static qpdf_oh
new_destination(Pass *pass, int page, double y_mm)
{
    qpdf_oh array = qpdf_oh_new_array(pass->q);

    qpdf_oh_append_item(pass->q, array, pass->pages[page]);
    append(pass, array, qpdf_oh_new_name(pass->q, "/XYZ"));
    append(pass, array, qpdf_oh_new_integer(pass->q, 0));
    append_real(pass, array, (page_size(pass, page)->height_mm - y_mm) * PT_PER_MM);
    append(pass, array, qpdf_oh_new_null(pass->q));
    return array;
}

static const SrElement *
element_at(const Pass *pass, int i)
{
    return &g_array_index(pass->tags->elements, SrElement, i);
}

static const SrRun *
run_at(const Pass *pass, int i)
{
    return &g_array_index(pass->tags->runs, SrRun, i);
}

/* --- Page contents --- */

static const char *
artifact_properties(SrArtifact artifact)
{
    static const char *const properties[] = {
        [SR_ARTIFACT_LAYOUT] = "<</Type/Layout>>",
        [SR_ARTIFACT_HEADER] = "<</Type/Pagination/Subtype/Header>>",
        [SR_ARTIFACT_FOOTER] = "<</Type/Pagination/Subtype/Footer>>",
    };

    return properties[artifact];
}

/* Rewrites the contents of a page whose runs are [first, end). */
static bool
rewrite_page(Pass *pass, int page, int first, int end, GError **error)
{
    g_autoptr(GError) cause = NULL;
    g_autofree SrMark *marks = g_new0(SrMark, end - first + 1);
    unsigned char *data = NULL;
    size_t length = 0;
    int next_id = 0;

    for (int i = first; i < end; i++) {
        const SrRun *run = run_at(pass, i);

        if (run->element >= 0)
            marks[i - first].name = sr_tag_name(element_at(pass, run->element)->tag);
        else
            marks[i - first].artifact = artifact_properties(run->artifact);
        pass->run_ids[i] = run->element >= 0 ? next_id++ : -1;
    }
    qpdf_oh contents = qpdf_oh_get_key(pass->q, pass->pages[page], "/Contents");
    qpdf_oh_get_stream_data(pass->q, contents, qpdf_dl_generalized, NULL, &data, &length);
    if (data == NULL) {
        g_set_error(error, SR_ERROR, SR_ERROR_IO, _("page %d: no content"), page + 1);
        return false;
    }
    GString *rewritten =
        sr_content_rewrite((char *)data, length, marks, end - first, &cause);
    free(data);
    if (rewritten == NULL) {
        g_set_error(error, SR_ERROR, cause->code, _("page %d: %s"), page + 1,
                    cause->message);
        return false;
    }
    qpdf_oh null = qpdf_oh_new_null(pass->q);
    qpdf_oh_replace_stream_data(pass->q, contents, (unsigned char *)rewritten->str,
                                rewritten->len, null, null);
    qpdf_oh_release(pass->q, null);
    qpdf_oh_release(pass->q, contents);
    g_string_free(rewritten, TRUE);
    return true;
}

/* Adds to the parent tree, for each MCID of the page, the element it belongs to. */
static void
add_page_parents(Pass *pass, int page, int first, int end)
{
    qpdf_oh parents = qpdf_oh_new_array(pass->q);

    for (int i = first; i < end; i++)
        if (run_at(pass, i)->element >= 0)
            qpdf_oh_append_item(pass->q, parents,
                                pass->elements[run_at(pass, i)->element]);
    append(pass, pass->nums, qpdf_oh_new_integer(pass->q, pass->next_parent));
    append(pass, pass->nums, parents);
    set_integer(pass, pass->pages[page], "/StructParents", pass->next_parent++);
    set_name(pass, pass->pages[page], "/Tabs", "/S");
}

static bool
write_pages(Pass *pass, GError **error)
{
    int n_runs = (int)pass->tags->runs->len;
    int first = 0;

    for (int page = 0; page < (int)pass->tags->pages->len; page++) {
        int end = first;
        while (end < n_runs && run_at(pass, end)->page == page)
            end++;
        if (!rewrite_page(pass, page, first, end, error))
            return false;
        add_page_parents(pass, page, first, end);
        first = end;
    }
    return true;
}

/* --- Structure elements --- */

/* A run is its MCID alone where the element says which page, else a reference. */
static qpdf_oh
new_run_kid(Pass *pass, int run, int element_page)
{
    int page = run_at(pass, run)->page;

    if (page == element_page)
        return qpdf_oh_new_integer(pass->q, pass->run_ids[run]);
    qpdf_oh reference = qpdf_oh_new_dictionary(pass->q);
    set_name(pass, reference, "/Type", "/MCR");
    set_reference(pass, reference, "/Pg", pass->pages[page]);
    set_integer(pass, reference, "/MCID", pass->run_ids[run]);
    return reference;
}

static int
first_run_page(const Pass *pass, const SrElement *element)
{
    for (int c = element->first_child; c >= 0;) {
        const SrTagChild *child = &g_array_index(pass->tags->children, SrTagChild, c);

        if (child->run >= 0)
            return run_at(pass, child->run)->page;
        c = child->next;
    }
    return -1;
}

static void
write_kids(Pass *pass, int i)
{
    const SrElement *element = element_at(pass, i);
    int page = first_run_page(pass, element);
    qpdf_oh kids = qpdf_oh_new_array(pass->q);

    if (page >= 0)
        set_reference(pass, pass->elements[i], "/Pg", pass->pages[page]);
    for (int c = element->first_child; c >= 0;) {
        const SrTagChild *child = &g_array_index(pass->tags->children, SrTagChild, c);

        if (child->run >= 0)
            append(pass, kids, new_run_kid(pass, child->run, page));
        else
            qpdf_oh_append_item(pass->q, kids, pass->elements[child->element]);
        c = child->next;
    }
    set_key(pass, pass->elements[i], "/K", kids);
}

/* What a figure, a header or a wide cell says about itself beside its kind. */
static void
write_attributes(Pass *pass, int i)
{
    const SrElement *element = element_at(pass, i);
    bool is_header =
        element->tag == SR_TAG_COLUMN_HEADER || element->tag == SR_TAG_ROW_HEADER;
    qpdf_oh attributes = qpdf_oh_new_dictionary(pass->q);

    if (element->tag == SR_TAG_FIGURE) {
        set_name(pass, attributes, "/O", "/Layout");
        set_name(pass, attributes, "/Placement", "/Block");
        set_key(pass, attributes, "/BBox",
                new_rectangle(pass, element->page, element->box_mm));
    } else if (element->tag == SR_TAG_LIST) {
        set_name(pass, attributes, "/O", "/List");
        set_name(pass, attributes, "/ListNumbering", "/None");
    } else if (is_header || element->n_columns > 1 || element->n_rows > 1) {
        set_name(pass, attributes, "/O", "/Table");
        if (is_header)
            set_name(pass, attributes, "/Scope",
                     element->tag == SR_TAG_COLUMN_HEADER ? "/Column" : "/Row");
        if (element->n_columns > 1)
            set_integer(pass, attributes, "/ColSpan", element->n_columns);
        if (element->n_rows > 1)
            set_integer(pass, attributes, "/RowSpan", element->n_rows);
    } else {
        qpdf_oh_release(pass->q, attributes);
        return;
    }
    set_key(pass, pass->elements[i], "/A", attributes);
}

static void
write_elements(Pass *pass, qpdf_oh root)
{
    for (int i = 0; i < (int)pass->tags->elements->len; i++) {
        const SrElement *element = element_at(pass, i);
        qpdf_oh object = pass->elements[i];
        g_autofree char *name = g_strconcat("/", sr_tag_name(element->tag), NULL);

        set_name(pass, object, "/Type", "/StructElem");
        set_name(pass, object, "/S", name);
        set_reference(pass, object, "/P",
                      element->parent >= 0 ? pass->elements[element->parent] : root);
        if (element->tag == SR_TAG_FIGURE)
            set_text(pass, object, "/Alt", element->alt);
        if (element->language != NULL)
            set_text(pass, object, "/Lang", element->language);
        if (element->tag == SR_TAG_NOTE) {
            g_autofree char *id = g_strdup_printf("note-%d", i);
            set_key(pass, object, "/ID", qpdf_oh_new_string(pass->q, id));
        }
        write_kids(pass, i);
        write_attributes(pass, i);
    }
}

/* --- Links --- */

static void
write_link_target(Pass *pass, qpdf_oh annotation, const char *target)
{
    if (!sr_tags_is_address(target)) {
        set_key(pass, annotation, "/Dest", qpdf_oh_new_string(pass->q, target));
        return;
    }
    qpdf_oh action = qpdf_oh_new_dictionary(pass->q);
    set_name(pass, action, "/S", "/URI");
    set_key(pass, action, "/URI", qpdf_oh_new_string(pass->q, target));
    set_key(pass, annotation, "/A", action);
}

/* One annotation for the areas [first, end) of one link on one page. */
static void
write_link(Pass *pass, int first, int end)
{
    const SrLinkArea *areas = &g_array_index(pass->tags->links, SrLinkArea, 0);
    const SrElement *link = element_at(pass, areas[first].element);
    int page = areas[first].page;
    double height = page_size(pass, page)->height_mm;
    qpdf_oh annotation = new_indirect(pass);
    qpdf_oh corners = qpdf_oh_new_array(pass->q);
    SrBox box = SR_BOX_EMPTY;

    for (int i = first; i < end; i++) {
        SrBox b = areas[i].box_mm;
        SrPoint corner[4] = {{b.x0, b.y1}, {b.x1, b.y1}, {b.x0, b.y0}, {b.x1, b.y0}};

        for (int k = 0; k < 4; k++) {
            box = sr_box_add(box, corner[k]);
            append_real(pass, corners, corner[k].x * PT_PER_MM);
            append_real(pass, corners, (height - corner[k].y) * PT_PER_MM);
        }
    }
    set_name(pass, annotation, "/Type", "/Annot");
    set_name(pass, annotation, "/Subtype", "/Link");
    set_key(pass, annotation, "/Rect", new_rectangle(pass, page, box));
    set_key(pass, annotation, "/QuadPoints", corners);
    set_key(pass, annotation, "/Border", qpdf_oh_parse(pass->q, "[0 0 0]"));
    set_integer(pass, annotation, "/F", 4); /* print */
    set_text(pass, annotation, "/Contents", link->alt != NULL ? link->alt : link->target);
    set_integer(pass, annotation, "/StructParent", pass->next_parent);
    write_link_target(pass, annotation, link->target);

    append(pass, pass->nums, qpdf_oh_new_integer(pass->q, pass->next_parent++));
    qpdf_oh_append_item(pass->q, pass->nums, pass->elements[areas[first].element]);

    qpdf_oh reference = qpdf_oh_new_dictionary(pass->q);
    set_name(pass, reference, "/Type", "/OBJR");
    set_reference(pass, reference, "/Pg", pass->pages[page]);
    set_reference(pass, reference, "/Obj", annotation);
    qpdf_oh kids = qpdf_oh_get_key(pass->q, pass->elements[areas[first].element], "/K");
    append(pass, kids, reference);
    qpdf_oh_release(pass->q, kids);

    if (!qpdf_oh_has_key(pass->q, pass->pages[page], "/Annots"))
        set_key(pass, pass->pages[page], "/Annots", qpdf_oh_new_array(pass->q));
    qpdf_oh annotations = qpdf_oh_get_key(pass->q, pass->pages[page], "/Annots");
    append(pass, annotations, annotation);
    qpdf_oh_release(pass->q, annotations);
}

static void
write_links(Pass *pass)
{
    const SrLinkArea *areas = (const SrLinkArea *)(const void *)pass->tags->links->data;
    int n = (int)pass->tags->links->len;

    for (int first = 0, end = 0; first < n; first = end) {
        while (end < n && areas[end].element == areas[first].element &&
               areas[end].page == areas[first].page)
            end++;
        write_link(pass, first, end);
    }
}

/* --- The catalogue --- */

static int
compare_names(const void *a, const void *b)
{
    return strcmp((*(const SrDestination *const *)a)->name,
                  (*(const SrDestination *const *)b)->name);
}

static void
write_destinations(Pass *pass, qpdf_oh catalog)
{
    int n = (int)pass->tags->destinations->len;
    g_autofree const SrDestination **sorted = g_new(const SrDestination *, n + 1);
    qpdf_oh names = qpdf_oh_new_array(pass->q);
    qpdf_oh leaf = qpdf_oh_new_dictionary(pass->q);
    qpdf_oh trees = qpdf_oh_new_dictionary(pass->q);

    for (int i = 0; i < n; i++)
        sorted[i] = &g_array_index(pass->tags->destinations, SrDestination, i);
    qsort(sorted, n, sizeof *sorted, compare_names);
    for (int i = 0; i < n; i++) {
        append(pass, names, qpdf_oh_new_string(pass->q, sorted[i]->name));
        append(pass, names, new_destination(pass, sorted[i]->page, sorted[i]->y_mm));
    }
    set_key(pass, leaf, "/Names", names);
    set_key(pass, trees, "/Dests", leaf);
    if (n > 0)
        qpdf_oh_replace_key(pass->q, catalog, "/Names", trees);
    else
        qpdf_oh_remove_key(pass->q, catalog, "/Names");
    qpdf_oh_release(pass->q, trees);
}

/* The index of the first bookmark from @i on that is not deeper than @level. */
static int
outline_end(const Pass *pass, int i, int level)
{
    while (i < (int)pass->tags->bookmarks->len &&
           g_array_index(pass->tags->bookmarks, SrBookmark, i).level > level)
        i++;
    return i;
}

/*
 * Links the bookmarks [first, end) of one parent, each followed by its own children.
 * Returns: how many there are of this level.
 */
static int
write_outline(Pass *pass, const qpdf_oh *items, qpdf_oh parent, int first, int end)
{
    int last = -1;
    int n = 0;

    for (int i = first; i < end;) {
        const SrBookmark *mark = &g_array_index(pass->tags->bookmarks, SrBookmark, i);
        int next = outline_end(pass, i + 1, mark->level);

        set_text(pass, items[i], "/Title", mark->title);
        set_reference(pass, items[i], "/Parent", parent);
        set_key(pass, items[i], "/Dest", new_destination(pass, mark->page, mark->y_mm));
        if (last >= 0) {
            set_reference(pass, items[last], "/Next", items[i]);
            set_reference(pass, items[i], "/Prev", items[last]);
        }
        if (next > i + 1) /* closed: the count of hidden ones is negative */
            set_integer(pass, items[i], "/Count",
                        -write_outline(pass, items, items[i], i + 1, next));
        last = i;
        i = next;
        n++;
    }
    set_reference(pass, parent, "/First", items[first]);
    set_reference(pass, parent, "/Last", items[last]);
    return n;
}

static void
write_outlines(Pass *pass, qpdf_oh catalog)
{
    int n = (int)pass->tags->bookmarks->len;
    g_autofree qpdf_oh *items = g_new(qpdf_oh, n + 1);

    if (n == 0) {
        qpdf_oh_remove_key(pass->q, catalog, "/Outlines");
        return;
    }
    qpdf_oh root = new_indirect(pass);
    for (int i = 0; i < n; i++)
        items[i] = new_indirect(pass);
    set_name(pass, root, "/Type", "/Outlines");
    set_integer(pass, root, "/Count", write_outline(pass, items, root, 0, n));
    set_key(pass, catalog, "/Outlines", root);
    set_name(pass, catalog, "/PageMode", "/UseOutlines");
    for (int i = 0; i < n; i++)
        qpdf_oh_release(pass->q, items[i]);
}

static void
write_page_labels(Pass *pass, qpdf_oh catalog)
{
    qpdf_oh nums = qpdf_oh_new_array(pass->q);
    qpdf_oh tree = qpdf_oh_new_dictionary(pass->q);
    int n = (int)pass->tags->labels->len;

    for (int i = 0; i < n; i++) {
        const SrLabelRange *range = &g_array_index(pass->tags->labels, SrLabelRange, i);
        qpdf_oh label = qpdf_oh_new_dictionary(pass->q);

        set_name(pass, label, "/S", range->style == SR_PAGE_LABEL_ROMAN ? "/r" : "/D");
        set_integer(pass, label, "/St", range->number);
        if (i == 0 && range->page > 0) { /* the tree must begin with the first page */
            append(pass, nums, qpdf_oh_new_integer(pass->q, 0));
            append(pass, nums, qpdf_oh_new_dictionary(pass->q));
        }
        append(pass, nums, qpdf_oh_new_integer(pass->q, range->page));
        append(pass, nums, label);
    }
    set_key(pass, tree, "/Nums", nums);
    if (n > 0)
        qpdf_oh_replace_key(pass->q, catalog, "/PageLabels", tree);
    else
        qpdf_oh_remove_key(pass->q, catalog, "/PageLabels");
    qpdf_oh_release(pass->q, tree);
}

static char *
format_time(const char *format, gint64 seconds)
{
    g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(seconds);

    return g_date_time_format(time, format);
}

static void
write_metadata(Pass *pass, qpdf_oh catalog, const SrDocument *document)
{
    g_autofree char *created = format_time("%Y-%m-%dT%H:%M:%SZ", document->time);
    g_autofree char *title = g_markup_escape_text(document->title, -1);
    g_autofree char *author =
        g_markup_escape_text(document->author != NULL ? document->author : "", -1);
    g_autofree char *xmp = g_strdup_printf(
        "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
        "<rdf:Description rdf:about=\"\""
        " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
        " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
        " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
        "<pdfuaid:part>1</pdfuaid:part>\n"
        "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt>"
        "</dc:title>\n"
        "<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>\n"
        "<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>\n"
        "<xmp:CreateDate>%s</xmp:CreateDate>\n"
        "<xmp:CreatorTool>sozialraum</xmp:CreatorTool>\n"
        "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n",
        title, author, document->language, created);
    qpdf_oh null = qpdf_oh_new_null(pass->q);
    qpdf_oh stream = qpdf_oh_new_stream(pass->q);
    qpdf_oh dictionary = qpdf_oh_get_dict(pass->q, stream);

    qpdf_oh_replace_stream_data(pass->q, stream, (unsigned char *)xmp, strlen(xmp), null,
                                null);
    qpdf_oh_release(pass->q, null);
    set_name(pass, dictionary, "/Type", "/Metadata");
    set_name(pass, dictionary, "/Subtype", "/XML");
    qpdf_oh_release(pass->q, dictionary);
    set_key(pass, catalog, "/Metadata", stream);
}

/* The information dictionary says the same as the XMP. */
static void
write_info(Pass *pass, const SrDocument *document)
{
    g_autofree char *created = format_time("D:%Y%m%d%H%M%SZ", document->time);
    qpdf_oh trailer = qpdf_get_trailer(pass->q);
    qpdf_oh info = new_indirect(pass);

    set_text(pass, info, "/Title", document->title);
    if (document->author != NULL)
        set_text(pass, info, "/Author", document->author);
    if (document->subject != NULL)
        set_text(pass, info, "/Subject", document->subject);
    set_text(pass, info, "/Creator", "sozialraum");
    set_key(pass, info, "/CreationDate", qpdf_oh_new_string(pass->q, created));
    set_key(pass, trailer, "/Info", info);
    qpdf_oh_release(pass->q, trailer);
}

static void
write_catalog(Pass *pass, qpdf_oh catalog, const SrDocument *document)
{
    qpdf_oh_replace_key(pass->q, catalog, "/Lang",
                        qpdf_oh_new_string(pass->q, document->language));
    set_key(pass, catalog, "/MarkInfo", qpdf_oh_parse(pass->q, "<< /Marked true >>"));
    set_key(pass, catalog, "/ViewerPreferences",
            qpdf_oh_parse(pass->q, "<< /DisplayDocTitle true >>"));
    write_destinations(pass, catalog);
    write_outlines(pass, catalog);
    write_page_labels(pass, catalog);
    write_metadata(pass, catalog, document);
    write_info(pass, document);
}

/* cairo leaves out how characters find their glyphs: one to one. */
static void
mend_fonts(Pass *pass)
{
    qpdf_oh trailer = qpdf_get_trailer(pass->q);
    qpdf_oh size = qpdf_oh_get_key(pass->q, trailer, "/Size");
    int n = qpdf_oh_get_int_value_as_int(pass->q, size);

    for (int id = 1; id < n; id++) {
        qpdf_oh object = qpdf_get_object_by_id(pass->q, id, 0);

        if (qpdf_oh_is_dictionary_of_type(pass->q, object, "/Font", "/CIDFontType2"))
            set_name(pass, object, "/CIDToGIDMap", "/Identity");
        qpdf_oh_release(pass->q, object);
    }
    qpdf_oh_release(pass->q, size);
    qpdf_oh_release(pass->q, trailer);
}

/* Errors of qpdf are sticky: the last call tells of all before. */
static bool
tell_error(Pass *pass, GError **error)
{
    if (!qpdf_has_error(pass->q))
        return false;
    g_set_error(error, SR_ERROR, SR_ERROR_IO, _("the PDF cannot be finished: %s"),
                qpdf_get_error_full_text(pass->q, qpdf_get_error(pass->q)));
    return true;
}

static GBytes *
write_file(Pass *pass, GError **error)
{
    qpdf_init_write_memory(pass->q);
    qpdf_set_deterministic_ID(pass->q, QPDF_TRUE);
    qpdf_set_minimum_pdf_version(pass->q, "1.7");
    qpdf_set_object_stream_mode(pass->q, qpdf_o_generate);
    qpdf_write(pass->q);
    if (tell_error(pass, error))
        return NULL;
    return g_bytes_new(qpdf_get_buffer(pass->q), qpdf_get_buffer_length(pass->q));
}

static void
start(Pass *pass)
{
    int n_elements = (int)pass->tags->elements->len;
    int n_pages = (int)pass->tags->pages->len;

    pass->elements = g_new(qpdf_oh, n_elements);
    pass->pages = g_new(qpdf_oh, n_pages + 1);
    pass->run_ids = g_new(int, pass->tags->runs->len + 1);
    pass->nums = qpdf_oh_new_array(pass->q);
    for (int i = 0; i < n_elements; i++)
        pass->elements[i] = new_indirect(pass);
    for (int i = 0; i < n_pages; i++)
        pass->pages[i] = qpdf_get_page_n(pass->q, i);
}

GBytes *
sr_tags_write_pdf(const SrTags *tags, const SrDocument *document,
                  const GByteArray *cairo_pdf, GError **error)
{
    g_auto(Pass) pass = {.q = qpdf_init(), .tags = tags};

    qpdf_silence_errors(pass.q);
    qpdf_set_suppress_warnings(pass.q, QPDF_TRUE);
    qpdf_read_memory(pass.q, "cairo", (const char *)cairo_pdf->data, cairo_pdf->len,
                     NULL);
    if (tell_error(&pass, error))
        return NULL;
    if (qpdf_get_num_pages(pass.q) != (int)tags->pages->len) {
        g_set_error(error, SR_ERROR, SR_ERROR_IO, _("the PDF has lost a page"));
        return NULL;
    }
    start(&pass);
    mend_fonts(&pass);
    if (!write_pages(&pass, error))
        return NULL;

    qpdf_oh catalog = qpdf_get_root(pass.q);
    qpdf_oh root = new_indirect(&pass);
    qpdf_oh parents = qpdf_oh_new_dictionary(pass.q);
    write_elements(&pass, root);
    write_links(&pass);
    set_name(&pass, root, "/Type", "/StructTreeRoot");
    set_reference(&pass, root, "/K", pass.elements[0]);
    set_key(&pass, parents, "/Nums", pass.nums);
    set_key(&pass, root, "/ParentTree", parents);
    set_integer(&pass, root, "/ParentTreeNextKey", pass.next_parent);
    set_key(&pass, catalog, "/StructTreeRoot", root);
    write_catalog(&pass, catalog, document);
    if (tell_error(&pass, error))
        return NULL;
    return write_file(&pass, error);
}
