#include "pipeline.h"

#include "base/error.h"
#include "base/interrupt.h"
#include "base/language.h"
#include "base/progress.h"
#include "base/sorted.h"
#include "pipeline_inputs.h"
#include "pipeline_made.h"
#include "publish/atlas.h"
#include "publish/edition.h"
#include "publish/package.h"
#include "publish/tables.h"
#include "publish/workers.h"
#include "publish/xlsx.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

/* What is made of an edition, in the order of work: the longest first. */
typedef enum { MAKE_ATLAS, MAKE_DATABASE, MAKE_WORKBOOK, MAKE_MAP } Making;

typedef struct {
    Making making;
    char *name;        /* in output/ */
    char *fingerprint; /* of all it depends on */
    const SrResult *result;
    int level;
    const char *style; /* of a map */
    const char *atlas; /* of an atlas */
} Task;

typedef struct {
    SrRun *run;
    SrEdition *edition;
    char *inputs;   /* fingerprint of all inputs and the program */
    GArray *tasks;  /* of Task: those to be made */
    GArray *groups; /* of guint: the first task of each job */
    GArray *layers;
    GArray *maps;     /* of SrPackageMap: what is drawn, whatever the style */
    GPtrArray *names; /* of char *: every file of the edition */
} Build;

static void
task_clear(gpointer data)
{
    Task *task = data;

    g_free(task->name);
    g_free(task->fingerprint);
}

static void
build_clear(Build *build)
{
    sr_edition_free(build->edition);
    g_free(build->inputs);
    g_clear_pointer(&build->tasks, g_array_unref);
    g_clear_pointer(&build->groups, g_array_unref);
    g_clear_pointer(&build->layers, g_array_unref);
    g_clear_pointer(&build->maps, g_array_unref);
    g_clear_pointer(&build->names, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Build, build_clear)

/* --- The plan --- */

static void
add_task(Build *build, Task task)
{
    g_ptr_array_add(build->names, g_strdup(task.name));
    if (sr_made_is_current(build->run, task.name, task.fingerprint) &&
        sr_edition_keep(build->edition, task.name))
        task_clear(&task);
    else
        g_array_append_val(build->tasks, task);
}

static void
note_map(Build *build, const SrResult *result, const SrDivision *division,
         const char *period)
{
    SrPackageMap map = {g_strdup_printf("maps/%s.%s.%s.csv", result->indicator->id,
                                        division->level->id, period),
                        result, division, period};

    g_array_append_val(build->maps, map);
}

static void
plan_maps_of(Build *build, const SrWorkshop *workshop, const SrResult *result,
             GArray *inputs, const char *style)
{
    const SrProject *project = build->run->project;
    bool is_first = g_str_equal(style, project->publish.styles[0]);
    SrPurpose purpose = {.result = result, .style = style};
    g_autofree char *fingerprint =
        sr_inputs_fingerprint_for(build->run, inputs, &purpose);

    for (int i = 0; project->publish.levels[i] != NULL; i++) {
        int level = sr_project_level(project, project->publish.levels[i]);
        const SrDivision *division = build->run->schemes[0]->divisions[level];
        const char *period = sr_press_drawn(&workshop->press, result, division);

        if (period == NULL)
            continue;
        if (is_first)
            note_map(build, result, division, period);
        for (int f = 0; project->publish.formats[f] != NULL; f++) {
            Task task = {
                .making = MAKE_MAP, .result = result, .level = level, .style = style};

            task.name = g_strdup_printf("maps/%s.%s.%s%s%s%s", result->indicator->id,
                                        project->publish.levels[i], period,
                                        is_first ? "" : ".", is_first ? "" : style,
                                        sr_map_ending(project->publish.formats[f]));
            task.fingerprint = g_strdup(fingerprint);
            add_task(build, task);
        }
    }
}

static void
plan_tasks(Build *build, const SrWorkshop *workshop, GArray *inputs)
{
    const SrProject *project = build->run->project;
    SrPurpose tables = {.style = project->publish.styles[0]};

    for (int i = 0; project->publish.atlases[i] != NULL; i++) {
        const char *atlas = project->publish.atlases[i];
        SrPurpose purpose = {.style = tables.style, .atlas = atlas};
        Task task = {.making = MAKE_ATLAS, .atlas = atlas};

        task.name = g_str_equal(atlas, "gesamt") ? g_strdup("atlas.pdf")
                                                 : g_strdup_printf("atlas.%s.pdf", atlas);
        task.fingerprint = sr_inputs_fingerprint_for(build->run, inputs, &purpose);
        add_task(build, task);
    }
    Task database = {.making = MAKE_DATABASE,
                     .name = g_strdup("sozialraum.sqlite"),
                     .fingerprint =
                         sr_inputs_fingerprint_for(build->run, inputs, &tables)};
    add_task(build, database);
    Task workbook = {.making = MAKE_WORKBOOK,
                     .name = g_strdup("tables/tables.xlsx"),
                     .fingerprint =
                         sr_inputs_fingerprint_for(build->run, inputs, &tables)};
    add_task(build, workbook);
    for (int s = 0; project->publish.styles[s] != NULL; s++)
        for (guint r = 0; r < build->run->values->results->len; r++)
            plan_maps_of(build, workshop, build->run->values->results->pdata[r], inputs,
                         project->publish.styles[s]);
}

/* --- The work --- */

/* In a child: the workshops of the styles, opened when first asked for. */
typedef struct {
    GHashTable *workshops; /* style → SrWorkshop */
} Hands;

static SrWorkshop *
open_workshop(const SrRun *run, const char *style, GError **error)
{
    SrWorkshop *workshop = sr_run_workshop(run, style, error);

    if (workshop == NULL)
        return NULL;
    sr_run_fill_press(run, &workshop->press);
    return workshop;
}

static gpointer
begin_work(gpointer data, GError **error)
{
    Hands *hands = g_new0(Hands, 1);

    (void)data;
    (void)error;
    hands->workshops = g_hash_table_new(g_str_hash, g_str_equal);
    return hands;
}

static SrWorkshop *
workshop_of(Hands *hands, const Build *build, const char *style, GError **error)
{
    SrWorkshop *workshop = g_hash_table_lookup(hands->workshops, style);

    if (workshop == NULL) {
        workshop = open_workshop(build->run, style, error);
        if (workshop != NULL)
            g_hash_table_insert(hands->workshops, (gpointer)style, workshop);
    }
    return workshop;
}

static bool
make_map(const Build *build, const Task *task, SrWorkshop *workshop, const char *path,
         GError **error)
{
    const SrDivision *division = build->run->schemes[0]->divisions[task->level];
    const char *period = sr_press_newest(&workshop->press, task->result, division);
    g_autoptr(SrTopic) topic =
        sr_topic_new(&workshop->press, task->result, 0, task->level, period);

    return sr_map_sheet_write(&topic->sheet, &workshop->press.atelier, path, error);
}

static int
epsg_of(const char *crs)
{
    return g_str_has_prefix(crs, "EPSG:") ? (int)g_ascii_strtoll(crs + 5, NULL, 10) : 0;
}

static bool
make_database(const Build *build, SrWorkshop *workshop, const char *path, GError **error)
{
    const SrRun *run = build->run;
    SrDatabasePlan plan = {
        .layers = (const SrAreaLayer *)(void *)build->layers->data,
        .n_layers = (int)build->layers->len,
        .values = run->values,
        .srid = epsg_of(run->project->crs),
        .day = run->day,
        .color = sr_press_class_color,
        .color_data = &workshop->press,
        .language = run->project->language,
    };

    return sr_database_write(path, &plan, error);
}

static bool
do_task(const Build *build, const Task *task, Hands *hands, GError **error)
{
    const SrRun *run = build->run;
    g_autofree char *path = sr_edition_path(build->edition, task->name);
    const char *style =
        task->making == MAKE_MAP ? task->style : run->project->publish.styles[0];

    SrWorkshop *workshop = workshop_of(hands, build, style, error);
    if (workshop == NULL)
        return false;
    if (task->making == MAKE_WORKBOOK)
        return sr_workbook_write(&workshop->press, NULL, path, error);
    if (task->making == MAKE_DATABASE)
        return make_database(build, workshop, path, error);
    return task->making == MAKE_MAP
               ? make_map(build, task, workshop, path, error)
               : sr_atlas_write(&workshop->press, task->atlas, NULL, path, error);
}

/* Whether two tasks are one map in two formats: its names are placed once for both. */
static bool
is_same_map(const Task *a, const Task *b)
{
    return a->making == MAKE_MAP && b->making == MAKE_MAP && a->result == b->result &&
           a->level == b->level && g_str_equal(a->style, b->style);
}

/* Job @job: the task where group @job begins, and those that belong to it. */
static bool
do_job(int job, gpointer state, gpointer data, GError **error)
{
    const Build *build = data;
    guint first = g_array_index(build->groups, guint, job);

    for (guint t = first; t < build->tasks->len; t++) {
        const Task *task = &g_array_index(build->tasks, Task, t);

        if (t > first && !is_same_map(task - 1, task))
            break;
        if (!do_task(build, task, state, error))
            return false;
    }
    return true;
}

static void
group_tasks(Build *build)
{
    for (guint t = 0; t < build->tasks->len; t++) {
        const Task *task = &g_array_index(build->tasks, Task, t);

        if (t == 0 || !is_same_map(task - 1, task))
            g_array_append_val(build->groups, t);
    }
}

static bool
write_text(Build *build, const char *name, const char *text, GError **error)
{
    if (!sr_edition_write(build->edition, name, text, -1, error))
        return false;
    g_ptr_array_add(build->names, g_strdup(name));
    return true;
}

static bool
write_texts(Build *build, const SrWorkshop *workshop, GError **error)
{
    const SrRun *run = build->run;
    SrPackageAbout about = sr_run_about(run);
    g_autofree char *values = sr_values_csv(run->values, NULL, NULL, NULL);
    g_autofree char *classes =
        sr_classes_csv(run->values, sr_press_class_color, (gpointer)&workshop->press);
    g_autofree char *package = sr_package_json(&about, run->datasets, build->maps);

    for (guint m = 0; m < build->maps->len; m++) {
        const SrPackageMap *map = &g_array_index(build->maps, SrPackageMap, m);
        g_autofree char *rows =
            sr_map_csv(run->values, map->result, map->division, map->period);

        if (!write_text(build, map->path, rows, error))
            return false;
    }
    return write_text(build, "tables/values.csv", values, error) &&
           write_text(build, "tables/classes.csv", classes, error) &&
           write_text(build, "datapackage.json", package, error);
}

/* Checksums of the new edition's files, and report.json from them. */
static GArray *
write_report(Build *build, GArray *inputs, GError **error)
{
    g_autoptr(GArray) outputs = g_array_new(FALSE, TRUE, sizeof(SrPackageFile));
    SrPackageAbout about = sr_run_about(build->run);

    g_array_set_clear_func(outputs, (GDestroyNotify)sr_package_file_clear);
    sr_texts_sort(build->names);
    for (guint i = 0; i < build->names->len; i++) {
        const char *name = build->names->pdata[i];
        g_autofree char *path = sr_edition_path(build->edition, name);
        GStatBuf info;
        char *sum = sr_store_checksum(build->run->store, path, error);

        if (sum == NULL)
            return NULL;
        SrPackageFile file = {g_strdup(name), sum,
                              g_stat(path, &info) == 0 ? info.st_size : 0, false};
        g_array_append_val(outputs, file);
    }
    g_autoptr(SrFindings) findings = sr_inputs_public_findings(build->run);
    g_autofree char *report = sr_report_json(&about, build->run->values, inputs, outputs,
                                             build->maps, findings);
    if (!sr_edition_write(build->edition, "report.json", report, -1, error))
        return NULL;
    g_autofree char *path = sr_edition_path(build->edition, "report.json");
    SrPackageFile file = {g_strdup("report.json"),
                          sr_store_checksum(build->run->store, path, error), 0, false};
    g_array_append_val(outputs, file);
    return file.sha256 == NULL ? NULL : g_steal_pointer(&outputs);
}

/* The edition is in place: that the next run will know nothing of it is no failure. */
static void
tell_forgetting(Build *build, GArray *outputs)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GArray) making = g_array_new(FALSE, FALSE, sizeof(SrMade));

    for (guint t = 0; t < build->tasks->len; t++) {
        const Task *task = &g_array_index(build->tasks, Task, t);
        SrMade made = {task->name, task->fingerprint};

        g_array_append_val(making, made);
    }
    if (sr_made_remember(build->run, build->inputs, outputs, making, &error))
        return;
    sr_store_rollback(build->run->store);
    sr_findings_add(
        build->run->findings, SR_FINDING_WARNING, ".cache", 0, NULL,
        N_("output/ is complete, but the next run will make all of it again: %s"),
        error->message);
}

/* The gate: an edition that gives a count away is not published. */
static bool
audit(Build *build, GError **error)
{
    g_autofree char *folder = sr_edition_path(build->edition, ".");
    const char *const folders[] = {folder, NULL};
    SrAuditCounts counts;

    return sr_run_audit(build->run, folders, &counts, error);
}

static bool
make_edition(Build *build, GArray *inputs, int *n_made, int *n_kept, GError **error)
{
    SrRun *run = build->run;
    g_autoptr(SrWorkshop) workshop =
        open_workshop(run, run->project->publish.styles[0], error);

    if (workshop == NULL || !sr_interrupt_check(error))
        return false;
    build->edition = sr_edition_begin(run->project->folder, error);
    if (build->edition == NULL)
        return false;
    build->layers = sr_run_layers(run);
    plan_tasks(build, workshop, inputs);
    int n_pages = (int)build->names->len;
    group_tasks(build);
    sr_progress_begin(_("drawing"), (int)build->groups->len);
    bool drawn =
        sr_workers_run((int)build->groups->len, begin_work, do_job, build, error);
    sr_progress_end();
    if (!drawn || !write_texts(build, workshop, error))
        return false;
    if (!audit(build, error))
        return false;
    g_autoptr(GArray) outputs = write_report(build, inputs, error);
    if (outputs == NULL || !sr_interrupt_check(error) ||
        !sr_edition_finish(build->edition, error))
        return false;
    *n_made = (int)build->tasks->len + (int)outputs->len - n_pages;
    *n_kept = n_pages - (int)build->tasks->len;
    tell_forgetting(build, outputs);
    return true;
}

bool
sr_run_build(SrRun *run, int *n_made, int *n_kept, GError **error)
{
    g_auto(Build) build = {.run = run,
                           .tasks = g_array_new(FALSE, TRUE, sizeof(Task)),
                           .groups = g_array_new(FALSE, FALSE, sizeof(guint)),
                           .maps = g_array_new(FALSE, TRUE, sizeof(SrPackageMap)),
                           .names = g_ptr_array_new_with_free_func(g_free)};

    g_array_set_clear_func(build.tasks, task_clear);
    g_array_set_clear_func(build.maps, (GDestroyNotify)sr_package_map_clear);
    if (!sr_findings_check(run->findings, error))
        return false;
    g_autoptr(GArray) inputs = sr_inputs_sum(run, error);
    if (inputs == NULL)
        return false;
    build.inputs = sr_inputs_fingerprint(run, inputs);
    g_auto(GStrv) unchanged = sr_made_unchanged(run, build.inputs);
    if (unchanged != NULL) {
        sr_edition_tidy(run->project->folder);
        *n_made = 0;
        *n_kept = (int)g_strv_length(unchanged);
        return true;
    }
    if (!sr_run_load(run, error) || !sr_run_decide(run, error))
        return false;
    sr_run_count_people(run);
    /* Print speaks the project's language, whatever the environment's messages are in. */
    const char *before = sr_language_use(run->project->language);
    bool done = make_edition(&build, inputs, n_made, n_kept, error);
    sr_language_use(before);
    return done;
}
