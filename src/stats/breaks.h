/*
 * breaks.h — what can be said of breaks once they are placed, and how they are made
 * round.
 */
#pragma once

#include "stats/classify.h"

/*
 * Rounds each inner bound to the roundest number of the gap it lies in, so that a reader
 * can hold it and none of @values[n] changes its class:
 *
 *     values   … 11.93  12.63 …     bound 12.63  ->  12
 *     values   … 12.02  12.63 …     bound 12.63  ->  12.5
 *
 * Round are multiples of 5, 2, 1 and 2.5 times a power of ten, in this order within each
 * power. Of several as round, the nearest to the bound is taken. A gap is open below
 * and closed above, and reaches at most a quarter into the classes on both sides. Leave
 * those of a final method (classify.h) as they are.
 */
void sr_breaks_round(SrBreaks *breaks, const double *values, int n);

/*
 * Shortens inner bounds that still have more than @decimals digits behind the decimal
 * sign: each goes to the neighbour with as many digits that fewer of @values[n] change
 * their class for. A bound stays as it is where a class beside it would lose its last
 * value. Returns: how many values change their class; a legend has to say so.
 */
int sr_breaks_shorten(SrBreaks *breaks, int decimals, const double *values, int n);

/* Writes to @counts[n_classes] how many of @values[n] each class holds. */
void sr_breaks_count(const SrBreaks *breaks, const double *values, int n, int *counts);

typedef struct {
    double gvf; /* goodness of variance fit: 1 - squares within classes / all squares */
    double
        tai; /* tabular accuracy index: the same with absolute distances to the means */
} SrGoodness;

/* How well the classes show @values[n]: 0 for one class, 1 if each class has one value.
 */
SrGoodness sr_breaks_goodness(const SrBreaks *breaks, const double *values, int n);
