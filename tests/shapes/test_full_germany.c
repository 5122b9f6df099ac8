/*
 * All of Germany against GEOS: takes a minute, and the data that bench/germany/fetch.sh
 * brings; without them the tests are skipped.
 */
#include "shapes/check.h"
#include "shapes/dissolve.h"
#include "shapes/judge.h"
#include "shapes/mend.h"

#include <math.h>
#include <string.h>

/* Last-bit noise, 1e-12 degrees, along the longest border of a Land: less than this. */
#define OWN_SLIVERS_M2 0.01

static void
discard(const char *format, ...)
{
    (void)format;
}

typedef struct {
    SrBoundaries *boundaries;
    SrTopology *topology;
    GArray *faults;
} Map;

static void
map_clear(Map *map)
{
    sr_boundaries_free(map->boundaries);
    sr_topology_free(map->topology);
    if (map->faults != NULL)
        g_array_unref(map->faults);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Map, map_clear)

/* Returns: false if the file is not there, and the test is skipped. */
static bool
map_read(Map *map, const char *path, const SrBoundarySource *how)
{
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autoptr(GError) error = NULL;
    SrBoundarySource source = *how;
    SrMending mending = SR_MENDING_SAFE;

    *map = (Map){0};
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        g_test_skip(path);
        return false;
    }
    source.path = path;
    map->faults = g_array_new(FALSE, FALSE, sizeof(SrFault));
    map->boundaries = sr_boundaries_read(&source, findings, &error);
    g_assert_no_error(error);
    g_assert_cmpint(sr_findings_n_errors(findings), ==, 0);
    g_autoptr(SrProjection) projection =
        sr_projection_new(map->boundaries->crs, "EPSG:25832", NULL, &error);
    g_assert_no_error(error);
    map->topology =
        sr_boundaries_mend(map->boundaries, &mending, projection, map->faults, &error);
    g_assert_no_error(error);
    return true;
}

static int *
group_by(const SrBoundaries *boundaries, int n_digits, int *n_groups)
{
    int *group = g_new(int, boundaries->n_areas + 1);
    g_autoptr(GHashTable) known =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (int a = 0; a < boundaries->n_areas; a++) {
        char *code = g_strndup(sr_boundaries_field(boundaries, a, 0), (gsize)n_digits);
        int n = (int)g_hash_table_size(known);
        gpointer found = g_hash_table_lookup(known, code);

        if (found == NULL) {
            found = GINT_TO_POINTER(n + 1);
            g_hash_table_insert(known, code, found);
        } else {
            g_free(code);
        }
        group[a] = GPOINTER_TO_INT(found) - 1;
    }
    *n_groups = (int)g_hash_table_size(known);
    return group;
}

/* Holes below 1 000 m², and shells below 1 m². */
static int
count_slivers(const SrPolygons *polygons)
{
    int n = 0;

    for (int r = 0; r < polygons->n_rings; r++) {
        int first = polygons->ring_start[r];
        double area =
            sr_ring_area(polygons->points + first, polygons->ring_start[r + 1] - first);

        n += (area < 0 && area > -1000) || (area >= 0 && area < 1);
    }
    return n;
}

/* The areas of the file itself, each vertex projected, nothing shared or snapped. */
static GPtrArray *
file_areas(const SrBoundaries *boundaries)
{
    GPtrArray *areas = g_ptr_array_new();
    g_autofree SrPoint *points = g_memdup2(
        boundaries->points, (gsize)boundaries->n_points * sizeof *boundaries->points);
    g_autoptr(SrProjection) projection =
        sr_projection_new(boundaries->crs, "EPSG:25832", NULL, NULL);

    g_assert_true(sr_projection_run(projection, points, boundaries->n_points, NULL));
    for (int r = 0; r < boundaries->n_rings;) {
        int end = r + 1;

        while (end < boundaries->n_rings && boundaries->ring_hole[end])
            end++;
        SrPolygons one = {.ring_start = boundaries->ring_start, .points = points};
        GEOSGeometry *shell = judge_ring(&one, r);
        g_autofree GEOSGeometry **holes = g_new(GEOSGeometry *, end - r);
        for (int h = r + 1; h < end; h++)
            holes[h - r - 1] = judge_ring(&one, h);
        GEOSGeometry *polygon =
            GEOSGeom_createPolygon(shell, holes, (unsigned)(end - r - 1));
        int *area = g_new(int, 1);
        *area = boundaries->ring_area[r];
        GEOSGeom_setUserData(polygon, area);
        g_ptr_array_add(areas, polygon);
        r = end;
    }
    return areas;
}

/* The union of GEOS for each group, and how far ours is from it at most. */
static double
largest_difference(const SrPolygons *polygons, const GPtrArray *areas, const int *group)
{
    double most = 0;
    g_autofree GPtrArray **members = g_new0(GPtrArray *, polygons->n_areas);

    for (int g = 0; g < polygons->n_areas; g++)
        members[g] = g_ptr_array_new();
    for (guint i = 0; i < areas->len; i++) {
        const int *area = GEOSGeom_getUserData(areas->pdata[i]);

        g_ptr_array_add(members[group[*area]], GEOSGeom_clone(areas->pdata[i]));
    }
    for (int g = 0; g < polygons->n_areas; g++) {
        GEOSGeometry *all = GEOSGeom_createCollection(
            GEOS_GEOMETRYCOLLECTION, (GEOSGeometry **)members[g]->pdata, members[g]->len);
        GEOSGeometry *united = GEOSUnaryUnion(all);
        GEOSGeometry *ours = judge_area(polygons, g);

        g_assert_cmpint(GEOSisValid(ours), ==, 1);
        most = fmax(most, judge_difference(ours, united));
        GEOSGeom_destroy(all);
        GEOSGeom_destroy(united);
        GEOSGeom_destroy(ours);
        g_ptr_array_unref(members[g]);
    }
    return most;
}

static void
test_vg250(void)
{
    static const struct {
        int n_digits, n_groups;
    } levels[] = {{9, 4677}, {5, 402}, {2, 16}};
    const char *const fields[] = {"RS", NULL};
    SrBoundarySource source = {
        .key_field = "AGS", .name_field = "GEN", .extra_fields = fields, .merge = true};
    g_autofree char *path = g_test_build_filename(G_TEST_DIST, "..", "bench", "germany",
                                                  "shapes", "gemeinden.geo.json", NULL);
    g_auto(Map) map;

    if (!map_read(&map, path, &source))
        return;
    g_assert_cmpint(map.boundaries->n_areas, ==, 11299);
    initGEOS(discard, discard);
    g_autoptr(GPtrArray) areas = file_areas(map.boundaries);
    for (size_t l = 0; l < G_N_ELEMENTS(levels); l++) {
        int n_groups;
        g_autofree int *group = group_by(map.boundaries, levels[l].n_digits, &n_groups);
        g_autoptr(SrPolygons) polygons =
            sr_topology_dissolve(map.topology, group, n_groups);
        int n_holes = polygons->n_rings - polygons->n_polygons;

        g_assert_cmpint(n_groups, ==, levels[l].n_groups);
        g_assert_cmpint(count_slivers(polygons), ==, 0);
        double most = largest_difference(polygons, areas, group);
        g_test_message("%d groups, %d holes, at most %.3g m² from GEOS", n_groups,
                       n_holes, most);
        g_assert_cmpfloat(most, <, OWN_SLIVERS_M2);
    }
    for (guint i = 0; i < areas->len; i++) {
        g_free(GEOSGeom_getUserData(areas->pdata[i]));
        GEOSGeom_destroy(areas->pdata[i]);
    }
    finishGEOS();
}

/* The land parts alone: 82 real enclaves of Kreise are kept. */
static void
test_vg250_land(void)
{
    const char *const fields[] = {"RS", NULL};
    SrBoundarySource source = {.key_field = "AGS",
                               .name_field = "GEN",
                               .extra_fields = fields,
                               .filter = "GF = 4",
                               .merge = true};
    g_autofree char *path = g_test_build_filename(G_TEST_DIST, "..", "bench", "germany",
                                                  "shapes", "gemeinden.geo.json", NULL);
    g_auto(Map) map;
    int n_groups;

    if (!map_read(&map, path, &source))
        return;
    g_autofree int *group = group_by(map.boundaries, 5, &n_groups);
    g_autoptr(SrPolygons) polygons = sr_topology_dissolve(map.topology, group, n_groups);
    g_assert_cmpint(n_groups, ==, 402);
    g_assert_cmpint(polygons->n_rings - polygons->n_polygons, ==, 82);
    g_assert_cmpint(count_slivers(polygons), ==, 0);
}

/* VG5000 of 2021 in Gauß-Krüger: a datum shift, and the file's own Kreise as judge. */
static void
test_vg5000(void)
{
    const char *const fields[] = {"ARS", NULL};
    SrBoundarySource source = {
        .key_field = "AGS", .name_field = "GEN", .extra_fields = fields, .merge = true};
    g_autofree char *folder = g_test_build_filename(G_TEST_DIST, "..", "..", "shared",
                                                    "data", "vg5000_2021", NULL);
    g_autofree char *gemeinden = g_build_filename(folder, "VG5000_GEM.shp", NULL);
    g_autofree char *kreise = g_build_filename(folder, "VG5000_KRS.shp", NULL);
    g_auto(Map) map;
    g_auto(Map) judge;
    int n_groups;

    judge = (Map){0};
    if (!map_read(&map, gemeinden, &source) || !map_read(&judge, kreise, &source))
        return;
    g_assert_cmpint(map.boundaries->n_areas, ==, 10997);
    g_autofree int *group = group_by(map.boundaries, 5, &n_groups);
    g_autoptr(SrPolygons) ours = sr_topology_dissolve(map.topology, group, n_groups);
    g_autoptr(SrPolygons) theirs =
        sr_topology_dissolve(judge.topology, NULL, judge.boundaries->n_areas);
    g_assert_cmpint(n_groups, ==, judge.boundaries->n_areas);
    initGEOS(discard, discard);
    for (int g = 0; g < n_groups; g++) {
        GEOSGeometry *a = judge_area(ours, g);
        GEOSGeometry *b = judge_area(theirs, g);

        g_assert_cmpint(GEOSisValid(a), ==, 1);
        g_assert_cmpfloat(judge_difference(a, b), <, 1);
        GEOSGeom_destroy(a);
        GEOSGeom_destroy(b);
    }
    finishGEOS();
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/germany/vg250", test_vg250);
    g_test_add_func("/germany/vg250-land", test_vg250_land);
    g_test_add_func("/germany/vg5000", test_vg5000);
    return g_test_run();
}
