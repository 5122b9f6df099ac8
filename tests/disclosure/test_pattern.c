#include "disclosure/pattern.h"

#include <math.h>

/* Three Gemeinden and their Kreis; two indicators, the second of them public. */
static const SrLevel levels[] = {{.id = (char *)"gemeinde", .kind = SR_LEVEL_KEY},
                                 {.id = (char *)"kreis", .kind = SR_LEVEL_PREFIX}};
static SrDivision gemeinden = {.level = &levels[0],
                               .n_areas = 3,
                               .n_gemeinden = 3,
                               .codes =
                                   (char *[]){(char *)"01", (char *)"02", (char *)"03"},
                               .names = (char *[]){(char *)"A", (char *)"B", (char *)"C"},
                               .area_of = (int[]){0, 1, 2}};
static SrDivision kreise = {.level = &levels[1],
                            .n_areas = 1,
                            .n_gemeinden = 3,
                            .codes = (char *[]){(char *)"0"},
                            .names = (char *[]){(char *)"K"},
                            .area_of = (int[]){0, 0, 0}};
static SrDivision *divisions[] = {&gemeinden, &kreise};
static SrScheme scheme = {.n_levels = 2, .divisions = divisions};
static const SrIndicator helps = {.id = (char *)"hilfen",
                                  .kind = SR_KIND_RATE,
                                  .method = (char *)"natural",
                                  .n_classes = 2};
static const SrIndicator people = {.id = (char *)"hilfen-2",
                                   .kind = SR_KIND_RATE,
                                   .method = (char *)"natural",
                                   .n_classes = 2};

static void
result_free(gpointer data)
{
    SrResult *result = data;

    sr_breaks_free(result->breaks);
    g_free(result);
}

static void
add_rows(SrValues *values, const SrIndicator *indicator, bool is_protected)
{
    SrResult *result = g_new0(SrResult, 1);

    *result = (SrResult){.indicator = indicator,
                         .first = sr_values_n(values),
                         .n = 4,
                         .is_protected = is_protected};
    for (int i = 0; i < 4; i++) {
        SrValue value = {.indicator = indicator,
                         .scheme = "",
                         .division = divisions[i / 3],
                         .level = i / 3,
                         .area = i % 3,
                         .period = "2018",
                         .numerator = i + 1,
                         .denominator = 100,
                         .value = 10 * (i + 1),
                         .lower = i,
                         .upper = 10 * (i + 2),
                         .status = SR_STATUS_OK};

        g_array_append_val(values->rows, value);
    }
    g_ptr_array_add(values->results, result);
}

static SrValues *
make_values(void)
{
    SrValues *values = g_new0(SrValues, 1);
    g_autoptr(SrFindings) findings = sr_findings_new();

    values->rows = g_array_new(FALSE, TRUE, sizeof(SrValue));
    values->results = g_ptr_array_new_with_free_func(result_free);
    values->texts = g_string_chunk_new(64);
    add_rows(values, &helps, true);
    add_rows(values, &people, false);
    for (guint r = 0; r < 2; r++)
        sr_values_rank(values, values->results->pdata[r], (SrScheme *const[]){&scheme}, 1,
                       findings);
    return values;
}

static bool
hide(const char *text, SrValues *values)
{
    g_autoptr(SrFindings) findings = sr_findings_new();

    return sr_pattern_hide(text, values, (SrScheme *const[]){&scheme}, 1, findings);
}

/* What one run hides and another is told to hide is the same, ranks and all. */
static void
test_there_and_back(void)
{
    SrValues *decided = make_values();
    SrValues *recalled = make_values();
    g_autoptr(SrFindings) findings = sr_findings_new();

    sr_value_hide(&g_array_index(decided->rows, SrValue, 2));
    sr_values_rank(decided, decided->results->pdata[0], (SrScheme *const[]){&scheme}, 1,
                   findings);
    g_autofree char *text = sr_pattern_text(decided);
    g_assert_cmpstr(text, ==, "hilfen,,gemeinde,03,2018\n");
    g_assert_true(hide(text, recalled));
    for (int i = 0; i < 8; i++) {
        const SrValue *a = sr_values_at(decided, i);
        const SrValue *b = sr_values_at(recalled, i);

        g_assert_cmpint(a->status, ==, i == 2 ? SR_STATUS_SUPPRESSED : SR_STATUS_OK);
        g_assert_cmpint(a->status, ==, b->status);
        g_assert_cmpint(a->rank, ==, b->rank);
        g_assert_cmpint(a->class, ==, b->class);
        g_assert_true(isnan(b->value) == (i == 2) && isnan(b->numerator) == (i == 2));
    }
    g_assert_cmpint(sr_values_at(recalled, 2)->rank, ==, 0);
    g_assert_cmpint(sr_values_at(recalled, 1)->rank, ==, 1);
    sr_values_free(decided);
    sr_values_free(recalled);
}

/* An indicator alone is hidden by the lines of its own. */
static void
test_others_are_passed_over(void)
{
    SrValues *values = make_values();

    g_assert_true(hide("andere,,gemeinde,01,2018\nhilfen,,gemeinde,02,2018\n", values));
    g_assert_cmpint(sr_values_at(values, 1)->status, ==, SR_STATUS_SUPPRESSED);
    g_assert_cmpint(sr_values_at(values, 5)->status, ==, SR_STATUS_OK);
    sr_values_free(values);
}

static void
test_texts_of_other_values(void)
{
    static const char *const texts[] = {
        "hilfen,,gemeinde,04,2018\n",                           /* no such area */
        "hilfen,,gemeinde,01,2018\nhilfen,,gemeinde,01,2017\n", /* no such year */
        "hilfen,s,gemeinde,01,2018\n",                          /* no such scheme */
        "hilfen-2,,gemeinde,01,2018\n",                         /* not protected */
        "hilfen,,gemeinde,01,20",                               /* cut short */
    };

    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        SrValues *values = make_values();

        g_test_message("%s", texts[i]);
        g_assert_false(hide(texts[i], values));
        for (int v = 0; v < sr_values_n(values); v++)
            g_assert_cmpint(sr_values_at(values, v)->status, ==, SR_STATUS_OK);
        sr_values_free(values);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/pattern/there-and-back", test_there_and_back);
    g_test_add_func("/pattern/others-are-passed-over", test_others_are_passed_over);
    g_test_add_func("/pattern/texts-of-other-values", test_texts_of_other_values);
    return g_test_run();
}
