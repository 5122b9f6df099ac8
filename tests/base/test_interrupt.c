#include "base/interrupt.h"

#include "base/error.h"

#include <signal.h>

/* A signal is noted once and told at every check from then on. */
static void
test_noted(gconstpointer data)
{
    int number = GPOINTER_TO_INT(data);

    if (g_test_subprocess()) {
        g_autoptr(GError) before = NULL;

        sr_interrupt_watch();
        g_assert_true(sr_interrupt_check(&before));
        g_assert_no_error(before);
        raise(number);
        for (int i = 0; i < 2; i++) {
            g_autoptr(GError) error = NULL;

            g_assert_false(sr_interrupt_check(&error));
            g_assert_error(error, SR_ERROR, SR_ERROR_INTERRUPTED);
        }
        return;
    }
    g_test_trap_subprocess(NULL, 0, 0);
    g_test_trap_assert_passed();
}

/* Who presses Ctrl-C twice does not want to wait. */
static void
test_second_ends(void)
{
    if (g_test_subprocess()) {
        sr_interrupt_watch();
        raise(SIGINT);
        raise(SIGINT);
        return;
    }
    g_test_trap_subprocess(NULL, 0, 0);
    g_test_trap_assert_failed();
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_data_func("/interrupt/int", GINT_TO_POINTER(SIGINT), test_noted);
    g_test_add_data_func("/interrupt/term", GINT_TO_POINTER(SIGTERM), test_noted);
    g_test_add_func("/interrupt/second_ends", test_second_ends);
    return g_test_run();
}
