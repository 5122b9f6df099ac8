/*
 * query.h — definitions in SQL, where an expression is not enough: indicators/<id>.sql.
 *
 * One SELECT over two tables, in SQLite's dialect, run once for each level:
 *
 *     areas      area  name  period  and a column for each of the variables: the sums of
 *                the areas of the level
 *     gemeinden  area  gemeinde  name  period  and the same columns: what they are made
 * of
 *
 * It gives a row an area and period: area, period, numerator and, unless the kind has
 * none, denominator. A variable that has no figure is NULL, and so is every sum of it:
 * sum, avg, min and max are aggregates of our own, exact in any order. Further there are
 * gini(amount, people) and segregation(group, people), both aggregates.
 *
 * A row of an area one of whose variables is not ok has that status, whatever the SELECT
 * says. Where it gives no value for want of a figure of another area, the value has the
 * worst status of them all; where it would give none in any case, it does not apply.
 * Nothing can be written, opened or asked of the clock; a number of steps ends what would
 * run for ever.
 */
#pragma once

#include "indicator/definition.h"
#include "indicator/totals.h"

/*
 * The column @column of the query of @indicator, as a variable called @name.
 * Returns: (transfer full): the totals, or NULL with SR_ERROR_INPUT.
 */
SrTotals *sr_query_totals(const SrIndicator *indicator, const char *name,
                          const char *column, SrLedger *ledger, const SrScheme *scheme,
                          int level, GError **error);
