#include "base/error.h"
#include "base/progress.h"
#include "commands/command.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

static gboolean releases;

static const GOptionEntry options[] = {
    {"release", 0, 0, G_OPTION_ARG_NONE, &releases,
     N_("release what is shown and hidden: write indicators/gesperrt.csv"), NULL},
    G_OPTION_ENTRY_NULL};

/* A share in whole per cent; never so exact that a count could be had from it. */
static int
percent(double part, double whole)
{
    return whole > 0 ? (int)(100 * part / whole + 0.5) : 0;
}

static void
tell_levels(const SrRun *run)
{
    printf(_("Share hidden, of values and of cases:\n"));
    for (int l = 0; l < run->project->n_levels; l++) {
        const SrProtectedLevel *level = &run->protected_levels[l];

        if (level->n_planned > 0)
            printf("  %-20s %5d %% %5d %%\n", run->project->levels[l].plural,
                   percent(level->n_hidden, level->n_planned),
                   percent(level->cases_hidden, level->cases));
    }
}

static void
tell_effort(const SrProtectionEffort *effort)
{
    if (sr_progress_mode() == SR_PROGRESS_VERBOSE)
        printf(_("%d cells in %d systems; %d whole tables are enough as witnesses; in %d "
                 "systems no cheaper pattern is safe.\n"),
               effort->n_cells, effort->n_blocks, effort->n_witnesses, effort->n_least);
}

/* One line a map or column of a table that is not whole. */
static void
tell_maps(const SrRun *run, const SrResult *result)
{
    const SrDivision *division = NULL;

    for (int i = result->first; i < result->first + result->n; i++) {
        const SrValue *value = sr_values_at(run->values, i);

        if (value->division == division)
            continue;
        division = value->division;
        g_autoptr(GPtrArray) periods = sr_values_periods(run->values, result, division);
        for (guint p = 0; p < periods->len; p++) {
            g_autofree const SrValue **slice =
                sr_values_slice(run->values, result, division, periods->pdata[p]);
            int n_hidden = 0;

            for (int a = 0; a < division->n_areas; a++)
                n_hidden += slice[a] != NULL && slice[a]->status == SR_STATUS_SUPPRESSED;
            if (n_hidden > 0)
                printf(_("  %-28s %-18s %-10s %3d of %3d hidden\n"),
                       result->indicator->id, division->level->id,
                       (const char *)periods->pdata[p], n_hidden, division->n_areas);
        }
    }
}

/* Where the edition stands, and what is to be done about it. */
static void
tell_state(const SrRun *run)
{
    if (run->is_draft)
        printf(_("Every page says DRAFT: not all of this has been released yet. When it "
                 "is right: sozialraum protect --release\n"));
    else if (sr_released_n(run->released) > 0)
        printf(_("All of this has been released; later editions are bound by it.\n"));
}

static bool
release(SrRun *run, GError **error)
{
    int n_new;

    if (!sr_run_release(run, &n_new, error))
        return false;
    if (n_new == 0)
        printf(_("Nothing is new since the last release.\n"));
    else
        printf(
            ngettext("%d row released in indicators/gesperrt.csv; keep that file with "
                     "the project, later editions are bound by it.\n",
                     "%d rows released in indicators/gesperrt.csv; keep that file with "
                     "the project, later editions are bound by it.\n",
                     (gulong)n_new),
            n_new);
    return true;
}

static bool
protect(const char *folder, char **arguments, GError **error)
{
    if (*arguments != NULL)
        return sr_command_usage(error, _("protect takes no argument '%s'"), *arguments);
    g_autoptr(SrRun) run = sr_command_open(folder, true, NULL, error);
    if (run == NULL || !sr_run_load(run, error) || !sr_run_decide(run, error))
        return false;
    tell_levels(run);
    tell_effort(&run->effort);
    printf(_("Maps and tables with hidden values:\n"));
    for (guint r = 0; r < run->values->results->len; r++) {
        const SrResult *result = run->values->results->pdata[r];

        if (result->is_protected)
            tell_maps(run, result);
    }
    sr_command_tell_findings(run->findings);
    if (releases)
        return release(run, error);
    tell_state(run);
    return true;
}

const SrCommand sr_command_protect = {
    "protect", "", N_("what is hidden of protected counts, before anything is printed"),
    protect, options};
