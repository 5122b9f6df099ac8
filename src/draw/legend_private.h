/* legend_private.h — what legend.c lays out and legend_draw.c draws. */
#pragma once

#include "draw/legend.h"

#define SWATCH_WIDTH 7.0
#define SWATCH_HEIGHT 4.0
#define SWATCH_GAP 2.0    /* from swatch to words */
#define COUNT_GAP 3.0     /* from words to the number of areas */
#define KEY_NUMBER_MM 5.0 /* from the left edge of a key's column to the name */
#define KEY_GAP_MM 2.5

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
    int key_rows;
    double key_column_mm;
    SrText *heading; /* or NULL; owned */
    SrText *note;    /* or NULL; owned */
    double width_mm;
    double height_mm;
};

/* The type of rows, and of headings. */
SrTextStyle sr_legend_plain_type(const SrLegendLayout *layout);
SrTextStyle sr_legend_bold_type(const SrLegendLayout *layout);

/* The names of a key: narrow. */
SrTextStyle sr_legend_key_type(const SrLegendLayout *layout);
double sr_legend_key_line(const SrLegendLayout *layout); /* mm from name to name */

/* From the left edge of the swatches to the right edge of the numbers. */
double sr_legend_rows_width(const SrLegendLayout *layout);
