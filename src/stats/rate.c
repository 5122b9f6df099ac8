#include "stats/rate.h"

#include "base/error.h"
#include "base/nearest.h"
#include "stats/distribution.h"

#include <glib/gi18n.h>

/* From here on Byar's approximation is as good as the exact limits (Fingertips). */
#define BYAR_FROM 10

struct SrIntervalMethod {
    const char *name;
    SrInterval (*limits)(const SrEstimate *figure, double confidence);
};

/*
 * The exact limits of 0 to 9 events at the levels that offices print: to search for them
 * costs a nationwide run seconds. The tests compare them with the search.
 */
static const struct {
    double confidence;
    SrInterval limits[BYAR_FROM];
} known_exact[] = {
    {0.95,
     {{0, 3.6888794541139363},
      {0.025317807984289876, 5.571643390938899},
      {0.2422092785439649, 7.224687667723961},
      {0.6186721228956013, 8.767273069742327},
      {1.0898653736263249, 10.241588675403698},
      {1.6234863901184204, 11.668332079322669},
      {2.2018942534908508, 13.059474022518685},
      {2.814363051519866, 14.42267536170238},
      {3.4538321767485014, 15.763189220193315},
      {4.115373097378332, 17.08480345141917}}},
    {0.998,
     {{0, 6.907755278982137},
      {0.0010005003335835335, 9.233413476451586},
      {0.04540201776948956, 11.228872242412663},
      {0.1905333775684032, 13.062240779188071},
      {0.42855241362842295, 14.794149222537209},
      {0.7393717319178326, 16.45474520368011},
      {1.1071046602556394, 18.06163684019907},
      {1.520336260398809, 19.62617739538424},
      {1.9708139217403657, 21.15619816583998},
      {2.452424404363775, 22.65737330906293}}},
};

/* The z of a two-sided interval: 1.96 for 0.95. */
static double
two_sided_z(double confidence)
{
    return sr_normal_quantile(0.5 + confidence / 2);
}

static double
byar_limit(double count, double z)
{
    double root = 1 - 1 / (9 * count) + z / (3 * sqrt(count));

    return count * root * root * root;
}

static SrInterval
exact_limits(double events, double confidence)
{
    if (events == floor(events))
        for (size_t i = 0; i < G_N_ELEMENTS(known_exact); i++)
            if (known_exact[i].confidence == confidence)
                return known_exact[i].limits[(int)events];

    double tail = (1 - confidence) / 2;
    double lower = events > 0 ? sr_chi2_quantile(tail, 2 * events) / 2 : 0;
    return (SrInterval){lower, sr_chi2_quantile(1 - tail, 2 * events + 2) / 2};
}

SrInterval
sr_count_interval(double events, double confidence)
{
    if (!(events >= 0 && isfinite(events)))
        return SR_INTERVAL_NONE;
    if (events < BYAR_FROM)
        return exact_limits(events, confidence);
    double z = two_sided_z(confidence);
    return (SrInterval){byar_limit(events, -z), byar_limit(events + 1, z)};
}

SrInterval
sr_rate_interval(double events, double base, double per, double confidence)
{
    if (!(base > 0))
        return SR_INTERVAL_NONE;
    SrInterval count = sr_count_interval(events, confidence);
    return (SrInterval){count.lower / base * per, count.upper / base * per};
}

SrInterval
sr_proportion_interval(double events, double base, double per, double confidence)
{
    if (!(base > 0 && events >= 0 && events <= base))
        return SR_INTERVAL_NONE;
    double z = two_sided_z(confidence);
    double middle = 2 * events + z * z;
    double reach = z * sqrt(z * z + 4 * events * (1 - events / base));
    double width = 2 * (base + z * z);
    /* At none and at all the limit is the edge itself; rounding must not miss it. */
    double lower = events > 0 ? (middle - reach) / width : 0;
    double upper = events < base ? (middle + reach) / width : 1;
    return (SrInterval){lower * per, upper * per};
}

SrInterval
sr_ratio_interval(double events, double base, double per, double confidence)
{
    SrInterval share = sr_proportion_interval(events, events + base, 1, confidence);
    double upper = share.upper < 1 ? share.upper / (1 - share.upper) * per : NAN;

    return (SrInterval){share.lower / (1 - share.lower) * per, upper};
}

SrInterval
sr_mean_interval(double mean, double variance, double n, double confidence)
{
    if (!(n >= 2 && variance >= 0))
        return SR_INTERVAL_NONE;
    double reach =
        sr_student_quantile(0.5 + confidence / 2, n - 1) * sqrt(variance) / sqrt(n);
    return (SrInterval){mean - reach, mean + reach};
}

SrInterval
sr_dobson_interval(double value, double variance, double events, double confidence)
{
    if (!(events >= BYAR_FROM && variance >= 0))
        return SR_INTERVAL_NONE;
    SrInterval count = sr_count_interval(events, confidence);
    double scale = sqrt(variance / events);
    return (SrInterval){value + scale * (count.lower - events),
                        value + scale * (count.upper - events)};
}

SrInterval
sr_change_interval(double old_events, double old_base, double new_events, double new_base,
                   double confidence)
{
    if (!(old_events > 0 && old_base > 0 && new_base > 0))
        return SR_INTERVAL_NONE;
    SrInterval ratio =
        sr_ratio_interval(new_events, old_events, old_base / new_base, confidence);
    return (SrInterval){ratio.lower - 1, ratio.upper - 1};
}

SrInterval
sr_difference_interval(double a, SrInterval a_limits, double b, SrInterval b_limits)
{
    return (SrInterval){
        a - b - hypot(a - a_limits.lower, b_limits.upper - b),
        a - b + hypot(a_limits.upper - a, b - b_limits.lower),
    };
}

static SrInterval
byar_limits(const SrEstimate *figure, double confidence)
{
    return sr_rate_interval(figure->events, figure->base, figure->per, confidence);
}

static SrInterval
wilson_limits(const SrEstimate *figure, double confidence)
{
    return sr_proportion_interval(figure->events, figure->base, figure->per, confidence);
}

static SrInterval
ratio_limits(const SrEstimate *figure, double confidence)
{
    return sr_ratio_interval(figure->events, figure->base, figure->per, confidence);
}

static SrInterval
dobson_limits(const SrEstimate *figure, double confidence)
{
    return sr_dobson_interval(figure->value, figure->variance, figure->events,
                              confidence);
}

static SrInterval
student_limits(const SrEstimate *figure, double confidence)
{
    return sr_mean_interval(figure->value, figure->variance, figure->base, confidence);
}

static SrInterval
no_limits(const SrEstimate *figure G_GNUC_UNUSED, double confidence G_GNUC_UNUSED)
{
    return SR_INTERVAL_NONE;
}

/* To add a method: write its limits function and add a line; indicators can name it. */
static const SrIntervalMethod methods[] = {
    {"byar", byar_limits},     {"wilson", wilson_limits},   {"ratio", ratio_limits},
    {"dobson", dobson_limits}, {"student", student_limits}, {"none", no_limits},
};

const SrIntervalMethod *
sr_interval_find(const char *name, GError **error)
{
    g_autofree char *near = NULL;
    int found =
        sr_kinds_find(name, methods, G_N_ELEMENTS(methods), sizeof methods[0], &near);

    if (found >= 0)
        return &methods[found];
    g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                _("no interval method '%s'; there are: %s"), name, near);
    return NULL;
}

const SrIntervalMethod *
sr_interval_at(int i)
{
    return i >= 0 && i < (int)G_N_ELEMENTS(methods) ? &methods[i] : NULL;
}

const char *
sr_interval_name(const SrIntervalMethod *method)
{
    return method->name;
}

SrInterval
sr_interval_of(const SrIntervalMethod *method, const SrEstimate *figure,
               double confidence)
{
    g_return_val_if_fail(method != NULL && figure != NULL, SR_INTERVAL_NONE);

    return method->limits(figure, confidence);
}

SrVerdict
sr_verdict_of(SrInterval limits, double benchmark)
{
    if (isnan(benchmark))
        return SR_VERDICT_NONE;
    if (limits.upper < benchmark)
        return SR_VERDICT_LOWER;
    if (limits.lower > benchmark)
        return SR_VERDICT_HIGHER;
    if (isnan(limits.lower) || isnan(limits.upper))
        return SR_VERDICT_NONE;
    return SR_VERDICT_SIMILAR;
}

const char *
sr_verdict_name(SrVerdict verdict)
{
    static const char *const names[] = {"", "lower", "similar", "higher"};

    return names[verdict];
}
