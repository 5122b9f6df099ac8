#include "indicator/evaluate.h"

#include "base/number.h"
#include "indicator/pair.h"
#include "indicator/ranking.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* A rate of protected cases needs at least so many people (domain: Destatis practice). */
#define LEAST_PROTECTED_DENOMINATOR 100

#define CONFIDENCE 0.95

bool
sr_level_is_fixed(const SrLevel *level)
{
    return level->kind != SR_LEVEL_COLUMN;
}

static void
empty_numbers(SrValue *value)
{
    value->numerator = value->denominator = value->value = NAN;
    value->lower = value->upper = value->benchmark = NAN;
}

static SrStatus
status_of_denominator(const SrSumTable *table, double denominator)
{
    /* People are divided by in rates and proportions only, not in "per full-time post".
     */
    bool counts_people = table->indicator->kind <= SR_KIND_PROPORTION;
    double least = table->is_protected && counts_people ? LEAST_PROTECTED_DENOMINATOR : 0;

    if (table->indicator->denominator == NULL)
        return SR_STATUS_OK;
    return denominator <= 0 || denominator < least ? SR_STATUS_SMALL_DENOMINATOR
                                                   : SR_STATUS_OK;
}

/* The value of one pair: rate, proportion, ratio, count, mean. */
static void
divide(const SrSumTable *table, const SrPair *pair, SrValue *value)
{
    const SrIndicator *indicator = table->indicator;
    bool is_count = indicator->denominator == NULL;
    SrEstimate estimate = {.value = NAN,
                           .events = pair->numerator,
                           .base = pair->denominator,
                           .per = indicator->per};

    value->status =
        sr_status_join(pair->status, status_of_denominator(table, pair->denominator));
    if (value->status != SR_STATUS_OK)
        return;
    value->numerator = pair->numerator;
    value->denominator = is_count ? NAN : pair->denominator;
    value->value = pair->numerator / pair->denominator * indicator->per;
    value->error_bound = sr_pair_bound(pair) * indicator->per;
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
compare_pairs(const SrSumTable *table, const SrPair *now, const SrPair *before,
              SrValue *value)
{
    bool is_count = table->indicator->denominator == NULL;
    double rate_now = now->numerator / now->denominator;
    double rate_before = before->numerator / before->denominator;

    value->flags |= before->flags;
    value->coverage = MIN(now->coverage, before->coverage);
    value->status = sr_status_join(now->status, before->status);
    value->status = sr_status_join(
        value->status, sr_status_join(status_of_denominator(table, now->denominator),
                                      status_of_denominator(table, before->denominator)));
    if (value->status == SR_STATUS_OK && !(rate_before > 0))
        value->status = SR_STATUS_NOT_APPLICABLE; /* no change from nothing */
    if (value->status != SR_STATUS_OK)
        return;
    value->numerator = is_count ? now->numerator : rate_now * table->indicator->per;
    value->denominator =
        is_count ? before->numerator : rate_before * table->indicator->per;
    value->value = table->indicator->span == SR_SPAN_INDEX
                       ? 100 * rate_now / rate_before
                       : 100 * (rate_now / rate_before - 1);
    SrInterval limits = limits_of_change(table->indicator, now, before);
    value->lower = limits.lower;
    value->upper = limits.upper;
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

/* Fills value and period of area and period @p; false if the span does not reach back. */
static bool
evaluate_one(const SrSumTable *table, guint p, int area, GStringChunk *texts,
             SrValue *value)
{
    const char *period = table->periods->pdata[p];
    SrSpan span = table->indicator->span;
    guint years = (guint)table->indicator->years;
    const char *first = NULL;
    SrPair pair;

    empty_numbers(value);
    if (span == SR_SPAN_YEAR || span == SR_SPAN_MEAN) {
        guint from = span == SR_SPAN_YEAR ? p : p + 1 - years;

        if (span == SR_SPAN_MEAN &&
            (p + 1 < years ||
             atoi(period) - atoi(table->periods->pdata[from]) + 1 != (int)years))
            return false;
        pair = sr_pair_over(table, from, p, area);
        first = span == SR_SPAN_MEAN ? table->periods->pdata[from] : NULL;
        value->flags = pair.flags;
        value->coverage = pair.coverage;
        divide(table, &pair, value);
    } else {
        int before = period_before(table, p);

        if (before < 0)
            return false;
        pair = sr_pair_of(table, period, area);
        SrPair base = sr_pair_of(table, table->periods->pdata[before], area);
        first = table->periods->pdata[before];
        value->flags = pair.flags;
        compare_pairs(table, &pair, &base, value);
    }
    g_autofree char *label =
        first == NULL ? g_strdup(period) : g_strdup_printf("%s-%s", first, period);
    value->period = g_string_chunk_insert_const(texts, label);
    return true;
}

/* Of a protected figure no number and no place is told: it may have to be hidden. */
static void
check_protected(const SrValue *value, SrFindings *findings)
{
    const SrIndicator *indicator = value->indicator;
    bool is_part =
        indicator->kind == SR_KIND_PROPORTION && indicator->span <= SR_SPAN_MEAN;

    if ((is_part && value->numerator > value->denominator &&
         value->value > indicator->per + value->error_bound) ||
        (indicator->kind == SR_KIND_PROPORTION && value->numerator < 0))
        sr_findings_add(findings, SR_FINDING_ERROR, indicator->path, 0, NULL,
                        N_("a part is more than its whole, or less than nothing"));
    if (value->value < indicator->check_min || value->value > indicator->check_max)
        sr_findings_add(findings, SR_FINDING_WARNING, indicator->path, 0, NULL,
                        N_("a protected value lies outside [check] min and max"));
}

/* Tells what an analyst must mend in one value. */
static void
check_value(const SrValue *value, SrFindings *findings)
{
    const SrIndicator *indicator = value->indicator;
    const char *name = value->division->names[value->area];
    char buffer[2][SR_NUMBER_SIZE];

    if (value->status != SR_STATUS_OK)
        return;
    if (indicator->kind == SR_KIND_PROPORTION && indicator->span <= SR_SPAN_MEAN &&
        value->numerator > value->denominator &&
        value->value > indicator->per + value->error_bound)
        sr_findings_add(findings, SR_FINDING_ERROR, indicator->path, 0, name,
                        N_("%s: the part (%s) is more than the whole (%s)"),
                        value->period, sr_number_write(buffer[0], value->numerator),
                        sr_number_write(buffer[1], value->denominator));
    if (value->numerator < 0 && indicator->kind == SR_KIND_PROPORTION)
        sr_findings_add(findings, SR_FINDING_ERROR, indicator->path, 0, name,
                        N_("%s: a proportion of a negative number (%s)"), value->period,
                        sr_number_write(buffer[0], value->numerator));
    if (value->value < indicator->check_min)
        sr_findings_add(findings, SR_FINDING_WARNING, indicator->path, 0, name,
                        N_("%s: %s is below [check] min=%s"), value->period,
                        sr_number_write(buffer[0], value->value),
                        sr_number_write(buffer[1], indicator->check_min));
    if (value->value > indicator->check_max)
        sr_findings_add(findings, SR_FINDING_WARNING, indicator->path, 0, name,
                        N_("%s: %s is above [check] max=%s"), value->period,
                        sr_number_write(buffer[0], value->value),
                        sr_number_write(buffer[1], indicator->check_max));
}

static void
note_result(SrResult *result, const SrSumTable *table)
{
    GPtrArray *names = g_ptr_array_new();
    GPtrArray *datasets = g_ptr_array_new();

    for (guint v = 0; v < table->totals->len; v++) {
        const SrTotals *totals = table->totals->pdata[v];

        result->is_synthetic = result->is_synthetic || totals->is_synthetic;
        if ((int)v >= table->n_numerator && result->population_base == NULL)
            result->population_base = g_strdup(totals->base);
        if (!g_ptr_array_find_with_equal_func(names, totals->name, g_str_equal, NULL))
            g_ptr_array_add(names, g_strdup(totals->name));
        for (int d = 0; totals->datasets[d] != NULL; d++)
            if (!g_ptr_array_find_with_equal_func(datasets, totals->datasets[d],
                                                  g_str_equal, NULL))
                g_ptr_array_add(datasets, g_strdup(totals->datasets[d]));
    }
    for (int d = 0; result->datasets != NULL && result->datasets[d] != NULL; d++)
        if (!g_ptr_array_find_with_equal_func(datasets, result->datasets[d], g_str_equal,
                                              NULL))
            g_ptr_array_add(datasets, g_strdup(result->datasets[d]));
    g_ptr_array_add(names, NULL);
    g_ptr_array_add(datasets, NULL);
    g_strfreev(result->variables);
    g_strfreev(result->datasets);
    result->variables = (char **)g_ptr_array_free(names, FALSE);
    result->datasets = (char **)g_ptr_array_free(datasets, FALSE);
    result->is_protected = result->is_protected || table->is_protected;
}

/* Adds the rows of one indicator at one level of one scheme. */
static bool
evaluate_level(SrValues *values, SrResult *result, SrLedger *ledger,
               const SrScheme *scheme, int level, SrFindings *findings)
{
    const SrDivision *division = scheme->divisions[level];
    const SrIndicator *indicator = result->indicator;
    g_autoptr(GError) error = NULL;
    g_auto(SrSumTable)
        table = {.indicator = indicator,
                 .division = division,
                 .scheme = sr_level_is_fixed(division->level) ? "" : scheme->id,
                 .level = level,
                 .findings = findings,
                 .totals = g_ptr_array_new()};

    bool loaded = sr_sum_table_load(&table, ledger, scheme, indicator->numerator, &error);
    table.n_numerator = (int)table.totals->len;
    loaded = loaded &&
             sr_sum_table_load(&table, ledger, scheme, indicator->denominator, &error);
    if (!loaded) {
        /* Figures of a coarse level say nothing of the finer ones: no rows there. */
        if (level == scheme->n_levels - 1)
            sr_findings_add(findings, SR_FINDING_ERROR, indicator->path, 0, NULL, "%s",
                            error->message);
        return false;
    }
    sr_sum_table_find_periods(&table);
    note_result(result, &table);
    for (int area = 0; area < division->n_areas; area++)
        for (guint p = 0; p < table.periods->len; p++) {
            SrValue value = {.indicator = indicator,
                             .scheme = table.scheme,
                             .division = division,
                             .level = level,
                             .area = area};

            if (evaluate_one(&table, p, area, values->texts, &value)) {
                if (table.is_protected && value.status == SR_STATUS_OK)
                    check_protected(&value, findings);
                else
                    check_value(&value, findings);
                g_array_append_val(values->rows, value);
            }
        }
    return true;
}

/* Whether rows of the level are wanted: those it may be shown at, and the benchmark's. */
static bool
is_wanted(const SrIndicator *indicator, const SrScheme *scheme, int level)
{
    return level == scheme->n_levels - 1 ||
           sr_indicator_has_level(indicator, scheme->divisions[level]->level->id);
}

static void
evaluate_indicator(SrValues *values, const SrIndicator *indicator,
                   const SrEvaluation *evaluation, SrLedger *ledger, SrFindings *findings)
{
    SrResult *result = g_new0(SrResult, 1);
    int n_levels = evaluation->schemes[0]->n_levels;
    int n_errors = sr_findings_n_errors(findings);

    result->indicator = indicator;
    result->first = (int)values->rows->len;
    g_ptr_array_add(values->results, result);
    for (int s = 0; s < evaluation->n_schemes; s++)
        for (int l = 0; l < n_levels; l++) {
            const SrScheme *scheme = evaluation->schemes[s];

            if (is_wanted(indicator, scheme, l) &&
                (s == 0 || !sr_level_is_fixed(scheme->divisions[l]->level)))
                evaluate_level(values, result, ledger, scheme, l, findings);
        }
    result->n = (int)values->rows->len - result->first;
    if (result->n == 0 && sr_findings_n_errors(findings) == n_errors)
        sr_findings_add(findings, SR_FINDING_ERROR, indicator->path, 0, NULL,
                        N_("no period has figures for all its variables"));
    if (result->n == 0)
        return;
    SrValue *rows = &g_array_index(values->rows, SrValue, result->first);
    sr_rows_rank(rows, result->n, evaluation->schemes[0]);
    sr_rows_classify(rows, result, evaluation->schemes[0], findings);
}

static int
compare_rows(gconstpointer left, gconstpointer right)
{
    const SrValue *a = left;
    const SrValue *b = right;
    int order = strcmp(a->indicator->id, b->indicator->id);

    if (order == 0)
        order = strcmp(a->scheme, b->scheme);
    if (order == 0)
        order = strcmp(a->division->level->id, b->division->level->id);
    if (order == 0)
        order = a->area - b->area; /* codes ascend bytewise */
    return order != 0 ? order : strcmp(a->period, b->period);
}

/* Rows in the order of values.csv, each result with its place among them. */
static void
sort_rows(SrValues *values)
{
    g_array_sort(values->rows, compare_rows);
    for (guint r = 0; r < values->results->len; r++) {
        SrResult *result = values->results->pdata[r];

        result->first = 0;
        while (result->first < (int)values->rows->len && result->n > 0 &&
               sr_values_at(values, result->first)->indicator != result->indicator)
            result->first++;
    }
}

void
sr_values_rank(SrValues *values, SrResult *result, const SrScheme *scheme,
               SrFindings *findings)
{
    SrValue *rows = &g_array_index(values->rows, SrValue, result->first);

    for (int i = 0; i < result->n; i++) {
        rows[i].benchmark = NAN;
        rows[i].verdict = SR_VERDICT_NONE;
        rows[i].rank = rows[i].class = 0;
    }
    g_clear_pointer(&result->breaks, sr_breaks_free);
    result->has_fewer_classes = false;
    result->n_moved = 0;
    sr_rows_rank(rows, result->n, scheme);
    sr_rows_classify(rows, result, scheme, findings);
}

static void
result_free(gpointer data)
{
    SrResult *result = data;

    g_strfreev(result->datasets);
    g_strfreev(result->variables);
    g_free(result->population_base);
    sr_breaks_free(result->breaks);
    g_free(result);
}

SrValues *
sr_values_new(const SrEvaluation *evaluation, SrFindings *findings)
{
    SrValues *values = g_new0(SrValues, 1);
    g_autoptr(SrLedger) ledger = sr_ledger_new(evaluation->store, evaluation->schemes[0]);

    values->rows = g_array_new(FALSE, TRUE, sizeof(SrValue));
    values->results = g_ptr_array_new_with_free_func(result_free);
    values->texts = g_string_chunk_new(4096);
    for (int i = 0; i < sr_catalogue_n(evaluation->catalogue); i++) {
        const SrIndicator *indicator = sr_catalogue_at(evaluation->catalogue, i);

        if (evaluation->only == NULL || g_str_equal(evaluation->only, indicator->id))
            evaluate_indicator(values, indicator, evaluation, ledger, findings);
    }
    sort_rows(values);
    return values;
}

void
sr_values_free(SrValues *values)
{
    if (values == NULL)
        return;
    g_array_unref(values->rows);
    g_ptr_array_unref(values->results);
    g_string_chunk_free(values->texts);
    g_free(values);
}

int
sr_values_n(const SrValues *values)
{
    return (int)values->rows->len;
}

const SrValue *
sr_values_at(const SrValues *values, int i)
{
    return &g_array_index(values->rows, SrValue, i);
}

const SrResult *
sr_values_result(const SrValues *values, const SrIndicator *indicator)
{
    for (guint i = 0; i < values->results->len; i++) {
        const SrResult *result = values->results->pdata[i];

        if (result->indicator == indicator)
            return result;
    }
    return NULL;
}

const char *
sr_value_area(const SrValue *value)
{
    return value->division->codes[value->area];
}

const SrValue **
sr_values_slice(const SrValues *values, const SrResult *result,
                const SrDivision *division, const char *period)
{
    const SrValue **slice = g_new0(const SrValue *, division->n_areas + 1);

    for (int i = result->first; i < result->first + result->n; i++) {
        const SrValue *value = sr_values_at(values, i);

        if (value->division == division && g_str_equal(value->period, period))
            slice[value->area] = value;
    }
    return slice;
}

GPtrArray *
sr_values_periods(const SrValues *values, const SrResult *result,
                  const SrDivision *division)
{
    GPtrArray *periods = g_ptr_array_new();

    for (int i = result->first; i < result->first + result->n; i++) {
        const SrValue *value = sr_values_at(values, i);

        if (value->division == division && value->area == 0)
            g_ptr_array_add(periods, (gpointer)value->period);
    }
    return periods;
}
