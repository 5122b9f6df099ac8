/*
 * build.h — rings to arcs, whatever their sides; for topology.c and mend.c.
 *
 * Each time a ring runs along an arc, a cover says on which side of the arc its area
 * lies. In a clean map every arc has at most one cover a side.
 */
#pragma once

#include "shapes/fault.h"
#include "shapes/topology.h"
#include "shapes/vertices.h"

typedef struct {
    int arc;
    int area;
    bool left; /* of the arc as it runs in the topology; else right */
    bool hole; /* by an inner ring */
} SrCover;

/*
 * Builds the arcs of @boundaries, whose points are the visits of @vertices. Appends to
 * @covers and, unless it is NULL, what was wrong with single rings to @faults.
 * Returns: (transfer full): a topology whose sides are all SR_OUTSIDE as yet.
 */
SrTopology *sr_topology_build(const SrBoundaries *boundaries, const SrVertices *vertices,
                              GArray *covers, GArray *faults);
