#include "base/progress.h"

#include <fcntl.h>
#include <glib.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void
work(void)
{
    sr_progress_begin("reading", 3);
    for (int i = 1; i <= 3; i++)
        sr_progress_step(i);
    sr_progress_end();
    sr_progress_begin("drawing", 0);
    sr_progress_end();
}

/* What the work leaves on a stderr that is a pipe, in a process of its own. */
static void
test_pipe(gconstpointer data)
{
    SrProgressMode mode = GPOINTER_TO_INT(data);

    if (g_test_subprocess()) {
        sr_progress_set_mode(mode);
        g_assert_cmpint(sr_progress_mode(), ==, mode);
        work();
        return;
    }
    g_test_trap_subprocess(NULL, 0, 0);
    g_test_trap_assert_passed();
    if (mode == SR_PROGRESS_VERBOSE)
        g_test_trap_assert_stderr("*reading * ms\ndrawing * ms\n");
    else
        g_test_trap_assert_stderr_unmatched("*reading*");
    g_test_trap_assert_stderr_unmatched("*\r*");
}

/* What it shows on a terminal of its own: (transfer full). */
static char *
on_terminal(SrProgressMode mode)
{
    int master = posix_openpt(O_RDWR | O_NOCTTY);
    char text[4096];

    g_assert_cmpint(master, >=, 0);
    g_assert_cmpint(grantpt(master) | unlockpt(master), ==, 0);
    int slave = open(ptsname(master), O_RDWR | O_NOCTTY);
    int before = dup(STDERR_FILENO);
    dup2(slave, STDERR_FILENO);
    sr_progress_set_mode(mode);
    work();
    dup2(before, STDERR_FILENO);
    close(before);
    /* The last sign; a terminal may hand over what was written in several pieces. */
    g_assert_cmpint(write(slave, "#", 1), ==, 1);
    gsize n = 0;
    do {
        ssize_t n_read = read(master, text + n, sizeof text - n);

        g_assert_cmpint(n_read, >, 0);
        n += (gsize)n_read;
    } while (text[n - 1] != '#');
    close(slave);
    close(master);
    return g_strndup(text, n);
}

static void
test_terminal(void)
{
    g_autofree char *bar = on_terminal(SR_PROGRESS_NORMAL);
    g_autofree char *quiet = on_terminal(SR_PROGRESS_QUIET);

    g_assert_nonnull(strstr(bar, "\rreading    0 %  0/3"));
    g_assert_nonnull(strstr(bar, "\rdrawing …"));
    /* The bar is gone when the work is done: the line is cleared last. */
    g_assert_true(g_str_has_suffix(bar, "\r\033[K#"));
    g_assert_cmpstr(quiet, ==, "#");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_data_func("/progress/pipe/normal", GINT_TO_POINTER(SR_PROGRESS_NORMAL),
                         test_pipe);
    g_test_add_data_func("/progress/pipe/quiet", GINT_TO_POINTER(SR_PROGRESS_QUIET),
                         test_pipe);
    g_test_add_data_func("/progress/pipe/verbose", GINT_TO_POINTER(SR_PROGRESS_VERBOSE),
                         test_pipe);
    g_test_add_func("/progress/terminal", test_terminal);
    return g_test_run();
}
