#include "indicator/value.h"

#include "indicator/strata.h"

#include <math.h>
#include <string.h>

#define CONFIDENCE 0.95

static void
empty_numbers(SrValue *value)
{
    value->numerator = value->denominator = value->value = NAN;
    value->lower = value->upper = value->benchmark = NAN;
    value->error_bound = 0;
}

static SrStatus
status_of_denominator(const SrIndicator *indicator, bool is_protected, double denominator)
{
    /* People are divided by in rates and proportions only, not in "per full-time post".
     */
    bool counts_people = indicator->kind <= SR_KIND_PROPORTION;
    double least = is_protected && counts_people ? indicator->rules->denominator : 0;

    if (indicator->denominator == NULL)
        return SR_STATUS_OK;
    return denominator <= 0 || denominator < least ? SR_STATUS_SMALL_DENOMINATOR
                                                   : SR_STATUS_OK;
}

/* What the method of the limits reads; squares are those of single values or events. */
static SrEstimate
estimate_of(const SrIndicator *indicator, const SrPair *pair, double figure)
{
    double n = pair->denominator;
    SrEstimate estimate = {.value = figure,
                           .events = pair->numerator,
                           .base = n,
                           .per = indicator->per,
                           .variance = NAN};

    if (isnan(pair->squares))
        return estimate;
    if (indicator->kind == SR_KIND_MEAN) { /* of single values, divisor n - 1 */
        double mean = pair->numerator / n;

        estimate.variance =
            (pair->squares - n * mean * mean) / (n - 1) * indicator->per * indicator->per;
    } else /* of a rate whose events come several at once */
        estimate.variance = pair->squares / (n * n) * indicator->per * indicator->per;
    return estimate;
}

/* The value of one pair: rate, proportion, ratio, count, mean, index. */
static void
divide(const SrIndicator *indicator, const SrPair *pair, SrValue *value)
{
    bool is_index = indicator->kind == SR_KIND_INDEX;

    value->numerator = is_index ? NAN : pair->numerator;
    value->denominator = indicator->denominator == NULL ? NAN : pair->denominator;
    value->value = pair->numerator / pair->denominator * indicator->per;
    value->error_bound = sr_pair_bound(pair) * indicator->per;
    SrEstimate estimate = estimate_of(indicator, pair, value->value);
    SrInterval interval = sr_interval_of(indicator->interval, &estimate, CONFIDENCE);
    value->lower = interval.lower;
    value->upper = interval.upper;
}

/* Limits of a change of cases; other kinds of interval say nothing of two years. */
static SrInterval
limits_of_change(const SrIndicator *indicator, const SrPair *now, const SrPair *before)
{
    double unchanged = indicator->span == SR_SPAN_INDEX ? 100 : 0;

    if (!g_str_equal(sr_interval_name(indicator->interval), "byar"))
        return SR_INTERVAL_NONE;
    SrInterval change = sr_change_interval(before->numerator, before->denominator,
                                           now->numerator, now->denominator, CONFIDENCE);
    return (SrInterval){unchanged + 100 * change.lower, unchanged + 100 * change.upper};
}

/* Change in per cent, or base = 100. */
static void
compare_pairs(const SrIndicator *indicator, const SrPair *now, const SrPair *before,
              SrValue *value)
{
    bool is_count = indicator->denominator == NULL;
    double rate_now = now->numerator / now->denominator;
    double rate_before = before->numerator / before->denominator;

    value->numerator = is_count ? now->numerator : rate_now * indicator->per;
    value->denominator = is_count ? before->numerator : rate_before * indicator->per;
    value->value = indicator->span == SR_SPAN_INDEX ? 100 * rate_now / rate_before
                                                    : 100 * (rate_now / rate_before - 1);
    value->error_bound = 100 * sr_pairs_bound(now, before);
    SrInterval limits = limits_of_change(indicator, now, before);
    value->lower = limits.lower;
    value->upper = limits.upper;
}

void
sr_value_of_pairs(const SrIndicator *indicator, bool is_protected, const SrPair *now,
                  const SrPair *before, SrValue *value)
{
    const SrPair *const pairs[] = {now, before};

    empty_numbers(value);
    value->flags = 0;
    value->coverage = 1;
    value->status = SR_STATUS_OK;
    for (size_t i = 0; i < G_N_ELEMENTS(pairs) && pairs[i] != NULL; i++) {
        const SrPair *pair = pairs[i];

        value->flags |= pair->flags;
        value->coverage = MIN(value->coverage, pair->coverage);
        value->status = sr_status_join(
            sr_status_join(value->status, pair->status),
            status_of_denominator(indicator, is_protected, pair->denominator));
    }
    if (value->status == SR_STATUS_OK && before != NULL &&
        !(before->numerator / before->denominator > 0))
        value->status = SR_STATUS_NOT_APPLICABLE; /* no change from nothing */
    if (value->status != SR_STATUS_OK)
        return;
    if (before == NULL)
        divide(indicator, now, value);
    else
        compare_pairs(indicator, now, before, value);
}

/* The index among table->periods of the year that period @p is compared with, or -1. */
static int
period_before(const SrSumTable *table, guint p)
{
    const SrIndicator *indicator = table->indicator;
    const char *now = table->periods->pdata[p];
    g_autofree char *wanted = indicator->base_period != NULL
                                  ? g_strdup(indicator->base_period)
                                  : g_strdup_printf("%d", atoi(now) - indicator->years);

    if (strcmp(wanted, now) >= 0)
        return -1;
    for (guint i = 0; i < p; i++)
        if (g_str_equal(table->periods->pdata[i], wanted))
            return (int)i;
    return -1;
}

/* In place of the crude figure, where there is one; too few events give none. */
static void
standardise(const SrSumTable *table, guint from, guint to, int area, SrValue *value)
{
    SrPair pair = sr_pair_over(table, from, to, area);
    double error_bound;
    SrEstimate estimate = sr_strata_figure(table, from, to, area, &pair, &error_bound);

    value->flags |= pair.flags;
    value->coverage = MIN(value->coverage, pair.coverage);
    if (value->status != SR_STATUS_OK)
        return;
    value->status = pair.status;
    if (pair.status == SR_STATUS_OK && isnan(estimate.value))
        value->status = SR_STATUS_UNCERTAIN;
    value->value = estimate.value;
    value->error_bound = error_bound;
    SrInterval limits = sr_interval_of(table->indicator->interval, &estimate, CONFIDENCE);
    value->lower = limits.lower;
    value->upper = limits.upper;
    if (value->status != SR_STATUS_OK)
        empty_numbers(value);
}

int
sr_value_first_period(const SrSumTable *table, guint p)
{
    guint years = (guint)table->indicator->years;
    const char *last = table->periods->pdata[p];

    if (table->indicator->span == SR_SPAN_YEAR)
        return (int)p;
    if (p + 1 < years || atoi(last) - atoi(table->periods->pdata[p + 1 - years]) + 1 !=
                             table->indicator->years)
        return -1;
    return (int)(p + 1 - years);
}

bool
sr_value_compute(const SrSumTable *table, guint p, int area, GStringChunk *texts,
                 SrValue *value)
{
    const SrIndicator *indicator = table->indicator;
    const char *period = table->periods->pdata[p];
    bool is_change = indicator->span > SR_SPAN_MEAN;
    int from = is_change ? period_before(table, p) : sr_value_first_period(table, p);

    if (from < 0)
        return false;
    const char *first = table->periods->pdata[from];
    SrPair now = sr_pair_over(table, is_change ? p : (guint)from, p, area);
    if (is_change) {
        SrPair before = sr_pair_over(table, (guint)from, (guint)from, area);

        sr_value_of_pairs(indicator, table->is_protected, &now, &before, value);
    } else
        sr_value_of_pairs(indicator, table->is_protected, &now, NULL, value);
    if (indicator->standard != SR_STANDARD_NONE)
        standardise(table, (guint)from, p, area, value);
    if (indicator->span == SR_SPAN_YEAR) {
        value->period = g_string_chunk_insert_const(texts, period);
        return true;
    }
    g_autofree char *label = g_strdup_printf("%s-%s", first, period);
    value->period = g_string_chunk_insert_const(texts, label);
    return true;
}

const char *
sr_sum_table_base(const SrSumTable *table, SrExpression *expression)
{
    int first = expression == NULL
                    ? 0
                    : GPOINTER_TO_INT(g_hash_table_lookup(table->first, expression));

    for (int v = 0; first > 0 && v < sr_expression_n(expression); v++) {
        const SrTotals *totals = table->totals->pdata[first - 1 + v];

        if (totals->base != NULL)
            return totals->base;
    }
    return NULL;
}
