#include "disclosure/audit_maps.h"

#include "base/error.h"
#include "base/folder.h"

#include <glib/gi18n.h>

/* The lines of a file; NULL with SR_ERROR_IO. */
static char **
lines_of(const char *path, GError **error)
{
    g_autoptr(GError) cause = NULL;
    g_autofree char *text = NULL;

    if (!g_file_get_contents(path, &text, NULL, &cause)) {
        g_set_error_literal(error, SR_ERROR, SR_ERROR_IO, cause->message);
        return NULL;
    }
    return g_strsplit(text, "\n", -1);
}

static bool
check_table(const char *folder, const char *name, GHashTable *proved, GPtrArray *leaks,
            GError **error)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_auto(GStrv) lines = lines_of(path, error);

    if (lines == NULL)
        return false;
    for (int i = 0; lines[i] != NULL; i++)
        if (!g_hash_table_contains(proved, lines[i]))
            g_ptr_array_add(leaks, g_strdup_printf(_("maps/%s, line %d: this is no line "
                                                     "of tables/values.csv"),
                                                   name, i + 1));
    return true;
}

bool
sr_audit_map_tables(const char *output, GPtrArray *leaks, GError **error)
{
    g_autofree char *folder = g_build_filename(output, "maps", NULL);
    g_autofree char *path = g_build_filename(output, "tables", "values.csv", NULL);
    g_autoptr(GPtrArray) names = NULL;

    if (!g_file_test(folder, G_FILE_TEST_EXISTS))
        return true; /* no maps, no tables beside them */
    names = sr_folder_names(folder, ".csv", error);
    if (names == NULL)
        return false;
    if (names->len == 0)
        return true;
    g_auto(GStrv) lines = lines_of(path, error);
    if (lines == NULL)
        return false;
    g_autoptr(GHashTable) proved = g_hash_table_new(g_str_hash, g_str_equal);
    for (int i = 0; lines[i] != NULL; i++)
        g_hash_table_add(proved, lines[i]);
    for (guint i = 0; i < names->len; i++)
        if (!check_table(folder, names->pdata[i], proved, leaks, error))
            return false;
    return true;
}
