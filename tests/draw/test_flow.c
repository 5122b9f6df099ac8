#include "base/error.h"
#include "draw/fixture.h"
#include "draw/flow_private.h"
#include "draw/pdf_walk.h"
#include "draw/sample.h"

static const char *const words =
    "Im Landkreis Bad Dürkheim leben 132 660 Menschen in 48 Gemeinden. Die Hilfen zur "
    "Erziehung plant das Jugendamt für vier Regionen. Wo die Zahl der jungen Menschen "
    "klein ist, schwankt eine Quote stark; deshalb steht neben jedem Wert sein "
    "Vertrauensbereich.";

static const SrFrame frame = {.width_mm = 148,
                              .height_mm = 105,
                              .left_mm = 15,
                              .right_mm = 15,
                              .top_mm = 22,
                              .bottom_mm = 18,
                              .head_left = "Sozialraumanalyse",
                              .foot_left = "Jugendamt",
                              .mark = "Beispieldaten"};

/* At least two lines stand together, or the paragraph begins on the next page. */
static void
test_lines(void)
{
    static const int cases[][4] = {
        /* lines, first, room, set here */
        {5, 0, 9, 5}, {5, 0, 5, 5}, {5, 0, 4, 3}, {5, 0, 3, 3},
        {5, 0, 2, 2}, {5, 0, 1, 0}, {3, 0, 2, 0}, {2, 0, 1, 0},
        {1, 0, 1, 1}, {9, 3, 4, 4}, {9, 3, 5, 4}, {4, 0, 3, 2},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpint(sr_flow_lines_that_fit(cases[i][0], cases[i][1], cases[i][2]), ==,
                        cases[i][3]);
}

/* A small book: contents, three chapters over several pages, one of everything. */
static void
write_book(SrFlow *flow, const SrLook *look)
{
    static const char *const items[] = {"ambulante Hilfen", "stationäre Hilfen"};
    static const SrColumn columns[] = {
        {.title = "Gemeinde", .kind = SR_COLUMN_TEXT, .stretch = true},
        {.title = "Anteil", .kind = SR_COLUMN_NUMBER}};
    g_autoptr(SrTableBox) table = sr_tablebox_new(look, columns, 2);
    GError *error = NULL;

    for (int i = 0; i < N_COUNTY; i++)
        sr_tablebox_add(table, SR_ROW_NORMAL,
                        (const char *const[]){county[i].name, "12,3"});
    sr_flow_heading(flow, 1, "Inhalt", NULL);
    sr_flow_contents_begin(flow);
    sr_flow_contents_line(flow, 1, "Hilfen", "hilfen");
    sr_flow_contents_line(flow, 2, "Eckwert", "eckwert");
    sr_flow_contents_end(flow);
    sr_flow_set_chapter(flow, "Hilfen");
    sr_flow_new_page(flow);
    sr_flow_heading(flow, 1, "Hilfen", "hilfen");
    for (int i = 0; i < 4; i++)
        sr_flow_paragraph(flow, words);
    sr_flow_callout(flow, "Lesebeispiel", words);
    sr_flow_heading(flow, 2, "Eckwert", "eckwert");
    sr_flow_list(flow, items, 2, true);
    sr_flow_figure_begin(flow, 100, 30, "Ein leeres Bild.");
    sr_canvas_fill_box(sr_flow_canvas(flow), (SrBox){20, 40, 30, 50}, look->fill);
    sr_flow_figure_end(flow, "Abbildung 1");
    if (!sr_flow_table(flow, table, &error))
        g_assert_no_error(error);
    sr_flow_reference(flow, "siehe Seite", "hilfen");
}

/* What the dry run counts is what the second run sets, and the file is sound. */
static void
test_two_runs(void)
{
    g_autoptr(SrFonts) fonts = fixture_fonts();
    SrLook look = county_look(fonts);
    g_autoptr(SrCanvas) dry_canvas = sr_canvas_new_dry();
    g_autoptr(SrCanvas) canvas = fixture_pdf();
    g_autoptr(SrFlow) dry = sr_flow_new(dry_canvas, &look, &frame);
    g_autoptr(SrFlow) flow = sr_flow_new(canvas, &look, &frame);
    g_autoptr(GError) error = NULL;

    write_book(dry, &look);
    g_assert_true(sr_flow_finish(dry, &error));
    g_assert_cmpint(sr_flow_page_of(flow, "hilfen"), ==, 0);
    sr_flow_set_places(flow, dry);
    g_assert_cmpint(sr_flow_page_of(flow, "hilfen"), ==, 2);
    g_assert_cmpint(sr_flow_page_of(flow, "eckwert"), >, 2);
    write_book(flow, &look);
    g_assert_true(sr_flow_finish(flow, &error));
    g_assert_no_error(error);
    g_assert_cmpint(sr_flow_page(dry), ==, sr_flow_page(flow));
    g_assert_cmpint(sr_flow_page(flow), >=, 6);
    g_autoptr(GBytes) file = sr_canvas_finish(canvas, &error);
    g_assert_no_error(error);
    g_autofree char *fault =
        pdf_walk_fault(g_bytes_get_data(file, NULL), g_bytes_get_size(file));
    g_assert_cmpstr(fault, ==, NULL);
}

/* A heading never stands at the foot of a page without what it heads. */
static void
test_heading_keeps(void)
{
    g_autoptr(SrFonts) fonts = fixture_fonts();
    SrLook look = county_look(fonts);
    g_autoptr(SrCanvas) canvas = sr_canvas_new_dry();
    g_autoptr(SrFlow) flow = sr_flow_new(canvas, &look, &frame);

    sr_flow_new_page(flow);
    for (int i = 0; i < 40; i++) {
        sr_flow_heading(flow, i == 0 ? 1 : 2, "Überschrift", NULL);
        g_assert_cmpfloat(sr_flow_room(flow), >=, 17);
        sr_flow_space(flow, i);
    }
}

/* A note, a figure that may grow, a second one at the foot; then another page. */
static void
write_growing(SrFlow *flow, double heights[2])
{
    sr_flow_new_page(flow);
    sr_flow_note(flow, words);
    for (int i = 0; i < 2; i++) {
        heights[i] = sr_flow_stretch(flow, 8, i == 0 ? 14 : 90);
        sr_flow_figure_begin(flow, 100, heights[i], "Ein leeres Bild.");
        sr_flow_figure_end(flow, NULL);
    }
    sr_flow_new_page(flow);
    sr_flow_heading(flow, 1, "Danach", "danach");
}

/* Figures take what the dry run left on their page, and no page more. */
static void
test_stretch(void)
{
    g_autoptr(SrFonts) fonts = fixture_fonts();
    SrLook look = county_look(fonts);
    g_autoptr(SrCanvas) canvas = sr_canvas_new_dry();
    g_autoptr(SrFlow) dry = sr_flow_new(canvas, &look, &frame);
    g_autoptr(SrFlow) flow = sr_flow_new(canvas, &look, &frame);
    double heights[2];

    write_growing(dry, heights);
    g_assert_cmpfloat(heights[0], ==, 8);
    g_assert_cmpfloat(heights[1], ==, 8);
    g_assert_true(sr_flow_finish(dry, NULL));
    sr_flow_set_places(flow, dry);
    write_growing(flow, heights);
    g_assert_true(sr_flow_finish(flow, NULL));
    g_assert_cmpfloat(heights[0], ==, 14);
    g_assert_cmpfloat(heights[1], >, 8);
    g_assert_cmpfloat(heights[0] + heights[1], <, 105 - 22 - 18);
    g_assert_true(sr_flow_has_places_of(flow, dry));
}

/* A heading asks for more room than it takes: what grows before it must leave it that. */
static void
write_heading_at_foot(SrFlow *flow)
{
    sr_flow_new_page(flow);
    double height = sr_flow_stretch(flow, 10, 90);
    sr_flow_figure_begin(flow, 100, height, "Ein leeres Bild.");
    sr_flow_figure_end(flow, NULL);
    sr_flow_heading(flow, 1, "Schluss", "schluss");
    sr_flow_note(flow, "Kurz.");
    sr_flow_new_page(flow);
    sr_flow_heading(flow, 1, "Danach", "danach");
}

static void
test_stretch_before_heading(void)
{
    g_autoptr(SrFonts) fonts = fixture_fonts();
    SrLook look = county_look(fonts);
    g_autoptr(SrCanvas) canvas = sr_canvas_new_dry();
    g_autoptr(SrFlow) dry = sr_flow_new(canvas, &look, &frame);
    g_autoptr(SrFlow) flow = sr_flow_new(canvas, &look, &frame);

    write_heading_at_foot(dry);
    g_assert_true(sr_flow_finish(dry, NULL));
    sr_flow_set_places(flow, dry);
    write_heading_at_foot(flow);
    g_assert_true(sr_flow_finish(flow, NULL));
    g_assert_true(sr_flow_has_places_of(flow, dry));
}

/* Many lines fill few pages in two columns, each chapter with a line below it. */
static void
test_contents(void)
{
    g_autoptr(SrFonts) fonts = fixture_fonts();
    SrLook look = county_look(fonts);

    for (int n = 1; n < 140; n += 23) {
        g_autoptr(SrCanvas) canvas = sr_canvas_new_dry();
        g_autoptr(SrFlow) flow = sr_flow_new(canvas, &look, &frame);

        sr_flow_contents_begin(flow);
        for (int i = 0; i < n; i++)
            sr_flow_contents_line(flow, i % 9 == 0 ? 1 : 2, "Eine Zeile", "ort");
        sr_flow_contents_end(flow);
        g_assert_cmpint(sr_flow_page(flow), <=, 1 + (n - 1) / 20);
        g_assert_cmpfloat(sr_flow_room(flow), >=, -1e-6);
        g_assert_true(sr_flow_finish(flow, NULL));
    }
}

/* A fault on an early page is told at the end. */
static void
test_fault(void)
{
    g_autoptr(SrFonts) fonts = fixture_fonts();
    SrLook look = county_look(fonts);
    g_autoptr(SrCanvas) canvas = fixture_pdf();
    g_autoptr(SrFlow) flow = sr_flow_new(canvas, &look, &frame);
    g_autoptr(GError) error = NULL;

    sr_flow_heading(flow, 2, "zu tief", NULL);
    sr_flow_new_page(flow);
    sr_flow_paragraph(flow, words);
    g_assert_false(sr_flow_finish(flow, &error));
    g_assert_error(error, SR_ERROR, SR_ERROR_INPUT);
}

/* A document nobody prints is refused when it ends, and drawn no further by itself. */
static void
test_most_pages(void)
{
    static const struct {
        int n_pages;
        bool is_refused;
    } cases[] = {{SR_MOST_PAGES, false}, {SR_MOST_PAGES + 1, true}};
    g_autoptr(SrFonts) fonts = fixture_fonts();
    SrLook look = county_look(fonts);

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(SrCanvas) canvas = sr_canvas_new_dry();
        g_autoptr(SrFlow) flow = sr_flow_new(canvas, &look, &frame);
        g_autoptr(GError) error = NULL;

        for (int p = 0; p < cases[i].n_pages; p++) {
            sr_flow_new_page(flow);
            sr_flow_paragraph(flow, "x");
        }
        g_assert_cmpint(sr_flow_page(flow), ==, cases[i].n_pages);
        g_assert_cmpint(sr_flow_finish(flow, &error), ==, !cases[i].is_refused);
        g_assert_cmpint(error != NULL, ==, cases[i].is_refused);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/flow/lines", test_lines);
    g_test_add_func("/flow/two-runs", test_two_runs);
    g_test_add_func("/flow/heading-keeps", test_heading_keeps);
    g_test_add_func("/flow/stretch", test_stretch);
    g_test_add_func("/flow/stretch-before-heading", test_stretch_before_heading);
    g_test_add_func("/flow/contents", test_contents);
    g_test_add_func("/flow/fault", test_fault);
    g_test_add_func("/flow/most-pages", test_most_pages);
    return g_test_run();
}
