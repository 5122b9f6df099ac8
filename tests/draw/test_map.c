#include "draw/panel.h"

#include "draw/county.h"
#include "draw/labelsolve.h"

#include <time.h>

static County county;

static SrThemeReady *
prepare(const SrStyle *style, const double *amounts)
{
    SrTheme theme = {.ground = county.ground,
                     .names = (const char *const *)county.names[0],
                     .amounts = amounts,
                     .benchmark = NAN,
                     .naming = SR_NAMES_FULL,
                     .highlight = -1,
                     .language = "de"};
    g_autoptr(GError) error = NULL;
    SrThemeReady *ready = sr_theme_prepare(&theme, style, county.palettes, &error);

    g_assert_no_error(error);
    return ready;
}

static SrLabelCandidate
as_candidate(const SrLabelPlace *place)
{
    return (SrLabelCandidate){.variant = place->variant,
                              .has_leader = place->has_leader,
                              .box = place->box_mm,
                              .leader_from = place->leader_from,
                              .leader_to = place->leader_to};
}

/* No border between regions, and none of the county, touches a label. */
static void
assert_off_borders(const SrMapLayout *layout, int area)
{
    const SrLines *lines = county.ground->borders;
    const SrView *view = sr_map_view(layout);
    const SrLabelPlace *place = sr_map_label(layout, area);

    for (int l = 0; l < lines->n_lines; l++) {
        if (lines->line_level[l] < 2 && !lines->line_outer[l])
            continue;
        for (int i = lines->line_start[l]; i + 1 < lines->line_start[l + 1]; i++)
            g_assert_false(sr_segment_meets_box(sr_view_apply(view, lines->points[i]),
                                                sr_view_apply(view, lines->points[i + 1]),
                                                place->box_mm));
    }
}

/* Sanitizers make the program several times slower. */
#if defined(__SANITIZE_ADDRESS__) || defined(__clang__)
#define IS_AS_SHIPPED false
#else
#define IS_AS_SHIPPED true
#endif

/* Every Gemeinde has one label, in its way nothing: from A4 down to a third of it. */
static void
test_labels(void)
{
    static const SrBox boxes[] = {
        {15, 30, 195, 260}, {5, 5, 130, 130}, {8, 20, 202, 140}, {0, 0, 95, 95}};
    g_autoptr(SrStyle) style = county_style("druck");

    for (int round = 0; round < 2 * (int)G_N_ELEMENTS(boxes); round++) {
        SrBox box = boxes[round / 2];
        g_autoptr(SrThemeReady) ready =
            prepare(style, round % 2 == 0 ? NULL : county.people);
        SrBox reserved = {box.x0, box.y0, box.x0 + 30, box.y0 + 40};
        clock_t start = clock();
        g_autoptr(SrMapLayout) layout =
            sr_map_new(&ready->map, county.fonts, style, box, NULL, &reserved, 1);
        int n_key;
        sr_map_key(layout, &n_key);

        double ms = (double)(clock() - start) * 1000 / CLOCKS_PER_SEC;

        g_test_message("%.0f mm, circles %d: %.1f ms, %d numbers, %d without place",
                       box.x1 - box.x0, round % 2, ms, n_key, sr_map_n_unplaced(layout));
        if (IS_AS_SHIPPED && (round == 0 || round == 4)) /* A4, half a page */
            g_assert_cmpfloat(ms, <=, 50);
        for (int i = 0; i < county.n; i++) {
            const SrLabelPlace *place = sr_map_label(layout, i);
            SrLabelCandidate one = as_candidate(place);

            if (round % 2 == 0)
                g_assert_cmpint(place->variant, >=, 0);
            if (place->variant < 0)
                continue;
            g_assert_false(sr_box_overlaps(place->box_mm, reserved));
            g_assert_cmpfloat(place->box_mm.x0, >=, box.x0);
            g_assert_cmpfloat(place->box_mm.x1, <=, box.x1);
            g_assert_cmpfloat(place->box_mm.y0, >=, box.y0);
            g_assert_cmpfloat(place->box_mm.y1, <=, box.y1);
            assert_off_borders(layout, i);
            for (int k = 0; k < i; k++) {
                SrLabelCandidate other = as_candidate(sr_map_label(layout, k));

                g_assert_false(other.variant >= 0 && sr_label_conflict(&one, &other));
            }
        }
    }
}

/* The places of an equal map are known; those of another one are not mixed up with it. */
static void
test_memo(void)
{
    g_autoptr(SrStyle) style = county_style("druck");
    g_autoptr(SrThemeReady) ready = prepare(style, NULL);
    SrBox box = {11, 13, 191, 243};
    SrBox legend = {11, 13, 60, 90};
    g_autoptr(SrMapLayout) first =
        sr_map_new(&ready->map, county.fonts, style, box, NULL, &legend, 1);
    g_autoptr(SrMapLayout) again =
        sr_map_new(&ready->map, county.fonts, style, box, NULL, &legend, 1);
    legend.x1 = 130;
    legend.y1 = 130;
    g_autoptr(SrMapLayout) other =
        sr_map_new(&ready->map, county.fonts, style, box, NULL, &legend, 1);
    g_autofree char *first_dump = sr_map_dump(first);
    g_autofree char *again_dump = sr_map_dump(again);
    g_autofree char *other_dump = sr_map_dump(other);

    g_assert_cmpstr(first_dump, ==, again_dump);
    g_assert_cmpstr(first_dump, !=, other_dump);
    for (int i = 0; i < county.n; i++)
        g_assert_false(sr_box_overlaps(sr_map_label(other, i)->box_mm, legend));
}

/* Area-true: four times the people, twice the radius. */
static void
test_circles(void)
{
    g_autoptr(SrStyle) style = county_style("druck");

    g_assert_cmpfloat_with_epsilon(sr_map_radius_mm(style, 100, 100),
                                   style->symbol_mm / 2, 1e-9);
    g_assert_cmpfloat_with_epsilon(sr_map_radius_mm(style, 25, 100), style->symbol_mm / 4,
                                   1e-9);
    g_assert_cmpfloat_with_epsilon(sr_map_radius_mm(style, -25, 100),
                                   style->symbol_mm / 4, 1e-9);
    g_assert_cmpfloat(sr_map_radius_mm(style, 0, 100), ==, 0);
    g_assert_cmpfloat(sr_map_radius_mm(style, NAN, 100), ==, 0);
}

/* Lengths of the scale bar, and scales of panels, are round. */
static void
test_scale(void)
{
    static const struct {
        double mm_per_m, length_m;
    } cases[] = {{1 / 200.0, 5000}, {1 / 1000.0, 20000}, {1 / 10.0, 200}, {1 / 1.0, 20}};

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        SrView view = {.mm_per_unit = cases[i].mm_per_m};

        g_assert_cmpfloat_with_epsilon(sr_scale_length_m(&view, 34), cases[i].length_m,
                                       1e-6);
    }
    g_autoptr(SrStyle) style = county_style("druck");
    g_autoptr(SrThemeReady) ready = prepare(style, NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(SrPanel) panel =
        sr_panel_new(ready, county.fonts, style, (SrBox){15, 30, 195, 260}, &error);
    g_assert_no_error(error);
    double rest = fmod(sr_panel_denominator(panel) + 0.5, 5000);
    g_assert_cmpfloat(rest, <, 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    county_init(&county);
    g_test_add_func("/map/labels", test_labels);
    g_test_add_func("/map/memo", test_memo);
    g_test_add_func("/map/circles", test_circles);
    g_test_add_func("/map/scale", test_scale);
    int status = g_test_run();
    county_clear(&county);
    return status;
}
