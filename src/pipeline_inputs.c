#include "pipeline_inputs.h"

#include "base/error.h"
#include "base/folder.h"
#include "base/sorted.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

/* Adds every file below @folder, if there is one; names relative to the project. */
static bool
collect(const char *project, const char *folder, GPtrArray *files, GError **error)
{
    g_autofree char *path = g_build_filename(project, folder, NULL);
    g_autoptr(GError) cause = NULL;
    g_autoptr(GPtrArray) entries = sr_folder_names(path, "", &cause);

    if (entries == NULL && g_error_matches(cause, SR_ERROR, SR_ERROR_INPUT))
        return true;
    if (entries == NULL) {
        g_propagate_error(error, g_steal_pointer(&cause));
        return false;
    }
    for (guint i = 0; i < entries->len; i++) {
        const char *name = entries->pdata[i];
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

/* Adds a file that the folders do not hold: anywhere on the machine, or a way round. */
static void
add_elsewhere(const SrRun *run, const char *path, GPtrArray *files)
{
    g_autofree char *project = g_canonicalize_filename(run->project->folder, NULL);
    g_autofree char *file = g_canonicalize_filename(path, NULL);
    gsize length = strlen(project);
    bool is_within = g_str_has_prefix(file, project) && file[length] == '/';
    const char *name = is_within ? file + length + 1 : file;

    if (!g_ptr_array_find_with_equal_func(files, name, g_str_equal, NULL))
        g_ptr_array_add(files, g_strdup(name));
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

        add_elsewhere(run, dataset->file, files);
        for (guint s = 0; s < dataset->sheets->len; s++)
            add_elsewhere(run, ((const SrSheet *)dataset->sheets->pdata[s])->file, files);
    }
    add_elsewhere(run, run->project->shapes_file, files);
    sr_texts_sort(files);
    return g_steal_pointer(&files);
}

static bool
has_protected(const SrDataset *dataset)
{
    bool is_protected = dataset->is_protected || dataset->kind == SR_DATASET_REGISTER;

    for (guint v = 0; v < dataset->variables->len; v++)
        is_protected |=
            ((const SrDatasetVariable *)dataset->variables->pdata[v])->is_protected;
    return is_protected;
}

/* A file as one absolute name, whichever way a definition or a message writes it. */
static char *
absolute(const SrRun *run, const char *path)
{
    return g_canonicalize_filename(path, run->project->folder);
}

/*
 * Files of which nothing may be published, not even what was wrong in them: figures and
 * definition of a protected dataset, and the definition of a protected indicator.
 */
static GHashTable *
secret_files(const SrRun *run)
{
    GHashTable *files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint d = 0; d < run->datasets->len; d++) {
        const SrDataset *dataset = run->datasets->pdata[d];

        if (!has_protected(dataset))
            continue;
        g_hash_table_add(files, absolute(run, dataset->path));
        g_hash_table_add(files, absolute(run, dataset->file));
        for (guint s = 0; s < dataset->sheets->len; s++) {
            const SrSheet *sheet = dataset->sheets->pdata[s];

            g_hash_table_add(files, absolute(run, sheet->file));
        }
    }
    for (guint r = 0; run->values != NULL && r < run->values->results->len; r++) {
        const SrResult *result = run->values->results->pdata[r];

        if (result->is_protected)
            g_hash_table_add(files, absolute(run, result->indicator->path));
    }
    return files;
}

SrFindings *
sr_inputs_public_findings(const SrRun *run)
{
    g_autoptr(GHashTable) secrets = secret_files(run);
    SrFindings *public = sr_findings_new();

    for (int i = 0; i < sr_findings_n(run->findings); i++) {
        const SrFinding *finding = sr_findings_at(run->findings, i);
        g_autofree char *file = absolute(run, finding->file);

        if (!g_hash_table_contains(secrets, file))
            sr_findings_add_again(public, finding->severity, finding->file, finding->row,
                                  finding->place, finding->kind, finding->message);
    }
    return public;
}

GArray *
sr_inputs_sum(const SrRun *run, GError **error)
{
    g_autoptr(GPtrArray) names = input_files(run, error);
    if (names == NULL)
        return NULL;
    g_autoptr(GHashTable) secrets = secret_files(run);
    GArray *files = g_array_new(FALSE, TRUE, sizeof(SrPackageFile));

    g_array_set_clear_func(files, (GDestroyNotify)sr_package_file_clear);
    for (guint i = 0; i < names->len; i++) {
        const char *name = names->pdata[i];
        g_autofree char *path = absolute(run, name);
        GStatBuf about;
        g_autofree char *sum = sr_store_checksum(run->store, path, error);
        bool is_there = sum != NULL && g_stat(path, &about) == 0;

        if (sum != NULL && !is_there)
            g_set_error(error, SR_ERROR, SR_ERROR_IO, "%s: %s", path, g_strerror(errno));
        if (!is_there) {
            g_array_unref(files);
            return NULL;
        }
        SrPackageFile file = {g_strdup(name), g_steal_pointer(&sum), about.st_size,
                              g_hash_table_contains(secrets, path)};
        g_array_append_val(files, file);
    }
    return files;
}

char *
sr_inputs_fingerprint(const SrRun *run, GArray *inputs)
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

static bool
is_named(const char *path, const char *folder, const char *id)
{
    g_autofree char *own = g_strdup_printf("%s%s.ini", folder, id);

    return g_str_equal(path, own);
}

/*
 * Whether another indicator's definition, or the head of a dataset, is nothing to a map:
 * an index names its parts, all others show nothing of one another.
 */
static bool
is_other_indicator(const char *path, const SrIndicator *indicator)
{
    return g_str_has_suffix(path, ".ini") &&
           strchr(path + strlen("indicators/"), '/') == NULL &&
           indicator->components->len == 0 &&
           !is_named(path, "indicators/", indicator->id) &&
           !is_named(path, "indicators/", "kapitel");
}

/* Figures stand in a map's values, so that their files need not be looked at again. */
static bool
is_figures(const char *path)
{
    return g_str_has_prefix(path, "indicators/data/") && !g_str_has_suffix(path, ".ini");
}

static bool
bears_on(const char *path, const SrPurpose *purpose)
{
    bool is_ini = g_str_has_suffix(path, ".ini");

    if (g_str_has_prefix(path, "styles/atlas/"))
        return purpose->atlas != NULL &&
               (!is_ini || is_named(path, "styles/atlas/", purpose->atlas));
    if (g_str_has_prefix(path, "styles/"))
        return !is_ini || is_named(path, "styles/", purpose->style) ||
               is_named(path, "styles/", "palettes");
    if (!g_str_has_prefix(path, "indicators/"))
        return true;
    if (g_str_has_suffix(path, ".md"))
        return purpose->atlas != NULL;
    return purpose->result == NULL ||
           !(is_figures(path) || is_other_indicator(path, purpose->result->indicator));
}

char *
sr_inputs_fingerprint_for(const SrRun *run, GArray *inputs, const SrPurpose *purpose)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_autofree char *program = sr_store_checksum(run->store, "/proc/self/exe", NULL);
    g_autofree char *values =
        purpose->result == NULL
            ? NULL
            : sr_values_csv(run->values, purpose->result->indicator, NULL, NULL);
    const char *const more[] = {values, purpose->style, run->day, program,
                                run->is_draft ? "draft" : "final"};

    for (guint i = 0; i < inputs->len; i++) {
        const SrPackageFile *file = &g_array_index(inputs, SrPackageFile, i);

        if (bears_on(file->path, purpose))
            g_checksum_update(sum, (const guchar *)file->sha256, -1);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(more); i++) {
        const char *text = more[i] == NULL ? "" : more[i];

        g_checksum_update(sum, (const guchar *)text, (gssize)strlen(text) + 1);
    }
    return g_strdup(g_checksum_get_string(sum));
}
