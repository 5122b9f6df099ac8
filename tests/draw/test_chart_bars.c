#include "base/error.h"
#include "draw/chart.h"
#include "draw/fixture.h"
#include "draw/layout.h"
#include "draw/sample.h"

static void
fill_bars(SrBar *bars)
{
    for (int i = 0; i < N_COUNTY; i++)
        bars[i] = (SrBar){.label = county[i].name,
                          .text = "12,3",
                          .value = county[i].value,
                          .lower = county[i].value * 0.9,
                          .upper = county[i].value * 1.1,
                          .fill = county_color(county[i].value)};
    bars[47].value = NAN;
    bars[47].text = "•";
}

/* All 48 on half a page: each named once, in rows or columns, with and without limits. */
static void
test_county(void)
{
    static const struct {
        SrBox box;
        SrBarsKind kind;
    } cases[] = {
        {{20, 20, 190, 145}, SR_BARS_FILLED}, /* half of A4, across */
        {{20, 20, 105, 265}, SR_BARS_FILLED}, /* half of A4, upright */
        {{20, 20, 190, 145}, SR_BARS_DOTS},
        {{0, 0, 250, 90}, SR_BARS_FILLED}, /* three columns */
    };
    g_autoptr(SrFonts) fonts = fixture_fonts();
    SrLook look = county_look(fonts);
    SrBar bars[N_COUNTY];

    fill_bars(bars);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        SrBarsChart chart = {.box_mm = cases[i].box,
                             .kind = cases[i].kind,
                             .bars = bars,
                             .n_bars = N_COUNTY,
                             .benchmark = {14.9, "Landkreis 14,9"}};
        g_autoptr(GError) error = NULL;
        g_autoptr(SrDrawing) drawing = sr_chart_bars(&look, &chart, &error);

        g_assert_no_error(error);
        layout_check(drawing, cases[i].box);
        for (int k = 0; k < N_COUNTY; k++)
            g_assert_cmpint(layout_count(drawing, county[k].name), ==, 1);
        g_assert_cmpint(layout_count(drawing, "•"), ==, 1);
        g_assert_cmpint(layout_count(drawing, "Landkreis 14,9"), ==, 1);
    }
}

static const SrPart *
bar_part(const SrDrawing *drawing, int nth)
{
    for (int i = 0; i < sr_drawing_n_parts(drawing); i++)
        if (sr_drawing_part(drawing, i)->kind == SR_PART_BOX && nth-- == 0)
            return sr_drawing_part(drawing, i);
    return NULL;
}

/* Lengths are true to the values, from zero, also on the other side of it. */
static void
test_lengths(void)
{
    g_autoptr(SrFonts) fonts = fixture_fonts();
    SrLook look = county_look(fonts);
    SrBar bars[] = {{"a", "30", 30, NAN, NAN, {0, 0, 0}, false},
                    {"b", "10", 10, NAN, NAN, {0, 0, 0}, false},
                    {"c", "-20", -20, NAN, NAN, {0, 0, 0}, false}};
    SrBarsChart chart = {.box_mm = {0, 0, 100, 30},
                         .kind = SR_BARS_FILLED,
                         .bars = bars,
                         .n_bars = 3,
                         .benchmark = {NAN, NULL}};
    g_autoptr(SrDrawing) drawing = sr_chart_bars(&look, &chart, NULL);
    SrBox a = bar_part(drawing, 0)->box_mm;
    SrBox b = bar_part(drawing, 1)->box_mm;
    SrBox c = bar_part(drawing, 2)->box_mm;

    g_assert_cmpfloat_with_epsilon(a.x1 - a.x0, 3 * (b.x1 - b.x0), 1e-9);
    g_assert_cmpfloat_with_epsilon(c.x1 - c.x0, 2 * (b.x1 - b.x0), 1e-9);
    g_assert_cmpfloat_with_epsilon(c.x1, b.x0, 1e-9);
}

/* Without any value, with one, with all alike: a sound drawing. */
static void
test_odd_values(void)
{
    static const double values[][3] = {
        {NAN, NAN, NAN}, {NAN, 5, NAN}, {7, 7, 7}, {0, 0, 0}, {-1, -1, -1}};
    g_autoptr(SrFonts) fonts = fixture_fonts();
    SrLook look = county_look(fonts);

    for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
        SrBar bars[3];
        SrBarsChart chart = {.box_mm = {0, 0, 100, 30},
                             .bars = bars,
                             .n_bars = 3,
                             .benchmark = {NAN, NULL}};
        g_autoptr(GError) error = NULL;

        for (int k = 0; k < 3; k++)
            bars[k] = (SrBar){.label = k == 0   ? "a"
                                       : k == 1 ? "b"
                                                : "c",
                              .text = "x",
                              .value = values[i][k],
                              .lower = NAN,
                              .upper = NAN};
        g_autoptr(SrDrawing) drawing = sr_chart_bars(&look, &chart, &error);
        g_assert_no_error(error);
        layout_check(drawing, chart.box_mm);
    }
}

static void
test_too_small(void)
{
    static const SrBox boxes[] = {{0, 0, 170, 50}, {0, 0, 40, 250}};
    g_autoptr(SrFonts) fonts = fixture_fonts();
    SrLook look = county_look(fonts);
    SrBar bars[N_COUNTY];

    fill_bars(bars);
    for (size_t i = 0; i < G_N_ELEMENTS(boxes); i++) {
        SrBarsChart chart = {.box_mm = boxes[i],
                             .bars = bars,
                             .n_bars = N_COUNTY,
                             .benchmark = {NAN, NULL}};
        g_autoptr(GError) error = NULL;

        g_assert_null(sr_chart_bars(&look, &chart, &error));
        g_assert_error(error, SR_ERROR, SR_ERROR_INPUT);
        g_assert_nonnull(strstr(error->message, "48 bars do not fit"));
    }
}

/* About a base of 100, and on one scale with other pages. */
static void
test_base(void)
{
    static const double span[2] = {90, 120};
    g_autoptr(SrFonts) fonts = fixture_fonts();
    SrLook look = county_look(fonts);
    SrBar bars[] = {{"a", "110", 110, NAN, NAN, {0, 0, 0}, false},
                    {"b", "95", 95, NAN, NAN, {0, 0, 0}, false}};
    SrBarsChart chart = {.box_mm = {0, 0, 100, 30},
                         .bars = bars,
                         .n_bars = 2,
                         .benchmark = {NAN, NULL},
                         .n_columns = 1,
                         .span = span,
                         .base = 100};
    g_autoptr(SrDrawing) drawing = sr_chart_bars(&look, &chart, NULL);
    SrBox a = bar_part(drawing, 0)->box_mm;
    SrBox b = bar_part(drawing, 1)->box_mm;

    g_assert_cmpfloat_with_epsilon(a.x0, b.x1, 1e-9);
    g_assert_cmpfloat_with_epsilon(a.x1 - a.x0, 2 * (b.x1 - b.x0), 1e-6);
    /* The scale reaches to 120: twice as far as the longest bar. */
    g_assert_cmpfloat_with_epsilon(100 - a.x0, 2 * (a.x1 - a.x0), 1e-6);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/chart-bars/county", test_county);
    g_test_add_func("/chart-bars/lengths", test_lengths);
    g_test_add_func("/chart-bars/base", test_base);
    g_test_add_func("/chart-bars/odd-values", test_odd_values);
    g_test_add_func("/chart-bars/too-small", test_too_small);
    return g_test_run();
}
