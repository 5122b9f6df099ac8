/*
 * faces.h — the faces an arrangement cuts the plane into, and which areas cover each.
 *
 *     rings of A and B that overlap       faces: A alone, A and B, B alone, outside
 *
 *         +-----+                             +-----+
 *         |  A  +--+--+                       |  1  +--+--+
 *         |     |  |  |                       |     |2 | 3|
 *         +-----+--+  |                       +-----+--+  |
 *               |  B  |                             |  3  |
 *               +-----+                             +-----+
 *
 * An area covers a face if its outer rings run round the face more often than its inner
 * ones: so a ring that stands twice, runs the wrong way or crosses itself (a bow-tie)
 * still covers what it encloses.
 */
#pragma once

#include "shapes/arrange.h"

/* That @area covers a face. */
typedef struct {
    int area;
    int shells; /* how often outer rings run round, counter-clockwise > 0 */
    int holes;
} SrWinding;

typedef struct {
    int n_faces;      /* face 0 is the outside of everything */
    int *face_of;     /* [2 * n_arcs] the face left of a directed arc, by slot; owned */
    double *area;     /* [n_faces] in square metres; of face 0 without meaning; owned */
    double *border;   /* [n_faces] length of all its border in metres, owned */
    int *arc_start;   /* [n_faces + 1] into arcs, owned */
    int *arcs;        /* [2 * n_arcs] directed arcs by the face on their left, owned */
    int *start;       /* [n_faces + 1] into windings, owned */
    GArray *windings; /* of SrWinding, those that cover, by area; owned */
} SrFaces;

/* @arrangement: projected to metres. (transfer full) */
SrFaces *sr_faces_new(const SrArrangement *arrangement);
void sr_faces_free(SrFaces *faces);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrFaces, sr_faces_free)
