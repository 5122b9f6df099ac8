/*
 * pair.h — numerator and denominator of an indicator, before they are divided.
 *
 *     variables → totals of the areas of a level → two expressions → a pair
 *
 * A pair of several periods is the sum over sums. Status, flags and what rounding may
 * have cost travel along.
 */
#pragma once

#include "base/finding.h"
#include "indicator/definition.h"
#include "indicator/totals.h"

/* One indicator at one level. */
typedef struct {
    const SrIndicator *indicator;
    const SrDivision *division;
    const char *scheme; /* "" where the level depends on none */
    int level;
    SrFindings *findings;
    GPtrArray *totals;  /* of SrTotals, owned: one a variable, numerator's first */
    int n_numerator;    /* variables of the numerator */
    GPtrArray *periods; /* of char *, borrowed from totals: those all variables have */
    bool is_protected;
} SrSumTable;

void sr_sum_table_clear(SrSumTable *table);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SrSumTable, sr_sum_table_clear)

/*
 * Adds the totals of @expression's variables (NULL: none) at the table's level of
 * @scheme. Returns: false with SR_ERROR_INPUT if one has no figures there.
 */
bool sr_sum_table_load(SrSumTable *table, SrLedger *ledger, const SrScheme *scheme,
                       SrExpression *expression,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Fills the periods that every variable has. */
void sr_sum_table_find_periods(SrSumTable *table);

/* The two sums of an area in a period, before they are divided. */
typedef struct {
    double numerator;
    double denominator;     /* of a count: the number of periods */
    double numerator_bound; /* they are off by at most so much (rounded inputs), or 0 */
    double denominator_bound;
    double coverage;
    SrStatus status;
    unsigned flags;
} SrPair;

/* The pair of @area in @period. A negative denominator is told in the findings. */
SrPair sr_pair_of(const SrSumTable *table, const char *period, int area);

/*
 * Sums over sums of the periods @from .. @to (indices of the table's periods): of a
 * count, the sum over the number of periods, its mean.
 */
SrPair sr_pair_over(const SrSumTable *table, guint from, guint to, int area);

/*
 * How far the quotient can be off: the most where numerator and denominator err against
 * each other; 0 if nothing was rounded.
 */
double sr_pair_bound(const SrPair *pair);
