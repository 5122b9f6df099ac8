/*
 * topology.c — boundaries of all Germany in, areas of three levels out; for topology.sh.
 *
 *     topology [--plain] KEY NAME ARS CODES IN OUT
 *
 * Reads IN, builds and proves the topology, dissolves it by the first n digits of the
 * field ARS for each n of CODES (9,5,2), and writes OUT: a GeoPackage with a layer a
 * level, or, with the ending .fgb, a FlatGeobuf a level (OUT.9.fgb, ...).
 * By default everything is mended and projected to EPSG:25832; --plain does neither.
 * The environment gives FILTER (OGR SQL), SNAP, SLIVER (as of gemeinden.ini), LAPS
 * (times).
 */
#include "shapes/check.h"
#include "shapes/mend.h"
#include "shapes/write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double last_ms;
static clock_t last_busy;

static void
lap(const char *what)
{
    double now = (double)g_get_monotonic_time() / 1e3;

    if (last_ms > 0 && g_getenv("LAPS") != NULL)
        fprintf(stderr, "%-12s %7.1f ms, processor %7.1f ms\n", what, now - last_ms,
                (double)(clock() - last_busy) / CLOCKS_PER_SEC * 1e3);
    last_ms = now;
    last_busy = clock();
}

static SrTopology *
build(const SrBoundaries *boundaries, bool plain, GError **error)
{
    if (plain) {
        SrTopology *topology = sr_topology_new(boundaries, SR_SNAP_NOISE, error);

        lap("topology");
        if (topology == NULL || !sr_topology_check(topology, boundaries->keys, error))
            return NULL;
        lap("check");
        return topology;
    }
    const char *snap = g_getenv("SNAP");
    const char *sliver = g_getenv("SLIVER");
    SrMending mending = {snap == NULL ? SR_SNAP_NOISE : g_ascii_strtod(snap, NULL), 10000,
                         sliver == NULL ? 0 : g_ascii_strtod(sliver, NULL)};
    g_autoptr(GArray) faults = g_array_new(FALSE, FALSE, sizeof(SrFault));
    g_autoptr(SrProjection) projection =
        sr_projection_new(boundaries->crs, "EPSG:25832", NULL, error);
    SrTopology *topology =
        projection == NULL
            ? NULL
            : sr_boundaries_mend(boundaries, &mending, projection, faults, error);
    lap("mend");
    return topology;
}

/* Groups areas by the first @n_digits of the ARS; the codes come out in order. */
static int *
group_areas(const SrBoundaries *boundaries, int n_digits, GPtrArray *codes)
{
    int *group = g_new(int, boundaries->n_areas + 1);
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);

    for (int a = 0; a < boundaries->n_areas; a++) {
        char *code = g_strndup(sr_boundaries_field(boundaries, a, 0), (gsize)n_digits);
        gpointer found = g_hash_table_lookup(known, code);

        if (found == NULL) {
            g_ptr_array_add(codes, code);
            found = GINT_TO_POINTER((int)codes->len);
            g_hash_table_insert(known, code, found);
        } else {
            g_free(code);
        }
        group[a] = GPOINTER_TO_INT(found) - 1;
    }
    g_ptr_array_add(codes, NULL);
    return group;
}

static int
fail(const GError *error)
{
    fprintf(stderr, "%s\n", error->message);
    return 1;
}

int
main(int argc, char **argv)
{
    bool plain = argc > 1 && g_str_equal(argv[1], "--plain");
    GError *error = NULL;

    argv += plain;
    if (argc - plain != 7)
        return 2;
    lap("");
    g_auto(GStrv) levels = g_strsplit(argv[4], ",", -1);
    const char *const fields[] = {argv[3], NULL};
    SrBoundarySource source = {.path = argv[5],
                               .key_field = argv[1],
                               .name_field = argv[2],
                               .extra_fields = fields,
                               .filter = g_getenv("FILTER"),
                               .merge = true};
    SrFindings *findings = sr_findings_new();
    SrBoundaries *boundaries = sr_boundaries_read(&source, findings, &error);
    if (boundaries == NULL)
        return fail(error);
    lap("read");
    SrTopology *topology = build(boundaries, plain, &error);
    if (topology == NULL)
        return fail(error);
    int n = (int)g_strv_length(levels);
    SrExportLayer *layers = g_new0(SrExportLayer, n);
    for (int l = 0; l < n; l++) {
        GPtrArray *codes = g_ptr_array_new();
        int *group = group_areas(boundaries, atoi(levels[l]), codes);

        layers[l].name = levels[l];
        layers[l].keys = layers[l].names = (const char *const *)codes->pdata;
        layers[l].polygons = sr_topology_dissolve(topology, group, (int)codes->len - 1);
    }
    lap("dissolve");
    bool one_file = !g_str_has_suffix(argv[6], ".fgb");
    const SrAreaFormat *format = sr_area_format_find(one_file ? "gpkg" : "fgb", NULL);
    const char *crs = plain ? boundaries->crs : "EPSG:25832";
    for (int l = 0; l < (one_file ? 1 : n); l++) {
        g_autofree char *stem = g_strndup(argv[6], strlen(argv[6]) - 4);
        g_autofree char *path =
            one_file ? g_strdup(argv[6]) : g_strdup_printf("%s.%s.fgb", stem, levels[l]);

        if (!sr_areas_write(path, format, layers + l, one_file ? n : 1, crs, "2016-01-01",
                            &error))
            return fail(error);
    }
    lap("write");
    return 0;
}
