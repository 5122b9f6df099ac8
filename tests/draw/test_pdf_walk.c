/* The checker of finished PDFs finds nothing in a good file, and each fault in a bad one.
 */
#include "draw/fixture.h"
#include "draw/pdf_walk.h"

/* The first element of a kind below @element, or an uninitialised handle (0). */
static qpdf_oh
find_element(qpdf_data q, qpdf_oh element, const char *kind)
{
    if (!qpdf_oh_is_dictionary(q, element))
        return 0;
    qpdf_oh kids = qpdf_oh_get_key(q, element, "/K");
    qpdf_oh name = qpdf_oh_get_key(q, element, "/S");
    if (qpdf_oh_is_name(q, name) && g_str_equal(qpdf_oh_get_name(q, name), kind))
        return element;
    if (!qpdf_oh_is_array(q, kids))
        return 0;
    for (int i = 0; i < qpdf_oh_get_array_n_items(q, kids); i++) {
        qpdf_oh found = find_element(q, qpdf_oh_get_array_item(q, kids, i), kind);

        if (found != 0)
            return found;
    }
    return 0;
}

static qpdf_oh
tree(qpdf_data q)
{
    qpdf_oh root = qpdf_oh_get_key(q, qpdf_get_root(q), "/StructTreeRoot");

    return qpdf_oh_get_key(q, root, "/K");
}

/* Replaces text in the first page's content. */
static void
edit_content(qpdf_data q, const char *from, const char *to)
{
    qpdf_oh contents = qpdf_oh_get_key(q, qpdf_get_page_n(q, 0), "/Contents");
    unsigned char *data = NULL;
    size_t n = 0;

    qpdf_oh_get_stream_data(q, contents, qpdf_dl_all, NULL, &data, &n);
    g_autoptr(GString) text = g_string_new_len((char *)data, n);
    g_assert_cmpint(g_string_replace(text, from, to, 1), ==, 1);
    qpdf_oh_replace_stream_data(q, contents, (unsigned char *)text->str, text->len,
                                qpdf_oh_new_null(q), qpdf_oh_new_null(q));
    free(data);
}

static void
no_language(qpdf_data q)
{
    qpdf_oh_remove_key(q, qpdf_get_root(q), "/Lang");
}

static void
no_alternative(qpdf_data q)
{
    qpdf_oh_remove_key(q, find_element(q, tree(q), "/Figure"), "/Alt");
}

static void
no_scope(qpdf_data q)
{
    qpdf_oh_remove_key(q, find_element(q, tree(q), "/TH"), "/A");
}

static void
no_headers(qpdf_data q)
{
    for (qpdf_oh header; (header = find_element(q, tree(q), "/TH")) != 0;)
        qpdf_oh_replace_key(q, header, "/S", qpdf_oh_new_name(q, "/TD"));
}

static void
skipped_heading(qpdf_data q)
{
    qpdf_oh_replace_key(q, find_element(q, tree(q), "/H2"), "/S",
                        qpdf_oh_new_name(q, "/H4"));
}

static void
untagged_text(qpdf_data q)
{
    edit_content(q, "/H1 <</MCID 0>> BDC", "");
}

static void
untagged_line(qpdf_data q)
{
    edit_content(q, "/Artifact BMC", "");
}

static void
unknown_run(qpdf_data q)
{
    edit_content(q, "/MCID 2>>", "/MCID 99>>");
}

static void
lost_run(qpdf_data q)
{
    edit_content(q, "/P <</MCID 2>> BDC", "/Artifact BMC");
}

static void
dangling_link(qpdf_data q)
{
    qpdf_oh page = qpdf_get_page_n(q, 0);
    qpdf_oh link = qpdf_oh_get_array_item(q, qpdf_oh_get_key(q, page, "/Annots"), 0);

    qpdf_oh_replace_key(q, link, "/Dest", qpdf_oh_new_string(q, "nirgends"));
}

static void
silent_link(qpdf_data q)
{
    qpdf_oh page = qpdf_get_page_n(q, 0);
    qpdf_oh link = qpdf_oh_get_array_item(q, qpdf_oh_get_key(q, page, "/Annots"), 0);

    qpdf_oh_remove_key(q, link, "/Contents");
}

static void
dead_link(qpdf_data q)
{
    qpdf_oh link = find_element(q, tree(q), "/Link");

    qpdf_oh_erase_item(q, qpdf_oh_get_key(q, link, "/K"), 1);
}

static void
no_map(qpdf_data q)
{
    for (int id = 1; id < 400; id++) {
        qpdf_oh object = qpdf_get_object_by_id(q, id, 0);

        if (qpdf_oh_is_dictionary_of_type(q, object, "/FontDescriptor", ""))
            qpdf_oh_remove_key(q, object, "/FontFile2");
    }
}

static const struct {
    void (*harm)(qpdf_data q);
    const char *fault;
} broken[] = {
    {no_language, "the catalogue has no language"},
    {no_alternative, "a figure has no alternative text"},
    {no_scope, "a table header has no scope"},
    {no_headers, "a table has no headers"},
    {skipped_heading, "a heading of level 4 follows one of level 1"},
    {untagged_text, "page 1: text outside any element"},
    {untagged_line, "page 1: painting outside any element"},
    {unknown_run, "page 1: the run 99 is not in the tree"},
    {lost_run, "page 1: 8 runs, but 9 in the parent tree"},
    {dangling_link, "page 1: a link leads nowhere"},
    {silent_link, "page 1: a link says nothing"},
    {dead_link, "a link cannot be clicked"},
    {no_map, "a font is not embedded"},
};

static void
test_broken(void)
{
    g_autoptr(SrFonts) fonts = fixture_fonts();
    g_autoptr(GBytes) good = fixture_document(fonts);

    for (size_t i = 0; i < G_N_ELEMENTS(broken); i++) {
        gsize n;
        const char *data = g_bytes_get_data(good, &n);
        qpdf_data q = qpdf_init();

        qpdf_read_memory(q, "good", data, n, NULL);
        broken[i].harm(q);
        qpdf_init_write_memory(q);
        qpdf_set_static_ID(q, QPDF_TRUE);
        g_assert_cmpint(qpdf_write(q), ==, QPDF_SUCCESS);
        g_autofree char *fault =
            pdf_walk_fault(qpdf_get_buffer(q), qpdf_get_buffer_length(q));
        g_assert_cmpstr(fault, ==, broken[i].fault);
        qpdf_cleanup(&q);
    }
}

static void
test_good(void)
{
    g_autoptr(SrFonts) fonts = fixture_fonts();
    g_autoptr(GBytes) good = fixture_document(fonts);
    g_autofree char *fault =
        pdf_walk_fault(g_bytes_get_data(good, NULL), g_bytes_get_size(good));
    g_autofree char *garbage = pdf_walk_fault("no pdf", 6);

    g_assert_cmpstr(fault, ==, NULL);
    g_assert_cmpstr(garbage, ==, "not a PDF");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/pdf-walk/good", test_good);
    g_test_add_func("/pdf-walk/broken", test_broken);
    return g_test_run();
}
