/*
 * crossings.h — where segments of arcs meet elsewhere than at common ends.
 *
 *      a                     a crossing: both segments get      c          a T: the
 * segment c--+--d                  the point; found twice          a--o--b       a b gets
 * the b                                                        d          vertex o
 */
#pragma once

#include "shapes/topology.h"

typedef struct {
    int arc;           /* of the segment */
    int segment;       /* from source[segment] to source[segment + 1] */
    int other;         /* the arc that meets it */
    int other_segment; /* with this segment */
    bool vertex;       /* the point is a vertex of the other arc: a T */
    SrPoint point;
} SrCrossing;

/*
 * Looks at the arcs in the coordinates of the file, where their lines are straight; a
 * vertex within @near of a segment lies on it. Linear in the number of segments as long
 * as they are of a size: a grid with cells twice as wide as a segment is long.
 * Returns: (transfer full): an array of SrCrossing, by segment, then along it; empty if
 * segments meet in common ends only.
 */
GArray *sr_crossings_find(const SrTopology *topology, double near);
