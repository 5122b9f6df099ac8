/*
 * audit_layout.h — which number on a page belongs to which area, told by its place. Pure.
 */
#pragma once

#include "disclosure/audit_private.h"

/* Text without a wide gap. */
typedef struct {
    char *text;
    double x1, y1, x2, y2; /* points, y downwards */
} SrPiece;

/* Returns: (transfer full) (element-type SrPiece): none yet; frees their texts. */
GArray *sr_pieces_new(void);

/*
 * Compares what stands on the page that @print was opened for with what is shown: numbers
 * in the row of an area, in its column, below its name on a map, in sentences. @pieces:
 * from top to bottom; @number: the page's own, from 1.
 */
void sr_audit_print_pieces(SrAuditPrint *print, const GArray *pieces, int number);
