/*
 * The layout of each chart as text, against tests/draw/golden/. After a wanted change:
 * SR_TEST_RENEW=1 make unit, and read the difference before it is committed.
 */
#include "draw/chart.h"
#include "draw/fixture.h"
#include "draw/sample.h"

static void
assert_golden(SrDrawing *drawing, const char *name)
{
    g_autofree char *file = g_strconcat(name, ".txt", NULL);
    g_autofree char *path =
        g_test_build_filename(G_TEST_DIST, "draw", "golden", file, NULL);
    g_autofree char *dump = sr_drawing_dump(drawing);
    g_autofree char *golden = NULL;

    if (g_getenv("SR_TEST_RENEW") != NULL)
        g_assert_true(g_file_set_contents(path, dump, -1, NULL));
    g_assert_true(g_file_get_contents(path, &golden, NULL, NULL));
    g_assert_cmpstr(dump, ==, golden);
}

static SrDrawing *
bars(const SrLook *look)
{
    SrBar rows[8];

    for (int i = 0; i < 8; i++)
        rows[i] = (SrBar){county[i * 5].name,
                          "12,3",
                          county[i * 5].value,
                          county[i * 5].value * 0.9,
                          county[i * 5].value * 1.1,
                          county_color(county[i * 5].value),
                          i == 3};
    rows[7].value = NAN;
    rows[7].text = "•";
    SrBarsChart chart = {.box_mm = {20, 20, 105, 70},
                         .bars = rows,
                         .n_bars = 8,
                         .benchmark = {14.9, "Landkreis 14,9"}};
    return sr_chart_bars(look, &chart, NULL);
}

static SrDrawing *
time_line(const SrLook *look)
{
    static const int years[] = {2007, 2010, 2018, 2021, 2022, 2023, 2024};
    static const double people[] = {134341, 132757, 132660, 133206,
                                    134546, 134711, 134329};
    static const SrBreakMark census[] = {{2012, "Zensus 2011"}, {2022, "Zensus 2022"}};
    SrSeries series[] = {{"Landkreis", people, true}};
    SrTimeChart chart = {.box_mm = {20, 20, 190, 80},
                         .years = years,
                         .n_years = 7,
                         .series = series,
                         .n_series = 1,
                         .breaks = census,
                         .n_breaks = 2,
                         .unit = "Menschen"};
    return sr_chart_time(look, &chart, NULL);
}

static SrDrawing *
spine(const SrLook *look)
{
    static const SrSpineRow rows[] = {
        {"Kinderarmut", "12,1 %", "9,8 %", 12, 10, 6, 14, 8, 11, SR_SPINE_HIGHER},
        {"Arbeitslose", "3,1 %", "3,9 %", 3, 4, 2, 6, 3, 5, SR_SPINE_LOWER},
        {"Fremdunterbringung", "•", "9,1", NAN, 9, 4, 15, 7, 11, SR_SPINE_NONE}};
    SrSpineChart chart = {.box_mm = {20, 20, 190, 45},
                          .rows = rows,
                          .n_rows = 3,
                          .area_title = "Region 1",
                          .benchmark_title = "Landkreis",
                          .lower_title = "niedriger als im Kreis",
                          .higher_title = "höher als im Kreis"};
    return sr_chart_spine(look, &chart, NULL);
}

static SrDrawing *
pyramid(const SrLook *look)
{
    static const char *const bands[] = {"0–19", "20–39", "40–59", "60+"};
    static const double male[] = {9, 11, 15, 13}, female[] = {8.5, 11, 15.5, 17};
    static const double male_kreis[] = {9.5, 11, 14, 14},
                        female_kreis[] = {9, 10, 15, 18};
    SrPyramidChart chart = {.box_mm = {20, 20, 100, 70},
                            .bands = bands,
                            .n_bands = 4,
                            .male = male,
                            .female = female,
                            .male_outline = male_kreis,
                            .female_outline = female_kreis,
                            .male_title = "männlich",
                            .female_title = "weiblich",
                            .area_title = "Region 1",
                            .outline_title = "Landkreis"};
    return sr_chart_pyramid(look, &chart, NULL);
}

static SrDrawing *
stacks(const SrLook *look)
{
    static const char *const names[] = {"ambulant", "teilstationär", "stationär"};
    static const SrColor colors[] = {{0.1, 0.4, 0.7}, {0.4, 0.7, 0.8}, {1, 0.8, 0.4}};
    static const double parts[][3] = {{20, 10, 10}, {10, 5, 5}, {NAN, 1, 1}};
    static const char *const texts[] = {"20", "10", "10"};
    SrStack rows[] = {{"Region 1", parts[0], texts, "40", "•", false},
                      {"Region 2", parts[1], NULL, "20", "•", true},
                      {"Esthal", parts[2], NULL, NULL, "•", false}};
    SrStackChart chart = {.box_mm = {20, 20, 100, 50},
                          .names = names,
                          .colors = colors,
                          .n_parts = 3,
                          .stacks = rows,
                          .n_stacks = 3};
    return sr_chart_stacks(look, &chart, NULL);
}

static SrDrawing *
scatter(const SrLook *look)
{
    SrScatterPoint points[12];

    for (int i = 0; i < 12; i++)
        points[i] = (SrScatterPoint){
            county[i * 4].value, county[i * 4].value * 2 + i * 13 % 17, i * 37 % 48,
            county[i * 4].name,  county_color(county[i * 4].value),     i == 4};
    SrScatterChart chart = {.box_mm = {20, 20, 120, 90},
                            .points = points,
                            .n_points = 12,
                            .x_title = "Siedlungsfläche in %",
                            .y_title = "Index",
                            .x_benchmark = {14.9, "Landkreis 14,9"},
                            .y_benchmark = {40, "Landkreis 40"}};
    return sr_chart_scatter(look, &chart, NULL);
}

static const struct {
    const char *name;
    SrDrawing *(*lay_out)(const SrLook *look);
} charts[] = {
    {"bars", bars},       {"time", time_line}, {"spine", spine},
    {"pyramid", pyramid}, {"stacks", stacks},  {"scatter", scatter},
};

static void
test_layout(gconstpointer data)
{
    int i = GPOINTER_TO_INT(data);
    g_autoptr(SrFonts) fonts = fixture_fonts();
    SrLook look = county_look(fonts);
    g_autoptr(SrDrawing) drawing = charts[i].lay_out(&look);

    g_assert_nonnull(drawing);
    assert_golden(drawing, charts[i].name);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (int i = 0; i < (int)G_N_ELEMENTS(charts); i++) {
        g_autofree char *path = g_strconcat("/chart-golden/", charts[i].name, NULL);
        g_test_add_data_func(path, GINT_TO_POINTER(i), test_layout);
    }
    return g_test_run();
}
