#include "base/progress.h"
#include "commands/command.h"

#include <glib/gi18n.h>
#include <stdio.h>

static bool
build(const char *folder, char **arguments, GError **error)
{
    int n_made = 0;
    int n_kept = 0;

    if (*arguments != NULL)
        return sr_command_usage(error, _("build takes no argument '%s'"), *arguments);
    g_autoptr(SrRun) run = sr_run_open(folder, SR_OPEN_ALL, true, NULL, error);
    if (run == NULL || !sr_run_build(run, &n_made, &n_kept, error))
        return false;
    sr_command_tell_findings(run->findings);
    if (sr_progress_mode() == SR_PROGRESS_QUIET)
        return true;
    if (n_made == 0)
        printf(_("output/ is up to date: %d files.\n"), n_kept);
    else
        printf(_("output/: %d files made, %d kept.\n"), n_made, n_kept);
    return true;
}

const SrCommand sr_command_build = {
    "build", "", N_("the main job: everything into output/, only what changed"), build,
    NULL};
