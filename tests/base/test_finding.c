#include "base/error.h"
#include "base/finding.h"
#include "base/nearest.h"

#include <string.h>

static void
test_text(void)
{
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autoptr(GError) error = NULL;

    g_assert_true(sr_findings_check(findings, &error));
    sr_findings_add(findings, SR_FINDING_NOTE, "b.csv", 0, NULL, "read");
    for (int row = 20; row > 0; row--)
        sr_findings_add(findings, SR_FINDING_ERROR, "a.csv", row, "Haßloch",
                        "'%s' is not a number", "x\x1b[31m");
    g_autofree char *text = sr_findings_text(findings, 3);
    g_assert_cmpstr(text, ==,
                    "a.csv\n"
                    "  error, line 1, Haßloch: 'x?[31m' is not a number\n"
                    "  error, line 2, Haßloch: 'x?[31m' is not a number\n"
                    "  error, line 3, Haßloch: 'x?[31m' is not a number\n"
                    "  … and 17 more like this\n"
                    "b.csv\n"
                    "  note: read\n");
    g_assert_cmpint(sr_findings_n_errors(findings), ==, 20);
    /* What is told twice is shown once, and counted once. */
    sr_findings_add(findings, SR_FINDING_ERROR, "a.csv", 1, "Haßloch",
                    "'%s' is not a number", "x\x1b[31m");
    g_assert_false(sr_findings_check(findings, &error));
    g_assert_error(error, SR_ERROR, SR_ERROR_INPUT);
    g_assert_true(g_str_has_suffix(error->message, "20 errors."));
}

static void
test_repetitions_go(void)
{
    g_autoptr(SrFindings) findings = sr_findings_new();

    for (int i = 0; i < 3; i++)
        sr_findings_add(findings, SR_FINDING_ERROR, "a", 1, NULL, "same");
    sr_findings_sort(findings);
    g_assert_cmpint(sr_findings_n(findings), ==, 1);
}

static void
test_nearest(void)
{
    static const char *const words[] = {"numerator", "denominator", "per", "Haßloch"};
    static const struct {
        const char *word, *nearest;
    } cases[] = {
        {"nummerator", "numerator"},
        {"denomiantor", "denominator"},
        {"haßlohc", "Haßloch"},
        {"pre", "per"},
        {"title", NULL},
        {"", NULL},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpstr(sr_nearest(cases[i].word, words, G_N_ELEMENTS(words)), ==,
                        cases[i].nearest);
    g_assert_cmpint(sr_edit_distance("ab", "ba"), ==, 1);
    g_assert_cmpint(sr_edit_distance("", "abc"), ==, 3);
    g_autofree char *list = sr_nearest_list("perr", words, G_N_ELEMENTS(words), 2);
    g_assert_true(g_str_has_prefix(list, "'per', '"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/finding/text", test_text);
    g_test_add_func("/finding/repetitions-go", test_repetitions_go);
    g_test_add_func("/nearest/words", test_nearest);
    return g_test_run();
}
