/*
 * mend.h — from boundaries as they are to a proven topology, with what had to be mended.
 *
 * Rings are arranged (arrange.h), the faces between them found (faces.h), and every face
 * is given to exactly one area or to none:
 *
 *   covered by one area         that area; it is never taken away
 *   covered by two or more      an overlap: narrower than `sliver`, it goes to the area
 * it has the longest border with; a wider one is refused by none, but shut in        a
 * gap: narrower than `sliver` or smaller than `gap`, it is filled in the same way; else
 * it stays open, and is told
 *
 * An area that would lose all it has keeps its largest overlap. Width is twice the area
 * divided by the length of the border, metres on the ground.
 */
#pragma once

#include "shapes/fault.h"
#include "shapes/topology.h"

typedef struct {
    double snap;     /* vertices nearer than this are one; in the unit of the file */
    double gap_m2;   /* a smaller gap is filled, however wide; 0: none */
    double sliver_m; /* a narrower gap or overlap is mended, however large; 0: none */
} SrMending;

/* Nothing but last-bit noise is touched. */
#define SR_MENDING_SAFE ((SrMending){SR_SNAP_NOISE, 0, 0})

/*
 * Returns: (transfer full): the topology in the plane of @projection, which passed
 * sr_topology_check(). Where @faults (of SrFault, appended to) holds an open overlap it
 * is a guess: the caller looks after sr_faults_tell() whether there are errors. NULL with
 * SR_ERROR_INPUT if nothing can be made of the boundaries.
 */
SrTopology *sr_boundaries_mend(const SrBoundaries *boundaries, const SrMending *mending,
                               SrProjection *projection, GArray *faults,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
