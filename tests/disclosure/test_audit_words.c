#include "disclosure/audit_words.h"

#include <string.h>

typedef struct {
    const char *text;
    bool comma;
    const char *numbers; /* as value/decimals, a year with y */
} Case;

static const Case cases[] = {
    {"45,6 je 1 000", true, "45.6/1 1000/0"},
    {"2 354 Menschen, −4,7 Punkte", true, "2354/0 -4.7/1"},
    {"12.345,67 und 12.345", true, "12345.67/2 12345/0"},
    {"12,345.67 and 12,345", false, "12345.67/2 12345/0"},
    {"Stand 31.12.2018, zuletzt 2018-12-31", true, ""},
    {"2018 waren es 7", true, "2018/0y 7/0"},
    {"unter u21, A4 und § 27", true, "27/0"},
    {"2,0–6,6", true, "2/1 6.6/1"},
    {"0,0 und 0 120", true, "0/1 0/0 120/0"},
    {"1 2345", true, "1/0 2345/0"},
    {"", true, ""},
};

static void
test_numbers(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GArray) numbers = sr_printed_numbers(cases[i].text, cases[i].comma);
        g_autoptr(GString) told = g_string_new(NULL);

        for (guint n = 0; n < numbers->len; n++) {
            const SrPrintedNumber *number = &g_array_index(numbers, SrPrintedNumber, n);

            g_string_append_printf(told, "%s%.10g/%d%s", n == 0 ? "" : " ", number->value,
                                   number->decimals, number->is_year ? "y" : "");
        }
        g_assert_cmpstr(told->str, ==, cases[i].numbers);
    }
}

/* Whatever the text, numbers are found within it and nothing is read behind its end. */
static void
test_any_text(void)
{
    static const char *const pieces[] = {"1", "23", ",", ".",  " ", "\u202F",
                                         "−", "a",  "ß", "12", "0", "2018"};
    g_autoptr(GRand) rand = g_rand_new_with_seed(2);

    for (int round = 0; round < 3000; round++) {
        g_autoptr(GString) text = g_string_new(NULL);

        for (int i = g_rand_int_range(rand, 0, 12); i > 0; i--)
            g_string_append(
                text, pieces[g_rand_int_range(rand, 0, (gint32)G_N_ELEMENTS(pieces))]);
        g_autoptr(GArray) numbers = sr_printed_numbers(text->str, g_rand_boolean(rand));
        g_autofree char *squashed = sr_printed_squash(text->str);
        g_assert_cmpuint(numbers->len, <=, text->len);
        g_assert_null(strchr(squashed, ' '));
        if (sr_printed_is_number(text->str))
            g_assert_null(strpbrk(text->str, "aß"));
    }
}

static void
test_squash(void)
{
    g_autofree char *broken = sr_printed_squash("Region 4 Deidesheim-\nLam\u00ADbrecht");
    g_autofree char *whole = sr_printed_squash("Region 4\u00A0Deidesheim-Lambrecht");

    g_assert_cmpstr(broken, ==, whole);
    g_assert_true(sr_printed_is_number("(2,0–6,6)"));
    g_assert_false(sr_printed_is_number("•"));
    g_assert_false(sr_printed_is_number("§ 27 a"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/words/numbers", test_numbers);
    g_test_add_func("/words/any-text", test_any_text);
    g_test_add_func("/words/squash", test_squash);
    return g_test_run();
}
