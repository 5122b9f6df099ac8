#include "indicator/trial.h"

#include "base/nearest.h"
#include "base/number.h"
#include "indicator/value.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Beside half a unit of the last digit: what arithmetic may lose. */
#define RELATIVE_TOLERANCE 1e-9

typedef struct {
    const SrIndicator *indicator;
    const SrTrial *trial;
    SrFindings *findings;
    bool has_failed;
} Run;

/* Takes over @message. */
static void
complain(Run *run, char *message)
{
    run->has_failed = true;
    sr_findings_add(run->findings, SR_FINDING_ERROR, run->indicator->path,
                    run->trial->line, run->trial->name, "%s", message);
    g_free(message);
}

/* What people call the variable: "{index/part}" is given as part, "{id}" as id. */
static char *
given_name(const char *variable)
{
    if (!sr_variable_is_reference(variable))
        return g_strdup(variable);
    const char *slash = strchr(variable, '/');
    const char *first = slash != NULL ? slash + 1 : variable + 1;

    return g_strndup(first, strlen(first) - 1);
}

/* Computes the expression from what is given; NAN if it has no value. */
static double
compute(Run *run, SrExpression *expression, char *const *names, const double *given)
{
    const char *const *variables = sr_expression_variables(expression);
    g_autofree double *values = g_new0(double, sr_expression_n(expression) + 1);
    double result = NAN;

    for (int v = 0; variables[v] != NULL; v++) {
        g_autofree char *name = given_name(variables[v]);
        int at = 0;

        while (names[at] != NULL && !g_str_equal(names[at], name))
            at++;
        if (names[at] == NULL) {
            complain(run, g_strdup_printf(_("nothing is given for '%s'"), name));
            return NAN;
        }
        values[v] = given[at];
    }
    return sr_expression_compute(expression, values, &result) ? result : NAN;
}

static SrPair
pair_of(Run *run, char *const *names, const double *given)
{
    const SrIndicator *indicator = run->indicator;
    SrPair pair = {.denominator = 1, .squares = NAN, .coverage = 1};

    pair.numerator = compute(run, indicator->numerator, names, given);
    if (indicator->denominator != NULL)
        pair.denominator = compute(run, indicator->denominator, names, given);
    if (indicator->squares != NULL)
        pair.squares = compute(run, indicator->squares, names, given);
    if (isnan(pair.numerator) || isnan(pair.denominator))
        pair.status = SR_STATUS_NOT_APPLICABLE;
    return pair;
}

/* A name that stands in no expression is a slip. */
static void
check_names(Run *run, char *const *names)
{
    g_autoptr(GPtrArray) expressions = sr_indicator_expressions(run->indicator);
    g_autoptr(GPtrArray) known = g_ptr_array_new_with_free_func(g_free);

    for (guint e = 0; e < expressions->len; e++) {
        const char *const *variables = sr_expression_variables(expressions->pdata[e]);

        for (int v = 0; variables[v] != NULL; v++)
            g_ptr_array_add(known, given_name(variables[v]));
    }
    for (int i = 0; names[i] != NULL; i++) {
        if (g_ptr_array_find_with_equal_func(known, names[i], g_str_equal, NULL))
            continue;
        g_autofree char *near = sr_nearest_list(
            names[i], (const char *const *)known->pdata, (int)known->len, 3);
        complain(run, g_strdup_printf(_("'%s' stands in no expression; nearest are %s"),
                                      names[i], near));
    }
}

static void
run_trial(Run *run)
{
    const SrTrial *trial = run->trial;
    bool is_change = run->indicator->span > SR_SPAN_MEAN;
    SrValue value = {.indicator = run->indicator};
    char texts[2][SR_NUMBER_SIZE];

    check_names(run, trial->variables);
    check_names(run, trial->variables_before);
    if (is_change && *trial->variables_before == NULL)
        complain(run, g_strdup(_("a change needs the key 'before' too")));
    if (run->has_failed)
        return;
    SrPair now = pair_of(run, trial->variables, trial->values);
    SrPair before = is_change
                        ? pair_of(run, trial->variables_before, trial->values_before)
                        : (SrPair){0};
    if (run->has_failed)
        return;
    sr_value_of_pairs(run->indicator, false, &now, is_change ? &before : NULL, &value);
    double tolerance = trial->tolerance + RELATIVE_TOLERANCE * fabs(trial->expected);
    bool is_none = value.status != SR_STATUS_OK;
    if (is_none && isnan(trial->expected))
        return;
    if (is_none != isnan(trial->expected) ||
        fabs(value.value - trial->expected) > tolerance)
        complain(run, g_strdup_printf(_("the test fails: %s comes, %s was expected"),
                                      is_none ? sr_status_name(value.status)
                                              : sr_number_write(texts[0], value.value),
                                      isnan(trial->expected)
                                          ? "none"
                                          : sr_number_write(texts[1], trial->expected)));
}

void
sr_trials_run(const SrIndicator *indicator, SrFindings *findings)
{
    for (guint t = 0; t < indicator->trials->len; t++) {
        Run run = {indicator, indicator->trials->pdata[t], findings, false};

        if (indicator->query != NULL || indicator->standard != SR_STANDARD_NONE)
            complain(&run, g_strdup(_("only expressions can be tested, neither SQL nor "
                                      "standardising")));
        else
            run_trial(&run);
    }
}
