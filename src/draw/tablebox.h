/*
 * tablebox.h — a table of figures that is set over as many pages as it needs.
 *
 * Given columns and rows of text, gives widths from what stands in them; says how many
 * rows go into a height; draws any stretch of rows with the head repeated. Figures stand
 * under each other at the decimal comma, signs ("•", "k. A.") at its left.
 *
 *     Gemeinde           Fälle    je 1 000
 *     ────────────────────────────────────
 *     VG Deidesheim                            heading
 *     Deidesheim            12        38,2
 *     Forst                  •           •     ¹
 *     VG zusammen           31        40,1     subtotal
 *
 * In a PDF the head is TH with scope, the first cell of each row TH too; a head repeated
 * on a later page is an artifact, and the table stays one element.
 */
#pragma once

#include "draw/look.h"

typedef struct SrTableBox SrTableBox;

typedef enum {
    SR_COLUMN_TEXT,   /* from the left, broken into lines where it must */
    SR_COLUMN_NUMBER, /* at the decimal sign ',' or '.', which is the last in the cell */
    SR_COLUMN_SIGN,   /* centred: verdicts, marks */
} SrColumnKind;

typedef struct {
    const char *title; /* may hold '\n' */
    SrColumnKind kind;
    const char *group; /* a title above neighbouring columns of the same group, or NULL */
    double width_mm;   /* 0: as wide as its content */
    bool stretch;      /* one of the text columns: the table may fill the width */
} SrColumn;

typedef enum {
    SR_ROW_NORMAL,
    SR_ROW_HEADING,  /* only the first cell, over the whole width, keeps with the next */
    SR_ROW_SUBTOTAL, /* bold on a wash */
    SR_ROW_TOTAL,    /* bold under a rule */
} SrRowKind;

/* Strings are copied. */
SrTableBox *sr_tablebox_new(const SrLook *look, const SrColumn *columns, int n_columns);
void sr_tablebox_free(SrTableBox *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrTableBox, sr_tablebox_free)

/* Adds a row of n_columns cells; NULL is an empty one. */
void sr_tablebox_add(SrTableBox *table, SrRowKind kind, const char *const *cells);

/* The cell of column @column in the row added last leads to @target when clicked. */
void sr_tablebox_link(SrTableBox *table, int column, const char *target,
                      const char *description);

/*
 * Fixes the widths of columns within @width_mm: first the words' natural widths; what is
 * left goes to all alike where one stretches, never so much that figures part from names.
 * Returns: false with SR_ERROR_INPUT where not even the longest words fit.
 */
bool sr_tablebox_set_width(SrTableBox *table, double width_mm,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The narrowest width in mm in which nothing has to be broken. */
double sr_tablebox_natural_width(SrTableBox *table);

int sr_tablebox_n_rows(const SrTableBox *table);

/*
 * What the signs among its figures mean: "• gesperrt, # Nenner zu klein"; words such as
 * "k. A." speak for themselves. Returns: (transfer full), or NULL without such signs.
 */
char *sr_tablebox_signs(const SrTableBox *table);

/*
 * How many rows from @first on go into @height_mm, head included. No heading is left
 * alone at the end, no single row at the start of the next page. 0: none fits.
 */
int sr_tablebox_fit(const SrTableBox *table, int first, double height_mm);

/* The height of @n rows from @first on with their head, in mm. */
double sr_tablebox_height(const SrTableBox *table, int first, int n);

/*
 * Draws @n rows from @first on with the head above. The stretches must be drawn in order;
 * the one that begins with 0 opens the table's element, the one that ends it closes it.
 */
void sr_tablebox_draw(SrTableBox *table, SrCanvas *canvas, SrPoint top_left_mm, int first,
                      int n);
