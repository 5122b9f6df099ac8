#include "draw/wording.h"

#include <glib.h>

#define NBSP "\u00a0"

static void
test_cases(void)
{
    static const struct {
        const char *text;
        bool one_line;
        const char *wanted;
    } cases[] = {
        {"", false, ""},
        {"nach § 34", false, "nach §" NBSP "34"},
        {"§§ 27 Abs. 2 und 29", false, "§§" NBSP "27 Abs." NBSP "2 und 29"},
        {"das § an sich", false, "das § an sich"},
        {"63 % davon", false, "63" NBSP "% davon"},
        {"viele % davon", false, "viele % davon"},
        {"12 € im Monat", false, "12" NBSP "€ im Monat"},
        {"eins\tzwei\ndrei", false, "eins zwei\ndrei"},
        {"eins\tzwei\ndrei", true, "eins zwei drei"},
        {"\x1b[31mrot\x07", false, "[31mrot"},
        {"a\xff", false, "a\uFFFD"},
        {"§ ", false, "§ "},
        {"20,6 je 1 000", false, "20,6 je" NBSP "1 000"},
        {"5 per 100", false, "5 per" NBSP "100"},
        {"je Fall", false, "je Fall"},
        {"Oje 5", false, "Oje 5"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got = sr_wording_clean(cases[i].text, cases[i].one_line);

        g_assert_cmpstr(got, ==, cases[i].wanted);
    }
}

/* Only the kind of a blank changes: what is clean keeps its letters and its length. */
static void
test_same_letters(void)
{
    static const char *const pieces[] = {"§", " ", "12", "%", "Abs.", "€", "ü", "x"};

    for (int n = 0; n < 2000; n++) {
        GString *text = g_string_new(NULL);

        for (int k = 0; k < 12; k++)
            g_string_append(text, pieces[g_test_rand_int_range(0, G_N_ELEMENTS(pieces))]);
        g_autofree char *got = sr_wording_clean(text->str, false);
        g_autofree char *again = sr_wording_clean(got, false);
        GString *back = g_string_new(got);

        g_string_replace(back, NBSP, " ", 0);
        g_assert_cmpstr(back->str, ==, text->str);
        g_assert_cmpstr(again, ==, got);
        g_string_free(back, TRUE);
        g_string_free(text, TRUE);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/wording/cases", test_cases);
    g_test_add_func("/wording/same-letters", test_same_letters);
    return g_test_run();
}
