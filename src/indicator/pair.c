#include "indicator/pair.h"

#include "base/number.h"

#include <glib/gi18n.h>
#include <math.h>

void
sr_sum_table_clear(SrSumTable *table)
{
    g_clear_pointer(&table->totals, g_ptr_array_unref);
    g_clear_pointer(&table->first, g_hash_table_unref);
    g_clear_pointer(&table->periods, g_ptr_array_unref);
    g_clear_pointer(&table->places, g_free);
    if (table->top != NULL)
        sr_sum_table_clear(table->top);
    g_clear_pointer(&table->top, g_free);
}

/* Adds the totals of the expression's variables. */
static bool
load(SrSumTable *table, SrLedger *ledger, const SrScheme *scheme,
     SrExpression *expression, GError **error)
{
    const char *const *names = sr_expression_variables(expression);

    g_hash_table_insert(table->first, expression,
                        GINT_TO_POINTER((int)table->totals->len + 1));
    for (int i = 0; names[i] != NULL; i++) {
        const SrTotals *totals =
            sr_ledger_totals(ledger, names[i], scheme, table->level, error);

        if (totals == NULL) {
            table->failed_line = sr_expression_line(expression);
            return false;
        }
        g_ptr_array_add(table->totals, (gpointer)totals);
        table->is_protected = table->is_protected || totals->is_protected;
    }
    return true;
}

/* Fills the periods that every variable has, and where they stand in each. */
static void
find_periods(SrSumTable *table)
{
    guint n = table->totals->len;
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(int));
    g_autofree int *found = g_new(int, n + 1);

    table->periods = g_ptr_array_new();
    const SrTotals *first = n == 0 ? NULL : table->totals->pdata[0];
    for (int p = 0; first != NULL && p < first->n_periods; p++) {
        bool in_all = true;

        for (guint v = 0; v < n && in_all; v++) {
            found[v] = sr_totals_period(table->totals->pdata[v], first->periods[p]);
            in_all = found[v] >= 0;
        }
        if (!in_all)
            continue;
        g_ptr_array_add(table->periods, first->periods[p]);
        g_array_append_vals(places, found, n);
    }
    table->places = (int *)(void *)g_array_free(g_steal_pointer(&places), FALSE);
}

/* The highest level is wanted where it is the standard itself. */
static bool
needs_top(const SrIndicator *indicator, const SrScheme *scheme, int level)
{
    const SrStratum *first =
        indicator->standard == SR_STANDARD_NONE ? NULL : indicator->strata->pdata[0];

    return first != NULL && isnan(first->weight) && level < scheme->n_levels - 1;
}

bool
sr_sum_table_init(SrSumTable *table, const SrIndicator *indicator, SrLedger *ledger,
                  const SrScheme *scheme, int level, SrFindings *findings, GError **error)
{
    const SrDivision *division = scheme->divisions[level];
    g_autoptr(GPtrArray) expressions = sr_indicator_expressions(indicator);
    bool is_fixed = division->level->kind != SR_LEVEL_COLUMN;

    *table = (SrSumTable){.indicator = indicator,
                          .division = division,
                          .scheme = is_fixed ? "" : scheme->id,
                          .level = level,
                          .findings = findings,
                          .totals = g_ptr_array_new(),
                          .first = g_hash_table_new(NULL, NULL)};
    for (guint e = 0; e < expressions->len; e++)
        if (!load(table, ledger, scheme, expressions->pdata[e], error))
            return false;
    find_periods(table);
    if (!needs_top(indicator, scheme, level))
        return true;
    table->top = g_new0(SrSumTable, 1);
    return sr_sum_table_init(table->top, indicator, ledger, scheme, scheme->n_levels - 1,
                             findings, error);
}

/*
 * How far the result can be off when each value is off by its bound: exact for sums, the
 * first order of other expressions.
 */
static double
spread(SrExpression *expression, double *values, const double *bounds, guint n,
       double result)
{
    double all = 0;

    for (guint v = 0; v < n; v++) {
        double value = values[v];
        double moved;

        if (bounds[v] <= 0)
            continue;
        values[v] = value + bounds[v];
        if (sr_expression_compute(expression, values, &moved))
            all += fabs(moved - result);
        values[v] = value;
    }
    return all;
}

#define FEW_VARIABLES 16

bool
sr_pair_compute(const SrSumTable *table, SrExpression *expression, guint period, int area,
                SrPair *pair, double *result, double *error_bound)
{
    int from = GPOINTER_TO_INT(g_hash_table_lookup(table->first, expression)) - 1;
    guint n = (guint)sr_expression_n(expression);
    const int *places = table->places + (gsize)period * table->totals->len + from;
    double few[2 * FEW_VARIABLES];
    g_autofree double *many = n > FEW_VARIABLES ? g_new(double, 2 * n) : NULL;
    double *values = many != NULL ? many : few;
    double *bounds = values + n;

    for (guint v = 0; v < n; v++) {
        const SrTotals *totals = table->totals->pdata[(guint)from + v];
        const SrTotal *total = sr_totals_at(totals, places[v], area);

        values[v] = total->value;
        bounds[v] = total->error_bound;
        pair->status = sr_status_join(pair->status, total->status);
        pair->flags |= total->flags | (totals->is_synthetic ? SR_FLAG_SYNTHETIC : 0u);
        pair->coverage = MIN(pair->coverage, total->coverage);
    }
    if (pair->status != SR_STATUS_OK ||
        !sr_expression_compute(expression, values, result))
        return false;
    *error_bound = spread(expression, values, bounds, n, *result);
    return true;
}

/* Nothing can be divided by: no expression of counts should get there. */
static void
refuse_negative(const SrSumTable *table, guint period, int area, SrPair *pair)
{
    char buffer[SR_NUMBER_SIZE];

    if (pair->status != SR_STATUS_OK || pair->denominator >= 0)
        return;
    pair->status = SR_STATUS_NOT_APPLICABLE;
    const char *path = table->indicator->path;
    const char *name = table->division->names[area];
    const char *when = table->periods->pdata[period];
    if (table->is_protected) /* no number of protected figures is told */
        sr_findings_add(table->findings, SR_FINDING_ERROR, path, 0, name,
                        N_("%s: the denominator is negative"), when);
    else
        sr_findings_add(table->findings, SR_FINDING_ERROR, path, 0, name,
                        N_("%s: the denominator is negative (%s)"), when,
                        sr_number_write(buffer, pair->denominator));
}

static SrPair
pair_of(const SrSumTable *table, guint period, int area)
{
    const SrIndicator *indicator = table->indicator;
    bool is_count = indicator->denominator == NULL;
    double ignored;
    SrPair pair = {.numerator = NAN,
                   .denominator = is_count ? 1 : NAN,
                   .squares = NAN,
                   .coverage = 1,
                   .status = SR_STATUS_OK};
    bool has = sr_pair_compute(table, indicator->numerator, period, area, &pair,
                               &pair.numerator, &pair.numerator_bound);

    if (!is_count)
        has = sr_pair_compute(table, indicator->denominator, period, area, &pair,
                              &pair.denominator, &pair.denominator_bound) &&
              has;
    if (indicator->squares != NULL)
        has = sr_pair_compute(table, indicator->squares, period, area, &pair,
                              &pair.squares, &ignored) &&
              has;
    if (!has && pair.status == SR_STATUS_OK)
        pair.status = SR_STATUS_NOT_APPLICABLE; /* a division by zero inside a part */
    refuse_negative(table, period, area, &pair);
    return pair;
}

SrPair
sr_pair_over(const SrSumTable *table, guint from, guint to, int area)
{
    SrPair all = pair_of(table, from, area);

    for (guint p = from + 1; p <= to; p++) {
        SrPair one = pair_of(table, p, area);

        all.numerator += one.numerator;
        all.denominator += one.denominator;
        all.squares += one.squares;
        all.numerator_bound += one.numerator_bound;
        all.denominator_bound += one.denominator_bound;
        all.coverage = MIN(all.coverage, one.coverage);
        all.status = sr_status_join(all.status, one.status);
        all.flags |= one.flags;
    }
    return all;
}

double
sr_pair_bound(const SrPair *pair)
{
    double least = pair->denominator - pair->denominator_bound;
    double quotient = pair->numerator / pair->denominator;

    if (pair->numerator_bound <= 0 && pair->denominator_bound <= 0)
        return 0;
    if (least <= 0)
        return INFINITY;
    return (fabs(pair->numerator) + pair->numerator_bound) / least - fabs(quotient);
}

double
sr_pairs_bound(const SrPair *now, const SrPair *before)
{
    double rate_now = now->numerator / now->denominator;
    double rate_before = before->numerator / before->denominator;
    double bound_now = sr_pair_bound(now);
    double least = fabs(rate_before) - sr_pair_bound(before);

    if (bound_now <= 0 && sr_pair_bound(before) <= 0)
        return 0;
    if (!(least > 0))
        return INFINITY;
    return (fabs(rate_now) + bound_now) / least - fabs(rate_now / rate_before);
}
