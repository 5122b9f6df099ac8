#include "data/changes.h"

#include "data/terms.h"

#include <glib/gstdio.h>
#include <math.h>

#define HEAD "old_key;new_key;day;share\n"

static SrChanges *
read_text(const char *text, SrFindings *findings)
{
    g_autofree char *folder = g_dir_make_tmp(NULL, NULL);
    g_autofree char *path = g_build_filename(folder, "changes.csv", NULL);

    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    SrChanges *changes = sr_changes_read(path, findings);
    g_unlink(path);
    g_rmdir(folder);
    return changes;
}

static int
day(const char *text)
{
    int found = 0;

    g_assert_true(sr_day_parse(text, &found));
    return found;
}

/* What an area was made of: "A 0.7, B 1"; "row 3" where a row hinders. */
static char *
trace(const SrChanges *changes, const char *key, const char *from, const char *to)
{
    const char *other = NULL;
    int row = 0;
    g_autoptr(GArray) sources =
        sr_changes_trace(changes, key, day(from), day(to), &row, &other);
    GString *text = g_string_new("");

    if (sources == NULL)
        g_string_printf(text, "row %d%s%s", row, other == NULL ? "" : " ",
                        other == NULL ? "" : other);
    for (guint i = 0; sources != NULL && i < sources->len; i++) {
        const SrSource *source = &g_array_index(sources, SrSource, i);

        g_string_append_printf(text, "%s%s %g", i > 0 ? ", " : "", source->key,
                               source->share);
    }
    return g_string_free(text, FALSE);
}

static void
test_key(void)
{
    static const char *const cases[][2] = {
        {"07332001", "07332001"},
        {" 7332001 ", "07332001"},
        {"073325001001", "07332001"},
        {"73325001001", "07332001"},
        {"7332", "07332"},
        {"A", "A"},
        {"Haßloch", "Haßloch"},
        {"", ""},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *key = sr_change_key(cases[i][0]);

        g_assert_cmpstr(key, ==, cases[i][1]);
    }
}

/* A was split in 2014 into A and B; C swallowed D in 2016; E is called F since 2017. */
static const char story[] = HEAD "A;A;2014-06-07;0,7\nA;B;2014-06-07;30 %\n"
                                 "C;C;2016-01-01;\nD;C;2016-01-01;1\n"
                                 "E;F;01.01.2017;\n";

static void
test_trace(void)
{
    static const struct {
        const char *key, *from, *to, *made;
    } cases[] = {
        {"A", "2013-12-31", "2020-01-01", "A 0.7"},
        {"B", "2013-12-31", "2020-01-01", "A 0.3"},
        {"C", "2013-12-31", "2020-01-01", "C 1, D 1"},
        {"F", "2013-12-31", "2020-01-01", "E 1"},
        {"G", "2013-12-31", "2020-01-01", "G 1"},
        /* On the day itself it has happened. */
        {"A", "2014-06-07", "2020-01-01", "A 1"},
        {"C", "2013-12-31", "2015-12-31", "C 1"},
        {"C", "2013-12-31", "2016-01-01", "C 1, D 1"},
        /* Newer figures on older boundaries: what was split is joined again. */
        {"A", "2020-01-01", "2013-12-31", "A 1, B 1"},
        {"E", "2020-01-01", "2013-12-31", "F 1"},
        /* What was joined cannot be parted. */
        {"D", "2020-01-01", "2013-12-31", "row 5 C"},
        /* Contradictions: it began later, it ended before. */
        {"B", "2020-01-01", "2013-12-31", "row 3"},
        {"D", "2013-12-31", "2020-01-01", "row 5"},
    };
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autoptr(SrChanges) changes = read_text(story, findings);

    g_assert_cmpint(sr_findings_n(findings), ==, 0);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *made = trace(changes, cases[i].key, cases[i].from, cases[i].to);

        g_assert_cmpstr(made, ==, cases[i].made);
    }
}

/* Shares multiply along a chain, and join again where ways meet. */
static void
test_chain(void)
{
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autoptr(SrChanges) changes =
        read_text(HEAD "A;B;2010-01-01;0.5\nA;C;2010-01-01;0.5\nB;D;2011-01-01;0.5\n"
                       "B;E;2011-01-01;0.5\nC;D;2011-01-01;1\n",
                  findings);
    g_autofree char *d = trace(changes, "D", "2009-01-01", "2012-01-01");
    g_autofree char *e = trace(changes, "E", "2009-01-01", "2012-01-01");
    g_autofree char *later = trace(changes, "D", "2010-06-01", "2012-01-01");

    g_assert_cmpint(sr_findings_n(findings), ==, 0);
    g_assert_cmpstr(d, ==, "A 0.75");
    g_assert_cmpstr(e, ==, "A 0.25");
    g_assert_cmpstr(later, ==, "B 0.5, C 1");
}

static void
test_back_share(void)
{
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autoptr(SrChanges) changes =
        read_text("old_key;new_key;day;share;back_share\nC;C;2016-01-01;1;0.8\n"
                  "D;C;2016-01-01;1;0.2\n",
                  findings);
    g_autofree char *d = trace(changes, "D", "2020-01-01", "2013-12-31");

    g_assert_cmpint(sr_findings_n(findings), ==, 0);
    g_assert_cmpstr(d, ==, "C 0.2");
}

/* Thirds written with three decimals lose nobody. */
static void
test_thirds(void)
{
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autoptr(SrChanges) changes = read_text(
        HEAD "A;B;2010-01-01;0.333\nA;C;2010-01-01;0.333\nA;D;2010-01-01;0.333\n",
        findings);
    double sum = 0;

    g_assert_cmpint(sr_findings_n(findings), ==, 0);
    for (guint i = 0; i < changes->rows->len; i++)
        sum += g_array_index(changes->rows, SrChange, i).share;
    g_assert_cmpfloat_with_epsilon(sum, 1, 1e-15);
}

static void
test_refusals(void)
{
    static const struct {
        const char *text;
        int row;
        const char *says;
    } cases[] = {
        {"alt;neu\nA;B\n", 1, "old_key"},
        {HEAD "A;B;gestern;1\n", 2, "gestern"},
        {HEAD "A;B;2014-06-07;1,5\n", 2, "1,5"},
        {HEAD "A;B;2014-06-07;0\n", 2, "'0'"},
        {HEAD "A;B;2014-06-07;viel\n", 2, "viel"},
        {HEAD ";B;2014-06-07;1\n", 2, "new_key"},
        {HEAD "A;B;2014-06-07;0.5\nA;C;2014-06-07;0.4\n", 2, "0.9"},
        {HEAD "A;B;2014-06-07;0.5\nA;B;2014-06-07;0.5\n", 3, "2"},
        {"old_key;new_key;day;back_share\nC;C;2016-01-01;0.8\nD;C;2016-01-01;\n", 2,
         "back_share"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(SrFindings) findings = sr_findings_new();
        g_autoptr(SrChanges) changes = read_text(cases[i].text, findings);

        g_assert_cmpint(sr_findings_n_errors(findings), ==, 1);
        g_assert_cmpint(sr_findings_at(findings, 0)->row, ==, cases[i].row);
        g_autofree char *told = g_strconcat(sr_findings_at(findings, 0)->message, " ",
                                            sr_findings_at(findings, 0)->place, NULL);
        g_assert_nonnull(strstr(told, cases[i].says));
    }
}

/* No file is no change. */
static void
test_absent(void)
{
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autoptr(SrChanges) changes = sr_changes_read("/nonexistent/changes.csv", findings);
    g_autofree char *made = trace(changes, "A", "2010-01-01", "2020-01-01");

    g_assert_false(changes->is_there);
    g_assert_cmpstr(made, ==, "A 1");
    g_assert_null(sr_changes_find(changes, "A", true));
}

/*
 * Property: whatever areas are split and joined into, all people of the first day are
 * somewhere on the last, once.
 */
static void
test_nobody_is_lost(void)
{
    for (int round = 0; round < 200; round++) {
        g_autoptr(GString) text = g_string_new(HEAD);
        g_autoptr(GPtrArray) alive = g_ptr_array_new_with_free_func(g_free);
        g_autofree double *sums = g_new0(double, 6);
        int n_named = 6;

        for (int i = 0; i < 6; i++)
            g_ptr_array_add(alive, g_strdup_printf("a%d", i));
        for (int year = 2010; year < 2014; year++) {
            int from = g_test_rand_int_range(0, (int)alive->len);
            g_autofree char *old = g_strdup(alive->pdata[from]);
            int share = g_test_rand_int_range(1, 100);
            char *other = g_strdup_printf("a%d", n_named++);
            char *rest = g_strdup_printf("a%d", n_named++);

            g_string_append_printf(text, "%s;%s;%d-01-01;%.2f\n%s;%s;%d-01-01;%.2f\n",
                                   old, other, year, share / 100.0, old, rest, year,
                                   1 - share / 100.0);
            g_ptr_array_remove_index(alive, (guint)from);
            if (g_test_rand_bit()) { /* another area is swallowed by the first part */
                int gone = g_test_rand_int_range(0, (int)alive->len);

                g_string_append_printf(text, "%s;%s;%d-01-01;1\n",
                                       (char *)alive->pdata[gone], other, year);
                g_ptr_array_remove_index(alive, (guint)gone);
            }
            g_ptr_array_add(alive, other);
            g_ptr_array_add(alive, rest);
        }
        g_autoptr(SrFindings) findings = sr_findings_new();
        g_autoptr(SrChanges) changes = read_text(text->str, findings);
        g_assert_cmpint(sr_findings_n(findings), ==, 0);
        for (guint i = 0; i < alive->len; i++) {
            const char *hinders = NULL;
            int row = 0;
            g_autoptr(GArray) sources =
                sr_changes_trace(changes, alive->pdata[i], day("2009-12-31"),
                                 day("2014-01-01"), &row, &hinders);

            g_assert_nonnull(sources);
            for (guint k = 0; k < sources->len; k++) {
                const SrSource *source = &g_array_index(sources, SrSource, k);

                sums[source->key[1] - '0'] += source->share;
            }
        }
        for (int i = 0; i < 6; i++)
            g_assert_cmpfloat_with_epsilon(sums[i], 1, 1e-12);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/changes/key", test_key);
    g_test_add_func("/changes/trace", test_trace);
    g_test_add_func("/changes/chain", test_chain);
    g_test_add_func("/changes/back-share", test_back_share);
    g_test_add_func("/changes/thirds", test_thirds);
    g_test_add_func("/changes/refusals", test_refusals);
    g_test_add_func("/changes/absent", test_absent);
    g_test_add_func("/changes/nobody-is-lost", test_nobody_is_lost);
    return g_test_run();
}
