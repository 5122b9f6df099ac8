#include "draw/axis.h"

#include <glib.h>
#include <math.h>

static int
n_steps_of(double low, double high, double step)
{
    return (int)(ceil(high / step - 1e-9) - floor(low / step + 1e-9));
}

/* The least of 1, 2, 2.5, 5 times a power of ten that needs at most @most steps. */
static double
round_step(double low, double high, int most)
{
    static const double factors[] = {1, 2, 2.5, 5};

    for (double power = pow(10, floor(log10((high - low) / most)));; power *= 10)
        for (size_t i = 0; i < G_N_ELEMENTS(factors); i++)
            if (n_steps_of(low, high, factors[i] * power) <= most)
                return factors[i] * power;
}

static int
step_decimals(double step)
{
    for (int decimals = 0; decimals < 6; decimals++) {
        double scaled = step * pow(10, decimals);

        if (fabs(scaled - round(scaled)) < 1e-6)
            return decimals;
    }
    return 6;
}

SrAxis
sr_axis_make(double low, double high, int n_steps, bool from_zero)
{
    if (isnan(low) || isnan(high)) {
        low = 0;
        high = 1;
    }
    if (from_zero) {
        low = MIN(low, 0);
        high = MAX(high, 0);
    }
    if (high - low <= MAX(fabs(low), fabs(high)) * 1e-9) {
        double reach = MAX(fabs(high) * 0.1, 1e-3);

        low -= from_zero ? 0 : reach;
        high += reach;
    }
    double step = round_step(low, high, MAX(n_steps, 1) + 1);
    SrAxis axis = {.step = step, .decimals = step_decimals(step)};
    axis.least = floor(low / step + 1e-9) * step;
    axis.n_ticks = MAX(n_steps_of(low, high, step), 1) + 1;
    axis.greatest = axis.least + (axis.n_ticks - 1) * step;
    return axis;
}

double
sr_axis_tick(const SrAxis *axis, int i)
{
    /* Adding up steps would leave 0.30000000000000004 and -0. */
    return round(axis->least / axis->step + i) * axis->step;
}

double
sr_axis_place(const SrAxis *axis, double value, double start, double end)
{
    return start + (value - axis->least) / (axis->greatest - axis->least) * (end - start);
}

void
sr_axis_span(const double *values, int n, double *low, double *high)
{
    for (int i = 0; i < n; i++) {
        if (isnan(values[i]))
            continue;
        *low = isnan(*low) ? values[i] : MIN(*low, values[i]);
        *high = isnan(*high) ? values[i] : MAX(*high, values[i]);
    }
}
