#include "stats/breaks.h"

#include "stats/decimal.h"
#include "stats/sum.h"

#include <math.h>

/* A bound is never moved by more than this share of the class on that side. */
#define MOST_MOVED 0.25
/* A gap always holds a number with this many digits more than its width. */
#define DIGITS_TRIED 2

/* The roundest first. */
static const int steps_in_tenths[] = {50, 20, 10, 25};

/* The multiple of tenths/10 10^exponent nearest to @bound in (above, upto], or NAN. */
static double
nearest_multiple(int tenths, int exponent, double bound, double above, double upto)
{
    static const int tries[] = {0, -1, 1};
    double middle = round(sr_decimal(bound, 1 - exponent) / tenths);

    for (size_t t = 0; t < G_N_ELEMENTS(tries); t++) {
        double multiple = sr_decimal((middle + tries[t]) * tenths, exponent - 1);

        if (multiple > above && multiple <= upto)
            return multiple + 0.0; /* no negative zero */
    }
    return NAN;
}

/* The roundest number in (above, upto], which holds @bound. */
static double
roundest(double bound, double above, double upto)
{
    int exponent = (int)floor(log10(fmax(fabs(above), fabs(upto)))) + 1;
    int least = (int)floor(log10(upto - above)) - DIGITS_TRIED;

    for (; exponent >= least; exponent--)
        for (size_t s = 0; s < G_N_ELEMENTS(steps_in_tenths); s++) {
            double found =
                nearest_multiple(steps_in_tenths[s], exponent, bound, above, upto);

            if (!isnan(found))
                return found;
        }
    return bound;
}

void
sr_breaks_round(SrBreaks *breaks, const double *values, int n)
{
    double *bounds = breaks->bounds;
    double left = bounds[0]; /* the unrounded bound below */

    for (int b = 1; b < breaks->n_classes; b++) {
        double bound = bounds[b];
        double above = bound - MOST_MOVED * (bound - left);
        double upto = bound + MOST_MOVED * (bounds[b + 1] - bound);

        for (int i = 0; i < n; i++) {
            if (values[i] < bound)
                above = MAX(above, values[i]);
            else if (values[i] >= bound)
                upto = MIN(upto, values[i]);
        }
        if (above < bound)
            bounds[b] = roundest(bound, above, upto);
        left = bound;
    }
}

/* The values in [from, to). */
static int
count_between(const double *values, int n, double from, double to)
{
    int count = 0;

    for (int i = 0; i < n; i++)
        count += values[i] >= from && values[i] < to;
    return count;
}

/* Whether both classes beside bound @b keep a value when it stands at @bound. */
static bool
leaves_no_class_empty(const SrBreaks *breaks, int b, double bound, const double *values,
                      int n)
{
    double next = b + 1 == breaks->n_classes ? INFINITY : breaks->bounds[b + 1];

    return count_between(values, n, breaks->bounds[b - 1], bound) > 0 &&
           count_between(values, n, bound, next) > 0;
}

int
sr_breaks_shorten(SrBreaks *breaks, int decimals, const double *values, int n)
{
    int n_moved = 0;

    for (int b = 1; b < breaks->n_classes; b++) {
        double bound = breaks->bounds[b];
        double below = sr_decimal(floor(sr_decimal(bound, decimals)), -decimals);
        double above = sr_decimal(ceil(sr_decimal(bound, decimals)), -decimals);
        int n_up = count_between(values, n, below, bound);
        int n_down = count_between(values, n, bound, above);
        bool fits_below = leaves_no_class_empty(breaks, b, below, values, n);
        bool fits_above = leaves_no_class_empty(breaks, b, above, values, n);

        if (fits_below && (n_up <= n_down || !fits_above)) {
            breaks->bounds[b] = below;
            n_moved += n_up;
        } else if (fits_above) {
            breaks->bounds[b] = above;
            n_moved += n_down;
        }
    }
    return n_moved;
}

void
sr_breaks_count(const SrBreaks *breaks, const double *values, int n, int *counts)
{
    for (int c = 0; c < breaks->n_classes; c++)
        counts[c] = 0;
    for (int i = 0; i < n; i++) {
        int class = sr_breaks_find(breaks, values[i]);

        if (class != SR_NO_CLASS)
            counts[class]++;
    }
}

/* 1 - within / all; a column without any spread is shown perfectly. */
static double
share_explained(const SrSum *within, const SrSum *all)
{
    double whole = sr_sum_value(all);

    return whole > 0 ? 1 - sr_sum_value(within) / whole : 1;
}

SrGoodness
sr_breaks_goodness(const SrBreaks *breaks, const double *values, int n)
{
    g_autofree SrSum *sums = g_new0(SrSum, breaks->n_classes + 1); /* the last: of all */
    g_autofree int *counts = g_new0(int, breaks->n_classes + 1);
    int all = breaks->n_classes;

    for (int i = 0; i < n; i++) {
        int class = sr_breaks_find(breaks, values[i]);

        if (class == SR_NO_CLASS)
            continue;
        sr_sum_add(&sums[class], values[i]);
        sr_sum_add(&sums[all], values[i]);
        counts[class]++;
        counts[all]++;
    }
    if (counts[all] == 0)
        return (SrGoodness){NAN, NAN};

    SrSum squares[2] = {0};
    SrSum distances[2] = {0};
    for (int i = 0; i < n; i++) {
        int class = sr_breaks_find(breaks, values[i]);
        if (class == SR_NO_CLASS)
            continue;
        double within = values[i] - sr_sum_value(&sums[class]) / counts[class];
        double whole = values[i] - sr_sum_value(&sums[all]) / counts[all];

        sr_sum_add(&squares[0], within * within);
        sr_sum_add(&squares[1], whole * whole);
        sr_sum_add(&distances[0], fabs(within));
        sr_sum_add(&distances[1], fabs(whole));
    }
    return (SrGoodness){share_explained(&squares[0], &squares[1]),
                        share_explained(&distances[0], &distances[1])};
}
