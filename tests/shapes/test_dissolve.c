#include "shapes/dissolve.h"

#include "shapes/check.h"
#include "shapes/judge.h"
#include "shapes/letters.h"

#include <math.h>

static void
discard(const char *format, ...)
{
    (void)format;
}

static void
test_shapes(void)
{
    static const struct {
        const char *diagram;
        int n_polygons, n_rings; /* of A and B together, B dissolved into A */
    } cases[] = {
        {"AB", 1, 1},
        {"AAA/ABA/AAA", 1, 1},                   /* an enclave goes */
        {"AAA/ACA/AAA", 1, 2},                   /* another stays as a hole */
        {"A.B", 2, 2},                           /* exclaves */
        {"AC/CB", 2, 2},                         /* two that meet in a point */
        {"AA./A.A/AAA", 1, 2},                   /* a hole that touches the shell */
        {"AAAA/A.CA/AC.A/AAAA", 1, 2},           /* a hole with C in half of it */
        {"AAAAA/A...A/A.B.A/A...A/AAAAA", 2, 3}, /* an island in a hole */
        {"A.A/.A./A.A", 5, 5},                   /* five that meet in points */
        {".AA./A..A/A..A/.AA.", 4, 4},           /* a ring of four parts */
        {"CC", 0, 0},                            /* none */
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Letters letters = letters_parse(cases[i].diagram);
        g_autoptr(SrBoundaries) boundaries = letters_boundaries(&letters);
        g_autoptr(SrTopology) topology = sr_topology_new(boundaries, 0, NULL);
        int group[8];

        for (int a = 0; a < boundaries->n_areas; a++)
            group[a] = boundaries->keys[a][0] == 'C' ? -1 : 0;
        g_autoptr(SrPolygons) polygons = sr_topology_dissolve(topology, group, 1);
        g_test_message("%s", cases[i].diagram);
        g_assert_cmpint(polygons->n_polygons, ==, cases[i].n_polygons);
        g_assert_cmpint(polygons->n_rings, ==, cases[i].n_rings);
    }
}

/* Shells run counter-clockwise, holes clockwise. */
static void
assert_oriented(const SrPolygons *polygons)
{
    for (int p = 0; p < polygons->n_polygons; p++)
        for (int r = polygons->polygon_start[p]; r < polygons->polygon_start[p + 1];
             r++) {
            int first = polygons->ring_start[r];
            double area = sr_ring_area(polygons->points + first,
                                       polygons->ring_start[r + 1] - first);

            g_assert_true((area > 0) == (r == polygons->polygon_start[p]));
        }
}

/*
 * Whatever the map and the grouping: valid polygons, equal to the union GEOS makes of the
 * cells, and as large as their cells.
 */
static void
test_equals_union(void)
{
    initGEOS(discard, discard);
    for (int round = 0; round < 400; round++) {
        Letters letters =
            letters_random(g_test_rand_int_range(2, 10), g_test_rand_int_range(2, 10), 6);
        g_autoptr(SrBoundaries) boundaries = letters_boundaries(&letters);
        g_autoptr(SrTopology) topology = sr_topology_new(boundaries, 0, NULL);
        int group[8];

        for (int a = 0; a < boundaries->n_areas; a++)
            group[a] = g_test_rand_int_range(-1, 3);
        g_autoptr(SrPolygons) polygons = sr_topology_dissolve(topology, group, 3);
        g_autoptr(SrArcPolygons) arcs = sr_topology_assemble(topology, group, 3);
        assert_oriented(polygons);
        for (int g = 0; g < 3; g++) {
            GEOSGeometry *cells[LETTERS_MOST * LETTERS_MOST];
            unsigned n = 0;

            for (int y = 0; y < letters.height; y++)
                for (int x = 0; x < letters.width; x++)
                    for (int a = 0; a < boundaries->n_areas; a++)
                        if (group[a] == g &&
                            boundaries->keys[a][0] == letters.cells[y][x])
                            cells[n++] = GEOSGeom_createRectangle(x, y, x + 1, y + 1);

            GEOSGeometry *all = GEOSGeom_createCollection(GEOS_MULTIPOLYGON, cells, n);
            GEOSGeometry *expected = GEOSUnaryUnion(all);
            GEOSGeometry *found = judge_area(polygons, g);
            g_assert_cmpint(GEOSisValid(found), ==, 1);
            g_assert_cmpfloat(judge_difference(found, expected), ==, 0);
            g_assert_cmpfloat(sr_polygons_area(polygons, g), ==, n);
            g_assert_cmpfloat(sr_arc_polygons_area(arcs, topology, g), ==, n);
            GEOSGeom_destroy(all);
            GEOSGeom_destroy(expected);
            GEOSGeom_destroy(found);
        }
    }
    finishGEOS();
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/dissolve/shapes", test_shapes);
    g_test_add_func("/dissolve/equals-union", test_equals_union);
    return g_test_run();
}
