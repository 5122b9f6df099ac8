#include "draw/hyphen.h"

#include "base/error.h"

#include <string.h>

/* The breaks that the library which the patterns are made for (libhyphen 2.8.8) gives. */
static void
test_words(void)
{
    static const char *const words[] = {
        "ju-gend-hil-fe-aus-schuss",
        "Ge-mein-den",
        "Straße",
        "Ver-trau-ens-be-reich",
        "Er-zie-hung",
        "Hil-fen",
        "Abend",
        "Büro",
        "Über-sicht",
        "In-an-spruch-nahme",
        "So-zi-al-raum-ana-lyse" /* by a joint of our own */,
        "Zu-cker-bä-cker",
        "be-en-dete",
        "Bad Dürk-heim",
        "§§ 27, 34",
        "Ei-gen-na-men",
        "漢字漢字漢字",
    };
    g_autoptr(GError) error = NULL;
    g_autoptr(SrHyphen) hyphen = sr_hyphen_new("de", &error);

    g_assert_no_error(error);
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        g_autoptr(GString) expected = g_string_new(words[i]);
        g_autoptr(GString) given = g_string_new(words[i]);

        g_string_replace(given, "-", "", 0);
        g_string_replace(expected, "-", "\u00ad", 0);
        g_autofree char *broken = sr_hyphen_text(hyphen, given->str);
        g_assert_cmpstr(broken, ==, expected->str);
    }
}

/* Whatever the text: without soft hyphens it is what it was. */
static void
test_nothing_lost(void)
{
    static const char *const pieces[] = {
        "Kinder", "ß", "-", " ", "é", "12", "(Pfalz)", "\n", "x", "tageseinrichtungen",
        ","};
    g_autoptr(SrHyphen) hyphen = sr_hyphen_new("de", NULL);

    for (int round = 0; round < 300; round++) {
        g_autoptr(GString) text = g_string_new(NULL);

        for (int i = g_test_rand_int_range(0, 30); i > 0; i--)
            g_string_append(text, pieces[g_test_rand_int_range(0, G_N_ELEMENTS(pieces))]);
        g_autofree char *broken = sr_hyphen_text(hyphen, text->str);
        g_autoptr(GString) back = g_string_new(broken);
        g_string_replace(back, "\u00ad", "", 0);
        g_assert_cmpstr(back->str, ==, text->str);
    }
}

static void
test_own_hyphens(void)
{
    g_autoptr(SrHyphen) hyphen = sr_hyphen_new("de", NULL);
    g_autofree char *kept = sr_hyphen_text(hyphen, "Wein\u00adstraßen Hilfen");

    g_assert_cmpstr(kept, ==, "Wein\u00adstraßen Hil\u00adfen");
}

static void
test_unknown(void)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(sr_hyphen_new("xx", &error));
    g_assert_error(error, SR_ERROR, SR_ERROR_INPUT);
    g_assert_nonnull(strstr(error->message, "xx"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/hyphen/words", test_words);
    g_test_add_func("/hyphen/nothing-lost", test_nothing_lost);
    g_test_add_func("/hyphen/own-hyphens", test_own_hyphens);
    g_test_add_func("/hyphen/unknown", test_unknown);
    return g_test_run();
}
