#include "store/figurestore.h"

#include "base/error.h"

#include <glib/gi18n.h>
#include <math.h>
#include <sqlite3.h>
#include <string.h>

#define SUM_START G_GUINT64_CONSTANT(0xcbf29ce484222325)

/* The figures of a series are kept as they are in memory, without a gap. */
G_STATIC_ASSERT(sizeof(SrStoredFigure) == 32);

/* One step of FNV-1a over eight bytes at a time: for damage, not against forgery. */
static guint64
add_to_sum(guint64 sum, guint64 word)
{
    sum = (sum ^ word) * G_GUINT64_CONSTANT(0x100000001b3);
    return sum ^ (sum >> 29);
}

static guint64
add_figure(guint64 sum, const SrStoredFigure *figure)
{
    guint64 words[sizeof *figure / sizeof(guint64)];

    memcpy(words, figure, sizeof words);
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        sum = add_to_sum(sum, words[i]);
    return sum;
}

int
sr_store_place(SrStore *store, const char *level, const char *key, GError **error)
{
    int id = -1;
    sqlite3_stmt *add = sr_store_prepare(
        store, "INSERT OR IGNORE INTO place (level, key) VALUES (?, ?)", error);
    if (add == NULL)
        return -1;
    sqlite3_bind_text(add, 1, level, -1, SQLITE_STATIC);
    sqlite3_bind_text(add, 2, key, -1, SQLITE_STATIC);
    if (!sr_store_run(store, add, error))
        return -1;
    sqlite3_stmt *ask = sr_store_prepare(
        store, "SELECT id FROM place WHERE level = ? AND key = ?", error);
    if (ask == NULL)
        return -1;
    sqlite3_bind_text(ask, 1, level, -1, SQLITE_STATIC);
    sqlite3_bind_text(ask, 2, key, -1, SQLITE_STATIC);
    if (sqlite3_step(ask) == SQLITE_ROW)
        id = sqlite3_column_int(ask, 0);
    else
        sr_store_set_error(store, "place", error);
    sqlite3_reset(ask);
    return id;
}

/* Returns: the id of the series, or -1 with @error. */
static gint64
add_name(SrStore *store, const SrSeriesName *name, gsize n, guint64 sum, GError **error)
{
    sqlite3_stmt *add = sr_store_prepare(
        store,
        "INSERT INTO series (dataset, variable, level, period, sex, age_from, age_to,"
        " n, is_dense, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        error);

    if (add == NULL)
        return -1;
    sqlite3_bind_text(add, 1, name->dataset, -1, SQLITE_STATIC);
    sqlite3_bind_text(add, 2, name->variable, -1, SQLITE_STATIC);
    sqlite3_bind_text(add, 3, name->level, -1, SQLITE_STATIC);
    sqlite3_bind_text(add, 4, name->period, -1, SQLITE_STATIC);
    sqlite3_bind_text(add, 5, name->sex, -1, SQLITE_STATIC);
    sqlite3_bind_int(add, 6, name->age_from);
    sqlite3_bind_int(add, 7, name->age_to);
    sqlite3_bind_int64(add, 8, (gint64)n);
    sqlite3_bind_int(add, 9, name->is_dense);
    sqlite3_bind_int64(add, 10, (gint64)sum);
    return sr_store_run(store, add, error)
               ? sqlite3_last_insert_rowid(sr_store_database(store))
               : -1;
}

static bool
add_figures(SrStore *store, gint64 id, const SrStoredFigure *figures, gsize n,
            GError **error)
{
    sqlite3_stmt *add =
        sr_store_prepare(store, "INSERT INTO figures VALUES (?, ?)", error);

    if (add == NULL)
        return false;
    sqlite3_bind_int64(add, 1, id);
    sqlite3_bind_blob64(add, 2, n == 0 ? "" : (const void *)figures, n * sizeof *figures,
                        SQLITE_STATIC);
    return sr_store_run(store, add, error);
}

bool
sr_store_add_series(SrStore *store, const SrSeriesName *name,
                    const SrStoredFigure *figures, gsize n, GError **error)
{
    g_autofree SrStoredFigure *kept = g_new(SrStoredFigure, n);
    guint64 sum = SUM_START;

    for (gsize i = 0; i < n; i++) {
        kept[i] = figures[i];
        /* A balance rounded to nothing has no sign. */
        kept[i].value = kept[i].status == SR_STATUS_OK ? kept[i].value + 0.0 : NAN;
        sum = add_figure(sum, &kept[i]);
    }
    gint64 id = add_name(store, name, n, sum, error);
    return id >= 0 && add_figures(store, id, kept, n, error);
}

bool
sr_store_drop_dataset(SrStore *store, const char *dataset, GError **error)
{
    static const char *const statements[] = {
        "DELETE FROM figures WHERE id IN (SELECT id FROM series WHERE dataset = ?)",
        "DELETE FROM series WHERE dataset = ?",
        "DELETE FROM variable WHERE dataset = ?",
        "DELETE FROM dataset WHERE id = ?",
        "DELETE FROM told WHERE dataset = ?",
        "DELETE FROM stage WHERE name = 'data/' || ?",
    };

    for (size_t i = 0; i < G_N_ELEMENTS(statements); i++) {
        sqlite3_stmt *drop = sr_store_prepare(store, statements[i], error);

        if (drop == NULL)
            return false;
        sqlite3_bind_text(drop, 1, dataset, -1, SQLITE_STATIC);
        if (!sr_store_run(store, drop, error))
            return false;
    }
    return true;
}

/*
 * Whether @bytes, a column of @ask, are the @n figures that @sum was made of; @take, if
 * not NULL, is given each.
 */
static bool
check_figures(sqlite3_stmt *ask, int bytes, gint64 n, guint64 expected, SrFigureFunc take,
              gpointer data)
{
    const char *at = sqlite3_column_blob(ask, bytes);
    gsize length = (gsize)sqlite3_column_bytes(ask, bytes);
    guint64 sum = SUM_START;

    if (length % sizeof(SrStoredFigure) != 0 ||
        (gint64)(length / sizeof(SrStoredFigure)) != n)
        return false;
    for (gint64 i = 0; i < n; i++, at += sizeof(SrStoredFigure)) {
        SrStoredFigure figure;

        memcpy(&figure, at, sizeof figure);
        sum = add_figure(sum, &figure);
        if (take != NULL)
            take(&figure, data);
    }
    return sum == expected;
}

bool
sr_store_read_series(SrStore *store, gint64 id, SrFigureFunc take, gpointer data,
                     GError **error)
{
    sqlite3_stmt *ask =
        sr_store_prepare(store,
                         "SELECT s.n, s.checksum, f.bytes FROM series AS s"
                         " JOIN figures AS f ON f.id = s.id WHERE s.id = ?",
                         error);

    if (ask == NULL)
        return false;
    sqlite3_bind_int64(ask, 1, id);
    int result = sqlite3_step(ask);
    bool is_whole = result == SQLITE_ROW &&
                    check_figures(ask, 2, sqlite3_column_int64(ask, 0),
                                  (guint64)sqlite3_column_int64(ask, 1), take, data);
    if (result != SQLITE_ROW && result != SQLITE_DONE) {
        sr_store_set_error(store, "figures", error);
        sqlite3_reset(ask);
        return false;
    }
    sqlite3_reset(ask);
    if (is_whole)
        return true;
    sr_store_set_damaged(store);
    g_set_error_literal(error, SR_ERROR, SR_ERROR_IO,
                        _("the store is damaged: a series is not as it was written; "
                          "it is made anew the next time"));
    return false;
}

bool
sr_store_dataset_is_whole(SrStore *store, const char *dataset)
{
    sqlite3_stmt *ask =
        sr_store_prepare(store,
                         "SELECT s.n, s.checksum, f.bytes FROM series AS s"
                         " LEFT JOIN figures AS f ON f.id = s.id WHERE s.dataset = ?",
                         NULL);
    int result = SQLITE_DONE;
    int n_series = 0;
    bool is_whole = true;

    if (ask == NULL)
        return false;
    sqlite3_bind_text(ask, 1, dataset, -1, SQLITE_STATIC);
    for (; is_whole && (result = sqlite3_step(ask)) == SQLITE_ROW; n_series++)
        is_whole = check_figures(ask, 2, sqlite3_column_int64(ask, 0),
                                 (guint64)sqlite3_column_int64(ask, 1), NULL, NULL);
    sqlite3_reset(ask);
    return is_whole && result == SQLITE_DONE && n_series > 0;
}
