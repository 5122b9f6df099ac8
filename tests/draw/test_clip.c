#include "draw/clip.h"

/* The area that the rings of all areas enclose. */
static double
size_of(const SrPolygons *areas)
{
    double size = 0;

    for (int r = 0; r < areas->n_rings; r++)
        size += sr_ring_area(areas->points + areas->ring_start[r],
                             areas->ring_start[r + 1] - areas->ring_start[r]);
    return size;
}

/* A square with a hole; windows that hold it, cut it, miss it, and lie in the hole. */
static void
test_areas(void)
{
    static const struct {
        SrBox window;
        double size;
    } cases[] = {
        {{-5, -5, 20, 20}, 84}, {{0, 0, 5, 10}, 42}, {{5, -3, 30, 5}, 21},
        {{11, 0, 20, 10}, 0},   {{4, 4, 6, 6}, 0},   {{0, 0, 10, 10}, 84},
        {{-9, 3, 99, 7}, 24},   {{1, 1, 2, 2}, 1},
    };
    SrPoint points[] = {{0, 0}, {10, 0}, {10, 10}, {0, 10},
                        {3, 3}, {3, 7},  {7, 7},   {7, 3}};
    int area_start[] = {0, 1}, polygon_start[] = {0, 2}, ring_start[] = {0, 4, 8};
    SrPolygons square = {1, 1, 2, 8, area_start, polygon_start, ring_start, points};

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(SrPolygons) clipped = sr_clip_areas(&square, cases[i].window);

        g_test_message("case %d", (int)i);
        g_assert_cmpint(clipped->n_areas, ==, 1);
        g_assert_cmpint(clipped->n_points, ==, clipped->ring_start[clipped->n_rings]);
        for (int k = 0; k < clipped->n_points; k++) {
            g_assert_cmpfloat(clipped->points[k].x, >=, cases[i].window.x0 - 1e-9);
            g_assert_cmpfloat(clipped->points[k].x, <=, cases[i].window.x1 + 1e-9);
            g_assert_cmpfloat(clipped->points[k].y, >=, cases[i].window.y0 - 1e-9);
            g_assert_cmpfloat(clipped->points[k].y, <=, cases[i].window.y1 + 1e-9);
        }
        for (int r = 0; r < clipped->n_rings; r++) /* no ring is empty */
            g_assert_cmpint(clipped->ring_start[r + 1] - clipped->ring_start[r], >=, 3);
        g_assert_cmpfloat_with_epsilon(size_of(clipped), cases[i].size, 1e-9);
    }
}

/* A line that leaves the window and comes back is two pieces; the other one is gone. */
static void
test_lines(void)
{
    SrPoint points[] = {{1, 1}, {3, 1}, {13, 1}, {13, 5}, {1, 5}, {20, 20}, {30, 20}};
    int start[] = {0, 5, 7};
    int level[] = {2, 1};
    bool outer[] = {true, false};
    SrLines lines = {2, 7, start, level, outer, points};
    g_autoptr(SrLines) clipped = sr_clip_lines(&lines, (SrBox){0, 0, 10, 10});

    g_assert_cmpint(clipped->n_lines, ==, 2);
    g_assert_cmpint(clipped->n_points, ==, 5);
    g_assert_cmpint(clipped->line_start[1], ==, 3);
    g_assert_cmpfloat(clipped->points[2].x, ==, 10);
    g_assert_cmpfloat(clipped->points[3].x, ==, 10);
    g_assert_cmpfloat(clipped->points[4].y, ==, 5);
    for (int l = 0; l < 2; l++) {
        g_assert_cmpint(clipped->line_level[l], ==, 2);
        g_assert_true(clipped->line_outer[l]);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/clip/areas", test_areas);
    g_test_add_func("/clip/lines", test_lines);
    return g_test_run();
}
