/* legend_private.h — what legend.c lays out and legend_draw.c draws. */
#pragma once

#include "draw/legend.h"

#define SWATCH_WIDTH 7.0
#define SWATCH_HEIGHT 3.6
#define SWATCH_GAP 2.0         /* from swatch to words */
#define COUNT_GAP 3.0          /* from words to the number of areas */
#define SR_NEGATIVE_GAP_MM 1.5 /* above the row of open circles */

typedef enum {
    SR_BLOCK_CLASSES,
    SR_BLOCK_HISTOGRAM,
    SR_BLOCK_STATUSES,
    SR_BLOCK_CIRCLES,
    SR_BLOCK_POINTS,
    SR_BLOCK_LINES,
    SR_BLOCK_KEY,
    SR_BLOCK_NOTE,
    SR_N_BLOCKS,
} SrLegendBlockKind;

typedef struct {
    SrLegendBlockKind kind;
    SrBox box; /* from the upper left corner of the legend; empty height: not shown */
} SrLegendBlock;

struct SrLegendLayout {
    SrLegend copy;          /* what it points to is borrowed */
    const SrLegend *legend; /* the copy */
    SrFonts *fonts;         /* borrowed */
    const SrStyle *style;   /* borrowed */
    double line_mm;         /* from row to row */
    double words_mm;        /* width of the widest words of a row */
    double count_mm;        /* width of the widest number of areas */
    int n_blocks;
    SrLegendBlock blocks[SR_N_BLOCKS];
    char **key_texts; /* [n_key] names of the key, broken where that helps; owned */
    int *key_rows;    /* [n_key] the first row of each in its column; owned */
    double key_column_mm;
    char *negative;  /* words of the open circles, or NULL; owned */
    SrText *heading; /* or NULL; owned */
    SrText *note;    /* or NULL; owned */
    double width_mm;
    double height_mm;
};

/* The type of rows, and of headings. */
SrTextStyle sr_legend_plain_type(const SrLegendLayout *layout);
SrTextStyle sr_legend_bold_type(const SrLegendLayout *layout);

/*
 * The key in at most @most_mm: in as many columns as there is room for, long names broken
 * where that makes it lower. A @height of 0: there is none.
 */
void sr_legend_measure_key(SrLegendLayout *layout, double most_mm, double *width,
                           double *height);
void sr_legend_draw_key(SrCanvas *canvas, const SrLegendLayout *layout, SrPoint at);

/* From the left edge of the swatches to the right edge of the numbers. */
double sr_legend_rows_width(const SrLegendLayout *layout);
