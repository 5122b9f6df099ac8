#include "base/interrupt.h"

#include "base/error.h"

#include <glib/gi18n.h>
#include <signal.h>

static volatile sig_atomic_t is_asked;

static void
note(int number)
{
    is_asked = 1;
    signal(number, SIG_DFL);
}

void
sr_interrupt_watch(void)
{
    struct sigaction action = {.sa_handler = note};

    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

bool
sr_interrupt_check(GError **error)
{
    if (!is_asked)
        return true;
    g_set_error_literal(error, SR_ERROR, SR_ERROR_INTERRUPTED,
                        _("interrupted; nothing was changed"));
    return false;
}
