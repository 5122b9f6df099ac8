#include "base/error.h"
#include "draw/fixture.h"
#include "draw/pdf_walk.h"
#include "draw/sample.h"
#include "draw/tablebox_private.h"

static const SrColumn columns[] = {
    {.title = "Gemeinde", .kind = SR_COLUMN_TEXT, .stretch = true},
    {.title = "Fälle", .kind = SR_COLUMN_NUMBER, .group = "Eckwert"},
    {.title = "je 1 000", .kind = SR_COLUMN_NUMBER, .group = "Eckwert"},
    {.title = "Urteil", .kind = SR_COLUMN_SIGN},
};

/* "n" rows, "h" headings, "s" subtotals, "t" totals. */
static SrTableBox *
new_table(const SrLook *look, const char *kinds)
{
    SrTableBox *table = sr_tablebox_new(look, columns, 4);
    GError *error = NULL;

    for (int i = 0; kinds[i] != '\0'; i++) {
        const char *cells[] = {county[i % N_COUNTY].name, i % 5 == 4 ? "•" : "1 234",
                               i % 7 == 6 ? "(3,25)" : "38,2", "höher"};

        sr_tablebox_add(table,
                        kinds[i] == 'h'   ? SR_ROW_HEADING
                        : kinds[i] == 's' ? SR_ROW_SUBTOTAL
                        : kinds[i] == 't' ? SR_ROW_TOTAL
                                          : SR_ROW_NORMAL,
                        cells);
    }
    if (!sr_tablebox_set_width(table, 170, &error))
        g_assert_no_error(error);
    return table;
}

/* Signs among figures are explained, words and signs of text columns are not. */
static void
test_signs(void)
{
    static const struct {
        const char *figure, *other, *expected;
    } cases[] = {
        {"1", "2", NULL},
        {"•", "2", "•\u00a0suppressed"},
        {"#", "•", "•\u00a0suppressed, #\u00a0denominator too small"},
        {"n/a", "/", "/\u00a0too uncertain"},
    };
    g_autoptr(SrFonts) fonts = fixture_fonts();
    SrLook look = county_look(fonts);

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(SrTableBox) table = sr_tablebox_new(&look, columns, 4);
        const char *const cells[] = {"•", cases[i].figure, cases[i].other, "#"};

        sr_tablebox_add(table, SR_ROW_NORMAL, cells);
        g_autofree char *signs = sr_tablebox_signs(table);
        g_assert_cmpstr(signs, ==, cases[i].expected);
    }
}

/* The rows that fit, with what must stay together kept together. */
static void
test_fit(void)
{
    static const struct {
        const char *kinds;
        int first, n_room, expected;
    } cases[] = {
        {"nnnnn", 0, 9, 5},    /* all */
        {"nnnnn", 0, 3, 3},    /* two follow */
        {"nnnnn", 0, 4, 3},    /* one alone would follow */
        {"nnhnnn", 0, 3, 2},   /* a heading would end the page */
        {"nnnnsnnn", 0, 4, 3}, /* a subtotal would begin the next */
        {"nnnnnt", 0, 5, 4},   /* the total too */
        {"nnnnnnn", 3, 2, 2},  /* from the middle */
        {"nn", 0, 1, 1},       /* no way to keep the rule: at least one */
    };
    g_autoptr(SrFonts) fonts = fixture_fonts();
    SrLook look = county_look(fonts);

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(SrTableBox) table = new_table(&look, cases[i].kinds);
        int n = MIN(cases[i].n_room, (int)strlen(cases[i].kinds) - cases[i].first);
        double room = sr_tablebox_height(table, cases[i].first, n) + 0.1;

        g_test_message("%s", cases[i].kinds);
        g_assert_cmpint(sr_tablebox_fit(table, cases[i].first, room), ==,
                        cases[i].expected);
    }
}

/* Decimal signs stand under each other, inside the column; signs end before them. */
static void
test_decimal_sign(void)
{
    g_autoptr(SrFonts) fonts = fixture_fonts();
    SrLook look = county_look(fonts);
    g_autoptr(SrTableBox) table = new_table(&look, "nnnnnnn");
    SrTextStyle style = sr_tablebox_row_style(table, SR_ROW_NORMAL);
    static const struct {
        const char *text, *before;
    } cases[] = {{"38,2", "38"}, {"(38,2)", "(38"}, {"1 234,5", "1 234"},
                 {"12", "12"},   {"•", "•"},        {"k. A.", "k. A."},
                 {"−0,3", "−0"}, {"(12)", "(12"}};

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        double before = sr_tablebox_width_before_point(table, &style, cases[i].text);

        g_assert_cmpfloat_with_epsilon(
            before, sr_text_measure(fonts, &style, cases[i].before).width_mm, 1e-9);
    }
    for (int c = 1; c < 3; c++) {
        const SrTableColumn *column = &table->columns[c];

        g_assert_cmpfloat(column->point_mm, >, 0);
        g_assert_cmpfloat(column->point_mm, <=, column->width_mm + 1e-9);
    }
    look.language = "en";
    g_autoptr(SrTableBox) english = new_table(&look, "n");
    g_assert_cmpfloat_with_epsilon(
        sr_tablebox_width_before_point(english, &style, "1,234.5"),
        sr_text_measure(fonts, &style, "1,234").width_mm, 1e-9);
}

/*
 * Columns share what is left, but figures stay near their names: the table stays narrower
 * before gaps grow wide. Words are never cut, and titles of figures break before words.
 */
static void
test_widths(void)
{
    g_autoptr(SrFonts) fonts = fixture_fonts();
    SrLook look = county_look(fonts);
    g_autoptr(SrTableBox) table = new_table(&look, "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnn");
    g_autoptr(GError) error = NULL;
    double natural = sr_tablebox_natural_width(table);

    g_assert_true(sr_tablebox_set_width(table, natural + 12, &error));
    g_assert_cmpfloat_with_epsilon(table->width_mm, natural + 12, 1e-6);
    g_assert_true(sr_tablebox_set_width(table, natural + 500, &error));
    g_assert_cmpfloat(table->width_mm, <=, natural + table->n_columns * 15);
    double one_line = sr_tablebox_height(table, 0, 30);
    g_assert_true(sr_tablebox_set_width(table, natural - 15, &error));
    g_assert_cmpfloat_with_epsilon(table->width_mm, natural - 15, 1e-6);
    g_assert_cmpfloat(sr_tablebox_height(table, 0, 30), >, one_line);
    g_assert_false(sr_tablebox_set_width(table, 40, &error));
    g_assert_error(error, SR_ERROR, SR_ERROR_INPUT);
}

/* One table over several pages is one element with its heads, and all of it is tagged. */
static void
test_pages(void)
{
    g_autoptr(SrFonts) fonts = fixture_fonts();
    SrLook look = county_look(fonts);
    g_autoptr(SrTableBox) table = new_table(&look, "hnnnnnnnnnnsnnnnnnnnnnnnnnnnnnnnt");
    g_autoptr(SrCanvas) canvas = fixture_pdf();
    g_autoptr(GError) error = NULL;
    int n_pages = 0;

    for (int first = 0; first < sr_tablebox_n_rows(table); n_pages++) {
        int n = sr_tablebox_fit(table, first, 60);

        sr_canvas_page_begin(canvas, 210, 100);
        sr_tablebox_draw(table, canvas, (SrPoint){20, 20}, first, n);
        g_assert_true(sr_canvas_page_end(canvas, &error));
        first += n;
    }
    g_assert_cmpint(n_pages, >=, 3);
    g_autoptr(GBytes) file = sr_canvas_finish(canvas, &error);
    g_assert_no_error(error);
    g_autofree char *fault =
        pdf_walk_fault(g_bytes_get_data(file, NULL), g_bytes_get_size(file));
    g_assert_cmpstr(fault, ==, NULL);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/tablebox/signs", test_signs);
    g_test_add_func("/tablebox/fit", test_fit);
    g_test_add_func("/tablebox/decimal-sign", test_decimal_sign);
    g_test_add_func("/tablebox/widths", test_widths);
    g_test_add_func("/tablebox/pages", test_pages);
    return g_test_run();
}
