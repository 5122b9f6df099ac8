#include "indicator/pair.h"

#include "base/number.h"

#include <glib/gi18n.h>
#include <math.h>

void
sr_sum_table_clear(SrSumTable *table)
{
    g_clear_pointer(&table->totals, g_ptr_array_unref);
    g_clear_pointer(&table->periods, g_ptr_array_unref);
}
bool
sr_sum_table_load(SrSumTable *table, SrLedger *ledger, const SrScheme *scheme,
                  SrExpression *expression, GError **error)
{
    if (expression == NULL)
        return true;
    const char *const *names = sr_expression_variables(expression);
    for (int i = 0; names[i] != NULL; i++) {
        const SrTotals *totals =
            sr_ledger_totals(ledger, names[i], scheme, table->level, error);

        if (totals == NULL)
            return false;
        g_ptr_array_add(table->totals, (gpointer)totals);
        table->is_protected = table->is_protected || totals->is_protected;
    }
    return true;
}

void
sr_sum_table_find_periods(SrSumTable *table)
{
    table->periods = g_ptr_array_new();
    if (table->totals->len == 0)
        return;
    const SrTotals *first = table->totals->pdata[0];
    for (int p = 0; p < first->n_periods; p++) {
        bool in_all = true;

        for (guint v = 1; v < table->totals->len; v++)
            in_all = in_all &&
                     sr_totals_period(table->totals->pdata[v], first->periods[p]) >= 0;
        if (in_all)
            g_ptr_array_add(table->periods, first->periods[p]);
    }
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

/* Computes one expression from its variables, which stand at @from among the totals. */
static bool
compute(const SrSumTable *table, SrExpression *expression, guint from, const char *period,
        int area, SrPair *pair, double *result, double *error_bound)
{
    const char *const *names = sr_expression_variables(expression);
    guint n = g_strv_length((char **)names);
    g_autofree double *values = g_new(double, n + 1);
    g_autofree double *bounds = g_new(double, n + 1);

    for (guint v = 0; v < n; v++) {
        const SrTotals *totals = table->totals->pdata[from + v];
        const SrTotal *total =
            sr_totals_at(totals, sr_totals_period(totals, period), area);

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
refuse_negative(const SrSumTable *table, const char *period, int area, SrPair *pair)
{
    char buffer[SR_NUMBER_SIZE];

    if (pair->status != SR_STATUS_OK || pair->denominator >= 0)
        return;
    pair->status = SR_STATUS_NOT_APPLICABLE;
    const char *path = table->indicator->path;
    const char *name = table->division->names[area];
    if (table->is_protected) /* no number of protected figures is told */
        sr_findings_add(table->findings, SR_FINDING_ERROR, path, 0, name,
                        N_("%s: the denominator is negative"), period);
    else
        sr_findings_add(table->findings, SR_FINDING_ERROR, path, 0, name,
                        N_("%s: the denominator is negative (%s)"), period,
                        sr_number_write(buffer, pair->denominator));
}

SrPair
sr_pair_of(const SrSumTable *table, const char *period, int area)
{
    const SrIndicator *indicator = table->indicator;
    bool is_count = indicator->denominator == NULL;
    SrPair pair = {.numerator = NAN,
                   .denominator = is_count ? 1 : NAN,
                   .coverage = 1,
                   .status = SR_STATUS_OK};
    bool has = compute(table, indicator->numerator, 0, period, area, &pair,
                       &pair.numerator, &pair.numerator_bound);

    if (!is_count)
        has = compute(table, indicator->denominator, (guint)table->n_numerator, period,
                      area, &pair, &pair.denominator, &pair.denominator_bound) &&
              has;
    if (!has && pair.status == SR_STATUS_OK)
        pair.status = SR_STATUS_NOT_APPLICABLE; /* a division by zero inside a part */
    refuse_negative(table, period, area, &pair);
    return pair;
}

SrPair
sr_pair_over(const SrSumTable *table, guint from, guint to, int area)
{
    SrPair all = {.coverage = 1, .status = SR_STATUS_OK};

    for (guint p = from; p <= to; p++) {
        SrPair one = sr_pair_of(table, table->periods->pdata[p], area);

        all.numerator += one.numerator;
        all.denominator += one.denominator;
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
