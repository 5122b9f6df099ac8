#include "shapes/crossings.h"

#include "base/geom.h"

#include <math.h>

/* Lines at random as arcs of their own; only what the search reads is filled in. */
static void
make_arcs(SrTopology *topology, SrPoint *points, int *arc_start, int n_arcs, bool on_grid)
{
    *topology = (SrTopology){
        .n_arcs = n_arcs, .arc_start = arc_start, .source = points, .points = points};
    arc_start[0] = 0;
    for (int i = 0; i < n_arcs; i++) {
        int n = g_test_rand_int_range(2, 6);

        for (int k = 0; k < n; k++)
            points[arc_start[i] + k] =
                on_grid
                    ? (SrPoint){g_test_rand_int_range(0, 7), g_test_rand_int_range(0, 7)}
                    : (SrPoint){g_test_rand_double_range(0, 7),
                                g_test_rand_double_range(0, 7)};
        arc_start[i + 1] = arc_start[i] + n;
    }
    topology->n_points = arc_start[n_arcs];
}

static double
cross(SrPoint o, SrPoint a, SrPoint b)
{
    return (a.x - o.x) * (b.y - o.y) - (b.x - o.x) * (a.y - o.y);
}

static bool
between(SrPoint p, SrPoint a, SrPoint b)
{
    double along = (p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y);

    return cross(a, b, p) == 0 && along > 0 &&
           along < (b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y);
}

/* How many segments a segment crosses in the open, and which vertices lie on it. */
static bool
has_crossing(const SrTopology *topology, int segment)
{
    SrPoint a = topology->source[segment];
    SrPoint b = topology->source[segment + 1];

    for (int i = 0; i < topology->n_arcs; i++)
        for (int k = topology->arc_start[i]; k + 1 < topology->arc_start[i + 1]; k++) {
            SrPoint c = topology->source[k];
            SrPoint d = topology->source[k + 1];

            if (k == segment)
                continue;
            if (between(c, a, b) || between(d, a, b) ||
                (cross(a, b, c) * cross(a, b, d) < 0 &&
                 cross(c, d, a) * cross(c, d, b) < 0))
                return true;
        }
    return false;
}

/* On a grid of whole numbers everything is exact: the same segments as by brute force. */
static void
test_as_by_hand(void)
{
    int n_with = 0;

    for (int round = 0; round < 500; round++) {
        SrPoint points[60];
        int arc_start[11];
        SrTopology topology;

        make_arcs(&topology, points, arc_start, g_test_rand_int_range(0, 10),
                  round % 2 == 0);
        g_autoptr(GArray) found = sr_crossings_find(&topology, 1e-12);
        for (int i = 0; i < topology.n_arcs; i++)
            for (int k = arc_start[i]; k + 1 < arc_start[i + 1]; k++) {
                bool reported = false;

                for (guint f = 0; f < found->len; f++)
                    reported =
                        reported || g_array_index(found, SrCrossing, f).segment == k;
                g_assert_true(reported == has_crossing(&topology, k));
                n_with += reported;
            }
        for (guint f = 0; f < found->len; f++) {
            SrCrossing crossing = g_array_index(found, SrCrossing, f);

            g_assert_cmpint(crossing.segment, >=, arc_start[crossing.arc]);
            g_assert_cmpint(crossing.segment + 1, <, arc_start[crossing.arc + 1]);
        }
    }
    g_assert_cmpint(n_with, >, 1000);
}

/* Short lines crowded together and one far away, so that one cell holds them all: the
 * same segments as by brute force, each found once. */
static void
test_crowd(void)
{
    int n_with = 0;
    int n_without = 0;

    for (int round = 0; round < 20; round++) {
        SrPoint points[321];
        int arc_start[82] = {0};
        SrTopology topology = {
            .n_arcs = 81, .arc_start = arc_start, .source = points, .points = points};

        for (int i = 0; i < 80; i++) {
            SrPoint p = {g_test_rand_int_range(0, 60), g_test_rand_int_range(0, 60)};

            for (int k = 0; k < 4; k++) {
                points[4 * i + k] = p;
                p.x += g_test_rand_int_range(-1, round % 2 == 0 ? 3 : 9);
                p.y += g_test_rand_int_range(-1, round % 2 == 0 ? 9 : 3);
            }
            arc_start[i + 1] = 4 * i + 4;
        }
        points[320] = (SrPoint){1 << 20, 1 << 20};
        arc_start[81] = 321;
        topology.n_points = 321;
        g_autoptr(GArray) found = sr_crossings_find(&topology, 1e-12);
        bool reported[320] = {false};
        for (guint f = 0; f < found->len; f++) {
            SrCrossing crossing = g_array_index(found, SrCrossing, f);

            reported[crossing.segment] = true;
            for (guint g = 0; g < f; g++) {
                SrCrossing before = g_array_index(found, SrCrossing, g);

                g_assert_false(before.segment == crossing.segment &&
                               before.point.x == crossing.point.x &&
                               before.point.y == crossing.point.y);
            }
        }
        for (int i = 0; i < 80; i++)
            for (int k = arc_start[i]; k + 1 < arc_start[i + 1]; k++) {
                g_assert_true(reported[k] == has_crossing(&topology, k));
                n_with += reported[k];
                n_without += !reported[k];
            }
    }
    g_assert_cmpint(n_with, >, 500);
    g_assert_cmpint(n_without, >, 500);
}

/* A vertex beside a segment lies on it if it is within @near. */
static void
test_near(void)
{
    SrPoint points[] = {{0, 0}, {10, 0}, {4, 0.01}, {4, 5}};
    int arc_start[] = {0, 2, 4};
    SrTopology topology = {.n_arcs = 2,
                           .n_points = 4,
                           .arc_start = arc_start,
                           .source = points,
                           .points = points};
    g_autoptr(GArray) none = sr_crossings_find(&topology, 0.009);
    g_autoptr(GArray) one = sr_crossings_find(&topology, 0.011);

    g_assert_cmpuint(none->len, ==, 0);
    g_assert_cmpuint(one->len, ==, 1);
    g_assert_true(g_array_index(one, SrCrossing, 0).vertex);
    g_assert_cmpfloat(g_array_index(one, SrCrossing, 0).point.x, ==, 4);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/crossings/as-by-hand", test_as_by_hand);
    g_test_add_func("/crossings/crowd", test_crowd);
    g_test_add_func("/crossings/near", test_near);
    return g_test_run();
}
