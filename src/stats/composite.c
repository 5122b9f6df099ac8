#include "stats/composite.h"

#include "stats/rank.h"
#include "stats/sum.h"

#include <glib.h>
#include <math.h>
#include <stdbool.h>

SrReference
sr_reference_of(const double *values, const double *people, int n)
{
    SrSum all = {0};
    SrSum sum = {0};
    SrSum squares = {0};

    for (int i = 0; i < n; i++) {
        if (isnan(values[i]) || !(people[i] > 0))
            continue;
        sr_sum_add(&all, people[i]);
        sr_sum_add(&sum, people[i] * values[i]);
    }
    double total = sr_sum_value(&all);
    if (!(total > 0))
        return (SrReference){NAN, NAN};
    double mean = sr_sum_value(&sum) / total;
    for (int i = 0; i < n; i++) {
        double distance = values[i] - mean;

        if (!isnan(values[i]) && people[i] > 0)
            sr_sum_add(&squares, people[i] * distance * distance);
    }
    return (SrReference){mean, sqrt(sr_sum_value(&squares) / total)};
}

/* The points that a part adds to the index of area @i. */
static double
points_of(const SrIndexPart *part, int i)
{
    double distance = part->values[i] - part->reference.mean;

    if (part->reference.sd == 0 && !isnan(distance))
        return 0;
    return SR_INDEX_POINTS * part->weight * part->sign * distance / part->reference.sd;
}

static double
index_of(const SrIndexPart *parts, int n_parts, int i)
{
    SrSum sum = {0};

    sr_sum_add(&sum, SR_INDEX_REFERENCE);
    for (int p = 0; p < n_parts; p++)
        sr_sum_add(&sum, points_of(&parts[p], i));
    return sr_sum_value(&sum);
}

void
sr_index_compute(const SrIndexPart *parts, int n_parts, int n, double *index,
                 double *shares)
{
    for (int i = 0; i < n; i++) {
        index[i] = index_of(parts, n_parts, i);
        for (int p = 0; p < n_parts && shares != NULL; p++)
            shares[p * n + i] = points_of(&parts[p], i);
    }
}

void
sr_index_sensitivity(const SrIndexPart *parts, int n_parts, int n, int *shifts)
{
    g_autofree double *index = g_new(double, n);
    g_autofree double *without = g_new(double, n);
    g_autofree int *ranks = g_new(int, n);
    g_autofree int *ranks_without = g_new(int, n);

    sr_index_compute(parts, n_parts, n, index, NULL);
    sr_rank_from_top(index, n, ranks);
    for (int p = 0; p < n_parts; p++) {
        SrIndexPart absent = parts[p];

        absent.weight = 0;
        for (int i = 0; i < n; i++) /* NAN stays NAN: an area needs all of its parts */
            without[i] = index_of(parts, p, i) + points_of(&absent, i) +
                         index_of(parts + p + 1, n_parts - p - 1, i);
        sr_rank_from_top(without, n, ranks_without);
        for (int i = 0; i < n; i++)
            shifts[p * n + i] = ranks_without[i] - ranks[i];
    }
}
