#include "base/folder.h"
#include "base/progress.h"
#include "commands/command.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

/* Every scheme there is: a table may be of any of them. (transfer full) */
static GPtrArray *
all_schemes(const char *folder, GError **error)
{
    g_autofree char *path = g_build_filename(folder, "shapes", "regions", NULL);
    GPtrArray *ids = sr_folder_ids(path, ".csv", error);

    if (ids != NULL)
        g_ptr_array_add(ids, NULL);
    return ids;
}

static void
tell(const SrAuditCounts *counts)
{
    if (sr_progress_mode() == SR_PROGRESS_QUIET)
        return;
    printf(_("Nothing can be recomputed: %d equations, %d suppressed figures, %d "
             "proved.\n"),
           counts->n_equations, counts->n_suppressed, counts->n_proved);
    if (sr_progress_mode() == SR_PROGRESS_VERBOSE)
        printf(_("%d whole tables prove them; %d files read, %d printed numbers "
                 "compared.\n"),
               counts->n_witnesses, counts->n_files, counts->n_printed);
}

static bool
audit(const char *folder, char **arguments, GError **error)
{
    SrAuditCounts counts;
    g_autoptr(GPtrArray) schemes = all_schemes(folder, error);

    if (schemes == NULL)
        return false;
    g_autoptr(SrRun) run = sr_run_open(folder, SR_OPEN_ALL, true,
                                       (const char *const *)schemes->pdata, error);

    if (run == NULL || !sr_findings_check(run->findings, error) ||
        !sr_run_load(run, error))
        return false;
    g_autofree char *own = g_build_filename(run->project->folder, "output", NULL);
    const char *const alone[] = {own, NULL};
    if (!sr_run_audit(run, *arguments == NULL ? alone : (const char *const *)arguments,
                      &counts, error))
        return false;
    tell(&counts);
    return true;
}

const SrCommand sr_command_audit = {
    "audit", N_("[OUTPUT…]"),
    N_("try to recompute suppressed figures of finished output folders"), audit, NULL};
