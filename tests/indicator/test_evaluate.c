#include "county.h"

/* Sums over sums, never means of rates; a missing part is no silent partial sum. */
static void
test_rate(Fixture *fixture, gconstpointer unused)
{
    SrCatalogue *catalogue = NULL;
    g_autoptr(SrValues) values = evaluate(fixture,
                                          "kind=rate\nper=100\nnumerator=faelle\n"
                                          "denominator=kinder\ninterval=byar\n",
                                          &catalogue);

    (void)unused;
    g_assert_cmpint(sr_findings_n_errors(fixture->findings), ==, 0);
    check_value(values, "gemeinde", "01001", "2014", 10);
    check_value(values, "region", "1", "2014", 100.0 * 16 / 400); /* not (10 + 2) / 2 */
    check_status(values, "gemeinde", "01003", "2014", SR_STATUS_MISSING, 0);
    check_status(values, "kreis", "01", "2014", SR_STATUS_INCOMPLETE, 2.0 / 3);
    check_status(values, "gemeinde", "01003", "2018", SR_STATUS_SMALL_DENOMINATOR, 1);
    check_value(values, "kreis", "01", "2018", 100.0 * 24 / 400);
    const SrValue *first = find(values, "gemeinde", "01001", "2018");
    g_assert_cmpfloat(first->benchmark, ==, 6);
    g_assert_cmpint(first->rank, ==, 1);
    g_assert_cmpint(first->verdict, ==, SR_VERDICT_HIGHER); /* 22 of 110 against 6 % */
    g_assert_cmpint(find(values, "gemeinde", "01002", "2018")->rank, ==, 2);
    g_assert_true(isnan(find(values, "gemeinde", "01001", "2014")->benchmark));
    sr_catalogue_free(catalogue);
}

/* What an office gives for the level itself stands before the sum. */
static void
test_own_figure(Fixture *fixture, gconstpointer unused)
{
    SrCatalogue *catalogue = NULL;
    g_autoptr(SrValues) values = evaluate(
        fixture, "kind=ratio\nnumerator=kinder\ndenominator=flaeche\n", &catalogue);

    (void)unused;
    check_value(values, "kreis", "01", "2018", 400 / 8.1);
    check_value(values, "region", "1", "2018", 400 / 4.0);
    check_value(values, "kreis", "01", "2014", 600 / 8.0);
    sr_catalogue_free(catalogue);
}

static void
test_change(Fixture *fixture, gconstpointer unused)
{
    SrCatalogue *catalogue = NULL;
    g_autoptr(SrValues) values = evaluate(
        fixture, "kind=count\nnumerator=kinder\n[period]\nkind=change\nyears=4\n",
        &catalogue);

    (void)unused;
    check_value(values, "gemeinde", "01001", "2014-2018", 10);
    check_value(values, "region", "1", "2014-2018", 0);
    check_value(values, "gemeinde", "01003", "2014-2018", -100);
    g_assert_null(find(values, "gemeinde", "01001", "2018"));
    sr_catalogue_free(catalogue);
}

/* 10 of 100 became 22 of 110: the limits are those of the ratio of both counts. */
static void
test_change_limits(Fixture *fixture, gconstpointer unused)
{
    SrCatalogue *catalogue = NULL;
    g_autoptr(SrValues) values =
        evaluate(fixture,
                 "kind=rate\nper=100\nnumerator=faelle\ndenominator=kinder\n"
                 "interval=byar\n[period]\nkind=change\nyears=4\n",
                 &catalogue);
    const SrValue *value = find(values, "gemeinde", "01001", "2014-2018");
    SrInterval ratio = sr_ratio_interval(22, 10, 100.0 / 110, 0.95);

    (void)unused;
    g_assert_nonnull(value);
    g_assert_cmpfloat_with_epsilon(value->value, 100, 1e-12);
    g_assert_cmpfloat_with_epsilon(value->lower, 100 * (ratio.lower - 1), 1e-10);
    g_assert_cmpfloat_with_epsilon(value->upper, 100 * (ratio.upper - 1), 1e-10);
    sr_catalogue_free(catalogue);
}

static void
test_index(Fixture *fixture, gconstpointer unused)
{
    SrCatalogue *catalogue = NULL;
    g_autoptr(SrValues) values =
        evaluate(fixture,
                 "kind=rate\nnumerator=faelle\ndenominator=kinder\n"
                 "[period]\nkind=index\nbase=2014\n",
                 &catalogue);

    (void)unused;
    check_value(values, "gemeinde", "01001", "2014-2018", 200);
    check_status(values, "kreis", "01", "2014-2018", SR_STATUS_INCOMPLETE, 2.0 / 3);
    sr_catalogue_free(catalogue);
}

/* Figures of a level between are added up to those above; nothing is said of those below.
 */
static void
test_level_between(Fixture *fixture, gconstpointer unused)
{
    SrCatalogue *catalogue = NULL;
    g_autoptr(SrValues) values =
        evaluate(fixture, "kind=count\nnumerator=plaetze\n", &catalogue);

    (void)unused;
    g_assert_cmpint(sr_findings_n_errors(fixture->findings), ==, 0);
    check_value(values, "region", "1", "2018", 100);
    check_value(values, "kreis", "01", "2018", 145);
    g_assert_null(find(values, "gemeinde", "01001", "2018"));
    sr_catalogue_free(catalogue);

    g_autoptr(SrValues) young =
        evaluate(fixture, "kind=count\nnumerator=junge_0\n", &catalogue);
    check_status(young, "kreis", "01", "2018", SR_STATUS_INCOMPLETE, 2.0 / 3);
    sr_catalogue_free(catalogue);
}

/* Rounded inputs: the flag reaches the value, and how far it can be off. */
static void
test_rounded(Fixture *fixture, gconstpointer unused)
{
    SrCatalogue *catalogue = NULL;
    g_autoptr(SrValues) values =
        evaluate(fixture, "kind=count\nnumerator=3 * plaetze\n", &catalogue);

    (void)unused;
    g_assert_cmpint(find(values, "kreis", "01", "2018")->flags, ==, SR_FLAG_ROUNDED);
    g_assert_cmpfloat(find(values, "region", "1", "2018")->error_bound, ==, 6);
    g_assert_cmpfloat(find(values, "kreis", "01", "2018")->error_bound, ==, 12);
    sr_catalogue_free(catalogue);

    g_autoptr(SrValues) rate =
        evaluate(fixture,
                 "kind=rate\nper=100\nnumerator=kinder\ndenominator=plaetze\n"
                 "levels=region\n",
                 &catalogue);
    const SrValue *value = find(rate, "region", "1", "2018");
    g_assert_cmpfloat_with_epsilon(value->error_bound, 100 * (400 / 98.0 - 4), 1e-9);
    sr_catalogue_free(catalogue);
}

/* 5er rounding may lift a part above its whole; more than that is an error. */
static void
test_rounded_part(Fixture *fixture, gconstpointer unused)
{
    static const struct {
        const char *numerator;
        int n_errors;
    } cases[] = {{"plaetze + 3", 0},
                 {"plaetze + 5", 2}}; /* not of the Kreis: 150 of 145, each off by 4 */

    (void)unused;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        SrCatalogue *catalogue = NULL;
        int before = sr_findings_n_errors(fixture->findings);
        g_autofree char *definition = g_strdup_printf(
            "kind=proportion\nnumerator=%s\ndenominator=plaetze\n", cases[i].numerator);
        g_autoptr(SrValues) values = evaluate(fixture, definition, &catalogue);

        g_assert_cmpint(sr_values_n(values), ==, 3);
        g_assert_cmpint(sr_findings_n_errors(fixture->findings) - before, ==,
                        cases[i].n_errors);
        sr_catalogue_free(catalogue);
    }
}

/* A count over years is their mean, in the unit of one year. */
static void
test_mean_of_counts(Fixture *fixture, gconstpointer unused)
{
    static const char years[] = "key;jahr;n\n01;2017;10\n01;2018;20\n";
    static const char years_ini[] =
        "[dataset]\ntitle=Y\nfile=y.csv\nlevel=kreis\nkey_column=key\n"
        "period_column=jahr\nsource=S\nprotected=false\n"
        "[variable n]\ncolumn=n\ntitle=N\n";
    const SrLevelAreas area = {
        .level = "kreis", .n = 1, .keys = top_keys, .names = top_names};
    const SrPlaces places = {.levels = &area, .n_levels = 1};
    g_autofree char *folder = g_build_filename(fixture->folder, "years", NULL);
    SrCatalogue *catalogue = NULL;

    (void)unused;
    write_file(fixture, "years/y.csv", years);
    write_file(fixture, "years/y.ini", years_ini);
    g_autoptr(GPtrArray) datasets = sr_datasets_load(folder, fixture->findings);
    g_assert_true(
        sr_load_datasets(fixture->store, datasets, &places, fixture->findings, NULL));
    g_autoptr(SrValues) values = evaluate(fixture,
                                          "kind=count\nnumerator=n\ninterval=byar\n"
                                          "[period]\nkind=mean\nyears=2\n",
                                          &catalogue);
    const SrValue *value = find(values, "kreis", "01", "2017-2018");
    SrEstimate of_sum = {.value = NAN, .events = 30, .base = 2, .per = 1};
    SrInterval limits = sr_interval_of(value->indicator->interval, &of_sum, 0.95);

    check_value(values, "kreis", "01", "2017-2018", 15);
    g_assert_cmpfloat(value->numerator, ==, 30);
    g_assert_true(isnan(value->denominator));
    g_assert_cmpfloat(value->lower, ==, limits.lower);
    g_assert_cmpfloat(value->upper, ==, limits.upper);
    sr_catalogue_free(catalogue);
}

/* Dividing by nothing, and numbers beyond all bounds: no value, and the reason. */
static void
test_no_number(Fixture *fixture, gconstpointer unused)
{
    static const char *const numerators[] = {"kinder / (faelle - 22)", "exp(8 * kinder)",
                                             "ln(faelle - 22)", "sqrt(faelle - 23)"};

    (void)unused;
    for (size_t i = 0; i < G_N_ELEMENTS(numerators); i++) {
        SrCatalogue *catalogue = NULL;
        g_autofree char *definition = g_strdup_printf(
            "kind=ratio\nnumerator=%s\ndenominator=kinder\n", numerators[i]);
        g_autoptr(SrValues) values = evaluate(fixture, definition, &catalogue);

        check_status(values, "gemeinde", "01001", "2018", SR_STATUS_NOT_APPLICABLE, 1);
        sr_catalogue_free(catalogue);
    }
}

/* A level that was asked for by name and has no figures is told. */
static void
test_level_without_data(Fixture *fixture, gconstpointer unused)
{
    SrCatalogue *catalogue = NULL;
    g_autoptr(SrValues) values = evaluate(
        fixture, "kind=count\nnumerator=plaetze\nlevels=gemeinde;region\n", &catalogue);

    (void)unused;
    g_assert_true(has_finding(fixture->findings, "there are no figures"));
    g_assert_cmpint(sr_findings_n_errors(fixture->findings), ==, 0);
    check_value(values, "region", "1", "2018", 100);
    sr_catalogue_free(catalogue);
}

static void
test_refusals(Fixture *fixture, gconstpointer unused)
{
    static const struct {
        const char *definition, *says;
    } cases[] = {
        {"kind=rate\nnumerator=fälle\ndenominator=kinder\n", "cannot be computed"},
        {"kind=rate\nnumerator=faele\ndenominator=kinder\n", "'faelle'"},
        {"kind=proportion\nnumerator=kinder\ndenominator=faelle\n",
         "more than the whole"},
        {"kind=rate\nnumerator=faelle\ndenominator=kinder - 105\n",
         "the denominator is negative (-105)"},
        {"kind=count\nnumerator=junge\n", "only 0, 3"}, /* not all ages */
        {"kind=count\nnumerator=junge_u3_x\n", "'junge'"},
        {"kind=rate\nnumerator=faelle\n", "denominator"},
        {"kind=count\nnumerator=faelle\ndenominator=kinder\n", "no denominator"},
        {"kind=count\nnumerator=faelle\nlevels=land\n", "no level 'land'"},
        {"kind=count\nnumerator=faelle\n[map]\nmethod=fixed\n", "'breaks'"},
        {"kind=count\nnumerator=faelle\n[map]\nbreaks=2;1\n", "rise"},
    };

    (void)unused;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        SrCatalogue *catalogue = NULL;
        int before = sr_findings_n_errors(fixture->findings);
        g_autoptr(SrValues) values = evaluate(fixture, cases[i].definition, &catalogue);

        g_test_message("case %zu", i);
        g_assert_cmpint(sr_findings_n_errors(fixture->findings), >, before);
        g_assert_nonnull(
            strstr(sr_findings_at(fixture->findings, sr_findings_n(fixture->findings) - 1)
                       ->message,
                   cases[i].says));
        sr_catalogue_free(catalogue);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, test)                                                                  \
    g_test_add("/evaluate/" name, Fixture, NULL, set_up, test, tear_down)
    ADD("rate", test_rate);
    ADD("own-figure", test_own_figure);
    ADD("change", test_change);
    ADD("change-limits", test_change_limits);
    ADD("index", test_index);
    ADD("level-between", test_level_between);
    ADD("rounded", test_rounded);
    ADD("rounded-part", test_rounded_part);
    ADD("mean-of-counts", test_mean_of_counts);
    ADD("no-number", test_no_number);
    ADD("level-without-data", test_level_without_data);
    ADD("refusals", test_refusals);
#undef ADD
    return g_test_run();
}
