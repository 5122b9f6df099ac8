/*
 * histogram.h — the small histogram of a legend: each area a block in its class's colour.
 *
 *        ▫▪         a block an area (above 400 areas: bars), stacked in equal steps of
 *      ▫ ▫▪▪|  ■    the value; ticks at the bounds of the classes; a line where the value
 *     ─┴──┴─┼──┴─   lies that they are compared with, and its name above.
 *     2     41   90
 */
#pragma once

#include "draw/legend.h"

/* Draws values, breaks, benchmark of @legend into @box_mm. */
void sr_histogram_draw(SrCanvas *canvas, SrFonts *fonts, const SrStyle *style,
                       const SrLegend *legend, SrBox box_mm);
