#include "draw/markdown.h"

#include "base/error.h"
#include "draw/fixture.h"
#include "draw/pdf_walk.h"
#include "draw/sample.h"

static const SrFrame frame = {.width_mm = 148,
                              .height_mm = 105,
                              .left_mm = 15,
                              .right_mm = 15,
                              .top_mm = 22,
                              .bottom_mm = 18};

static const char *const foreword =
    "# Vorwort\n\n"
    "Dieser Atlas zeigt, *wie* junge Menschen im Landkreis leben. Er ist **kein Urteil** "
    "über Gemeinden; mehr dazu steht [in den Hinweisen](#hinweise) und beim "
    "[Landkreis](https://www.example.org/jugend), der ihn jedes Jahr neu herausgibt.\n\n"
    "## Dank\n\n"
    "- den Verbandsgemeinden\n- den **freien Trägern**\n\n"
    "1. erstens\n2. zweitens\n\n> Kinder haben Rechte.\n\n---\n\nUnd Schluss.\n";

/* Counts the elements of a kind in the tree. */
static int
count_elements(qpdf_data q, qpdf_oh element, const char *kind)
{
    if (!qpdf_oh_is_dictionary(q, element) || !qpdf_oh_has_key(q, element, "/S"))
        return 0;
    qpdf_oh kids = qpdf_oh_get_key(q, element, "/K");
    int n = strcmp(qpdf_oh_get_name(q, qpdf_oh_get_key(q, element, "/S")), kind) == 0;

    for (int i = 0; i < qpdf_oh_get_array_n_items(q, kids); i++)
        n += count_elements(q, qpdf_oh_get_array_item(q, kids, i), kind);
    return n;
}

static void
test_foreword(void)
{
    static const struct {
        const char *kind;
        int n;
    } expected[] = {{"/H1", 1}, {"/H2", 1},    {"/P", 3},    {"/L", 2},
                    {"/LI", 4}, {"/LBody", 4}, {"/Link", 2}, {"/Figure", 0}};
    g_autoptr(SrFonts) fonts = fixture_fonts();
    SrLook look = county_look(fonts);
    g_autoptr(SrCanvas) canvas = fixture_pdf();
    g_autoptr(SrFlow) flow = sr_flow_new(canvas, &look, &frame);
    g_autoptr(GError) error = NULL;

    g_assert_true(sr_flow_markdown(flow, foreword, "vorwort.md", 1, &error));
    g_assert_no_error(error);
    sr_tags_destination(sr_canvas_tags(canvas), "hinweise", 10);
    g_assert_true(sr_flow_finish(flow, &error));
    g_autoptr(GBytes) file = sr_canvas_finish(canvas, &error);
    g_assert_no_error(error);
    gsize n;
    const char *data = g_bytes_get_data(file, &n);
    g_autofree char *fault = pdf_walk_fault(data, n);
    g_assert_cmpstr(fault, ==, NULL);

    qpdf_data q = qpdf_init();
    qpdf_read_memory(q, "file", data, n, NULL);
    qpdf_oh root = qpdf_oh_get_key(q, qpdf_get_root(q), "/StructTreeRoot");
    for (size_t i = 0; i < G_N_ELEMENTS(expected); i++)
        g_assert_cmpint(
            count_elements(q, qpdf_oh_get_key(q, root, "/K"), expected[i].kind), ==,
            expected[i].n);
    qpdf_cleanup(&q);
}

/* What cannot be set is told with file and line, and nothing is set. */
static void
test_refusals(void)
{
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"Text\n\n![Wappen](wappen.png)\n", "vorwort.md:3: pictures"},
        {"<div>\n</div>\n", "vorwort.md:1: HTML"},
        {"ein <b>Wort</b>\n", "vorwort.md:1: HTML"},
        {"a\n\n    eingerückt\n", "vorwort.md:3: code"},
        {"- a\n  - b\n", "vorwort.md:2: an item"},
        {"a\n\n>>>> b\n", "vorwort.md:3: quotes"},
        {"[hier]()\n", "vorwort.md:1: a link"},
    };
    g_autoptr(SrFonts) fonts = fixture_fonts();
    SrLook look = county_look(fonts);

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(SrCanvas) canvas = sr_canvas_new_dry();
        g_autoptr(SrFlow) flow = sr_flow_new(canvas, &look, &frame);
        g_autoptr(GError) error = NULL;

        g_assert_false(sr_flow_markdown(flow, cases[i].text, "vorwort.md", 1, &error));
        g_assert_error(error, SR_ERROR, SR_ERROR_INPUT);
        g_assert_nonnull(strstr(error->message, cases[i].message));
        g_assert_cmpint(sr_flow_page(flow), ==, 0);
    }
}

/* Broken bytes, nothing at all: a page or none, but no crash. */
static void
test_hostile(void)
{
    g_autofree char *stars = g_strnfill(3000, '*');
    const char *const texts[] = {"", "\xff\xfe", "[a](", "**", stars};
    g_autoptr(SrFonts) fonts = fixture_fonts();
    SrLook look = county_look(fonts);

    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(SrCanvas) canvas = fixture_pdf();
        g_autoptr(SrFlow) flow = sr_flow_new(canvas, &look, &frame);
        g_autoptr(GError) error = NULL;

        g_assert_true(sr_flow_markdown(flow, texts[i], "vorwort.md", 1, &error));
        g_assert_true(sr_flow_finish(flow, &error));
        g_assert_no_error(error);
    }
}

/* 5 000 letters without a blank are set, one more is refused with its line. */
static void
test_long_word(void)
{
    g_autofree char *word = g_strnfill(5000, 'a');
    g_autofree char *right = g_strdup_printf("Text %s\n%s\n", word, word);
    g_autofree char *wrong = g_strdup_printf("Text\n\n%s\n%sa\n", word, word);
    g_autoptr(SrFonts) fonts = fixture_fonts();
    SrLook look = county_look(fonts);
    g_autoptr(SrCanvas) canvas = sr_canvas_new_dry();
    g_autoptr(SrFlow) flow = sr_flow_new(canvas, &look, &frame);
    g_autoptr(GError) error = NULL;

    g_assert_false(sr_flow_markdown(flow, wrong, "vorwort.md", 1, &error));
    g_assert_error(error, SR_ERROR, SR_ERROR_INPUT);
    g_assert_nonnull(strstr(error->message, "vorwort.md:4: a word"));
    g_clear_error(&error);
    g_assert_true(sr_flow_markdown(flow, right, "vorwort.md", 1, &error));
    g_assert_no_error(error);
}

/* However people number their headings, none is skipped below the one of the page. */
static void
test_heading_levels(void)
{
    static const char *const texts[] = {"## Zwei\n\nText\n\n### Drei\n",
                                        "#### Vier\n\n# Eins\n\n### Drei\n",
                                        "> ### Drei\n\n##### Fünf\n", "Text ohne\n"};
    g_autoptr(SrFonts) fonts = fixture_fonts();
    SrLook look = county_look(fonts);

    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(SrCanvas) canvas = fixture_pdf();
        g_autoptr(SrFlow) flow = sr_flow_new(canvas, &look, &frame);
        g_autoptr(GError) error = NULL;

        sr_flow_heading(flow, 1, "Vorwort", NULL);
        g_assert_true(sr_flow_markdown(flow, texts[i], "vorwort.md", 2, &error));
        g_assert_true(sr_flow_finish(flow, &error));
        g_assert_no_error(error);
        g_autoptr(GBytes) file = sr_canvas_finish(canvas, &error);
        g_assert_no_error(error);
        g_autofree char *fault =
            pdf_walk_fault(g_bytes_get_data(file, NULL), g_bytes_get_size(file));
        g_assert_cmpstr(fault, ==, NULL);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/markdown/foreword", test_foreword);
    g_test_add_func("/markdown/refusals", test_refusals);
    g_test_add_func("/markdown/long-word", test_long_word);
    g_test_add_func("/markdown/hostile", test_hostile);
    g_test_add_func("/markdown/heading-levels", test_heading_levels);
    return g_test_run();
}
