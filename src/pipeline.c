#include "pipeline.h"

#include "base/error.h"
#include "base/interrupt.h"
#include "base/language.h"
#include "base/nearest.h"
#include "base/progress.h"
#include "data/load.h"
#include "data/lost.h"
#include "data/secrecy.h"
#include "data/weights.h"
#include "indicator/population.h"
#include "indicator/trial.h"
#include "pipeline_areas.h"
#include "pipeline_neighbours.h"
#include "pipeline_pattern.h"
#include "pipeline_protect.h"
#include "publish/atlas.h"
#include "publish/facilities.h"
#include "shapes/dissolve.h"
#include "shapes/nesting.h"

#include <glib/gi18n.h>
#include <string.h>
#include <time.h>

void
sr_run_free(SrRun *run)
{
    if (run == NULL)
        return;
    sr_values_free(run->values);
    sr_population_free(run->population);
    g_free((gpointer)run->places.levels);
    g_free(run->ars);
    sr_aliases_free(run->aliases);
    sr_changes_free(run->changes);
    sr_catalogue_free(run->catalogue);
    if (run->datasets != NULL)
        g_ptr_array_unref(run->datasets);
    for (int s = 0; s < run->n_schemes; s++)
        sr_scheme_free(run->schemes[s]);
    g_free(run->schemes);
    sr_topology_free(run->topology);
    sr_boundaries_free(run->boundaries);
    sr_store_free(run->store);
    sr_project_free(run->project);
    sr_findings_free(run->findings);
    g_free(run->cache);
    g_free(run->definitions);
    g_free(run->protected_levels);
    sr_released_free(run->released);
    g_free(run->day);
    g_free(run);
}

/* The day that SOURCE_DATE_EPOCH means. */
static char *
read_epoch(const char *epoch, GError **error)
{
    char *end = NULL;
    gint64 seconds = g_ascii_strtoll(epoch, &end, 10);
    g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(seconds);

    if (*epoch != '\0' && *end == '\0' && time != NULL)
        return g_date_time_format(time, "%Y-%m-%d");
    g_autofree char *harmless = sr_text_harmless(epoch);
    g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                _("SOURCE_DATE_EPOCH is '%s', not a number of seconds since 1970"),
                harmless);
    return NULL;
}

/* The day printed: given from outside, else the latest reference day of any input. */
static char *
find_day(const SrRun *run, GError **error)
{
    const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
    const char *latest = run->project->boundaries_day;

    if (epoch != NULL)
        return read_epoch(epoch, error);
    for (guint i = 0; run->datasets != NULL && i < run->datasets->len; i++) {
        const SrDataset *dataset = run->datasets->pdata[i];

        if (*dataset->day != '\0' && strcmp(dataset->day, latest) > 0)
            latest = dataset->day;
    }
    return g_strdup(latest);
}

static void
read_definitions(SrRun *run, SrOpening opening)
{
    g_autofree char *data =
        g_build_filename(run->project->folder, "indicators", "data", NULL);
    g_autofree const char **levels = sr_project_level_ids(run->project);

    if (opening >= SR_OPEN_FIGURES)
        run->datasets = sr_datasets_load(data, run->findings);
    for (guint d = 0; run->datasets != NULL && d < run->datasets->len; d++)
        run->has_secrets =
            run->has_secrets || sr_dataset_is_secret(run->datasets->pdata[d]);
    if (opening >= SR_OPEN_ALL)
        run->catalogue = sr_catalogue_read(run->project->folder, run->project->language,
                                           levels, run->project->rules, run->findings);
}

SrRun *
sr_run_open(const char *folder, SrOpening opening, bool keeps, const char *const *schemes,
            GError **error)
{
    g_autoptr(SrRun) run = g_new0(SrRun, 1);
    g_autoptr(GError) cause = NULL;

    run->findings = sr_findings_new();
    run->project = sr_project_read(folder, NULL, run->findings, &cause);
    if (cause != NULL) {
        g_propagate_error(error, g_steal_pointer(&cause));
        return NULL;
    }
    if (run->project == NULL) {
        if (sr_findings_check(run->findings, error))
            g_return_val_if_reached(NULL);
        return NULL;
    }
    sr_language_of_project(run->project->language);
    run->cache = keeps ? g_build_filename(run->project->folder, ".cache", NULL) : NULL;
    run->store = keeps ? sr_store_open(run->cache, error) : sr_store_open_memory(error);
    if (run->store == NULL)
        return NULL;
    run->definitions = sr_pattern_definitions(run);
    sr_run_read_areas(run, schemes);
    read_definitions(run, opening);
    run->day = find_day(run, error);
    return run->day == NULL ? NULL : g_steal_pointer(&run);
}

/* The ARS of the Gemeinden where the boundaries tell them, else NULL: (transfer full). */
static const char **
read_ars(const SrRun *run)
{
    if (run->project->ars_field == NULL)
        return NULL;
    const char **ars = g_new0(const char *, run->boundaries->n_areas + 1);
    for (int g = 0; g < run->boundaries->n_areas; g++)
        ars[g] = sr_boundaries_field(run->boundaries, g, 0);
    return ars;
}

const SrPlaces *
sr_run_places(SrRun *run)
{
    const SrScheme *scheme = run->schemes[0];

    if (run->places.levels != NULL)
        return &run->places;
    g_autofree char *aliases =
        g_build_filename(run->project->folder, "shapes", "aliases.csv", NULL);
    g_autofree char *changes =
        g_build_filename(run->project->folder, "shapes", "changes.csv", NULL);
    SrLevelAreas *levels = g_new0(SrLevelAreas, scheme->n_levels);
    run->ars = read_ars(run);
    run->aliases = sr_aliases_read(aliases, run->findings);
    run->changes = sr_changes_read(changes, run->findings);
    for (int l = 0; l < scheme->n_levels; l++) {
        const SrDivision *division = scheme->divisions[l];

        levels[l] = (SrLevelAreas){.level = division->level->id,
                                   .n = division->n_areas,
                                   .keys = (const char *const *)division->codes,
                                   .long_keys = l == 0 ? run->ars : NULL,
                                   .names = (const char *const *)division->names,
                                   .of_finest = division->area_of};
    }
    run->places = (SrPlaces){levels, scheme->n_levels, run->aliases, run->changes,
                             run->project->boundaries_day};
    return &run->places;
}

static bool
load(SrRun *run, GError **error)
{
    g_autofree char *data =
        g_build_filename(run->project->folder, "indicators", "data", NULL);

    sr_progress_begin(_("reading figures"), 0);
    bool loaded = sr_load_datasets(run->store, run->datasets, sr_run_places(run),
                                   run->findings, error);
    loaded = loaded && sr_lost_note(run->store, data, error);
    if (loaded)
        sr_weights_check(run->store, run->datasets, run->findings);
    sr_progress_end();
    return loaded;
}

bool
sr_run_load(SrRun *run, GError **error)
{
    if (!sr_findings_check(run->findings, error) || !sr_interrupt_check(error) ||
        !sr_run_keep_neighbours(run, error) || !load(run, error))
        return false;
    return sr_findings_check(run->findings, error);
}

/* Whether a protected figure is among the values: then all of them decide together. */
static bool
has_protected(const SrValues *values)
{
    for (guint r = 0; r < values->results->len; r++)
        if (((const SrResult *)values->results->pdata[r])->is_protected)
            return true;
    return false;
}

static void
compute(SrRun *run, const char *const *only)
{
    SrEvaluation evaluation = {.store = run->store,
                               .schemes = run->schemes,
                               .n_schemes = run->n_schemes,
                               .catalogue = run->catalogue,
                               .only = only};

    sr_progress_begin(_("computing indicators"), 0);
    sr_values_free(run->values);
    run->values = sr_values_new(&evaluation, run->findings);
    run->is_whole = only == NULL;
    sr_progress_end();
}

/* Decides on all anew, and keeps what was decided for whoever asks for less. */
static void
decide(SrRun *run)
{
    if (!run->is_whole)
        compute(run, NULL);
    sr_run_protect(run);
    sr_run_keep_pattern(run);
}

static void
evaluate(SrRun *run, const char *const *only)
{
    if (run->is_whole)
        return;
    compute(run, only);
    if ((run->has_secrets || has_protected(run->values)) && !sr_run_recall_pattern(run))
        decide(run);
}

static bool
check_values(SrRun *run, GError **error)
{
    sr_population_check(run->store, run->catalogue, run->project->population_base,
                        run->findings);
    return sr_findings_check(run->findings, error);
}

bool
sr_run_evaluate(SrRun *run, const char *const *only, GError **error)
{
    if (!sr_interrupt_check(error))
        return false;
    evaluate(run, only);
    return check_values(run, error);
}

bool
sr_run_decide(SrRun *run, GError **error)
{
    if (!sr_interrupt_check(error))
        return false;
    decide(run);
    return check_values(run, error);
}

void
sr_run_count_people(SrRun *run)
{
    g_autoptr(GError) error = NULL;
    const char *variable = run->project->population_variable;
    g_autofree char *settings =
        g_build_filename(run->project->folder, "sozialraum.ini", NULL);

    if (variable == NULL)
        return;
    sr_population_free(run->population);
    run->population = sr_population_read(run->store, run->schemes[0], variable, &error);
    if (error != NULL)
        sr_findings_add(run->findings, SR_FINDING_WARNING, settings, 0, "variable",
                        N_("no population pyramids: %s"), error->message);
}

/* Styles, palettes and atlases: what `build` would stumble over. */
static void
check_print(SrRun *run)
{
    const SrProject *project = run->project;
    SrWorkshopPlan plan = {.folder = project->folder, .language = project->language};
    SrPress press = {.folder = project->folder,
                     .language = project->language,
                     .schemes = run->schemes,
                     .n_schemes = run->n_schemes};

    sr_run_fill_press(run, &press);
    for (int i = 0; project->publish.styles[i] != NULL; i++) {
        plan.style = project->publish.styles[i];
        sr_workshop_check(&plan, run->catalogue, run->findings);
    }
    for (int i = 0; project->region_indicators[i] != NULL; i++) {
        g_autofree char *settings =
            g_build_filename(project->folder, "sozialraum.ini", NULL);
        GError *error = NULL;

        if (sr_catalogue_find(run->catalogue, project->region_indicators[i], &error) ==
            NULL)
            sr_findings_take(run->findings, settings, error);
    }
    for (int i = 0; project->publish.atlases[i] != NULL; i++)
        sr_atlas_check(&press, project->publish.atlases[i], run->findings);
}

/* Facilities are read when they are drawn; what is wrong in them is told before. */
static void
check_facilities(SrRun *run)
{
    int n_errors = sr_findings_n_errors(run->findings);
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) all = sr_facilities_read(run->project->folder, run->project->crs,
                                                  run->findings, &error);

    if (all != NULL)
        g_free(sr_facilities_locate(all, run->topology, run->findings));
    else if (sr_findings_n_errors(run->findings) == n_errors)
        sr_findings_take(run->findings, "shapes/points", g_steal_pointer(&error));
}

/* What does not nest is no mistake, but it may be one of the table. */
static void
check_nesting(SrRun *run)
{
    for (int s = 0; s < run->n_schemes; s++) {
        g_autofree char *name = g_strconcat(run->schemes[s]->id, ".csv", NULL);
        g_autofree char *path =
            g_build_filename(run->project->folder, "shapes", "regions", name, NULL);
        g_autoptr(SrNesting) nesting = sr_nesting_new(run->schemes[s]);

        sr_nesting_tell(nesting, path, run->findings);
    }
}

bool
sr_run_check(SrRun *run, GError **error)
{
    for (guint i = 0; i < run->datasets->len; i++)
        sr_dataset_check_secrecy(run->datasets->pdata[i], run->findings);
    if (run->n_schemes == 0 || run->topology == NULL)
        return true;
    if (!load(run, error))
        return false;
    decide(run);
    for (int i = 0; i < sr_catalogue_n(run->catalogue); i++)
        sr_trials_run(sr_catalogue_at(run->catalogue, i), run->findings);
    sr_population_check(run->store, run->catalogue, run->project->population_base,
                        run->findings);
    check_print(run);
    check_facilities(run);
    check_nesting(run);
    sr_run_tell_losses(run);
    return true;
}

SrRunPlan
sr_run_plan(const SrRun *run)
{
    const SrPublish *publish = &run->project->publish;
    int n_files = (int)(g_strv_length(publish->formats) * g_strv_length(publish->styles));
    SrRunPlan plan = {(int)g_strv_length(publish->atlases), 0};
    SrPress press = {.schemes = run->schemes, .n_schemes = run->n_schemes};

    if (run->values == NULL)
        return plan;
    sr_run_fill_press(run, &press);
    for (int i = 0; publish->levels[i] != NULL; i++) {
        int level = sr_project_level(run->project, publish->levels[i]);

        for (guint r = 0; r < run->values->results->len; r++)
            if (sr_press_drawn(&press, run->values->results->pdata[r],
                               run->schemes[0]->divisions[level]) != NULL)
                plan.n_maps += n_files;
    }
    return plan;
}

static void
layer_clear(gpointer data)
{
    SrAreaLayer *layer = data;

    sr_polygons_free((SrPolygons *)layer->polygons);
}

GArray *
sr_run_layers(const SrRun *run)
{
    GArray *layers = g_array_new(FALSE, TRUE, sizeof(SrAreaLayer));

    g_array_set_clear_func(layers, layer_clear);
    for (int s = 0; s < run->n_schemes; s++)
        for (int l = 0; l < run->schemes[s]->n_levels; l++) {
            const SrDivision *division = run->schemes[s]->divisions[l];
            bool is_fixed = sr_level_is_fixed(division->level);

            if (s > 0 && is_fixed)
                continue;
            SrAreaLayer layer = {.scheme = is_fixed ? "" : run->schemes[s]->id,
                                 .division = division,
                                 .polygons = sr_topology_dissolve(run->topology,
                                                                  division->area_of,
                                                                  division->n_areas)};
            g_array_append_val(layers, layer);
        }
    return layers;
}

const SrDivision *
sr_run_division(const SrRun *run, const char *scheme, const char *level, GError **error)
{
    g_autofree const char **levels = sr_project_level_ids(run->project);
    const SrScheme *found = run->n_schemes > 0 ? run->schemes[0] : NULL;

    for (int s = 0; s < run->n_schemes && scheme != NULL; s++)
        if (g_str_equal(run->schemes[s]->id, scheme))
            found = run->schemes[s];
    const SrDivision *division = found == NULL ? NULL : sr_scheme_find(found, level);
    if (division == NULL) {
        g_autofree char *known =
            sr_nearest_list(level, levels, run->project->n_levels, 8);
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT, _("no level '%s'; there are %s"),
                    level, known);
    }
    return division;
}

/* The base that rates divide by, in words; NULL where nothing divides by people. */
static const char *
population_base(const SrRun *run)
{
    for (guint r = 0; run->values != NULL && r < run->values->results->len; r++) {
        const SrResult *result = run->values->results->pdata[r];

        if (result->population_base != NULL)
            return sr_population_base_words(result->population_base);
    }
    return NULL;
}

void
sr_run_fill_press(const SrRun *run, SrPress *press)
{
    g_autoptr(GDateTime) day = NULL;
    g_autofree char *moment = g_strdup_printf("%sT00:00:00Z", run->day);

    day = g_date_time_new_from_iso8601(moment, NULL);
    press->values = run->values;
    press->crs = run->project->crs;
    press->catalogue = run->catalogue;
    press->population = run->population;
    press->datasets = run->datasets;
    press->compared = run->project->region_indicators;
    press->title = run->project->title;
    press->editor = run->project->editor;
    press->attribution = run->project->attribution;
    press->boundaries_source = run->project->boundaries_source;
    press->boundaries_licence = run->project->boundaries_licence;
    press->population_base = population_base(run);
    press->day = run->day;
    press->is_draft = run->is_draft;
    press->time = day == NULL ? 0 : g_date_time_to_unix(day);
}

SrWorkshop *
sr_run_workshop(const SrRun *run, const char *style, GError **error)
{
    const SrProject *project = run->project;
    SrWorkshopPlan plan = {.folder = project->folder,
                           .style = style == NULL ? project->publish.styles[0] : style,
                           .language = project->language,
                           .topology = run->topology,
                           .schemes = run->schemes,
                           .n_schemes = run->n_schemes};

    return sr_workshop_new(&plan, run->findings, error);
}

SrPackageAbout
sr_run_about(const SrRun *run)
{
    return (SrPackageAbout){.title = run->project->title,
                            .language = run->project->language,
                            .day = run->day,
                            .boundaries_source = run->project->boundaries_source,
                            .boundaries_licence = run->project->boundaries_licence,
                            .attribution = run->project->attribution,
                            .is_draft = run->is_draft};
}
