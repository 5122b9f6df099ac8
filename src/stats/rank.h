/*
 * rank.h — places in an order; NAN has none.
 */
#pragma once

/*
 * Writes to @ranks[n] the place of each of @values[n]: 1 is the highest, ties share the
 * better place and leave the next ones out (1, 2, 2, 4), NAN has 0.
 */
void sr_rank_from_top(const double *values, int n, int *ranks);

/*
 * Writes to @ranks[n] the ranks from 1, the lowest, up; ties share their mean, NAN stays
 * NAN. @ranks may be @values.
 */
void sr_rank_mean(const double *values, int n, double *ranks);
