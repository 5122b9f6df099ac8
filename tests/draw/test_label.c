#include "draw/label.h"

#include "draw/labelsolve.h"
#include "draw/tally.h"

#include <math.h>

/* Test areas: squares of @side mm in @columns columns, the corners moved by chance. */
typedef struct {
    SrPolygons polygons;
    int *index;
    SrPoint *points;
    SrLabelWish *wishes;
} Fixture;

static SrPoint
corner(const SrPoint *corners, int columns, int row, int column)
{
    return corners[row * (columns + 1) + column];
}

static void
fixture_init(Fixture *fixture, int columns, int rows, double side, double jitter)
{
    int n = columns * rows;
    g_autofree SrPoint *corners = g_new(SrPoint, (columns + 1) * (rows + 1));

    fixture->index = g_new(int, n + 1);
    fixture->points = g_new(SrPoint, 4 * n);
    fixture->wishes = g_new0(SrLabelWish, n);
    for (int row = 0; row <= rows; row++)
        for (int column = 0; column <= columns; column++)
            corners[row * (columns + 1) + column] = (SrPoint){
                40 + column * side + g_test_rand_double_range(-jitter, jitter + 1e-9),
                40 + row * side + g_test_rand_double_range(-jitter, jitter + 1e-9)};
    int *ring_start = g_new(int, n + 1);
    for (int i = 0; i <= n; i++) {
        fixture->index[i] = i;
        ring_start[i] = 4 * i;
    }
    for (int i = 0; i < n; i++) {
        int row = i / columns;
        int column = i % columns;
        SrPoint *ring = fixture->points + (gsize)4 * i;

        ring[0] = corner(corners, columns, row, column);
        ring[1] = corner(corners, columns, row + 1, column);
        ring[2] = corner(corners, columns, row + 1, column + 1);
        ring[3] = corner(corners, columns, row, column + 1);
        fixture->wishes[i].anchor =
            (SrPoint){(ring[0].x + ring[1].x + ring[2].x + ring[3].x) / 4,
                      (ring[0].y + ring[1].y + ring[2].y + ring[3].y) / 4};
    }
    fixture->polygons = (SrPolygons){
        n, n, n, 4 * n, fixture->index, fixture->index, ring_start, fixture->points};
}

static void
fixture_clear(Fixture *fixture)
{
    g_free(fixture->index);
    g_free(fixture->points);
    g_free(fixture->wishes);
    g_free(fixture->polygons.ring_start);
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

static void
assert_keeps_the_rules(const SrLabelTask *task, const SrLabelPlace *places)
{
    int n = task->areas->n_areas;

    for (int i = 0; i < n; i++) {
        const SrLabelPlace *place = &places[i];

        if (place->variant < 0)
            continue;
        g_assert_cmpfloat(place->box_mm.x0, >=, task->frame_mm.x0);
        g_assert_cmpfloat(place->box_mm.y0, >=, task->frame_mm.y0);
        g_assert_cmpfloat(place->box_mm.x1, <=, task->frame_mm.x1);
        g_assert_cmpfloat(place->box_mm.y1, <=, task->frame_mm.y1);
        for (int k = 0; k < task->n_borders; k++)
            g_assert_false(sr_segment_meets_box(task->borders[k].a, task->borders[k].b,
                                                place->box_mm));
        for (int k = 0; k < task->n_obstacles; k++)
            g_assert_false(sr_box_overlaps(task->obstacles[k], place->box_mm));
        for (int k = i + 1; k < n; k++) {
            SrLabelCandidate a = as_candidate(place);
            SrLabelCandidate b = as_candidate(&places[k]);

            if (places[k].variant >= 0)
                g_assert_false(sr_label_conflict(&a, &b));
        }
    }
}

static void
test_tally(void)
{
    SrPoint ring[] = {{0, 0}, {0, 10}, {10, 10}, {10, 0}, {4, 4}, {4, 6}, {6, 6}, {6, 4}};
    int areas[] = {0, 1};
    int polygons[] = {0, 2};
    int rings[] = {0, 4, 8};
    SrPolygons square = {1, 1, 2, 8, areas, polygons, rings, ring};
    g_autoptr(SrTally) inside = sr_tally_new((SrBox){-5, -5, 15, 15}, 0.1);
    g_autoptr(SrTally) line = sr_tally_new((SrBox){-5, -5, 15, 15}, 0.4);

    sr_tally_fill(inside, &square, 0);
    sr_tally_seal(inside);
    g_assert_cmpfloat_with_epsilon(sr_tally_share(inside, (SrBox){1, 1, 3, 3}), 1, 1e-9);
    g_assert_cmpfloat_with_epsilon(sr_tally_share(inside, (SrBox){-1, 1, 1, 3}), 0.5,
                                   0.01);
    g_assert_cmpfloat_with_epsilon(sr_tally_share(inside, (SrBox){0, 0, 10, 10}), 0.96,
                                   0.01);
    g_assert_false(sr_tally_touches(inside, (SrBox){4.5, 4.5, 5.5, 5.5}));
    g_assert_true(sr_tally_touches(inside, (SrBox){4.5, 4.5, 6.5, 5.5}));

    sr_tally_mark_segment(line, (SrPoint){0, 0}, (SrPoint){10, 7});
    sr_tally_seal(line);
    for (int i = 0; i <= 1000; i++) {
        SrPoint at = {i * 0.01, i * 0.007};

        g_assert_true(sr_tally_touches(line, (SrBox){at.x, at.y, at.x, at.y}));
    }
    g_assert_false(sr_tally_touches(line, (SrBox){5, 0, 9, 2}));
}

/* A roomy area takes its best way of writing, in the middle. */
static void
test_best_way(void)
{
    const SrLabelVariant variants[] = {{12, 3, 0, false}, {7, 6, 2, false}};
    Fixture fixture;

    fixture_init(&fixture, 3, 3, 20, 0);
    for (int i = 0; i < 9; i++) {
        fixture.wishes[i].variants = variants;
        fixture.wishes[i].n_variants = 2;
    }
    SrLabelTask task = {.frame_mm = {0, 0, 150, 150},
                        .areas = &fixture.polygons,
                        .wishes = fixture.wishes};
    g_autofree SrLabelPlace *places = sr_labels_place(&task);
    for (int i = 0; i < 9; i++) {
        g_assert_cmpint(places[i].variant, ==, 0);
        g_assert_false(places[i].has_leader);
        g_assert_cmpfloat_with_epsilon((places[i].box_mm.x0 + places[i].box_mm.x1) / 2,
                                       fixture.wishes[i].anchor.x, 1e-6);
    }
    fixture_clear(&fixture);
}

/* Too wide for its area: broken; too large in every way: a leader; nowhere: a number. */
static void
test_ways_out(void)
{
    const SrLabelVariant broken[] = {{30, 3, 0, false}, {9, 6, 2, false}};
    const SrLabelVariant large[] = {{30, 9, 0, false}, {4, 3, 80, true}};
    Fixture fixture;

    fixture_init(&fixture, 2, 1, 10, 0);
    fixture.wishes[0] = (SrLabelWish){broken, 2, fixture.wishes[0].anchor};
    fixture.wishes[1] = (SrLabelWish){large, 2, fixture.wishes[1].anchor};
    SrLabelTask roomy = {.frame_mm = {0, 0, 150, 150},
                         .areas = &fixture.polygons,
                         .wishes = fixture.wishes};
    g_autofree SrLabelPlace *places = sr_labels_place(&roomy);
    g_assert_cmpint(places[0].variant, ==, 1);
    g_assert_false(places[0].has_leader);
    g_assert_cmpint(places[1].variant, ==, 0);
    g_assert_true(places[1].has_leader);

    SrLabelTask tight = roomy;
    tight.frame_mm = (SrBox){39, 39, 61, 51};
    g_autofree SrLabelPlace *inside = sr_labels_place(&tight);
    g_assert_cmpint(inside[1].variant, ==, 1);
    g_assert_false(inside[1].has_leader);
    assert_keeps_the_rules(&tight, inside);

    const SrBox everywhere = {0, 0, 150, 150};
    SrLabelTask full = roomy;
    full.obstacles = &everywhere;
    full.n_obstacles = 1;
    g_autofree SrLabelPlace *none = sr_labels_place(&full);
    g_assert_cmpint(none[0].variant, ==, -1);
    fixture_clear(&fixture);
}

/* An area of two parts is labelled in the larger; an empty one, or one that wants no
 * label, is not. */
static void
test_odd_areas(void)
{
    SrPoint points[] = {{10, 10}, {10, 14}, {14, 14}, {14, 10},
                        {40, 40}, {40, 80}, {80, 80}, {80, 40}};
    int areas[] = {0, 2, 2};
    int polygons[] = {0, 1, 2};
    int rings[] = {0, 4, 8};
    SrPolygons parts = {2, 2, 2, 8, areas, polygons, rings, points};
    const SrLabelVariant small = {3, 3, 0, false};
    const SrLabelWish wishes[] = {{&small, 1, {60, 60}}, {NULL, 0, {0, 0}}};
    SrLabelTask task = {.frame_mm = {0, 0, 100, 100}, .areas = &parts, .wishes = wishes};
    g_autofree SrLabelPlace *places = sr_labels_place(&task);

    g_assert_cmpint(places[0].variant, ==, 0);
    g_assert_cmpfloat(places[0].box_mm.x0, >, 40);
    g_assert_cmpint(places[1].variant, ==, -1);
}

/* Whatever the areas: the rules hold, and with room around, all 48 have a label. */
static void
test_rules_hold(void)
{
    for (int round = 0; round < 40; round++) {
        Fixture fixture;
        SrLabelVariant variants[48][3];
        SrLabelSegment borders[16];
        int n_unplaced = 0;

        fixture_init(&fixture, 6, 8, 13, 3);
        for (int i = 0; i < 48; i++) {
            double width = g_test_rand_double_range(5, 22);

            variants[i][0] = (SrLabelVariant){width, 3.2, 0, false};
            variants[i][1] = (SrLabelVariant){width * 0.6, 6, 2, false};
            variants[i][2] = (SrLabelVariant){4, 3, 80, true};
            fixture.wishes[i].variants = variants[i];
            fixture.wishes[i].n_variants = 3;
        }
        for (int k = 0; k < 8; k++) { /* the line between columns 3 and 4 */
            const SrPoint *ring = fixture.points + (gsize)4 * (k * 6 + 3);

            borders[k] = (SrLabelSegment){ring[0], ring[1]};
        }
        SrBox symbol = {60, 60, 64, 64};
        SrLabelTask task = {.frame_mm = {0, 0, 170, 190},
                            .areas = &fixture.polygons,
                            .wishes = fixture.wishes,
                            .borders = borders,
                            .n_borders = 8,
                            .obstacles = &symbol,
                            .n_obstacles = 1};
        gint64 start = g_get_monotonic_time();
        g_autofree SrLabelPlace *places = sr_labels_place(&task);
        g_test_message("round %d: %.1f ms", round,
                       (g_get_monotonic_time() - start) / 1000.0);
        g_autofree SrLabelPlace *again = sr_labels_place(&task);

        assert_keeps_the_rules(&task, places);
        for (int i = 0; i < 48; i++) {
            n_unplaced += places[i].variant < 0;
            g_assert_cmpint(places[i].variant, ==, again[i].variant);
            g_assert_cmpfloat(places[i].box_mm.x0, ==, again[i].box_mm.x0);
        }
        g_assert_cmpint(n_unplaced, ==, 0);
        fixture_clear(&fixture);
    }
}

/* The best of two labels that want the same place, found by the exact search. */
static void
test_solver(void)
{
    static const SrLabelCandidate first[] = {{.cost = 0, .box = {0, 0, 10, 10}},
                                             {.cost = 1, .box = {20, 0, 30, 10}}};
    static const SrLabelCandidate second[] = {{.cost = 0, .box = {5, 5, 15, 15}},
                                              {.cost = 9, .box = {40, 0, 50, 10}}};
    GArray *candidates[2];
    int chosen[2] = {-1, -1};

    for (int i = 0; i < 2; i++)
        candidates[i] = g_array_new(FALSE, FALSE, sizeof(SrLabelCandidate));
    g_array_append_vals(candidates[0], first, 2);
    g_array_append_vals(candidates[1], second, 2);
    sr_labels_solve(candidates, 2, chosen);
    g_assert_cmpint(chosen[0], ==, 1);
    g_assert_cmpint(chosen[1], ==, 0);
    for (int i = 0; i < 2; i++)
        g_array_unref(candidates[i]);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/label/tally", test_tally);
    g_test_add_func("/label/best-way", test_best_way);
    g_test_add_func("/label/ways-out", test_ways_out);
    g_test_add_func("/label/odd-areas", test_odd_areas);
    g_test_add_func("/label/solver", test_solver);
    g_test_add_func("/label/rules-hold", test_rules_hold);
    return g_test_run();
}
