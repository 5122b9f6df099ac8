/*
 * geosunion.c — GEOSUnaryUnion of the same boundaries, for topology.sh.
 *
 *     geosunion KEY NAME ARS N IN      unites areas by the first N digits of ARS
 *
 * Reads with our reader (not timed) and prints the milliseconds and the
 * milliseconds of processor time that the unions took.
 */
#include "shapes/dissolve.h"

#include <geos_c.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static GEOSGeometry *
ring_of(const SrBoundaries *boundaries, int r)
{
    int first = boundaries->ring_start[r];
    unsigned n = (unsigned)(boundaries->ring_start[r + 1] - first);
    GEOSCoordSequence *sequence = GEOSCoordSeq_create(n + 1, 2);

    for (unsigned i = 0; i <= n; i++)
        GEOSCoordSeq_setXY(sequence, i, boundaries->points[first + (int)(i % n)].x,
                           boundaries->points[first + (int)(i % n)].y);
    return GEOSGeom_createLinearRing(sequence);
}

/* The polygons of the file, in lists by code. */
static GHashTable *
collect(const SrBoundaries *boundaries, int n_digits)
{
    GHashTable *groups = g_hash_table_new(g_str_hash, g_str_equal);

    for (int r = 0, end; r < boundaries->n_rings; r = end) {
        GEOSGeometry *holes[4096];
        unsigned n = 0;
        const char *ars = sr_boundaries_field(boundaries, boundaries->ring_area[r], 0);
        char *code = g_strndup(ars, (gsize)n_digits);
        GPtrArray *group = g_hash_table_lookup(groups, code);

        for (end = r + 1; end < boundaries->n_rings && boundaries->ring_hole[end]; end++)
            holes[n++] = ring_of(boundaries, end);
        if (group == NULL) {
            group = g_ptr_array_new();
            g_hash_table_insert(groups, code, group);
        }
        g_ptr_array_add(group, GEOSGeom_createPolygon(ring_of(boundaries, r), holes, n));
    }
    return groups;
}

int
main(int argc, char **argv)
{
    GError *error = NULL;

    if (argc != 6)
        return 2;
    const char *const fields[] = {argv[3], NULL};
    SrBoundarySource source = {.path = argv[5],
                               .key_field = argv[1],
                               .name_field = argv[2],
                               .extra_fields = fields,
                               .filter = g_getenv("FILTER"),
                               .merge = true};
    SrBoundaries *boundaries = sr_boundaries_read(&source, sr_findings_new(), &error);
    if (boundaries == NULL) {
        fprintf(stderr, "%s\n", error->message);
        return 1;
    }
    initGEOS(NULL, NULL);
    GHashTable *groups = collect(boundaries, atoi(argv[4]));
    GHashTableIter iter;
    gpointer value;
    gint64 start = g_get_monotonic_time();
    clock_t busy = clock();
    g_hash_table_iter_init(&iter, groups);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        GPtrArray *group = value;
        GEOSGeometry *all = GEOSGeom_createCollection(
            GEOS_GEOMETRYCOLLECTION, (GEOSGeometry **)group->pdata, group->len);

        GEOSGeom_destroy(GEOSUnaryUnion(all));
        GEOSGeom_destroy(all);
    }
    printf("%.0f %.0f\n", (double)(g_get_monotonic_time() - start) / 1e3,
           (double)(clock() - busy) / CLOCKS_PER_SEC * 1e3);
    return 0;
}
