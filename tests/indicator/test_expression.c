#include "base/error.h"
#include "indicator/expression.h"

#include <math.h>
#include <string.h>

static void
test_values(void)
{
    static const struct {
        const char *text;
        int n;
        const char *first;
        double a, b, result; /* NAN: no result */
    } cases[] = {
        {"bev_u21", 1, "bev_u21", 7, 0, 7},
        {"a + b", 2, "a", 1, 2, 3},
        {"a + b + a", 2, "a", 1, 2, 4},
        {"a / b", 2, "a", 1, 2, 0.5},
        {"a / b", 2, "a", 1, 0, NAN},
        {"100 * (a - 1e1) / max(a, b)", 2, "a", 20, 5, 50},
        {"case when a > b then a else b end", 2, "a", 3, 9, 9},
        {"iif(a > b, 1, 0)", 2, "a", 3, 9, 0},
        {"1 + 2", 0, NULL, 0, 0, 3},
        {"1/4", 0, NULL, 0, 0, 0.25}, /* a quarter, where SQL says 0 */
        {"(3 + 2) / 2 * a", 1, "a", 2, 0, 5},
        {"5 / nullif(0, 0)", 0, NULL, 0, 0, NAN},
        {"round(a_1 / 3, 2)", 1, "a_1", 1, 0, 0.33},
        {"1e0 / 8 + .5 / 4", 0, NULL, 0, 0, 0.25},
        {"a * 1e300 * 1e300", 1, "a", 1, 0, NAN},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(SrExpression) expression = sr_expression_new(cases[i].text, &error);
        double result = NAN;

        g_assert_no_error(error);
        const char *const *names = sr_expression_variables(expression);
        g_assert_cmpint(g_strv_length((char **)names), ==, cases[i].n);
        g_assert_cmpstr(names[0], ==, cases[i].first);
        bool has = sr_expression_compute(expression, (double[]){cases[i].a, cases[i].b},
                                         &result);
        g_test_message("case %zu", i);
        g_assert_cmpint(has, ==, !isnan(cases[i].result));
        if (has)
            g_assert_cmpfloat(result, ==, cases[i].result);
    }
}

static void
test_refusals(void)
{
    static const char *const cases[] = {
        "",
        "a +",
        "a b",
        "a) + (b",
        "1) UNION SELECT (2",
        "(SELECT 1)",
        "'text'",
        "\"x\"",
        "a; DROP TABLE x",
        "a -- b",
        "a /* b */",
        "load_extension(a)",
        "random()",
        "sum(a)",
        "readfile(a)",
        "?1",
        "a@b",
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(SrExpression) expression = sr_expression_new(cases[i], &error);

        g_test_message("%s", cases[i]);
        g_assert_null(expression);
        g_assert_error(error, SR_ERROR, SR_ERROR_INPUT);
    }
}

/* What is said helps to find the place. */
static void
test_messages(void)
{
    static const struct {
        const char *text, *says;
    } cases[] = {
        {"sum(a)", "'sum'"},    {"avg (a)", "nullif"}, /* what there is instead */
        {"a + ", "at its end"}, {"a b * 2", "from 'b' on"}, {"(a", "bracket"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(SrExpression) expression = sr_expression_new(cases[i].text, &error);

        g_assert_null(expression);
        g_test_message("%s", error->message);
        g_assert_nonnull(strstr(error->message, cases[i].says));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/expression/values", test_values);
    g_test_add_func("/expression/refusals", test_refusals);
    g_test_add_func("/expression/messages", test_messages);
    return g_test_run();
}
