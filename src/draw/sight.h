/*
 * sight.h — how colours look to readers who see fewer of them, and how far apart they
 * are.
 *
 * Pure. The simulation is that of Machado, Oliveira and Fernandes (2009) for the complete
 * lack of one kind of cone; the distance is ΔE*ab of CIE 1976 (D65): about 2 is just seen
 * side by side, 8 and more is told apart over a page.
 */
#pragma once

#include "draw/color.h"

typedef enum {
    SR_SIGHT_NORMAL,
    SR_SIGHT_PROTAN, /* no red cones */
    SR_SIGHT_DEUTAN, /* no green cones: the most frequent */
    SR_SIGHT_TRITAN, /* no blue cones */
} SrSight;

#define SR_N_SIGHTS (SR_SIGHT_TRITAN + 1)

/* Returns: @color as a reader of that sight has it. */
SrColor sr_color_seen(SrColor color, SrSight sight);

/* Returns: ΔE*ab: 0 for equal colours, 100 from black to white. */
double sr_color_difference(SrColor a, SrColor b);

/* Returns: the grey of CIE lightness L* = @lightness, 0 black .. 100 white. */
SrColor sr_color_of_lightness(double lightness);
