/*
 * tally.h — a grid of marked cells that tells at once what lies under a box.
 *
 * Label placement asks tens of thousands of times "how much of this box lies inside that
 * area" and "does it touch a border". A grid answers both in constant time: mark cells,
 * seal the grid (summed-area table, Crow 1984), ask.
 *
 *     marks   . # #      sums of all cells above and to the left:   0 1 2
 *             . # .                                                 0 2 3
 *
 * Units: millimetres of the page. Filling marks a cell when its centre is inside; drawing
 * a segment marks every cell that it touches, so that "touches nothing" is certain.
 */
#pragma once

#include "base/geom.h"

typedef struct SrTally SrTally;

/* Returns: (transfer full): an empty grid over @box with cells of @cell_mm or larger. */
SrTally *sr_tally_new(SrBox box, double cell_mm);
void sr_tally_free(SrTally *tally);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrTally, sr_tally_free)

/* Marks the inside (even-odd) of the polygon @polygon of @polygons. */
void sr_tally_fill(SrTally *tally, const SrPolygons *polygons, int polygon);

/* Marks every cell that the segment or the box touches. */
void sr_tally_mark_segment(SrTally *tally, SrPoint a, SrPoint b);
void sr_tally_mark_box(SrTally *tally, SrBox box);

/* Ends marking; the questions below are allowed from then on. */
void sr_tally_seal(SrTally *tally);

/* Returns: the share of @box, 0 to 1, that is marked; what lies off the grid is not. */
double sr_tally_share(const SrTally *tally, SrBox box);

/* Returns: whether any cell that @box touches is marked. */
bool sr_tally_touches(const SrTally *tally, SrBox box);
