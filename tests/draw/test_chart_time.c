#include "base/error.h"
#include "draw/chart.h"
#include "draw/fixture.h"
#include "draw/layout.h"
#include "draw/sample.h"

static const int years[] = {2007, 2010, 2018, 2021, 2022, 2023, 2024};
static const double people[] = {134341, 132757, 132660, 133206, 134546, 134711, 134329};
static const SrBreakMark census[] = {{2012, "Zensus 2011"}, {2022, "Zensus 2022"}};

/* The points of the n-th line of at least @least points in the accent's width. */
static int
count_lines(const SrDrawing *drawing, double width_mm, int n_points)
{
    int n = 0;

    for (int i = 0; i < sr_drawing_n_parts(drawing); i++) {
        const SrPart *part = sr_drawing_part(drawing, i);

        n += part->kind == SR_PART_LINE && part->pen.width_mm == width_mm &&
             part->n_points == n_points;
    }
    return n;
}

/* The line of the Kreis is three pieces: no census is drawn across. */
static void
test_breaks(void)
{
    g_autoptr(SrFonts) fonts = fixture_fonts();
    SrLook look = county_look(fonts);
    SrSeries series[] = {{"Landkreis", people, true}};
    SrTimeChart chart = {.box_mm = {20, 20, 190, 80},
                         .years = years,
                         .n_years = 7,
                         .series = series,
                         .n_series = 1,
                         .breaks = census,
                         .n_breaks = 2,
                         .unit = "Menschen"};
    g_autoptr(GError) error = NULL;
    g_autoptr(SrDrawing) drawing = sr_chart_time(&look, &chart, &error);

    g_assert_no_error(error);
    layout_check(drawing, chart.box_mm);
    g_assert_cmpint(count_lines(drawing, 0.75, 2), ==, 2); /* 2007–10, 2018–21 */
    g_assert_cmpint(count_lines(drawing, 0.75, 3), ==, 1); /* 2022–24 */
    g_assert_cmpint(layout_count(drawing, "Zensus 2011"), ==, 1);
    g_assert_cmpint(layout_count(drawing, "Zensus 2022"), ==, 1);
    g_assert_cmpint(layout_count(drawing, "2007"), ==, 1);
    g_assert_cmpint(layout_count(drawing, "2024"), ==, 1);
    g_assert_cmpint(layout_count(drawing, "Landkreis  134\u202f329"), ==, 1);

    chart.n_breaks = 0;
    g_autoptr(SrDrawing) unbroken = sr_chart_time(&look, &chart, NULL);
    g_assert_cmpint(count_lines(unbroken, 0.75, 7), ==, 1);
}

/*
 * Lines that end together: their labels are moved apart and each is there once; one that
 * ends before the last year says when.
 */
static void
test_labels(void)
{
    static const double values[][3] = {
        {30, 35, 41.0}, {36, 39, 41.2}, {52, NAN, 41.1}, {35, 36, 40.9}, {37, NAN, NAN}};
    static const char *const expected[] = {"Region 1  41,0", "Region 2  41,2",
                                           "Region 3  41,1", "Region 4  40,9",
                                           "Landkreis  37,0 (2016)"};
    static const int three[] = {2016, 2017, 2018};
    g_autoptr(SrFonts) fonts = fixture_fonts();
    SrLook look = county_look(fonts);
    SrSeries series[] = {{"Region 1", values[0], false},
                         {"Region 2", values[1], false},
                         {"Region 3", values[2], false},
                         {"Region 4", values[3], false},
                         {"Landkreis", values[4], true}};
    SrTimeChart chart = {.box_mm = {20, 20, 105, 80},
                         .years = three,
                         .n_years = 3,
                         .series = series,
                         .n_series = 5,
                         .from_zero = true,
                         .decimals = 1};
    g_autoptr(SrDrawing) drawing = sr_chart_time(&look, &chart, NULL);

    layout_check(drawing, chart.box_mm);
    for (size_t i = 0; i < G_N_ELEMENTS(expected); i++)
        g_assert_cmpint(layout_count(drawing, expected[i]), ==, 1);
    g_assert_cmpint(layout_count(drawing, "0"), ==, 1); /* the axis begins there */
}

/* One year, no value at all, all alike: a sound drawing. */
static void
test_odd_values(void)
{
    static const double values[][3] = {{NAN, NAN, NAN}, {5, 5, 5}, {NAN, 7, NAN}};
    static const int three[] = {2016, 2017, 2018};
    g_autoptr(SrFonts) fonts = fixture_fonts();
    SrLook look = county_look(fonts);

    for (int i = 0; i < 6; i++) {
        SrSeries series[] = {{"Region 1", values[i % 3], true}};
        SrTimeChart chart = {.box_mm = {0, 0, 100, 50},
                             .years = three,
                             .n_years = i < 3 ? 3 : 1,
                             .series = series,
                             .n_series = 1};
        g_autoptr(GError) error = NULL;
        g_autoptr(SrDrawing) drawing = sr_chart_time(&look, &chart, &error);

        g_assert_no_error(error);
        layout_check(drawing, chart.box_mm);
    }
}

static void
test_sparkline(void)
{
    static const double values[] = {3, 4, NAN, 2, 5};
    g_autoptr(SrFonts) fonts = fixture_fonts();
    SrLook look = county_look(fonts);
    SrBox box = {10, 10, 30, 16};
    g_autoptr(GError) error = NULL;
    static const int apart[] = {2007, 2010, 2016, 2017, 2018};
    SrSparkline spark = {
        .box_mm = box, .values = values, .years = apart, .n = 5, .benchmark = 3.5};
    g_autoptr(SrDrawing) drawing = sr_chart_sparkline(&look, &spark, &error);

    g_assert_no_error(error);
    layout_check(drawing, box);
    g_assert_cmpint(count_lines(drawing, 0.35, 2), ==, 2); /* the gap stays open */
    /* Three of eleven years: the first piece is three elevenths wide. */
    double first_mm = NAN;
    for (int i = 0; i < sr_drawing_n_parts(drawing); i++) {
        const SrPart *part = sr_drawing_part(drawing, i);
        double width_mm = part->box_mm.x1 - part->box_mm.x0;

        if (part->kind == SR_PART_LINE && part->box_mm.x0 < 11 && width_mm < 19)
            first_mm = width_mm;
    }
    g_assert_cmpfloat_with_epsilon(first_mm, (20 - 1.2) * 3 / 11, 0.5);
    const SrBreakMark change = {2018, "Zensus"};
    SrSparkline broken = spark;
    broken.breaks = &change;
    broken.n_breaks = 1;
    g_autoptr(SrDrawing) pieces = sr_chart_sparkline(&look, &broken, &error);
    g_assert_cmpint(count_lines(pieces, 0.35, 2), ==, 1); /* 2017 and 2018 are apart */
    SrSparkline nothing = {
        .box_mm = box, .values = values + 2, .years = apart, .n = 1, .benchmark = NAN};
    g_autoptr(SrDrawing) empty = sr_chart_sparkline(&look, &nothing, NULL);
    g_assert_cmpint(sr_drawing_n_parts(empty), ==, 0);
    spark.box_mm = (SrBox){0, 0, 2, 2};
    g_assert_null(sr_chart_sparkline(&look, &spark, &error));
    g_assert_error(error, SR_ERROR, SR_ERROR_INPUT);
}

static void
test_too_small(void)
{
    g_autoptr(SrFonts) fonts = fixture_fonts();
    SrLook look = county_look(fonts);
    SrSeries series[] = {{"Landkreis", people, true}};
    SrTimeChart chart = {.box_mm = {0, 0, 40, 40},
                         .years = years,
                         .n_years = 7,
                         .series = series,
                         .n_series = 1};
    g_autoptr(GError) error = NULL;

    g_assert_null(sr_chart_time(&look, &chart, &error));
    g_assert_error(error, SR_ERROR, SR_ERROR_INPUT);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/chart-time/breaks", test_breaks);
    g_test_add_func("/chart-time/labels", test_labels);
    g_test_add_func("/chart-time/odd-values", test_odd_values);
    g_test_add_func("/chart-time/sparkline", test_sparkline);
    g_test_add_func("/chart-time/too-small", test_too_small);
    return g_test_run();
}
