#include "indicator/ranking.h"

#include <math.h>

/* Four Gemeinden; the first and the third lie in Kreis 0, the others in Kreis 1. */
static const SrLevel levels[] = {{.id = (char *)"gemeinde", .kind = SR_LEVEL_KEY},
                                 {.id = (char *)"kreis", .kind = SR_LEVEL_PREFIX}};
static int own[] = {0, 1, 2, 3};
static int kreis_of[] = {0, 1, 0, 1};
static SrDivision gemeinden = {
    .level = &levels[0], .n_areas = 4, .n_gemeinden = 4, .area_of = own};
static SrDivision kreise = {
    .level = &levels[1], .n_areas = 2, .n_gemeinden = 4, .area_of = kreis_of};
static SrDivision *divisions[] = {&gemeinden, &kreise};
static SrScheme scheme = {.n_levels = 2, .divisions = divisions};

static SrValue
value_of(const SrIndicator *indicator, int level, int area, const char *period,
         double value)
{
    return (SrValue){.indicator = indicator,
                     .scheme = "",
                     .division = divisions[level],
                     .level = level,
                     .area = area,
                     .period = period,
                     .value = value,
                     .lower = value - 2,
                     .upper = value + 2,
                     .benchmark = NAN,
                     .status = isnan(value) ? SR_STATUS_MISSING : SR_STATUS_OK};
}

static void
test_benchmarks_and_ranks(void)
{
    const SrIndicator rate = {.kind = SR_KIND_RATE};
    SrValue rows[] = {
        value_of(&rate, 0, 0, "2017", 10), value_of(&rate, 0, 0, "2018", 11),
        value_of(&rate, 0, 1, "2017", 20), value_of(&rate, 0, 1, "2018", 11),
        value_of(&rate, 0, 2, "2017", 30), value_of(&rate, 0, 2, "2018", NAN),
        value_of(&rate, 0, 3, "2018", 9),  value_of(&rate, 1, 0, "2017", 21),
        value_of(&rate, 1, 0, "2018", 12), value_of(&rate, 1, 1, "2018", 40),
    };
    static const struct {
        double benchmark;
        const char *verdict;
        int rank;
    } expected[] = {
        {21, "lower", 3}, {12, "similar", 1}, {NAN, "", 2}, /* its Kreis has no 2017 */
        {40, "lower", 1}, {21, "higher", 1},  {NAN, "", 0}, {40, "lower", 3},
        {NAN, "", 1},     {NAN, "", 2},       {NAN, "", 1},
    };

    SrScheme *schemes[] = {&scheme};
    SrResult result = {.indicator = &rate, .n = G_N_ELEMENTS(rows)};

    sr_rows_rank(rows, &result, schemes, 1);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_test_message("row %zu", i);
        g_assert_cmpint(isnan(rows[i].benchmark), ==, isnan(expected[i].benchmark));
        if (!isnan(expected[i].benchmark))
            g_assert_cmpfloat(rows[i].benchmark, ==, expected[i].benchmark);
        g_assert_cmpstr(sr_verdict_name(rows[i].verdict), ==, expected[i].verdict);
        g_assert_cmpint(rows[i].rank, ==, expected[i].rank);
    }
}

/* A number of people has no benchmark: the Kreis is always larger. */
static void
test_counts_have_no_benchmark(void)
{
    const SrIndicator count = {.kind = SR_KIND_COUNT};
    SrValue rows[] = {value_of(&count, 0, 0, "2018", 10),
                      value_of(&count, 1, 0, "2018", 30)};

    SrScheme *schemes[] = {&scheme};
    SrResult result = {.indicator = &count, .n = G_N_ELEMENTS(rows)};

    sr_rows_rank(rows, &result, schemes, 1);
    g_assert_true(isnan(rows[0].benchmark));
    g_assert_cmpint(rows[0].rank, ==, 1);
}

/* The breaks are those of all years of the Gemeinden; the Kreis takes what there is. */
static void
test_classes_of_all_years(void)
{
    const SrIndicator rate = {
        .kind = SR_KIND_RATE, .method = (char *)"natural", .n_classes = 2};
    SrValue rows[] = {
        value_of(&rate, 0, 0, "2017", 10),  value_of(&rate, 0, 0, "2018", 11),
        value_of(&rate, 0, 1, "2017", 12),  value_of(&rate, 0, 1, "2018", 31),
        value_of(&rate, 0, 2, "2018", NAN), value_of(&rate, 1, 0, "2018", 60),
        value_of(&rate, 1, 1, "2018", 3),
    };
    static const int expected[] = {1, 1, 1, 2, 0, 2, 1};
    SrResult result = {.indicator = &rate, .n = G_N_ELEMENTS(rows)};
    g_autoptr(SrFindings) findings = sr_findings_new();

    sr_rows_classify(rows, &result, &scheme, findings);
    g_assert_cmpint(result.breaks->n_classes, ==, 2);
    g_assert_cmpfloat(result.breaks->bounds[1], ==, 30);
    g_assert_false(result.has_fewer_classes);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        g_assert_cmpint(rows[i].class, ==, expected[i]);
    sr_breaks_free(result.breaks);
}

/* Of values that read the same none is in another class, and no bound lies between. */
static void
test_classes_of_printed(void)
{
    const SrIndicator rate = {
        .kind = SR_KIND_RATE, .method = (char *)"natural", .n_classes = 2, .decimals = 1};
    /* 2.6, 2.6, 2.4, 2.4, 2.6, 2.4, 2.6, 2.3; unrounded they spread evenly. */
    SrValue rows[] = {
        value_of(&rate, 0, 0, "2017", 2.551), value_of(&rate, 0, 1, "2017", 2.604),
        value_of(&rate, 0, 2, "2017", 2.449), value_of(&rate, 0, 3, "2017", 2.351),
        value_of(&rate, 0, 0, "2018", 2.64),  value_of(&rate, 0, 1, "2018", 2.44),
        value_of(&rate, 0, 2, "2018", 2.649), value_of(&rate, 0, 3, "2018", 2.34),
    };
    static const int expected[] = {2, 2, 1, 1, 2, 1, 2, 1};
    SrResult result = {.indicator = &rate, .n = G_N_ELEMENTS(rows)};
    g_autoptr(SrFindings) findings = sr_findings_new();

    sr_rows_classify(rows, &result, &scheme, findings);
    g_assert_cmpint(result.breaks->n_classes, ==, 2);
    g_assert_cmpfloat(result.breaks->bounds[0], ==, 2.3);
    g_assert_cmpfloat(result.breaks->bounds[1], ==, 2.6);
    g_assert_cmpfloat(result.breaks->bounds[2], ==, 2.6);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        g_assert_cmpint(rows[i].class, ==, expected[i]);
    sr_breaks_free(result.breaks);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/ranking/benchmarks-and-ranks", test_benchmarks_and_ranks);
    g_test_add_func("/ranking/counts-have-no-benchmark", test_counts_have_no_benchmark);
    g_test_add_func("/ranking/classes-of-printed", test_classes_of_printed);
    g_test_add_func("/ranking/classes-of-all-years", test_classes_of_all_years);
    return g_test_run();
}
