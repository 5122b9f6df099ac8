#include "publish/together.h"

#include <glib.h>
#include <math.h>
#include <string.h>

static void
test_grades(void)
{
    static const struct {
        SrCorrelation found;
        const char *wanted;
    } cases[] = {
        {{7, 0.95, {0.7, 0.99}}, "closely: where one is higher, the other mostly is h"},
        {{9, 0.8, {0.3, 0.95}}, "closely: where one is higher, the other mostly is h"},
        {{42, 0.57, {0.32, 0.74}}, "noticeably: where one is higher, the other often"},
        {{90, 0.31, {0.1, 0.5}}, "loosely: where one is higher, the other is higher"},
        {{42, -0.57, {-0.74, -0.32}}, "often is lower"},
        {{90, -0.31, {-0.5, -0.1}}, "the other is lower a little more often than higher"},
        {{9, 0.6, {-0.1, 0.9}}, "do not go together beyond chance"},
        {{3, 0.99, {NAN, NAN}}, "3 Gemeinden have both values."},
        {{5, NAN, {NAN, NAN}}, "5 Gemeinden have both values."},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got = sr_together_words(&cases[i].found, "Gemeinden", "en");

        if (strstr(got, cases[i].wanted) == NULL)
            g_error("%s: not in: %s", cases[i].wanted, got);
    }
}

static void
test_figures(void)
{
    const SrCorrelation found = {42, 0.574, {0.32, 0.74}};
    g_autofree char *got = sr_together_words(&found, "Gemeinden", "de");

    g_assert_nonnull(strstr(got, "0,57; "));
    g_assert_nonnull(strstr(got, "0,32 to 0,74; 42 Gemeinden)."));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/together/grades", test_grades);
    g_test_add_func("/together/figures", test_figures);
    return g_test_run();
}
