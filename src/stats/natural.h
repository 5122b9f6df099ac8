/*
 * natural.h — natural breaks: the exact optimum of Fisher (1958), known as Fisher–Jenks
 * or one-dimensional k-means.
 *
 * The costs of a class (squares about its mean) fulfil the quadrangle inequality, so one
 * row of the dynamic programme is found by SMAWK (Aggarwal et al. 1987) in linear time:
 * O(k n) in all; see Grønlund et al. (2018), "Fast exact k-means, k-medians and Bregman
 * divergence clustering in 1D". Sums start at the middle value, so that far outliers do
 * not drown the differences between the many; what is left is the rounding of doubles
 * (about 1e-16 of the squares about the middle value).
 */
#pragma once

/*
 * Divides @values[n], strictly ascending, of which values[i] occurs @weights[i] > 0
 * times, into 1 <= @k <= @n classes with the least sum of squares about the class means.
 * Writes to
 * @first[k] the index of the first value of each class; first[0] is 0.
 */
void sr_natural_place(const double *values, const double *weights, int n, int k,
                      int *first);
