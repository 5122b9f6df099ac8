#include "stats/inequality.h"

#include <glib.h>
#include <math.h>

static void
test_references(void)
{
    static const struct {
        int n;
        double amounts[4], people[4], gini, segregation;
    } cases[] = {
        {4, {5, 1, 0, 8}, {10, 20, 5, 15}, 0.442857142857143, 0.595238095238095},
        {2, {5, 10}, {50, 100}, 0, 0},         /* the same share everywhere */
        {2, {0, 50}, {50, 50}, 0.5, 1},        /* all in one place, and all of it */
        {3, {5, NAN, 10}, {50, 7, 100}, 0, 0}, /* one without a value */
        {2, {0, 0}, {50, 100}, NAN, NAN},      /* nothing to spread */
    };

    for (size_t c = 0; c < G_N_ELEMENTS(cases); c++) {
        double gini = sr_gini_of(cases[c].amounts, cases[c].people, cases[c].n);
        double moved = sr_segregation_of(cases[c].amounts, cases[c].people, cases[c].n);

        g_test_message("case %zu", c);
        g_assert_cmpint(isnan(gini), ==, isnan(cases[c].gini));
        g_assert_cmpint(isnan(moved), ==, isnan(cases[c].segregation));
        if (isnan(gini))
            continue;
        g_assert_cmpfloat_with_epsilon(gini, cases[c].gini, 1e-14);
        g_assert_cmpfloat_with_epsilon(moved, cases[c].segregation, 1e-14);
    }
}

/* Whatever the figures: both lie in 0 .. 1, and cutting an area into alike halves is
 * nothing. */
static void
test_range_and_halves(void)
{
    for (int round = 0; round < 500; round++) {
        double amounts[11];
        double people[11];

        for (int i = 0; i < 10; i++) {
            people[i] = g_test_rand_int_range(1, 900);
            amounts[i] = g_test_rand_int_range(0, (int)people[i] + 1);
        }
        amounts[0] = MAX(amounts[0] - 1, 0) + 0.5; /* neither none nor all */
        double gini = sr_gini_of(amounts, people, 10);
        double moved = sr_segregation_of(amounts, people, 10);
        g_assert_cmpfloat(gini, >=, -1e-15);
        g_assert_cmpfloat(gini, <=, 1);
        g_assert_cmpfloat(moved, >=, 0);
        g_assert_cmpfloat(moved, <=, 1 + 1e-15);
        amounts[10] = amounts[9] /= 2;
        people[10] = people[9] /= 2;
        g_assert_cmpfloat_with_epsilon(sr_gini_of(amounts, people, 11), gini, 1e-12);
        g_assert_cmpfloat_with_epsilon(sr_segregation_of(amounts, people, 11), moved,
                                       1e-12);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/inequality/references", test_references);
    g_test_add_func("/inequality/range-and-halves", test_range_and_halves);
    return g_test_run();
}
