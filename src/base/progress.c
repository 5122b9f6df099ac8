#include "base/progress.h"

#include <glib.h>
#include <stdio.h>
#include <unistd.h>

static SrProgressMode mode = SR_PROGRESS_NORMAL;
static char *label;
static int n_parts;
static gint64 began;
static gint64 shown;

void
sr_progress_set_mode(SrProgressMode wanted)
{
    mode = wanted;
}

SrProgressMode
sr_progress_mode(void)
{
    return mode;
}

static bool
is_shown(void)
{
    return mode != SR_PROGRESS_QUIET && isatty(STDERR_FILENO) != 0;
}

void
sr_progress_begin(const char *what, int n)
{
    g_free(label);
    label = g_strdup(what);
    n_parts = n;
    began = g_get_monotonic_time();
    shown = 0;
    sr_progress_step(0);
}

void
sr_progress_step(int done)
{
    gint64 now = g_get_monotonic_time();

    /* Ten times a second is all an eye can follow. */
    if (!is_shown() || now - shown < 100000)
        return;
    shown = now;
    if (n_parts > 0)
        fprintf(stderr, "\r%s  %3d %%  %d/%d\033[K", label, 100 * done / n_parts, done,
                n_parts);
    else
        fprintf(stderr, "\r%s …\033[K", label);
}

void
sr_progress_end(void)
{
    if (is_shown())
        fputs("\r\033[K", stderr);
    if (mode == SR_PROGRESS_VERBOSE)
        fprintf(stderr, "%-28s %7.1f ms\n", label,
                (double)(g_get_monotonic_time() - began) / 1000);
}
