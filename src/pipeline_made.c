#include "pipeline_made.h"

#include <string.h>

static char *
stage_of(const char *kind, const char *name)
{
    return g_strdup_printf("%s:%s", kind, name);
}

bool
sr_made_is_current(const SrRun *run, const char *name, const char *fingerprint)
{
    g_autofree char *made = stage_of("made", name);
    g_autofree char *bytes = stage_of("bytes", name);
    g_autofree char *path = g_build_filename(run->project->folder, "output", name, NULL);

    if (!sr_store_is_current(run->store, made, fingerprint))
        return false;
    g_autofree char *sum = sr_store_checksum(run->store, path, NULL);
    return sum != NULL && sr_store_is_current(run->store, bytes, sum);
}

char **
sr_made_unchanged(const SrRun *run, const char *inputs)
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

bool
sr_made_remember(SrRun *run, const char *inputs, GArray *outputs, GArray *making,
                 GError **error)
{
    SrStore *store = run->store;
    g_autoptr(GString) list = g_string_new(NULL);
    g_autofree char *path =
        g_build_filename(run->project->folder, ".cache", "edition.txt", NULL);

    if (!sr_store_begin(store, error))
        return false;
    for (guint i = 0; i < outputs->len; i++) {
        const SrPackageFile *file = &g_array_index(outputs, SrPackageFile, i);
        g_autofree char *bytes = stage_of("bytes", file->path);

        g_string_append_printf(list, "%s\n", file->path);
        if (!sr_store_set_current(store, bytes, file->sha256, error))
            return false;
    }
    for (guint m = 0; m < making->len; m++) {
        const SrMade *file = &g_array_index(making, SrMade, m);
        g_autofree char *made = stage_of("made", file->name);

        if (!sr_store_set_current(store, made, file->fingerprint, error))
            return false;
    }
    g_autofree char *sum_of_list =
        g_compute_checksum_for_string(G_CHECKSUM_SHA256, list->str, -1);
    return g_file_set_contents_full(path, list->str, (gssize)list->len,
                                    G_FILE_SET_CONTENTS_CONSISTENT, 0600, error) &&
           sr_store_set_current(store, "edition.txt", sum_of_list, error) &&
           sr_store_set_current(store, "edition", inputs, error) &&
           sr_store_commit(store, error);
}
