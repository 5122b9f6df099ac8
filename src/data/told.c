#include "data/told.h"

#include <sqlite3.h>

bool
sr_told_keep(SrStore *store, const char *dataset, const SrFindings *findings, int first,
             GError **error)
{
    for (int i = first; i < sr_findings_n(findings); i++) {
        const SrFinding *finding = sr_findings_at(findings, i);
        sqlite3_stmt *add = sr_store_prepare(
            store,
            "INSERT INTO told (dataset, severity, file, row, place, kind, message)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            error);

        if (add == NULL)
            return false;
        sqlite3_bind_text(add, 1, dataset, -1, SQLITE_STATIC);
        sqlite3_bind_int(add, 2, finding->severity);
        sqlite3_bind_text(add, 3, finding->file, -1, SQLITE_STATIC);
        sqlite3_bind_int(add, 4, finding->row);
        sqlite3_bind_text(add, 5, finding->place, -1, SQLITE_STATIC);
        sqlite3_bind_text(add, 6, finding->kind, -1, SQLITE_STATIC);
        sqlite3_bind_text(add, 7, finding->message, -1, SQLITE_STATIC);
        if (!sr_store_run(store, add, error))
            return false;
    }
    return true;
}

bool
sr_told_again(SrStore *store, const char *dataset, SrFindings *findings, GError **error)
{
    sqlite3_stmt *ask = sr_store_prepare(
        store,
        "SELECT severity, file, row, place, kind, message FROM told WHERE dataset = ?"
        " ORDER BY id",
        error);
    int result;

    if (ask == NULL)
        return false;
    sqlite3_bind_text(ask, 1, dataset, -1, SQLITE_STATIC);
    while ((result = sqlite3_step(ask)) == SQLITE_ROW)
        sr_findings_add_again(findings, sqlite3_column_int(ask, 0),
                              (const char *)sqlite3_column_text(ask, 1),
                              sqlite3_column_int(ask, 2),
                              (const char *)sqlite3_column_text(ask, 3),
                              (const char *)sqlite3_column_text(ask, 4),
                              (const char *)sqlite3_column_text(ask, 5));
    if (result != SQLITE_DONE)
        sr_store_set_error(store, "told", error);
    sqlite3_reset(ask);
    return result == SQLITE_DONE;
}
