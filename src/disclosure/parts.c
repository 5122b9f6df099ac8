#include "disclosure/parts.h"

#include "disclosure/relations.h"

#include <math.h>

#define N_TRIALS 12
#define MOST_FACTOR 60 /* 1/12 and the like become whole */

void
sr_part_free(gpointer data)
{
    SrPart *part = data;

    g_strfreev(part->variables);
    g_free(part->coefficients);
    g_free(part);
}

/* What is asked for of one expression. */
typedef struct {
    SrExpression *expression;
    const char *const *names;
    int n;
    SrFamilies *families;
    int minimum;
    GPtrArray *parts;
} Analysis;

static bool
is_protected(const Analysis *analysis, int v)
{
    const SrFamily *family = sr_families_find(analysis->families, analysis->names[v]);

    return family != NULL && family->is_protected;
}

static bool
is_count(const Analysis *analysis, int v)
{
    const SrFamily *family = sr_families_find(analysis->families, analysis->names[v]);

    return family->is_whole && !sr_relation_is_measure(analysis->names[v]);
}

/* The least of what custom asks for all the variables, or the indicator's own. */
static int
minimum_of(const Analysis *analysis, char *const *variables)
{
    int least = G_MAXINT;

    for (int i = 0; variables[i] != NULL; i++)
        least = MIN(least, sr_families_least(analysis->families, variables[i]));
    return variables[0] == NULL ? analysis->minimum : MAX(analysis->minimum, least);
}

/* Takes over @variables and @coefficients. */
static SrPart *
add_part(Analysis *analysis, char **variables, int *coefficients)
{
    SrPart *part = g_new0(SrPart, 1);

    part->variables = variables;
    part->coefficients = coefficients;
    part->minimum = minimum_of(analysis, variables);
    g_ptr_array_add(analysis->parts, part);
    return part;
}

static void
add_sum(Analysis *analysis, char **variables)
{
    guint n = g_strv_length(variables);
    int *ones = g_new(int, n + 1);

    for (guint i = 0; i < n; i++)
        ones[i] = 1;
    add_part(analysis, variables, ones);
}

/* The slope of each variable, if the expression is linear wherever it is tried. */
static bool
find_slopes(const Analysis *analysis, double *slopes)
{
    g_autofree double *point = g_new0(double, analysis->n + 1);
    g_autoptr(GRand) rand = g_rand_new_with_seed(1);
    double constant;

    if (!sr_expression_compute(analysis->expression, point, &constant))
        return false;
    for (int v = 0; v < analysis->n; v++) {
        point[v] = 1;
        if (!sr_expression_compute(analysis->expression, point, &slopes[v]))
            return false;
        slopes[v] -= constant;
        point[v] = 0;
    }
    for (int trial = 0; trial < N_TRIALS; trial++) {
        double expected = constant;
        double size = fabs(constant);
        double found;

        for (int v = 0; v < analysis->n; v++) {
            point[v] = g_rand_int_range(rand, 0, trial % 2 == 0 ? 7 : 3000);
            expected += slopes[v] * point[v];
            size += fabs(slopes[v] * point[v]);
        }
        if (!sr_expression_compute(analysis->expression, point, &found) ||
            fabs(found - expected) > 1e-9 * (size + 1))
            return false;
    }
    return true;
}

static int
common_divisor(int a, int b)
{
    while (b != 0) {
        int rest = a % b;

        a = b;
        b = rest;
    }
    return abs(a);
}

/* Whole coefficients in the proportions of the slopes: 12, 12 is 1, 1. Or NULL. */
static int *
whole_coefficients(const double *slopes, int n, double *scale)
{
    g_autofree int *whole = g_new0(int, n + 1);

    for (int factor = 1; factor <= MOST_FACTOR; factor++) {
        int divisor = 0;
        bool fits = true;

        for (int v = 0; v < n; v++) {
            double value = slopes[v] * factor;

            fits = fits && fabs(value) < 1e6 && fabs(value - nearbyint(value)) < 1e-9;
            if (!fits)
                break;
            whole[v] = (int)nearbyint(value);
            divisor = common_divisor(divisor, whole[v]);
        }
        if (!fits || divisor == 0)
            continue;
        for (int v = 0; v < n; v++)
            whole[v] /= divisor;
        *scale = (double)divisor / factor;
        return g_steal_pointer(&whole);
    }
    return NULL;
}

/* One part, if the protected counts stand in the expression as a plain sum. */
static bool
take_as_sum(Analysis *analysis)
{
    g_autofree double *slopes = g_new0(double, analysis->n + 1);
    GPtrArray *variables = g_ptr_array_new();
    double scale = 0;
    int n_public = 0;

    if (!find_slopes(analysis, slopes)) {
        g_ptr_array_unref(variables);
        return false;
    }
    for (int v = 0; v < analysis->n; v++)
        if (is_protected(analysis, v)) {
            slopes[variables->len] = slopes[v];
            g_ptr_array_add(variables, g_strdup(analysis->names[v]));
        } else
            n_public++;
    int *whole = whole_coefficients(slopes, (int)variables->len, &scale);
    g_ptr_array_add(variables, NULL);
    char **names = (char **)g_ptr_array_free(variables, FALSE);
    if (whole == NULL) {
        g_strfreev(names);
        return false;
    }
    SrPart *part = add_part(analysis, names, whole);
    part->scale = scale;
    part->is_everything = n_public == 0;
    return true;
}

/* Each protected variable by itself: the counts, and what measures hang on. */
static bool
take_apart(Analysis *analysis)
{
    for (int v = 0; v < analysis->n; v++) {
        g_auto(GStrv) companions = sr_relation_companions(analysis->names[v]);

        if (!is_protected(analysis, v))
            continue;
        if (is_count(analysis, v)) {
            const char *const one[] = {analysis->names[v], NULL};

            add_sum(analysis, g_strdupv((char **)one));
        } else if (companions == NULL)
            return false;
    }
    return true;
}

static void
add_companions(Analysis *analysis)
{
    for (int v = 0; v < analysis->n; v++) {
        char **companions =
            is_protected(analysis, v) ? sr_relation_companions(analysis->names[v]) : NULL;

        if (companions != NULL)
            add_sum(analysis, companions);
    }
}

GPtrArray *
sr_parts_of(SrExpression *expression, int minimum, SrFamilies *families)
{
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(sr_part_free);
    Analysis analysis = {.expression = expression,
                         .families = families,
                         .minimum = minimum,
                         .parts = parts};
    bool has_protected = false;
    bool counts_only = true;

    if (expression == NULL)
        return g_steal_pointer(&parts);
    analysis.names = sr_expression_variables(expression);
    analysis.n = (int)g_strv_length((char **)analysis.names);
    for (int v = 0; v < analysis.n; v++) {
        has_protected = has_protected || is_protected(&analysis, v);
        counts_only =
            counts_only && (!is_protected(&analysis, v) || is_count(&analysis, v));
    }
    if (!has_protected)
        return g_steal_pointer(&parts);
    if ((!counts_only || !take_as_sum(&analysis)) && !take_apart(&analysis))
        return NULL;
    add_companions(&analysis);
    return g_steal_pointer(&parts);
}
