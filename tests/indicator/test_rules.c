#include "indicator/rules.h"
#include "project.h"

#include <string.h>

static SrKeyfile *
parse(const char *lines, SrFindings *findings)
{
    g_autofree char *text = g_strconcat(
        "[project]\ntitle=a\neditor=b\nscheme=c\n[disclosure]\n", lines, NULL);

    return sr_keyfile_parse("sozialraum.ini", text, strlen(text), &sr_project_keys,
                            findings);
}

static void
test_usual(void)
{
    const SrRules *rules = sr_rules_usual();
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autoptr(SrKeyfile) file = parse("", findings);
    g_autoptr(SrRules) read = sr_rules_read(file, findings);

    g_assert_cmpint(sr_findings_n(findings), ==, 0);
    g_assert_cmpint(read->minimum, ==, rules->minimum);
    g_assert_cmpint(read->denominator, ==, rules->denominator);
    g_assert_cmpint(read->hides_groups, ==, rules->hides_groups);
    g_assert_cmpfloat(read->most_hidden, ==, rules->most_hidden);
    g_assert_cmpint(sr_rules_least(rules, "verfahren_8a_akut"), ==, 5);
    g_assert_cmpint(sr_rules_least(rules, "hilfen_34_m_6_17"), ==, 5);
    g_assert_cmpint(sr_rules_least(rules, "inobhutnahmen_42"), ==, 5);
    g_assert_cmpint(sr_rules_least(rules, "hilfen_33"), ==, 0);
    g_assert_cmpint(sr_rules_least(rules, "hilfen_345"), ==, 0);
}

static void
test_own(void)
{
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autoptr(SrKeyfile) file =
        parse("minimum=4\nminimums=hilfen_33=6; hilfen_33_beendet=8;hilfen_34=7\n"
              "denominator=300\ngroups=false\nhidden=25\n",
              findings);
    g_autoptr(SrRules) rules = sr_rules_read(file, findings);

    g_assert_cmpint(sr_findings_n(findings), ==, 0);
    g_assert_cmpint(rules->minimum, ==, 4);
    g_assert_cmpint(rules->denominator, ==, 300);
    g_assert_false(rules->hides_groups);
    g_assert_cmpfloat(rules->most_hidden, ==, 0.25);
    g_assert_cmpint(sr_rules_least(rules, "hilfen_33"), ==, 6);
    g_assert_cmpint(sr_rules_least(rules, "hilfen_33_begonnen"), ==, 6);
    g_assert_cmpint(sr_rules_least(rules, "hilfen_33_beendet_m"), ==, 8);
    g_assert_cmpint(sr_rules_least(rules, "hilfen_34"), ==, 7);
    g_assert_cmpint(sr_rules_least(rules, "verfahren_8a"), ==, 5); /* custom stays */
}

/* One mistake each; the finding stands at its line and says the words. */
static void
test_refusals(void)
{
    static const struct {
        const char *lines;
        const char *says;
    } cases[] = {
        {"minimum=0\n", "minimum"},
        {"minimum=-3\n", "minimum"},
        {"minimum=drei\n", "minimum"},
        {"minimums=hilfen_33\n", "hilfen_33"},
        {"minimums=hilfen_33=0\n", "hilfen_33=0"},
        {"minimums=hilfen_33=-1\n", "hilfen_33=-1"},
        {"minimums==5\n", "=5"},
        {"denominator=0\n", "denominator"},
        {"denominator=-100\n", "denominator"},
        {"hidden=0\n", "hidden"},
        {"minimun=3\n", "'minimum'"},
        {"denominador=3\n", "'denominator'"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(SrFindings) findings = sr_findings_new();
        g_autoptr(SrKeyfile) file = parse(cases[i].lines, findings);
        g_autoptr(SrRules) rules = sr_rules_read(file, findings);

        g_assert_nonnull(rules);
        g_assert_cmpint(sr_findings_n_errors(findings), ==, 1);
        const SrFinding *finding = sr_findings_at(findings, 0);
        g_autofree char *told = g_strconcat(finding->place == NULL ? "" : finding->place,
                                            " ", finding->message, NULL);
        g_test_message("%s: %s", cases[i].lines, told);
        g_assert_nonnull(strstr(told, cases[i].says));
        g_assert_cmpint(finding->row, ==, 6);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rules/usual", test_usual);
    g_test_add_func("/rules/own", test_own);
    g_test_add_func("/rules/refusals", test_refusals);
    return g_test_run();
}
