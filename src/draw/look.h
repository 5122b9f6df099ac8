/*
 * look.h — how charts, tables and running pages look: sizes of type and a few colours.
 *
 * A plain struct, taken from a style (draw/style) or filled by hand. Charts say with
 * position and length, hardly with colour, so that a black-and-white copy loses nothing.
 */
#pragma once

#include "draw/canvas.h"
#include "draw/style.h"
#include "draw/text.h"

typedef struct {
    SrFonts *fonts;        /* borrowed */
    const char *family;    /* of running text and headings; borrowed */
    const char *condensed; /* of tables and charts; borrowed */
    const char *language;  /* of figures and dates; borrowed */
    SrHyphen *hyphen; /* where words of running text may be broken, or NULL; borrowed */
    double title_pt;  /* of the title page */
    double heading_pt[3]; /* of levels 1, 2, 3 */
    double text_pt;       /* >= 10 */
    double table_pt;      /* >= 8 */
    double chart_pt;      /* >= 8 */
    double note_pt;       /* >= 8 */
    SrColor ink;          /* text */
    SrColor muted;        /* what stands behind: notes, axes' labels */
    SrColor rule;         /* hairlines */
    SrColor wash;         /* a breath of grey behind subtotals and boxes */
    SrColor accent;       /* the Kreis's mark, the line that matters */
    SrColor fill;         /* of bars and dots that have no class */
    SrColor second;       /* fill of what stands beside it */
    double hairline_mm;   /* >= 0.2 */
} SrLook;

/* The look of a style; @language as in the project ("de"). Both are borrowed. */
SrLook sr_look_from_style(const SrStyle *style, SrFonts *fonts, const char *language);

/* A text style of the look: condensed or not, of a size and weight, in a colour. */
SrTextStyle sr_look_text(const SrLook *look, double size_pt, SrWeight weight,
                         SrColor color);
SrTextStyle sr_look_condensed(const SrLook *look, double size_pt, SrWeight weight,
                              SrColor color);

/* The type that a chart is lettered with: one size in three manners. */
typedef struct {
    SrTextStyle plain, bold, muted;
    double size_mm;
    double cap_mm; /* height of a capital */
} SrChartType;

SrChartType sr_look_chart_type(const SrLook *look);

/* The pens of a chart's frame: lines to read values by, and the one they begin at. */
SrPen sr_look_grid_pen(const SrLook *look);
SrPen sr_look_base_pen(const SrLook *look);
