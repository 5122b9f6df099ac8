#include "county.h"

#include "indicator/composition.h"
#include "indicator/pair.h"
#include "stats/inequality.h"

static const char rate[] = "[indicator]\ntitle=R\nchapter=c\nkind=rate\nper=100\n"
                           "numerator=faelle\ndenominator=kinder\npolarity=burden\n";
static const char room[] = "[indicator]\ntitle=P\nchapter=c\nkind=ratio\n"
                           "numerator=flaeche\ndenominator=kinder\n";

/* Mean and deviation over the three Gemeinden in 2018, by hand: the third is empty. */
static double
deviations(double x, double n, double x1, double n1, double x2, double n2)
{
    double mean = (x1 + x2) / (n1 + n2);
    double d1 = x1 / n1 - mean;
    double d2 = x2 / n2 - mean;
    double sd = sqrt((n1 * d1 * d1 + n2 * d2 * d2) / (n1 + n2));

    return (x / n - mean) / sd;
}

/* 100 + 10 times the weighted deviations; the reference year is 100 for all together. */
static void
test_index(Fixture *fixture, gconstpointer unused)
{
    SrCatalogue *catalogue = NULL;

    (void)unused;
    write_file(fixture, "indicators/r.ini", rate);
    write_file(fixture, "indicators/p.ini", room);
    g_autoptr(SrValues) values =
        evaluate(fixture,
                 "kind=index\n[index]\nreference=2018\n"
                 "[part a]\nindicator=r\nweight=0.75\n"
                 "[part b]\nindicator=p\nweight=0.25\npolarity=resource\n",
                 &catalogue);
    g_assert_cmpint(sr_findings_n_errors(fixture->findings), ==, 0);
    double a = deviations(22, 110, 22, 110, 2, 290);
    double b = -deviations(1.5, 110, 1.5, 110, 2.5, 290);
    check_value(values, "gemeinde", "01001", "2018", 100 + 7.5 * a + 2.5 * b);
    /* Other years and levels keep the reference of the Gemeinden in 2018. */
    double before = deviations(10, 100, 22, 110, 2, 290);
    double room_before = -deviations(1.5, 100, 1.5, 110, 2.5, 290);
    check_value(values, "gemeinde", "01001", "2014",
                100 + 7.5 * before + 2.5 * room_before);
    double region = -deviations(4, 400, 1.5, 110, 2.5, 290);
    check_value(values, "region", "1", "2018", 100 + 2.5 * region);
    /* A part that is not ok leaves no index, and the reason stays. */
    check_status(values, "gemeinde", "01003", "2014", SR_STATUS_MISSING, 0);
    check_status(values, "gemeinde", "01003", "2018", SR_STATUS_SMALL_DENOMINATOR, 1);
    check_status(values, "kreis", "01", "2014", SR_STATUS_INCOMPLETE, 2.0 / 3);
    const SrValue *value = find(values, "gemeinde", "01001", "2018");
    g_assert_cmpfloat_with_epsilon(value->points[0], 7.5 * a, 1e-12);
    g_assert_cmpfloat_with_epsilon(value->points[1], 2.5 * b, 1e-12);
    g_assert_true(isnan(value->numerator) && isnan(value->denominator));
    g_assert_null(find(values, "gemeinde", "01003", "2018")->points);
    sr_catalogue_free(catalogue);
}

/* Points add up to the index; leaving a part out is told in places. */
static void
test_composition(Fixture *fixture, gconstpointer unused)
{
    SrCatalogue *catalogue = NULL;

    (void)unused;
    write_file(fixture, "indicators/r.ini", rate);
    g_autoptr(SrValues) values =
        evaluate(fixture,
                 "kind=index\n[index]\nreference=2018\n"
                 "[part a]\nindicator=r\nweight=0.4\n"
                 "[part b]\ntitle=B\nnumerator=flaeche\ndenominator=kinder\n"
                 "polarity=resource\nweight=0.6\n",
                 &catalogue);
    const SrResult *result = sr_values_result(values, sr_catalogue_at(catalogue, 0));
    g_autoptr(SrComposition) composition =
        sr_composition_new(values, result, &divisions[0], "2018");

    g_assert_nonnull(composition);
    g_assert_cmpint(composition->n_ranked, ==, 2);
    for (int area = 0; area < 2; area++)
        g_assert_cmpfloat_with_epsilon(
            composition->index[area],
            100 + composition->points[area] + composition->points[3 + area], 1e-12);
    g_assert_true(isnan(composition->index[2]));
    g_assert_cmpstr(composition->parts[0].title, ==, "R");
    g_assert_cmpstr(composition->parts[1].title, ==, "B");
    /* Both areas lie one deviation apart, so that the heavier part decides. */
    g_assert_cmpint(composition->parts[0].most_shift, ==, 0);
    g_assert_cmpint(ABS(composition->parts[1].most_shift), ==, 1);
    g_assert_cmpfloat(composition->parts[1].mean_shift, ==, 1);
    g_assert_null(sr_composition_new(
        values, sr_values_result(values, sr_catalogue_at(catalogue, 1)), &divisions[0],
        "2018"));
    sr_catalogue_free(catalogue);
}

/* Without a reference each period has its own: all together are 100 in each. */
static void
test_own_reference(Fixture *fixture, gconstpointer unused)
{
    SrCatalogue *catalogue = NULL;

    (void)unused;
    write_file(fixture, "indicators/p.ini", room);
    g_autoptr(SrValues) values = evaluate(
        fixture, "kind=index\n[part b]\nindicator=p\nweight=1\npolarity=burden\n",
        &catalogue);
    g_assert_cmpint(sr_findings_n_errors(fixture->findings), ==, 0);
    check_value(values, "kreis", "01", "2014", 100);
    g_assert_cmpint(find(values, "gemeinde", "01001", "2014")->status, ==, SR_STATUS_OK);
    sr_catalogue_free(catalogue);
}

/* Shorthands, and values of others as figures. */
static void
test_references(Fixture *fixture, gconstpointer unused)
{
    SrCatalogue *catalogue = NULL;

    (void)unused;
    write_file(fixture, "indicators/r.ini", rate);
    g_autoptr(SrValues) values =
        evaluate(fixture,
                 "kind=ratio\nnumerator=2 * erwartet\ndenominator=dicht + 1\n"
                 "[let]\nerwartet={r} * kinder / 100\ndicht=kinder / flaeche\n",
                 &catalogue);
    g_assert_cmpint(sr_findings_n_errors(fixture->findings), ==, 0);
    check_value(values, "gemeinde", "01001", "2018", 2 * 22 / (110 / 1.5 + 1));
    check_value(values, "region", "1", "2018", 2 * 24 / (400 / 4.0 + 1));
    check_status(values, "gemeinde", "01003", "2014", SR_STATUS_MISSING, 0);
    const SrResult *result = sr_values_result(values, sr_catalogue_at(catalogue, 0));
    g_assert_true(g_strv_contains((const char *const *)result->variables, "faelle"));
    sr_catalogue_free(catalogue);
}

/* What rounding may have cost goes through change, base year and index. */
static void
test_bounds(Fixture *fixture, gconstpointer unused)
{
    SrCatalogue *catalogue = NULL;

    (void)unused;
    write_file(fixture, "indicators/r.ini",
               "[indicator]\ntitle=R\nchapter=c\nkind=ratio\nnumerator=plaetze\n"
               "denominator=kinder + 100\nlevels=region\n");
    g_autoptr(SrValues) values = evaluate(
        fixture, "kind=index\n[part a]\nindicator=r\nweight=1\npolarity=burden\n",
        &catalogue);
    g_assert_cmpint(sr_findings_n_errors(fixture->findings), ==, 0);
    /* 100 places for 500 (± 2), 45 for 100: spread and mean are off by at most 2 / 100.
     */
    double mean = 145 / 600.0;
    double sd = sqrt((500 * pow(0.2 - mean, 2) + 100 * pow(0.45 - mean, 2)) / 600);
    double bound = 10 * ((2 / 500.0 + 0.02) / (sd - 0.02) +
                         (mean - 0.2) * (1 / (sd - 0.02) - 1 / sd));
    g_assert_cmpfloat_with_epsilon(find(values, "region", "1", "2018")->error_bound,
                                   bound, 1e-9);
    sr_catalogue_free(catalogue);
    SrPair now = {.numerator = 20, .denominator = 10, .numerator_bound = 2};
    SrPair before = {.numerator = 10, .denominator = 10, .numerator_bound = 2};
    g_assert_cmpfloat_with_epsilon(sr_pairs_bound(&now, &before), 22 / 8.0 - 2, 1e-12);
    before.numerator_bound = now.numerator_bound = 0;
    g_assert_cmpfloat(sr_pairs_bound(&now, &before), ==, 0);
}

static void
test_circles(Fixture *fixture, gconstpointer unused)
{
    SrCatalogue *catalogue = NULL;

    (void)unused;
    write_file(fixture, "indicators/a.ini",
               "[indicator]\ntitle=A\nchapter=c\nkind=index\nnumerator={b} + 1\n");
    write_file(fixture, "indicators/b.ini",
               "[indicator]\ntitle=B\nchapter=c\nkind=index\nnumerator={i} + 1\n");
    g_autoptr(SrValues) values =
        evaluate(fixture, "kind=index\nnumerator={a} + 1\n", &catalogue);
    g_assert_true(has_finding(fixture->findings, "a → b → i → a"));
    g_assert_cmpint(sr_catalogue_n(catalogue), ==, 0);
    sr_catalogue_free(catalogue);
}

static void
test_refusals(Fixture *fixture, gconstpointer unused)
{
    static const struct {
        const char *definition, *says;
    } cases[] = {
        {"kind=count\nnumerator=x + 1\n[let]\nx=y\ny=2 * x\n", "x → y → x"},
        {"kind=index\nnumerator={q}\n", "no indicator 'q'"},
        {"kind=index\nnumerator={i} + 1\n", "i → i"},
        {"kind=index\nnumerator={r\n", "in braces"},
        {"kind=index\n", "[part"},
        {"kind=index\nnumerator={r}\ndenominator=kinder\n", "no denominator"},
        {"kind=index\nnumerator={r}\n[period]\nkind=mean\n", "takes their years"},
        {"kind=index\n[part a]\nindicator=r\nweight=0.5\n", "add up to 0.5"},
        {"kind=index\n[part a]\nindicator=n\nweight=1\n", "neutral"},
        {"kind=index\n[part a]\nindicator=c\nweight=1\n", "quotient"},
        {"kind=index\n[part a]\nweight=1\n", "either an indicator"},
        {"kind=index\n[part a]\nindicator=r\nnumerator=kinder\nweight=1\n",
         "either an indicator"},
        {"kind=index\n[part a]\nnumerator=kinder\nweight=1\n", "denominator"},
        {"kind=count\nnumerator=kinder\n[part a]\nindicator=r\nweight=1\n", "kind=index"},
        {"kind=index\n[index]\nreference=2017\n[part a]\nindicator=r\nweight=1\n",
         "no figures of the reference year 2017"},
        {"kind=index\n[index]\nreference=2014\n[part a]\nindicator=r\nweight=1\n",
         "gaps in the reference year 2014"},
    };

    (void)unused;
    write_file(fixture, "indicators/r.ini", rate);
    write_file(fixture, "indicators/n.ini", room);
    write_file(fixture, "indicators/c.ini",
               "[indicator]\ntitle=C\nchapter=c\nkind=count\nnumerator=kinder\n");
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        SrCatalogue *catalogue = NULL;
        SrFindings *before = fixture->findings;

        fixture->findings = sr_findings_new();
        g_autoptr(SrValues) values = evaluate(fixture, cases[i].definition, &catalogue);
        g_test_message("case %zu", i);
        g_assert_cmpint(sr_findings_n_errors(fixture->findings), >, 0);
        g_assert_true(has_finding(fixture->findings, cases[i].says));
        sr_catalogue_free(catalogue);
        sr_findings_free(before);
    }
}

/* A definition in SQL: unevenness within a region, which no sum over it can tell. */
static void
test_query(Fixture *fixture, gconstpointer unused)
{
    const double cases[] = {10, 6};
    const double people[] = {100, 300};
    SrCatalogue *catalogue = NULL;

    (void)unused;
    write_file(fixture, "indicators/i.sql",
               "SELECT area, period, 100 * segregation(faelle, kinder) AS numerator, "
               "1 AS denominator FROM gemeinden GROUP BY area, period;\n");
    g_autoptr(SrValues) values = evaluate(
        fixture, "kind=mean\nvariables=faelle;kinder\nlevels=region\n", &catalogue);
    g_assert_cmpint(sr_findings_n_errors(fixture->findings), ==, 0);
    check_value(values, "region", "1", "2014", 100 * sr_segregation_of(cases, people, 2));
    check_status(values, "region", "2", "2014", SR_STATUS_MISSING, 0);
    check_status(values, "kreis", "01", "2014", SR_STATUS_INCOMPLETE, 2.0 / 3);
    sr_catalogue_free(catalogue);
}

/* Aggregates of our own: what is unknown makes the sum unknown; windows move. */
static void
test_query_aggregates(Fixture *fixture, gconstpointer unused)
{
    SrCatalogue *catalogue = NULL;

    (void)unused;
    write_file(fixture, "indicators/i.sql",
               "SELECT a.area, a.period, (SELECT sum(kinder) / count(*) - avg(kinder) + "
               "max(kinder) - min(kinder) FROM gemeinden g WHERE g.area = a.area AND "
               "g.period = a.period) AS numerator FROM areas a");
    g_autoptr(SrValues) values =
        evaluate(fixture, "kind=count\nvariables=kinder\nlevels=region\n", &catalogue);
    g_assert_cmpint(sr_findings_n_errors(fixture->findings), ==, 0);
    check_value(values, "region", "1", "2018", 290 - 110);
    sr_catalogue_free(catalogue);
    /* faelle of 01003 is unknown in 2014: the sum over all periods is too. */
    write_file(fixture, "indicators/i.sql",
               "SELECT area, period, sum(faelle) OVER (PARTITION BY area ORDER BY period "
               "ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS numerator FROM areas");
    g_autoptr(SrValues) moving =
        evaluate(fixture, "kind=count\nvariables=faelle\n", &catalogue);
    check_value(moving, "gemeinde", "01001", "2018", 32);
    g_assert_cmpint(find(moving, "gemeinde", "01003", "2018")->status, ==,
                    SR_STATUS_MISSING);
    sr_catalogue_free(catalogue);
}

/* What is not known of another area is why there is no value, not that none applies. */
static void
test_query_unknown_elsewhere(Fixture *fixture, gconstpointer unused)
{
    static const struct {
        const char *sql;
        const char *area, *period;
        SrStatus status;
    } cases[] = {
        /* faelle of 01003 in 2014: "." */
        {"SELECT area, period, faelle / (SELECT sum(faelle) FROM areas b WHERE b.period "
         "= a.period) AS numerator FROM areas a",
         "01001", "2014", SR_STATUS_MISSING},
        /* of the other year */
        {"SELECT area, period, faelle / (SELECT sum(faelle) FROM gemeinden b WHERE "
         "b.period < a.period) AS numerator FROM areas a",
         "01001", "2018", SR_STATUS_MISSING},
        /* no row at all */
        {"SELECT area, period, faelle AS numerator FROM areas a WHERE (SELECT "
         "sum(faelle) FROM areas b WHERE b.period = a.period) > 0",
         "01001", "2014", SR_STATUS_MISSING},
        /* nothing to divide by, and no row, whatever is known elsewhere */
        {"SELECT area, period, 1 / kinder + 0 * (SELECT sum(faelle) FROM areas) AS "
         "numerator FROM areas",
         "01003", "2018", SR_STATUS_NOT_APPLICABLE},
        {"SELECT area, period, sum(faelle) OVER () AS numerator FROM areas WHERE area = "
         "'01001'",
         "01002", "2014", SR_STATUS_NOT_APPLICABLE},
    };

    (void)unused;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        SrCatalogue *catalogue = NULL;

        write_file(fixture, "indicators/i.sql", cases[i].sql);
        g_autoptr(SrValues) values =
            evaluate(fixture, "kind=count\nvariables=faelle;kinder\nlevels=gemeinde\n",
                     &catalogue);
        const SrValue *value = find(values, "gemeinde", cases[i].area, cases[i].period);
        g_test_message("case %zu", i);
        g_assert_nonnull(value);
        g_assert_cmpint(value->status, ==, cases[i].status);
        sr_catalogue_free(catalogue);
    }
}

static void
test_query_refusals(Fixture *fixture, gconstpointer unused)
{
    static const struct {
        const char *sql, *says;
    } cases[] = {
        {"DELETE FROM areas", "not authorized"},
        {"ATTACH 'x.db' AS x", "not authorized"},
        {"PRAGMA page_size", "not authorized"},
        {"SELECT load_extension('x')", "not authorized"},
        {"SELECT area, period, random() AS numerator FROM areas", "not authorized"},
        {"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT '1' AS "
         "area, '2018' AS period, max(i) AS numerator FROM n",
         "not authorized"},
        {"SELECT a.area, a.period, count(*) AS numerator FROM areas a, gemeinden b, "
         "gemeinden c, gemeinden d, gemeinden e, gemeinden f, gemeinden g, gemeinden h, "
         "gemeinden k, gemeinden l GROUP BY 1, 2",
         "too many steps"},
        {"SELECT 1; SELECT 2", "not one single SELECT"},
        {"", "not one single SELECT"},
        {"SELECT area, period FROM areas", "no column 'numerator'"},
        {"SELECT area, period, kindr AS numerator FROM areas", "kindr"},
        {"SELECT 'x' AS area, period, 1 AS numerator FROM areas", "does not exist: 'x'"},
        {"SELECT '01' AS area, period, 1 AS numerator FROM gemeinden", "more than one"},
    };

    (void)unused;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        SrCatalogue *catalogue = NULL;
        SrFindings *before = fixture->findings;

        fixture->findings = sr_findings_new();
        write_file(fixture, "indicators/i.sql", cases[i].sql);
        g_autoptr(SrValues) values =
            evaluate(fixture, "kind=count\nvariables=kinder\nlevels=kreis\n", &catalogue);
        g_test_message("case %zu", i);
        g_assert_true(has_finding(fixture->findings, cases[i].says));
        g_assert_cmpint(sr_values_n(values), ==, 0);
        sr_catalogue_free(catalogue);
        sr_findings_free(before);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, test)                                                                  \
    g_test_add("/derived/" name, Fixture, NULL, set_up, test, tear_down)
    ADD("index", test_index);
    ADD("composition", test_composition);
    ADD("own-reference", test_own_reference);
    ADD("references", test_references);
    ADD("bounds", test_bounds);
    ADD("circles", test_circles);
    ADD("refusals", test_refusals);
    ADD("query", test_query);
    ADD("query-aggregates", test_query_aggregates);
    ADD("query-unknown-elsewhere", test_query_unknown_elsewhere);
    ADD("query-refusals", test_query_refusals);
#undef ADD
    return g_test_run();
}
