#include "pipeline_pattern.h"

#include "base/folder.h"
#include "disclosure/pattern.h"

#include <string.h>

#define STAGE "pattern"

/* The first line: whether pages made with the pattern are a draft. */
#define DRAFT "draft\n"
#define FINAL "final\n"

/* --- What it was decided from --- */

static void
add_text(GChecksum *sum, const char *text)
{
    g_checksum_update(sum, (const guchar *)text, (gssize)strlen(text) + 1);
}

/* Adds name and content, not where it stands; what cannot be read has no content. */
static void
add_file(const SrRun *run, const char *path, GChecksum *sum)
{
    g_autofree char *sha256 = sr_store_checksum(run->store, path, NULL);
    g_autofree char *name = g_path_get_basename(path);

    add_text(sum, name);
    add_text(sum, sha256 == NULL ? "" : sha256);
}

/* The files that stand in the folder itself: figures below it are known to the store. */
static void
add_folder(const SrRun *run, const char *name, GChecksum *sum)
{
    g_autofree char *folder = g_build_filename(run->project->folder, name, NULL);
    g_autoptr(GPtrArray) entries = sr_folder_names(folder, "", NULL);

    add_text(sum, name);
    for (guint i = 0; entries != NULL && i < entries->len; i++) {
        const char *entry = entries->pdata[i];
        g_autofree char *path = g_build_filename(folder, entry, NULL);

        if (*entry != '.' && g_file_test(path, G_FILE_TEST_IS_REGULAR))
            add_file(run, path, sum);
    }
}

char *
sr_pattern_definitions(const SrRun *run)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_autofree char *settings =
        g_build_filename(run->project->folder, "sozialraum.ini", NULL);

    if (run->cache == NULL)
        return NULL;
    bool reads = sr_store_begin_reading(run->store);
    add_file(run, "/proc/self/exe", sum);
    add_file(run, settings, sum);
    add_file(run, run->project->shapes_file, sum);
    add_folder(run, "shapes", sum);
    add_folder(run, "shapes/regions", sum);
    add_folder(run, "indicators", sum);
    if (reads)
        sr_store_rollback(run->store);
    return g_strdup(g_checksum_get_string(sum));
}

/* Everything, with the figures as they were loaded; NULL if they cannot be told. */
static char *
inputs_of(const SrRun *run)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_autofree char *figures = sr_store_fingerprint(run->store, "data");

    if (figures == NULL)
        return NULL;
    add_text(sum, run->definitions);
    add_text(sum, figures);
    return g_strdup(g_checksum_get_string(sum));
}

/* Of the inputs and the text together: neither is good without the other. */
static char *
seal_of(const char *inputs, const char *text)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);

    add_text(sum, inputs);
    add_text(sum, text);
    return g_strdup(g_checksum_get_string(sum));
}

/* --- Keeping and recalling --- */

static char *
path_of(const SrRun *run)
{
    return g_build_filename(run->cache, "pattern.txt", NULL);
}

/* Further schemes are decided on after those of the plan: they are not in the pattern. */
static bool
is_planned(const SrRun *run)
{
    return run->definitions != NULL &&
           run->n_schemes == (int)g_strv_length(run->project->publish.schemes);
}

bool
sr_run_recall_pattern(SrRun *run)
{
    g_autofree char *text = NULL;
    gsize length = 0;

    if (!is_planned(run))
        return false;
    g_autofree char *path = path_of(run);
    g_autofree char *inputs = inputs_of(run);
    if (inputs == NULL || !g_file_get_contents(path, &text, &length, NULL) ||
        strlen(text) != length)
        return false;
    g_autofree char *seal = seal_of(inputs, text);
    const char *rows = strchr(text, '\n');
    if (rows == NULL || !sr_store_is_current(run->store, STAGE, seal) ||
        !sr_pattern_hide(rows + 1, run->values, run->schemes, run->n_schemes,
                         run->findings))
        return false;
    run->is_draft = g_str_has_prefix(text, DRAFT);
    return true;
}

void
sr_run_keep_pattern(SrRun *run)
{
    g_autofree char *now = NULL;

    if (!is_planned(run) || sr_findings_n_errors(run->findings) > 0)
        return;
    /* A definition that changed since it was read is not what this was decided from. */
    now = sr_pattern_definitions(run);
    if (!g_str_equal(now, run->definitions))
        return;
    g_autofree char *path = path_of(run);
    g_autofree char *rows = sr_pattern_text(run->values);
    g_autofree char *text = g_strconcat(run->is_draft ? DRAFT : FINAL, rows, NULL);
    g_autofree char *inputs = inputs_of(run);
    g_autofree char *seal = inputs == NULL ? NULL : seal_of(inputs, text);
    if (seal == NULL || !sr_store_begin(run->store, NULL))
        return;
    if (!g_file_set_contents_full(path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                  NULL) ||
        !sr_store_set_current(run->store, STAGE, seal, NULL) ||
        !sr_store_commit(run->store, NULL))
        sr_store_rollback(run->store);
}
