/*
 * sum.h — exact sums of doubles, rounded once at the end: the order of the rows changes
 * no bit, and a million cents add up to the cent.
 *
 * Keeps the sum as partial sums that do not overlap (Shewchuk 1997, "Adaptive precision
 * floating-point arithmetic"). A NAN makes the sum NAN, an infinite value infinite; of
 * finite values no partial sum may leave the range of doubles.
 *
 * SrSum is a plain value: set to zero it is the empty sum, so that it can live in the
 * zeroed memory of an SQLite aggregate.
 */
#pragma once

/* So many doubles that do not overlap span the whole range of exponents. */
#define SR_SUM_PARTIALS 42

typedef struct {
    int n_partials;
    double partials[SR_SUM_PARTIALS]; /* ascending in size, none zero */
} SrSum;

void sr_sum_add(SrSum *sum, double value);

/* Returns: the sum of all that was added, correctly rounded; 0 if nothing was. */
double sr_sum_value(const SrSum *sum);

/* The sum of @values[n]. */
double sr_sum_of(const double *values, int n);

/* The mean of @values[n >= 1]. */
double sr_mean_of(const double *values, int n);

/* The sum of squares of @values[n] about @centre. */
double sr_squares_of(const double *values, int n, double centre);
