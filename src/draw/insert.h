/*
 * insert.h — content that the last pass puts into a PDF page, not cairo.
 *
 * cairo writes paths and outlines of letters slowly and at length. What is heavy (areas,
 * borders, patterns, rims of letters) is therefore written here, and cairo is given a
 * marker in its place: a tiny box in a colour of its own, whose height says which insert
 * it stands for. draw/content replaces the markers.
 *
 *     cairo:   … 0.123 0.457 0.791 rg 300 420 0.25 0.129 re f …
 *     file:    … 0.123 0.457 0.791 rg q … 12031 4005 m 12040 4010 l … f Q …
 *
 * Coordinates are whole hundredths of a millimetre.
 */
#pragma once

#include "draw/canvas.h"

#include <cairo.h>

typedef enum {
    SR_INSERT_CONTENT,   /* the bytes go in place of the marker */
    SR_INSERT_RIM_BEGIN, /* what lies between the two markers is drawn twice: first */
    SR_INSERT_RIM_END,   /* with the bytes before it (as a rim), then as it is */
} SrInsertKind;

typedef struct {
    SrInsertKind kind;
    GString *bytes; /* owned; NULL for the end of a rim */
} SrInsert;

void sr_insert_clear(SrInsert *insert);

/* Draws the marker of insert @index of the page where nothing hides it. */
void sr_insert_mark(cairo_t *cr, int index);

/* Whether these operands of "rg" are the marker's colour. */
gboolean sr_insert_is_color(const char *operands);

/* Returns: the insert for which a box of this size in points stands, or -1. */
int sr_insert_index(double width_pt, double height_pt);

/* Adds "x y m" or "x y l" to a path. */
void sr_insert_point(GString *path, double x_mm, double y_mm, char operation);

/*
 * The bytes that paint @path: filled where @fill is not NULL, stroked where @pen is not,
 * cut by @clip (a path, or empty).
 */
GString *sr_insert_paint(const GString *clip, const GString *path, const SrColor *fill,
                         const SrPen *pen);

/* The bytes before text that make it a rim of that width on each side. */
GString *sr_insert_rim(double width_mm, SrColor color);
