#include "fuzz.h"

#include "indicator/expression.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    g_autofree char *text = g_strndup((const char *)data, n);
    g_autoptr(SrExpression) expression = sr_expression_new(text, NULL);

    if (expression == NULL)
        return 0;
    guint n_variables = g_strv_length((char **)sr_expression_variables(expression));
    g_autofree double *values = g_new(double, n_variables + 1);
    double result = 0;

    for (guint i = 0; i < n_variables; i++)
        values[i] = i * 1.5;
    (void)sr_expression_compute(expression, values, &result);
    return 0;
}
