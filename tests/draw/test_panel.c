#include "draw/panel.h"

#include "draw/county.h"
#include "draw/labelsolve.h"
#include "stats/breaks.h"

/* What a map of each kind has beside its areas. */
typedef enum {
    KIND_PLAIN,
    KIND_SYMBOLS,
    KIND_POINTS,
    KIND_CATEGORIES,
    KIND_AMOUNTS,
    KIND_NUMBERS,
    N_KINDS,
} Kind;

static const char *const kind_names[N_KINDS] = {"plain",      "symbols", "points",
                                                "categories", "amounts", "numbers"};

/* The box that title, summary, reading example and sources leave to the map of a page. */
static const struct {
    const char *style;
    SrBox box;
} pages[] = {
    {"druck", {15, 43, 195, 245}},
    {"graustufen", {15, 43, 195, 245}},
    {"bildschirm", {8, 35, 232, 125}},
    {"halbseite", {8, 31, 202, 113}},
};

#define MOST_POINTS 128

/* Everything that a theme borrows. */
typedef struct {
    SrTheme theme;
    SrBreaks *breaks;
    SrStatus statuses[64];
    int categories[64];
    SrMapPoint points[MOST_POINTS];
    SrLegendPoint point_kinds[2];
} Sample;

static County county;

/* The facilities of the example. */
static void
add_points(Sample *sample, const char *relative, const SrLegendPoint *kind)
{
    g_autoptr(GPtrArray) rows = county_table(relative, ';');
    g_autoptr(GError) error = NULL;
    g_autoptr(SrProjection) projection =
        sr_projection_new("EPSG:4326", "EPSG:25832", NULL, &error);

    g_assert_no_error(error);
    for (guint i = 0; i < rows->len; i++) {
        char **row = g_ptr_array_index(rows, i);
        SrPoint at = {g_ascii_strtod(row[2], NULL), g_ascii_strtod(row[3], NULL)};

        g_assert_true(sr_projection_run(projection, &at, 1, &error));
        g_assert_cmpint(sample->theme.n_points, <, MOST_POINTS);
        sample->points[sample->theme.n_points++] =
            (SrMapPoint){at, kind->sign, kind->color};
    }
}

static void
sample_init(Sample *sample, Kind kind)
{
    static const char *const levels[] = {"Gemeinden", "Verbandsgemeinden", "Regionen",
                                         "Landkreis"};
    static const char *const words[] = {"hoch neben hoch", "niedrig neben niedrig",
                                        "hoch neben niedrig", "nicht auffällig"};
    SrClassing classing = {.method = sr_method_find("natural", NULL), .n_classes = 5};
    SrTheme *theme = &sample->theme;

    memset(sample, 0, sizeof *sample);
    *theme = (SrTheme){.ground = county.ground,
                       .names = (const char *const *)county.names[0],
                       .areas = "Gemeinden",
                       .heading = "Eckwert (je 1 000)",
                       .benchmark = NAN,
                       .level_names = levels,
                       .naming = kind == KIND_NUMBERS ? SR_NAMES_NUMBER : SR_NAMES_FULL,
                       .highlight = -1,
                       .language = "de"};
    for (int i = 0; i < county.n; i++) {
        sample->statuses[i] = i % 9 == 4    ? SR_STATUS_SUPPRESSED
                              : i % 16 == 7 ? SR_STATUS_SMALL_DENOMINATOR
                                            : SR_STATUS_OK;
        sample->categories[i] = i % 4;
    }
    theme->statuses = sample->statuses;
    sample->breaks = sr_classify(&classing, county.settlement, county.n, NULL);
    if (kind == KIND_CATEGORIES) {
        theme->n_categories = 4;
        theme->categories = sample->categories;
        theme->category_names = words;
        theme->palette_kind = SR_PALETTE_QUALITATIVE;
    } else if (kind != KIND_AMOUNTS) {
        theme->values = county.settlement;
        theme->breaks = sample->breaks;
    }
    if (kind == KIND_SYMBOLS || kind == KIND_AMOUNTS) {
        theme->amounts = county.people;
        theme->amounts_heading = "Einwohner";
    }
    if (kind != KIND_POINTS)
        return;
    sample->point_kinds[0] = (SrLegendPoint){"Kita", SR_SIGN_SQUARE, {0.8, 0.4, 0}, 70};
    sample->point_kinds[1] =
        (SrLegendPoint){"Beratungsstelle", SR_SIGN_CIRCLE, {0, 0.4, 0.7}, 6};
    add_points(sample, "shapes/points/kitas.csv", &sample->point_kinds[0]);
    add_points(sample, "shapes/points/beratungsstellen.csv", &sample->point_kinds[1]);
    theme->points = sample->points;
    theme->point_kinds = sample->point_kinds;
    theme->n_point_kinds = 2;
}

static bool
is_within(SrBox inner, SrBox outer)
{
    return inner.x0 >= outer.x0 - 0.01 && inner.y0 >= outer.y0 - 0.01 &&
           inner.x1 <= outer.x1 + 0.01 && inner.y1 <= outer.y1 + 0.01;
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

/* No border between regions, and none of the county, below the box. */
static void
assert_off_borders(const SrView *view, SrBox box)
{
    const SrLines *lines = county.ground->borders;

    for (int l = 0; l < lines->n_lines; l++) {
        if (lines->line_level[l] < 2 && !lines->line_outer[l])
            continue;
        for (int i = lines->line_start[l]; i + 1 < lines->line_start[l + 1]; i++)
            g_assert_false(sr_segment_meets_box(sr_view_apply(view, lines->points[i]),
                                                sr_view_apply(view, lines->points[i + 1]),
                                                box));
    }
}

/* No circle and no sign below the box. */
static void
assert_off_symbols(const SrTheme *theme, const SrStyle *style, const SrView *view,
                   double share, SrBox box)
{
    const SrPoint *anchors = sr_ground_anchors(county.ground, 0);
    double most = 0;

    for (int i = 0; theme->amounts != NULL && i < county.n; i++)
        most = MAX(most, theme->amounts[i]);
    for (int i = 0; theme->amounts != NULL && i < county.n; i++) {
        double radius = sr_map_radius_mm(style, theme->amounts[i], most) * share;
        SrPoint at = sr_view_apply(view, anchors[i]);
        double dx = MAX(MAX(box.x0 - at.x, at.x - box.x1), 0);
        double dy = MAX(MAX(box.y0 - at.y, at.y - box.y1), 0);

        g_assert_cmpfloat(sqrt(dx * dx + dy * dy), >=, radius * 0.95);
    }
    for (int i = 0; i < theme->n_points; i++) {
        SrPoint at = sr_view_apply(view, theme->points[i].at);

        g_assert_false(at.x > box.x0 && at.x < box.x1 && at.y > box.y0 && at.y < box.y1);
    }
}

static void
assert_all_named(const SrPanel *panel, const Sample *sample, const SrStyle *style,
                 SrBox box)
{
    const SrMapLayout *map = sr_panel_map(panel);
    SrBox legend = sr_panel_legend_box(panel);
    SrBox strip = sr_panel_strip_box(panel);

    g_assert_cmpint(sr_map_n_unplaced(map), ==, 0);
    g_assert_true(is_within(legend, box));
    g_assert_true(strip.x0 > strip.x1 || is_within(strip, box));
    g_assert_false(sr_box_overlaps(legend, strip));
    for (int i = 0; i < county.n; i++) {
        const SrLabelPlace *place = sr_map_label(map, i);
        SrLabelCandidate one = as_candidate(place);

        g_assert_cmpint(place->variant, >=, 0);
        g_assert_true(is_within(place->box_mm, box));
        g_assert_false(sr_box_overlaps(place->box_mm, legend));
        g_assert_false(sr_box_overlaps(place->box_mm, strip));
        assert_off_borders(sr_map_view(map), place->box_mm);
        /* Circles are drawn smaller on small maps, by half at most. */
        assert_off_symbols(&sample->theme, style, sr_map_view(map), 0.5, place->box_mm);
        for (int k = 0; k < i; k++) {
            SrLabelCandidate other = as_candidate(sr_map_label(map, k));

            g_assert_false(sr_label_conflict(&one, &other));
        }
    }
}

/* Each of the 48 has its name or its number, on every page, in every kind of map. */
static void
test_all_named(void)
{
    for (size_t p = 0; p < G_N_ELEMENTS(pages); p++) {
        g_autoptr(SrStyle) style = county_style(pages[p].style);

        for (int kind = 0; kind < N_KINDS; kind++) {
            Sample sample;
            g_autoptr(GError) error = NULL;

            sample_init(&sample, (Kind)kind);
            g_autoptr(SrThemeReady) ready =
                sr_theme_prepare(&sample.theme, style, county.palettes, &error);
            g_assert_no_error(error);
            g_autoptr(SrPanel) panel =
                sr_panel_new(ready, county.fonts, style, pages[p].box, &error);
            g_assert_no_error(error);
            int n_key;
            sr_map_key(sr_panel_map(panel), &n_key);
            g_test_message("%s, %s: 1 : %.0f, %d by number", pages[p].style,
                           kind_names[kind], sr_panel_denominator(panel), n_key);
            assert_all_named(panel, &sample, style, pages[p].box);
            sr_breaks_free(sample.breaks);
        }
    }
}

/* Every area has its name on the map or in the inset, and nothing lies over the other. */
static void
test_inset(void)
{
    int n_insets = 0;

    for (size_t p = 0; p < G_N_ELEMENTS(pages); p++) {
        g_autoptr(SrStyle) style = county_style(pages[p].style);

        style->inset = true;
        for (int kind = 0; kind < N_KINDS; kind++) {
            Sample sample;
            SrBox box;
            int n_inside = 0;
            g_autoptr(GError) error = NULL;

            sample_init(&sample, (Kind)kind);
            g_autoptr(SrThemeReady) ready =
                sr_theme_prepare(&sample.theme, style, county.palettes, &error);
            g_assert_no_error(error);
            g_autoptr(SrPanel) panel =
                sr_panel_new(ready, county.fonts, style, pages[p].box, &error);
            g_assert_no_error(error);
            const SrMapLayout *map = sr_panel_map(panel);
            const SrMapLayout *inset = sr_panel_inset(panel, &box);
            SrBox strip = sr_panel_strip_box(panel);
            g_test_message("%s, %s: inset %d", pages[p].style, kind_names[kind],
                           inset != NULL);
            n_insets += inset != NULL;
            g_assert_true(inset == NULL || is_within(box, pages[p].box));
            g_assert_true(inset == NULL ||
                          !sr_box_overlaps(box, sr_panel_legend_box(panel)));
            g_assert_true(inset == NULL || strip.x0 > strip.x1 ||
                          !sr_box_overlaps(box, strip));
            for (int i = 0; i < county.n; i++) {
                const SrLabelPlace *outer = sr_map_label(map, i);
                const SrLabelPlace *inner = inset != NULL ? sr_map_label(inset, i) : NULL;
                bool is_inner = inner != NULL && inner->variant >= 0;

                g_assert_true((outer->variant >= 0) != is_inner);
                g_assert_true(!is_inner || is_within(inner->box_mm, box));
                g_assert_true(is_inner || inset == NULL ||
                              !sr_box_overlaps(outer->box_mm, box));
                n_inside += is_inner;
            }
            g_assert_true(inset == NULL || n_inside >= 6);
            sr_breaks_free(sample.breaks);
        }
    }
    g_assert_cmpint(n_insets, >=, 4);
}

/* Where not even numbers have room, the legend says which areas are without. */
static void
test_too_small_for_names(void)
{
    g_autoptr(SrStyle) style = county_style("halbseite");
    Sample sample;
    g_autoptr(GError) error = NULL;

    sample_init(&sample, KIND_PLAIN);
    g_autoptr(SrThemeReady) ready =
        sr_theme_prepare(&sample.theme, style, county.palettes, &error);
    g_assert_no_error(error);
    g_autoptr(SrPanel) panel =
        sr_panel_new(ready, county.fonts, style, (SrBox){0, 0, 125, 78}, &error);
    g_assert_no_error(error);
    g_assert_cmpint(sr_map_n_unplaced(sr_panel_map(panel)), >, 0);
    sr_breaks_free(sample.breaks);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    county_init(&county);
    g_test_add_func("/panel/all-named", test_all_named);
    g_test_add_func("/panel/inset", test_inset);
    g_test_add_func("/panel/too-small-for-names", test_too_small_for_names);
    int status = g_test_run();
    county_clear(&county);
    return status;
}
