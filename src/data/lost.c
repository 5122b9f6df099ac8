#include "data/lost.h"

#include "base/file.h"
#include "base/folder.h"
#include "data/cases.h"

#include <sqlite3.h>
#include <string.h>

G_DEFINE_QUARK(sozialraum - lost, sr_lost)

#define MOST_BYTES SR_MEGABYTE

static bool
add(SrStore *store, const char *name, GError **error)
{
    sqlite3_stmt *statement =
        sr_store_prepare(store, "INSERT OR IGNORE INTO lost VALUES (?)", error);

    if (statement == NULL)
        return false;
    sqlite3_bind_text(statement, 1, name, -1, SQLITE_TRANSIENT);
    return sr_store_run(store, statement, error);
}

/* What stands behind @start and before the bracket of a group's line, or NULL. */
static char *
name_in(const char *line, const char *start)
{
    const char *end = strchr(line, ']');

    if (!g_str_has_prefix(line, start) || end == NULL)
        return NULL;
    line += strlen(start);
    return g_strstrip(g_strndup(line, (gsize)(end - line)));
}

/* Only lines are looked at: a file with mistakes is no key file. */
static bool
note_definition(SrStore *store, const char *text, GError **error)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    bool is_done = true;

    for (int i = 0; lines[i] != NULL && is_done; i++) {
        const char *line = g_strstrip(lines[i]);
        g_autofree char *variable = name_in(line, "[variable ");
        g_autofree char *sheet = name_in(line, "[sheet ");

        if (variable != NULL || sheet != NULL)
            is_done = add(store, variable != NULL ? variable : sheet, error);
        for (int s = 0; g_str_equal(line, "kind=register") && sr_case_stems[s] != NULL;
             s++)
            is_done = is_done && add(store, sr_case_stems[s], error);
    }
    return is_done;
}

static bool
is_stored(SrStore *store, const char *id)
{
    sqlite3_stmt *ask =
        sr_store_prepare(store, "SELECT 1 FROM dataset WHERE id = ?", NULL);

    if (ask == NULL)
        return false;
    sqlite3_bind_text(ask, 1, id, -1, SQLITE_STATIC);
    bool is_there = sqlite3_step(ask) == SQLITE_ROW;
    sqlite3_reset(ask);
    return is_there;
}

/* Forgets what was lost. Mostly nothing was: then nothing is written, on a full disk too.
 */
static bool
forget(SrStore *store, GError **error)
{
    sqlite3_stmt *ask = sr_store_prepare(store, "SELECT 1 FROM lost", error);

    if (ask == NULL)
        return false;
    bool is_empty = sqlite3_step(ask) == SQLITE_DONE;
    sqlite3_reset(ask);
    if (is_empty)
        return true;
    sqlite3_stmt *drop = sr_store_prepare(store, "DELETE FROM lost", error);
    return drop != NULL && sr_store_run(store, drop, error);
}

bool
sr_lost_note(SrStore *store, const char *folder, GError **error)
{
    if (!forget(store, error))
        return false;
    g_autoptr(GPtrArray) ids = sr_folder_ids(folder, ".ini", NULL);
    for (guint i = 0; ids != NULL && i < ids->len; i++) {
        g_autofree char *name = g_strconcat(ids->pdata[i], ".ini", NULL);
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_autofree char *text = is_stored(store, ids->pdata[i])
                                    ? NULL
                                    : sr_file_read(path, MOST_BYTES, NULL, NULL);

        if (text != NULL && !note_definition(store, text, error))
            return false;
    }
    return true;
}

bool
sr_lost_has(SrStore *store, const char *name)
{
    sqlite3_stmt *ask = sr_store_prepare(
        store, "SELECT 1 FROM lost WHERE ?1 = name OR ?1 GLOB name || '_*'", NULL);

    if (ask == NULL)
        return false;
    sqlite3_bind_text(ask, 1, name, -1, SQLITE_STATIC);
    bool is_lost = sqlite3_step(ask) == SQLITE_ROW;
    sqlite3_reset(ask);
    return is_lost;
}
