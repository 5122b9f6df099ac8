#include "stats/rank.h"

#include <glib.h>
#include <math.h>
#include <stdlib.h>

typedef struct {
    double value;
    int at;
} Entry;

static int
compare_entries(const void *a, const void *b)
{
    const Entry *x = a;
    const Entry *y = b;

    return (x->value > y->value) - (x->value < y->value);
}

/* The values with data, ascending. Returns: (transfer full): [*n_entries]. */
static Entry *
sort_entries(const double *values, int n, int *n_entries)
{
    Entry *entries = g_new(Entry, n + 1); /* qsort wants a place, even for none */

    *n_entries = 0;
    for (int i = 0; i < n; i++)
        if (!isnan(values[i]))
            entries[(*n_entries)++] = (Entry){values[i], i};
    qsort(entries, *n_entries, sizeof *entries, compare_entries);
    return entries;
}

/* Returns: the end of the run of equal values that begins at @from. */
static int
end_of_ties(const Entry *entries, int n, int from)
{
    int end = from + 1;

    while (end < n && entries[end].value == entries[from].value)
        end++;
    return end;
}

void
sr_rank_from_top(const double *values, int n, int *ranks)
{
    int n_entries;
    g_autofree Entry *entries = sort_entries(values, n, &n_entries);

    for (int i = 0; i < n; i++)
        ranks[i] = 0;
    for (int from = 0, end; from < n_entries; from = end) {
        end = end_of_ties(entries, n_entries, from);
        for (int e = from; e < end; e++)
            ranks[entries[e].at] = n_entries - end + 1;
    }
}

void
sr_rank_mean(const double *values, int n, double *ranks)
{
    int n_entries;
    g_autofree Entry *entries = sort_entries(values, n, &n_entries);

    for (int i = 0; i < n; i++)
        ranks[i] = NAN;
    for (int from = 0, end; from < n_entries; from = end) {
        end = end_of_ties(entries, n_entries, from);
        for (int e = from; e < end; e++)
            ranks[entries[e].at] = (from + 1 + end) / 2.0;
    }
}
