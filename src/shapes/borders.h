/*
 * borders.h — every piece of border once, in the weight of its highest level.
 */
#pragma once

#include "shapes/topology.h"

/*
 * Lines, flat: line l has the points line_start[l] .. line_start[l + 1]. A closed line
 * repeats its first point at the end.
 */
typedef struct {
    int n_lines;
    int n_points;
    int *line_start; /* [n_lines + 1], owned */
    int *line_level; /* [n_lines], owned */
    bool
        *line_outer; /* [n_lines]: on one side there is no area, or one left out; owned */
    SrPoint *points; /* metres, owned */
} SrLines;

/*
 * Every piece of border once, with the highest level it belongs to. groups[l] is the
 * grouping of level l, the finest first (0 Gemeinde, 1 Verbandsgemeinde, ...). A border
 * of the outside, or of areas left out at the highest level, belongs to the highest level
 * at which one of its sides is in. Pieces are joined to lines as long as possible, so
 * that corners and dashes come out well. Returns: (transfer full): lines sorted by level,
 * the finest first.
 */
SrLines *sr_topology_borders(const SrTopology *topology, const int *const *groups,
                             int n_levels);
void sr_lines_free(SrLines *lines);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrLines, sr_lines_free)
