/*
 * rate.h — how sure a figure is: confidence limits, and the verdict against a benchmark.
 *
 * Takes sums that indicator/evaluate has made (a region's rate is the sum of its
 * numerators over the sum of its denominators), gives limits in the figure's own unit.
 * Methods and reference values: PHEindicatormethods and Fingertips, APHO Technical
 * Briefing 3 (2008).
 *
 * @confidence is a share: 0.95, 0.998. NAN goes in and comes out as "no value"; where a
 * method has no limits (no people, Dobson below 10 events) both are NAN.
 */
#pragma once

#include <glib.h>
#include <math.h>

typedef struct {
    double lower; /* NAN if there is none */
    double upper; /* NAN if there is none */
} SrInterval;

#define SR_INTERVAL_NONE ((SrInterval){NAN, NAN})

/* What limits are made of. A method reads the fields named at it and leaves the others.
 */
typedef struct {
    double value; /* the figure, in its own unit (student, dobson) */
    double
        events;  /* x >= 0: how many cases, the numerator (byar, wilson, ratio, dobson) */
    double base; /* n: the denominator; for student how many single values there are */
    double per;  /* the multiplier, 1000 for "per 1 000" (byar, wilson, ratio) */
    double variance; /* dobson: of @value; student: of the single values; squared unit */
} SrEstimate;

/* A way to compute limits; static, never freed. */
typedef struct SrIntervalMethod SrIntervalMethod;

/*
 * Looks up the method that an indicator names in its key "interval": byar (rates and
 * counts), wilson (proportions), ratio (two counts that are no part of each other),
 * dobson (directly standardised), student (means), none. Returns: (transfer none): the
 * method, or NULL with SR_ERROR_INPUT.
 */
const SrIntervalMethod *sr_interval_find(const char *name, GError **error);

/* Returns: the method number @i in the order of the table, or NULL past the last. */
const SrIntervalMethod *sr_interval_at(int i);

const char *sr_interval_name(const SrIntervalMethod *method);

/* Returns: the limits of @figure by @method. */
SrInterval sr_interval_of(const SrIntervalMethod *method, const SrEstimate *figure,
                          double confidence);

/*
 * Limits of a count @events >= 0 that chance could have made otherwise: exact Poisson
 * limits below 10, Byar's approximation from 10 on (10 ± … of 65: 50.16 to 82.85).
 */
SrInterval sr_count_interval(double events, double confidence);

/* Limits of the crude rate @events / @base * @per; @base > 0. */
SrInterval sr_rate_interval(double events, double base, double per, double confidence);

/* Wilson's score limits of the proportion @events / @base * @per; 0 <= events <= base. */
SrInterval sr_proportion_interval(double events, double base, double per,
                                  double confidence);

/*
 * Limits of the ratio @events / @base * @per of two independent counts (ambulant to
 * stationär): Wilson's limits p of the share events / (events + base), as p / (1 - p).
 * The upper limit is NAN if @base is 0.
 */
SrInterval sr_ratio_interval(double events, double base, double per, double confidence);

/* Limits of the mean of @n >= 2 single values of the given variance (divisor n - 1). */
SrInterval sr_mean_interval(double mean, double variance, double n, double confidence);

/*
 * Limits of the directly standardised rate @value that has the variance @variance and
 * rests on @events cases; none below 10 cases. Dobson et al. (1991), with Byar's limits.
 */
SrInterval sr_dobson_interval(double value, double variance, double events,
                              double confidence);

/*
 * Limits of the change from rate @old_events / @old_base to @new_events / @new_base, as a
 * share: 0.25 is "one quarter more". Use 1 as both bases to compare counts.
 */
SrInterval sr_change_interval(double old_events, double old_base, double new_events,
                              double new_base, double confidence);

/*
 * Limits of the difference @a - @b of two independent figures with limits of their own,
 * by the method of variance estimates recovery (Zou & Donner 2008; for proportions with
 * Wilson's limits this is Newcombe's interval).
 */
SrInterval sr_difference_interval(double a, SrInterval a_limits, double b,
                                  SrInterval b_limits);

/* Whether chance alone explains the distance to a benchmark; says nothing of good or bad.
 */
typedef enum {
    SR_VERDICT_NONE,    /* no limits or no benchmark */
    SR_VERDICT_LOWER,   /* upper < benchmark */
    SR_VERDICT_SIMILAR, /* lower <= benchmark <= upper */
    SR_VERDICT_HIGHER,  /* lower > benchmark */
} SrVerdict;

SrVerdict sr_verdict_of(SrInterval limits, double benchmark);

/* Returns: the word of values.csv: "", "lower", "similar", "higher". */
const char *sr_verdict_name(SrVerdict verdict);
