#include "shapes/simplify.h"

#include "base/error.h"
#include "shapes/check.h"
#include "shapes/dissolve.h"
#include "shapes/judge.h"
#include "shapes/letters.h"

#include <math.h>

static void
discard(const char *format, ...)
{
    (void)format;
}

static SrTopology *
random_map(SrBoundaries **boundaries, int n_letters)
{
    Letters letters = letters_random(g_test_rand_int_range(3, 14),
                                     g_test_rand_int_range(3, 14), n_letters);

    *boundaries = letters_boundaries(&letters);
    letters_jitter(*boundaries, 0.24);
    return sr_topology_new(*boundaries, 0, NULL);
}

/* Whether the areas are valid and none lies over another, as GEOS sees it. */
static void
assert_map(const SrTopology *topology)
{
    g_autoptr(SrPolygons) polygons =
        sr_topology_dissolve(topology, NULL, topology->n_areas);
    GEOSGeometry **parts = g_new(GEOSGeometry *, topology->n_areas + 1);
    double sum = 0;
    double area;

    for (int a = 0; a < topology->n_areas; a++) {
        parts[a] = judge_area(polygons, a);
        g_assert_cmpint(GEOSisValid(parts[a]), ==, 1);
        g_assert_cmpfloat(sr_polygons_area(polygons, a), >, 0);
        sum += sr_polygons_area(polygons, a);
    }
    GEOSGeometry *all = GEOSGeom_createCollection(GEOS_GEOMETRYCOLLECTION, parts,
                                                  (unsigned)topology->n_areas);
    GEOSGeometry *united = GEOSUnaryUnion(all);
    GEOSArea(united, &area);
    g_assert_cmpfloat_with_epsilon(area, sum, 1e-9 * (1 + sum));
    GEOSGeom_destroy(all);
    GEOSGeom_destroy(united);
    g_free(parts);
}

/* However much goes, the areas stay a map, with the same neighbours at every node. */
static void
test_stays_a_map(void)
{
    long n_before = 0;
    long n_after = 0;

    initGEOS(discard, discard);
    for (int round = 0; round < 300; round++) {
        static const char *const names[] = {"visvalingam", "douglas-peucker"};
        g_autoptr(SrBoundaries) boundaries = NULL;
        g_autoptr(SrTopology) topology = random_map(&boundaries, 3);
        g_autoptr(GError) error = NULL;
        SrSimplification how = {.method = sr_simplifier_find(names[round % 2], NULL),
                                .tolerance_mm = g_test_rand_double_range(0, 3),
                                .scale = 1000};
        g_autoptr(SrTopology) simple = sr_topology_simplify(topology, &how);

        g_assert_cmpint(simple->n_arcs, ==, topology->n_arcs);
        g_assert_true(sr_topology_check(simple, boundaries->keys, &error));
        g_assert_no_error(error);
        assert_map(simple);
        n_before += topology->n_points;
        n_after += simple->n_points;
    }
    g_assert_cmpint(n_after * 10, <, n_before * 9);
    finishGEOS();
}

/* A straight line between two nodes needs no vertex; a bay of 1 mm on paper stays. */
static void
test_tolerance(void)
{
    static const struct {
        const char *method;
        double tolerance_mm;
        int n_points; /* of all arcs */
    } cases[] = {
        {"visvalingam", 0, 37},       {"douglas-peucker", 0, 37},
        {"visvalingam", 0.1, 14},     {"douglas-peucker", 0.1, 14},
        {"douglas-peucker", 1.1, 10},
    };
    Letters letters = letters_parse("AAAAAAAA/AAAABAAA/BBBBBBBB/BBBBBBBB");
    g_autoptr(SrBoundaries) boundaries = letters_boundaries(&letters);
    g_autoptr(SrTopology) topology = sr_topology_new(boundaries, 0, NULL);

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        SrSimplification how = {.method = sr_simplifier_find(cases[i].method, NULL),
                                .tolerance_mm = cases[i].tolerance_mm,
                                .scale = 1000};
        g_autoptr(SrTopology) simple = sr_topology_simplify(topology, &how);

        g_test_message("%s %g", cases[i].method, cases[i].tolerance_mm);
        g_assert_cmpint(simple->n_points, ==, cases[i].n_points);
    }
}

static void
test_islands(void)
{
    /* B is one small island, and stays; of A's two islands the smaller goes. */
    Letters letters = letters_parse("AAA.A.AA/AAA...AA/AAA.B.../AAA.....");
    g_autoptr(SrBoundaries) boundaries = letters_boundaries(&letters);
    g_autoptr(SrTopology) topology = sr_topology_new(boundaries, 0, NULL);
    SrSimplification how = {.scale = 1000, .island_mm2 = 2};
    g_autoptr(SrTopology) simple = sr_topology_simplify(topology, &how);
    g_autoptr(SrPolygons) polygons = sr_topology_dissolve(simple, NULL, 2);

    g_assert_cmpint(topology->n_arcs, ==, 4);
    g_assert_cmpint(simple->n_arcs, ==, 3);
    g_assert_cmpfloat(sr_polygons_area(polygons, 0), ==, 16);
    g_assert_cmpfloat(sr_polygons_area(polygons, 1), ==, 1);
}

static void
test_refusal(void)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(sr_simplifier_find("wang", &error));
    g_assert_error(error, SR_ERROR, SR_ERROR_INPUT);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/simplify/stays-a-map", test_stays_a_map);
    g_test_add_func("/simplify/tolerance", test_tolerance);
    g_test_add_func("/simplify/islands", test_islands);
    g_test_add_func("/simplify/refusal", test_refusal);
    return g_test_run();
}
