#include "stats/bayes.h"

#include "stats/carolina.h"

#include <glib.h>
#include <math.h>

/* The spread is less than chance alone gives: every estimate is the common rate. */
static void
test_negative_variance(void)
{
    const double events[] = {30, 25, 25, 15, 33, 21, 30, 20};
    const double base[] = {100, 100, 110, 90, 100, 90, 110, 90};
    double smoothed[8];
    SrPrior prior = sr_bayes_smooth(events, base, 8, smoothed);

    g_assert_cmpfloat(prior.variance, ==, 0);
    for (int i = 0; i < 8; i++)
        g_assert_cmpfloat_with_epsilon(smoothed[i], 199.0 / 790, 1e-15);
}

/* EBest(nc$SID74, nc$BIR74) of spdep. */
static void
test_carolina(void)
{
    static const double expected[] = {0.00169729733086, 0.00170537768084,
                                      0.00177308702207, 0.00201286808422,
                                      0.00353491314916, 0.00301781627559};
    double smoothed[N_CAROLINA];
    SrPrior prior =
        sr_bayes_smooth(carolina_deaths, carolina_births, N_CAROLINA, smoothed);

    g_assert_cmpfloat_with_epsilon(prior.variance, 7.69293064701465e-07, 1e-19);
    g_assert_cmpfloat_with_epsilon(prior.mean, 0.00202144489365442, 1e-16);
    for (size_t i = 0; i < G_N_ELEMENTS(expected); i++)
        g_assert_cmpfloat_with_epsilon(smoothed[i], expected[i], 1e-14);
}

static void
test_who_takes_no_part(void)
{
    const double events[] = {12, NAN, 3, 40, 0, 2, 9, 5};
    const double base[] = {1000, 80, 150, 2000, 0, 400, 500, NAN};
    double smoothed[8];

    SrPrior prior = sr_bayes_smooth(events, base, 8, smoothed);
    g_assert_cmpfloat_with_epsilon(prior.mean, 0.0162962962962963, 1e-15);
    g_assert_cmpfloat_with_epsilon(prior.variance, 4.68221307727481e-06, 1e-18);
    g_assert_cmpfloat_with_epsilon(smoothed[0], 0.0153374019180471, 1e-15);
    g_assert_cmpfloat_with_epsilon(smoothed[6], 0.0165103042198234, 1e-15);
    g_assert_true(isnan(smoothed[1]) && isnan(smoothed[4]) && isnan(smoothed[7]));
    g_assert_true(isnan(sr_bayes_smooth(events + 1, base + 1, 1, smoothed).mean));
}

/* Whatever the figures: an estimate lies between the area's rate and the common one. */
static void
test_between(void)
{
    for (int round = 0; round < 1000; round++) {
        double events[12];
        double base[12];
        double smoothed[12];

        for (int i = 0; i < 12; i++) {
            base[i] = g_test_rand_int_range(1, 3000);
            events[i] = floor(base[i] * g_test_rand_double_range(0, 0.2));
        }
        SrPrior prior = sr_bayes_smooth(events, base, 12, smoothed);
        for (int i = 0; i < 12; i++) {
            double raw = events[i] / base[i];

            g_assert_cmpfloat(smoothed[i], >=, fmin(raw, prior.mean) - 1e-12);
            g_assert_cmpfloat(smoothed[i], <=, fmax(raw, prior.mean) + 1e-12);
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/bayes/negative-variance", test_negative_variance);
    g_test_add_func("/bayes/carolina", test_carolina);
    g_test_add_func("/bayes/who-takes-no-part", test_who_takes_no_part);
    g_test_add_func("/bayes/between", test_between);
    return g_test_run();
}
