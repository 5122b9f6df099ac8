/*
 * expression.h — the arithmetic an analyst writes: an SQL expression over variables.
 *
 *     hilfen_27_2 + hilfen_29            iif(plaetze > kinder, kinder, plaetze)
 *     {jugendhilfe-index} - {sozialstruktur-index}       values of other indicators
 *
 * It is computed by SQLite on a connection of its own that holds no data, under an
 * authorizer: names of variables, numbers, operators, CASE and a few functions; no table,
 * no subquery, no statement. Every number is a real: 1/3 is a third, where SQL cuts it
 * down to 0. A step limit ends what would run for ever.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct SrExpression SrExpression;

/*
 * Returns: (transfer full): the expression, or NULL with SR_ERROR_INPUT: a syntax error,
 * a function or construct that is not allowed.
 */
SrExpression *sr_expression_new(const char *text, GError **error);

void sr_expression_free(SrExpression *expression);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrExpression, sr_expression_free)

const char *sr_expression_text(const SrExpression *expression);

/* The line of the definition where it stands; 0 = not told. */
void sr_expression_set_line(SrExpression *expression, int line);
int sr_expression_line(const SrExpression *expression);

/*
 * The variables it names, each once, in the order of first use: NULL-terminated. The
 * value of an indicator is a variable in braces: "{eckwert}".
 */
const char *const *sr_expression_variables(const SrExpression *expression);

/* How many they are. */
int sr_expression_n(const SrExpression *expression);

/*
 * Computes it from @values, one finite number for each variable in their order.
 * Returns: whether @result is a finite number (a division by zero gives none).
 */
bool sr_expression_compute(SrExpression *expression, const double *values,
                           double *result);

/* Whether the variable is the value of an indicator, not a figure of a data set. */
static inline bool
sr_variable_is_reference(const char *name)
{
    return name[0] == '{';
}
