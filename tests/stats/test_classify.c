#include "stats/classify.h"

#include "base/error.h"
#include "stats/breaks.h"
#include "stats/calemp.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

static SrBreaks *
classify(const char *method, int k, const double *values, int n)
{
    g_autoptr(GError) error = NULL;
    SrClassing classing = {.n_classes = k, .benchmark = 100};

    classing.method = sr_method_find(method, &error);
    g_assert_no_error(error);
    SrBreaks *breaks = sr_classify(&classing, values, n, &error);
    g_assert_no_error(error);
    return breaks;
}

static void
test_bounds(void)
{
    static const struct {
        const char *method;
        int n, k, n_expected;
        double values[8], bounds[6];
    } cases[] = {
        /* seq(min, max, length = k + 1) of R */
        {"equal", 3, 3, 3, {9, 0, 3}, {0, 3, 6, 9}},
        {"equal", 2, 3, 1, {4, 4}, {4, 4}},          /* all the same */
        {"equal", 4, 5, 2, {1, 9, 9, 1}, {1, 5, 9}}, /* two values, so two classes */
        /* quantile(values, 0:k / k) of R */
        {"quantile", 5, 2, 2, {5, 1, 4, 2, 3}, {1, 3, 5}},
        {"quantile", 4, 3, 3, {1, 2, 3, 4}, {1, 2, 3, 4}},
        {"quantile", 6, 3, 1, {1, 1, 1, 1, 1, 7}, {1, 7}},    /* tied below */
        {"quantile", 6, 3, 2, {1, 7, 7, 7, 7, 7}, {1, 7, 7}}, /* tied above */
        {"quantile", 3, 1, 1, {NAN, 2, NAN}, {2, 2}},         /* one with data */
        {"natural", 6, 3, 3, {1, 2, 10, 11, 50, 2}, {1, 10, 50, 50}},
        {"natural", 4, 5, 2, {3, 8, 8, 3}, {3, 8, 8}},
        {"sd",
         5,
         5,
         5,
         {2, 4, 4, 4, 6},
         {1.8786796, 1.8786796, 3.2928932, 4.7071068, 6.1213203, 6.1213203}},
        {"sd", 3, 5, 1, {2, 2, 2}, {2, 2}},
        {"deviation", 3, 1, 5, {60, 100, 140}, {60, 75, 90, 110, 125, 140}},
        {"deviation", 1, 1, 5, {100}, {75, 75, 90, 110, 125, 125}}, /* empty ones stay */
        /* means 4.5, 9 (head 2 of 8), 10 */
        {"headtail", 8, 5, 3, {1, 1, 1, 1, 2, 2, 8, 20}, {1, 4.5, 14, 20}},
        {"headtail", 3, 5, 2, {1, 2, 3}, {1, 2, 3}}, /* two of three are no tail */
        {"headtail", 2, 5, 1, {3, 3}, {3, 3}},
        {"pretty", 5, 5, 5, {1, 23, 31, 44, 49}, {1, 10, 20, 30, 40, 49}},
        {"pretty", 4, 4, 4, {0.11, 0.2, 0.19, 0.12}, {0.11, 0.125, 0.15, 0.175, 0.2}},
        {"pretty", 3, 1, 1, {3, 5, 9}, {3, 9}},
        {"pretty", 3, 2, 2, {-1, 5, 18.9}, {-1, 0, 18.9}},
        {"maximum", 6, 3, 3, {1, 2, 10, 11, 50, 2}, {1, 10, 50, 50}},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(SrBreaks) breaks =
            classify(cases[i].method, cases[i].k, cases[i].values, cases[i].n);

        g_test_message("case %zu, %s", i, cases[i].method);
        g_assert_cmpint(breaks->n_classes, ==, cases[i].n_expected);
        for (int b = 0; b <= breaks->n_classes; b++)
            g_assert_cmpfloat_with_epsilon(breaks->bounds[b], cases[i].bounds[b], 1e-7);
    }
}

/* mapclassify: class maxima 75.29 192.05 370.5 722.85 4111.45 are right-closed bounds. */
static void
test_calemp(void)
{
    static const int expected[] = {49, 3, 4, 1, 1};
    static const double least_of_upper[] = {110.74, 264.93, 722.85, 4111.45};
    static const double quantiles[] = {1.464, 5.798, 13.278, 54.616, 4111.45};
    g_autoptr(SrBreaks) natural = classify("natural", 5, calemp, N_CALEMP);
    g_autoptr(SrBreaks) quantile = classify("quantile", 5, calemp, N_CALEMP);
    int counts[5];

    sr_breaks_count(natural, calemp, N_CALEMP, counts);
    for (int c = 0; c < 5; c++)
        g_assert_cmpint(counts[c], ==, expected[c]);
    for (int b = 1; b < 5; b++)
        g_assert_cmpfloat(natural->bounds[b], ==, least_of_upper[b - 1]);
    for (int b = 1; b <= 5; b++)
        g_assert_cmpfloat_with_epsilon(quantile->bounds[b], quantiles[b - 1], 1e-12);
}

/* To the last bit: 0.3 is the double that reads so, not three times the tenth. */
static void
test_pretty_reads_well(void)
{
    g_autoptr(SrBreaks) breaks =
        classify("pretty", 5, (double[]){0.05, 0.12, 0.31, 0.44, 0.49}, 5);

    g_assert_cmpint(breaks->n_classes, ==, 5);
    g_assert_cmpfloat(breaks->bounds[3], ==, 0.3);
}

static void
test_traits(void)
{
    static const struct {
        const char *name;
        bool is_final, fills_all;
    } cases[] = {
        {"natural", false, true},   {"sd", false, false},    {"deviation", true, false},
        {"headtail", false, false}, {"pretty", true, false}, {"fixed", true, false},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const SrMethod *method = sr_method_find(cases[i].name, NULL);

        g_assert_cmpint(sr_method_is_final(method), ==, cases[i].is_final);
        g_assert_cmpint(sr_method_fills_all(method), ==, cases[i].fills_all);
    }
}

static void
test_quantiles_of_fifty(void)
{
    static const double expected[] = {1, 10.8, 20.6, 30.4, 40.2, 50};
    double values[50];

    for (int i = 0; i < 50; i++)
        values[i] = 50 - i;
    g_autoptr(SrBreaks) breaks = classify("quantile", 5, values, 50);
    for (int b = 0; b <= 5; b++)
        g_assert_cmpfloat_with_epsilon(breaks->bounds[b], expected[b], 1e-12);
}

static void
test_fixed(void)
{
    static const double inner[] = {10, 20};
    SrClassing classing = {
        .method = sr_method_find("fixed", NULL), .inner = inner, .n_inner = 2};
    g_autoptr(SrBreaks) inside = sr_classify(&classing, (double[]){12, 19}, 2, NULL);
    g_autoptr(SrBreaks) around = sr_classify(&classing, (double[]){5, 25}, 2, NULL);

    /* Nobody below 10 or from 20 on: both classes stay, empty. */
    g_assert_cmpint(inside->n_classes, ==, 3);
    g_assert_cmpint(sr_breaks_find(inside, 12), ==, 1);
    g_assert_cmpint(sr_breaks_find(inside, 10), ==, 1);
    g_assert_cmpint(sr_breaks_find(inside, 20), ==, 2);
    g_assert_cmpint(sr_breaks_find(around, 5), ==, 0);
    g_assert_cmpint(sr_breaks_find(around, 25), ==, 2);
    /* Another year has values outside. */
    g_assert_cmpint(sr_breaks_find(inside, 3), ==, SR_NO_CLASS);
    sr_breaks_cover(inside, (double[]){3, NAN, 40}, 3);
    g_assert_cmpint(sr_breaks_find(inside, 3), ==, 0);
    g_assert_cmpint(sr_breaks_find(inside, 9.99), ==, 0);
    g_assert_cmpint(sr_breaks_find(inside, 40), ==, 2);
    g_assert_cmpfloat(inside->bounds[0], ==, 3);
    g_assert_cmpfloat(inside->bounds[3], ==, 40);
}

static void
test_find(void)
{
    SrBreaks breaks = {.n_classes = 3, .bounds = (double[]){2, 5, 10, 20}};

    g_assert_cmpint(sr_breaks_find(&breaks, 2), ==, 0);
    g_assert_cmpint(sr_breaks_find(&breaks, 5), ==, 1);
    g_assert_cmpint(sr_breaks_find(&breaks, 20), ==, 2);
    g_assert_cmpint(sr_breaks_find(&breaks, 20.5), ==, SR_NO_CLASS);
    g_assert_cmpint(sr_breaks_find(&breaks, NAN), ==, SR_NO_CLASS);
}

/* Whatever the values, their order and the method: each with data has a class; where
 * empty classes are not kept, both end classes are used. */
static void
test_every_value_has_a_class(void)
{
    for (int round = 0; round < 9000; round++) {
        const char *name = sr_method_name(sr_method_at(round % 9));
        bool keeps = g_str_equal(name, "sd") || g_str_equal(name, "deviation") ||
                     g_str_equal(name, "fixed");
        double values[40];
        int n = g_test_rand_int_range(1, 40);
        int k = g_test_rand_int_range(1, 10);
        int used[12] = {0};

        for (int i = 0; i < n; i++)
            values[i] = g_test_rand_int_range(-5, 6) / 3.0;
        g_autoptr(SrBreaks) breaks = classify(name, k, values, n);
        for (int b = 1; b <= breaks->n_classes; b++)
            g_assert_cmpfloat(breaks->bounds[b], >=, breaks->bounds[b - 1]);
        for (int i = 0; i < n; i++) {
            int class = sr_breaks_find(breaks, values[i]);

            g_assert_cmpint(class, >=, 0);
            g_assert_cmpint(class, <, breaks->n_classes);
            used[class]++;
        }
        if (keeps)
            continue;
        g_test_message("%s, %d classes of %d", name, breaks->n_classes, k);
        g_assert_cmpint(breaks->n_classes, <=, k);
        g_assert_cmpint(used[0], >, 0);
        g_assert_cmpint(used[breaks->n_classes - 1], >, 0);

        double swap = values[0];
        values[0] = values[n - 1];
        values[n - 1] = swap;
        g_autoptr(SrBreaks) same = classify(name, k, values, n);
        g_assert_cmpmem(breaks->bounds, (breaks->n_classes + 1) * sizeof(double),
                        same->bounds, (same->n_classes + 1) * sizeof(double));
    }
}

static void
test_refusals(void)
{
    static const double falling[] = {20, 10};
    const double none[] = {NAN};
    const double some[] = {1, 2};
    g_autoptr(GError) no_method = NULL;
    g_autoptr(GError) no_data = NULL;
    g_autoptr(GError) no_benchmark = NULL;
    g_autoptr(GError) not_ascending = NULL;
    SrClassing classing = {.n_classes = 3};

    g_assert_null(sr_method_find("jenks", &no_method));
    g_assert_error(no_method, SR_ERROR, SR_ERROR_INPUT);
    g_assert_nonnull(strstr(no_method->message, "'natural'"));

    classing.method = sr_method_find("equal", NULL);
    g_assert_null(sr_classify(&classing, none, 1, &no_data));
    g_assert_error(no_data, SR_ERROR, SR_ERROR_INPUT);

    classing.method = sr_method_find("deviation", NULL);
    classing.benchmark = NAN;
    g_assert_null(sr_classify(&classing, some, 2, &no_benchmark));
    g_assert_error(no_benchmark, SR_ERROR, SR_ERROR_INPUT);

    classing.method = sr_method_find("fixed", NULL);
    classing.inner = falling;
    classing.n_inner = 2;
    g_assert_null(sr_classify(&classing, some, 2, &not_ascending));
    g_assert_error(not_ascending, SR_ERROR, SR_ERROR_INPUT);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/classify/bounds", test_bounds);
    g_test_add_func("/classify/calemp", test_calemp);
    g_test_add_func("/classify/pretty-reads-well", test_pretty_reads_well);
    g_test_add_func("/classify/traits", test_traits);
    g_test_add_func("/classify/quantiles-of-fifty", test_quantiles_of_fifty);
    g_test_add_func("/classify/fixed", test_fixed);
    g_test_add_func("/classify/find", test_find);
    g_test_add_func("/classify/every-value-has-a-class", test_every_value_has_a_class);
    g_test_add_func("/classify/refusals", test_refusals);
    return g_test_run();
}
