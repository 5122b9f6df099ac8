#include "publish/insight.h"

#include "figures.h"

static void
test_standing(void)
{
    const struct {
        SrPolarity polarity;
        SrVerdict verdict;
        SrStatus status;
        SrStanding wanted;
    } cases[] = {
        {SR_POLARITY_BURDEN, SR_VERDICT_HIGHER, SR_STATUS_OK, SR_STANDING_BURDEN},
        {SR_POLARITY_BURDEN, SR_VERDICT_LOWER, SR_STATUS_OK, SR_STANDING_STRENGTH},
        {SR_POLARITY_RESOURCE, SR_VERDICT_HIGHER, SR_STATUS_OK, SR_STANDING_STRENGTH},
        {SR_POLARITY_RESOURCE, SR_VERDICT_LOWER, SR_STATUS_OK, SR_STANDING_BURDEN},
        {SR_POLARITY_NEUTRAL, SR_VERDICT_HIGHER, SR_STATUS_OK, SR_STANDING_NONE},
        {SR_POLARITY_BURDEN, SR_VERDICT_SIMILAR, SR_STATUS_OK, SR_STANDING_NONE},
        {SR_POLARITY_BURDEN, SR_VERDICT_NONE, SR_STATUS_OK, SR_STANDING_NONE},
        {SR_POLARITY_BURDEN, SR_VERDICT_HIGHER, SR_STATUS_SUPPRESSED, SR_STANDING_NONE},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        SrIndicator indicator = {.polarity = cases[i].polarity};
        SrValue value = {.indicator = &indicator,
                         .verdict = cases[i].verdict,
                         .status = cases[i].status};

        g_assert_cmpint(sr_value_standing(&value), ==, cases[i].wanted);
    }
    g_assert_cmpint(sr_value_standing(NULL), ==, SR_STANDING_NONE);
}

static void
test_difference(void)
{
    Figures figures;

    figures_init(&figures);
    g_autoptr(GArray) none =
        sr_insight_differences(&figures.values, &figures.gemeinden, NULL, NULL, 5);
    g_assert_cmpuint(none->len, ==, 0);

    figures_set(&figures, 0, 4, 15, SR_VERDICT_HIGHER);
    figures_set(&figures, 2, 4, 5, SR_VERDICT_LOWER);
    g_autoptr(GArray) found =
        sr_insight_differences(&figures.values, &figures.gemeinden, NULL, NULL, 5);
    g_assert_cmpuint(found->len, ==, 1);
    const SrDifference *one = &g_array_index(found, SrDifference, 0);
    g_assert_cmpint(one->highest->area, ==, 0);
    g_assert_cmpint(one->lowest->area, ==, 2);
    g_assert_cmpfloat(one->spread, ==, 1.0);
    figures_clear(&figures);
}

/* Of unemployment and unemployment standardised by age, the plain figure is named. */
static void
test_told_once(void)
{
    char words[] = "unemployed";
    SrIndicator plain = {.numerator_text = words};
    SrIndicator standardised = {.numerator_text = words, .standard = SR_STANDARD_DIRECT};
    SrIndicator elsewhere = {.numerator_text = words, .chapter = 1};
    const SrResult a = {.indicator = &plain};
    const SrResult b = {.indicator = &standardised};
    const SrResult c = {.indicator = &elsewhere};

    g_assert_true(sr_insight_is_told_by(&b, &a));
    g_assert_false(sr_insight_is_told_by(&a, &b));
    g_assert_false(sr_insight_is_told_by(&b, &b));
    g_assert_false(sr_insight_is_told_by(&b, &c));
}

/* The highest of all is hidden: it must not be found by its number, nor named. */
static void
test_hidden_is_not_named(void)
{
    Figures figures;

    figures_init(&figures);
    figures_set(&figures, 0, 4, 15, SR_VERDICT_HIGHER);
    figures_set(&figures, 2, 4, 5, SR_VERDICT_LOWER);
    figures_at(&figures, 0, 4)->status = SR_STATUS_SUPPRESSED;
    g_autoptr(GArray) found =
        sr_insight_differences(&figures.values, &figures.gemeinden, NULL, NULL, 5);
    g_assert_cmpuint(found->len, ==, 0);
    figures_clear(&figures);
}

/* Compared with the Land, "as a whole" would name its figure as the county's. */
static void
test_own_benchmark_is_not_the_whole(void)
{
    Figures figures;

    figures_init(&figures);
    figures_set(&figures, 0, 4, 15, SR_VERDICT_HIGHER);
    figures_set(&figures, 2, 4, 5, SR_VERDICT_LOWER);
    figures.indicator.benchmark_level = (char *)"kreis";
    g_autoptr(GArray) found =
        sr_insight_differences(&figures.values, &figures.gemeinden, NULL, NULL, 5);
    g_assert_cmpuint(found->len, ==, 0);
    figures_clear(&figures);
}

static void
test_change(void)
{
    Figures figures;

    figures_init(&figures);
    SrChange flat =
        sr_insight_change(&figures.values, &figures.result, &figures.gemeinden, 1);
    g_assert_cmpint(flat.kind, !=, SR_TREND_RISING);
    g_assert_cmpint(flat.kind, !=, SR_TREND_FALLING);
    for (int y = 0; y < N_YEARS; y++)
        figures_set(&figures, 1, y, 10 + 5 * y, SR_VERDICT_SIMILAR);
    SrChange rising =
        sr_insight_change(&figures.values, &figures.result, &figures.gemeinden, 1);
    g_assert_cmpint(rising.kind, ==, SR_TREND_RISING);
    g_assert_cmpfloat_with_epsilon(rising.change, 2.0, 1e-12);
    g_assert_cmpstr(rising.first->period, ==, "2014");
    g_assert_cmpstr(rising.last->period, ==, "2018");

    figures_hide(&figures, 1, 2, SR_STATUS_MISSING);
    SrChange broken =
        sr_insight_change(&figures.values, &figures.result, &figures.gemeinden, 1);
    g_assert_cmpint(broken.kind, ==, SR_TREND_NONE);
    figures_clear(&figures);
}

/* Years that are not in a row are no trend. */
static void
test_change_of_gaps(void)
{
    Figures figures;

    figures_init(&figures);
    for (int a = 0; a <= N_GEMEINDEN; a++)
        figures_at(&figures, a, 0)->period = "2010";
    for (int y = 0; y < N_YEARS; y++)
        figures_set(&figures, 1, y, 10 + 5 * y, SR_VERDICT_SIMILAR);
    SrChange change =
        sr_insight_change(&figures.values, &figures.result, &figures.gemeinden, 1);
    g_assert_cmpint(change.kind, ==, SR_TREND_NONE);
    figures_clear(&figures);
}

static void
test_quartiles(void)
{
    SrValue values[5] = {{.value = 4},
                         {.value = 1},
                         {.value = 3},
                         {.value = 2},
                         {.value = 99, .status = SR_STATUS_SUPPRESSED}};
    const SrValue *slice[] = {&values[0], &values[1], &values[2],
                              NULL,       &values[3], &values[4]};
    SrQuartiles found = sr_insight_quartiles(slice, 6);

    /* type 7: 1 + 3/4, 2 + 1/2, 3 + 1/4 */
    g_assert_cmpint(found.n_ok, ==, 4);
    g_assert_cmpfloat(found.least, ==, 1);
    g_assert_cmpfloat(found.lower, ==, 1.75);
    g_assert_cmpfloat(found.median, ==, 2.5);
    g_assert_cmpfloat(found.upper, ==, 3.25);
    g_assert_cmpfloat(found.greatest, ==, 4);
    SrQuartiles three = sr_insight_quartiles(slice, 3); /* 4, 1, 3 */
    g_assert_cmpint(three.n_ok, ==, 3);
    g_assert_cmpfloat(three.least, ==, 1);
    g_assert_cmpfloat(three.greatest, ==, 4);
    g_assert_true(isnan(three.lower) && isnan(three.median) && isnan(three.upper));
    SrQuartiles one = sr_insight_quartiles(slice, 1);
    g_assert_cmpfloat(one.least, ==, 4);
    g_assert_cmpfloat(one.greatest, ==, 4);
    g_assert_true(isnan(sr_insight_quartiles(slice, 0).least));
}

/* Four Gemeinden are too few to speak of "the others". */
static void
test_outliers_need_others(void)
{
    Figures figures;

    figures_init(&figures);
    figures_set(&figures, 0, 4, 90, SR_VERDICT_HIGHER);
    g_autoptr(GArray) found =
        sr_insight_outliers(&figures.values, &figures.gemeinden, NULL, NULL, 5);
    g_assert_cmpuint(found->len, ==, 0);
    figures_clear(&figures);
}

static bool
wants_nothing(const SrResult *result, gconstpointer data)
{
    (void)result;
    (void)data;
    return false;
}

static void
test_wanted(void)
{
    Figures figures;

    figures_init(&figures);
    figures_set(&figures, 0, 4, 15, SR_VERDICT_HIGHER);
    figures_set(&figures, 2, 4, 5, SR_VERDICT_LOWER);
    g_autoptr(GArray) found = sr_insight_differences(&figures.values, &figures.gemeinden,
                                                     wants_nothing, NULL, 5);
    g_assert_cmpuint(found->len, ==, 0);
    figures_clear(&figures);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/insight/standing", test_standing);
    g_test_add_func("/insight/told-once", test_told_once);
    g_test_add_func("/insight/difference", test_difference);
    g_test_add_func("/insight/hidden is not named", test_hidden_is_not_named);
    g_test_add_func("/insight/change", test_change);
    g_test_add_func("/insight/change of gaps", test_change_of_gaps);
    g_test_add_func("/insight/own-benchmark", test_own_benchmark_is_not_the_whole);
    g_test_add_func("/insight/quartiles", test_quartiles);
    g_test_add_func("/insight/outliers need others", test_outliers_need_others);
    g_test_add_func("/insight/wanted", test_wanted);
    return g_test_run();
}
