/*
 * geom.h — points, boxes and rings of the plane.
 *
 * A unit is what the holder says it is: metres of EPSG:25832 for areas, millimetres
 * from the upper left corner for pages, degrees only in the boundary reader.
 * A ring is stored open: its first point is not repeated at the end.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct {
    double x;
    double y;
} SrPoint;

/* Closed on all sides; empty when x1 < x0. */
typedef struct {
    double x0, y0, x1, y1;
} SrBox;

#define SR_BOX_EMPTY ((SrBox){G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE})

/* Returns: @box grown so that it holds @point. */
static inline SrBox
sr_box_add(SrBox box, SrPoint point)
{
    return (SrBox){MIN(box.x0, point.x), MIN(box.y0, point.y), MAX(box.x1, point.x),
                   MAX(box.y1, point.y)};
}

/* Returns: whether the insides of the boxes meet; a shared edge is no overlap. */
bool sr_box_overlaps(SrBox a, SrBox b);

/*
 * The signed area of the open ring @points[n], in the square of its unit; positive when
 * it runs counter-clockwise in a system whose y grows upwards. Summed about the first
 * point with compensation, so that metres far from the origin lose nothing.
 */
double sr_ring_area(const SrPoint *points, int n);

/*
 * Areas made of polygons, flat: area a has the polygons area_start[a] .. area_start[a +
 * 1], polygon p the rings polygon_start[p] .., ring r the points ring_start[r] ... The
 * first ring of a polygon is its shell (counter-clockwise, y up), the others are holes
 * (clockwise): the inside is always to the left. Rings are open.
 *
 *     area_start     0     2  3
 *     polygon_start  0  1  3  4          area 0 has two polygons, the second with a hole
 */
typedef struct {
    int n_areas;
    int n_polygons;
    int n_rings;
    int n_points;
    int *area_start;    /* [n_areas + 1], owned */
    int *polygon_start; /* [n_polygons + 1], owned */
    int *ring_start;    /* [n_rings + 1], owned */
    SrPoint *points;    /* [n_points], owned */
} SrPolygons;

void sr_polygons_free(SrPolygons *polygons);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrPolygons, sr_polygons_free)

/* The box of one area; empty if it has no polygon. */
SrBox sr_polygons_box(const SrPolygons *polygons, int area);

/* The area of one area, holes taken off, in the square of the unit of its points. */
double sr_polygons_area(const SrPolygons *polygons, int area);
