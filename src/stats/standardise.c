#include "stats/standardise.h"

#include "stats/sum.h"

#include <stdbool.h>

/* Fewer events say nothing of the ages they fell on (Fingertips). */
#define FEWEST_EVENTS 10

/* What several strata add up to. */
typedef struct {
    SrSum rate;     /* of weight * rate */
    SrSum variance; /* of the square of the weight * variance of the rate */
    SrSum weight;
    SrSum events;
    SrSum base;
} Totals;

/*
 * @events in a stratum of @base people, whose number has the variance @variance. Returns
 * whether the stratum can be so.
 */
static bool
totals_add(Totals *totals, double events, double variance, double base, double weight)
{
    if (base == 0 && events == 0)
        return true;
    if (!(base > 0 && events >= 0))
        return false;
    sr_sum_add(&totals->rate, weight * events / base);
    sr_sum_add(&totals->variance, weight * weight * variance / (base * base));
    sr_sum_add(&totals->weight, weight);
    sr_sum_add(&totals->events, events);
    sr_sum_add(&totals->base, base);
    return true;
}

static SrEstimate
totals_figure(const Totals *totals, double per)
{
    double weight = sr_sum_value(&totals->weight);
    double events = sr_sum_value(&totals->events);
    bool enough = events >= FEWEST_EVENTS && weight > 0;

    return (SrEstimate){
        .value = enough ? sr_sum_value(&totals->rate) / weight * per : NAN,
        .events = events,
        .base = sr_sum_value(&totals->base),
        .per = per,
        .variance = enough
                        ? sr_sum_value(&totals->variance) / (weight * weight) * per * per
                        : NAN,
    };
}

static SrEstimate
no_figure(double per)
{
    return (SrEstimate){
        .value = NAN, .events = NAN, .base = NAN, .per = per, .variance = NAN};
}

SrEstimate
sr_standardise_direct(const SrStrata *strata, const double *events, double per)
{
    /* A Poisson count is its own variance, as it is with each person having one event. */
    return sr_standardise_direct_repeated(strata, events, 1, per);
}

SrEstimate
sr_standardise_direct_repeated(const SrStrata *strata, const double *persons, int n_most,
                               double per)
{
    Totals totals = {0};

    for (int s = 0; s < strata->n_strata; s++) {
        double events = 0;
        double variance = 0;

        for (int f = 1; f <= n_most; f++) {
            double count = persons[s * n_most + f - 1];

            events += f * count;
            variance += (double)f * f * count;
        }
        if (!totals_add(&totals, events, variance, strata->base[s], strata->standard[s]))
            return no_figure(per);
    }
    return totals_figure(&totals, per);
}

SrEstimate
sr_standardise_indirect(const SrStrata *strata, double observed, const double *ref_events,
                        const double *ref_base, double per)
{
    SrSum expected = {0};

    for (int s = 0; s < strata->n_strata; s++) {
        if (strata->base[s] == 0)
            continue;
        if (!(strata->base[s] > 0 && ref_base[s] > 0 && ref_events[s] >= 0))
            return no_figure(per);
        sr_sum_add(&expected, strata->base[s] * ref_events[s] / ref_base[s]);
    }
    double base = sr_sum_value(&expected);
    if (!(base > 0 && observed >= 0))
        return no_figure(per);
    return (SrEstimate){.value = observed / base * per,
                        .events = observed,
                        .base = base,
                        .per = per,
                        .variance = NAN};
}
