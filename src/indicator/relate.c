#include "indicator/relate.h"

#include "shapes/neighbours.h"
#include "stats/inequality.h"

#include <math.h>
#include <string.h>

/* Chance is told to a hundredth; the seed makes it the same on every run. */
#define N_PERMUTATIONS 999
#define SEED 20181231

/* The year of a period of one year, 0 for several years. */
static int
year_of(const char *period)
{
    gsize n = strlen(period);

    return n == strlen("2018") || n == strlen("2018-12-31") ? atoi(period) : 0;
}

bool
sr_values_newest_years(const SrValues *values, const SrResult *result,
                       const SrDivision *division, int area,
                       const SrValue *years[SR_TREND_YEARS])
{
    g_autoptr(GPtrArray) periods = sr_values_periods(values, result, division);
    int first = (int)periods->len - SR_TREND_YEARS;

    if (first < 0 || result->indicator->span != SR_SPAN_YEAR)
        return false;
    int last = year_of(periods->pdata[periods->len - 1]);
    for (int y = 0; y < SR_TREND_YEARS; y++) {
        const char *period = periods->pdata[first + y];
        g_autofree const SrValue **slice =
            sr_values_slice(values, result, division, period);

        years[y] = slice[area];
        if (last == 0 || year_of(period) != last - SR_TREND_YEARS + 1 + y ||
            years[y] == NULL || years[y]->status != SR_STATUS_OK)
            return false;
    }
    return true;
}

SrTrend
sr_values_trend(const SrValues *values, const SrResult *result,
                const SrDivision *division, int area)
{
    const SrValue *years[SR_TREND_YEARS];
    double events[SR_TREND_YEARS];
    double base[SR_TREND_YEARS];
    double figures[SR_TREND_YEARS];
    SrInterval limits[SR_TREND_YEARS];

    if (!sr_values_newest_years(values, result, division, area, years))
        return (SrTrend){SR_TREND_NONE, NAN, NAN};
    for (int y = 0; y < SR_TREND_YEARS; y++) {
        events[y] = years[y]->numerator;
        base[y] = years[y]->denominator;
        figures[y] = years[y]->value;
        limits[y] = (SrInterval){years[y]->lower, years[y]->upper};
    }
    if (result->indicator->kind != SR_KIND_PROPORTION ||
        result->indicator->standard != SR_STANDARD_NONE)
        return sr_trend_of_values(figures, limits, SR_TREND_YEARS);
    SrTrend trend = sr_trend_of_proportions(events, base, SR_TREND_YEARS);
    trend.slope *= result->indicator->per;
    return trend;
}

SrGoodness
sr_values_goodness(const SrValues *values, const SrResult *result,
                   const SrDivision *division, const char *period)
{
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(double));
    bool is_shared = result->own_breaks == NULL;

    for (int i = result->first; i < result->first + result->n; i++) {
        const SrValue *value = sr_values_at(values, i);

        double printed = sr_value_printed(value);

        if (value->division == division && value->status == SR_STATUS_OK &&
            (is_shared || g_str_equal(value->period, period)))
            g_array_append_val(numbers, printed);
    }
    return sr_breaks_goodness(sr_values_breaks(result, division, period),
                              (const double *)(void *)numbers->data, (int)numbers->len);
}

/* The values of all areas, NAN where there is none: (transfer full) [n_areas]. */
static double *
numbers_of(const SrValues *values, const SrResult *result, const SrDivision *division,
           const char *period)
{
    g_autofree const SrValue **slice = sr_values_slice(values, result, division, period);
    double *numbers = g_new(double, division->n_areas);

    for (int a = 0; a < division->n_areas; a++)
        numbers[a] =
            slice[a] != NULL && slice[a]->status == SR_STATUS_OK ? slice[a]->value : NAN;
    return numbers;
}

SrContiguity
sr_contiguity_of(const GArray *pairs, int n, int *start, int *neighbour)
{
    g_autofree int *at = g_new(int, n + 1);

    memset(start, 0, (gsize)(n + 1) * sizeof *start);
    for (guint i = 0; i < pairs->len; i++) {
        const SrNeighbours *pair = &g_array_index(pairs, SrNeighbours, i);

        start[pair->a + 1]++;
        start[pair->b + 1]++;
    }
    for (int i = 0; i < n; i++)
        start[i + 1] += start[i];
    memcpy(at, start, (gsize)(n + 1) * sizeof *at);
    for (guint i = 0; i < pairs->len; i++) {
        const SrNeighbours *pair = &g_array_index(pairs, SrNeighbours, i);

        neighbour[at[pair->a]++] = pair->b;
        neighbour[at[pair->b]++] = pair->a;
    }
    return (SrContiguity){n, start, neighbour};
}

SrMoran
sr_values_moran(const SrValues *values, const SrResult *result,
                const SrDivision *division, const char *period, const GArray *pairs)
{
    g_autofree double *numbers = numbers_of(values, result, division, period);
    g_autofree int *start = g_new(int, division->n_areas + 1);
    g_autofree int *neighbour = g_new(int, 2 * pairs->len + 1);
    SrContiguity lists = sr_contiguity_of(pairs, division->n_areas, start, neighbour);

    return sr_moran_global(&lists, numbers, N_PERMUTATIONS, SEED);
}

GArray *
sr_values_islands(const SrValues *values, const SrResult *result,
                  const SrDivision *division, const char *period, const GArray *pairs)
{
    g_autofree double *numbers = numbers_of(values, result, division, period);
    g_autofree bool *has_neighbour = g_new0(bool, division->n_areas);
    GArray *islands = g_array_new(FALSE, FALSE, sizeof(int));

    for (guint i = 0; i < pairs->len; i++) {
        const SrNeighbours *pair = &g_array_index(pairs, SrNeighbours, i);
        bool both = !isnan(numbers[pair->a]) && !isnan(numbers[pair->b]);

        has_neighbour[pair->a] = has_neighbour[pair->a] || both;
        has_neighbour[pair->b] = has_neighbour[pair->b] || both;
    }
    for (int a = 0; a < division->n_areas; a++)
        if (!isnan(numbers[a]) && !has_neighbour[a])
            g_array_append_val(islands, a);
    return islands;
}

/* The newest period with a value at the division, or NULL. */
static const char *
newest_period(const SrValues *values, const SrResult *result, const SrDivision *division)
{
    const char *newest = NULL;

    for (int i = result->first; i < result->first + result->n; i++) {
        const SrValue *value = sr_values_at(values, i);

        if (value->division == division && value->status == SR_STATUS_OK &&
            (newest == NULL || strcmp(value->period, newest) > 0))
            newest = value->period;
    }
    return newest;
}

const SrDivision *
sr_values_common_division(const SrValues *values, const SrResult *x, const SrResult *y,
                          const SrScheme *scheme)
{
    for (int l = 0; l < scheme->n_levels; l++)
        if (newest_period(values, x, scheme->divisions[l]) != NULL &&
            newest_period(values, y, scheme->divisions[l]) != NULL)
            return scheme->divisions[l];
    return NULL;
}

#define CONFIDENCE 0.95

SrRelation
sr_values_correlate(const SrValues *values, const SrResult *x, const SrResult *y,
                    const SrDivision *division, const double *weights)
{
    int n = division->n_areas;
    SrRelation relation = {.x_period = newest_period(values, x, division),
                           .y_period = newest_period(values, y, division)};
    g_autofree double *xs = numbers_of(values, x, division, relation.x_period);
    g_autofree double *ys = numbers_of(values, y, division, relation.y_period);

    relation.pearson = sr_correlate_pearson(xs, ys, weights, n, CONFIDENCE);
    relation.spearman = sr_correlate_spearman(xs, ys, weights, n, CONFIDENCE);
    return relation;
}

double
sr_values_gini(const SrValues *values, const SrResult *result, const SrDivision *division,
               const char *period, int *n)
{
    g_autofree const SrValue **slice = sr_values_slice(values, result, division, period);
    g_autofree double *cases = g_new(double, division->n_areas);
    g_autofree double *people = g_new(double, division->n_areas);
    const SrIndicator *indicator = result->indicator;

    *n = 0;
    if (indicator->kind > SR_KIND_PROPORTION || indicator->span > SR_SPAN_MEAN)
        return NAN;
    for (int a = 0; a < division->n_areas; a++) {
        bool is_ok = slice[a] != NULL && slice[a]->status == SR_STATUS_OK;

        cases[a] = is_ok ? slice[a]->numerator : NAN;
        people[a] = is_ok ? slice[a]->denominator : NAN;
        *n += is_ok;
    }
    return sr_gini_of(cases, people, division->n_areas);
}
