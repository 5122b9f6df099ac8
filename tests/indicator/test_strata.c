#include "county.h"

#include "stats/standardise.h"

#define RATE                                                                             \
    "kind=rate\nper=100\nnumerator=faelle_{age}\ndenominator=kinder_{age}\n"             \
    "levels=gemeinde;region\n"

/* As if the first Gemeinde had the ages of the whole county: 140 young, 260 old. */
static void
test_direct(Fixture *fixture, gconstpointer unused)
{
    SrCatalogue *catalogue = NULL;
    g_autoptr(SrValues) values = evaluate(
        fixture, RATE "interval=dobson\n[standardise]\nmethod=direct\nages=jung;alt\n",
        &catalogue);
    double rate = (140 * 6 / 50.0 + 260 * 16 / 60.0) / 400;
    double variance =
        (140.0 * 140 * 6 / 2500 + 260.0 * 260 * 16 / 3600) / (400.0 * 400) * 1e4;
    SrInterval limits = sr_dobson_interval(100 * rate, variance, 22, 0.95);

    (void)unused;
    g_assert_cmpint(sr_findings_n_errors(fixture->findings), ==, 0);
    check_value(values, "gemeinde", "01001", "2018", 100 * rate);
    const SrValue *value = find(values, "gemeinde", "01001", "2018");
    g_assert_cmpfloat(value->numerator, ==, 22);
    g_assert_cmpfloat(value->denominator, ==, 110);
    g_assert_cmpfloat_with_epsilon(value->lower, limits.lower, 1e-9);
    g_assert_cmpfloat_with_epsilon(value->upper, limits.upper, 1e-9);
    /* Below ten cases nobody knows on which ages they fall. */
    check_status(values, "gemeinde", "01002", "2018", SR_STATUS_UNCERTAIN, 1);
    /* The whole county has its own ages: nothing changes. */
    check_value(values, "kreis", "01", "2018", 100.0 * 24 / 400);
    check_status(values, "gemeinde", "01003", "2014", SR_STATUS_MISSING, 0);
    sr_catalogue_free(catalogue);
}

/* The same against a standard of the definition. */
static void
test_direct_weights(Fixture *fixture, gconstpointer unused)
{
    SrCatalogue *catalogue = NULL;
    g_autoptr(SrValues) values = evaluate(
        fixture, RATE "[standardise]\nmethod=direct\nages=jung;alt\nweights=3;1\n",
        &catalogue);

    (void)unused;
    check_value(values, "gemeinde", "01001", "2018",
                100 * (3 * 6 / 50.0 + 1 * 16 / 60.0) / 4);
    sr_catalogue_free(catalogue);
}

/* Cases in per cent of what the county's rates would give. */
static void
test_indirect(Fixture *fixture, gconstpointer unused)
{
    SrCatalogue *catalogue = NULL;
    g_autoptr(SrValues) values = evaluate(
        fixture, RATE "interval=byar\n[standardise]\nmethod=indirect\nages=jung;alt\n",
        &catalogue);
    double expected = 50 * 7 / 140.0 + 60 * 17 / 260.0;
    SrInterval limits = sr_rate_interval(22, expected, 100, 0.95);

    (void)unused;
    check_value(values, "gemeinde", "01001", "2018", 100 * 22 / expected);
    check_value(values, "kreis", "01", "2018", 100);
    const SrValue *value = find(values, "gemeinde", "01001", "2018");
    g_assert_cmpfloat_with_epsilon(value->lower, limits.lower, 1e-9);
    sr_catalogue_free(catalogue);
}

/* Against rates of elsewhere, cases need no ages. */
static void
test_indirect_rates(Fixture *fixture, gconstpointer unused)
{
    SrCatalogue *catalogue = NULL;
    g_autoptr(SrValues) values =
        evaluate(fixture,
                 "kind=rate\nper=100\nnumerator=faelle\ndenominator=kinder_{age}\n"
                 "[standardise]\nmethod=indirect\nages=jung;alt\nweights=10;20\n",
                 &catalogue);

    (void)unused;
    g_assert_cmpint(sr_findings_n_errors(fixture->findings), ==, 0);
    check_value(values, "gemeinde", "01001", "2018", 100 * 22 / (5 + 12.0));
    check_value(values, "region", "1", "2018", 100 * 24 / (14 + 52.0));
    sr_catalogue_free(catalogue);
}

/* What is to be said of the standard is said of the figure. */
static void
test_standard_is_told(Fixture *fixture, gconstpointer unused)
{
    static const char *const definitions[] = {
        RATE "[standardise]\nmethod=direct\nages=jung;alt\n",
        RATE "[standardise]\nmethod=indirect\nages=jung;alt\n"};

    (void)unused;
    write_file(fixture, "data/t.csv",
               "ags;jahr;kinder;faelle;flaeche;fj;fa;pj;pa\n"
               "01001;2014;100;10;1,5;4;6;40;60\n01002;2014;300;6;2,5;2;4;100;200\n"
               "01003;2014;200;.;4;.;.;100;.\n"
               "01001;2018;110;22;1,5;6;16;50;60\n01002;2018;290;2;2,5;1;1;90p;200\n"
               "01003;2018;0;0;4;0;0;0;0\n");
    load_data(fixture);
    for (size_t i = 0; i < G_N_ELEMENTS(definitions); i++) {
        SrCatalogue *catalogue = NULL;
        g_autoptr(SrValues) values = evaluate(fixture, definitions[i], &catalogue);
        const SrValue *value = find(values, "gemeinde", "01001", "2018");

        g_test_message("case %zu", i);
        g_assert_cmpint(value->status, ==, SR_STATUS_OK);
        g_assert_cmpuint(value->flags, ==, SR_FLAG_PROVISIONAL);
        check_status(values, "gemeinde", "01001", "2014", SR_STATUS_INCOMPLETE, 2.0 / 3);
        sr_catalogue_free(catalogue);
    }
}

static void
test_refusals(Fixture *fixture, gconstpointer unused)
{
    static const struct {
        const char *definition, *says;
    } cases[] = {
        {RATE "[standardise]\nmethod=direct\n", "'ages' or 'sexes'"},
        {RATE "[standardise]\nmethod=direct\nages=jung;alt\nweights=1\n",
         "1 numbers for 2 strata"},
        {RATE "[standardise]\nmethod=direct\nages=jung;alt\nweights=1;-1\n", "negative"},
        {RATE "[standardise]\nmethod=direct\nages=jung;alt\nweights=1;x\n",
         "not a number"},
        {RATE "interval=byar\n[standardise]\nmethod=direct\nages=jung;alt\n",
         "limits of dobson"},
        {RATE "interval=dobson\n[standardise]\nmethod=indirect\nages=jung;alt\n",
         "limits of byar"},
        {RATE "[standardise]\nmethod=direct\nages=jung;greis\n", "'faelle_greis'"},
        {RATE "[standardise]\nmethod=direct\nages=jung;alt\n[period]\nkind=change\n",
         "can be standardised"},
        {"kind=rate\nnumerator=faelle\ndenominator=kinder_{age}\n"
         "[standardise]\nmethod=indirect\nages=jung;alt\n",
         "is missing"},
        {"kind=rate\nnumerator=faelle\ndenominator=kinder\ninterval=dobson\n",
         "'squares'"},
        {"kind=rate\nnumerator=faelle\ndenominator=kinder\nsquares=faelle\n",
         "student and dobson"},
    };

    (void)unused;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        SrCatalogue *catalogue = NULL;
        SrFindings *before = fixture->findings;

        fixture->findings = sr_findings_new();
        g_autoptr(SrValues) values = evaluate(fixture, cases[i].definition, &catalogue);
        g_test_message("case %zu", i);
        g_assert_true(has_finding(fixture->findings, cases[i].says));
        sr_catalogue_free(catalogue);
        sr_findings_free(before);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, test)                                                                  \
    g_test_add("/strata/" name, Fixture, NULL, set_up, test, tear_down)
    ADD("direct", test_direct);
    ADD("direct-weights", test_direct_weights);
    ADD("indirect", test_indirect);
    ADD("indirect-rates", test_indirect_rates);
    ADD("standard-is-told", test_standard_is_told);
    ADD("refusals", test_refusals);
#undef ADD
    return g_test_run();
}
