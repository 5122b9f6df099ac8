#include "shapes/borders.h"

#include "shapes/letters.h"
#include "shapes/neighbours.h"

#include <math.h>

static double
length_of(const SrLines *lines, int level, bool outer)
{
    double sum = 0;

    for (int l = 0; l < lines->n_lines; l++)
        for (int i = lines->line_start[l]; i + 1 < lines->line_start[l + 1]; i++)
            if (lines->line_level[l] == level && lines->line_outer[l] == outer)
                sum += hypot(lines->points[i + 1].x - lines->points[i].x,
                             lines->points[i + 1].y - lines->points[i].y);
    return sum;
}

/* Two Gemeinden A, B make region 0; C makes region 1. */
static void
test_levels(void)
{
    static const int regions[] = {0, 0, 1};
    const int *groups[] = {NULL, regions};
    Letters letters = letters_parse("AAC/BBC");
    g_autoptr(SrBoundaries) boundaries = letters_boundaries(&letters);
    g_autoptr(SrTopology) topology = sr_topology_new(boundaries, 0, NULL);
    g_autoptr(SrLines) lines = sr_topology_borders(topology, groups, 2);

    /*     +--------+----+     heavy (level 1): the rim, joined to lines, and the border
     *     |   A    |    |     between the regions, one line; thin (level 0): A | B
     *     +--------+ C  |
     *     |   B    |    |
     *     +--------+----+
     */
    g_assert_cmpfloat(length_of(lines, 0, false), ==, 2);
    g_assert_cmpfloat(length_of(lines, 1, false), ==, 2);
    g_assert_cmpfloat(length_of(lines, 0, true), ==, 0);
    g_assert_cmpfloat(length_of(lines, 1, true), ==, 10);
    g_assert_cmpint(lines->n_lines, ==, 3);
    for (int l = 1; l < lines->n_lines; l++)
        g_assert_cmpint(lines->line_level[l - 1], <=, lines->line_level[l]);
}

/* An area that is left out of the region is the outside of that level. */
static void
test_left_out(void)
{
    static const int regions[] = {0, 0, -1};
    const int *groups[] = {NULL, regions};
    Letters letters = letters_parse("AAC/BBC");
    g_autoptr(SrBoundaries) boundaries = letters_boundaries(&letters);
    g_autoptr(SrTopology) topology = sr_topology_new(boundaries, 0, NULL);
    g_autoptr(SrLines) lines = sr_topology_borders(topology, groups, 2);

    g_assert_cmpfloat(length_of(lines, 0, false), ==, 2);
    g_assert_cmpfloat(length_of(lines, 1, false), ==, 0);
    g_assert_cmpfloat(length_of(lines, 0, true), ==, 4);
    g_assert_cmpfloat(length_of(lines, 1, true), ==, 8);
}

/* Each unit of border stands in the lines once, whatever the map. */
static void
test_each_once(void)
{
    const int *groups[] = {NULL};

    for (int round = 0; round < 300; round++) {
        Letters letters =
            letters_random(g_test_rand_int_range(1, 9), g_test_rand_int_range(1, 9), 4);
        g_autoptr(SrBoundaries) boundaries = letters_boundaries(&letters);
        g_autoptr(SrTopology) topology = sr_topology_new(boundaries, 0, NULL);
        g_autoptr(SrLines) lines = sr_topology_borders(topology, groups, 1);
        int inner = 0;
        int outer = 0;

        for (int y = 0; y <= letters.height; y++)
            for (int x = 0; x <= letters.width; x++)
                for (int way = 0; way < 2; way++) {
                    char left = letters_left(&letters, x, y, way);
                    char right = letters_right(&letters, x, y, way);

                    inner += left != right && left != '.' && right != '.';
                    outer += left != right && (left == '.' || right == '.');
                }
        g_assert_cmpfloat(length_of(lines, 0, false), ==, inner);
        g_assert_cmpfloat(length_of(lines, 0, true), ==, outer);
    }
}

static void
test_neighbours(void)
{
    for (int round = 0; round < 300; round++) {
        bool queen = round % 2 == 1;
        Letters letters =
            letters_random(g_test_rand_int_range(1, 7), g_test_rand_int_range(1, 7), 6);
        g_autoptr(SrBoundaries) boundaries = letters_boundaries(&letters);
        g_autoptr(SrTopology) topology = sr_topology_new(boundaries, 0, NULL);
        g_autoptr(GArray) pairs = sr_topology_neighbours(topology, NULL, queen);
        double shared[128][128] = {0};
        bool touch[128][128] = {0};
        guint n = 0;

        for (int y = 0; y <= letters.height; y++)
            for (int x = 0; x <= letters.width; x++) {
                for (int way = 0; way < 2; way++) {
                    char left = letters_left(&letters, x, y, way);
                    char right = letters_right(&letters, x, y, way);

                    shared[(int)MIN(left, right)][(int)MAX(left, right)] += left != right;
                }
                for (int i = 0; i < 4; i++)
                    for (int k = 0; k < 4; k++)
                        touch[(int)letters_left(&letters, x, y, i)]
                             [(int)letters_left(&letters, x, y, k)] = true;
            }
        for (int a = 0; a < boundaries->n_areas; a++)
            for (int b = a + 1; b < boundaries->n_areas; b++) {
                int x = boundaries->keys[a][0];
                int y = boundaries->keys[b][0];

                if (shared[x][y] == 0 && !(queen && touch[x][y]))
                    continue;
                g_assert_cmpuint(n, <, pairs->len);
                SrNeighbours pair = g_array_index(pairs, SrNeighbours, n++);
                g_assert_cmpint(pair.a, ==, a);
                g_assert_cmpint(pair.b, ==, b);
                g_assert_cmpfloat(pair.shared_m, ==, shared[x][y]);
            }
        g_assert_cmpuint(n, ==, pairs->len);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/borders/levels", test_levels);
    g_test_add_func("/borders/left-out", test_left_out);
    g_test_add_func("/borders/each-once", test_each_once);
    g_test_add_func("/neighbours/as-counted", test_neighbours);
    return g_test_run();
}
