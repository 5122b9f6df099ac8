#include "base/geom.h"

#include <math.h>

/* Pictures of rings: the letters of a grid in alphabetical order, y upwards. */
static int
ring_of(const char *const *rows, int n_rows, SrPoint *points)
{
    int n = 0;

    for (int y = 0; y < n_rows; y++)
        for (int x = 0; rows[y][x] != '\0'; x++)
            if (g_ascii_isalpha(rows[y][x])) {
                points[rows[y][x] - 'A'] = (SrPoint){x, n_rows - 1 - y};
                n = MAX(n, rows[y][x] - 'A' + 1);
            }
    return n;
}

static void
test_ring_area(void)
{
    static const struct {
        const char *rows[4];
        double area;
    } cases[] = {
        {{"D..C", "....", "....", "A..B"}, 9},  /* counter-clockwise */
        {{"B..C", "....", "....", "A..D"}, -9}, /* clockwise */
        {{"....", ".C..", "....", "A.B."}, 2},  /* a triangle */
        {{"F.E.", "..DC", "....", "A..B"}, 8},  /* a step */
        {{"....", "....", "....", "A..B"}, 0},  /* no more than a line */
        {{"D..B", "....", "....", "A..C"}, 0},  /* a figure of eight */
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        SrPoint points[26];
        int n = ring_of(cases[i].rows, 4, points);

        g_assert_cmpfloat(sr_ring_area(points, n), ==, cases[i].area);
    }
    g_assert_cmpfloat(sr_ring_area(NULL, 0), ==, 0);
}

/* Wherever a ring lies, wherever it begins: its area stays; backwards it is the opposite.
 */
static void
test_area_stays(void)
{
    for (int round = 0; round < 200; round++) {
        SrPoint ring[12], far[12], turned[12], back[12];
        int n = g_test_rand_int_range(3, 13);
        int first = g_test_rand_int_range(0, n);

        for (int i = 0; i < n; i++)
            ring[i] =
                (SrPoint){g_test_rand_int_range(0, 1000), g_test_rand_int_range(0, 1000)};
        for (int i = 0; i < n; i++) {
            far[i] = (SrPoint){ring[i].x + 32500000, ring[i].y + 5500000};
            turned[i] = ring[(i + first) % n];
            back[i] = ring[n - 1 - i];
        }
        double area = sr_ring_area(ring, n);
        g_assert_cmpfloat(sr_ring_area(far, n), ==, area);
        g_assert_cmpfloat(sr_ring_area(turned, n), ==, area);
        g_assert_cmpfloat(sr_ring_area(back, n), ==, -area);
    }
}

static void
test_boxes(void)
{
    static const struct {
        SrBox a, b;
        bool overlaps;
    } cases[] = {
        {{0, 0, 2, 2}, {1, 1, 3, 3}, true},
        {{0, 0, 4, 4}, {1, 1, 2, 2}, true},  /* one within the other */
        {{0, 0, 2, 2}, {2, 0, 4, 2}, false}, /* a shared edge */
        {{0, 0, 2, 2}, {2, 2, 4, 4}, false}, /* a shared corner */
        {{0, 0, 2, 2}, {3, 0, 4, 2}, false},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_assert_cmpint(sr_box_overlaps(cases[i].a, cases[i].b), ==, cases[i].overlaps);
        g_assert_cmpint(sr_box_overlaps(cases[i].b, cases[i].a), ==, cases[i].overlaps);
        g_assert_false(sr_box_overlaps(cases[i].a, SR_BOX_EMPTY));
    }
    SrBox box = sr_box_add(sr_box_add(SR_BOX_EMPTY, (SrPoint){3, -1}), (SrPoint){1, 5});
    g_assert_cmpfloat(box.x0, ==, 1);
    g_assert_cmpfloat(box.y0, ==, -1);
    g_assert_cmpfloat(box.x1, ==, 3);
    g_assert_cmpfloat(box.y1, ==, 5);
}

/* Area 0: a square of 4 x 4 with a hole of 2 x 2, and one of 1 x 1; area 1: nothing. */
static void
test_polygons(void)
{
    g_autoptr(SrPolygons) polygons = g_new0(SrPolygons, 1);
    const int areas[] = {0, 2, 2};
    const int first_rings[] = {0, 2, 3};
    const int first_points[] = {0, 4, 8, 12};
    const SrPoint points[] = {{0, 0}, {4, 0}, {4, 4}, {0, 4}, {1, 1}, {1, 3},
                              {3, 3}, {3, 1}, {6, 6}, {7, 6}, {7, 7}, {6, 7}};

    polygons->n_areas = 2;
    polygons->n_polygons = 2;
    polygons->n_rings = 3;
    polygons->n_points = 12;
    polygons->area_start = g_memdup2(areas, sizeof areas);
    polygons->polygon_start = g_memdup2(first_rings, sizeof first_rings);
    polygons->ring_start = g_memdup2(first_points, sizeof first_points);
    polygons->points = g_memdup2(points, sizeof points);
    g_assert_cmpfloat(sr_polygons_area(polygons, 0), ==, 16 - 4 + 1);
    g_assert_cmpfloat(sr_polygons_area(polygons, 1), ==, 0);
    g_assert_cmpfloat(sr_polygons_box(polygons, 0).x1, ==, 7);
    g_assert_cmpfloat(sr_polygons_box(polygons, 0).y0, ==, 0);
    SrBox nothing = sr_polygons_box(polygons, 1);
    g_assert_cmpfloat(nothing.x1, <, nothing.x0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/geom/ring_area", test_ring_area);
    g_test_add_func("/geom/area_stays", test_area_stays);
    g_test_add_func("/geom/boxes", test_boxes);
    g_test_add_func("/geom/polygons", test_polygons);
    return g_test_run();
}
