#include "base/folder.h"

#include "base/error.h"
#include "base/sorted.h"

#include <dirent.h>
#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>

/* Adds all names; returns 0, or the errno of what went wrong. */
static int
collect(const char *folder, const char *suffix, GPtrArray *names)
{
    DIR *entries = opendir(folder);
    struct dirent *entry;

    if (entries == NULL)
        return errno;
    for (errno = 0; (entry = readdir(entries)) != NULL; errno = 0)
        if (!g_str_equal(entry->d_name, ".") && !g_str_equal(entry->d_name, "..") &&
            g_str_has_suffix(entry->d_name, suffix))
            g_ptr_array_add(names, g_strdup(entry->d_name));
    int code = errno;
    closedir(entries);
    return code;
}

GPtrArray *
sr_folder_names(const char *folder, const char *suffix, GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    int code = collect(folder, suffix, names);

    if (code != 0) {
        g_set_error(error, SR_ERROR,
                    code == ENOENT || code == ENOTDIR ? SR_ERROR_INPUT : SR_ERROR_IO,
                    _("cannot read the folder '%s': %s"), folder, g_strerror(code));
        return NULL;
    }
    sr_texts_sort(names);
    return g_steal_pointer(&names);
}

GPtrArray *
sr_folder_ids(const char *folder, const char *suffix, GError **error)
{
    g_autoptr(GError) cause = NULL;
    GPtrArray *names = sr_folder_names(folder, suffix, &cause);

    if (names == NULL && g_error_matches(cause, SR_ERROR, SR_ERROR_INPUT))
        return g_ptr_array_new_with_free_func(g_free);
    if (names == NULL) {
        g_propagate_error(error, g_steal_pointer(&cause));
        return NULL;
    }
    for (guint i = 0; i < names->len; i++) {
        char *name = names->pdata[i];

        name[strlen(name) - strlen(suffix)] = '\0';
    }
    sr_texts_sort(names); /* "a.b.ini" stands before "a.ini", but "a.b" behind "a" */
    return names;
}
