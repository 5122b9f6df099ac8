#include "stats/classify.h"

#include "base/error.h"
#include "base/nearest.h"
#include "stats/decimal.h"
#include "stats/natural.h"
#include "stats/sort.h"
#include "stats/sum.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

/* A head of more than this share of its parent has no heavy tail (Jiang 2013). */
#define HEAD_SHARE 0.4

/* The values with data: each of them, and each different one with its number. */
typedef struct {
    int n;
    double *sorted; /* [n], ascending; owned */
    int n_distinct;
    double *distinct; /* [n_distinct], strictly ascending; owned */
    double *weights;  /* [n_distinct]: how often each occurs; owned */
} Column;

typedef enum {
    KEEPS_EMPTY = 1, /* the bounds mean something whatever the values are */
    IS_FINAL = 2,    /* the bounds are as round as they shall be */
    FILLS_ALL = 4,   /* as many classes as asked for, unless there are too few values */
} Trait;

struct SrMethod {
    const char *name;
    unsigned traits;
    /*
     * Writes the inner bounds of at most k classes to @inner, with room for k - 1 and for
     * the bounds of the caller; returns how many they are.
     */
    int (*place)(const Column *column, const SrClassing *classing, int k, double *inner);
};

static int
compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;

    return (x > y) - (x < y);
}

static void
column_clear(Column *column)
{
    g_free(column->sorted);
    g_free(column->distinct);
    g_free(column->weights);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Column, column_clear)

static void
column_init(Column *column, const double *values, int n)
{
    *column = (Column){.sorted = g_new(double, n)};
    for (int i = 0; i < n; i++)
        if (!isnan(values[i]))
            column->sorted[column->n++] = values[i];
    sr_sort_doubles(column->sorted, column->n);
    column->distinct = g_new(double, column->n);
    column->weights = g_new(double, column->n);
    for (int i = 0; i < column->n; i++) {
        if (i == 0 || column->sorted[i] > column->sorted[i - 1]) {
            column->distinct[column->n_distinct] = column->sorted[i];
            column->weights[column->n_distinct++] = 0;
        }
        column->weights[column->n_distinct - 1]++;
    }
}

static int
place_equal(const Column *column, const SrClassing *classing G_GNUC_UNUSED, int k,
            double *inner)
{
    double least = column->sorted[0];
    double range = column->sorted[column->n - 1] - least;

    for (int i = 1; i < k; i++)
        inner[i - 1] = least + i * range / k;
    return k - 1;
}

static int
place_quantile(const Column *column, const SrClassing *classing G_GNUC_UNUSED, int k,
               double *inner)
{
    const double *sorted = column->sorted;

    for (int i = 1; i < k; i++) {
        double rank = (double)i * (column->n - 1) / k;
        int below = (int)rank;
        int above = MIN(below + 1, column->n - 1);

        inner[i - 1] = sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
    }
    return k - 1;
}

static int
place_natural(const Column *column, const SrClassing *classing G_GNUC_UNUSED, int k,
              double *inner)
{
    g_autofree int *first = g_new(int, k);

    sr_natural_place(column->distinct, column->weights, column->n_distinct, k, first);
    for (int i = 1; i < k; i++)
        inner[i - 1] = column->distinct[first[i]];
    return k - 1;
}

static int
place_sd(const Column *column, const SrClassing *classing G_GNUC_UNUSED, int k,
         double *inner)
{
    double mean = sr_mean_of(column->sorted, column->n);
    double sd = sqrt(sr_squares_of(column->sorted, column->n, mean) / (column->n - 1));

    if (!(sd > 0))
        return 0;
    for (int i = 1; i < k; i++)
        inner[i - 1] = mean + (i - k / 2.0) * sd;
    return k - 1;
}

static int
place_deviation(const Column *column G_GNUC_UNUSED, const SrClassing *classing,
                int k G_GNUC_UNUSED, double *inner)
{
    static const double percent[] = {75, 90, 110, 125};

    for (size_t i = 0; i < G_N_ELEMENTS(percent); i++)
        inner[i] = classing->benchmark * percent[i] / 100;
    return G_N_ELEMENTS(percent);
}

static int
place_headtail(const Column *column, const SrClassing *classing G_GNUC_UNUSED, int k,
               double *inner)
{
    int n_inner = 0;
    int head = 0; /* the first value of what is divided next */

    while (n_inner < k - 1) {
        int n_parent = column->n - head;
        double mean = sr_mean_of(column->sorted + head, n_parent);
        int next = head;

        while (next < column->n && column->sorted[next] < mean)
            next++;
        if (next == head || next == column->n)
            break;
        inner[n_inner++] = mean;
        if (column->n - next > HEAD_SHARE * n_parent)
            break;
        head = next;
    }
    return n_inner;
}

static int
place_pretty(const Column *column, const SrClassing *classing G_GNUC_UNUSED, int k,
             double *inner)
{
    static const int tenths[] = {10, 20, 25, 50, 100, 200}; /* the last always fits */
    double least = column->sorted[0];
    double most = column->sorted[column->n - 1];

    if (k < 2) /* so there are two values, and a range */
        return 0;
    int exponent = (int)floor(log10((most - least) / k)) - 1;
    for (size_t s = 0; s < G_N_ELEMENTS(tenths); s++) {
        double step = sr_decimal(tenths[s], exponent);
        double first = floor(least / step) + 1;
        double last = ceil(most / step) - 1;

        if (last - first + 1 > k - 1)
            continue;
        for (double multiple = first; multiple <= last; multiple++)
            *inner++ = sr_decimal(multiple * tenths[s], exponent);
        return (int)(last - first + 1);
    }
    return 0;
}

static int
place_fixed(const Column *column G_GNUC_UNUSED, const SrClassing *classing,
            int k G_GNUC_UNUSED, double *inner)
{
    for (int i = 0; i < classing->n_inner; i++)
        inner[i] = classing->inner[i];
    return classing->n_inner;
}

typedef struct {
    double width;
    double upper; /* the value above the gap */
} Gap;

/* Widest first; of equally wide ones the lowest. */
static int
compare_gaps(const void *a, const void *b)
{
    const Gap *x = a;
    const Gap *y = b;

    if (x->width != y->width)
        return x->width > y->width ? -1 : 1;
    return compare_doubles(&x->upper, &y->upper);
}

static int
place_maximum(const Column *column, const SrClassing *classing G_GNUC_UNUSED, int k,
              double *inner)
{
    int n_gaps = column->n_distinct - 1;
    g_autofree Gap *gaps = g_new(Gap, n_gaps + 1); /* qsort wants a place */

    for (int i = 0; i < n_gaps; i++)
        gaps[i] =
            (Gap){column->distinct[i + 1] - column->distinct[i], column->distinct[i + 1]};
    qsort(gaps, n_gaps, sizeof *gaps, compare_gaps);
    for (int i = 0; i < k - 1; i++)
        inner[i] = gaps[i].upper;
    qsort(inner, k - 1, sizeof *inner, compare_doubles);
    return k - 1;
}

/* To add a method: write its place function and add a line; styles can then name it. */
static const SrMethod methods[] = {
    {"equal", FILLS_ALL, place_equal},
    {"quantile", FILLS_ALL, place_quantile},
    {"natural", FILLS_ALL, place_natural},
    {"sd", KEEPS_EMPTY, place_sd},
    {"deviation", KEEPS_EMPTY | IS_FINAL, place_deviation},
    {"headtail", 0, place_headtail},
    {"pretty", IS_FINAL, place_pretty},
    {"fixed", KEEPS_EMPTY | IS_FINAL, place_fixed},
    {"maximum", FILLS_ALL, place_maximum},
};

const SrMethod *
sr_method_find(const char *name, GError **error)
{
    g_autofree char *near = NULL;
    int found =
        sr_kinds_find(name, methods, G_N_ELEMENTS(methods), sizeof methods[0], &near);

    if (found >= 0)
        return &methods[found];
    g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                _("no classification method '%s'; there are: %s"), name, near);
    return NULL;
}

const SrMethod *
sr_method_at(int i)
{
    return i >= 0 && i < (int)G_N_ELEMENTS(methods) ? &methods[i] : NULL;
}

const char *
sr_method_name(const SrMethod *method)
{
    return method->name;
}

bool
sr_method_is_final(const SrMethod *method)
{
    return (method->traits & IS_FINAL) != 0;
}

bool
sr_method_fills_all(const SrMethod *method)
{
    return (method->traits & FILLS_ALL) != 0;
}

static bool
classing_check(const SrClassing *classing, GError **error)
{
    if (classing->method->place == place_deviation && !(classing->benchmark > 0)) {
        g_set_error_literal(
            error, SR_ERROR, SR_ERROR_INPUT,
            _("classes by deviation need a benchmark value greater than 0"));
        return false;
    }
    if (classing->method->place != place_fixed)
        return true;
    for (int i = 0; i < classing->n_inner; i++)
        if (!isfinite(classing->inner[i]) ||
            (i > 0 && classing->inner[i] <= classing->inner[i - 1])) {
            g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                        _("fixed class bounds must ascend, number %d does not"), i + 1);
            return false;
        }
    return true;
}

/*
 * Closes up inner bounds[1 .. n_inner] that leave their lower class without room: equal
 * neighbours, and bounds that no value is below. Returns how many are left.
 */
static int
merge_tied(double *bounds, int n_inner, double most)
{
    int last = 0;

    for (int i = 1; i <= n_inner; i++)
        if (bounds[i] > bounds[last] && bounds[i] <= most)
            bounds[++last] = bounds[i];
    return last;
}

SrBreaks *
sr_classify(const SrClassing *classing, const double *values, int n, GError **error)
{
    const SrMethod *method = classing->method;
    g_return_val_if_fail(method != NULL && n >= 0, NULL);
    bool keeps_empty = (method->traits & KEEPS_EMPTY) != 0;
    g_return_val_if_fail(classing->n_classes >= 1 || keeps_empty, NULL);

    if (!classing_check(classing, error))
        return NULL;
    g_auto(Column) column;
    column_init(&column, values, n);
    if (column.n == 0) {
        g_set_error_literal(error, SR_ERROR, SR_ERROR_INPUT, _("no row has data"));
        return NULL;
    }
    double most = column.sorted[column.n - 1];
    int k = classing->n_classes;
    if (!keeps_empty)
        k = MIN(k, column.n_distinct);
    g_autoptr(SrBreaks) breaks = g_new0(SrBreaks, 1);
    breaks->bounds = g_new(double, MAX(k, 5) + classing->n_inner + 2);
    breaks->bounds[0] = column.sorted[0];
    int n_inner = method->place(&column, classing, k, breaks->bounds + 1);
    if (!keeps_empty)
        n_inner = merge_tied(breaks->bounds, n_inner, most);
    breaks->n_classes = n_inner + 1;
    breaks->bounds[breaks->n_classes] = most;
    if (n_inner > 0) {
        breaks->bounds[0] = MIN(breaks->bounds[0], breaks->bounds[1]);
        breaks->bounds[n_inner + 1] = MAX(most, breaks->bounds[n_inner]);
    }
    return g_steal_pointer(&breaks);
}

int
sr_breaks_find(const SrBreaks *breaks, double value)
{
    const double *bounds = breaks->bounds;
    int found = 0;

    if (!(value >= bounds[0] && value <= bounds[breaks->n_classes])) /* NAN too */
        return SR_NO_CLASS;
    while (found < breaks->n_classes - 1 && value >= bounds[found + 1])
        found++;
    return found;
}

void
sr_breaks_cover(SrBreaks *breaks, const double *values, int n)
{
    double *least = &breaks->bounds[0];
    double *most = &breaks->bounds[breaks->n_classes];

    for (int i = 0; i < n; i++) {
        if (values[i] < *least)
            *least = values[i];
        if (values[i] > *most)
            *most = values[i];
    }
}

void
sr_breaks_free(SrBreaks *breaks)
{
    if (breaks == NULL)
        return;
    g_free(breaks->bounds);
    g_free(breaks);
}
