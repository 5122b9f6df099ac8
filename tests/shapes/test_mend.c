#include "shapes/mend.h"

#include "base/error.h"
#include "shapes/dissolve.h"
#include "shapes/judge.h"
#include "shapes/letters.h"

#include <math.h>

static void
discard(const char *format, ...)
{
    (void)format;
}

static SrProjection *
plane(void)
{
    return sr_projection_new("EPSG:25832", "EPSG:25832", NULL, NULL);
}

static SrTopology *
mend(const SrBoundaries *boundaries, SrMending mending, GArray *faults)
{
    g_autoptr(SrProjection) projection = plane();
    g_autoptr(GError) error = NULL;
    SrTopology *topology =
        sr_boundaries_mend(boundaries, &mending, projection, faults, &error);

    g_assert_no_error(error);
    return topology;
}

/* How often a fault was told. */
static int
count(const GArray *faults, SrFaultKind kind, bool open)
{
    int n = 0;

    for (guint i = 0; i < faults->len; i++)
        n += g_array_index(faults, SrFault, i).kind == kind &&
             g_array_index(faults, SrFault, i).open == open;
    return n;
}

/* One ring a row: the area, then its points as letters of a grid, "0011" = (0,0) (1,1).
 */
typedef struct {
    int area;
    const char *points; /* a '-' before them: an inner ring */
} Row;

static SrBoundaries *
from_rows(const Row *rows)
{
    static const char *const keys[] = {"A", "B", "C", NULL};
    SrBoundaries *boundaries = g_new0(SrBoundaries, 1);
    int n_rings = 0;
    int n_points = 0;

    while (rows[n_rings].points != NULL)
        n_points += (int)strlen(rows[n_rings++].points) / 2; /* a '-' is cut off */
    boundaries->keys = g_strdupv((char **)keys);
    boundaries->names = g_strdupv((char **)keys);
    boundaries->points = g_new(SrPoint, n_points);
    boundaries->ring_start = g_new0(int, n_rings + 1);
    boundaries->ring_area = g_new(int, n_rings);
    boundaries->ring_hole = g_new(bool, n_rings);
    boundaries->n_rings = n_rings;
    boundaries->n_points = n_points;
    for (int r = 0, at = 0; r < n_rings; r++) {
        bool hole = *rows[r].points == '-';

        for (const char *p = rows[r].points + hole; *p != '\0'; p += 2)
            boundaries->points[at++] = (SrPoint){p[0] - '0', p[1] - '0'};
        boundaries->ring_start[r + 1] = at;
        boundaries->ring_area[r] = rows[r].area;
        boundaries->ring_hole[r] = hole;
        boundaries->n_areas = MAX(boundaries->n_areas, rows[r].area + 1);
    }
    /* Keys beyond the areas are freed here, as sr_boundaries_free() goes by n_areas. */
    for (int a = boundaries->n_areas; a < 3; a++) {
        g_free(boundaries->keys[a]);
        g_free(boundaries->names[a]);
    }
    return boundaries;
}

static void
test_each_fault(void)
{
    static const struct {
        const char *what;
        SrMending mending;
        SrFaultKind kind;
        bool open;
        int n;
        double area[3]; /* of A, B, C afterwards */
        Row rows[5];
    } cases[] = {
        {"a T-junction",
         {0, 0, 0},
         SR_FAULT_T_JUNCTION,
         false,
         1,
         {4, 4},
         {{0, "00202202"}, {1, "2040422221"}}},
        {"crossing",
         {0, 0, 9},
         SR_FAULT_CROSSING,
         false,
         2,
         {16, 12},
         {{0, "00404404"}, {1, "22626626"}}},
        {"an overlap mended",
         {0, 0, 9},
         SR_FAULT_OVERLAP,
         false,
         1,
         {16, 12},
         {{0, "00404404"}, {1, "22626626"}}},
        {"an overlap left open",
         {0, 0, 0.5},
         SR_FAULT_OVERLAP,
         true,
         1,
         {16, 12},
         {{0, "00404404"}, {1, "22626626"}}},
        {"one inside the other",
         {0, 0, 9},
         SR_FAULT_OVERLAP,
         false,
         1,
         {32, 4},
         {{0, "00606606"}, {1, "22424424"}}},
        {"the same square twice",
         {0, 0, 9},
         SR_FAULT_OVERLAP,
         false,
         1,
         {4, 4},
         {{0, "00202202"}, {1, "00202202"}, {1, "40606242"}}},
        {"a gap filled",
         {0, 2, 0},
         SR_FAULT_GAP,
         false,
         1,
         {9, 0},
         {{0, "00303303"}, {0, "-11122221"}}},
        {"a gap left open",
         {0, 0.5, 0},
         SR_FAULT_GAP,
         true,
         1,
         {8, 0},
         {{0, "00303303"}, {0, "-11122221"}}},
        {"a bow-tie",
         {0, 0, 0},
         SR_FAULT_SELF_CROSSING,
         false,
         1,
         {2, 0},
         {{0, "00220220"}}},
        {"a ring twice",
         {0, 0, 0},
         SR_FAULT_DOUBLED_BORDER,
         false,
         1,
         {4, 0},
         {{0, "00202202"}, {0, "00202202"}}},
        {"a ring that goes round twice",
         {0, 0, 0},
         SR_FAULT_DOUBLED_BORDER,
         false,
         1,
         {4, 0},
         {{0, "0020220200202202"}}},
        {"a doubled vertex",
         {0, 0, 0},
         SR_FAULT_DOUBLED_VERTEX,
         false,
         1,
         {4, 0},
         {{0, "0020202202"}}},
        {"a spike", {0, 0, 0}, SR_FAULT_SPIKE, false, 1, {4, 0}, {{0, "002050202202"}}},
        {"a ring without area",
         {0, 0, 0},
         SR_FAULT_EMPTY_RING,
         false,
         1,
         {4, 0},
         {{0, "00202202"}, {0, "5577"}}},
        {"one ring the other way",
         {0, 0, 0},
         SR_FAULT_ORIENTATION,
         false,
         1,
         {4, 4, 4},
         {{0, "00202202"}, {1, "30505232"}, {2, "60628280"}}},
        {"a ring that touches itself",
         {0, 0, 0},
         SR_FAULT_SELF_TOUCHING,
         false,
         1,
         {2, 0},
         {{0, "0010112122121101"}}},
        {"nearly equal vertices",
         {1, 0, 0},
         SR_FAULT_NEAR_VERTEX,
         false,
         2,
         {20, 16},
         {{0, "00505404"}, {1, "60909464"}}},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GArray) faults = g_array_new(FALSE, FALSE, sizeof(SrFault));
        g_autoptr(SrBoundaries) boundaries = from_rows(cases[i].rows);
        g_autoptr(SrTopology) topology = mend(boundaries, cases[i].mending, faults);
        g_autoptr(SrPolygons) polygons =
            sr_topology_dissolve(topology, NULL, boundaries->n_areas);

        g_test_message("%s", cases[i].what);
        g_assert_cmpint(count(faults, cases[i].kind, cases[i].open), ==, cases[i].n);
        for (int a = 0; a < boundaries->n_areas; a++)
            g_assert_cmpfloat(sr_polygons_area(polygons, a), ==, cases[i].area[a]);
    }
}

/* Rings that leave out vertices on straight runs: T-junctions all over, and no harm. */
static void
test_dropped_vertices(void)
{
    for (int round = 0; round < 200; round++) {
        Letters letters =
            letters_random(g_test_rand_int_range(2, 9), g_test_rand_int_range(2, 9), 5);
        g_autoptr(SrBoundaries) whole = letters_boundaries(&letters);
        g_autoptr(SrBoundaries) thin = letters_boundaries(&letters);
        g_autoptr(GArray) faults = g_array_new(FALSE, FALSE, sizeof(SrFault));
        int at = 0;

        for (int r = 0; r < whole->n_rings; r++) {
            int first = whole->ring_start[r];
            int n = whole->ring_start[r + 1] - first;

            for (int i = 0; i < n; i++) {
                SrPoint p = whole->points[first + (i + n - 1) % n];
                SrPoint v = whole->points[first + i];
                SrPoint q = whole->points[first + (i + 1) % n];

                if (v.x - p.x != q.x - v.x || v.y - p.y != q.y - v.y || g_test_rand_bit())
                    thin->points[at++] = v;
            }
            thin->ring_start[r + 1] = at;
        }
        thin->n_points = at;
        g_autoptr(SrTopology) mended = mend(thin, SR_MENDING_SAFE, faults);
        for (int a = 0; a < whole->n_areas; a++) {
            g_autoptr(SrTopology) topology = sr_topology_new(whole, 0, NULL);
            g_autoptr(SrPolygons) expected =
                sr_topology_dissolve(topology, NULL, whole->n_areas);
            g_autoptr(SrPolygons) found =
                sr_topology_dissolve(mended, NULL, whole->n_areas);

            g_assert_cmpint(mended->n_arcs, ==, topology->n_arcs);
            g_assert_cmpint(found->n_rings, ==, expected->n_rings);
            g_assert_cmpfloat(sr_polygons_area(found, a), ==,
                              sr_polygons_area(expected, a));
        }
        g_assert_cmpint(count(faults, SR_FAULT_OVERLAP, true), ==, 0);
        g_assert_cmpint(count(faults, SR_FAULT_OVERLAP, false), ==, 0);
    }
}

/* Whether the areas are valid and disjoint; adds up what they cover. */
static double
assert_disjoint(const SrTopology *topology)
{
    g_autoptr(SrPolygons) polygons =
        sr_topology_dissolve(topology, NULL, topology->n_areas);
    GEOSGeometry *parts[32];
    double sum = 0;
    double united_area;

    for (int a = 0; a < topology->n_areas; a++) {
        parts[a] = judge_area(polygons, a);
        g_assert_cmpint(GEOSisValid(parts[a]), ==, 1);
        sum += sr_polygons_area(polygons, a);
    }
    GEOSGeometry *all = GEOSGeom_createCollection(GEOS_GEOMETRYCOLLECTION, parts,
                                                  (unsigned)topology->n_areas);
    GEOSGeometry *united = GEOSUnaryUnion(all);
    GEOSArea(united, &united_area);
    g_assert_cmpfloat_with_epsilon(united_area, sum, 1e-6 * (1 + sum));
    GEOSGeom_destroy(all);
    GEOSGeom_destroy(united);
    return sum;
}

/* Every visit of a vertex moved by itself: gaps and overlaps along every border. */
static void
test_jitter(void)
{
    initGEOS(discard, discard);
    for (int round = 0; round < 150; round++) {
        SrMending mending = {1e-6, 0, 0.5};
        Letters letters =
            letters_random(g_test_rand_int_range(2, 8), g_test_rand_int_range(2, 8), 5);
        g_autoptr(SrBoundaries) boundaries = letters_boundaries(&letters);
        g_autoptr(GArray) faults = g_array_new(FALSE, FALSE, sizeof(SrFault));
        int n_cells = 0;

        for (int y = 0; y < letters.height; y++)
            for (int x = 0; x < letters.width; x++)
                n_cells += letters.cells[y][x] != '.';
        for (int i = 0; i < boundaries->n_points; i++) {
            boundaries->points[i].x += g_test_rand_double_range(-0.05, 0.05);
            boundaries->points[i].y += g_test_rand_double_range(-0.05, 0.05);
        }
        g_autoptr(SrTopology) topology = mend(boundaries, mending, faults);
        double area = assert_disjoint(topology);
        g_assert_cmpfloat_with_epsilon(area, n_cells, 0.12 * boundaries->n_points + 1e-9);
        for (guint i = 0; i < faults->len; i++)
            if (g_array_index(faults, SrFault, i).kind == SR_FAULT_OVERLAP)
                g_assert_false(g_array_index(faults, SrFault, i).open);
    }
    finishGEOS();
}

/* Rings at random, crossing themselves and each other: a map comes out, or a refusal. */
static void
test_nonsense(void)
{
    int n_mended = 0;

    initGEOS(discard, discard);
    for (int round = 0; round < 400; round++) {
        g_autoptr(SrProjection) projection = plane();
        g_autoptr(GError) error = NULL;
        g_autoptr(GArray) faults = g_array_new(FALSE, FALSE, sizeof(SrFault));
        SrMending mending = {g_test_rand_bit() ? 0 : 0.01, 0, g_test_rand_bit() ? 0 : 99};
        bool on_grid = g_test_rand_bit();
        SrPoint points[60];
        int ring_start[6] = {0};
        SrBoundaries boundaries = {
            .n_areas = 3,
            .n_rings = 5,
            .keys = (char *[]){(char *)"A", (char *)"B", (char *)"C"},
            .ring_start = ring_start,
            .ring_area = (int[]){0, 1, 2, 0, 1},
            .ring_hole = (bool[]){false, false, false, true, false},
            .points = points};

        for (int r = 0; r < 5; r++) {
            ring_start[r + 1] = ring_start[r] + g_test_rand_int_range(0, 12);
            for (int i = ring_start[r]; i < ring_start[r + 1]; i++)
                points[i] = on_grid ? (SrPoint){g_test_rand_int_range(0, 6),
                                                g_test_rand_int_range(0, 6)}
                                    : (SrPoint){g_test_rand_double_range(0, 6),
                                                g_test_rand_double_range(0, 6)};
        }
        boundaries.n_points = ring_start[5];
        g_autoptr(SrTopology) topology =
            sr_boundaries_mend(&boundaries, &mending, projection, faults, &error);
        if (topology == NULL) {
            g_assert_error(error, SR_ERROR, SR_ERROR_INPUT);
            continue;
        }
        assert_disjoint(topology);
        n_mended++;
    }
    g_assert_cmpint(n_mended, >, 390);
    finishGEOS();
}

/* Each fault tells areas, place and size; an open overlap is an error. */
static void
test_findings(void)
{
    static const Row rows[] = {
        {0, "00404404"}, {1, "22626626"}, {0, "88998989"}, {0, NULL}};
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autoptr(GArray) faults = g_array_new(FALSE, FALSE, sizeof(SrFault));
    g_autoptr(SrBoundaries) boundaries = from_rows(rows);
    g_autoptr(SrTopology) topology = mend(boundaries, SR_MENDING_SAFE, faults);

    g_assert_nonnull(topology);
    sr_faults_tell(faults, boundaries->keys, boundaries->names, "x.gpkg", findings);
    g_assert_cmpint(sr_findings_n_errors(findings), ==, 1);
    g_autofree char *text = sr_findings_text(findings, 0);
    g_assert_nonnull(strstr(text, "error, A A, B B: at "));
    g_assert_nonnull(strstr(text, "areas overlap, 4 m² large, 1 m wide"));
}

/* What is called a sliver: 40 times as long as wide. */
static void
test_slivers(void)
{
    static const struct {
        double area_m2, width_m;
        bool is_sliver;
    } cases[] = {
        {1, 1, false},      /* a square */
        {390, 3, true},     /* 130 m by 3 m */
        {117, 3, false},    /* 39 m by 3 m */
        {0.02, 1e-4, true}, /* the noise of a long border */
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        SrFault fault = {.kind = SR_FAULT_GAP,
                         .area_m2 = cases[i].area_m2,
                         .width_m = cases[i].width_m};

        g_assert_cmpint(sr_fault_is_sliver(&fault), ==, cases[i].is_sliver);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mend/each-fault", test_each_fault);
    g_test_add_func("/mend/dropped-vertices", test_dropped_vertices);
    g_test_add_func("/mend/jitter", test_jitter);
    g_test_add_func("/mend/nonsense", test_nonsense);
    g_test_add_func("/mend/findings", test_findings);
    g_test_add_func("/mend/slivers", test_slivers);
    return g_test_run();
}
