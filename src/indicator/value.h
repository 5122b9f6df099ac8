/*
 * value.h — one value: a pair divided, compared with another year, standardised; with its
 * limits and how far rounding may have put it off. Used by evaluate and derived.
 */
#pragma once

#include "indicator/evaluate.h"
#include "indicator/pair.h"

/*
 * The value of @area in the table's period number @p: fills period (kept in @texts),
 * numbers, status, flags and coverage of @value.
 * Returns: false where the span does not reach back so far; there is no value then.
 */
bool sr_value_compute(const SrSumTable *table, guint p, int area, GStringChunk *texts,
                      SrValue *value);

/*
 * The same of @now and, for changes, @before (else NULL), when the figures are there.
 * @is_protected: as rates of protected cases need people.
 */
void sr_value_of_pairs(const SrIndicator *indicator, bool is_protected, const SrPair *now,
                       const SrPair *before, SrValue *value);

/* Of one year or of several: the place of its first, or -1 if they are not all there. */
int sr_value_first_period(const SrSumTable *table, guint p);

/* The base of the first population among the variables of @expression (or NULL), or NULL.
 */
const char *sr_sum_table_base(const SrSumTable *table, SrExpression *expression);
