#include "shapes/vertices.h"

#include <math.h>

/* Groups by brute force: near ones are one, and the least of a group stands for it. */
static void
group_slowly(const SrPoint *points, int n, double snap, SrPoint *result)
{
    for (int i = 0; i < n; i++)
        result[i] = points[i];
    for (bool changed = true; changed;) {
        changed = false;
        for (int i = 0; i < n; i++)
            for (int k = 0; k < n; k++) {
                double dx = points[i].x - points[k].x;
                double dy = points[i].y - points[k].y;

                if (dx * dx + dy * dy <= snap * snap &&
                    sr_point_compare(result[k], result[i]) < 0) {
                    result[i] = result[k];
                    changed = true;
                }
            }
    }
}

static void
test_as_by_hand(void)
{
    int n_moved = 0;

    for (int round = 0; round < 400; round++) {
        double snap = round % 4 == 0 ? 0 : g_test_rand_double_range(1e-3, 0.3);
        int n = g_test_rand_int_range(1, 60);
        SrPoint points[60];
        SrPoint expected[60];
        long n_snapped = 0;

        for (int i = 0; i < n; i++)
            points[i] = round % 2 == 0 ? (SrPoint){g_test_rand_int_range(-3, 4) / 4.0,
                                                   g_test_rand_int_range(-3, 4) / 4.0}
                                       : (SrPoint){g_test_rand_double_range(-2, 2),
                                                   g_test_rand_double_range(-2, 2)};
        group_slowly(points, n, snap, expected);
        g_autoptr(SrVertices) vertices = sr_vertices_new(points, n, snap);
        for (int i = 0; i < n; i++) {
            SrPoint found = vertices->points[vertices->visits[i]];

            g_assert_cmpfloat(found.x, ==, expected[i].x);
            g_assert_cmpfloat(found.y, ==, expected[i].y);
            n_snapped += found.x != points[i].x || found.y != points[i].y;
            for (int k = 0; k < i; k++)
                g_assert_true((vertices->visits[i] == vertices->visits[k]) ==
                              (sr_point_compare(expected[i], expected[k]) == 0));
        }
        g_assert_cmpint(vertices->n_snapped, ==, n_snapped);
        n_moved += n_snapped > 0;
    }
    g_assert_cmpint(n_moved, >, 50);
}

static void
test_minus_zero(void)
{
    SrPoint points[] = {{0.0, -0.0}, {-0.0, 0.0}};
    g_autoptr(SrVertices) vertices = sr_vertices_new(points, 2, 0);

    g_assert_cmpint(vertices->n, ==, 1);
    g_assert_false(signbit(vertices->points[0].y));
}

/* Coordinates of no planet are told apart like all others. */
static void
test_huge(void)
{
    static const SrPoint points[] = {
        {1e300, -1e300}, {-1e229, 5}, {1e300, -1e300}, {-1e229, 6}, {9e15, 9e15}};
    g_autoptr(SrVertices) vertices = sr_vertices_new(points, 5, 1e-9);

    for (int i = 0; i < 5; i++)
        for (int k = 0; k < i; k++)
            g_assert_cmpint(vertices->visits[i] == vertices->visits[k], ==,
                            i == 2 && k == 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/vertices/as-by-hand", test_as_by_hand);
    g_test_add_func("/vertices/minus-zero", test_minus_zero);
    g_test_add_func("/vertices/huge", test_huge);
    return g_test_run();
}
