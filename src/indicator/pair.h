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
typedef struct SrSumTable SrSumTable;
struct SrSumTable {
    const SrIndicator *indicator;
    const SrDivision *division;
    const char *scheme; /* "" where the level depends on none */
    int level;
    SrFindings *findings;
    GPtrArray *totals;  /* of SrTotals, borrowed: the variables of all expressions */
    GHashTable *first;  /* SrExpression → the place of its first variable + 1 */
    GPtrArray *periods; /* of char *, borrowed from totals: those all variables have */
    int *places;        /* [periods * totals]: the place of the period in the totals */
    SrSumTable *top;    /* of a standardised one: the same at the highest level */
    int failed_line; /* of the definition, after sr_sum_table_init() failed; 0 = none */
    bool is_protected;
};

/*
 * Reads what @indicator needs at @level of @scheme.
 * Returns: false with SR_ERROR_INPUT if a variable has no figures there.
 */
bool sr_sum_table_init(SrSumTable *table, const SrIndicator *indicator, SrLedger *ledger,
                       const SrScheme *scheme, int level, SrFindings *findings,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

void sr_sum_table_clear(SrSumTable *table);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SrSumTable, sr_sum_table_clear)

/* The sums of an area in a period, before they are divided. */
typedef struct {
    double numerator;
    double denominator;     /* of a count: the number of periods */
    double squares;         /* NAN where none are asked for */
    double numerator_bound; /* they are off by at most so much (rounded inputs), or 0 */
    double denominator_bound;
    double coverage;
    SrStatus status;
    unsigned flags;
} SrPair;

/*
 * Sums over sums of the periods @from .. @to (indices of the table's periods; one period:
 * both the same): of a count, the sum over the number of periods, its mean. A negative
 * denominator is told in the findings.
 */
SrPair sr_pair_over(const SrSumTable *table, guint from, guint to, int area);

/*
 * How far the quotient can be off: the most where numerator and denominator err against
 * each other; 0 if nothing was rounded.
 */
double sr_pair_bound(const SrPair *pair);

/*
 * How far @now over @before can be off, both of them quotients, in their own unit: 0 if
 * nothing was rounded.
 */
double sr_pairs_bound(const SrPair *now, const SrPair *before);

/*
 * Computes one expression of the table for an area in a period: joins the status of its
 * variables to that of @pair, and their flags and coverage.
 * Returns: whether @result is a number; it is off by at most @error_bound.
 */
bool sr_pair_compute(const SrSumTable *table, SrExpression *expression, guint period,
                     int area, SrPair *pair, double *result, double *error_bound);
