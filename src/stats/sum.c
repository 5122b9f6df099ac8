#include "stats/sum.h"

#include <math.h>

void
sr_sum_add(SrSum *sum, double value)
{
    int n_kept = 0;
    int last = sum->n_partials - 1;

    if (!isfinite(value) || (last >= 0 && !isfinite(sum->partials[last]))) {
        sum->partials[0] = last >= 0 ? value + sum->partials[last] : value;
        sum->n_partials = 1; /* there is no rest to keep */
        return;
    }
    for (int i = 0; i <= last; i++) {
        double large = sum->partials[i];
        double small = value;

        if (fabs(small) > fabs(large)) {
            large = value;
            small = sum->partials[i];
        }
        value = large + small;
        double lost = small - (value - large);
        if (lost != 0)
            sum->partials[n_kept++] = lost;
    }
    if (value != 0 && n_kept < SR_SUM_PARTIALS)
        sum->partials[n_kept++] = value;
    sum->n_partials = n_kept;
}

double
sr_sum_value(const SrSum *sum)
{
    int i = sum->n_partials - 1;

    if (i < 0)
        return 0;
    double total = sum->partials[i--];
    double lost = 0;
    while (i >= 0 && lost == 0) {
        double next = total + sum->partials[i];

        lost = sum->partials[i--] - (next - total);
        total = next;
    }
    /* Half way between two doubles, what is left decides instead of the even digit. */
    if (i >= 0 && (lost < 0) == (sum->partials[i] < 0)) {
        double twice = lost * 2;
        double next = total + twice;

        if (lost != 0 && next - total == twice)
            total = next;
    }
    return total;
}

double
sr_sum_of(const double *values, int n)
{
    SrSum sum = {0};

    for (int i = 0; i < n; i++)
        sr_sum_add(&sum, values[i]);
    return sr_sum_value(&sum);
}

double
sr_mean_of(const double *values, int n)
{
    return sr_sum_of(values, n) / n;
}

double
sr_squares_of(const double *values, int n, double centre)
{
    SrSum sum = {0};

    for (int i = 0; i < n; i++)
        sr_sum_add(&sum, (values[i] - centre) * (values[i] - centre));
    return sr_sum_value(&sum);
}
