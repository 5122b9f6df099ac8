/*
 * placing.h — where the legend stands, so that the map comes out largest.
 *
 * Tried are the corners that the areas leave free, a strip beside the map and one below
 * it, with the legend in one, two or more columns. Where the page is small, the legend
 * goes without its histogram, then without the lines of borders, if the map gains by it.
 * The scale is rounded (see draw/panel.h).
 */
#pragma once

#include "draw/theme.h"

#define SR_SCALE_MM 34.0 /* the longest scale bar */

typedef struct {
    double scale; /* mm per metre; 0: nothing fits */
    double worth; /* the scale, less where names outside the areas have no room */
    SrBox map_mm;
    SrBox legend_mm; /* with the scale bar below, or beside it in a strip of full width */
    SrLegend content;       /* of the legend, less what it goes without */
    SrLegendLayout *legend; /* (transfer full) */
} SrPlacing;

/*
 * @names_mm: the room that names want on each side of the map, where many of them stand
 * outside small areas; 0: none. For it a map may be smaller by a quarter.
 */
SrPlacing sr_placing_find(const SrGround *ground, const SrLegend *legend, SrFonts *fonts,
                          const SrStyle *style, SrBox box_mm, double names_mm);

/* The height of the scale bar, or of the arrow beside it, with the gap above. */
double sr_placing_scale_height(const SrStyle *style);
