#include "pipeline.h"

#include "base/error.h"
#include "base/interrupt.h"
#include "base/language.h"
#include "base/progress.h"
#include "publish/atlas.h"
#include "publish/edition.h"
#include "publish/package.h"
#include "publish/tables.h"
#include "publish/workers.h"
#include "publish/workshop.h"
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
    g_clear_pointer(&build->names, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Build, build_clear)

/* --- What it depends on --- */

static int
compare_texts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Adds every file below @folder, if there is one; names relative to the project. */
static bool
collect(const char *project, const char *folder, GPtrArray *files, GError **error)
{
    g_autofree char *path = g_build_filename(project, folder, NULL);
    g_autoptr(GError) cause = NULL;
    g_autoptr(GDir) entries = g_dir_open(path, 0, &cause);

    if (entries == NULL && g_error_matches(cause, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return true;
    if (entries == NULL) {
        g_set_error(error, SR_ERROR, SR_ERROR_IO, "%s", cause->message);
        return false;
    }
    for (const char *name = g_dir_read_name(entries); name != NULL;
         name = g_dir_read_name(entries)) {
        g_autofree char *entry = g_build_filename(folder, name, NULL);
        g_autofree char *full = g_build_filename(project, entry, NULL);

        if (*name == '.')
            continue;
        if (!g_file_test(full, G_FILE_TEST_IS_DIR))
            g_ptr_array_add(files, g_steal_pointer(&entry));
        else if (!collect(project, entry, files, error))
            return false;
    }
    return true;
}

static GPtrArray *
input_files(const SrRun *run, GError **error)
{
    static const char *const folders[] = {"indicators", "shapes", "styles"};
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);

    g_ptr_array_add(files, g_strdup("sozialraum.ini"));
    for (size_t f = 0; f < G_N_ELEMENTS(folders); f++)
        if (!collect(run->project->folder, folders[f], files, error))
            return NULL;
    for (guint d = 0; d < run->datasets->len; d++) {
        const SrDataset *dataset = run->datasets->pdata[d];

        if (g_path_is_absolute(dataset->file_as_written))
            g_ptr_array_add(files, g_strdup(dataset->file));
    }
    if (!g_str_has_prefix(run->project->shapes_file, run->project->folder))
        g_ptr_array_add(files, g_strdup(run->project->shapes_file));
    g_ptr_array_sort(files, compare_texts);
    return g_steal_pointer(&files);
}

/* Checksums of all inputs: (element-type SrPackageFile). */
static GArray *
sum_inputs(const SrRun *run, GError **error)
{
    g_autoptr(GPtrArray) names = input_files(run, error);
    if (names == NULL)
        return NULL;
    GArray *files = g_array_new(FALSE, TRUE, sizeof(SrPackageFile));

    g_array_set_clear_func(files, (GDestroyNotify)sr_package_file_clear);
    for (guint i = 0; i < names->len; i++) {
        const char *name = names->pdata[i];
        g_autofree char *path = g_path_is_absolute(name)
                                    ? g_strdup(name)
                                    : g_build_filename(run->project->folder, name, NULL);
        GStatBuf about;
        char *sum = sr_store_checksum(run->store, path, error);

        if (sum == NULL || g_stat(path, &about) != 0) {
            g_array_unref(files);
            return NULL;
        }
        SrPackageFile file = {g_strdup(name), sum, about.st_size};
        g_array_append_val(files, file);
    }
    return files;
}

/* The inputs and the program itself, as one line. */
static char *
fingerprint_of(const SrRun *run, GArray *inputs)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_autofree char *program = sr_store_checksum(run->store, "/proc/self/exe", NULL);

    g_checksum_update(sum, (const guchar *)run->day, -1);
    if (program != NULL)
        g_checksum_update(sum, (const guchar *)program, -1);
    for (guint i = 0; i < inputs->len; i++) {
        const SrPackageFile *file = &g_array_index(inputs, SrPackageFile, i);

        g_checksum_update(sum, (const guchar *)file->path,
                          (gssize)strlen(file->path) + 1);
        g_checksum_update(sum, (const guchar *)file->sha256, -1);
    }
    return g_strdup(g_checksum_get_string(sum));
}

/* --- What stands there already --- */

static char *
stage_of(const char *kind, const char *name)
{
    return g_strdup_printf("%s:%s", kind, name);
}

/* Whether output/@name is what this program once made under that fingerprint. */
static bool
is_made(const SrRun *run, const char *name, const char *fingerprint)
{
    g_autofree char *made = stage_of("made", name);
    g_autofree char *bytes = stage_of("bytes", name);
    g_autofree char *path = g_build_filename(run->project->folder, "output", name, NULL);

    if (!sr_store_is_current(run->store, made, fingerprint))
        return false;
    g_autofree char *sum = sr_store_checksum(run->store, path, NULL);
    return sum != NULL && sr_store_is_current(run->store, bytes, sum);
}

/* The names of a whole edition that nothing has changed since, or NULL. */
static char **
unchanged_edition(const SrRun *run, const char *inputs)
{
    g_autofree char *list =
        g_build_filename(run->project->folder, ".cache", "edition.txt", NULL);
    g_autofree char *text = NULL;

    if (!sr_store_is_current(run->store, "edition", inputs) ||
        !g_file_get_contents(list, &text, NULL, NULL))
        return NULL;
    /* A list that was cut short would hide a file that is gone. */
    g_autofree char *sum_of_list =
        g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1);
    if (!sr_store_is_current(run->store, "edition.txt", sum_of_list))
        return NULL;
    g_auto(GStrv) names = g_strsplit(g_strchomp(text), "\n", -1);
    for (int i = 0; names[i] != NULL; i++) {
        g_autofree char *bytes = stage_of("bytes", names[i]);
        g_autofree char *path =
            g_build_filename(run->project->folder, "output", names[i], NULL);
        g_autofree char *sum = sr_store_checksum(run->store, path, NULL);

        if (sum == NULL || !sr_store_is_current(run->store, bytes, sum))
            return NULL;
    }
    return g_steal_pointer(&names);
}

/* --- The plan --- */

static void
add_task(Build *build, Task task)
{
    g_ptr_array_add(build->names, g_strdup(task.name));
    if (is_made(build->run, task.name, task.fingerprint) &&
        sr_edition_keep(build->edition, task.name))
        task_clear(&task);
    else
        g_array_append_val(build->tasks, task);
}

/* What a map of the indicator depends on: its values and whatever is not an indicator. */
static char *
map_fingerprint(const SrRun *run, const SrResult *result, GArray *inputs,
                const char *style)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_autofree char *values = sr_values_csv(run->values, result->indicator, NULL);
    g_autofree char *own = g_strdup_printf("indicators/%s.ini", result->indicator->id);
    g_autofree char *program = sr_store_checksum(run->store, "/proc/self/exe", NULL);

    for (guint i = 0; i < inputs->len; i++) {
        const SrPackageFile *file = &g_array_index(inputs, SrPackageFile, i);
        bool is_other = g_str_has_prefix(file->path, "indicators/") &&
                        !g_str_equal(file->path, own) &&
                        !g_str_has_suffix(file->path, "kapitel.ini") &&
                        !(g_str_has_prefix(file->path, "indicators/data/") &&
                          g_str_has_suffix(file->path, ".ini"));

        if (!is_other)
            g_checksum_update(sum, (const guchar *)file->sha256, -1);
    }
    const char *const more[] = {values, style, run->day, program == NULL ? "" : program};
    for (size_t i = 0; i < G_N_ELEMENTS(more); i++)
        g_checksum_update(sum, (const guchar *)more[i], (gssize)strlen(more[i]) + 1);
    return g_strdup(g_checksum_get_string(sum));
}

static void
plan_maps_of(Build *build, const SrWorkshop *workshop, const SrResult *result,
             GArray *inputs, const char *style)
{
    const SrProject *project = build->run->project;
    bool is_first = g_str_equal(style, project->publish.styles[0]);
    g_autofree char *fingerprint = map_fingerprint(build->run, result, inputs, style);

    for (int i = 0; project->publish.levels[i] != NULL; i++) {
        int level = sr_project_level(project, project->publish.levels[i]);
        const char *period = sr_press_newest(&workshop->press, result,
                                             build->run->schemes[0]->divisions[level]);

        if (period == NULL ||
            !sr_indicator_has_level(result->indicator, project->publish.levels[i]))
            continue;
        for (int f = 0; project->publish.formats[f] != NULL; f++) {
            Task task = {
                .making = MAKE_MAP, .result = result, .level = level, .style = style};

            task.name =
                g_strdup_printf("maps/%s.%s.%s%s%s.%s", result->indicator->id,
                                project->publish.levels[i], period, is_first ? "" : ".",
                                is_first ? "" : style, project->publish.formats[f]);
            task.fingerprint = g_strdup(fingerprint);
            add_task(build, task);
        }
    }
}

static void
plan_tasks(Build *build, const SrWorkshop *workshop, GArray *inputs)
{
    const SrProject *project = build->run->project;

    for (int i = 0; project->publish.atlases[i] != NULL; i++) {
        const char *atlas = project->publish.atlases[i];
        Task task = {.making = MAKE_ATLAS, .atlas = atlas};

        task.name = g_str_equal(atlas, "gesamt") ? g_strdup("atlas.pdf")
                                                 : g_strdup_printf("atlas.%s.pdf", atlas);
        task.fingerprint = g_strdup(build->inputs);
        add_task(build, task);
    }
    Task database = {.making = MAKE_DATABASE,
                     .name = g_strdup("sozialraum.sqlite"),
                     .fingerprint = g_strdup(build->inputs)};
    add_task(build, database);
    Task workbook = {.making = MAKE_WORKBOOK,
                     .name = g_strdup("tables/tables.xlsx"),
                     .fingerprint = g_strdup(build->inputs)};
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
    const SrProject *project = run->project;
    SrWorkshopPlan plan = {.folder = project->folder,
                           .style = style,
                           .language = project->language,
                           .topology = run->topology,
                           .schemes = run->schemes,
                           .n_schemes = run->n_schemes};
    SrWorkshop *workshop = sr_workshop_new(&plan, run->findings, error);

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
write_texts(Build *build, const SrWorkshop *workshop, GError **error)
{
    const SrRun *run = build->run;
    SrPackageAbout about = sr_run_about(run);
    g_autofree char *values = sr_values_csv(run->values, NULL, NULL);
    g_autofree char *classes =
        sr_classes_csv(run->values, sr_press_class_color, (gpointer)&workshop->press);
    g_autofree char *package = sr_package_json(&about, run->datasets);
    const struct {
        const char *name;
        const char *text;
    } files[] = {{"tables/values.csv", values},
                 {"tables/classes.csv", classes},
                 {"datapackage.json", package}};

    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
        if (!sr_edition_write(build->edition, files[i].name, files[i].text, -1, error))
            return false;
        g_ptr_array_add(build->names, g_strdup(files[i].name));
    }
    return true;
}

/* Checksums of the new edition's files, and report.json from them. */
static GArray *
write_report(Build *build, GArray *inputs, GError **error)
{
    g_autoptr(GArray) outputs = g_array_new(FALSE, TRUE, sizeof(SrPackageFile));
    SrPackageAbout about = sr_run_about(build->run);

    g_array_set_clear_func(outputs, (GDestroyNotify)sr_package_file_clear);
    g_ptr_array_sort(build->names, compare_texts);
    for (guint i = 0; i < build->names->len; i++) {
        const char *name = build->names->pdata[i];
        g_autofree char *path = sr_edition_path(build->edition, name);
        GStatBuf info;
        char *sum = sr_store_checksum(build->run->store, path, error);

        if (sum == NULL)
            return NULL;
        SrPackageFile file = {g_strdup(name), sum,
                              g_stat(path, &info) == 0 ? info.st_size : 0};
        g_array_append_val(outputs, file);
    }
    g_autofree char *report =
        sr_report_json(&about, build->run->values, inputs, outputs, build->run->findings);
    if (!sr_edition_write(build->edition, "report.json", report, -1, error))
        return NULL;
    g_autofree char *path = sr_edition_path(build->edition, "report.json");
    SrPackageFile file = {g_strdup("report.json"),
                          sr_store_checksum(build->run->store, path, error), 0};
    g_array_append_val(outputs, file);
    return file.sha256 == NULL ? NULL : g_steal_pointer(&outputs);
}

/* Remembers what was made of what, for the next run. */
static bool
remember(Build *build, GArray *outputs, GError **error)
{
    SrStore *store = build->run->store;
    g_autoptr(GString) list = g_string_new(NULL);
    g_autofree char *path =
        g_build_filename(build->run->project->folder, ".cache", "edition.txt", NULL);

    if (!sr_store_begin(store, error))
        return false;
    for (guint i = 0; i < outputs->len; i++) {
        const SrPackageFile *file = &g_array_index(outputs, SrPackageFile, i);
        g_autofree char *bytes = stage_of("bytes", file->path);

        g_string_append_printf(list, "%s\n", file->path);
        if (!sr_store_set_current(store, bytes, file->sha256, error))
            return false;
    }
    for (guint t = 0; t < build->tasks->len; t++) {
        const Task *task = &g_array_index(build->tasks, Task, t);
        g_autofree char *made = stage_of("made", task->name);

        if (!sr_store_set_current(store, made, task->fingerprint, error))
            return false;
    }
    g_autofree char *sum_of_list =
        g_compute_checksum_for_string(G_CHECKSUM_SHA256, list->str, -1);
    return g_file_set_contents_full(path, list->str, (gssize)list->len,
                                    G_FILE_SET_CONTENTS_CONSISTENT, 0600, error) &&
           sr_store_set_current(store, "edition.txt", sum_of_list, error) &&
           sr_store_set_current(store, "edition", build->inputs, error) &&
           sr_store_commit(store, error);
}

/* The edition is in place: that the next run will know nothing of it is no failure. */
static void
tell_forgetting(Build *build, GArray *outputs)
{
    g_autoptr(GError) error = NULL;

    if (remember(build, outputs, &error))
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
                           .names = g_ptr_array_new_with_free_func(g_free)};

    g_array_set_clear_func(build.tasks, task_clear);
    if (!sr_findings_check(run->findings, error))
        return false;
    g_autoptr(GArray) inputs = sum_inputs(run, error);
    if (inputs == NULL)
        return false;
    build.inputs = fingerprint_of(run, inputs);
    g_auto(GStrv) unchanged = unchanged_edition(run, build.inputs);
    if (unchanged != NULL) {
        sr_edition_tidy(run->project->folder);
        *n_made = 0;
        *n_kept = (int)g_strv_length(unchanged);
        return true;
    }
    if (!sr_run_load(run, error) || !sr_run_evaluate(run, NULL, error))
        return false;
    sr_run_count_people(run);
    /* Print speaks the project's language, whatever the environment's messages are in. */
    const char *before = sr_language_use(run->project->language);
    bool done = make_edition(&build, inputs, n_made, n_kept, error);
    sr_language_use(before);
    return done;
}
