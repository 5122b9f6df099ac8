#include "stats/distribution.h"

#include <glib.h>
#include <math.h>

/* qnorm, qchisq, qt, pchisq(lower = F), 2 * pt(-|t|) of R 4.2. */
static void
test_references(void)
{
    g_assert_cmpfloat_with_epsilon(sr_normal_quantile(0.975), 1.959963984540054, 1e-14);
    g_assert_cmpfloat_with_epsilon(sr_normal_quantile(0.999), 3.090232306167814, 1e-14);
    g_assert_cmpfloat_with_epsilon(sr_chi2_quantile(0.975, 2), 7.377758908227871, 1e-12);
    g_assert_cmpfloat_with_epsilon(sr_chi2_quantile(0.998, 1), 9.549535706083, 1e-9);
    g_assert_cmpfloat_with_epsilon(sr_student_quantile(0.975, 9), 2.262157162798205,
                                   1e-12);
    g_assert_cmpfloat_with_epsilon(sr_chi2_tail(9.549535706083, 1), 0.002, 1e-12);
    g_assert_cmpfloat_with_epsilon(sr_student_tail(-2.262157162798205, 9), 0.05, 1e-12);
}

static void
test_outside_is_nan(void)
{
    g_assert_true(isnan(sr_normal_quantile(0)));
    g_assert_true(isnan(sr_normal_quantile(NAN)));
    g_assert_true(isnan(sr_chi2_quantile(1, 4)));
    g_assert_true(isnan(sr_chi2_quantile(0.5, 0)));
    g_assert_true(isnan(sr_student_quantile(0.5, INFINITY)));
    g_assert_true(isnan(sr_chi2_tail(-1, 2)));
    g_assert_true(isnan(sr_student_tail(NAN, 2)));
}

/* GSL aborts where its search does not end: no limit the program can ask for may do so.
 */
static void
test_every_limit_is_found(void)
{
    static const double tails[] = {0.001, 0.005, 0.025, 0.05, 0.95, 0.975, 0.995, 0.999};

    for (size_t t = 0; t < G_N_ELEMENTS(tails); t++)
        for (double df = 0.02; df < 24; df += 0.02) {
            double x = sr_chi2_quantile(tails[t], df);

            g_assert_cmpfloat_with_epsilon(sr_chi2_tail(x, df), 1 - tails[t], 1e-12);
        }
    for (size_t t = 0; t < G_N_ELEMENTS(tails); t++)
        for (double df = 1; df < 1e7; df += ceil(df / 100)) {
            double x = sr_student_quantile(tails[t], df);

            g_assert_cmpfloat_with_epsilon(sr_student_tail(x, df),
                                           2 * fmin(tails[t], 1 - tails[t]), 1e-9);
        }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/distribution/references", test_references);
    g_test_add_func("/distribution/outside-is-nan", test_outside_is_nan);
    g_test_add_func("/distribution/every-limit-is-found", test_every_limit_is_found);
    return g_test_run();
}
