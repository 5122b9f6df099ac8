#include "stats/inequality.h"

#include "stats/sum.h"

#include <glib.h>
#include <math.h>
#include <stdlib.h>

double
sr_segregation_of(const double *group, const double *people, int n)
{
    SrSum in = {0};
    SrSum out = {0};
    SrSum distance = {0};

    for (int i = 0; i < n; i++) {
        if (isnan(group[i]) || isnan(people[i]))
            continue;
        sr_sum_add(&in, group[i]);
        sr_sum_add(&out, people[i] - group[i]);
    }
    double all_in = sr_sum_value(&in);
    double all_out = sr_sum_value(&out);
    if (!(all_in > 0 && all_out > 0))
        return NAN;
    for (int i = 0; i < n; i++)
        if (!isnan(group[i]) && !isnan(people[i]))
            sr_sum_add(&distance,
                       fabs(group[i] / all_in - (people[i] - group[i]) / all_out));
    return sr_sum_value(&distance) / 2;
}

typedef struct {
    double amount;
    double people;
} Place;

/* By amount a head, the least first. */
static int
compare_places(const void *a, const void *b)
{
    const Place *x = a;
    const Place *y = b;
    double left = x->amount * y->people;
    double right = y->amount * x->people;

    return (left > right) - (left < right);
}

double
sr_gini_of(const double *amounts, const double *people, int n)
{
    g_autofree Place *places = g_new(Place, n + 1); /* qsort wants a place */
    int n_places = 0;
    SrSum amount = {0};
    SrSum head = {0};
    SrSum twice_area = {0}; /* under the Lorenz curve, times all amounts and people */

    for (int i = 0; i < n; i++)
        if (!isnan(amounts[i]) && people[i] > 0)
            places[n_places++] = (Place){amounts[i], people[i]};
    qsort(places, n_places, sizeof *places, compare_places);
    for (int i = 0; i < n_places; i++) {
        double below = sr_sum_value(&amount);

        sr_sum_add(&amount, places[i].amount);
        sr_sum_add(&head, places[i].people);
        sr_sum_add(&twice_area, places[i].people * (below + sr_sum_value(&amount)));
    }
    double whole = sr_sum_value(&amount) * sr_sum_value(&head);
    return whole > 0 ? 1 - sr_sum_value(&twice_area) / whole : NAN;
}
