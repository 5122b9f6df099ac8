#include "shapes/nearness.h"

#include "shapes/letters.h"

#include <string.h>

/* A twin of each corner of the common border, so far off, is counted in its decade. */
static void
test_decades(void)
{
    static const struct {
        double off;
        int decade; /* from 1e-16 on; -1: in none */
    } cases[] = {{3e-13, 3}, {2e-9, 7}, {5e-4, 12}, {2e-3, -1}, {0, -1}};

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Letters letters = letters_parse("AB");
        g_autoptr(SrBoundaries) boundaries = letters_boundaries(&letters);
        long counts[SR_NEARNESS_DECADES];

        for (int k = boundaries->ring_start[1]; k < boundaries->n_points; k++)
            boundaries->points[k].x += boundaries->points[k].x == 1 ? cases[i].off : 0;
        sr_nearness_count(boundaries, counts);
        for (int d = 0; d < SR_NEARNESS_DECADES; d++)
            g_assert_cmpint(counts[d], ==, d == cases[i].decade ? 2 : 0);
    }
}

/* Two ends of a short segment are no pair. */
static void
test_segments_do_not_count(void)
{
    SrPoint points[] = {{0, 0}, {1e-5, 0}, {1, 1}};
    SrBoundaries boundaries = {
        .n_rings = 1, .n_points = 3, .ring_start = (int[]){0, 3}, .points = points};
    g_autofree char *text = sr_nearness_text(&boundaries);

    g_assert_nonnull(strstr(text, "1e-05 … 1e-04          0"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/nearness/decades", test_decades);
    g_test_add_func("/nearness/segments-do-not-count", test_segments_do_not_count);
    return g_test_run();
}
