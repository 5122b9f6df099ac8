#include "stats/correlate.h"

#include <math.h>

static const double x[] = {2, 4, 4, 7, 9, 1};
static const double y[] = {1, 3, 5, 5, 9, 2};
static const double weights[] = {1, 2, 3, 4, 5, 6};

static void
assert_correlation(SrCorrelation found, int n, double r, double lower, double upper)
{
    g_assert_cmpint(found.n, ==, n);
    g_assert_cmpfloat_with_epsilon(found.r, r, 1e-13);
    g_assert_cmpfloat_with_epsilon(found.limits.lower, lower, 1e-12);
    g_assert_cmpfloat_with_epsilon(found.limits.upper, upper, 1e-12);
}

/* cor.test, cor(method = "spearman"), cov.wt(cor = TRUE) of R. */
static void
test_references(void)
{
    assert_correlation(sr_correlate_pearson(x, y, NULL, 6, 0.95), 6, 0.916397678462155,
                       0.409058389273227, 0.990965304643192);
    assert_correlation(sr_correlate_spearman(x, y, NULL, 6, 0.95), 6, 0.897058823529412,
                       0.116384302450637, 0.992587165795584);
    assert_correlation(sr_correlate_pearson(x, y, weights, 6, 0.95), 6, 0.931657263163404,
                       0.224419065164718, 0.996055425661841);
}

static void
test_who_takes_no_part(void)
{
    const double xs[] = {2, NAN, 4, 4, 7, 3, 9, 1};
    const double ys[] = {1, 7, 3, 5, 5, NAN, 9, 2};

    assert_correlation(sr_correlate_pearson(xs, ys, NULL, 8, 0.95), 6, 0.916397678462155,
                       0.409058389273227, 0.990965304643192);
    g_assert_cmpint(sr_correlate_pearson(x, y, (double[]){1, 0, 2, NAN, 3, 4}, 6, 0.95).n,
                    ==, 4);
}

static void
test_edges(void)
{
    const double same[] = {3, 3, 3, 3, 3, 3};
    SrCorrelation flat = sr_correlate_pearson(x, same, NULL, 6, 0.95);
    SrCorrelation few = sr_correlate_pearson(x, y, NULL, 3, 0.95);
    SrCorrelation line = sr_correlate_pearson(x, x, NULL, 6, 0.95);

    g_assert_true(isnan(flat.r) && isnan(flat.limits.lower));
    g_assert_false(isnan(few.r));
    g_assert_true(isnan(few.limits.lower) && isnan(few.limits.upper));
    g_assert_cmpfloat_with_epsilon(line.r, 1, 1e-15);
    g_assert_cmpint(sr_correlate_spearman(x, y, NULL, 0, 0.95).n, ==, 0);
}

/* Whatever the pairs: another unit changes nothing, turning one side turns the sign. */
static void
test_units_do_not_matter(void)
{
    for (int round = 0; round < 500; round++) {
        double a[20];
        double b[20];
        double scaled[20];

        for (int i = 0; i < 20; i++) {
            a[i] = g_test_rand_int_range(0, 30);
            b[i] = g_test_rand_double_range(-5, 5);
            scaled[i] = 1000 - 4 * a[i];
        }
        SrCorrelation plain = sr_correlate_pearson(a, b, NULL, 20, 0.95);
        SrCorrelation turned = sr_correlate_pearson(scaled, b, NULL, 20, 0.95);
        SrCorrelation ranks = sr_correlate_spearman(a, b, NULL, 20, 0.95);
        SrCorrelation ranks_turned = sr_correlate_spearman(scaled, b, NULL, 20, 0.95);
        g_assert_cmpfloat_with_epsilon(plain.r, -turned.r, 1e-12);
        g_assert_cmpfloat_with_epsilon(plain.limits.lower, -turned.limits.upper, 1e-12);
        g_assert_cmpfloat_with_epsilon(ranks.r, -ranks_turned.r, 1e-12);
        g_assert_cmpfloat(plain.limits.lower, <, plain.r);
        g_assert_cmpfloat(ranks.limits.upper, >, ranks.r);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/correlate/references", test_references);
    g_test_add_func("/correlate/who-takes-no-part", test_who_takes_no_part);
    g_test_add_func("/correlate/edges", test_edges);
    g_test_add_func("/correlate/units-do-not-matter", test_units_do_not_matter);
    return g_test_run();
}
