#include "county.h"

/* Events that come several at once: wider limits than Byar's. */
static void
test_dobson(Fixture *fixture, gconstpointer unused)
{
    SrCatalogue *catalogue = NULL;
    g_autoptr(SrValues) values = evaluate(fixture,
                                          "kind=rate\nper=100\nnumerator=faelle\n"
                                          "denominator=kinder\ninterval=dobson\n"
                                          "squares=3 * faelle\n",
                                          &catalogue);
    const SrValue *value = find(values, "gemeinde", "01001", "2018");
    SrInterval byar = sr_count_interval(22, 0.95);

    (void)unused;
    g_assert_cmpint(sr_findings_n_errors(fixture->findings), ==, 0);
    g_assert_cmpfloat_with_epsilon(
        value->lower, 100 / 110.0 * (22 + sqrt(3) * (byar.lower - 22)), 1e-9);
    g_assert_cmpfloat_with_epsilon(
        value->upper, 100 / 110.0 * (22 + sqrt(3) * (byar.upper - 22)), 1e-9);
    /* None below ten events. */
    g_assert_true(isnan(find(values, "gemeinde", "01002", "2018")->lower));
    sr_catalogue_free(catalogue);
}

/* 22 single values that add up to 110 and, squared, to 1100. */
static void
test_student(Fixture *fixture, gconstpointer unused)
{
    SrCatalogue *catalogue = NULL;
    g_autoptr(SrValues) values = evaluate(fixture,
                                          "kind=mean\nnumerator=kinder\n"
                                          "denominator=faelle\ninterval=student\n"
                                          "squares=10 * kinder\n",
                                          &catalogue);
    const SrValue *value = find(values, "gemeinde", "01001", "2018");
    SrInterval limits = sr_mean_interval(5, (1100 - 22 * 25) / 21.0, 22, 0.95);

    (void)unused;
    g_assert_cmpfloat(value->value, ==, 5);
    g_assert_cmpfloat_with_epsilon(value->lower, limits.lower, 1e-9);
    g_assert_cmpfloat_with_epsilon(value->upper, limits.upper, 1e-9);
    sr_catalogue_free(catalogue);
}

/* The area around at another level, or an outside series, in place of the county. */
static void
test_benchmarks(Fixture *fixture, gconstpointer unused)
{
    static const char rate[] = "kind=rate\nper=100\nnumerator=faelle\n"
                               "denominator=kinder\ninterval=byar\n[benchmark]\n";
    SrCatalogue *catalogue = NULL;
    g_autofree char *level = g_strconcat(rate, "level=region\n", NULL);
    g_autofree char *series = g_strconcat(rate, "series=flaeche * 2\ntitle=Land\n", NULL);

    (void)unused;
    g_autoptr(SrValues) near = evaluate(fixture, level, &catalogue);
    g_assert_cmpfloat(find(near, "gemeinde", "01001", "2014")->benchmark, ==, 4);
    g_assert_cmpfloat(find(near, "gemeinde", "01001", "2018")->benchmark, ==, 6);
    g_assert_true(isnan(find(near, "region", "1", "2018")->benchmark));
    g_assert_cmpstr(sr_indicator_benchmark_name(
                        find(near, "gemeinde", "01001", "2018")->indicator, &scheme),
                    ==, "Region");
    sr_catalogue_free(catalogue);
    g_autoptr(SrValues) outside = evaluate(fixture, series, &catalogue);
    g_assert_cmpint(sr_findings_n_errors(fixture->findings), ==, 0);
    g_assert_cmpfloat(find(outside, "gemeinde", "01001", "2018")->benchmark, ==, 16.2);
    g_assert_cmpfloat(find(outside, "kreis", "01", "2018")->benchmark, ==, 16.2);
    g_assert_cmpint(find(outside, "kreis", "01", "2018")->verdict, ==, SR_VERDICT_LOWER);
    g_assert_cmpint(find(outside, "gemeinde", "01001", "2018")->verdict, ==,
                    SR_VERDICT_SIMILAR);
    g_assert_cmpstr(sr_indicator_benchmark_name(
                        find(outside, "kreis", "01", "2018")->indicator, &scheme),
                    ==, "Land");
    sr_catalogue_free(catalogue);
}

/* Each map its own classes, by choice. */
static void
test_own_classes(Fixture *fixture, gconstpointer unused)
{
    static const char definition[] =
        "kind=ratio\nnumerator=kinder\ndenominator=flaeche\n[map]\nclasses=2\n"
        "method=equal\n";
    SrCatalogue *catalogue = NULL;
    g_autofree char *apart_text = g_strconcat(definition, "bounds=own\n", NULL);

    (void)unused;
    g_autoptr(SrValues) shared = evaluate(fixture, definition, &catalogue);
    const SrResult *result = shared->results->pdata[0];
    g_assert_true(sr_values_breaks(result, &divisions[0], "2014") ==
                  sr_values_breaks(result, &divisions[1], "2018"));
    /* 67, 120, 50 and 73, 116, 0: one bound for both years, at 60 */
    g_assert_cmpint(find(shared, "gemeinde", "01001", "2014")->class, ==, 2);
    sr_catalogue_free(catalogue);
    g_autoptr(SrValues) apart = evaluate(fixture, apart_text, &catalogue);
    result = apart->results->pdata[0];
    const SrBreaks *breaks = sr_values_breaks(result, &divisions[0], "2014");
    g_assert_true(breaks != sr_values_breaks(result, &divisions[0], "2018"));
    g_assert_cmpfloat(breaks->bounds[breaks->n_classes], ==, 120);
    g_assert_cmpint(find(apart, "gemeinde", "01002", "2014")->class, ==, 2);
    g_assert_cmpint(find(apart, "gemeinde", "01001", "2014")->class, ==, 1); /* 85 */
    sr_catalogue_free(catalogue);
}

static void
test_coverage(Fixture *fixture, gconstpointer unused)
{
    static const struct {
        const char *coverage;
        bool is_told;
    } cases[] = {{"1", true}, {"0.7", true}, {"0.6", false}};

    (void)unused;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        SrCatalogue *catalogue = NULL;
        SrFindings *before = fixture->findings;
        g_autofree char *definition =
            g_strconcat("kind=rate\nnumerator=faelle\ndenominator=kinder\n[check]\n"
                        "coverage=",
                        cases[i].coverage, "\n", NULL);

        fixture->findings = sr_findings_new();
        g_autoptr(SrValues) values = evaluate(fixture, definition, &catalogue);
        g_assert_true(has_finding(fixture->findings, "2014: 2 of 3 have all figures") ==
                      cases[i].is_told);
        g_assert_false(has_finding(fixture->findings, "2018: "));
        sr_catalogue_free(catalogue);
        sr_findings_free(before);
    }
}

/* Where nothing has a value it is said why, and in which line. */
static void
test_no_value(Fixture *fixture, gconstpointer unused)
{
    static const struct {
        const char *definition, *says;
        int row; /* [indicator] is line 1 */
    } cases[] = {
        {"kind=rate\nnumerator=faelle / 0\ndenominator=kinder\n", "divided by zero", 5},
        {"kind=rate\nnumerator=1e308 * (kinder + 1) * 1e9\ndenominator=flaeche\n",
         "too large", 5},
        {"kind=rate\nnumerator=faelle\ndenominator=kinder - kinder\n",
         "denominator is zero", 6},
    };

    (void)unused;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        SrCatalogue *catalogue = NULL;
        SrFindings *before = fixture->findings;
        bool is_told = false;

        fixture->findings = sr_findings_new();
        g_autoptr(SrValues) values = evaluate(fixture, cases[i].definition, &catalogue);
        for (int f = 0; f < sr_findings_n(fixture->findings); f++) {
            const SrFinding *finding = sr_findings_at(fixture->findings, f);

            g_test_message("%d: %s", finding->row, finding->message);
            is_told |= finding->row == cases[i].row &&
                       strstr(finding->message, cases[i].says) != NULL;
        }
        g_assert_true(is_told);
        sr_catalogue_free(catalogue);
        sr_findings_free(before);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, test) g_test_add("/value/" name, Fixture, NULL, set_up, test, tear_down)
    ADD("dobson", test_dobson);
    ADD("student", test_student);
    ADD("benchmarks", test_benchmarks);
    ADD("own-classes", test_own_classes);
    ADD("coverage", test_coverage);
    ADD("no-value", test_no_value);
#undef ADD
    return g_test_run();
}
