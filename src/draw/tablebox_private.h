/*
 * tablebox_private.h — the inside of draw/tablebox: tablebox.c lays out, tablebox_draw.c
 * draws. Nobody else includes it.
 */
#pragma once

#include "draw/tablebox.h"

#define GAP_MM 3.5       /* between columns */
#define ROW_PAD_MM 0.45  /* above and below the text of a row */
#define HEAD_PAD_MM 1.0  /* below the titles */
#define GROUP_PAD_MM 0.8 /* around the titles of groups */

typedef struct {
    char *text;   /* owned, "" for an empty cell */
    char *target; /* of a link, or NULL; owned */
    char *description;
    SrText *laid; /* text columns only; owned */
} SrCell;

typedef struct {
    SrRowKind kind;
    SrCell *cells; /* [n_columns], owned */
    double height_mm;
} SrTableRow;

typedef struct {
    SrColumn given; /* title and group owned */
    double left_mm; /* from the left of the table */
    double width_mm;
    double point_mm; /* of a number column: the decimal sign, from left_mm */
    SrText *title;   /* owned */
} SrTableColumn;

struct SrTableBox {
    SrLook look;
    SrTableColumn *columns;
    int n_columns;
    GArray *rows; /* of SrTableRow */
    double width_mm;
    double group_mm; /* height of the groups' titles, 0 without */
    double head_mm;  /* of all that is repeated */
    bool has_groups;
};

SrTextStyle sr_tablebox_row_style(const SrTableBox *table, SrRowKind kind);
SrTextStyle sr_tablebox_head_style(const SrTableBox *table);
SrTableRow *sr_tablebox_row_at(const SrTableBox *table, int i);

/* How far the text of a figure goes before its decimal sign, in mm. */
double sr_tablebox_width_before_point(const SrTableBox *table, const SrTextStyle *style,
                                      const char *text);
