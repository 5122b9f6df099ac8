#include "stats/trend.h"

/* qchisq(0.998, 1): chance alone gives more in 2 of 1 000 lines. */
#define CHI2_LIMIT 9.549535706083242
/* The width of 95 % limits in standard errors, as Fingertips rounds it. */
#define WIDTH_IN_ERRORS 3.92

/* One year as the tests need it: both are sums over weighted points on a line. */
typedef struct {
    double weight; /* 1 / variance; for proportions the people */
    double amount; /* weight * value; for proportions the events */
} Year;

/* @without is the year left out, or -1. The years count from the middle one. */
typedef struct {
    double weight, amount;
    double weight_time, weight_time2, amount_time;
} Sums;

static Sums
sums_of(const Year *years, int without)
{
    Sums sums = {0};

    for (int i = 0; i < SR_TREND_YEARS; i++) {
        double time = i - SR_TREND_YEARS / 2;

        if (i == without)
            continue;
        sums.weight += years[i].weight;
        sums.amount += years[i].amount;
        sums.weight_time += years[i].weight * time;
        sums.weight_time2 += years[i].weight * time * time;
        sums.amount_time += years[i].amount * time;
    }
    return sums;
}

/* The slope of the weighted line times spread_of(), which is positive. */
static double
slant_of(const Sums *sums)
{
    return sums->weight * sums->amount_time - sums->amount * sums->weight_time;
}

static double
spread_of(const Sums *sums)
{
    return sums->weight * sums->weight_time2 - sums->weight_time * sums->weight_time;
}

static SrTrendKind
kind_of(const Year *years, double slope, double chi2)
{
    if (!(chi2 > CHI2_LIMIT))
        return SR_TREND_STEADY;
    for (int i = 0; i < SR_TREND_YEARS; i++) {
        Sums sums = sums_of(years, i);

        if (!(slant_of(&sums) * slope > 0))
            return SR_TREND_STEADY;
    }
    return slope > 0 ? SR_TREND_RISING : SR_TREND_FALLING;
}

static SrTrend
no_trend(void)
{
    return (SrTrend){SR_TREND_NONE, NAN, NAN};
}

SrTrend
sr_trend_of_values(const double *values, const SrInterval *limits, int n)
{
    Year years[SR_TREND_YEARS];

    if (n < SR_TREND_YEARS)
        return no_trend();
    for (int i = 0; i < SR_TREND_YEARS; i++) {
        SrInterval limit = limits[n - SR_TREND_YEARS + i];
        double value = values[n - SR_TREND_YEARS + i];
        double error = (limit.upper - limit.lower) / WIDTH_IN_ERRORS;

        if (!(error > 0 && isfinite(error) && isfinite(value)))
            return no_trend();
        years[i] = (Year){1 / (error * error), value / (error * error)};
    }
    Sums sums = sums_of(years, -1);
    double slope = slant_of(&sums) / spread_of(&sums);
    double chi2 = slope * slope * spread_of(&sums) / sums.weight;
    return (SrTrend){kind_of(years, slope, chi2), slope, chi2};
}

SrTrend
sr_trend_of_proportions(const double *events, const double *base, int n)
{
    Year years[SR_TREND_YEARS];

    if (n < SR_TREND_YEARS)
        return no_trend();
    for (int i = 0; i < SR_TREND_YEARS; i++) {
        years[i].amount = events[n - SR_TREND_YEARS + i];
        years[i].weight = base[n - SR_TREND_YEARS + i];
        if (!(years[i].weight > 0 && years[i].amount >= 0 &&
              years[i].amount <= years[i].weight))
            return no_trend();
    }
    Sums sums = sums_of(years, -1);
    double slope = slant_of(&sums) / spread_of(&sums);
    double others = sums.weight - sums.amount; /* people without an event */
    if (!(sums.amount > 0 && others > 0))
        return no_trend(); /* no one or everyone, each year: no spread to test against */
    double chi2 = sums.weight * slant_of(&sums) * slope / (sums.amount * others);
    return (SrTrend){kind_of(years, slope, chi2), slope, chi2};
}

const char *
sr_trend_name(SrTrendKind kind)
{
    static const char *const names[] = {"", "falling", "steady", "rising"};

    return names[kind];
}
