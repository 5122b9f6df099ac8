#include "publish/prose.h"

#include "figures.h"

#include <string.h>

static const SrValue **
newest(Figures *figures)
{
    return sr_values_slice(&figures->values, &figures->result, &figures->gemeinden,
                           "2018");
}

static void
test_number(void)
{
    Figures figures;

    figures_init(&figures);
    figures_set(&figures, 0, 4, 1234.56, SR_VERDICT_NONE);
    g_autofree char *number = sr_prose_number(figures_at(&figures, 0, 4), "de");
    g_assert_cmpstr(number, ==, "1\u202f234,6");
    figures_hide(&figures, 0, 4, SR_STATUS_SUPPRESSED);
    g_autofree char *sign = sr_prose_number(figures_at(&figures, 0, 4), "de");
    g_assert_cmpstr(sign, ==, sr_status_sign(SR_STATUS_SUPPRESSED));
    g_autofree char *none = sr_prose_number(NULL, "de");
    g_assert_cmpstr(none, ==, sr_status_sign(SR_STATUS_MISSING));
    figures_clear(&figures);
}

static void
test_period(void)
{
    const char *const cases[][2] = {
        {"2018", "2018"}, {"2014-2018", "2014 to 2018"}, {"2018-12-31", "12/31/2018"}};

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *words = sr_prose_period(cases[i][0]);

        /* The day's order is a matter of the translation. */
        g_assert_cmpuint(strlen(words), ==, strlen(cases[i][1]));
        g_assert_true(strstr(words, "2018") != NULL);
    }
}

/* One, two and many areas share the highest place. */
static void
test_ties(void)
{
    Figures figures;

    figures_init(&figures);
    g_autofree const SrValue **slice = newest(&figures);
    g_autofree char *all =
        sr_prose_summary(&figures.indicator, &figures.gemeinden, slice, "de");
    g_assert_cmpstr(all, ==, "All 4 Gemeinden have the same value, 10,0\u00a0%.");

    figures_set(&figures, 0, 4, 15, SR_VERDICT_HIGHER);
    g_autofree char *one =
        sr_prose_summary(&figures.indicator, &figures.gemeinden, slice, "de");
    g_assert_cmpstr(
        one, ==,
        "Highest in Altheim (15,0\u00a0%), lowest in 3 Gemeinden (10,0\u00a0%).");

    figures_set(&figures, 2, 4, 15, SR_VERDICT_HIGHER);
    g_autofree char *two =
        sr_prose_summary(&figures.indicator, &figures.gemeinden, slice, "de");
    g_assert_cmpstr(
        two, ==,
        "Highest in Altheim and Cham (15,0\u00a0%), lowest in der VG Berg and "
        "der Region 4 (10,0\u00a0%).");
    figures_clear(&figures);
}

/* German: "in der VG Berg", but "in Altheim"; English never. */
static void
test_articles(void)
{
    Figures figures;

    figures_init(&figures);
    SrOutlier outlier = {&figures.result, figures_at(&figures, 1, 4), 5, 2, 3};
    g_autofree char *german = sr_prose_outlier(&outlier, "de");
    g_assert_nonnull(strstr(german, "in der VG Berg"));
    g_autofree char *english = sr_prose_outlier(&outlier, "en");
    g_assert_nonnull(strstr(english, "in VG Berg"));
    outlier.value = figures_at(&figures, 0, 4);
    g_autofree char *bare = sr_prose_outlier(&outlier, "de");
    g_assert_nonnull(strstr(bare, "in Altheim"));
    /* Who has no figure is not among the half. */
    g_assert_nonnull(strstr(bare, "half of the 3 Gemeinden with a figure are"));
    outlier.n_areas = N_GEMEINDEN;
    g_autofree char *whole = sr_prose_outlier(&outlier, "de");
    g_assert_nonnull(strstr(whole, "half of all 4 Gemeinden are"));
    figures_clear(&figures);
}

/* Nothing is said of a value that is not ok. */
static void
test_hidden(void)
{
    Figures figures;

    figures_init(&figures);
    figures_set(&figures, 0, 4, 77.7, SR_VERDICT_HIGHER);
    figures_at(&figures, 0, 4)->status = SR_STATUS_SUPPRESSED;
    g_autofree const SrValue **slice = newest(&figures);
    g_autofree char *summary =
        sr_prose_summary(&figures.indicator, &figures.gemeinden, slice, "de");
    g_assert_null(strstr(summary, "77"));
    g_assert_null(strstr(summary, "Altheim"));
    for (int g = 0; g < N_GEMEINDEN; g++)
        figures_hide(&figures, g, 4, SR_STATUS_SUPPRESSED);
    g_assert_null(sr_prose_summary(&figures.indicator, &figures.gemeinden, slice, "de"));
    g_assert_null(
        sr_prose_example(&figures.indicator, &figures.gemeinden, slice, NULL, "de"));
    figures_clear(&figures);
}

/* The area with the most people, with the whole beside it if it has a value. */
static void
test_example(void)
{
    Figures figures;

    figures_init(&figures);
    g_autofree const SrValue **slice = newest(&figures);
    const SrValue *top = figures_at(&figures, N_GEMEINDEN, 4);
    g_autofree char *with =
        sr_prose_example(&figures.indicator, &figures.gemeinden, slice, top, "de");
    g_assert_cmpstr(with, ==,
                    "In der Region 4 the value for 2018 is 10,0\u00a0%; in the Landkreis "
                    "as a whole it is 10,0\u00a0%.");
    figures.indicator.reading = (char *)"In {area} {value}, sonst {benchmark}.";
    g_autofree char *own =
        sr_prose_example(&figures.indicator, &figures.gemeinden, slice, top, "de");
    g_assert_cmpstr(own, ==, "In der Region 4 10,0, sonst 10,0.");
    figures_hide(&figures, N_GEMEINDEN, 4, SR_STATUS_SUPPRESSED);
    g_autofree char *without =
        sr_prose_example(&figures.indicator, &figures.gemeinden, slice, top, "de");
    g_assert_null(strstr(without, "sonst"));
    figures_clear(&figures);
}

static void
test_sentences(void)
{
    Figures figures;

    figures_init(&figures);
    figures_set(&figures, 0, 4, 15, SR_VERDICT_HIGHER);
    figures_set(&figures, 2, 4, 5, SR_VERDICT_LOWER);
    SrDifference difference = {&figures.result, figures_at(&figures, 0, 4),
                               figures_at(&figures, 2, 4), 1};
    g_autofree char *apart = sr_prose_difference(&difference, "de");
    g_assert_cmpstr(apart, ==,
                    "Armut (2018): highest in Altheim with 15,0\u00a0%, lowest in Cham "
                    "with 5,0\u00a0%; as a whole 10,0\u00a0%.");
    SrChange change = {&figures.result, figures_at(&figures, N_GEMEINDEN, 0),
                       figures_at(&figures, N_GEMEINDEN, 4), SR_TREND_FALLING, -0.1};
    g_autofree char *fallen = sr_prose_change(&change, "de");
    g_assert_cmpstr(fallen, ==,
                    "Armut: fallen in the Landkreis from 10,0\u00a0% (2014) to "
                    "10,0\u00a0% (2018).");
    g_autofree char *standing = sr_prose_standing(
        figures_at(&figures, 0, 4), figures_at(&figures, N_GEMEINDEN, 4), "de");
    g_assert_cmpstr(standing, ==, "Armut: 15,0\u00a0% (Landkreis: 10,0\u00a0%)");
    figures_clear(&figures);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/prose insight/number", test_number);
    g_test_add_func("/prose insight/period", test_period);
    g_test_add_func("/prose insight/ties", test_ties);
    g_test_add_func("/prose insight/articles", test_articles);
    g_test_add_func("/prose insight/hidden", test_hidden);
    g_test_add_func("/prose insight/example", test_example);
    g_test_add_func("/prose insight/sentences", test_sentences);
    return g_test_run();
}
