#include "draw/tags_pdf.h"

#include "base/error.h"
#include "draw/content.h"
#include "draw/deflate.h"
#include "draw/pdf_pass.h"

#include <glib/gi18n.h>
#include <string.h>

static void
pass_clear(SrPdfPass *pass)
{
    g_free(pass->elements);
    g_free(pass->pages);
    g_free(pass->run_ids);
    qpdf_cleanup(&pass->q);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SrPdfPass, pass_clear)

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

/* qpdf would deflate with zlib: several times the time for more bytes. */
static bool
replace_content(SrPdfPass *pass, qpdf_oh contents, const GString *content, GError **error)
{
    gsize n = 0;
    g_autofree guint8 *packed = sr_deflate(content->str, content->len, &n, error);

    if (packed == NULL)
        return false;
    qpdf_oh filter = qpdf_oh_new_name(pass->q, "/FlateDecode");
    qpdf_oh null = qpdf_oh_new_null(pass->q);
    qpdf_oh_replace_stream_data(pass->q, contents, packed, n, filter, null);
    qpdf_oh_release(pass->q, null);
    qpdf_oh_release(pass->q, filter);
    return true;
}

/* Rewrites the contents of a page whose runs are [first, end). */
static bool
rewrite_page(SrPdfPass *pass, int page, int first, int end, GError **error)
{
    g_autoptr(GError) cause = NULL;
    g_autofree SrMark *marks = g_new0(SrMark, end - first + 1);
    unsigned char *data = NULL;
    size_t length = 0;
    int next_id = 0;

    for (int i = first; i < end; i++) {
        const SrRun *run = sr_pdf_run_at(pass, i);

        if (run->element >= 0)
            marks[i - first].name =
                sr_tag_name(sr_pdf_element_at(pass, run->element)->tag);
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
    const SrPageSize *size = sr_pdf_page_size(pass, page);
    guint next = page + 1 < (int)pass->tags->pages->len
                     ? (guint)sr_pdf_page_size(pass, page + 1)->first_insert
                     : pass->tags->inserts->len;
    SrPageContent given = {.content = (char *)data,
                           .length = length,
                           .marks = marks,
                           .n_marks = end - first,
                           .inserts = (SrInsert *)(void *)pass->tags->inserts->data +
                                      size->first_insert,
                           .n_inserts = (int)next - size->first_insert};
    GString *rewritten = sr_content_rewrite(&given, &cause);
    free(data);
    if (rewritten == NULL) {
        g_set_error(error, SR_ERROR, cause->code, _("page %d: %s"), page + 1,
                    cause->message);
        return false;
    }
    bool replaced = replace_content(pass, contents, rewritten, error);
    qpdf_oh_release(pass->q, contents);
    g_string_free(rewritten, TRUE);
    return replaced;
}

/* Adds to the parent tree, for each MCID of the page, the element it belongs to. */
static void
add_page_parents(SrPdfPass *pass, int page, int first, int end)
{
    qpdf_oh parents = qpdf_oh_new_array(pass->q);

    for (int i = first; i < end; i++)
        if (sr_pdf_run_at(pass, i)->element >= 0)
            qpdf_oh_append_item(pass->q, parents,
                                pass->elements[sr_pdf_run_at(pass, i)->element]);
    sr_pdf_append(pass, pass->nums, qpdf_oh_new_integer(pass->q, pass->next_parent));
    sr_pdf_append(pass, pass->nums, parents);
    sr_pdf_set_integer(pass, pass->pages[page], "/StructParents", pass->next_parent++);
    sr_pdf_set_name(pass, pass->pages[page], "/Tabs", "/S");
}

static bool
write_pages(SrPdfPass *pass, GError **error)
{
    int n_runs = (int)pass->tags->runs->len;
    int first = 0;

    for (int page = 0; page < (int)pass->tags->pages->len; page++) {
        int end = first;
        while (end < n_runs && sr_pdf_run_at(pass, end)->page == page)
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
new_run_kid(SrPdfPass *pass, int run, int element_page)
{
    int page = sr_pdf_run_at(pass, run)->page;

    if (page == element_page)
        return qpdf_oh_new_integer(pass->q, pass->run_ids[run]);
    qpdf_oh reference = qpdf_oh_new_dictionary(pass->q);
    sr_pdf_set_name(pass, reference, "/Type", "/MCR");
    sr_pdf_set_reference(pass, reference, "/Pg", pass->pages[page]);
    sr_pdf_set_integer(pass, reference, "/MCID", pass->run_ids[run]);
    return reference;
}

static int
first_run_page(const SrPdfPass *pass, const SrElement *element)
{
    for (int c = element->first_child; c >= 0;) {
        const SrTagChild *child = &g_array_index(pass->tags->children, SrTagChild, c);

        if (child->run >= 0)
            return sr_pdf_run_at(pass, child->run)->page;
        c = child->next;
    }
    return -1;
}

static void
write_kids(SrPdfPass *pass, int i)
{
    const SrElement *element = sr_pdf_element_at(pass, i);
    int page = first_run_page(pass, element);
    qpdf_oh kids = qpdf_oh_new_array(pass->q);

    if (page >= 0)
        sr_pdf_set_reference(pass, pass->elements[i], "/Pg", pass->pages[page]);
    for (int c = element->first_child; c >= 0;) {
        const SrTagChild *child = &g_array_index(pass->tags->children, SrTagChild, c);

        if (child->run >= 0)
            sr_pdf_append(pass, kids, new_run_kid(pass, child->run, page));
        else
            qpdf_oh_append_item(pass->q, kids, pass->elements[child->element]);
        c = child->next;
    }
    sr_pdf_set_key(pass, pass->elements[i], "/K", kids);
}

/* What a figure, a header or a wide cell says about itself beside its kind. */
static void
write_attributes(SrPdfPass *pass, int i)
{
    const SrElement *element = sr_pdf_element_at(pass, i);
    bool is_header =
        element->tag == SR_TAG_COLUMN_HEADER || element->tag == SR_TAG_ROW_HEADER;
    qpdf_oh attributes = qpdf_oh_new_dictionary(pass->q);

    if (element->tag == SR_TAG_FIGURE) {
        sr_pdf_set_name(pass, attributes, "/O", "/Layout");
        sr_pdf_set_name(pass, attributes, "/Placement", "/Block");
        sr_pdf_set_key(pass, attributes, "/BBox",
                       sr_pdf_new_rectangle(pass, element->page, element->box_mm));
    } else if (element->tag == SR_TAG_LIST) {
        sr_pdf_set_name(pass, attributes, "/O", "/List");
        sr_pdf_set_name(pass, attributes, "/ListNumbering", "/None");
    } else if (is_header || element->n_columns > 1 || element->n_rows > 1) {
        sr_pdf_set_name(pass, attributes, "/O", "/Table");
        if (is_header)
            sr_pdf_set_name(pass, attributes, "/Scope",
                            element->tag == SR_TAG_COLUMN_HEADER ? "/Column" : "/Row");
        if (element->n_columns > 1)
            sr_pdf_set_integer(pass, attributes, "/ColSpan", element->n_columns);
        if (element->n_rows > 1)
            sr_pdf_set_integer(pass, attributes, "/RowSpan", element->n_rows);
    } else {
        qpdf_oh_release(pass->q, attributes);
        return;
    }
    sr_pdf_set_key(pass, pass->elements[i], "/A", attributes);
}

static void
write_elements(SrPdfPass *pass, qpdf_oh root)
{
    for (int i = 0; i < (int)pass->tags->elements->len; i++) {
        const SrElement *element = sr_pdf_element_at(pass, i);
        qpdf_oh object = pass->elements[i];
        g_autofree char *name = g_strconcat("/", sr_tag_name(element->tag), NULL);

        sr_pdf_set_name(pass, object, "/Type", "/StructElem");
        sr_pdf_set_name(pass, object, "/S", name);
        sr_pdf_set_reference(pass, object, "/P",
                             element->parent >= 0 ? pass->elements[element->parent]
                                                  : root);
        if (element->tag == SR_TAG_FIGURE)
            sr_pdf_set_text(pass, object, "/Alt", element->alt);
        if (element->language != NULL)
            sr_pdf_set_text(pass, object, "/Lang", element->language);
        if (element->tag == SR_TAG_NOTE) {
            g_autofree char *id = g_strdup_printf("note-%d", i);
            sr_pdf_set_key(pass, object, "/ID", qpdf_oh_new_string(pass->q, id));
        }
        write_kids(pass, i);
        write_attributes(pass, i);
    }
}

/* --- Links --- */

static void
write_link_target(SrPdfPass *pass, qpdf_oh annotation, const char *target)
{
    if (!sr_tags_is_address(target)) {
        sr_pdf_set_key(pass, annotation, "/Dest", qpdf_oh_new_string(pass->q, target));
        return;
    }
    qpdf_oh action = qpdf_oh_new_dictionary(pass->q);
    sr_pdf_set_name(pass, action, "/S", "/URI");
    sr_pdf_set_key(pass, action, "/URI", qpdf_oh_new_string(pass->q, target));
    sr_pdf_set_key(pass, annotation, "/A", action);
}

/* One annotation for the areas [first, end) of one link on one page. */
static void
write_link(SrPdfPass *pass, int first, int end)
{
    const SrLinkArea *areas = &g_array_index(pass->tags->links, SrLinkArea, 0);
    const SrElement *link = sr_pdf_element_at(pass, areas[first].element);
    int page = areas[first].page;
    double height = sr_pdf_page_size(pass, page)->height_mm;
    qpdf_oh annotation = sr_pdf_new_indirect(pass);
    qpdf_oh corners = qpdf_oh_new_array(pass->q);
    SrBox box = SR_BOX_EMPTY;

    for (int i = first; i < end; i++) {
        SrBox b = areas[i].box_mm;
        SrPoint corner[4] = {{b.x0, b.y1}, {b.x1, b.y1}, {b.x0, b.y0}, {b.x1, b.y0}};

        for (int k = 0; k < 4; k++) {
            box = sr_box_add(box, corner[k]);
            sr_pdf_append_real(pass, corners, corner[k].x * SR_PDF_PT_PER_MM);
            sr_pdf_append_real(pass, corners, (height - corner[k].y) * SR_PDF_PT_PER_MM);
        }
    }
    sr_pdf_set_name(pass, annotation, "/Type", "/Annot");
    sr_pdf_set_name(pass, annotation, "/Subtype", "/Link");
    sr_pdf_set_key(pass, annotation, "/Rect", sr_pdf_new_rectangle(pass, page, box));
    sr_pdf_set_key(pass, annotation, "/QuadPoints", corners);
    sr_pdf_set_key(pass, annotation, "/Border", qpdf_oh_parse(pass->q, "[0 0 0]"));
    sr_pdf_set_integer(pass, annotation, "/F", 4); /* print */
    sr_pdf_set_text(pass, annotation, "/Contents",
                    link->alt != NULL ? link->alt : link->target);
    sr_pdf_set_integer(pass, annotation, "/StructParent", pass->next_parent);
    write_link_target(pass, annotation, link->target);

    sr_pdf_append(pass, pass->nums, qpdf_oh_new_integer(pass->q, pass->next_parent++));
    qpdf_oh_append_item(pass->q, pass->nums, pass->elements[areas[first].element]);

    qpdf_oh reference = qpdf_oh_new_dictionary(pass->q);
    sr_pdf_set_name(pass, reference, "/Type", "/OBJR");
    sr_pdf_set_reference(pass, reference, "/Pg", pass->pages[page]);
    sr_pdf_set_reference(pass, reference, "/Obj", annotation);
    qpdf_oh kids = qpdf_oh_get_key(pass->q, pass->elements[areas[first].element], "/K");
    sr_pdf_append(pass, kids, reference);
    qpdf_oh_release(pass->q, kids);

    if (!qpdf_oh_has_key(pass->q, pass->pages[page], "/Annots"))
        sr_pdf_set_key(pass, pass->pages[page], "/Annots", qpdf_oh_new_array(pass->q));
    qpdf_oh annotations = qpdf_oh_get_key(pass->q, pass->pages[page], "/Annots");
    sr_pdf_append(pass, annotations, annotation);
    qpdf_oh_release(pass->q, annotations);
}

static void
write_links(SrPdfPass *pass)
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

/* cairo leaves out how characters find their glyphs: one to one. */
static void
mend_fonts(SrPdfPass *pass)
{
    qpdf_oh trailer = qpdf_get_trailer(pass->q);
    qpdf_oh size = qpdf_oh_get_key(pass->q, trailer, "/Size");
    int n = qpdf_oh_get_int_value_as_int(pass->q, size);

    for (int id = 1; id < n; id++) {
        qpdf_oh object = qpdf_get_object_by_id(pass->q, id, 0);

        if (qpdf_oh_is_dictionary_of_type(pass->q, object, "/Font", "/CIDFontType2"))
            sr_pdf_set_name(pass, object, "/CIDToGIDMap", "/Identity");
        qpdf_oh_release(pass->q, object);
    }
    qpdf_oh_release(pass->q, size);
    qpdf_oh_release(pass->q, trailer);
}

/* Errors of qpdf are sticky: the last call tells of all before. */
static bool
tell_error(SrPdfPass *pass, GError **error)
{
    if (!qpdf_has_error(pass->q))
        return false;
    g_set_error(error, SR_ERROR, SR_ERROR_IO, _("the PDF cannot be finished: %s"),
                qpdf_get_error_full_text(pass->q, qpdf_get_error(pass->q)));
    return true;
}

static GBytes *
write_file(SrPdfPass *pass, GError **error)
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
start(SrPdfPass *pass)
{
    int n_elements = (int)pass->tags->elements->len;
    int n_pages = (int)pass->tags->pages->len;

    pass->elements = g_new(qpdf_oh, n_elements);
    pass->pages = g_new(qpdf_oh, n_pages + 1);
    pass->run_ids = g_new(int, pass->tags->runs->len + 1);
    pass->nums = qpdf_oh_new_array(pass->q);
    for (int i = 0; i < n_elements; i++)
        pass->elements[i] = sr_pdf_new_indirect(pass);
    for (int i = 0; i < n_pages; i++)
        pass->pages[i] = qpdf_get_page_n(pass->q, i);
}

GBytes *
sr_tags_write_pdf(const SrTags *tags, const SrDocument *document,
                  const GByteArray *cairo_pdf, GError **error)
{
    g_auto(SrPdfPass) pass = {.q = qpdf_init(), .tags = tags};

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
    qpdf_oh root = sr_pdf_new_indirect(&pass);
    qpdf_oh parents = qpdf_oh_new_dictionary(pass.q);
    write_elements(&pass, root);
    write_links(&pass);
    sr_pdf_set_name(&pass, root, "/Type", "/StructTreeRoot");
    sr_pdf_set_reference(&pass, root, "/K", pass.elements[0]);
    sr_pdf_set_key(&pass, parents, "/Nums", pass.nums);
    sr_pdf_set_key(&pass, root, "/ParentTree", parents);
    sr_pdf_set_integer(&pass, root, "/ParentTreeNextKey", pass.next_parent);
    sr_pdf_set_key(&pass, catalog, "/StructTreeRoot", root);
    sr_pdf_write_catalog(&pass, catalog, document);
    if (tell_error(&pass, error))
        return NULL;
    return write_file(&pass, error);
}
