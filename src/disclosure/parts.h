/*
 * parts.h — what an indicator's figure gives away of protected counts.
 *
 *     hilfen_29 + hilfen_32                one part: that sum
 *     12 * (a_mittel + b_mittel)           one part a measure: the cases it hangs on
 *     1000.0 * hilfen_34 / bev_u21 + …     not a plain sum: each count is a part
 *
 * A figure is shown where all its parts may be: from it and what is public they follow.
 */
#pragma once

#include "disclosure/families.h"
#include "indicator/catalogue.h"

typedef struct {
    char **variables;  /* NULL-terminated */
    int *coefficients; /* whole, without a common factor */
    int minimum;
    double scale;       /* of the sum in the expression; 0: it says nothing of it */
    bool is_everything; /* the expression is this sum times @scale, and nothing else */
} SrPart;

void sr_part_free(gpointer data);

/*
 * The parts of @expression (NULL: none) of an indicator with that @minimum.
 * Returns: (transfer full) (element-type SrPart): none if nothing in it is protected;
 * NULL if it cannot be told what it gives away (a protected measure that hangs on no
 * count).
 */
GPtrArray *sr_parts_of(SrExpression *expression, int minimum, SrFamilies *families);
