/*
 * dissolve.h — from arcs back to polygons and lines, for any grouping of the areas.
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

/* Returns: (transfer full): the polygons of each group; none if no area is in it. */
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

/* Returns: (transfer full): the polygons of each group in the plane. */
SrPolygons *sr_topology_dissolve(const SrTopology *topology, const int *group,
                                 int n_groups);

/*
 * Lines, flat: line l has the points line_start[l] .. line_start[l + 1]. A closed line
 * repeats its first point at the end.
 */
typedef struct {
    int n_lines;
    int n_points;
    int *line_start;  /* [n_lines + 1], owned */
    int *line_level;  /* [n_lines], owned */
    bool *line_outer; /* [n_lines]: on one side there is no area, or one left out; owned */
    SrPoint *points;  /* metres, owned */
} SrLines;

/*
 * Every piece of border once, with the highest level it belongs to. groups[l] is the
 * grouping of level l, the finest first (0 Gemeinde, 1 Verbandsgemeinde, ...). A border of
 * the outside, or of areas left out at the highest level, belongs to the highest level at
 * which one of its sides is in. Pieces are joined to lines as long as possible, so that
 * corners and dashes come out well.
 * Returns: (transfer full): lines sorted by level, the finest first.
 */
SrLines *sr_topology_borders(const SrTopology *topology, const int *const *groups,
                             int n_levels);
void sr_lines_free(SrLines *lines);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrLines, sr_lines_free)
