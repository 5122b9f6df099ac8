/* Pyramid, stacked bars, spine and scatter chart. */
#include "base/error.h"
#include "draw/chart.h"
#include "draw/fixture.h"
#include "draw/layout.h"
#include "draw/sample.h"

/* The n-th box of the drawing. */
static SrBox
nth_box(const SrDrawing *drawing, int nth)
{
    for (int i = 0; i < sr_drawing_n_parts(drawing); i++)
        if (sr_drawing_part(drawing, i)->kind == SR_PART_BOX && nth-- == 0)
            return sr_drawing_part(drawing, i)->box_mm;
    g_assert_not_reached();
}

static double
width(SrBox box)
{
    return box.x1 - box.x0;
}

/* Single years up to 99: bars true to the shares on both sides, the youngest below. */
static void
test_pyramid(void)
{
    double male[100];
    double female[100];
    const char *bands[100];
    g_autoptr(SrFonts) fonts = fixture_fonts();
    SrLook look = county_look(fonts);

    for (int i = 0; i < 100; i++) {
        male[i] = 1 - i / 200.0;
        female[i] = 0.5 - i / 400.0;
        bands[i] = i % 10 == 0 ? "90" : "";
    }
    SrPyramidChart chart = {.box_mm = {20, 20, 110, 120},
                            .bands = bands,
                            .n_bands = 100,
                            .male = male,
                            .female = female,
                            .male_outline = female,
                            .female_outline = male,
                            .male_title = "männlich",
                            .female_title = "weiblich",
                            .area_title = "Region 1",
                            .outline_title = "Landkreis"};
    g_autoptr(GError) error = NULL;
    g_autoptr(SrDrawing) drawing = sr_chart_pyramid(&look, &chart, &error);

    g_assert_no_error(error);
    layout_check(drawing, chart.box_mm);
    SrBox boy = nth_box(drawing, 0);
    SrBox man = nth_box(drawing, 99);
    SrBox girl = nth_box(drawing, 100);
    g_assert_cmpfloat_with_epsilon(width(boy), 2 * width(girl), 1e-9);
    g_assert_cmpfloat_with_epsilon(width(man), width(boy) * (1 - 99 / 200.0), 1e-9);
    g_assert_cmpfloat(boy.y0, >, man.y1);
    g_assert_cmpfloat(boy.x1, <, girl.x0);
    chart.box_mm.x1 = 60;
    g_assert_null(sr_chart_pyramid(&look, &chart, &error));
    g_assert_error(error, SR_ERROR, SR_ERROR_INPUT);
}

static void
test_stacks(void)
{
    static const char *const names[] = {"ambulant", "teilstationär", "stationär"};
    static const SrColor colors[] = {{0.1, 0.4, 0.7}, {0.4, 0.7, 0.8}, {1, 0.8, 0.4}};
    static const double parts[][3] = {{20, 10, 10}, {10, 5, 5}, {NAN, 1, 1}, {0, 0, 0}};
    static const char *const texts[] = {"20", "10", "10"};
    g_autoptr(SrFonts) fonts = fixture_fonts();
    SrLook look = county_look(fonts);
    SrStack stacks[] = {{"Region 1", parts[0], texts, "40", "•", false},
                        {"Region 2", parts[1], NULL, "20", "•", true},
                        {"Esthal", parts[2], NULL, NULL, "•", false},
                        {"Elmstein", parts[3], NULL, "0", "•", false}};

    for (int shares = 0; shares < 2; shares++) {
        SrStackChart chart = {.box_mm = {20, 20, 100, 60},
                              .names = names,
                              .colors = colors,
                              .n_parts = 3,
                              .stacks = stacks,
                              .n_stacks = 4,
                              .shares = shares == 1};
        g_autoptr(GError) error = NULL;
        g_autoptr(SrDrawing) drawing = sr_chart_stacks(&look, &chart, &error);

        g_assert_no_error(error);
        layout_check(drawing, chart.box_mm);
        /* Behind the three squares of the key. */
        g_assert_cmpfloat_with_epsilon(width(nth_box(drawing, 3)),
                                       2 * width(nth_box(drawing, 4)), 1e-9);
        g_assert_cmpfloat_with_epsilon(width(nth_box(drawing, 3)),
                                       (shares == 1 ? 1 : 2) * width(nth_box(drawing, 6)),
                                       1e-9);
        g_assert_cmpint(layout_count(drawing, "•"), ==, 1);
        chart.box_mm.y1 = 35;
        g_assert_null(sr_chart_stacks(&look, &chart, &error));
        g_assert_error(error, SR_ERROR, SR_ERROR_INPUT);
    }
}

/* The mark stands on the side of the Kreis that the figure is on, at its share of it. */
static void
test_spine(void)
{
    g_autoptr(SrFonts) fonts = fixture_fonts();
    SrLook look = county_look(fonts);
    SrSpineRow rows[] = {
        {"Kinderarmut", "12,1 %", "9,8 %", 12, 10, 6, 14, 8, 11, SR_SPINE_SIMILAR},
        {"Arbeitslose", "3,1 %", "3,9 %", 3, 4, 2, 6, 3, 5, SR_SPINE_LOWER},
        {"Fremdunterbringung", "•", "9,1", NAN, 9, 4, 15, 7, 11, SR_SPINE_NONE},
        {"alle gleich", "1", "1", 1, 1, 1, 1, 1, 1, SR_SPINE_NONE},
        {"Kreis unbekannt", "1", "•", 1, NAN, NAN, NAN, NAN, NAN, SR_SPINE_NONE}};
    SrSpineChart chart = {.box_mm = {20, 20, 190, 20},
                          .rows = rows,
                          .n_rows = 5,
                          .area_title = "Region 1",
                          .benchmark_title = "Landkreis",
                          .lower_title = "niedriger",
                          .higher_title = "höher"};
    g_autoptr(GError) error = NULL;

    chart.box_mm.y1 = 20 + sr_chart_spine_height(&look, 5);
    g_autoptr(SrDrawing) drawing = sr_chart_spine(&look, &chart, &error);
    g_assert_no_error(error);
    layout_check(drawing, chart.box_mm);
    SrBox range = nth_box(drawing, 0);
    double middle = (range.x0 + range.x1) / 2; /* 6 .. 14 about 10 */
    int n_marks = 0;
    for (int i = 0; i < sr_drawing_n_parts(drawing); i++) {
        const SrPart *part = sr_drawing_part(drawing, i);

        if (part->kind == SR_PART_POLYGON)
            g_assert_cmpfloat(part->box_mm.x1, <, middle);
        if (part->kind == SR_PART_CIRCLE && n_marks++ == 0)
            g_assert_cmpfloat_with_epsilon(part->at_mm.x, middle + width(range) / 4,
                                           1e-6);
    }
    g_assert_cmpint(n_marks, ==, 2); /* the first row's and that of "alle gleich" */
    chart.box_mm.x1 = 80;
    g_assert_null(sr_chart_spine(&look, &chart, &error));
    g_assert_error(error, SR_ERROR, SR_ERROR_INPUT);
}

/* Nothing known of the other areas: the mark is still on the side of its figure. */
static void
test_spine_of_one(void)
{
    g_autoptr(SrFonts) fonts = fixture_fonts();
    SrLook look = county_look(fonts);
    const SrSpineRow row = {"Arbeitslose", "3,1", "3,9", 3,   4,
                            NAN,           NAN,   NAN,   NAN, SR_SPINE_NONE};
    const SrSpineChart chart = {
        .box_mm = {20, 20, 190, 20 + sr_chart_spine_height(&look, 1)},
        .rows = &row,
        .n_rows = 1,
        .area_title = "Region 1",
        .benchmark_title = "Landkreis",
        .lower_title = "niedriger",
        .higher_title = "höher"};
    g_autoptr(GError) error = NULL;
    g_autoptr(SrDrawing) drawing = sr_chart_spine(&look, &chart, &error);
    double line = NAN;
    double mark = NAN;

    g_assert_no_error(error);
    for (int i = 0; i < sr_drawing_n_parts(drawing); i++) {
        const SrPart *part = sr_drawing_part(drawing, i);

        if (part->kind == SR_PART_LINE)
            line = part->box_mm.x0;
        if (part->kind == SR_PART_CIRCLE)
            mark = part->at_mm.x;
    }
    g_assert_cmpfloat(mark, <, line - 10);
}

/* 48 points: names never over each other, the marked one always named. */
static void
test_scatter(void)
{
    g_autoptr(SrFonts) fonts = fixture_fonts();
    SrLook look = county_look(fonts);
    SrScatterPoint points[N_COUNTY];

    for (int i = 0; i < N_COUNTY; i++)
        points[i] = (SrScatterPoint){
            county[i].value, county[i].value * 2 + i * 13 % 17, i * 37 % 48,
            county[i].name,  county_color(county[i].value),     i == 20};
    points[3].x = NAN;
    SrScatterChart chart = {.box_mm = {20, 20, 190, 140},
                            .points = points,
                            .n_points = N_COUNTY,
                            .x_title = "Siedlungsfläche in %",
                            .y_title = "Index",
                            .x_benchmark = {14.9, "Landkreis 14,9"},
                            .y_benchmark = {40, "Landkreis 40"}};
    g_autoptr(GError) error = NULL;
    g_autoptr(SrDrawing) drawing = sr_chart_scatter(&look, &chart, &error);

    g_assert_no_error(error);
    layout_check(drawing, chart.box_mm);
    g_assert_cmpint(layout_count(drawing, county[20].name), ==, 1);
    g_assert_cmpint(layout_count(drawing, county[3].name), ==, 0);
    g_assert_cmpint(layout_count(drawing, county[0].name), ==, 1); /* far out */
    chart.n_points = 0;
    chart.x_benchmark.value = chart.y_benchmark.value = NAN;
    g_autoptr(SrDrawing) empty = sr_chart_scatter(&look, &chart, &error);
    g_assert_no_error(error);
    layout_check(empty, chart.box_mm);
    chart.box_mm.y1 = 50;
    g_assert_null(sr_chart_scatter(&look, &chart, &error));
    g_assert_error(error, SR_ERROR, SR_ERROR_INPUT);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/chart/pyramid", test_pyramid);
    g_test_add_func("/chart/stacks", test_stacks);
    g_test_add_func("/chart/spine", test_spine);
    g_test_add_func("/chart/spine-of-one", test_spine_of_one);
    g_test_add_func("/chart/scatter", test_scatter);
    return g_test_run();
}
