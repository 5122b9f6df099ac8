/*
 * neighbours.h — who touches whom, read off the arcs.
 */
#pragma once

#include "shapes/topology.h"

/* Two groups that touch; a < b. */
typedef struct {
    int a;
    int b;
    double shared_m; /* length of their common border; 0 if they meet in points only */
} SrNeighbours;

/*
 * The pairs of the groups of sr_topology_dissolve(), sorted by (a, b). Rook: they have a
 * common border; @queen adds pairs that meet in points only.
 * Returns: (transfer full): an array of SrNeighbours; a group in none of them is an
 * island.
 */
GArray *sr_topology_neighbours(const SrTopology *topology, const int *group, bool queen);
