#include "base/progress.h"
#include "commands/command.h"

#include <glib/gi18n.h>
#include <stdio.h>

static bool
audit(const char *folder, char **arguments, GError **error)
{
    SrAuditCounts counts;
    g_autoptr(SrRun) run = sr_command_open(folder, true, NULL, error);

    if (run == NULL || !sr_run_load(run, error))
        return false;
    g_autofree char *own = g_build_filename(run->project->folder, "output", NULL);
    const char *const alone[] = {own, NULL};
    if (!sr_run_audit(run, *arguments == NULL ? alone : (const char *const *)arguments,
                      &counts, error))
        return false;
    if (sr_progress_mode() != SR_PROGRESS_QUIET)
        printf(_("Nothing can be recomputed: %d equations, %d suppressed figures, %d "
                 "proved.\n"),
               counts.n_equations, counts.n_suppressed, counts.n_proved);
    return true;
}

const SrCommand sr_command_audit = {
    "audit", N_("[OUTPUT…]"),
    N_("try to recompute suppressed figures of finished output folders"), audit, NULL};
