#include "pipeline.h"

#include <glib/gi18n.h>

/* A map with more areas hidden than this share says little. */
#define MOST_HIDDEN 0.4

/* The share of the level's figures that are hidden, in the newest period; -1: none. */
static double
hidden_share(const SrRun *run, const SrResult *result, const SrDivision *division)
{
    g_autoptr(GPtrArray) periods = sr_values_periods(run->values, result, division);
    int n_hidden = 0;
    int n_figures = 0;

    if (periods->len == 0)
        return -1;
    g_autofree const SrValue **slice =
        sr_values_slice(run->values, result, division, periods->pdata[periods->len - 1]);
    for (int a = 0; a < division->n_areas; a++) {
        bool is_hidden = slice[a] != NULL && slice[a]->status == SR_STATUS_SUPPRESSED;

        n_hidden += is_hidden;
        n_figures += is_hidden || (slice[a] != NULL && slice[a]->status == SR_STATUS_OK);
    }
    return n_figures == 0 ? -1 : (double)n_hidden / n_figures;
}

/* The next higher level whose map keeps enough, or NULL. */
static const SrDivision *
find_better(const SrRun *run, const SrResult *result, int level)
{
    const SrScheme *scheme = run->schemes[0];

    for (int l = level + 1; l < scheme->n_levels; l++) {
        double share = hidden_share(run, result, scheme->divisions[l]);

        if (share >= 0 && share <= MOST_HIDDEN)
            return scheme->divisions[l];
    }
    return NULL;
}

static void
tell_loss(SrRun *run, const SrResult *result, const char *level)
{
    int l = sr_project_level(run->project, level);
    const SrDivision *division = run->schemes[0]->divisions[l];
    double share = sr_indicator_has_level(result->indicator, level)
                       ? hidden_share(run, result, division)
                       : -1;

    if (share <= MOST_HIDDEN)
        return;
    const SrDivision *better = find_better(run, result, l);
    int percent = (int)(100 * share + 0.5);
    if (better != NULL)
        sr_findings_add(run->findings, SR_FINDING_NOTE, result->indicator->path, 0,
                        division->level->plural,
                        N_("%d %% of the map is hidden to protect small counts; from %s "
                           "up it keeps enough (levels=)"),
                        percent, better->level->plural);
    else
        sr_findings_add(run->findings, SR_FINDING_NOTE, result->indicator->path, 0,
                        division->level->plural,
                        N_("%d %% of the map is hidden to protect small counts; a group "
                           "of kinds, or several years summed, would keep more"),
                        percent);
}

void
sr_run_tell_losses(SrRun *run)
{
    char **levels = run->project->publish.levels;

    for (guint r = 0; r < run->values->results->len; r++) {
        const SrResult *result = run->values->results->pdata[r];

        for (int l = 0; result->is_protected && levels[l] != NULL; l++)
            tell_loss(run, result, levels[l]);
    }
}
