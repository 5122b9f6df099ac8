#include "stats/composite.h"

#include <glib.h>
#include <math.h>

static const double poverty[] = {10, 20, 30, 25};
static const double places[] = {5, 3, 2, 9};
static const double people[] = {100, 300, 200, 400};

/* By hand in R: population-weighted z, 0.6 burden and 0.4 resource. */
static void
test_index(void)
{
    static const double expected[] = {86.5171477978794, 99.9252726993249,
                                      112.0174942108510, 97.4180114206110};
    double index[4];
    double shares[2 * 4];
    SrIndexPart parts[] = {
        {poverty, sr_reference_of(poverty, people, 4), 0.6, 1},
        {places, sr_reference_of(places, people, 4), 0.4, -1},
    };
    double mean = 0;

    g_assert_cmpfloat_with_epsilon(parts[0].reference.mean, 23, 1e-13);
    g_assert_cmpfloat_with_epsilon(parts[0].reference.sd, 5.56776436283002, 1e-13);
    sr_index_compute(parts, 2, 4, index, shares);
    for (int i = 0; i < 4; i++) {
        g_assert_cmpfloat_with_epsilon(index[i], expected[i], 1e-11);
        g_assert_cmpfloat_with_epsilon(shares[i] + shares[4 + i], index[i] - 100, 1e-12);
        mean += people[i] * index[i] / 1000;
    }
    g_assert_cmpfloat_with_epsilon(mean, 100, 1e-12); /* the Kreis is the reference */
}

static void
test_missing_and_flat(void)
{
    const double holes[] = {10, NAN, 30, 25};
    const double flat[] = {7, 7, 7, 7};
    double index[4];
    SrIndexPart parts[] = {
        {holes, sr_reference_of(holes, people, 4), 0.5, 1},
        {flat, sr_reference_of(flat, people, 4), 0.5, 1},
    };

    g_assert_cmpfloat(parts[1].reference.sd, ==, 0);
    sr_index_compute(parts, 2, 4, index, NULL);
    g_assert_true(isnan(index[1]));
    g_assert_cmpfloat(index[2], >, 100);
    g_assert_true(isnan(sr_reference_of((double[]){NAN}, people, 1).mean));
    g_assert_true(isnan(sr_reference_of(flat, (double[]){0, 0, 0, 0}, 4).sd));
}

/* The index puts the four at 4, 2, 1, 3; places alone 3, 2, 1, 4; poverty alone 4, 3,
 * 1, 2. */
static void
test_sensitivity(void)
{
    static const int expected[] = {
        -1, 0, 0, 1,  /* without poverty */
        0,  1, 0, -1, /* without places */
    };
    int shifts[8];
    SrIndexPart parts[] = {
        {poverty, sr_reference_of(poverty, people, 4), 0.6, 1},
        {places, sr_reference_of(places, people, 4), 0.4, -1},
    };

    sr_index_sensitivity(parts, 2, 4, shifts);
    for (int i = 0; i < 8; i++)
        g_assert_cmpint(shifts[i], ==, expected[i]);
}

/* Whatever the values: their unit does not matter, and a part of weight 0 moves nobody.
 */
static void
test_units_do_not_matter(void)
{
    for (int round = 0; round < 300; round++) {
        double a[15];
        double b[15];
        double weights[15];
        double scaled[15];
        double index[15];
        double index_scaled[15];
        int shifts[30];

        for (int i = 0; i < 15; i++) {
            a[i] = g_test_rand_double_range(0, 40);
            b[i] = g_test_rand_double_range(0, 40);
            weights[i] = g_test_rand_int_range(1, 5000);
            scaled[i] = 100 * a[i] - 3;
        }
        SrIndexPart parts[] = {{a, sr_reference_of(a, weights, 15), 1, 1},
                               {b, sr_reference_of(b, weights, 15), 0, 1}};
        SrIndexPart other[] = {{scaled, sr_reference_of(scaled, weights, 15), 1, 1}};

        sr_index_compute(parts, 2, 15, index, NULL);
        sr_index_compute(other, 1, 15, index_scaled, NULL);
        sr_index_sensitivity(parts, 2, 15, shifts);
        for (int i = 0; i < 15; i++) {
            g_assert_cmpfloat_with_epsilon(index[i], index_scaled[i], 1e-9);
            g_assert_cmpint(shifts[15 + i], ==, 0);
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/composite/index", test_index);
    g_test_add_func("/composite/missing-and-flat", test_missing_and_flat);
    g_test_add_func("/composite/sensitivity", test_sensitivity);
    g_test_add_func("/composite/units-do-not-matter", test_units_do_not_matter);
    return g_test_run();
}
