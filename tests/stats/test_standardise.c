#include "stats/standardise.h"

#include <math.h>

static const double base[] = {400, 900, 1000, 300};
static const double standard[] = {1000, 2000, 3000, 4000};
static const SrStrata strata = {4, base, standard};

/* Dobson et al. (1991), computed apart in R from the same numbers. */
static void
test_direct(void)
{
    SrEstimate rate = sr_standardise_direct(&strata, (double[]){3, 7, 12, 5}, 1000);
    SrInterval limits = sr_interval_of(sr_interval_find("dobson", NULL), &rate, 0.95);

    g_assert_cmpfloat_with_epsilon(rate.value, 12.5722222222222, 1e-12);
    g_assert_cmpfloat_with_epsilon(rate.variance, 10.5020679012346, 1e-12);
    g_assert_cmpfloat(rate.events, ==, 27);
    g_assert_cmpfloat(rate.base, ==, 2600);
    g_assert_cmpfloat_with_epsilon(limits.lower, 6.82756676662095, 1e-12);
    g_assert_cmpfloat_with_epsilon(limits.upper, 20.23408161533616, 1e-12);
}

/* Two, five, eight and one had one event, one, two, four and three had two. */
static void
test_repeated(void)
{
    SrEstimate rate = sr_standardise_direct_repeated(
        &strata, (double[]){2, 1, 5, 2, 8, 4, 1, 3}, 2, 1000);

    g_assert_cmpfloat_with_epsilon(rate.value, 17.1333333333333, 1e-12);
    g_assert_cmpfloat_with_epsilon(rate.variance, 26.2880864197531, 1e-12);
    g_assert_cmpfloat(rate.events, ==, 36);
}

static void
test_indirect(void)
{
    SrEstimate ratio = sr_standardise_indirect(&strata, 27, (double[]){30, 80, 100, 70},
                                               (double[]){5000, 9000, 11000, 4000}, 100);
    SrInterval limits = sr_interval_of(sr_interval_find("byar", NULL), &ratio, 0.95);

    g_assert_cmpfloat_with_epsilon(ratio.base, 24.7409090909091, 1e-12);
    g_assert_cmpfloat_with_epsilon(ratio.value, 109.1309939371670, 1e-11);
    g_assert_cmpfloat_with_epsilon(limits.lower, 71.9010138463893, 1e-11);
    g_assert_cmpfloat_with_epsilon(limits.upper, 158.7859949844166, 1e-11);
}

static void
test_no_figure(void)
{
    const double *few = (double[]){1, 3, 4, 1};
    const double *nobody = (double[]){400, 0, 1000, 300};
    SrStrata hole = {4, nobody, standard};

    g_assert_true(isnan(sr_standardise_direct(&strata, few, 1000).value));
    g_assert_cmpfloat(sr_standardise_direct(&strata, few, 1000).events, ==, 9);
    /* Nobody of an age: no event is no news, one event cannot be. */
    g_assert_false(isnan(sr_standardise_direct(&hole, (double[]){8, 0, 9, 1}, 1).value));
    g_assert_true(isnan(sr_standardise_direct(&hole, (double[]){8, 1, 9, 1}, 1).value));
    g_assert_true(
        isnan(sr_standardise_direct(&strata, (double[]){8, NAN, 9, 1}, 1).value));
    g_assert_true(isnan(sr_standardise_indirect(&strata, 5, (double[]){1, 1, 1, 1},
                                                (double[]){10, 0, 10, 10}, 1)
                            .value));
    g_assert_true(
        isnan(sr_standardise_indirect(&strata, NAN, standard, standard, 1).value));
}

/* Whatever the rates: who has the ages of the standard has the crude rate. */
static void
test_same_ages_give_the_crude_rate(void)
{
    for (int round = 0; round < 500; round++) {
        double people[6];
        double larger[6];
        double events[6];
        double all_people = 0;
        double all_events = 0;
        double factor = g_test_rand_double_range(0.1, 50);

        for (int s = 0; s < 6; s++) {
            people[s] = g_test_rand_int_range(1, 900);
            larger[s] = people[s] * factor;
            events[s] = g_test_rand_int_range(2, 40);
            all_people += people[s];
            all_events += events[s];
        }
        SrEstimate rate =
            sr_standardise_direct(&(SrStrata){6, people, larger}, events, 1000);
        g_assert_cmpfloat_with_epsilon(rate.value, 1000 * all_events / all_people, 1e-8);
        SrEstimate ratio = sr_standardise_indirect(&(SrStrata){6, people, NULL},
                                                   all_events, events, people, 100);
        g_assert_cmpfloat_with_epsilon(ratio.value, 100, 1e-10);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/standardise/direct", test_direct);
    g_test_add_func("/standardise/repeated", test_repeated);
    g_test_add_func("/standardise/indirect", test_indirect);
    g_test_add_func("/standardise/no-figure", test_no_figure);
    g_test_add_func("/standardise/same-ages-give-the-crude-rate",
                    test_same_ages_give_the_crude_rate);
    return g_test_run();
}
