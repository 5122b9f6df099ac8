/*
 * correlate.h — how closely two indicators go together over the areas.
 *
 * Says nothing of causes, nor of persons: areas with many of both are not people with
 * both. A pair with NAN, or with a weight that is not positive, takes no part.
 */
#pragma once

#include "stats/rate.h"

typedef struct {
    int n;             /* pairs that take part */
    double r;          /* -1 .. 1; NAN if one side has no spread */
    SrInterval limits; /* by Fisher's z; none for fewer than four pairs */
} SrCorrelation;

/*
 * Pearson's correlation of @x[n] and @y[n], each pair with the weight @weights[n]
 * (population), or all alike if NULL. With weights the limits rest on the effective
 * number of pairs (Σw)²/Σw² (Kish), which is smaller.
 */
SrCorrelation sr_correlate_pearson(const double *x, const double *y,
                                   const double *weights, int n, double confidence);

/*
 * Spearman's: Pearson's of the ranks, ties having their mean. Limits after Bonett &
 * Wright (2000): variance of z is (1 + r²/2) / (n - 3).
 */
SrCorrelation sr_correlate_spearman(const double *x, const double *y,
                                    const double *weights, int n, double confidence);
