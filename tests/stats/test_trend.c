#include "stats/trend.h"

#include <math.h>

/* prop.trend.test(x, n) of R; lm(v ~ t, weights = 1 / se^2). */
static void
test_references(void)
{
    SrTrend shares = sr_trend_of_proportions((double[]){83, 90, 129, 70, 95},
                                             (double[]){86, 93, 136, 82, 120}, 5);
    const double values[] = {10, 11, 13, 14, 17};
    const SrInterval limits[] = {{9, 11.5}, {9, 13}, {12, 14}, {12, 16.5}, {16, 18}};
    SrTrend means = sr_trend_of_values(values, limits, 5);

    g_assert_cmpfloat_with_epsilon(shares.chi2, 26.0031889413113, 1e-11);
    g_assert_cmpfloat_with_epsilon(shares.slope, -0.0478358799300124, 1e-14);
    g_assert_cmpint(shares.kind, ==, SR_TREND_FALLING);
    g_assert_cmpfloat_with_epsilon(means.slope, 1.77077871383461, 1e-13);
    g_assert_cmpfloat_with_epsilon(means.chi2, 82.6738129768465, 1e-10);
    g_assert_cmpint(means.kind, ==, SR_TREND_RISING);
}

static void
test_kinds(void)
{
    static const struct {
        int n;
        double values[7];
        double reach; /* of the limits */
        const char *word;
    } cases[] = {
        {5, {10, 12, 14, 16, 18}, 1, "rising"},
        {5, {18, 16, 14, 12, 10}, 1, "falling"},
        {5, {10, 12, 14, 16, 18}, 9, "steady"}, /* within chance */
        {5, {10, 10, 10, 10, 20}, 1, "steady"}, /* one year makes no trend */
        {5, {10, 10, 10, 10, 10}, 1, "steady"},
        {7, {90, 80, 10, 12, 14, 16, 18}, 1, "rising"}, /* the newest five */
        {7, {NAN, 80, 10, 12, 14, 16, 18}, 1, "rising"},
        {6, {10, 12, 14, NAN, 16, 18}, 1, ""}, /* broken */
        {4, {10, 12, 14, 16}, 1, ""},
        {5, {10, 12, 14, 16, 18}, 0, ""}, /* no spread to weigh with */
    };

    for (size_t c = 0; c < G_N_ELEMENTS(cases); c++) {
        SrInterval limits[7];

        for (int i = 0; i < cases[c].n; i++)
            limits[i] = (SrInterval){cases[c].values[i] - cases[c].reach,
                                     cases[c].values[i] + cases[c].reach};
        SrTrend trend = sr_trend_of_values(cases[c].values, limits, cases[c].n);
        g_test_message("case %zu", c);
        g_assert_cmpstr(sr_trend_name(trend.kind), ==, cases[c].word);
    }
}

static void
test_proportions_without_an_answer(void)
{
    const double people[] = {50, 50, 50, 50, 50};

    g_assert_cmpint(sr_trend_of_proportions((double[]){0, 0, 0, 0, 0}, people, 5).kind,
                    ==, SR_TREND_NONE);
    g_assert_cmpint(sr_trend_of_proportions(people, people, 5).kind, ==, SR_TREND_NONE);
    g_assert_cmpint(sr_trend_of_proportions((double[]){1, 2, 51, 4, 5}, people, 5).kind,
                    ==, SR_TREND_NONE);
    g_assert_cmpint(sr_trend_of_proportions((double[]){1, 2, NAN, 4, 5}, people, 5).kind,
                    ==, SR_TREND_NONE);
    g_assert_cmpint(sr_trend_of_proportions(people, people, 4).kind, ==, SR_TREND_NONE);
}

/* Whatever the years: read backwards, what rose has fallen, by as much and as surely. */
static void
test_backwards(void)
{
    for (int round = 0; round < 2000; round++) {
        double events[2][5];
        double base[2][5];

        for (int i = 0; i < 5; i++) {
            base[0][i] = base[1][4 - i] = g_test_rand_int_range(20, 200);
            events[0][i] = events[1][4 - i] = g_test_rand_int_range(1, 20);
        }
        SrTrend there = sr_trend_of_proportions(events[0], base[0], 5);
        SrTrend back = sr_trend_of_proportions(events[1], base[1], 5);
        g_assert_cmpfloat_with_epsilon(there.slope, -back.slope, 1e-12);
        g_assert_cmpfloat_with_epsilon(there.chi2, back.chi2, 1e-8);
        if (there.kind == SR_TREND_RISING)
            g_assert_cmpint(back.kind, ==, SR_TREND_FALLING);
        if (there.kind == SR_TREND_STEADY)
            g_assert_cmpint(back.kind, ==, SR_TREND_STEADY);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/trend/references", test_references);
    g_test_add_func("/trend/kinds", test_kinds);
    g_test_add_func("/trend/proportions-without-an-answer",
                    test_proportions_without_an_answer);
    g_test_add_func("/trend/backwards", test_backwards);
    return g_test_run();
}
