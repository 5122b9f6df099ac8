#include "stats/bayes.h"

#include "stats/sum.h"

#include <math.h>
#include <stdbool.h>

static bool
takes_part(double events, double base)
{
    return isfinite(events) && events >= 0 && isfinite(base) && base > 0;
}

/* Marshall's moments: the spread of the raw rates less what chance alone gives. */
static SrPrior
prior_of(const double *events, const double *base, int n)
{
    SrSum all_events = {0};
    SrSum all_base = {0};
    SrSum squares = {0};
    int n_areas = 0;

    for (int i = 0; i < n; i++) {
        if (!takes_part(events[i], base[i]))
            continue;
        sr_sum_add(&all_events, events[i]);
        sr_sum_add(&all_base, base[i]);
        n_areas++;
    }
    if (n_areas == 0)
        return (SrPrior){NAN, NAN};
    double people = sr_sum_value(&all_base);
    double mean = sr_sum_value(&all_events) / people;
    for (int i = 0; i < n; i++) {
        double distance = events[i] / base[i] - mean;

        if (takes_part(events[i], base[i]))
            sr_sum_add(&squares, base[i] * distance * distance);
    }
    double by_chance = mean / (people / n_areas);
    return (SrPrior){mean, fmax(sr_sum_value(&squares) / people - by_chance, 0)};
}

SrPrior
sr_bayes_smooth(const double *events, const double *base, int n, double *smoothed)
{
    SrPrior prior = prior_of(events, base, n);

    for (int i = 0; i < n; i++) {
        if (!takes_part(events[i], base[i]))
            smoothed[i] = NAN;
        else if (prior.variance == 0)
            smoothed[i] = prior.mean;
        else
            smoothed[i] = prior.mean + prior.variance *
                                           (events[i] / base[i] - prior.mean) /
                                           (prior.variance + prior.mean / base[i]);
    }
    return prior;
}
