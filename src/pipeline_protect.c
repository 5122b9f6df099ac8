#include "pipeline_protect.h"

#include "base/error.h"
#include "base/nearest.h"
#include "base/progress.h"
#include "data/figures.h"
#include "disclosure/relations.h"

#include <glib/gi18n.h>

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

/* A count that more is asked for must be one; else a slip of the pen protects nothing. */
static void
check_minimums(SrRun *run)
{
    const GArray *minimums = run->project->rules->minimums;
    g_autoptr(GPtrArray) variables =
        minimums->len == 0 ? NULL : sr_figures_list(run->store, NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new();

    for (guint v = 0; variables != NULL && v < variables->len; v++)
        g_ptr_array_add(names, ((SrVariable *)variables->pdata[v])->name);
    for (guint m = 0; variables != NULL && m < minimums->len; m++) {
        const char *name = g_array_index(minimums, SrRuleMinimum, m).name;
        bool is_known = false;

        for (guint v = 0; v < names->len && !is_known; v++)
            is_known = sr_rules_is_of(names->pdata[v], name);
        if (is_known)
            continue;
        g_autofree char *near =
            sr_nearest_list(name, (const char *const *)names->pdata, (int)names->len, 3);
        sr_findings_add(run->findings, SR_FINDING_ERROR, "sozialraum.ini", 0, "minimums",
                        N_("no figures of '%s'; nearest are %s"), name, near);
    }
}

void
sr_run_protect(SrRun *run)
{
    int n_published = (int)g_strv_length(run->project->publish.schemes);

    check_minimums(run);
    sr_progress_begin(_("protecting small counts"), 0);
    SrProtection protection = {.store = run->store,
                               .rules = run->project->rules,
                               .effort = &run->effort,
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

static bool
keeps_enough(const SrRun *run, const SrResult *result, const SrDivision *division)
{
    double share = hidden_share(run, result, division);

    return share >= 0 && share <= run->project->rules->most_hidden;
}

/*
 * The next higher level whose map keeps enough, or NULL. The map of a single area, the
 * county's, is no map; one that the indicator has no figures of is no plan.
 */
static const SrDivision *
find_better(const SrRun *run, const SrResult *result, int level)
{
    const SrScheme *scheme = run->schemes[0];

    for (int l = level + 1; l < scheme->n_levels; l++)
        if (scheme->divisions[l]->n_areas > 1 &&
            keeps_enough(run, result, scheme->divisions[l]))
            return scheme->divisions[l];
    return NULL;
}

/* The kinds of help, or whatever else, that the indicator counts; of NULL none. */
static GHashTable *
leaves_of(const SrExpression *expression)
{
    GHashTable *leaves = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const char *const *names =
        expression == NULL ? NULL : sr_expression_variables(expression);

    for (int v = 0; names != NULL && names[v] != NULL; v++) {
        g_auto(GStrv) own = sr_relation_leaves(names[v]);

        for (int l = 0; own[l] != NULL; l++)
            g_hash_table_add(leaves, g_strdup(own[l]));
    }
    return leaves;
}

static bool
contains_all(GHashTable *whole, GHashTable *part)
{
    GHashTableIter iter;
    gpointer name;

    g_hash_table_iter_init(&iter, part);
    while (g_hash_table_iter_next(&iter, &name, NULL))
        if (!g_hash_table_contains(whole, name))
            return false;
    return g_hash_table_size(part) > 0 &&
           g_hash_table_size(whole) > g_hash_table_size(part);
}

/* The smallest group of kinds, this one among them, whose map keeps enough; or NULL. */
static const SrIndicator *
find_group(const SrRun *run, const SrResult *result, const SrDivision *division)
{
    g_autoptr(GHashTable) own = leaves_of(result->indicator->numerator);
    const SrIndicator *found = NULL;
    guint n_found = G_MAXUINT;

    for (guint r = 0; r < run->values->results->len; r++) {
        const SrResult *other = run->values->results->pdata[r];
        g_autoptr(GHashTable) leaves = leaves_of(other->indicator->numerator);

        if (other->is_protected && other->indicator->kind == result->indicator->kind &&
            contains_all(leaves, own) && g_hash_table_size(leaves) < n_found &&
            keeps_enough(run, other, division)) {
            found = other->indicator;
            n_found = g_hash_table_size(leaves);
        }
    }
    return found;
}

static void
tell_loss(SrRun *run, const SrResult *result, const char *level)
{
    int l = sr_project_level(run->project, level);
    const SrDivision *division = run->schemes[0]->divisions[l];
    const char *path = result->indicator->path;
    const char *plural = division->level->plural;
    double share = sr_indicator_has_level(result->indicator, level)
                       ? hidden_share(run, result, division)
                       : -1;

    if (share <= run->project->rules->most_hidden)
        return;
    const SrDivision *better = find_better(run, result, l);
    const SrIndicator *group = better == NULL ? find_group(run, result, division) : NULL;
    int percent = (int)(100 * share + 0.5);
    if (better != NULL)
        sr_findings_add(run->findings, SR_FINDING_NOTE, path, 0, plural,
                        N_("%d %% of the map is hidden to protect small counts; from %s "
                           "up it keeps enough (levels=)"),
                        percent, better->level->plural);
    else if (group != NULL)
        sr_findings_add(run->findings, SR_FINDING_NOTE, path, 0, plural,
                        N_("%d %% of the map is hidden to protect small counts; the "
                           "group '%s' keeps enough"),
                        percent, group->title);
    else
        sr_findings_add(run->findings, SR_FINDING_NOTE, path, 0, plural,
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
