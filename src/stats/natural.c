#include "stats/natural.h"

#include <glib.h>
#include <math.h>

/* Sums over the values from the middle one up to, not with, value i; below it negative.
 */
typedef struct {
    double weight;
    double sum;    /* of the distances to the middle value */
    double square; /* of their squares */
} Prefix;

/* The same at the first value of the last class, with what comes before the class. */
typedef struct {
    double weight;
    double sum;
    double rest; /* least cost of the values before - sum of squares up to them */
} Start;

/*
 * One row of the dynamic programme: the least cost of dividing the values 0 .. end into
 * one class more than the row before, for each end. An entry (end, start) of its matrix
 * is the cost when the last class begins at start.
 */
typedef struct {
    const Prefix *prefix;
    const Start *starts;
    int *best; /* out: the best start for each end */
} Row;

static double
first_class_cost(const Prefix *prefix, int end)
{
    double sum = prefix[end + 1].sum - prefix[0].sum;
    double weight = prefix[end + 1].weight - prefix[0].weight;

    return MAX(prefix[end + 1].square - prefix[0].square - sum * sum / weight, 0);
}

static inline double
entry(const Row *row, int end, int start)
{
    if (start > end)
        return INFINITY;
    const Prefix *to = &row->prefix[end + 1];
    const Start *from = &row->starts[start];
    double sum = to->sum - from->sum;
    return from->rest + to->square - sum * sum / (to->weight - from->weight);
}

/*
 * Strikes out columns that are the best of no row, so that at most as many are left as
 * there are rows. Returns how many are written to @kept.
 */
static int
reduce_columns(const Row *row, const int *columns, int n_columns, int first_end, int step,
               int n_ends, int *kept)
{
    int n_kept = 0;

    for (int c = 0; c < n_columns; c++) {
        while (n_kept > 0) {
            int end = first_end + (n_kept - 1) * step;

            if (entry(row, end, kept[n_kept - 1]) <= entry(row, end, columns[c]))
                break;
            n_kept--;
        }
        if (n_kept < n_ends)
            kept[n_kept++] = columns[c];
    }
    return n_kept;
}

/*
 * SMAWK on the rows first_end, first_end + step, … (n_ends of them) and the ascending
 * @columns[n_columns]: solves every second row by itself and finds the others between
 * their neighbours. @work has room for n_ends.
 */
static void
find_starts(const Row *row, const int *columns, int n_columns, int first_end, int step,
            int n_ends, int *work)
{
    if (n_columns > n_ends) {
        n_columns =
            reduce_columns(row, columns, n_columns, first_end, step, n_ends, work);
        columns = work;
        work += n_columns;
    }
    if (n_ends > 1)
        find_starts(row, columns, n_columns, first_end + step, 2 * step, n_ends / 2,
                    work);
    for (int e = 0, c = 0; e < n_ends; e += 2) {
        int end = first_end + e * step;
        int last = e + 1 < n_ends ? row->best[end + step] : columns[n_columns - 1];
        int best = columns[c];
        double least = entry(row, end, best);

        while (columns[c] < last) {
            double cost = entry(row, end, columns[++c]);

            if (cost < least) {
                least = cost;
                best = columns[c];
            }
        }
        row->best[end] = best;
    }
}

/* Long double sums, rounded once, keep the last bits of a million values. */
static void
fill_prefix(const double *values, const double *weights, int n, Prefix *prefix)
{
    int middle = n / 2;
    long double weight = 0;
    long double sum = 0;
    long double square = 0;

    prefix[middle] = (Prefix){0, 0, 0};
    for (int i = middle; i < n; i++) {
        long double distance = (long double)values[i] - values[middle];

        weight += weights[i];
        sum += weights[i] * distance;
        square += weights[i] * distance * distance;
        prefix[i + 1] = (Prefix){weight, sum, square};
    }
    weight = sum = square = 0;
    for (int i = middle - 1; i >= 0; i--) {
        long double distance = (long double)values[i] - values[middle];

        weight -= weights[i];
        sum -= weights[i] * distance;
        square -= weights[i] * distance * distance;
        prefix[i] = (Prefix){weight, sum, square};
    }
}

void
sr_natural_place(const double *values, const double *weights, int n, int k, int *first)
{
    g_return_if_fail(k >= 1 && k <= n);

    g_autofree Prefix *prefix = g_new(Prefix, n + 1);
    g_autofree Start *starts = g_new(Start, n);
    g_autofree double *costs = g_new(double, n);
    g_autofree int *best = g_new(int, (gsize)n *k); /* of class q at best + q n */
    g_autofree int *columns = g_new(int, n);
    g_autofree int *work = g_new(int, n);

    fill_prefix(values, weights, n, prefix);
    for (int end = 0; end < n; end++)
        costs[end] = first_class_cost(prefix, end);
    for (int q = 1; q < k; q++) {
        Row row = {prefix, starts, best + (gsize)q * n};
        /* Each class still to come needs a value; of the last row only its end counts. */
        int last_end = n - k + q;
        int first_end = q < k - 1 ? q : last_end;

        for (int start = q; start <= last_end; start++) {
            columns[start - q] = start;
            starts[start] = (Start){prefix[start].weight, prefix[start].sum,
                                    costs[start - 1] - prefix[start].square};
        }
        find_starts(&row, columns, last_end - q + 1, first_end, 1,
                    last_end - first_end + 1, work);
        for (int end = first_end; end <= last_end; end++)
            costs[end] = entry(&row, end, row.best[end]);
    }
    for (int q = k - 1, end = n - 1; q > 0; q--) {
        first[q] = best[(gsize)q * n + end];
        end = first[q] - 1;
    }
    first[0] = 0;
}
