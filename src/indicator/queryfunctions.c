#include "indicator/queryfunctions.h"

#include "stats/inequality.h"
#include "stats/sum.h"

#include <math.h>
#include <sqlite3.h>

static const char *const allowed[] = {
    "abs",  "avg",   "coalesce",    "count", "exp",    "gini", "iif",
    "lag",  "lead",  "like",        "ln",    "max",    "min",  "nullif",
    "rank", "round", "segregation", "sqrt",  "substr", "sum",  "total"};

bool
sr_query_function_is_allowed(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(allowed); i++)
        if (g_ascii_strcasecmp(name, allowed[i]) == 0)
            return true;
    return false;
}

/* --- Sums and means; also over windows, so that figures can leave again --- */

typedef struct {
    SrSum sum;
    gint64 n;
    gint64 n_unknown;
} Sum;

static void
sum_move(sqlite3_context *context, sqlite3_value *value, int sign)
{
    Sum *sum = sqlite3_aggregate_context(context, sizeof *sum);

    if (sum == NULL)
        return;
    sum->n += sign;
    if (sqlite3_value_type(value) == SQLITE_NULL)
        sum->n_unknown += sign;
    else
        sr_sum_add(&sum->sum, sign * sqlite3_value_double(value));
}

static void
sum_step(sqlite3_context *context, int n, sqlite3_value **values)
{
    (void)n;
    sum_move(context, values[0], 1);
}

static void
sum_inverse(sqlite3_context *context, int n, sqlite3_value **values)
{
    (void)n;
    sum_move(context, values[0], -1);
}

static void
sum_value(sqlite3_context *context)
{
    const Sum *sum = sqlite3_aggregate_context(context, 0);

    if (sum == NULL || sum->n == 0 || sum->n_unknown > 0)
        sqlite3_result_null(context);
    else
        sqlite3_result_double(context, sr_sum_value(&sum->sum));
}

static void
mean_value(sqlite3_context *context)
{
    const Sum *sum = sqlite3_aggregate_context(context, 0);

    if (sum == NULL || sum->n == 0 || sum->n_unknown > 0)
        sqlite3_result_null(context);
    else
        sqlite3_result_double(context, sr_sum_value(&sum->sum) / (double)sum->n);
}

/* --- Extremes --- */

typedef struct {
    double least;
    double greatest;
    bool has_any;
    bool has_unknown;
} Extremes;

static void
extremes_step(sqlite3_context *context, int n, sqlite3_value **values)
{
    Extremes *extremes = sqlite3_aggregate_context(context, sizeof *extremes);
    double value = sqlite3_value_double(values[0]);

    (void)n;
    if (extremes == NULL)
        return;
    if (sqlite3_value_type(values[0]) == SQLITE_NULL) {
        extremes->has_unknown = true;
        return;
    }
    extremes->least = extremes->has_any ? MIN(extremes->least, value) : value;
    extremes->greatest = extremes->has_any ? MAX(extremes->greatest, value) : value;
    extremes->has_any = true;
}

static void
extremes_give(sqlite3_context *context, bool is_least)
{
    const Extremes *extremes = sqlite3_aggregate_context(context, 0);

    if (extremes == NULL || !extremes->has_any || extremes->has_unknown)
        sqlite3_result_null(context);
    else
        sqlite3_result_double(context, is_least ? extremes->least : extremes->greatest);
}

static void
least_final(sqlite3_context *context)
{
    extremes_give(context, true);
}

static void
greatest_final(sqlite3_context *context)
{
    extremes_give(context, false);
}

/* --- How unevenly something is spread --- */

typedef struct {
    GArray *amounts; /* of double; freed by the final function */
    GArray *people;
    bool has_unknown;
} Pairs;

static void
pairs_step(sqlite3_context *context, int n, sqlite3_value **values)
{
    Pairs *pairs = sqlite3_aggregate_context(context, sizeof *pairs);
    double amount = sqlite3_value_double(values[0]);
    double people = sqlite3_value_double(values[1]);

    (void)n;
    if (pairs == NULL)
        return;
    if (pairs->amounts == NULL) {
        pairs->amounts = g_array_new(FALSE, FALSE, sizeof(double));
        pairs->people = g_array_new(FALSE, FALSE, sizeof(double));
    }
    pairs->has_unknown = pairs->has_unknown ||
                         sqlite3_value_type(values[0]) == SQLITE_NULL ||
                         sqlite3_value_type(values[1]) == SQLITE_NULL;
    g_array_append_val(pairs->amounts, amount);
    g_array_append_val(pairs->people, people);
}

static void
pairs_give(sqlite3_context *context,
           double (*measure)(const double *, const double *, int))
{
    Pairs *pairs = sqlite3_aggregate_context(context, 0);
    double result = NAN;

    if (pairs != NULL && pairs->amounts != NULL) {
        if (!pairs->has_unknown)
            result = measure((const double *)(void *)pairs->amounts->data,
                             (const double *)(void *)pairs->people->data,
                             (int)pairs->amounts->len);
        g_clear_pointer(&pairs->amounts, g_array_unref);
        g_clear_pointer(&pairs->people, g_array_unref);
    }
    if (isfinite(result))
        sqlite3_result_double(context, result);
    else
        sqlite3_result_null(context);
}

static void
gini_final(sqlite3_context *context)
{
    pairs_give(context, sr_gini_of);
}

static void
segregation_final(sqlite3_context *context)
{
    pairs_give(context, sr_segregation_of);
}

/* To add an aggregate, write its functions and add a line here and to the list above. */
static const struct {
    const char *name;
    int n;
    void (*step)(sqlite3_context *, int, sqlite3_value **);
    void (*final)(sqlite3_context *);
    void (*inverse)(sqlite3_context *, int, sqlite3_value **); /* NULL: no windows */
} aggregates[] = {
    {"sum", 1, sum_step, sum_value, sum_inverse},
    {"total", 1, sum_step, sum_value, sum_inverse},
    {"avg", 1, sum_step, mean_value, sum_inverse},
    {"min", 1, extremes_step, least_final, NULL},
    {"max", 1, extremes_step, greatest_final, NULL},
    {"gini", 2, pairs_step, gini_final, NULL},
    {"segregation", 2, pairs_step, segregation_final, NULL},
};

bool
sr_query_functions_register(sqlite3 *database)
{
    const int how = SQLITE_UTF8 | SQLITE_DETERMINISTIC;

    for (size_t i = 0; i < G_N_ELEMENTS(aggregates); i++) {
        bool has_windows = aggregates[i].inverse != NULL;

        if (sqlite3_create_window_function(database, aggregates[i].name, aggregates[i].n,
                                           how, NULL, aggregates[i].step,
                                           aggregates[i].final,
                                           has_windows ? aggregates[i].final : NULL,
                                           aggregates[i].inverse, NULL) != SQLITE_OK)
            return false;
    }
    return true;
}
