/*
 * bayes.h — rates of small areas drawn towards the rate of all, by as much as chance
 * weighs in them: global empirical Bayes (Marshall 1991, "Mapping disease and mortality
 * rates using empirical Bayes estimators").
 *
 * A smoothed rate stands beside the raw one, never in its place.
 */
#pragma once

/* What the areas have in common. */
typedef struct {
    double mean; /* the rate of all areas together; NAN if no area counts */
    double
        variance; /* of the true rates; 0 where chance alone explains the differences */
} SrPrior;

/*
 * Writes to @smoothed[n] the estimates of the rates @events[n] / @base[n] (a share; the
 * caller multiplies). An area whose figures are NAN or whose base is not positive takes
 * no part and stays NAN. A negative estimate of the variance is taken as 0 and every
 * estimate is then the common rate: left negative it would turn the order of rare events
 * upside down.
 */
SrPrior sr_bayes_smooth(const double *events, const double *base, int n,
                        double *smoothed);
