#include "stats/natural.h"

#include <glib.h>
#include <math.h>

static double
class_squares(const double *values, const double *weights, int from, int to)
{
    double weight = 0;
    double sum = 0;
    double squares = 0;

    for (int i = from; i < to; i++) {
        weight += weights[i];
        sum += weights[i] * values[i];
    }
    for (int i = from; i < to; i++)
        squares += weights[i] * pow(values[i] - sum / weight, 2);
    return squares;
}

/* Every division of the values from @from on into @k classes. */
static double
least_of_all(const double *values, const double *weights, int from, int n, int k)
{
    if (k == 1)
        return class_squares(values, weights, from, n);
    double least = INFINITY;
    for (int next = from + 1; next <= n - k + 1; next++)
        least = fmin(least, class_squares(values, weights, from, next) +
                                least_of_all(values, weights, next, n, k - 1));
    return least;
}

static double
cost_of(const double *values, const double *weights, int n, const int *first, int k)
{
    double cost = 0;

    for (int q = 0; q < k; q++)
        cost += class_squares(values, weights, first[q], q + 1 < k ? first[q + 1] : n);
    return cost;
}

static void
fill_random(double *values, double *weights, int n, double spread)
{
    double value = g_test_rand_double_range(-spread, spread);

    for (int i = 0; i < n; i++) {
        value += g_test_rand_int_range(1, 6) * pow(10, g_test_rand_int_range(-3, 2));
        values[i] = value;
        weights[i] = g_test_rand_int_range(1, 5);
    }
}

static void
test_as_good_as_any(void)
{
    for (int round = 0; round < 3000; round++) {
        double values[14];
        double weights[14];
        int first[14];
        int n = g_test_rand_int_range(1, 15);
        int k = g_test_rand_int_range(1, MIN(n, 6) + 1);

        fill_random(values, weights, n, 1000);
        sr_natural_place(values, weights, n, k, first);
        g_assert_cmpint(first[0], ==, 0);
        for (int q = 1; q < k; q++)
            g_assert_cmpint(first[q], >, first[q - 1]);
        g_assert_cmpint(first[k - 1], <, n);
        double least = least_of_all(values, weights, 0, n, k);
        g_assert_cmpfloat(cost_of(values, weights, n, first, k), <=, least + 1e-9);
    }
}

/* The plain dynamic programme, quadratic: for sizes that cannot be tried out. */
static double
least_by_table(const double *values, const double *weights, int n, int k)
{
    g_autofree double *cost = g_new(double, n + 1);

    for (int end = 1; end <= n; end++)
        cost[end] = class_squares(values, weights, 0, end);
    for (int q = 2; q <= k; q++)
        for (int end = n; end >= q; end--) {
            double least = INFINITY;

            for (int start = q - 1; start < end; start++)
                least =
                    fmin(least, cost[start] + class_squares(values, weights, start, end));
            cost[end] = least;
        }
    return cost[n];
}

static void
test_as_good_as_the_table(void)
{
    for (int round = 0; round < 20; round++) {
        double values[150];
        double weights[150];
        int first[9];
        int n = g_test_rand_int_range(60, 151);
        int k = g_test_rand_int_range(2, 10);

        fill_random(values, weights, n, 1);
        sr_natural_place(values, weights, n, k, first);
        double least = least_by_table(values, weights, n, k);
        g_assert_cmpfloat(cost_of(values, weights, n, first, k), <=, least * (1 + 1e-10));
    }
}

/* One place far below the others must not drown the differences among them. */
static void
test_far_outlier(void)
{
    double values[] = {-1e9, 1, 1.001, 1.002, 2, 2.001, 2.002};
    double weights[] = {1, 1, 1, 1, 1, 1, 1};
    int first[3];

    sr_natural_place(values, weights, 7, 3, first);
    g_assert_cmpint(first[1], ==, 1);
    g_assert_cmpint(first[2], ==, 4);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/natural/as-good-as-any", test_as_good_as_any);
    g_test_add_func("/natural/as-good-as-the-table", test_as_good_as_the_table);
    g_test_add_func("/natural/far-outlier", test_far_outlier);
    return g_test_run();
}
