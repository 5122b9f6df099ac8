/*
 * axis.h — round numbers along an axis, and where values fall on it.
 *
 * Steps are 1, 2, 2.5 or 5 times a power of ten, so that people can read between them.
 * Pure.
 */
#pragma once

#include <stdbool.h>

typedef struct {
    double least, greatest; /* the first and the last tick; least < greatest */
    double step;            /* > 0 */
    int n_ticks;            /* >= 2 */
    int decimals;           /* that tell the ticks apart */
} SrAxis;

/*
 * The axis that holds [@low, @high] with at most @n_steps + 1 steps; @from_zero takes 0
 * in. Equal or absent (NAN) values give an axis of their own size around them.
 */
SrAxis sr_axis_make(double low, double high, int n_steps, bool from_zero);

double sr_axis_tick(const SrAxis *axis, int i);

/* Where @value falls when the axis runs from @start to @end (mm). */
double sr_axis_place(const SrAxis *axis, double value, double start, double end);

/* Widens [*@low, *@high] by @n values; NAN is passed over. Begin with NAN, NAN. */
void sr_axis_span(const double *values, int n, double *low, double *high);
