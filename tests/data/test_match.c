#include "data/match.h"

#include <glib/gstdio.h>

static const char *const keys[] = {"07332002", "07332003", "07332024", "07332025",
                                   "07332030", "07332032", "07332039", "07332041"};
static const char *const long_keys[] = {"073320002002", "073325005003", NULL, "",
                                        NULL,           NULL,           NULL, NULL};
static const char *const names[] = {"Bad Dürkheim",
                                    "Battenberg (Pfalz)",
                                    "Grünstadt",
                                    "Haßloch",
                                    "Kirchheim an der Weinstraße",
                                    "Lambrecht (Pfalz)",
                                    "Niederkirchen bei Deidesheim",
                                    "Obrigheim (Pfalz)"};

static SrMatcher *
county(void)
{
    static char first[] = "Dürkheim", first_key[] = "07332002";
    static char second[] = "Nirgendwo", second_key[] = "99999999";
    static char *aliases[] = {first, second};
    static char *alias_keys[] = {first_key, second_key};
    static const SrAliases table = {2, aliases, alias_keys};

    return sr_matcher_new(keys, long_keys, names, 8, &table);
}

static void
test_keys(void)
{
    static const struct {
        const char *key;
        SrMatchKind kind;
        int area;
        bool is_repaired;
    } cases[] = {
        {"07332002", SR_MATCH_AREA, 0, false},
        {" 07332002 ", SR_MATCH_AREA, 0, false},
        {"7332002", SR_MATCH_AREA, 0, true},
        {"073320002002", SR_MATCH_AREA, 0, false},
        {"73320002002", SR_MATCH_AREA, 0, true},
        {"073325004030", SR_MATCH_AREA, 4, false}, /* any VG: the AGS is what stays */
        {"07332", SR_MATCH_TOTAL, -1, false},
        {"7332", SR_MATCH_TOTAL, -1, false},
        {"07332000", SR_MATCH_TOTAL, -1, false},
        {"Insgesamt", SR_MATCH_TOTAL, -1, false},
        {"07", SR_MATCH_OUTSIDE, -1, false},
        {"DG", SR_MATCH_OUTSIDE, -1, false},
        {"07338002", SR_MATCH_OUTSIDE, -1, false},
        {"8222", SR_MATCH_OUTSIDE, -1, false},
        {"07332011", SR_MATCH_UNKNOWN, -1, false},
        {"0733202", SR_MATCH_UNKNOWN, -1, false},
        {"Haßloch", SR_MATCH_UNKNOWN, -1, false},
        {"", SR_MATCH_EMPTY, -1, false},
        {"  ", SR_MATCH_EMPTY, -1, false},
        {"07\xe9", SR_MATCH_UNKNOWN, -1, false}, /* cut in the middle of a letter */
        {"\xf0", SR_MATCH_UNKNOWN, -1, false},
    };
    g_autoptr(SrMatcher) matcher = county();

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        SrMatch match = sr_matcher_find_key(matcher, cases[i].key);

        g_test_message("'%s'", cases[i].key);
        g_assert_cmpint(match.kind, ==, cases[i].kind);
        g_assert_cmpint(match.area, ==, cases[i].area);
        g_assert_cmpint(match.is_repaired, ==, cases[i].is_repaired);
    }
}

static void
test_names(void)
{
    static const struct {
        const char *name;
        SrMatchKind kind;
        int area;
    } cases[] = {
        {"Bad Dürkheim", SR_MATCH_AREA, 0},
        {"BAD DUERKHEIM", SR_MATCH_AREA, 0},
        {"Bad Dürkheim, Stadt", SR_MATCH_AREA, 0},
        {"Bad-Dürkheim", SR_MATCH_AREA, 0},
        {"Du\u0308rkheim", SR_MATCH_AREA, 0}, /* an alias, its umlaut in two characters */
        {"Stadt Grünstadt", SR_MATCH_AREA, 2},
        {"Grünstadt, St.", SR_MATCH_UNKNOWN, -1},
        {"Haßloch", SR_MATCH_AREA, 3},
        {"Hassloch", SR_MATCH_AREA, 3},
        {"HASSLOCH ", SR_MATCH_AREA, 3},
        {"Kirchheim a.d. Weinstr.", SR_MATCH_AREA, 4},
        {"Kirchheim a. d. Weinstraße", SR_MATCH_AREA, 4},
        {"Kirchheim an der Weinstrasse", SR_MATCH_AREA, 4},
        {"Niederkirchen b. Deidesheim", SR_MATCH_AREA, 6},
        {"Battenberg", SR_MATCH_AREA, 1},
        {"Battenberg (Pfalz)", SR_MATCH_AREA, 1},
        {"Ortsgemeinde Battenberg (Pfalz)", SR_MATCH_AREA, 1},
        {"Battenberg (Eder)", SR_MATCH_UNKNOWN, -1},
        {"VG Lambrecht", SR_MATCH_UNKNOWN, -1},
        {"Lambrecht", SR_MATCH_AREA, 5},
        {"Landkreis Bad Dürkheim", SR_MATCH_TOTAL, -1},
        {"Bad Dürkheim, Landkreis", SR_MATCH_TOTAL, -1},
        {"Insgesamt", SR_MATCH_TOTAL, -1},
        {"Summe", SR_MATCH_TOTAL, -1},
        {"Hasloch", SR_MATCH_UNKNOWN, -1},
        {"", SR_MATCH_EMPTY, -1},
    };
    g_autoptr(SrMatcher) matcher = county();

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        SrMatch match = sr_matcher_find_name(matcher, cases[i].name);

        g_test_message("'%s'", cases[i].name);
        g_assert_cmpint(match.kind, ==, cases[i].kind);
        g_assert_cmpint(match.area, ==, cases[i].area);
    }
}

/* Two towns of one name are told apart by their brackets, or not at all. */
static void
test_ambiguous(void)
{
    static const char *const two_keys[] = {"07332041", "08225068", "07133203"};
    static const char *const two_names[] = {"Obrigheim (Pfalz)", "Obrigheim (Baden)",
                                            "Au"};
    g_autoptr(SrMatcher) matcher = sr_matcher_new(two_keys, NULL, two_names, 3, NULL);

    g_assert_cmpint(sr_matcher_find_name(matcher, "Obrigheim").kind, ==,
                    SR_MATCH_AMBIGUOUS);
    g_assert_cmpint(sr_matcher_find_name(matcher, "Obrigheim (Baden)").area, ==, 1);
    g_assert_cmpint(sr_matcher_find_name(matcher, "Au").area, ==, 2);
}

/* At the level of the VG, "VG Lambrecht" is meant and the town is not. */
static void
test_levels(void)
{
    static const char *const vg_keys[] = {"073325006", "07332024"};
    static const char *const vg_names[] = {"Lambrecht (Pfalz)", "Grünstadt"};
    g_autoptr(SrMatcher) matcher = sr_matcher_new(vg_keys, NULL, vg_names, 2, NULL);

    g_assert_cmpint(sr_matcher_find_name(matcher, "VG Lambrecht").area, ==, 0);
    g_assert_cmpint(
        sr_matcher_find_name(matcher, "Verbandsgemeinde Lambrecht (Pfalz)").area, ==, 0);
    g_assert_cmpint(sr_matcher_find_name(matcher, "Stadt Lambrecht").kind, ==,
                    SR_MATCH_UNKNOWN);
    g_assert_cmpint(sr_matcher_find_name(matcher, "Stadt Grünstadt").area, ==, 1);
}

/* An absent table of aliases is empty; one with other columns is a finding. */
static void
test_alias_files(void)
{
    static const struct {
        const char *text;
        int n, n_errors;
    } cases[] = {
        {NULL, 0, 0},
        {"alias;key\nDürkheim;07332002\nDÜW;07332002\n", 2, 0},
        {"alias;key\n", 0, 0},
        {"name;nummer\nDürkheim;07332002\n", 0, 1},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *folder = g_dir_make_tmp(NULL, NULL);
        g_autofree char *path = g_build_filename(folder, "aliases.csv", NULL);
        g_autoptr(SrFindings) findings = sr_findings_new();

        if (cases[i].text != NULL)
            g_assert_true(g_file_set_contents(path, cases[i].text, -1, NULL));
        g_autoptr(SrAliases) aliases = sr_aliases_read(path, findings);
        g_test_message("case %zu", i);
        g_assert_cmpint(aliases->n, ==, cases[i].n);
        g_assert_cmpint(sr_findings_n_errors(findings), ==, cases[i].n_errors);
        for (int a = 0; a < aliases->n; a++)
            g_assert_cmpstr(aliases->keys[a], ==, "07332002");
        g_unlink(path);
        g_rmdir(folder);
    }
}

static void
test_nearest(void)
{
    g_autoptr(SrMatcher) matcher = county();
    g_autofree char *by_name = sr_matcher_nearest(matcher, "Hasloch");
    g_autofree char *by_key = sr_matcher_nearest(matcher, "07332042");

    g_assert_true(g_str_has_prefix(by_name, "Haßloch (07332025), "));
    g_assert_true(g_str_has_prefix(by_key, "Bad Dürkheim (07332002), "));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/match/keys", test_keys);
    g_test_add_func("/match/names", test_names);
    g_test_add_func("/match/ambiguous", test_ambiguous);
    g_test_add_func("/match/levels", test_levels);
    g_test_add_func("/match/alias-files", test_alias_files);
    g_test_add_func("/match/nearest", test_nearest);
    return g_test_run();
}
