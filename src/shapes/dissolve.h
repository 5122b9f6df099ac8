/*
 * dissolve.h — from arcs back to polygons, for any grouping of the areas.
 *
 * A grouping is an array group[n_areas]: the group of each area, 0 .. n_groups - 1, or -1
 * for an area that is left out. NULL stands for every area by itself. Regions, Kreise and
 * map classes are all such groupings.
 *
 * Dissolving drops the arcs with both sides in one group and joins the others to rings.
 * At a node where a group meets itself the ring takes the turn that keeps its inside in
 * one piece, and a ring that passes a node twice is cut there:
 *
 *     +---+            two polygons          +-------+      one polygon, with a hole
 *     | 1 |            that meet in          |   /\  |      that meets its shell in
 *     +---o---+        the point o           |  /  \ |      the point o
 *         | 1 |                              +--\--o-+
 *         +---+
 *
 * Rings are simple, shells run counter-clockwise and holes clockwise (RFC 7946), holes
 * stand in the shell that holds them, and the order is the same on every run: polygons of
 * a group by their least arc.
 */
#pragma once

#include "shapes/topology.h"

/* Polygons whose rings are lists of arcs: i forwards, ~i backwards. */
typedef struct {
    int n_groups;
    int n_polygons;
    int n_rings;
    int n_arcs;
    int *group_start;   /* [n_groups + 1] into polygons, owned */
    int *polygon_start; /* [n_polygons + 1] into rings, the shell first; owned */
    int *ring_start;    /* [n_rings + 1] into arcs, owned */
    int *arcs;          /* [n_arcs], owned */
} SrArcPolygons;

/*
 * @topology: one that passed sr_topology_check().
 * Returns: (transfer full): the polygons of each group; none if no area is in it.
 */
SrArcPolygons *sr_topology_assemble(const SrTopology *topology, const int *group,
                                    int n_groups);
void sr_arc_polygons_free(SrArcPolygons *polygons);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrArcPolygons, sr_arc_polygons_free)

/*
 * Returns: (transfer full): @polygons with coordinates: @coordinates is the points or the
 * source of @topology.
 */
SrPolygons *sr_arc_polygons_trace(const SrArcPolygons *polygons,
                                  const SrTopology *topology, const SrPoint *coordinates);

/* The area of a group, holes taken off, in the square of the unit of points. */
double sr_arc_polygons_area(const SrArcPolygons *polygons, const SrTopology *topology,
                            int group);

/* Returns: (transfer full): the polygons of each group in the plane. */
SrPolygons *sr_topology_dissolve(const SrTopology *topology, const int *group,
                                 int n_groups);
