#include "draw/legend.h"

#include "draw/labeltext.h"

#include <math.h>
#include <string.h>

static void
test_words(void)
{
    static const struct {
        int n;
        double bounds[4];
        const char *words[3];
        int decimals; /* of the figures, for a single class */
    } cases[] = {
        {3, {12, 20, 30, 44}, {"under 20", "20 to under 30", "30 and more"}, 0},
        {3, {1, 12.5, 20, 44}, {"under 12,5", "12,5 to under 20,0", "20,0 and more"}, 0},
        {2, {0, 1500, 9999}, {"under 1\u202f500", "1\u202f500 and more"}, 0},
        {3, {-9, -2.5, 0, 4}, {"under −2,5", "−2,5 to under 0,0", "0,0 and more"}, 0},
        {1, {2, 9}, {"2 to 9"}, 0},
        {1, {5, 5}, {"5"}, 0},
        {1, {4.672897, 4.672897}, {"4,7"}, 1},
        {1, {1.96, 4.672897}, {"2,0 to 4,7"}, 1},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        SrBreaks breaks = {cases[i].n, (double *)cases[i].bounds};
        int decimals = sr_class_decimals(&breaks, cases[i].decimals);

        for (int k = 0; k < cases[i].n; k++) {
            g_autofree char *words = sr_class_words(&breaks, k, decimals, "de");

            g_assert_cmpstr(words, ==, cases[i].words[k]);
        }
    }
}

static void
test_decimals(void)
{
    SrBreaks whole = {3, (double[]){0.123, 10, 20, 30.7}};
    SrBreaks tenth = {3, (double[]){0, 0.1, 0.3, 0.7}};
    SrBreaks endless = {2, (double[]){0, 1.0 / 3, 1}};

    g_assert_cmpint(sr_class_decimals(&whole, 1), ==, 0);
    g_assert_cmpint(sr_class_decimals(&tenth, 0), ==, 1);
    g_assert_cmpint(sr_class_decimals(&endless, 1), ==, 6);
}

static void
test_breaks_of_names(void)
{
    static const struct {
        const char *name;
        const char *ways; /* joined by " + ", lines by " / " */
    } cases[] = {
        {"Haßloch", "Haßloch"},
        {"Bad Dürkheim", "Bad Dürkheim + Bad / Dürkheim"},
        {"Obrigheim (Pfalz)", "Obrigheim (Pfalz) + Obrigheim / (Pfalz)"},
        {"Niederkirchen bei Deidesheim",
         "Niederkirchen bei Deidesheim + Niederkirchen / bei Deidesheim"},
        {"Bockenheim an der Weinstraße",
         "Bockenheim an der Weinstraße + Bockenheim / an der Weinstraße + "
         "Bockenheim an der / Weinstraße + Bockenheim / an der / Weinstraße"},
        {"Grünstadt-Land", "Grünstadt-Land + Grünstadt- / Land"},
        {"Region 3 Haßloch", "Region 3 Haßloch + Region 3 / Haßloch"},
        {"", ""},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GPtrArray) ways = sr_label_breaks(cases[i].name);
        g_autoptr(GString) joined = g_string_new(NULL);

        for (guint k = 0; k < ways->len; k++)
            g_string_append_printf(joined, "%s%s", k > 0 ? " + " : "",
                                   (char *)g_ptr_array_index(ways, k));
        g_string_replace(joined, "\n", " / ", 0);
        g_assert_cmpstr(joined->str, ==, cases[i].ways);
    }
}

static void
test_clean_names(void)
{
    g_autofree char *control = sr_label_clean("Haß\nloch\x1b[1m", 60);
    g_autofree char *direction = sr_label_clean("a\u202eb\u200fc", 60);
    g_autofree char *broken = sr_label_clean("a\xff", 60);
    g_autofree char *full = sr_label_clean("abc", 3);
    g_autofree char *cut = sr_label_clean("äbcd", 3);

    g_assert_cmpstr(control, ==, "Haßloch[1m");
    g_assert_cmpstr(direction, ==, "abc");
    g_assert_cmpstr(broken, ==, "a\ufffd");
    g_assert_cmpstr(full, ==, "abc");
    g_assert_cmpstr(cut, ==, "äb…");
}

/* A legend in one column is higher than one in several, and holds every row. */
static void
test_layout(void)
{
    const char *const families[] = {"Roboto", "Roboto Condensed", NULL};
    g_autoptr(GError) error = NULL;
    g_autoptr(SrFonts) fonts = sr_fonts_new(families, &error);
    g_assert_no_error(error);
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autofree char *path =
        g_test_build_filename(G_TEST_DIST, "..", "styles", "druck.ini", NULL);
    g_autoptr(SrStyle) style = sr_style_read(path, "de", findings, &error);
    g_assert_no_error(error);
    SrBreaks breaks = {2, (double[]){0, 1, 2}};
    SrLegend legend = {.heading = "Hilfen je 1 000 unter 21",
                       .areas = "Gemeinden",
                       .n_classes = 2,
                       .colors = (const SrColor[]){{1, 1, 1}, {0, 0, 1}},
                       .names = (const char *const[]){"unter 1", "1 und mehr"},
                       .counts = (const int[]){48, 0},
                       .statuses = {[SR_STATUS_SUPPRESSED] = 1},
                       .breaks = &breaks,
                       .values = (const double[]){0, 2, NAN},
                       .n_values = 3,
                       .benchmark = 1.2,
                       .benchmark_name = "Landkreis",
                       .language = "de"};
    g_autoptr(SrLegendLayout) column = sr_legend_new(&legend, fonts, style, 50);
    g_autoptr(SrLegendLayout) row = sr_legend_new(&legend, fonts, style, 180);

    g_assert_cmpfloat(sr_legend_width(column), <=, 50);
    g_assert_cmpfloat(sr_legend_width(row), <=, 180);
    g_assert_cmpfloat(sr_legend_height(column), >, sr_legend_height(row));
    legend.statuses[SR_STATUS_MISSING] = 3;
    g_autoptr(SrLegendLayout) more = sr_legend_new(&legend, fonts, style, 50);
    g_assert_cmpfloat(sr_legend_height(more), >, sr_legend_height(column) + 3);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/legend/words", test_words);
    g_test_add_func("/legend/decimals", test_decimals);
    g_test_add_func("/legend/breaks-of-names", test_breaks_of_names);
    g_test_add_func("/legend/clean-names", test_clean_names);
    g_test_add_func("/legend/layout", test_layout);
    return g_test_run();
}
