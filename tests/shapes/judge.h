/* judge.h — GEOS looks at our polygons, for tests. */
#pragma once

#include "base/geom.h"

#include <geos_c.h>

static inline GEOSGeometry *
judge_ring(const SrPolygons *polygons, int ring)
{
    int first = polygons->ring_start[ring];
    unsigned n = (unsigned)(polygons->ring_start[ring + 1] - first);
    GEOSCoordSequence *sequence = GEOSCoordSeq_create(n + 1, 2);

    for (unsigned i = 0; i <= n; i++) {
        SrPoint p = polygons->points[first + (int)(i % n)];

        GEOSCoordSeq_setXY(sequence, i, p.x, p.y);
    }
    return GEOSGeom_createLinearRing(sequence);
}

/* The multi-polygon of one area, as GEOS has it. */
static inline GEOSGeometry *
judge_area(const SrPolygons *polygons, int area)
{
    int first = polygons->area_start[area];
    int n = polygons->area_start[area + 1] - first;
    g_autofree GEOSGeometry **parts = g_new(GEOSGeometry *, n + 1);

    for (int p = 0; p < n; p++) {
        int shell = polygons->polygon_start[first + p];
        int n_holes = polygons->polygon_start[first + p + 1] - shell - 1;
        g_autofree GEOSGeometry **holes = g_new(GEOSGeometry *, n_holes + 1);

        for (int h = 0; h < n_holes; h++)
            holes[h] = judge_ring(polygons, shell + 1 + h);
        parts[p] =
            GEOSGeom_createPolygon(judge_ring(polygons, shell), holes, (unsigned)n_holes);
    }
    return GEOSGeom_createCollection(GEOS_MULTIPOLYGON, parts, (unsigned)n);
}

/* The area of the symmetric difference of two geometries. */
static inline double
judge_difference(const GEOSGeometry *a, const GEOSGeometry *b)
{
    GEOSGeometry *difference = GEOSSymDifference(a, b);
    double area = -1;

    GEOSArea(difference, &area);
    GEOSGeom_destroy(difference);
    return area;
}
