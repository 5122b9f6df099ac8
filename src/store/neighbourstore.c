#include "store/neighbourstore.h"

#include <sqlite3.h>

#define STAGE "neighbours"

/* All that would be written, in short. */
static char *
fingerprint(const SrNeighbourTable *tables, int n)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_autoptr(GString) line = g_string_new(NULL);

    for (int t = 0; t < n; t++) {
        for (int i = 0; i < tables[t].n_rows; i++) {
            const SrNeighbourRow *row = &tables[t].rows[i];

            g_string_printf(line, "%s;%s;%s;%s;%.17g\n", tables[t].scheme,
                            tables[t].level, row->a, row->b, row->shared_m);
            g_checksum_update(sum, (const guchar *)line->str, (gssize)line->len);
        }
        for (int i = 0; i < tables[t].n_islands; i++) {
            g_string_printf(line, "%s;%s;%s\n", tables[t].scheme, tables[t].level,
                            tables[t].islands[i]);
            g_checksum_update(sum, (const guchar *)line->str, (gssize)line->len);
        }
    }
    return g_strdup(g_checksum_get_string(sum));
}

static bool
empty_table(SrStore *store, const char *sql, GError **error)
{
    sqlite3_stmt *statement = sr_store_prepare(store, sql, error);

    return statement != NULL && sr_store_run(store, statement, error);
}

static bool
write_rows(SrStore *store, const SrNeighbourTable *table, GError **error)
{
    for (int i = 0; i < table->n_rows; i++) {
        sqlite3_stmt *statement = sr_store_prepare(
            store, "INSERT INTO neighbour VALUES (?, ?, ?, ?, ?)", error);

        if (statement == NULL)
            return false;
        sqlite3_bind_text(statement, 1, table->scheme, -1, SQLITE_STATIC);
        sqlite3_bind_text(statement, 2, table->level, -1, SQLITE_STATIC);
        sqlite3_bind_text(statement, 3, table->rows[i].a, -1, SQLITE_STATIC);
        sqlite3_bind_text(statement, 4, table->rows[i].b, -1, SQLITE_STATIC);
        sqlite3_bind_double(statement, 5, table->rows[i].shared_m);
        if (!sr_store_run(store, statement, error))
            return false;
    }
    return true;
}

static bool
write_islands(SrStore *store, const SrNeighbourTable *table, GError **error)
{
    for (int i = 0; i < table->n_islands; i++) {
        sqlite3_stmt *statement =
            sr_store_prepare(store, "INSERT INTO island VALUES (?, ?, ?)", error);

        if (statement == NULL)
            return false;
        sqlite3_bind_text(statement, 1, table->scheme, -1, SQLITE_STATIC);
        sqlite3_bind_text(statement, 2, table->level, -1, SQLITE_STATIC);
        sqlite3_bind_text(statement, 3, table->islands[i], -1, SQLITE_STATIC);
        if (!sr_store_run(store, statement, error))
            return false;
    }
    return true;
}

static bool
write_tables(SrStore *store, const SrNeighbourTable *tables, int n, GError **error)
{
    if (!empty_table(store, "DELETE FROM neighbour", error) ||
        !empty_table(store, "DELETE FROM island", error))
        return false;
    for (int t = 0; t < n; t++)
        if (!write_rows(store, &tables[t], error) ||
            !write_islands(store, &tables[t], error))
            return false;
    return true;
}

bool
sr_store_keep_neighbours(SrStore *store, const SrNeighbourTable *tables, int n,
                         GError **error)
{
    g_autofree char *all = fingerprint(tables, n);

    if (sr_store_is_current(store, STAGE, all))
        return true;
    if (!sr_store_begin(store, error))
        return false;
    if (write_tables(store, tables, n, error) &&
        sr_store_set_current(store, STAGE, all, error) && sr_store_commit(store, error))
        return true;
    sr_store_rollback(store);
    return false;
}
