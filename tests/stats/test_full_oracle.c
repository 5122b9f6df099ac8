/*
 * R as the judge of stats/: random numbers are handed to oracle.R, which computes the
 * same with R's own functions. Skips where R is not installed.
 */
#include "stats/bayes.h"
#include "stats/breaks.h"
#include "stats/classify.h"
#include "stats/correlate.h"
#include "stats/rate.h"
#include "stats/spatial.h"
#include "stats/sum.h"
#include "stats/trend.h"

#include "stats/carolina.h"

#include <glib/gstdio.h>
#include <math.h>
#include <stdbool.h>

/* Numbers for R, one a line. */
static void
put(GString *input, double value)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];

    g_string_append_printf(input, "%s\n", g_ascii_dtostr(text, sizeof text, value));
}

/* A set of numbers as oracle.R reads it: how many, then each. */
static void
put_set(GString *input, const double *values, int n)
{
    put(input, n);
    for (int i = 0; i < n; i++)
        put(input, values[i]);
}

static bool
has_r(void)
{
    g_autofree char *program = g_find_program_in_path("Rscript");

    if (program == NULL)
        g_test_skip("Rscript is not installed (Debian: r-base-core)");
    return program != NULL;
}

/* Returns: (transfer full): the @n_expected numbers that R says of @input. */
static double *
ask(const char *what, const GString *input, int n_expected)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = NULL;
    g_autofree char *script =
        g_test_build_filename(G_TEST_DIST, "stats", "oracle.R", NULL);
    g_autofree char *output = NULL;
    int file = g_file_open_tmp(NULL, &path, &error);
    int status;

    g_assert_no_error(error);
    g_close(file, NULL);
    g_file_set_contents(path, input->str, (gssize)input->len, &error);
    g_assert_no_error(error);
    const char *command[] = {"Rscript", "--vanilla", script, what, path, NULL};
    g_spawn_sync(NULL, (char **)command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output,
                 NULL, &status, &error);
    g_assert_no_error(error);
    g_assert_true(g_spawn_check_wait_status(status, NULL));
    g_unlink(path);

    g_auto(GStrv) lines = g_strsplit(g_strchomp(output), "\n", -1);
    g_assert_cmpint((int)g_strv_length(lines), ==, n_expected);
    double *numbers = g_new(double, n_expected);
    for (int i = 0; i < n_expected; i++)
        numbers[i] = g_ascii_strtod(lines[i], NULL);
    return numbers;
}

static void
assert_near(double found, double expected, double relative)
{
    g_assert_cmpfloat_with_epsilon(found, expected, relative * fmax(1, fabs(expected)));
}

#define N_SETS 300
#define LONGEST 120

/* Sets of values with ties, of differing spread, each with more distinct values than k.
 */
static int
fill_set(double *values, int set)
{
    int n = g_test_rand_int_range(20, LONGEST);
    double unit = pow(10, set % 5 - 2);

    for (int i = 0; i < n; i++)
        values[i] = i < 12         ? i * unit
                    : set % 3 == 0 ? g_test_rand_int_range(0, 40) * unit
                    : set % 3 == 1 ? exp(g_test_rand_double_range(-2, 6)) * unit
                                   : floor(exp(g_test_rand_double_range(0, 5))) * unit;
    return n;
}

static double
squares_within(const SrBreaks *breaks, const double *values, int n)
{
    double mean = sr_mean_of(values, n);
    double all = sr_squares_of(values, n, mean);

    return (1 - sr_breaks_goodness(breaks, values, n).gvf) * all;
}

static void
test_fisher(void)
{
    g_autoptr(GString) input = g_string_new(NULL);
    double found[N_SETS];
    double all[N_SETS];

    if (!has_r())
        return;
    for (int set = 0; set < N_SETS; set++) {
        double values[LONGEST + 1];
        int n = fill_set(values + 1, set);
        int k = g_test_rand_int_range(2, 10);
        SrClassing classing = {.method = sr_method_find("natural", NULL), .n_classes = k};
        g_autoptr(SrBreaks) breaks = sr_classify(&classing, values + 1, n, NULL);

        g_assert_cmpint(breaks->n_classes, ==, k);
        values[0] = k;
        put_set(input, values, n + 1);
        found[set] = squares_within(breaks, values + 1, n);
        all[set] = sr_squares_of(values + 1, n, sr_mean_of(values + 1, n));
    }
    g_autofree double *expected = ask("fisher", input, N_SETS);
    for (int set = 0; set < N_SETS; set++)
        g_assert_cmpfloat_with_epsilon(found[set], expected[set], 1e-10 * all[set]);
}

static void
test_quantiles(void)
{
    g_autoptr(GString) input = g_string_new(NULL);
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(double));

    if (!has_r())
        return;
    for (int set = 0; set < N_SETS; set++) {
        double values[LONGEST + 1];
        int n = g_test_rand_int_range(20, LONGEST);
        int k = g_test_rand_int_range(2, 10);
        SrClassing classing = {.method = sr_method_find("quantile", NULL),
                               .n_classes = k};

        for (int i = 0; i < n; i++) /* ties would close classes up */
            values[i + 1] = i + g_test_rand_double();
        g_autoptr(SrBreaks) breaks = sr_classify(&classing, values + 1, n, NULL);
        g_assert_cmpint(breaks->n_classes, ==, k);
        values[0] = k;
        put_set(input, values, n + 1);
        g_array_append_vals(found, breaks->bounds + 1, k);
    }
    g_autofree double *expected = ask("quantile", input, (int)found->len);
    for (guint i = 0; i < found->len; i++)
        assert_near(g_array_index(found, double, i), expected[i], 1e-13);
}

/* The exact limits below 10; from there on Byar's stay within a thousandth of them. */
static void
test_poisson(void)
{
    g_autoptr(GString) input = g_string_new(NULL);
    const int n = 60;

    if (!has_r())
        return;
    for (int count = 0; count < n; count++)
        put(input, count);
    g_autofree double *expected = ask("poisson", input, 2 * n);
    for (int count = 0; count < n; count++) {
        SrInterval limits = sr_count_interval(count, 0.95);
        double tolerance = count < 10 ? 1e-9 : 3e-3;

        assert_near(limits.lower, expected[2 * count], tolerance);
        assert_near(limits.upper, expected[2 * count + 1], tolerance);
    }
}

static void
test_wilson(void)
{
    g_autoptr(GString) input = g_string_new(NULL);
    SrInterval found[N_SETS];

    if (!has_r())
        return;
    for (int i = 0; i < N_SETS; i++) {
        int base = g_test_rand_int_range(1, 500);
        int events = g_test_rand_int_range(0, base + 1);

        put(input, events);
        put(input, base);
        found[i] = sr_proportion_interval(events, base, 1, 0.95);
    }
    g_autofree double *expected = ask("wilson", input, 2 * N_SETS);
    for (int i = 0; i < N_SETS; i++) {
        assert_near(found[i].lower, expected[2 * i], 1e-13);
        assert_near(found[i].upper, expected[2 * i + 1], 1e-13);
    }
}

static void
test_mean(void)
{
    g_autoptr(GString) input = g_string_new(NULL);
    SrInterval found[N_SETS];

    if (!has_r())
        return;
    for (int set = 0; set < N_SETS; set++) {
        double values[LONGEST];
        int n = fill_set(values, set);
        double mean = sr_mean_of(values, n);

        put_set(input, values, n);
        found[set] =
            sr_mean_interval(mean, sr_squares_of(values, n, mean) / (n - 1), n, 0.95);
    }
    g_autofree double *expected = ask("mean", input, 2 * N_SETS);
    for (int set = 0; set < N_SETS; set++) {
        assert_near(found[set].lower, expected[2 * set], 1e-11);
        assert_near(found[set].upper, expected[2 * set + 1], 1e-11);
    }
}

static void
test_bayes(void)
{
    g_autoptr(GString) input = g_string_new(NULL);
    double events[LONGEST];
    double base[LONGEST];
    double smoothed[LONGEST];

    if (!has_r())
        return;
    for (int i = 0; i < LONGEST; i++) {
        base[i] = g_test_rand_int_range(50, 4000);
        events[i] = floor(base[i] * g_test_rand_double_range(0, 0.1));
    }
    put_set(input, events, LONGEST);
    put_set(input, base, LONGEST);
    SrPrior prior = sr_bayes_smooth(events, base, LONGEST, smoothed);
    g_autofree double *expected = ask("bayes", input, LONGEST + 2);
    assert_near(prior.variance, expected[0], 1e-13);
    assert_near(prior.mean, expected[1], 1e-13);
    for (int i = 0; i < LONGEST; i++)
        assert_near(smoothed[i], expected[i + 2], 1e-13);
}

static void
put_ints(GString *input, const int *values, int n)
{
    put(input, n);
    for (int i = 0; i < n; i++)
        put(input, values[i]);
}

static void
test_moran(void)
{
    g_autoptr(GString) input = g_string_new(NULL);
    double values[N_CAROLINA];
    SrLisa lisa[N_CAROLINA];

    if (!has_r())
        return;
    for (int i = 0; i < N_CAROLINA; i++)
        values[i] = exp(g_test_rand_double_range(-1, 3)) + i / 10.0;
    put_ints(input, carolina.start, N_CAROLINA + 1);
    put_ints(input, carolina.neighbour, carolina.start[N_CAROLINA]);
    put_set(input, values, N_CAROLINA);
    SrMoran moran = sr_moran_global(&carolina, values, 9, 1);
    sr_moran_local(&carolina, values, 9, 1, lisa);
    g_autofree double *expected = ask("moran", input, N_CAROLINA + 3);
    assert_near(moran.moran, expected[0], 1e-12);
    assert_near(moran.expected, expected[1], 1e-12);
    assert_near(moran.variance, expected[2], 1e-12);
    for (int i = 0; i < N_CAROLINA; i++)
        assert_near(lisa[i].moran, expected[i + 3], 1e-11);
}

static void
test_cor(void)
{
    g_autoptr(GString) input = g_string_new(NULL);
    double x[LONGEST];
    double y[LONGEST];
    double weights[LONGEST];

    if (!has_r())
        return;
    for (int i = 0; i < LONGEST; i++) {
        x[i] = g_test_rand_int_range(0, 50);
        y[i] = floor(x[i] / 5) + g_test_rand_int_range(0, 10);
        weights[i] = g_test_rand_int_range(1, 9000);
    }
    put_set(input, x, LONGEST);
    put_set(input, y, LONGEST);
    put_set(input, weights, LONGEST);
    SrCorrelation pearson = sr_correlate_pearson(x, y, NULL, LONGEST, 0.95);
    g_autofree double *expected = ask("cor", input, 5);
    assert_near(pearson.r, expected[0], 1e-13);
    assert_near(pearson.limits.lower, expected[1], 1e-12);
    assert_near(pearson.limits.upper, expected[2], 1e-12);
    assert_near(sr_correlate_spearman(x, y, NULL, LONGEST, 0.95).r, expected[3], 1e-13);
    assert_near(sr_correlate_pearson(x, y, weights, LONGEST, 0.95).r, expected[4], 1e-13);
}

static void
test_trend(void)
{
    g_autoptr(GString) input = g_string_new(NULL);
    double found[N_SETS];

    if (!has_r())
        return;
    for (int set = 0; set < N_SETS; set++) {
        double years[2 * SR_TREND_YEARS];

        for (int i = 0; i < SR_TREND_YEARS; i++) {
            years[SR_TREND_YEARS + i] = g_test_rand_int_range(30, 400);
            years[i] = g_test_rand_int_range(1, 30);
        }
        put_set(input, years, 2 * SR_TREND_YEARS);
        found[set] =
            sr_trend_of_proportions(years, years + SR_TREND_YEARS, SR_TREND_YEARS).chi2;
    }
    g_autofree double *expected = ask("trend", input, N_SETS);
    for (int set = 0; set < N_SETS; set++)
        assert_near(found[set], expected[set], 1e-10);
}

static void
test_adjust(void)
{
    g_autoptr(GString) input = g_string_new(NULL);
    double p[LONGEST];

    if (!has_r())
        return;
    for (int i = 0; i < LONGEST; i++) {
        p[i] = g_test_rand_int_range(1, 100) / 1000.0; /* ties too */
        put(input, p[i]);
    }
    sr_p_adjust(p, LONGEST, p);
    g_autofree double *expected = ask("adjust", input, LONGEST);
    for (int i = 0; i < LONGEST; i++)
        assert_near(p[i], expected[i], 1e-14);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/oracle/fisher", test_fisher);
    g_test_add_func("/oracle/quantiles", test_quantiles);
    g_test_add_func("/oracle/poisson", test_poisson);
    g_test_add_func("/oracle/wilson", test_wilson);
    g_test_add_func("/oracle/mean", test_mean);
    g_test_add_func("/oracle/bayes", test_bayes);
    g_test_add_func("/oracle/moran", test_moran);
    g_test_add_func("/oracle/cor", test_cor);
    g_test_add_func("/oracle/trend", test_trend);
    g_test_add_func("/oracle/adjust", test_adjust);
    return g_test_run();
}
