/*
 * sort.h — a column of doubles in ascending order.
 */
#pragma once

/*
 * Sorts @values[n], none of them NAN, ascending in place. Takes time in proportion to n:
 * long columns go by their binary digits (a radix sort, least significant digit first).
 */
void sr_sort_doubles(double *values, int n);
