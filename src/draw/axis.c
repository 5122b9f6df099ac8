#include "draw/axis.h"

#include <glib.h>
#include <math.h>

/* The least of 1, 2, 2.5, 5, 10 times a power of ten that is not below @rough. */
static double
round_step(double rough)
{
    static const double factors[] = {1, 2, 2.5, 5, 10};
    double power = pow(10, floor(log10(rough)));

    for (size_t i = 0; i < G_N_ELEMENTS(factors); i++)
        if (factors[i] * power >= rough * (1 - 1e-9))
            return factors[i] * power;
    return 10 * power;
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
    double step = round_step((high - low) / MAX(n_steps, 1));
    SrAxis axis = {.step = step, .decimals = step_decimals(step)};
    axis.least = floor(low / step + 1e-9) * step;
    axis.n_ticks = (int)ceil((high - axis.least) / step - 1e-9) + 1;
    axis.n_ticks = MAX(axis.n_ticks, 2);
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
