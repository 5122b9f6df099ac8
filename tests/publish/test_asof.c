#include "publish/asof.h"

#include <glib.h>

#define MOST 4

static void
test_words(void)
{
    static const struct {
        int years[MOST];
        int n;
        const char *day;
        const char *wanted;
    } cases[] = {
        {{2018, 2018, 2018}, 3, "2018-12-31", "As of 12/31/2018"},
        {{0}, 0, "2018-12-31", "As of 12/31/2018"},
        {{2018, 2018},
         2,
         "2024-12-31",
         "Figures of 2018, latest reference day 12/31/2024"},
        {{2018, 2023, 2018, 2018},
         4,
         "2024-12-31",
         "Figures mostly of 2018, latest reference day 12/31/2024"},
        {{2018, 2023, 2018, 2024},
         4,
         "2024-12-31",
         "Figures of several years, latest reference day 12/31/2024"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got = sr_asof_words(cases[i].years, cases[i].n, cases[i].day);

        /* The day's order is a matter of the translation. */
        g_autofree char *wanted = g_strdup(cases[i].wanted);
        g_autoptr(GString) plain = g_string_new(got);
        g_string_replace(plain, "31/12/", "12/31/", 0);
        g_assert_cmpstr(plain->str, ==, wanted);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/asof/words", test_words);
    return g_test_run();
}
