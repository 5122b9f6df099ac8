/*
 * slivers.c — counts what is wrong with areas that another tool wrote, for topology.sh.
 *
 *     slivers KEY FILE...      prints: areas, invalid ones (GEOS), slivers
 *
 * A sliver is a hole below 1 000 square metres or a polygon below 1, in EPSG:25832.
 */
#include "shapes/dissolve.h"

#include <geos_c.h>
#include <stdio.h>

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

static void
discard(const char *format, ...)
{
    (void)format;
}

/* The polygons of an area, from ring @r on; @r moves behind them. */
static GEOSGeometry *
area_of(const SrBoundaries *boundaries, int *r)
{
    GPtrArray *parts = g_ptr_array_new();
    int area = boundaries->ring_area[*r];

    while (*r < boundaries->n_rings && boundaries->ring_area[*r] == area) {
        GEOSGeometry *holes[4096];
        unsigned n = 0;
        GEOSGeometry *shell = ring_of(boundaries, (*r)++);

        while (*r < boundaries->n_rings && boundaries->ring_hole[*r])
            holes[n++] = ring_of(boundaries, (*r)++);
        g_ptr_array_add(parts, GEOSGeom_createPolygon(shell, holes, n));
    }
    return GEOSGeom_createCollection(GEOS_MULTIPOLYGON, (GEOSGeometry **)parts->pdata,
                                     parts->len);
}

int
main(int argc, char **argv)
{
    initGEOS(discard, discard);
    for (int i = 2; i < argc; i++) {
        GError *error = NULL;
        SrBoundarySource source = {
            .path = argv[i], .key_field = argv[1], .name_field = argv[1], .merge = true};
        SrFindings *findings = sr_findings_new();
        SrBoundaries *boundaries = sr_boundaries_read(&source, findings, &error);
        SrProjection *projection =
            boundaries == NULL
                ? NULL
                : sr_projection_new(boundaries->crs, "EPSG:25832", NULL, &error);
        int n_invalid = 0;
        int n_slivers = 0;

        if (projection == NULL || !sr_projection_run(projection, boundaries->points,
                                                     boundaries->n_points, &error)) {
            fprintf(stderr, "%s\n", error->message);
            return 1;
        }
        for (int r = 0; r < boundaries->n_rings; r++) {
            int first = boundaries->ring_start[r];
            double area = sr_ring_area(boundaries->points + first,
                                       boundaries->ring_start[r + 1] - first);

            area = area < 0 ? -area : area;
            n_slivers += area < (boundaries->ring_hole[r] ? 1000 : 1);
        }
        for (int r = 0; r < boundaries->n_rings;) {
            GEOSGeometry *geometry = area_of(boundaries, &r);

            n_invalid += GEOSisValid(geometry) != 1;
            GEOSGeom_destroy(geometry);
        }
        printf("%5d areas, %3d invalid, %4d slivers\n", boundaries->n_areas, n_invalid,
               n_slivers);
    }
    return 0;
}
