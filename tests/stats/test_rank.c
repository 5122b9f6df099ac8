#include "stats/rank.h"

#include <glib.h>
#include <math.h>

static void
test_from_top(void)
{
    const double values[] = {5, 9, NAN, 7, 7, 1};
    const int expected[] = {4, 1, 0, 2, 2, 5};
    int ranks[6];

    sr_rank_from_top(values, 6, ranks);
    for (int i = 0; i < 6; i++)
        g_assert_cmpint(ranks[i], ==, expected[i]);
}

/* rank() of R, in place. */
static void
test_mean(void)
{
    double values[] = {5, 9, NAN, 7, 7, 1};
    const double expected[] = {2, 5, NAN, 3.5, 3.5, 1};

    sr_rank_mean(values, 6, values);
    for (int i = 0; i < 6; i++)
        if (isnan(expected[i]))
            g_assert_true(isnan(values[i]));
        else
            g_assert_cmpfloat(values[i], ==, expected[i]);
}

/* Whatever the values: a rank is 1 more than the number of higher ones. */
static void
test_counts_the_higher(void)
{
    for (int round = 0; round < 500; round++) {
        double values[30];
        double means[30];
        int ranks[30];
        double sum = 0;

        for (int i = 0; i < 30; i++)
            values[i] = g_test_rand_int_range(0, 12);
        sr_rank_from_top(values, 30, ranks);
        sr_rank_mean(values, 30, means);
        for (int i = 0; i < 30; i++) {
            int n_higher = 0;

            for (int j = 0; j < 30; j++)
                n_higher += values[j] > values[i];
            g_assert_cmpint(ranks[i], ==, n_higher + 1);
            sum += means[i];
        }
        g_assert_cmpfloat(sum, ==, 30 * 31 / 2);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rank/from-top", test_from_top);
    g_test_add_func("/rank/mean", test_mean);
    g_test_add_func("/rank/counts-the-higher", test_counts_the_higher);
    return g_test_run();
}
