/*
 * label.h — give each area of a map one label, readable and in nobody's way.
 *
 * Given areas in millimetres of the page and, for each, the sizes of the ways in which
 * its name can be written (on one line, broken, smaller, as a number that a key
 * explains), gives one box for each area. Pure: knows boxes, not text.
 *
 * What holds for every box given:
 *   - it lies in the frame;
 *   - it touches no other box, no border of the task, no obstacle;
 *   - it either lies by at least SR_LABEL_INSIDE of its size within its area, or stands
 *     outside all areas with a straight leader line to the anchor;
 *   - leader lines cross neither each other nor any box; symbols they cross only where
 *     all other ways are dearer.
 *
 * The method, deterministic, after the candidate model of Christensen, Marks and Shieber
 * (1995):
 *   1. Candidates: for each way of writing, boxes on a grid over the area that keep to
 *      the rules above. The cost of one grows with what its writing costs, with what
 *      hangs over the area's border, and with the distance from the anchor.
 *   2. Greedy: the areas with the fewest candidates first, each takes its cheapest one
 *      that is still free.
 *   3. Repair: each area in turn, together with the five nearest whose candidates can get
 *      in the way, is placed anew by exact search (branch and bound), all others fixed;
 *      repeated until nothing gets cheaper. A group of up to six is solved exactly so.
 *      A label without a place, or with a costly one, is forced in where those in its way
 *      can move for less.
 *   4. Areas still without a label, or with only a number, get candidates in the free
 *      space outside, the cheapest and some in each direction; steps 2 and 3 again, until
 *      no more such labels turn up. The length of leaders counts, and what symbols they
 *      cross, so they come out short and uncrossed.
 *   5. Where a few are still without: the labels around one of them are taken away and
 *      placed anew, the one with the fewest free candidates first, each where it takes
 *      least from the others; then once more with a finer grid outside.
 *
 * Nothing is random, ties go to the lower index: the same task gives the same boxes.
 */
#pragma once

#include "base/geom.h"

/* The least share of a box that lies in its own area. */
#define SR_LABEL_INSIDE 0.62

/* One way to write a label. */
typedef struct {
    double width_mm; /* with the clearance wanted around the text */
    double height_mm;
    double cost; /* 0 for the best way; a leader line costs about 25 */
    bool is_key; /* a number that stands for the name: only when nothing else fits */
} SrLabelVariant;

typedef struct {
    const SrLabelVariant *variants; /* [n_variants] */
    int n_variants;                 /* 0: this area wants no label */
    SrPoint anchor;                 /* where its middle is best, within the area */
} SrLabelWish;

typedef struct {
    SrPoint a;
    SrPoint b;
} SrLabelSegment;

typedef struct {
    SrBox frame_mm;
    const SrPolygons *areas;       /* millimetres */
    const SrLabelWish *wishes;     /* [areas->n_areas] */
    const SrLabelSegment *borders; /* [n_borders]: lines that no label may touch */
    int n_borders;
    const SrBox *obstacles; /* [n_obstacles]: symbols, legend, scale bar */
    int n_obstacles;
    int n_walls; /* the first of them that no leader may cross; the others cost */
} SrLabelTask;

typedef struct {
    int variant; /* of the wish; -1 where no place was found or none was wanted */
    SrBox box_mm;
    bool has_leader;
    SrPoint leader_from; /* the anchor */
    SrPoint leader_to;   /* on the edge of the box */
} SrLabelPlace;

/* Returns: (transfer full): [n_areas]; free with g_free. */
SrLabelPlace *sr_labels_place(const SrLabelTask *task);

/* Returns: whether the segment a–b and the box have a point in common. */
bool sr_segment_meets_box(SrPoint a, SrPoint b, SrBox box);
