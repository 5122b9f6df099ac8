#include "stats/sum.h"

#include <glib.h>
#include <math.h>

static void
test_sums(void)
{
    static const struct {
        int n;
        double values[6], sum;
    } cases[] = {
        {0, {0}, 0},
        {3, {1e100, 1, -1e100}, 1},
        {3, {0.1, 0.2, 0.3}, 0.6},                /* + gives 0.6000000000000001 */
        {3, {1e16, 1, 1}, 10000000000000002},     /* + gives 1e16 */
        {3, {1, 0x1p-53, 0x1p-106}, 1 + 0x1p-52}, /* just above half way */
        {2, {5, -5}, 0},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpfloat(sr_sum_of(cases[i].values, cases[i].n), ==, cases[i].sum);
    g_assert_true(isnan(sr_sum_of((double[]){1, NAN, 2}, 3)));
    g_assert_true(isinf(sr_sum_of((double[]){1, INFINITY, 2}, 3)));
    g_assert_cmpfloat(sr_mean_of((double[]){1, 2, 6}, 3), ==, 3);
    g_assert_cmpfloat(sr_squares_of((double[]){1, 2, 6}, 3, 3), ==, 14);
}

/* Whatever the values: their order changes no bit, and adding their opposites gives 0. */
static void
test_order_is_free(void)
{
    for (int round = 0; round < 500; round++) {
        double values[200];
        int n = g_test_rand_int_range(1, 100);

        for (int i = 0; i < n; i++)
            values[i] =
                ldexp(g_test_rand_double_range(-1, 1), g_test_rand_int_range(-300, 300));
        double sum = sr_sum_of(values, n);
        for (int i = n - 1; i > 0; i--) {
            int j = g_test_rand_int_range(0, i + 1);
            double swap = values[i];

            values[i] = values[j];
            values[j] = swap;
        }
        g_assert_cmpfloat(sr_sum_of(values, n), ==, sum);
        for (int i = 0; i < n; i++)
            values[n + i] = -values[i];
        g_assert_cmpfloat(sr_sum_of(values, 2 * n), ==, 0);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sum/sums", test_sums);
    g_test_add_func("/sum/order-is-free", test_order_is_free);
    return g_test_run();
}
