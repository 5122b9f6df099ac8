/* The reader of shapes/aliases.csv, of match.h. */
#include "data/match.h"

#include "data/table.h"

#include <glib/gi18n.h>

SrAliases *
sr_aliases_read(const char *path, SrFindings *findings)
{
    static char nothing[] = "";
    const SrTableFormat format = {nothing, nothing, nothing, nothing,
                                  nothing, 0,       1,       nothing};
    SrAliases *aliases = g_new0(SrAliases, 1);
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    g_autoptr(GPtrArray) keys = g_ptr_array_new();
    SrRow row;

    if (!g_file_test(path, G_FILE_TEST_EXISTS))
        return aliases;
    g_autoptr(SrTable) table = sr_table_open(path, &format, findings);
    if (table == NULL)
        return aliases;
    int word = sr_table_find(table, "alias");
    int key = sr_table_find(table, "key");
    if (word < 0 || key < 0) {
        sr_findings_add(findings, SR_FINDING_ERROR, path, 1, NULL,
                        N_("the columns are alias;key"));
        return aliases;
    }
    while (sr_table_next(table, &row)) {
        g_ptr_array_add(words, g_strdup(row.cells[word]));
        g_ptr_array_add(keys, g_strstrip(g_strdup(row.cells[key])));
    }
    aliases->n = (int)words->len;
    aliases->aliases = (char **)g_ptr_array_free(g_steal_pointer(&words), FALSE);
    aliases->keys = (char **)g_ptr_array_free(g_steal_pointer(&keys), FALSE);
    return aliases;
}

void
sr_aliases_free(SrAliases *aliases)
{
    if (aliases == NULL)
        return;
    for (int i = 0; i < aliases->n; i++) {
        g_free(aliases->aliases[i]);
        g_free(aliases->keys[i]);
    }
    g_free(aliases->aliases);
    g_free(aliases->keys);
    g_free(aliases);
}
