#include "stats/spatial.h"

#include "stats/carolina.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#define SEED 1
#define N_PERMUTATIONS 999

/* Deaths per 1 000 births with six decimals, as the data set has them. */
static void
fill_rates(double *rates)
{
    for (int i = 0; i < N_CAROLINA; i++)
        rates[i] = round(1e9 * carolina_deaths[i] / carolina_births[i]) / 1e6;
}

/* moran.test of spdep and Moran of esda; localmoran of spdep. */
static void
test_carolina(void)
{
    static const double expected[] = {0.631074878637, 0.662309673859, 0.261127313493,
                                      0.064350057831, 4.501807212070};
    double rates[N_CAROLINA];
    SrLisa lisa[N_CAROLINA];
    double mean = 0;

    fill_rates(rates);
    SrMoran moran = sr_moran_global(&carolina, rates, N_PERMUTATIONS, SEED);
    g_assert_cmpint(moran.n_areas, ==, N_CAROLINA);
    g_assert_cmpint(moran.n_islands, ==, 0);
    g_assert_cmpfloat_with_epsilon(moran.moran, 0.2477251932048, 1e-12);
    g_assert_cmpfloat_with_epsilon(moran.expected, -1 / 99.0, 1e-15);
    g_assert_cmpfloat_with_epsilon(moran.variance, 0.004275965096356, 1e-14);
    g_assert_cmpfloat_with_epsilon(moran.p, 0.002, 1e-12); /* none of 999 as high */

    sr_moran_local(&carolina, rates, N_PERMUTATIONS, SEED, lisa);
    for (size_t i = 0; i < G_N_ELEMENTS(expected); i++)
        g_assert_cmpfloat_with_epsilon(lisa[i].moran, expected[i], 1e-11);
    for (int i = 0; i < N_CAROLINA; i++)
        mean += lisa[i].moran / N_CAROLINA;
    g_assert_cmpfloat_with_epsilon(mean, moran.moran, 1e-12);
    g_assert_cmpint(lisa[4].kind, ==, SR_LISA_HIGH_HIGH); /* Northampton */
    g_assert_cmpfloat(lisa[4].p, <, 0.05);
    g_assert_cmpfloat(lisa[4].p_adjusted, >=, lisa[4].p);
}

/* A row of six areas:  0 - 1 - 2 - 3 - 4   5 */
static const int row_start[] = {0, 1, 3, 5, 7, 8, 8};
static const int row_neighbour[] = {1, 0, 2, 1, 3, 2, 4, 3};
static const SrContiguity row = {6, row_start, row_neighbour};

static void
test_kinds(void)
{
    SrLisa lisa[6];

    sr_moran_local(&row, (double[]){9, 9, 5, 1, 1, 9}, 99, SEED, lisa);
    g_assert_cmpstr(sr_lisa_name(lisa[0].kind), ==, "high-high");
    g_assert_cmpstr(sr_lisa_name(lisa[4].kind), ==, "low-low");
    g_assert_cmpfloat(lisa[1].neighbours, ==, 7); /* 9 and 5 */
    /* The island has no neighbours to be like. */
    g_assert_cmpstr(sr_lisa_name(lisa[5].kind), ==, "");
    g_assert_true(isnan(lisa[5].p) && isnan(lisa[5].moran) && isnan(lisa[5].p_adjusted));
    sr_moran_local(&row, (double[]){9, 1, 9, 1, 9, 1}, 99, SEED, lisa);
    g_assert_cmpstr(sr_lisa_name(lisa[0].kind), ==, "high-low");
    g_assert_cmpstr(sr_lisa_name(lisa[1].kind), ==, "low-high");
}

static void
test_no_answer(void)
{
    SrMoran hole = sr_moran_global(&row, (double[]){9, 5, NAN, 2, 1, 7}, 99, SEED);
    SrMoran few = sr_moran_global(&row, (double[]){9, 5, NAN, NAN, 1, 7}, 99, SEED);
    SrMoran alike = sr_moran_global(&row, (double[]){3, 3, 3, 3, 3, 3}, 99, SEED);
    SrMoran none =
        sr_moran_global(&row, (double[]){NAN, NAN, NAN, NAN, NAN, NAN}, 99, SEED);

    g_assert_cmpint(hole.n_areas, ==, 4);
    g_assert_cmpint(hole.n_islands, ==, 1);
    g_assert_false(isnan(hole.moran));
    g_assert_cmpint(few.n_areas, ==, 2);
    g_assert_cmpint(few.n_islands, ==, 2); /* the fifth has lost its only neighbour */
    g_assert_true(isnan(few.moran) && isnan(few.p));
    g_assert_true(isnan(alike.moran));
    g_assert_cmpint(none.n_areas, ==, 0);
}

/* The same seed gives the same p to the last bit; without a pattern p is spread evenly.
 */
static void
test_chances(void)
{
    int n_small = 0;

    for (int round = 0; round < 200; round++) {
        double values[N_CAROLINA];

        for (int i = 0; i < N_CAROLINA; i++)
            values[i] = g_test_rand_double();
        SrMoran once = sr_moran_global(&carolina, values, 99, SEED);
        SrMoran again = sr_moran_global(&carolina, values, 99, SEED);
        g_assert_cmpfloat(once.p, ==, again.p);
        g_assert_cmpfloat(once.p, >, 0);
        g_assert_cmpfloat(once.p, <=, 1);
        n_small += once.p <= 0.1;
    }
    g_assert_cmpint(n_small, >, 5); /* 20 expected; 5 and 40 are four deviations off */
    g_assert_cmpint(n_small, <, 40);
}

/* p.adjust(p, "BH") of R. */
static void
test_adjust(void)
{
    const double p[] = {0.01, 0.04, NAN, 0.03, 0.5};
    const double expected[] = {0.04, 0.16 / 3, 0, 0.16 / 3, 0.5};
    double adjusted[5];

    sr_p_adjust(p, 5, adjusted);
    for (int i = 0; i < 5; i++)
        if (isnan(p[i]))
            g_assert_true(isnan(adjusted[i]));
        else
            g_assert_cmpfloat_with_epsilon(adjusted[i], expected[i], 1e-15);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/spatial/carolina", test_carolina);
    g_test_add_func("/spatial/kinds", test_kinds);
    g_test_add_func("/spatial/no-answer", test_no_answer);
    g_test_add_func("/spatial/chances", test_chances);
    g_test_add_func("/spatial/adjust", test_adjust);
    return g_test_run();
}
