#include "base/late.h"

#include "base/error.h"

#include <glib.h>
#include <math.h>
#include <string.h>

static double (*late_cbrt)(double);
static void *late_nothing;

static void
test_load(void)
{
    static const SrLateName names[] = {{"cbrt", (void **)&late_cbrt}};
    g_autoptr(GError) error = NULL;

    g_assert_true(sr_late_load("libm.so.6", names, G_N_ELEMENTS(names), &error));
    g_assert_no_error(error);
    g_assert_cmpfloat(fabs(late_cbrt(27) - 3), <, 1e-12);
}

/* A library that is not there, and one that lacks a function: both are named. */
static void
test_refusals(void)
{
    static const SrLateName names[] = {{"no_such_function", &late_nothing}};
    static const struct {
        const char *library;
        const char *says;
    } cases[] = {{"libnowhere.so.1", "libnowhere.so.1"},
                 {"libm.so.6", "no_such_function"}};

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;

        g_assert_false(
            sr_late_load(cases[i].library, names, G_N_ELEMENTS(names), &error));
        g_assert_error(error, SR_ERROR, SR_ERROR_IO);
        g_assert_nonnull(strstr(error->message, cases[i].says));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/late/load", test_load);
    g_test_add_func("/late/refusals", test_refusals);
    return g_test_run();
}
