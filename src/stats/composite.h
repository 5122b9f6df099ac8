/*
 * composite.h — an index out of several indicators: 100 + 10 times the weighted sum of
 * how many standard deviations each lies from its reference.
 *
 *     index(area) = 100 + 10 Σ weight · sign · (value - mean) / sd
 *
 * 100 is the reference, usually the Kreis; high is burden. Weights are frozen in the
 * definition and add up to 1 (evaluate checks). Mean and standard deviation are weighted
 * with people, so that the mean of a rate is the Kreis value; an index of regions takes
 * the reference of the Gemeinden, that of a later year may keep an older one.
 */
#pragma once

#define SR_INDEX_REFERENCE 100
#define SR_INDEX_POINTS 10 /* a standard deviation */

typedef struct {
    double mean;
    double sd; /* divisor: all people */
} SrReference;

/*
 * Mean and standard deviation of @values[n] weighted with @people[n]; areas without a
 * value or people take no part. Both are NAN if none does.
 */
SrReference sr_reference_of(const double *values, const double *people, int n);

typedef struct {
    const double *values; /* [n]; borrowed */
    SrReference reference;
    double weight;
    int sign; /* 1: high is burden; -1: high is a resource */
} SrIndexPart;

/*
 * Writes to @index[n] the index of each area, NAN where a part has no value. To
 * @shares[n_parts * n], unless NULL, the points that part p adds in area i, at [p * n +
 * i]: together they are index - 100. A part without any spread (sd 0) adds nothing.
 */
void sr_index_compute(const SrIndexPart *parts, int n_parts, int n, double *index,
                      double *shares);

/*
 * Leaves one part out at a time: writes to @shifts[n_parts * n] at [p * n + i] by how
 * many places area i falls (below 0: rises) in the order of burden, 1 the highest, when
 * part p is missing. Areas without an index have 0.
 */
void sr_index_sensitivity(const SrIndexPart *parts, int n_parts, int n, int *shifts);
