/*
 * trend.h — whether a figure has risen or fallen over the newest five years beyond
 * chance.
 *
 * The test of Fingertips' "recent trends": the slope of a weighted line must be unlike
 * 0 at 99.8 % and must keep its sign whichever of the five years is left out, so that no
 * single year makes a trend.
 *
 * The arrays hold one value a year, oldest first, no year left out; NAN is a year without
 * a value. Only the newest five count; if one of them is NAN, there is no answer.
 */
#pragma once

#include "stats/rate.h"

#define SR_TREND_YEARS 5

typedef enum {
    SR_TREND_NONE, /* not five unbroken years, or years without any spread */
    SR_TREND_FALLING,
    SR_TREND_STEADY, /* nothing that chance does not explain */
    SR_TREND_RISING,
} SrTrendKind;

typedef struct {
    SrTrendKind kind;
    double slope; /* change a year in the unit of the figure (proportions: a share) */
    double chi2;  /* with one degree of freedom */
} SrTrend;

/*
 * The trend of @values[n] whose 95 % limits are @limits[n]: each weighs with the inverse
 * of its variance, the standard error being the width of the limits / 3.92.
 */
SrTrend sr_trend_of_values(const double *values, const SrInterval *limits, int n);

/* The trend of the proportions @events[n] / @base[n]: the chi-squared test for trend. */
SrTrend sr_trend_of_proportions(const double *events, const double *base, int n);

/* Returns: the word for tables: "", "falling", "steady", "rising". */
const char *sr_trend_name(SrTrendKind kind);
