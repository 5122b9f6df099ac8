/*
 * arrange.h — any rings, however wrong, to arcs that meet in nodes only.
 *
 * Where rings cross they get a common vertex; where a vertex of one lies on a segment of
 * another, that segment gets it. Both can bend a segment by no more than the snap, and so
 * make it meet others: it is done again until nothing is left to do. What lies on the two
 * sides of an arc is not said here, only which rings run along it.
 */
#pragma once

#include "shapes/build.h"

typedef struct {
    SrTopology *graph; /* in the plane; sides are SR_OUTSIDE; owned */
    GArray *covers;    /* of SrCover, owned */
    bool changed;      /* vertices were put in */
} SrArrangement;

void sr_arrangement_free(SrArrangement *arrangement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrArrangement, sr_arrangement_free)

/*
 * @snap: as of sr_topology_new(). Appends what was wrong to @faults (of SrFault).
 * Returns: (transfer full): the arcs, or NULL with SR_ERROR_INPUT and the place if the
 * rings are so entangled that it does not end, or a point cannot be projected.
 */
SrArrangement *sr_boundaries_arrange(const SrBoundaries *boundaries, double snap,
                                     SrProjection *projection, GArray *faults,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
