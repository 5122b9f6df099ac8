/*
 * classify.h — divide a column of indicator values into map classes.
 *
 * Takes the values of indicator/evaluate, feeds draw/legend and draw/map.
 * Pure: no files, no globals; the order of the values does not matter.
 *
 * Values are in the indicator's own unit, finite or NAN (evaluate refuses others).
 * NAN means "no data": it takes no part in placing bounds and falls in no class.
 *
 * Classes are left-closed and the last is closed on both sides, so a value equal to
 * an inner bound belongs to the class above it:
 *
 *     bounds   2 ---- 5 ---- 10 ---- 20      n_classes = 3
 *     class    [  0   )[  1  )[  2   ]
 *
 * Same classes over years, levels or pages: hand the values of all of them to one
 * sr_classify() (pooled), or keep the breaks and widen them with sr_breaks_cover().
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#define SR_NO_CLASS (-1) /* no data, or outside the outer bounds */

/* A way to place bounds; static, never freed. */
typedef struct SrMethod SrMethod;

/* How a map is to be classified: the style's and the indicator's [map] keys. */
typedef struct {
    const SrMethod *method;
    int n_classes;       /* >= 1, at most; not read by deviation and fixed */
    double benchmark;    /* deviation: the value that is 100 %; > 0 */
    const double *inner; /* fixed: the inner bounds [n_inner], strictly ascending */
    int n_inner;         /* fixed: so there are n_inner + 1 classes */
} SrClassing;

/*
 * The limits of the classes of one map. Inner bounds are strictly ascending; an outer
 * bound can equal its neighbour: below, the class is empty (only where empty classes are
 * kept), above, it holds the greatest value alone.
 */
typedef struct {
    int n_classes;  /* >= 1 */
    double *bounds; /* [n_classes + 1], owned */
} SrBreaks;

/*
 * Looks up the method that a style names in its key "method":
 *
 *     equal      classes of one width
 *     quantile   classes of one number of areas (type 7 of Hyndman & Fan 1996)
 *     natural    least spread within the classes: exact Fisher–Jenks (natural.h)
 *     sd         steps of one standard deviation (divisor n - 1) about the mean; five
 *                classes have bounds at -1.5, -0.5, 0.5 and 1.5
 *     deviation  under 75, 75 to 90, 90 to 110, 110 to 125, from 125 % of the benchmark
 *     headtail   at the mean, then at the mean of what is above it, as long as that is at
 *                most 40 % of its parent (Jiang 2013)
 *     pretty     multiples of the smallest step 1-2-2.5-5 that gives few enough classes
 *     fixed      the inner bounds of the caller
 *     maximum    at the widest gaps between neighbouring values
 *
 * sd, deviation and fixed keep their classes whatever the values are, empty ones too:
 * their bounds mean something by themselves. equal and pretty can have empty classes
 * between full ones. The others have none. Returns: (transfer none): the method, or NULL
 * with SR_ERROR_INPUT.
 */
const SrMethod *sr_method_find(const char *name, GError **error);

/* Returns: the method number @i in the order above, or NULL past the last. */
const SrMethod *sr_method_at(int i);

const char *sr_method_name(const SrMethod *method);

/* Whether its bounds have a meaning or are round (deviation, pretty, fixed): they stay as
 * they are where those of other methods are rounded for the reader. */
bool sr_method_is_final(const SrMethod *method);

/* Whether it gives all classes that were asked for unless there are too few distinct
 * values (equal, quantile, natural, maximum): fewer then are worth a note. */
bool sr_method_fills_all(const SrMethod *method);

/*
 * Places the bounds over @values[n]. The outer bounds are the least and the greatest
 * value (or the inner bound beyond it). There are never more classes than distinct
 * values, but for sd, deviation and fixed: whoever asked for more compares n_classes and
 * says so. Returns: (transfer full): the breaks, or NULL with SR_ERROR_INPUT if all is
 * NAN, the benchmark is none or the fixed bounds do not ascend.
 */
SrBreaks *sr_classify(const SrClassing *classing, const double *values, int n,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Returns: the class of @value, 0 .. n_classes - 1, or SR_NO_CLASS. */
int sr_breaks_find(const SrBreaks *breaks, double value);

/*
 * Widens the outer bounds so that each of @values[n] that is not NAN has a class. The end
 * classes are open in words ("unter 20", "30 und mehr"), so no area changes its class.
 */
void sr_breaks_cover(SrBreaks *breaks, const double *values, int n);

void sr_breaks_free(SrBreaks *breaks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrBreaks, sr_breaks_free)
