/*
 * strata.h — the standardised figure of an area (definition: [standardise]), from sums of
 * each stratum. Used by value alone.
 */
#pragma once

#include "indicator/pair.h"
#include "stats/standardise.h"

/*
 * The figure of @area over the periods @from .. @to of the table, with its multiplier;
 * its value is NAN where there are too few events. @pair: the crude one of the area; its
 * status is joined by that of the highest level where that is the standard.
 * @error_bound: it is off by at most so much, to first order.
 */
SrEstimate sr_strata_figure(const SrSumTable *table, guint from, guint to, int area,
                            SrPair *pair, double *error_bound);
