/*
 * standardise.h — rates as if every area had people of the same ages: by age and sex, or
 * any other strata.
 *
 * Given events and people of an area by stratum, gives an SrEstimate that rate.h makes
 * limits of: dobson for the direct rate, byar for the indirect ratio. As Fingertips does
 * it (PHEindicatormethods: phe_dsr, calculate_ISRatio).
 *
 * A stratum without people and events says nothing and is left out; one with events but
 * no people makes the figure NAN.
 */
#pragma once

#include "stats/rate.h"

/* The strata of one area. */
typedef struct {
    int n_strata;
    const double *base;     /* [n_strata]: people of the area; borrowed */
    const double *standard; /* [n_strata]: people of the standard population; borrowed */
} SrStrata;

/*
 * The directly standardised rate: the mean of the rates @events / base of the strata,
 * weighted with the standard population, times @per. Below 10 events there is none: the
 * value is NAN, as in Fingertips.
 * Returns: value, variance and events (for dobson), base: all people, per.
 */
SrEstimate sr_standardise_direct(const SrStrata *strata, const double *events,
                                 double per);

/*
 * The same for events that come several to a person: @persons[n_strata * n_most] holds at
 * [s * n_most + f - 1] how many persons of stratum s had f events. Who had three counts
 * nine times in the variance, so limits are wider than for independent events.
 */
SrEstimate sr_standardise_direct_repeated(const SrStrata *strata, const double *persons,
                                          int n_most, double per);

/*
 * The indirectly standardised ratio @observed / E * @per, where E is what the area would
 * have with the rates of a reference: the sum of base * @ref_events / @ref_base. The
 * standard population is not read. 100 as @per gives "120: a fifth more than expected".
 * Returns: value, events (observed), base (E) and per, for byar.
 */
SrEstimate sr_standardise_indirect(const SrStrata *strata, double observed,
                                   const double *ref_events, const double *ref_base,
                                   double per);
