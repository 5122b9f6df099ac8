/*
 * vertices.h — the distinct points among the visits of all rings; for topology.c.
 *
 * Points within `snap` of each other become one: the least (by x, then y) of a group in
 * which each is within snap of another. So the outcome does not depend on the order of
 * the visits. From here on a vertex is a number, and equal points have equal numbers.
 */
#pragma once

#include "base/geom.h"

typedef struct {
    int n;
    SrPoint
        *points; /* [n] distinct; a vertex that was snapped away keeps its own, owned */
    int *visits; /* [n_points of the rings] -> vertex, owned */
    long n_snapped; /* visits whose point moved */
} SrVertices;

/* Linear in @n_points on average: a hash of square cells, a few snaps wide. */
SrVertices *sr_vertices_new(const SrPoint *points, int n_points, double snap);
void sr_vertices_free(SrVertices *vertices);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrVertices, sr_vertices_free)

/* Orders points by x, then y: < 0, 0, > 0. */
int sr_point_compare(SrPoint a, SrPoint b);
