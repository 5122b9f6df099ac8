/*
 * clip.h — what of areas and lines lies in a window.
 *
 * Fillings end at the edge of the window, lines are cut there. A part of an area that
 * leaves the window and comes back stays one ring that runs along the edge: right for
 * filling, not for stroking.
 *
 *        ┌──────┐             ┌──────┐
 *     ┌──┼───┐  │             ├───┐  │
 *     │  │   │  │      →      │   │  │
 *     └──┼───┘  │             ├───┘  │
 *        └──────┘             └──────┘
 */
#pragma once

#include "shapes/borders.h"
#include "shapes/dissolve.h"

/* Returns: (transfer full): the areas, as many as there were, less what is outside. */
SrPolygons *sr_clip_areas(const SrPolygons *areas, SrBox window);

/* Returns: (transfer full): the pieces of the lines within, each like its line. */
SrLines *sr_clip_lines(const SrLines *lines, SrBox window);
