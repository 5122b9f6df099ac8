#include "indicator/evaluate.h"

#include "base/language.h"
#include "base/number.h"
#include "data/lost.h"
#include "indicator/derived.h"
#include "indicator/ranking.h"
#include "indicator/value.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

bool
sr_level_is_fixed(const SrLevel *level)
{
    return level->kind != SR_LEVEL_COLUMN;
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
        value->value > indicator->per + value->error_bound) {
        g_autofree char *part = sr_number_told(value->numerator, sr_language());
        g_autofree char *whole = sr_number_told(value->denominator, sr_language());

        sr_findings_add(findings, SR_FINDING_ERROR, indicator->path, 0, name,
                        N_("%s: the part (%s) is more than the whole (%s)"),
                        value->period, part, whole);
    }
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

/* Puts the words of @more behind those of @words that are not there yet. */
static char **
add_words(char **words, char *const *more)
{
    GPtrArray *all = g_ptr_array_new();
    char *const *const lists[] = {words, more};

    for (size_t l = 0; l < G_N_ELEMENTS(lists); l++)
        for (int i = 0; lists[l] != NULL && lists[l][i] != NULL; i++)
            if (!g_ptr_array_find_with_equal_func(all, lists[l][i], g_str_equal, NULL))
                g_ptr_array_add(all, g_strdup(lists[l][i]));
    g_ptr_array_add(all, NULL);
    g_strfreev(words);
    return (char **)g_ptr_array_free(all, FALSE);
}

/* The population that is divided by, and whether one is counted. */
static void
note_base(SrResult *result, const SrSumTable *table)
{
    const SrIndicator *indicator = result->indicator;

    result->population_base = g_strdup(sr_sum_table_base(table, indicator->denominator));
    result->counts_people = sr_sum_table_base(table, indicator->numerator) != NULL;
}

static void
note_result(SrResult *result, const SrSumTable *table)
{
    for (guint v = 0; v < table->totals->len; v++) {
        const SrTotals *totals = table->totals->pdata[v];

        result->is_synthetic = result->is_synthetic || totals->is_synthetic;
        result->variables = add_words(result->variables, totals->variables);
        result->datasets = add_words(result->datasets, totals->datasets);
    }
    result->is_protected = result->is_protected || table->is_protected;
    note_base(result, table);
}

/* What evaluates one indicator after the other. */
typedef struct {
    const SrEvaluation *evaluation;
    SrLedger *ledger;
    SrDerivation *derivation;
    SrFindings *findings;
    SrValues *values;
} Evaluator;

/* Keeps what each part of an index adds to the value. */
static void
note_points(SrResult *result, const SrSumTable *table, guint period, SrValue *value)
{
    const GPtrArray *components = result->indicator->components;

    if (components->len == 0 || value->status != SR_STATUS_OK)
        return;
    double *points = g_new(double, components->len);
    for (guint c = 0; c < components->len; c++) {
        const SrComponent *component = components->pdata[c];
        const SrTotals *totals = table->totals->pdata[c];
        int p = table->places[period * table->totals->len + c];

        points[c] = SR_INDEX_POINTS * component->weight *
                    sr_totals_at(totals, p, value->area)->value;
    }
    g_ptr_array_add(result->points, points);
    value->points = points;
}

static void
add_row(Evaluator *evaluator, SrResult *result, const SrSumTable *table, guint period,
        int area)
{
    SrValue value = {.indicator = result->indicator,
                     .scheme = table->scheme,
                     .division = table->division,
                     .level = table->level,
                     .area = area};

    if (!sr_value_compute(table, period, area, evaluator->values->texts, &value))
        return;
    note_points(result, table, period, &value);
    if (table->is_protected && value.status == SR_STATUS_OK)
        check_protected(&value, evaluator->findings);
    else
        check_value(&value, evaluator->findings);
    g_array_append_val(evaluator->values->rows, value);
}

/* [check] coverage: how many areas of the finest level have all figures in each period;
 * too few people to divide by is no gap. */
static void
check_coverage(Evaluator *evaluator, const SrResult *result, const SrSumTable *table,
               guint first_row)
{
    const SrIndicator *indicator = result->indicator;
    const GArray *rows = evaluator->values->rows;
    int n_areas = table->division->n_areas;

    for (guint p = 0; p < table->periods->len && !isnan(indicator->check_coverage); p++) {
        const char *period = NULL;
        int n_whole = 0;

        for (guint r = first_row; r < rows->len; r++) {
            const SrValue *value = &g_array_index(rows, SrValue, r);

            if (!g_str_has_suffix(value->period, table->periods->pdata[p]))
                continue;
            period = value->period;
            n_whole += value->coverage >= 1;
        }
        if (period != NULL && n_whole < indicator->check_coverage * n_areas)
            sr_findings_add(evaluator->findings, SR_FINDING_WARNING, indicator->path, 0,
                            table->division->level->plural,
                            N_("%s: %d of %d have all figures, fewer than [check] "
                               "coverage asks for"),
                            period, n_whole, n_areas);
    }
}

/* Adds the rows of one indicator at one level. */
static bool
evaluate_level(Evaluator *evaluator, SrResult *result, const SrScheme *scheme, int level,
               bool is_finest)
{
    const SrIndicator *indicator = result->indicator;
    g_autoptr(GError) error = NULL;
    g_auto(SrSumTable) table = {0};
    guint first_row = evaluator->values->rows->len;

    if (!sr_sum_table_init(&table, indicator, evaluator->ledger, scheme, level,
                           evaluator->findings, &error)) {
        /* Figures of a coarse level say nothing of the finer ones: no rows there. */
        if (error->domain == SR_LOST)
            result->is_lost = true;
        else if (level == scheme->n_levels - 1)
            sr_findings_add(evaluator->findings, SR_FINDING_ERROR, indicator->path,
                            table.failed_line, NULL, "%s", error->message);
        else if (*indicator->levels != NULL) /* it was asked for by name */
            sr_findings_add(evaluator->findings, SR_FINDING_WARNING, indicator->path, 0,
                            table.division->level->id,
                            N_("'levels' names it, and there are no figures: %s"),
                            error->message);
        return false;
    }
    note_result(result, &table);
    for (int area = 0; area < table.division->n_areas; area++)
        for (guint p = 0; p < table.periods->len; p++)
            add_row(evaluator, result, &table, p, area);
    if (is_finest)
        check_coverage(evaluator, result, &table, first_row);
    return true;
}

/* Whether rows of the level are wanted: those it may be shown at, and the benchmark's. */
static bool
is_wanted(const SrIndicator *indicator, const SrScheme *scheme, int level)
{
    return level == scheme->n_levels - 1 ||
           sr_indicator_has_level(indicator, scheme->divisions[level]->level->id);
}

/* The outside series as rows of the highest level, in all its periods. */
static void
read_outside(Evaluator *evaluator, SrResult *result)
{
    const SrScheme *scheme = evaluator->evaluation->schemes[0];
    const SrDivision *top = scheme->divisions[scheme->n_levels - 1];
    SrIndicator series = {.id = result->indicator->id,
                          .path = result->indicator->path,
                          .kind = SR_KIND_INDEX,
                          .numerator = result->indicator->benchmark,
                          .per = 1,
                          .interval = sr_interval_find("none", NULL)};
    g_auto(SrSumTable) table = {0};
    g_autoptr(GError) error = NULL;

    result->outside = g_array_new(FALSE, FALSE, sizeof(SrValue));
    if (!sr_sum_table_init(&table, &series, evaluator->ledger, scheme,
                           scheme->n_levels - 1, evaluator->findings, &error)) {
        if (error->domain == SR_LOST)
            sr_findings_follow(evaluator->findings);
        else
            sr_findings_add(evaluator->findings, SR_FINDING_ERROR,
                            result->indicator->path, table.failed_line, "series", "%s",
                            error->message);
        return;
    }
    note_result(result, &table);
    for (guint p = 0; p < table.periods->len; p++)
        for (int a = 0; a < top->n_areas; a++) {
            SrValue value = {.division = top, .area = a};

            if (!sr_value_compute(&table, p, a, evaluator->values->texts, &value))
                continue;
            g_array_append_val(result->outside, value);
        }
}

/* What the parts of an index are measured by, in the newest period that has a value. */
static void
note_norms(Evaluator *evaluator, SrResult *result)
{
    const GPtrArray *components = result->indicator->components;
    const SrValue *newest = NULL;

    for (int i = result->first; i < result->first + result->n; i++) {
        const SrValue *value = sr_values_at(evaluator->values, i);

        if (value->status == SR_STATUS_OK &&
            (newest == NULL || strcmp(value->period, newest->period) > 0))
            newest = value;
    }
    if (newest == NULL || components->len == 0)
        return;
    result->norms = g_new0(SrReference, components->len);
    for (guint c = 0; c < components->len; c++) {
        const SrNorm *norm =
            sr_derivation_norm(evaluator->derivation, result->indicator,
                               components->pdata[c], newest->period, NULL);

        if (norm != NULL)
            result->norms[c] = norm->reference;
    }
}

static void
evaluate_indicator(Evaluator *evaluator, const SrIndicator *indicator)
{
    const SrEvaluation *evaluation = evaluator->evaluation;
    SrValues *values = evaluator->values;
    SrResult *result = g_new0(SrResult, 1);
    int n_levels = evaluation->schemes[0]->n_levels;
    int n_errors = sr_findings_n_errors(evaluator->findings);
    bool is_finest = true;

    result->indicator = indicator;
    result->first = (int)values->rows->len;
    result->points = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(values->results, result);
    for (int s = 0; s < evaluation->n_schemes; s++)
        for (int l = 0; l < n_levels; l++) {
            const SrScheme *scheme = evaluation->schemes[s];

            if (is_wanted(indicator, scheme, l) &&
                (s == 0 || !sr_level_is_fixed(scheme->divisions[l]->level)) &&
                evaluate_level(evaluator, result, scheme, l, is_finest))
                is_finest = false;
        }
    result->n = (int)values->rows->len - result->first;
    if (result->is_lost && result->n == 0)
        sr_findings_follow(evaluator->findings);
    else if (result->n == 0 && sr_findings_n_errors(evaluator->findings) == n_errors)
        sr_findings_add(evaluator->findings, SR_FINDING_ERROR, indicator->path, 0, NULL,
                        N_("no period has figures for all its variables"));
    if (result->n == 0)
        return;
    if (indicator->benchmark != NULL)
        read_outside(evaluator, result);
    note_norms(evaluator, result);
    SrValue *rows = &g_array_index(values->rows, SrValue, result->first);
    sr_rows_rank(rows, result, evaluation->schemes, evaluation->n_schemes);
    sr_rows_classify(rows, result, evaluation->schemes[0], evaluator->findings);
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
sr_values_rank(SrValues *values, SrResult *result, SrScheme *const *schemes,
               int n_schemes, SrFindings *findings)
{
    SrValue *rows = &g_array_index(values->rows, SrValue, result->first);

    for (int i = 0; i < result->n; i++) {
        rows[i].benchmark = NAN;
        rows[i].verdict = SR_VERDICT_NONE;
        rows[i].rank = rows[i].class = 0;
    }
    g_clear_pointer(&result->breaks, sr_breaks_free);
    g_clear_pointer(&result->own_breaks, g_hash_table_unref);
    result->has_fewer_classes = false;
    sr_rows_rank(rows, result, schemes, n_schemes);
    sr_rows_classify(rows, result, schemes[0], findings);
}

static void
result_free(gpointer data)
{
    SrResult *result = data;

    g_strfreev(result->datasets);
    g_strfreev(result->variables);
    g_free(result->population_base);
    sr_breaks_free(result->breaks);
    g_clear_pointer(&result->own_breaks, g_hash_table_unref);
    g_clear_pointer(&result->outside, g_array_unref);
    g_clear_pointer(&result->points, g_ptr_array_unref);
    g_free(result->norms);
    g_free(result);
}

SrValues *
sr_values_new(const SrEvaluation *evaluation, SrFindings *findings)
{
    SrValues *values = g_new0(SrValues, 1);
    g_autoptr(SrLedger) ledger = sr_ledger_new(evaluation->store, evaluation->schemes[0]);
    g_autoptr(SrDerivation) derivation = sr_derivation_new(
        ledger, evaluation->catalogue, evaluation->schemes[0], findings);
    Evaluator evaluator = {evaluation, ledger, derivation, findings, values};

    values->rows = g_array_new(FALSE, TRUE, sizeof(SrValue));
    values->results = g_ptr_array_new_with_free_func(result_free);
    values->texts = g_string_chunk_new(4096);
    for (int i = 0; i < sr_catalogue_n(evaluation->catalogue); i++) {
        const SrIndicator *indicator = sr_catalogue_at(evaluation->catalogue, i);

        if (evaluation->only == NULL || g_strv_contains(evaluation->only, indicator->id))
            evaluate_indicator(&evaluator, indicator);
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
