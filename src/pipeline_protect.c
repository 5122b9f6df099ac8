#include "pipeline_protect.h"

#include "base/error.h"
#include "base/progress.h"

#include <glib/gi18n.h>

/* A map with more areas hidden than this share says little. */
#define MOST_HIDDEN 0.4

/* --- Hiding --- */

static char *
released_path(const SrRun *run)
{
    return g_build_filename(run->project->folder, "indicators", "gesperrt.csv", NULL);
}

/* Returns: what it decides; NULL with errors, with which nothing is published. */
static GHashTable *
read_released(SrRun *run)
{
    g_autofree char *path = released_path(run);
    int n_errors = sr_findings_n_errors(run->findings);

    sr_released_free(run->released);
    run->released = sr_released_read(path, run->findings);
    if (run->released == NULL)
        return NULL;
    sr_released_compare(run->released, run->values, run->findings);
    return sr_findings_n_errors(run->findings) > n_errors
               ? NULL
               : sr_released_states(run->released);
}

void
sr_run_protect(SrRun *run)
{
    int n_published = (int)g_strv_length(run->project->publish.schemes);

    sr_progress_begin(_("protecting small counts"), 0);
    SrProtection protection = {.store = run->store,
                               .schemes = run->schemes,
                               .n_schemes = run->n_schemes,
                               .n_published = MIN(n_published, run->n_schemes),
                               .released = read_released(run)};
    g_free(run->protected_levels);
    run->protected_levels = g_new0(SrProtectedLevel, run->project->n_levels);
    sr_values_protect(&protection, run->values, run->protected_levels, run->findings);
    run->is_draft = run->has_secrets && (run->released == NULL ||
                                         !sr_released_covers(run->released, run->values));
    sr_progress_end();
}

bool
sr_run_release(SrRun *run, int *n_new, GError **error)
{
    g_autoptr(GError) cause = NULL;
    g_autofree char *path = released_path(run);
    g_autofree char *text = sr_released_text(run->released, run->values, run->day, n_new);

    if (*n_new == 0 || g_file_set_contents_full(path, text, -1,
                                                G_FILE_SET_CONTENTS_CONSISTENT |
                                                    G_FILE_SET_CONTENTS_DURABLE,
                                                0666, &cause))
        return true;
    g_set_error_literal(error, SR_ERROR, SR_ERROR_IO, cause->message);
    return false;
}

/* --- What is lost --- */

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
