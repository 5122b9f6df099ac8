/*
 * ground.h — the areas of all levels as maps need them, prepared once for many maps.
 *
 * Given the arcs (simplified or not) and how areas make up each level, gives polygons of
 * every level, borders once each with their highest level, and where names stand.
 * Polygons and places of names of a level are made when first asked for; maps drawn at
 * the same time may share one ground.
 */
#pragma once

#include "draw/label.h"
#include "shapes/borders.h"
#include "shapes/dissolve.h"
#include "shapes/simplify.h"

/* More names than this are not for one map. */
#define SR_GROUND_LABELLED 1500

/* What was found once for many maps; safe to ask from several threads. */
typedef struct SrGroundMemo SrGroundMemo;

typedef struct {
    const SrTopology *source;   /* as it was given; borrowed */
    const SrTopology *topology; /* what all else is made of; borrowed, or simplified */
    SrTopology *simplified;     /* owned, or NULL */
    int n_levels;
    int *n_areas;       /* [n_levels] */
    int **groups;       /* [n_levels][topology->n_areas], the finest level first */
    SrLines *borders;   /* line_level as in shapes/dissolve.h */
    SrPolygons **areas; /* [n_levels], NULL until asked for: sr_ground_areas */
    SrPoint **anchors;  /* [n_levels], NULL until asked for: sr_ground_anchors */
    SrGroundMemo *memo; /* owned */
    SrBox box;          /* metres */
} SrGround;

/*
 * @groups[level][base area] is the area of that level, -1 = left out; @n_areas[level].
 * @how: simplified first, for paper (sr_ground_detail), or NULL: every point.
 * @topology must outlive the ground. Returns: (transfer full).
 */
SrGround *sr_ground_new(const SrTopology *topology, const int *const *groups,
                        const int *n_areas, int n_levels, const SrSimplification *how);

/* The areas of @level, in metres. Borrowed. */
const SrPolygons *sr_ground_areas(const SrGround *ground, int level);

/* Where the middle of a name stands in each of them. Borrowed. */
const SrPoint *sr_ground_anchors(const SrGround *ground, int level);

/*
 * The places of labels of an equal task, (transfer full), [n_areas of the task], or NULL:
 * a map comes as PDF, as PNG and in the atlas, and placing names is most of its work.
 * @key says all that the task depends on.
 */
SrLabelPlace *sr_ground_recall(const SrGround *ground, const char *key);
void sr_ground_remember(const SrGround *ground, const char *key,
                        const SrLabelPlace *places, int n);

void sr_ground_free(SrGround *ground);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrGround, sr_ground_free)

/*
 * How to simplify for a map of @topology that is @width_mm wide or @height_mm high:
 * nothing smaller than @detail_mm is kept.
 */
SrSimplification sr_ground_detail(const SrTopology *topology, double width_mm,
                                  double height_mm, double detail_mm);
