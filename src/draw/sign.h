/*
 * sign.h — the signs of points on a map: told apart by their shape, not their colour.
 *
 * The open ones have a white inside and the colour as their rim.
 */
#pragma once

#include "draw/canvas.h"

typedef enum {
    SR_SIGN_CIRCLE,
    SR_SIGN_SQUARE,
    SR_SIGN_TRIANGLE,
    SR_SIGN_DIAMOND,
    SR_SIGN_CROSS,
    SR_SIGN_OPEN_CIRCLE,
    SR_SIGN_OPEN_SQUARE,
    SR_SIGN_OPEN_TRIANGLE,
    SR_SIGN_OPEN_DIAMOND,
    SR_SIGN_OPEN_CROSS,
} SrSign;

#define SR_N_POINT_SIGNS (SR_SIGN_OPEN_CROSS + 1)

/* Draws a sign about @at_mm; @half_mm is about half its width. */
void sr_sign_draw(SrCanvas *canvas, SrSign sign, SrPoint at_mm, double half_mm,
                  SrColor color);
