#include "draw/axis.h"

#include <glib.h>
#include <math.h>

static void
test_make(void)
{
    static const struct {
        double low, high;
        int n_steps;
        bool from_zero;
        double least, greatest, step;
        int decimals;
    } cases[] = {
        {0, 100, 5, false, 0, 100, 20, 0},
        {3, 97, 5, false, 0, 100, 20, 0},
        {12.1, 41, 4, true, 0, 50, 10, 0},
        {-3.2, 8.9, 4, false, -5, 10, 5, 0},
        {0.12, 0.31, 4, false, 0.1, 0.35, 0.05, 2},
        {132000, 134800, 4, false, 132000, 135000, 1000, 0},
        {5, 5, 4, false, 4.4, 5.6, 0.4, 1},
        {-8, -2, 3, true, -8, 0, 2, 0},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        SrAxis axis = sr_axis_make(cases[i].low, cases[i].high, cases[i].n_steps,
                                   cases[i].from_zero);

        g_test_message("case %zu: %g .. %g by %g", i, axis.least, axis.greatest,
                       axis.step);
        if (cases[i].low < cases[i].high) {
            g_assert_cmpfloat_with_epsilon(axis.least, cases[i].least, 1e-9);
            g_assert_cmpfloat_with_epsilon(axis.greatest, cases[i].greatest, 1e-9);
            g_assert_cmpfloat_with_epsilon(axis.step, cases[i].step, 1e-12);
            g_assert_cmpint(axis.decimals, ==, cases[i].decimals);
        }
        g_assert_cmpfloat(axis.least, <, axis.greatest);
    }
}

/* Whatever the values: they lie on the axis, and its ticks are few, round and rising. */
static void
test_holds_its_values(void)
{
    for (int round = 0; round < 3000; round++) {
        double scale = pow(10, g_test_rand_int_range(-4, 7));
        double low = (g_test_rand_double() - 0.5) * scale;
        double high = low + g_test_rand_double() * scale;
        bool from_zero = g_test_rand_int_range(0, 2) == 1;
        SrAxis axis = sr_axis_make(low, high, 5, from_zero);

        g_assert_cmpfloat(axis.least, <=, low + scale * 1e-9);
        g_assert_cmpfloat(axis.greatest, >=, high - scale * 1e-9);
        g_assert_cmpint(axis.n_ticks, >=, 2);
        g_assert_cmpint(axis.n_ticks, <=, 7);
        if (from_zero) {
            g_assert_cmpfloat(axis.least, <=, 0);
            g_assert_cmpfloat(axis.greatest, >=, 0);
        }
        for (int i = 1; i < axis.n_ticks; i++)
            g_assert_cmpfloat(sr_axis_tick(&axis, i), >, sr_axis_tick(&axis, i - 1));
        g_assert_cmpfloat_with_epsilon(
            sr_axis_place(&axis, sr_axis_tick(&axis, axis.n_ticks - 1), 10, 50), 50,
            1e-6);
    }
}

static void
test_no_values(void)
{
    double low = NAN;
    double high = NAN;
    double values[] = {NAN, 3, NAN, -1};

    SrAxis axis = sr_axis_make(low, high, 4, false);
    g_assert_cmpfloat(axis.least, <, axis.greatest);
    sr_axis_span(values, 4, &low, &high);
    g_assert_cmpfloat(low, ==, -1);
    g_assert_cmpfloat(high, ==, 3);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/axis/make", test_make);
    g_test_add_func("/axis/holds-its-values", test_holds_its_values);
    g_test_add_func("/axis/no-values", test_no_values);
    return g_test_run();
}
