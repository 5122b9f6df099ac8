#include "base/keyfile.h"

#include <math.h>
#include <string.h>

static const SrKey keys[] = {
    {"indicator", "title", SR_KEY_TEXT, .required = true, .translated = true, .doc = "t"},
    {"indicator", "per", SR_KEY_NUMBER, .fallback = "1", .allowed = "0 ..", .doc = "p"},
    {"indicator", "kind", SR_KEY_CHOICE, .allowed = "rate;mean", .doc = "k"},
    {"indicator", "levels", SR_KEY_LIST, .doc = "l"},
    {"indicator", "day", SR_KEY_DAY, .doc = "d"},
    {"indicator", "years", SR_KEY_INTEGER, .doc = "y"},
    {"indicator", "public", SR_KEY_BOOL, .doc = "b"},
    {"names", "*", SR_KEY_TEXT, .doc = "n"},
    {"variable *", "column", SR_KEY_TEXT, .required = true, .doc = "c"},
};
static const SrKeyTable table = {"indicator", "x.ini", keys, G_N_ELEMENTS(keys)};

static SrKeyfile *
parse(const char *text, SrFindings *findings)
{
    return sr_keyfile_parse("x.ini", text, strlen(text), &table, findings);
}

static void
test_values(void)
{
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autoptr(SrKeyfile) file =
        parse("\xEF\xBB\xBF# Kommentar\n[indicator]\ntitle=Hilfen # kein Kommentar\r\n"
              "title[en]=Help\nlevels = gemeinde ; region;\nyears=5\npublic=true\n"
              "kind=\n[names]\n07332=Landkreis\n"
              "[variable bev]\ncolumn=a\n[variable hh]\ncolumn=b",
              findings);

    g_assert_cmpint(sr_findings_n_errors(findings), ==, 0);
    g_assert_cmpint(sr_findings_n(findings), ==, 1); /* that '#' begins no comment */
    g_assert_cmpint(sr_findings_at(findings, 0)->severity, ==, SR_FINDING_WARNING);
    g_assert_cmpint(sr_findings_at(findings, 0)->row, ==, 3);
    g_assert_cmpstr(sr_keyfile_text(file, "indicator", "title"), ==,
                    "Hilfen # kein Kommentar");
    g_assert_cmpstr(sr_keyfile_translated(file, "indicator", "title", "en"), ==, "Help");
    g_assert_cmpstr(sr_keyfile_translated(file, "indicator", "title", "fr"), ==,
                    "Hilfen # kein Kommentar");
    g_assert_cmpfloat(sr_keyfile_number(file, "indicator", "per"), ==, 1);
    g_assert_cmpint(sr_keyfile_integer(file, "indicator", "years", 0), ==, 5);
    g_assert_true(sr_keyfile_bool(file, "indicator", "public"));
    g_assert_null(sr_keyfile_text(file, "indicator", "kind"));
    g_assert_cmpstr(sr_keyfile_text(file, "names", "07332"), ==, "Landkreis");
    g_assert_cmpint(sr_keyfile_line(file, "names", "07332"), ==, 10);
    g_auto(GStrv) levels = sr_keyfile_list(file, "indicator", "levels");
    g_assert_cmpint(g_strv_length(levels), ==, 2);
    g_assert_cmpstr(levels[1], ==, "region");
    g_auto(GStrv) names = sr_keyfile_names(file, "variable");
    g_assert_cmpstr(names[0], ==, "bev");
    g_assert_cmpstr(names[1], ==, "hh");
}

/* Each text has one mistake; the finding names its line and says the expected words. */
static void
test_refusals(void)
{
    static const struct {
        const char *text;
        int line;
        const char *says;
    } cases[] = {
        {"[indicator]\ntitel=a\ntitle=b\n", 2, "did you mean 'title'"},
        {"[indicator]\ntitle=a\ntitle=b\n", 3, "stands twice"},
        {"[indicator]\ntitle=a\n[indicator]\nper=1\n", 3, "stands twice"},
        {"[indikator]\nper=2\n[indicator]\ntitle=a\n", 1, "did you mean [indicator]"},
        {"[indicator]\ntitle=a\nper=1,5\n", 3, "not a number"},
        {"[indicator]\ntitle=a\nper=0x10\n", 3, "not a number"},
        {"[indicator]\ntitle=a\nper=1e999\n", 3, "not a number"},
        {"[indicator]\ntitle=a\nper=-1\n", 3, "out of range"},
        {"[indicator]\ntitle=a\nyears=1.5\n", 3, "whole number"},
        {"[indicator]\ntitle=a\nkind=rat\n", 3, "did you mean 'rate'"},
        {"[indicator]\ntitle=a\nday=2018-02-30\n", 3, "not a day"},
        {"[indicator]\ntitle=a\npublic=ja\n", 3, "neither true nor false"},
        {"[indicator]\ntitle=a\nper[en]=1\n", 3, "no translation"},
        {"[indicator]\ntitle=a\n; nein\n", 3, "start with '#'"},
        {"[indicator]\ntitle=a\nWort\n", 3, "neither a group"},
        {"title=a\n[indicator]\ntitle=a\n", 1, "before the first"},
        {"[indicator]\nper=1\n", 1, "'title' is missing"},
        {"[indicator]\nper=1\ntitle=\n", 3, "'title' in [indicator] is empty"},
        {"[indicator]\ntitle=a\nwxyzw=2\n", 3, "known are 'title', "},
        {"[indicator]\ntitle=a\n[variable x]\n", 3, "'column' is missing"},
        {"[indicator]\ntitle=a\n[indicator\nper=1\n", 3, "alone on its line"},
        {"[indicator]\ntitle=\xE4\n", 2, "not UTF-8"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(SrFindings) findings = sr_findings_new();
        g_autoptr(SrKeyfile) file = parse(cases[i].text, findings);

        g_test_message("case %zu", i);
        g_assert_cmpint(sr_findings_n_errors(findings), ==, 1);
        g_assert_cmpint(sr_findings_at(findings, 0)->row, ==, cases[i].line);
        g_assert_nonnull(strstr(sr_findings_at(findings, 0)->message, cases[i].says));
    }
}

/* Titles and texts that no page can hold; letters are counted, not bytes, and a text that
 * no reader sees (a filter, an expression) may be longer. */
static void
test_long_texts(void)
{
    static const struct {
        const char *key;
        int n_letters;
        const char *says; /* NULL = it is taken */
    } cases[] = {
        {"title", 300, NULL},
        {"title", 301, "301 letters; at most 300"},
        {"title[en]", 100000, "100000 letters; at most 300"},
        {"note", 5000, NULL},
        {"note", 5001, "5001 letters; at most 5000"},
        {"filter", 20000, NULL},
    };
    static const SrKey long_keys[] = {
        {"a", "title", SR_KEY_TEXT, .translated = true, .doc = "t"},
        {"a", "note", SR_KEY_TEXT, .translated = true, .doc = "n"},
        {"a", "filter", SR_KEY_TEXT, .doc = "f"},
    };
    static const SrKeyTable long_table = {"a", "a.ini", long_keys,
                                          G_N_ELEMENTS(long_keys)};

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(SrFindings) findings = sr_findings_new();
        g_autoptr(GString) text = g_string_new("[a]\n");

        g_string_append_printf(text, "%s=", cases[i].key);
        for (int n = 0; n < cases[i].n_letters; n++)
            g_string_append(text, "ä");
        g_autoptr(SrKeyfile) file =
            sr_keyfile_parse("a.ini", text->str, text->len, &long_table, findings);
        g_test_message("case %zu", i);
        g_assert_cmpint(sr_findings_n_errors(findings), ==, cases[i].says != NULL);
        if (cases[i].says != NULL)
            g_assert_nonnull(strstr(sr_findings_at(findings, 0)->message, cases[i].says));
    }
}

/* Whatever the bytes: a file or a finding, never a crash. */
static void
test_any_bytes(void)
{
    static const char alphabet[] = "[]=#;\n\r\t ab\xC3\xA4\xFF";

    for (int round = 0; round < 3000; round++) {
        char text[60];
        int n = g_test_rand_int_range(0, sizeof text);
        g_autoptr(SrFindings) findings = sr_findings_new();

        for (int i = 0; i < n; i++)
            text[i] = alphabet[g_test_rand_int_range(0, sizeof alphabet)];
        g_autoptr(SrKeyfile) file =
            sr_keyfile_parse("x", text, (gsize)n, &table, findings);
        g_assert_true(sr_findings_n_errors(findings) > 0); /* title is always missing */
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/keyfile/values", test_values);
    g_test_add_func("/keyfile/refusals", test_refusals);
    g_test_add_func("/keyfile/long-texts", test_long_texts);
    g_test_add_func("/keyfile/any-bytes", test_any_bytes);
    return g_test_run();
}
