#include "publish/insight.h"

#include "indicator/relate.h"
#include "stats/sort.h"

#include <math.h>
#include <string.h>

#define LEAST_AREAS 12 /* below that, nothing is far from "the others" */
#define FAR 1.5        /* interquartile ranges beyond a quartile, after Tukey */
#define MOST_OF_A_CHAPTER 2
#define LEAST_FOR_QUARTILES 4

SrStanding
sr_value_standing(const SrValue *value)
{
    if (value == NULL || value->status != SR_STATUS_OK ||
        value->indicator->polarity == SR_POLARITY_NEUTRAL ||
        (value->verdict != SR_VERDICT_HIGHER && value->verdict != SR_VERDICT_LOWER))
        return SR_STANDING_NONE;
    bool is_high = value->verdict == SR_VERDICT_HIGHER;
    bool is_burden = value->indicator->polarity == SR_POLARITY_BURDEN;
    return is_high == is_burden ? SR_STANDING_BURDEN : SR_STANDING_STRENGTH;
}

const SrValue **
sr_insight_newest_slice(const SrValues *values, const SrResult *result,
                        const SrDivision *division)
{
    g_autoptr(GPtrArray) periods = sr_values_periods(values, result, division);

    return periods->len == 0 ? NULL
                             : sr_values_slice(values, result, division,
                                               periods->pdata[periods->len - 1]);
}

const SrValue *
sr_insight_newest(const SrValues *values, const SrResult *result,
                  const SrDivision *division, int area)
{
    g_autofree const SrValue **slice = sr_insight_newest_slice(values, result, division);

    return slice == NULL ? NULL : slice[area];
}

SrQuartiles
sr_insight_quartiles(const SrValue *const *slice, int n_areas)
{
    g_autofree double *sorted = g_new(double, n_areas + 1);
    SrQuartiles found = {NAN, NAN, NAN, NAN, NAN, 0};
    double *const places[] = {&found.lower, &found.median, &found.upper};

    for (int a = 0; a < n_areas; a++)
        if (slice[a] != NULL && slice[a]->status == SR_STATUS_OK)
            sorted[found.n_ok++] = slice[a]->value;
    if (found.n_ok == 0)
        return found;
    sr_sort_doubles(sorted, found.n_ok);
    found.least = sorted[0];
    found.greatest = sorted[found.n_ok - 1];
    if (found.n_ok < LEAST_FOR_QUARTILES)
        return found;
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        double place = (double)(i + 1) / 4 * (found.n_ok - 1);
        int below = (int)floor(place);
        int above = MIN(below + 1, found.n_ok - 1);

        *places[i] = sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
    return found;
}

/* --- Trends --- */

SrChange
sr_insight_change(const SrValues *values, const SrResult *result,
                  const SrDivision *division, int area)
{
    const SrValue *years[SR_TREND_YEARS];
    SrChange change = {.result = result, .kind = SR_TREND_NONE, .change = NAN};

    if (!sr_values_newest_years(values, result, division, area, years))
        return change;
    change.first = years[0];
    change.last = years[SR_TREND_YEARS - 1];
    change.kind = sr_values_trend(values, result, division, area).kind;
    if (change.first->value > 0)
        change.change = change.last->value / change.first->value - 1;
    return change;
}

/* --- The greatest of each kind --- */

/* All three structs begin with the result; @size_at is where their greatness lies. */
static int
compare_size(gconstpointer a, gconstpointer b, gpointer size_at)
{
    double left = fabs(*(const double *)((const char *)a + GPOINTER_TO_SIZE(size_at)));
    double right = fabs(*(const double *)((const char *)b + GPOINTER_TO_SIZE(size_at)));

    if (left != right)
        return left > right ? -1 : 1;
    const SrResult *one = *(const SrResult *const *)a;
    const SrResult *other = *(const SrResult *const *)b;
    return strcmp(one->indicator->id, other->indicator->id);
}

bool
sr_insight_is_told_by(const SrResult *one, const SrResult *other)
{
    const SrIndicator *standardised = one->indicator;
    const SrIndicator *plain = other->indicator;

    return standardised->standard != SR_STANDARD_NONE &&
           plain->standard == SR_STANDARD_NONE &&
           standardised->chapter == plain->chapter &&
           standardised->numerator_text != NULL &&
           g_strcmp0(standardised->numerator_text, plain->numerator_text) == 0;
}

/* Whether another of @all tells the same plainly. */
static bool
is_told(const GArray *all, const SrResult *result)
{
    guint size = g_array_get_element_size((GArray *)all);

    for (guint i = 0; i < all->len; i++)
        if (sr_insight_is_told_by(
                result,
                *(const SrResult *const *)(const void *)(all->data + (gsize)i * size)))
            return true;
    return false;
}

/* The greatest, at most @most, not all of one chapter. Takes @all. */
static GArray *
keep_greatest(GArray *all, gsize size_at, int most)
{
    guint size = g_array_get_element_size(all);
    GArray *kept = g_array_new(FALSE, FALSE, size);
    g_autofree int *of_chapter = g_new0(int, all->len + 1);
    g_autofree int *chapters = g_new0(int, all->len + 1);

    g_array_sort_with_data(all, compare_size, GSIZE_TO_POINTER(size_at));
    for (guint i = 0; i < all->len && (int)kept->len < most; i++) {
        const void *one = all->data + (gsize)i * size;
        int chapter = (*(const SrResult *const *)one)->indicator->chapter;
        int n = 0;

        while (of_chapter[n] > 0 && chapters[n] != chapter)
            n++;
        if (of_chapter[n] == MOST_OF_A_CHAPTER ||
            is_told(all, *(const SrResult *const *)one))
            continue;
        chapters[n] = chapter;
        of_chapter[n]++;
        g_array_append_vals(kept, one, 1);
    }
    g_array_unref(all);
    return kept;
}

/* Verdicts of an indicator with a benchmark of its own say nothing about the whole. */
static bool
is_against_whole(const SrResult *result)
{
    return !sr_indicator_has_own_benchmark(result->indicator);
}

static bool
may_be_named(const SrResult *result, SrWanted wanted, gconstpointer data)
{
    return !sr_indicator_is_amount(result->indicator) &&
           (wanted == NULL || wanted(result, data));
}

GArray *
sr_insight_differences(const SrValues *values, const SrDivision *division,
                       SrWanted wanted, gconstpointer data, int most)
{
    GArray *all = g_array_new(FALSE, FALSE, sizeof(SrDifference));

    for (guint r = 0; r < values->results->len; r++) {
        SrDifference one = {.result = values->results->pdata[r]};

        if (!is_against_whole(one.result) || !may_be_named(one.result, wanted, data))
            continue;
        g_autofree const SrValue **slice =
            sr_insight_newest_slice(values, one.result, division);
        for (int a = 0; slice != NULL && a < division->n_areas; a++) {
            const SrValue *value = slice[a];

            if (value == NULL || value->status != SR_STATUS_OK)
                continue;
            if (one.highest == NULL || value->value > one.highest->value)
                one.highest = value;
            if (one.lowest == NULL || value->value < one.lowest->value)
                one.lowest = value;
        }
        if (one.highest == NULL || one.highest->verdict != SR_VERDICT_HIGHER ||
            one.lowest->verdict != SR_VERDICT_LOWER || !(one.highest->benchmark > 0))
            continue;
        one.spread = (one.highest->value - one.lowest->value) / one.highest->benchmark;
        g_array_append_val(all, one);
    }
    return keep_greatest(all, G_STRUCT_OFFSET(SrDifference, spread), most);
}

GArray *
sr_insight_changes(const SrValues *values, const SrDivision *division, SrWanted wanted,
                   gconstpointer data, int most)
{
    GArray *all = g_array_new(FALSE, FALSE, sizeof(SrChange));

    for (guint r = 0; r < values->results->len; r++) {
        const SrResult *result = values->results->pdata[r];

        for (int a = 0; may_be_named(result, wanted, data) && a < division->n_areas;
             a++) {
            SrChange one = sr_insight_change(values, result, division, a);

            if ((one.kind == SR_TREND_RISING || one.kind == SR_TREND_FALLING) &&
                isfinite(one.change) && (one.change > 0) == (one.kind == SR_TREND_RISING))
                g_array_append_val(all, one);
        }
    }
    return keep_greatest(all, G_STRUCT_OFFSET(SrChange, change), most);
}

GArray *
sr_insight_outliers(const SrValues *values, const SrDivision *division, SrWanted wanted,
                    gconstpointer data, int most)
{
    GArray *all = g_array_new(FALSE, FALSE, sizeof(SrOutlier));

    for (guint r = 0; r < values->results->len; r++) {
        SrOutlier one = {.result = values->results->pdata[r]};

        if (!is_against_whole(one.result) || !may_be_named(one.result, wanted, data))
            continue;
        g_autofree const SrValue **slice =
            sr_insight_newest_slice(values, one.result, division);
        if (slice == NULL)
            continue;
        SrQuartiles quartiles = sr_insight_quartiles(slice, division->n_areas);
        double range = quartiles.upper - quartiles.lower;
        if (quartiles.n_ok < LEAST_AREAS || !(range > 0))
            continue;
        one.typical = quartiles.median;
        one.n_areas = quartiles.n_ok;
        for (int a = 0; a < division->n_areas; a++) {
            if (slice[a] == NULL || slice[a]->status != SR_STATUS_OK)
                continue;
            bool is_high = slice[a]->verdict == SR_VERDICT_HIGHER;
            bool is_low = slice[a]->verdict == SR_VERDICT_LOWER;
            one.value = slice[a];
            one.distance = is_high  ? (slice[a]->value - quartiles.upper) / range
                           : is_low ? (quartiles.lower - slice[a]->value) / range
                                    : 0;
            if (one.distance > FAR)
                g_array_append_val(all, one);
        }
    }
    return keep_greatest(all, G_STRUCT_OFFSET(SrOutlier, distance), most);
}
