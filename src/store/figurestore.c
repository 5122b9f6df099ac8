#include "store/figurestore.h"

#include "base/error.h"

#include <glib/gi18n.h>
#include <math.h>
#include <sqlite3.h>
#include <string.h>

#define SUM_START G_GUINT64_CONSTANT(0xcbf29ce484222325)

#define ROWS_AT_ONCE 24

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
    guint64 bits[2] = {0};
    double value = figure->value + 0.0; /* SQLite forgets the sign of a zero */

    if (figure->status == SR_STATUS_OK)
        memcpy(&bits[0], &value, sizeof value);
    memcpy(&bits[1], &figure->bound, sizeof figure->bound);
    sum = add_to_sum(sum, (guint64)figure->place << 32 | (guint64)(guint32)figure->row);
    sum = add_to_sum(sum, bits[0]);
    sum = add_to_sum(sum, bits[1]);
    return add_to_sum(sum, (guint64)figure->status << 32 | figure->flags);
}

gint64
sr_store_place(SrStore *store, const char *level, const char *key, GError **error)
{
    gint64 id = -1;
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
        id = sqlite3_column_int64(ask, 0);
    else
        sr_store_set_error(store, "place", error);
    sqlite3_reset(ask);
    return id;
}

static gint64
next_observation(SrStore *store, GError **error)
{
    sqlite3_stmt *ask = sr_store_prepare(
        store, "SELECT coalesce(max(id), 0) + 1 FROM observation", error);
    gint64 id = -1;

    if (ask == NULL)
        return -1;
    if (sqlite3_step(ask) == SQLITE_ROW)
        id = sqlite3_column_int64(ask, 0);
    else
        sr_store_set_error(store, "observation", error);
    sqlite3_reset(ask);
    return id;
}

static bool
add_name(SrStore *store, const SrSeriesName *name, gint64 first, gsize n, guint64 sum,
         GError **error)
{
    sqlite3_stmt *add = sr_store_prepare(
        store,
        "INSERT INTO series (dataset, variable, level, period, sex, age_from, age_to,"
        " first, n, is_dense, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        error);

    if (add == NULL)
        return false;
    sqlite3_bind_text(add, 1, name->dataset, -1, SQLITE_STATIC);
    sqlite3_bind_text(add, 2, name->variable, -1, SQLITE_STATIC);
    sqlite3_bind_text(add, 3, name->level, -1, SQLITE_STATIC);
    sqlite3_bind_text(add, 4, name->period, -1, SQLITE_STATIC);
    sqlite3_bind_text(add, 5, name->sex, -1, SQLITE_STATIC);
    sqlite3_bind_int(add, 6, name->age_from);
    sqlite3_bind_int(add, 7, name->age_to);
    sqlite3_bind_int64(add, 8, first);
    sqlite3_bind_int64(add, 9, (gint64)n);
    sqlite3_bind_int(add, 10, name->is_dense);
    sqlite3_bind_int64(add, 11, (gint64)sum);
    return sr_store_run(store, add, error);
}

/* "INSERT … VALUES (?, …), (?, …), …" for @n rows: (transfer full). */
static char *
insert_text(int n)
{
    GString *text = g_string_new("INSERT INTO observation VALUES ");

    for (int i = 0; i < n; i++)
        g_string_append(text, i == 0 ? "(?,?,?,?,?,?,?)" : ",(?,?,?,?,?,?,?)");
    return g_string_free(text, FALSE);
}

static void
bind_figure(sqlite3_stmt *add, int first, gint64 id, const SrStoredFigure *figure)
{
    sqlite3_bind_int64(add, first, id);
    sqlite3_bind_int64(add, first + 1, figure->place);
    if (figure->status == SR_STATUS_OK)
        sqlite3_bind_double(add, first + 2, figure->value);
    else
        sqlite3_bind_null(add, first + 2);
    sqlite3_bind_int(add, first + 3, figure->status);
    sqlite3_bind_int(add, first + 4, (int)figure->flags);
    sqlite3_bind_double(add, first + 5, figure->bound);
    sqlite3_bind_int(add, first + 6, figure->row);
}

/* Writes @n figures, many rows a statement: a step costs more than a row. */
static bool
add_figures(SrStore *store, gint64 first, const SrStoredFigure *figures, gsize n,
            GError **error)
{
    for (gsize done = 0; done < n;) {
        int n_rows = n - done >= ROWS_AT_ONCE ? ROWS_AT_ONCE : 1;
        g_autofree char *text = insert_text(n_rows);
        sqlite3_stmt *add = sr_store_prepare(store, text, error);

        if (add == NULL)
            return false;
        do {
            for (int r = 0; r < n_rows; r++, done++)
                bind_figure(add, r * 7 + 1, first + (gint64)done, &figures[done]);
            if (!sr_store_run(store, add, error))
                return false;
        } while (n - done >= (gsize)n_rows);
    }
    return true;
}

bool
sr_store_add_series(SrStore *store, const SrSeriesName *name,
                    const SrStoredFigure *figures, gsize n, GError **error)
{
    gint64 first = next_observation(store, error);
    guint64 sum = SUM_START;

    if (first < 0 || !add_figures(store, first, figures, n, error))
        return false;
    for (gsize i = 0; i < n; i++)
        sum = add_figure(sum, &figures[i]);
    return add_name(store, name, first, n, sum, error);
}

bool
sr_store_drop_dataset(SrStore *store, const char *dataset, GError **error)
{
    /* CROSS JOIN: the series one by one, each a range of observations; the other way
     * round every observation would look through all series. */
    static const char *const statements[] = {
        "DELETE FROM observation WHERE id IN (SELECT o.id FROM series AS s CROSS JOIN "
        "observation AS o ON o.id BETWEEN s.first AND s.first + s.n - 1 WHERE "
        "s.dataset = ?)",
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

/* Where the figures of a series stand. */
typedef struct {
    gint64 first;
    gint64 n;
    guint64 sum;
} Extent;

static bool
find_extent(SrStore *store, gint64 id, Extent *extent, GError **error)
{
    sqlite3_stmt *ask = sr_store_prepare(
        store, "SELECT first, n, checksum FROM series WHERE id = ?", error);

    if (ask == NULL)
        return false;
    sqlite3_bind_int64(ask, 1, id);
    bool is_found = sqlite3_step(ask) == SQLITE_ROW;
    if (is_found)
        *extent = (Extent){sqlite3_column_int64(ask, 0), sqlite3_column_int64(ask, 1),
                           (guint64)sqlite3_column_int64(ask, 2)};
    else
        sr_store_set_error(store, "series", error);
    sqlite3_reset(ask);
    return is_found;
}

bool
sr_store_read_series(SrStore *store, gint64 id, SrFigureFunc take, gpointer data,
                     GError **error)
{
    Extent extent;
    guint64 sum = SUM_START;
    gint64 n = 0;

    if (!find_extent(store, id, &extent, error))
        return false;
    sqlite3_stmt *ask =
        sr_store_prepare(store,
                         "SELECT place, value, status, flags, bound, row FROM observation"
                         " WHERE id BETWEEN ? AND ? ORDER BY id",
                         error);
    if (ask == NULL)
        return false;
    sqlite3_bind_int64(ask, 1, extent.first);
    sqlite3_bind_int64(ask, 2, extent.first + extent.n - 1);
    int result;
    while ((result = sqlite3_step(ask)) == SQLITE_ROW) {
        SrStoredFigure figure = {
            .place = sqlite3_column_int64(ask, 0),
            .value = sqlite3_column_type(ask, 1) == SQLITE_NULL
                         ? NAN
                         : sqlite3_column_double(ask, 1),
            .status = sqlite3_column_int(ask, 2),
            .flags = (unsigned)sqlite3_column_int(ask, 3),
            .bound = sqlite3_column_double(ask, 4),
            .row = sqlite3_column_int(ask, 5),
        };

        sum = add_figure(sum, &figure);
        n++;
        if (take != NULL)
            take(&figure, data);
    }
    if (result != SQLITE_DONE)
        sr_store_set_error(store, "observation", error);
    sqlite3_reset(ask);
    if (result != SQLITE_DONE)
        return false;
    if (n == extent.n && sum == extent.sum)
        return true;
    g_set_error_literal(error, SR_ERROR, SR_ERROR_IO,
                        _("the store is damaged: a series is not as it was written; "
                          "remove the folder .cache, it is made anew"));
    return false;
}

bool
sr_store_dataset_is_whole(SrStore *store, const char *dataset)
{
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
    sqlite3_stmt *ask =
        sr_store_prepare(store, "SELECT id FROM series WHERE dataset = ?", NULL);
    bool is_whole = ask != NULL;
    int result = SQLITE_DONE;

    if (ask == NULL)
        return false;
    sqlite3_bind_text(ask, 1, dataset, -1, SQLITE_STATIC);
    while ((result = sqlite3_step(ask)) == SQLITE_ROW) {
        gint64 id = sqlite3_column_int64(ask, 0);

        g_array_append_val(ids, id);
    }
    sqlite3_reset(ask);
    is_whole = result == SQLITE_DONE && ids->len > 0;
    for (guint i = 0; i < ids->len && is_whole; i++)
        is_whole =
            sr_store_read_series(store, g_array_index(ids, gint64, i), NULL, NULL, NULL);
    return is_whole;
}
