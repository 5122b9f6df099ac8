#include "store/store.h"

#include "base/error.h"
#include "store/storefile.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

/* A file touched this recently may change again within the tick of its time stamp. */
#define RECENT_NS (2 * G_GINT64_CONSTANT(1000000000))

struct SrStore {
    sqlite3 *database;      /* owned */
    char *path;             /* owned; NULL = in memory */
    GHashTable *statements; /* sql → sqlite3_stmt, owned */
    GHashTable *checksums;  /* path → Checksum, not yet written; owned */
    bool is_new;
    bool is_sealed; /* when it was opened */
    bool is_whole;  /* all that was loaded */
    bool is_damaged;
    bool is_open; /* a transaction */
};

/* When a file looked how. */
typedef struct {
    gint64 size;
    gint64 mtime_ns;
    gint64 ctime_ns;
    gint64 inode;
} Look;

typedef struct {
    Look look;
    char sha256[65];
} Checksum;

static void
finalize(gpointer statement)
{
    sqlite3_finalize(statement);
}

static SrStore *
store_new(sqlite3 *database, const char *path, bool is_new)
{
    SrStore *store = g_new0(SrStore, 1);

    store->database = database;
    store->path = g_strdup(path);
    store->is_new = is_new;
    store->statements = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, finalize);
    store->checksums = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return store;
}

SrStore *
sr_store_open(const char *folder, GError **error)
{
    g_autofree char *path = g_build_filename(folder, "store.sqlite", NULL);

    if (!sr_storefile_make_folder(folder, error))
        return NULL;
    bool is_busy = false;
    bool is_sealed = sr_storefile_is_sealed(path);
    sqlite3 *database = sr_storefile_open(path, &is_busy);
    if (database != NULL) {
        SrStore *store = store_new(database, path, false);

        store->is_sealed = is_sealed;
        return store;
    }
    if (is_busy) {
        g_set_error(error, SR_ERROR, SR_ERROR_IO,
                    _("'%s' is in use: another run works on this project"), path);
        return NULL;
    }
    database = sr_storefile_make(path, error);
    return database == NULL ? NULL : store_new(database, path, true);
}

SrStore *
sr_store_open_memory(GError **error)
{
    sqlite3 *database = sr_storefile_make_in_memory(error);

    return database == NULL ? NULL : store_new(database, NULL, true);
}

bool
sr_store_is_new(const SrStore *store)
{
    return store->is_new;
}

bool
sr_store_is_sealed(const SrStore *store)
{
    return store->is_sealed;
}

void
sr_store_set_whole(SrStore *store)
{
    store->is_whole = true;
}

void
sr_store_set_damaged(SrStore *store)
{
    store->is_damaged = true;
}

sqlite3 *
sr_store_database(SrStore *store)
{
    return store->database;
}

/* --- statements and transactions --- */

void
sr_store_set_error(SrStore *store, const char *doing, GError **error)
{
    int code = sqlite3_extended_errcode(store->database) & 0xff;

    /* A disk that is full or fails may leave a journal beside the file. */
    if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB || code == SQLITE_IOERR ||
        code == SQLITE_FULL)
        store->is_damaged = true;
    g_set_error(error, SR_ERROR, SR_ERROR_IO, _("the store '%s' failed (%s): %s"),
                store->path != NULL ? store->path : ":memory:", doing,
                sqlite3_errmsg(store->database));
}

sqlite3_stmt *
sr_store_prepare(SrStore *store, const char *sql, GError **error)
{
    sqlite3_stmt *statement = g_hash_table_lookup(store->statements, sql);

    if (statement != NULL) {
        sqlite3_reset(statement);
        sqlite3_clear_bindings(statement);
        return statement;
    }
    if (sqlite3_prepare_v3(store->database, sql, -1, SQLITE_PREPARE_PERSISTENT,
                           &statement, NULL) != SQLITE_OK) {
        sr_store_set_error(store, sql, error);
        return NULL;
    }
    g_hash_table_insert(store->statements, g_strdup(sql), statement);
    return statement;
}

bool
sr_store_run(SrStore *store, sqlite3_stmt *statement, GError **error)
{
    int result = sqlite3_step(statement);

    if (result != SQLITE_DONE)
        sr_store_set_error(store, sqlite3_sql(statement), error);
    sqlite3_reset(statement);
    return result == SQLITE_DONE;
}

static bool
run_text(SrStore *store, const char *sql, GError **error)
{
    sqlite3_stmt *statement = sr_store_prepare(store, sql, error);

    return statement != NULL && sr_store_run(store, statement, error);
}

bool
sr_store_begin(SrStore *store, GError **error)
{
    g_return_val_if_fail(!store->is_open, false);

    store->is_open = run_text(store, "BEGIN IMMEDIATE", error);
    return store->is_open;
}

bool
sr_store_begin_reading(SrStore *store)
{
    if (store->is_open)
        return false;
    store->is_open = run_text(store, "BEGIN", NULL);
    return store->is_open;
}

static bool
write_checksums(SrStore *store, GError **error)
{
    GHashTableIter iter;
    gpointer path, value;

    g_hash_table_iter_init(&iter, store->checksums);
    while (g_hash_table_iter_next(&iter, &path, &value)) {
        const Checksum *sum = value;
        sqlite3_stmt *statement = sr_store_prepare(
            store, "INSERT OR REPLACE INTO input VALUES (?, ?, ?, ?, ?, ?)", error);

        if (statement == NULL)
            return false;
        sqlite3_bind_text(statement, 1, path, -1, SQLITE_STATIC);
        sqlite3_bind_int64(statement, 2, sum->look.size);
        sqlite3_bind_int64(statement, 3, sum->look.mtime_ns);
        sqlite3_bind_int64(statement, 4, sum->look.ctime_ns);
        sqlite3_bind_int64(statement, 5, sum->look.inode);
        sqlite3_bind_text(statement, 6, sum->sha256, -1, SQLITE_STATIC);
        if (!sr_store_run(store, statement, error))
            return false;
    }
    g_hash_table_remove_all(store->checksums);
    return true;
}

bool
sr_store_commit(SrStore *store, GError **error)
{
    if (!write_checksums(store, error) || !run_text(store, "COMMIT", error)) {
        sr_store_rollback(store);
        return false;
    }
    store->is_open = false;
    return true;
}

void
sr_store_rollback(SrStore *store)
{
    if (!store->is_open)
        return;
    /* A full disk has SQLite roll back by itself. */
    if (sqlite3_get_autocommit(store->database) == 0 &&
        !run_text(store, "ROLLBACK", NULL))
        store->is_damaged = true;
    store->is_open = false;
}

void
sr_store_free(SrStore *store)
{
    if (store == NULL)
        return;
    sr_store_rollback(store);
    if (g_hash_table_size(store->checksums) > 0 && sr_store_begin(store, NULL) &&
        !sr_store_commit(store, NULL))
        store->is_damaged = true;
    g_hash_table_unref(store->checksums);
    g_hash_table_unref(store->statements);
    sqlite3_close(store->database);
    if (store->is_damaged && store->path != NULL)
        sr_storefile_remove(store->path); /* made anew next time */
    else if (store->path != NULL && (store->is_sealed || store->is_whole))
        sr_storefile_seal(store->path, g_get_real_time() * 1000);
    g_free(store->path);
    g_free(store);
}

/* --- what is unchanged --- */

static gint64
nanoseconds(struct timespec time)
{
    return (gint64)time.tv_sec * 1000000000 + time.tv_nsec;
}

static bool
look_at(const char *path, Look *look, GError **error)
{
    struct stat info;

    if (stat(path, &info) != 0) {
        bool is_absent = errno == ENOENT || errno == ENOTDIR;

        g_set_error(error, SR_ERROR, is_absent ? SR_ERROR_INPUT : SR_ERROR_IO,
                    _("cannot read '%s': %s"), path, g_strerror(errno));
        return false;
    }
    if (!S_ISREG(info.st_mode)) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT, _("'%s' is not a file"), path);
        return false;
    }
    *look = (Look){info.st_size, nanoseconds(info.st_mtim), nanoseconds(info.st_ctim),
                   (gint64)info.st_ino};
    return true;
}

/* A signal is no reason to give up. */
static gssize
read_some(int file, void *buffer, gsize n)
{
    gssize result = read(file, buffer, n);

    while (result < 0 && errno == EINTR)
        result = read(file, buffer, n);
    return result;
}

static bool
hash_file(const char *path, char sha256[65], GError **error)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_autofree guint8 *buffer = g_malloc(1 << 18);
    int file = g_open(path, O_RDONLY | O_CLOEXEC, 0);
    gssize n = file < 0 ? -1 : read_some(file, buffer, 1 << 18);

    for (; n > 0; n = read_some(file, buffer, 1 << 18))
        g_checksum_update(sum, buffer, n);
    if (n < 0)
        g_set_error(error, SR_ERROR, SR_ERROR_IO, _("cannot read '%s': %s"), path,
                    g_strerror(errno));
    if (file >= 0)
        g_close(file, NULL);
    g_strlcpy(sha256, g_checksum_get_string(sum), 65);
    return n == 0;
}

static char *
known_checksum(SrStore *store, const char *path, const Look *look)
{
    const Checksum *pending = g_hash_table_lookup(store->checksums, path);

    if (pending != NULL && memcmp(&pending->look, look, sizeof *look) == 0)
        return g_strdup(pending->sha256);
    sqlite3_stmt *statement = sr_store_prepare(
        store,
        "SELECT sha256 FROM input WHERE path = ? AND size = ? AND mtime_ns = ?"
        " AND ctime_ns = ? AND inode = ?",
        NULL);
    if (statement == NULL)
        return NULL;
    sqlite3_bind_text(statement, 1, path, -1, SQLITE_STATIC);
    sqlite3_bind_int64(statement, 2, look->size);
    sqlite3_bind_int64(statement, 3, look->mtime_ns);
    sqlite3_bind_int64(statement, 4, look->ctime_ns);
    sqlite3_bind_int64(statement, 5, look->inode);
    char *found = NULL;
    if (sqlite3_step(statement) == SQLITE_ROW)
        found = g_strdup((const char *)sqlite3_column_text(statement, 0));
    sqlite3_reset(statement);
    return found;
}

char *
sr_store_checksum(SrStore *store, const char *path, GError **error)
{
    Look look;

    if (!look_at(path, &look, error))
        return NULL;
    char *known = known_checksum(store, path, &look);
    if (known != NULL)
        return known;

    g_autofree Checksum *sum = g_new0(Checksum, 1);
    sum->look = look;
    if (!hash_file(path, sum->sha256, error))
        return NULL;
    char *sha256 = g_strdup(sum->sha256);
    if (MAX(look.mtime_ns, look.ctime_ns) + RECENT_NS < g_get_real_time() * 1000)
        g_hash_table_replace(store->checksums, g_strdup(path), g_steal_pointer(&sum));
    return sha256;
}

bool
sr_store_is_current(SrStore *store, const char *stage, const char *fingerprint)
{
    sqlite3_stmt *statement = sr_store_prepare(
        store, "SELECT 1 FROM stage WHERE name = ? AND fingerprint = ?", NULL);

    if (statement == NULL)
        return false;
    sqlite3_bind_text(statement, 1, stage, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 2, fingerprint, -1, SQLITE_STATIC);
    bool is_current = sqlite3_step(statement) == SQLITE_ROW;
    sqlite3_reset(statement);
    return is_current;
}

bool
sr_store_set_current(SrStore *store, const char *stage, const char *fingerprint,
                     GError **error)
{
    sqlite3_stmt *statement =
        sr_store_prepare(store, "INSERT OR REPLACE INTO stage VALUES (?, ?)", error);

    if (statement == NULL)
        return false;
    sqlite3_bind_text(statement, 1, stage, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 2, fingerprint, -1, SQLITE_STATIC);
    return sr_store_run(store, statement, error);
}

char *
sr_store_fingerprint(SrStore *store, const char *group)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_autofree char *from = g_strconcat(group, "/", NULL);
    g_autofree char *to = g_strconcat(group, "0", NULL); /* what comes next to '/' */
    sqlite3_stmt *ask = sr_store_prepare(
        store,
        "SELECT name, fingerprint FROM stage WHERE name >= ? AND name < ? ORDER BY name",
        NULL);
    int result;

    if (ask == NULL)
        return NULL;
    sqlite3_bind_text(ask, 1, from, -1, SQLITE_STATIC);
    sqlite3_bind_text(ask, 2, to, -1, SQLITE_STATIC);
    while ((result = sqlite3_step(ask)) == SQLITE_ROW)
        for (int c = 0; c < 2; c++)
            g_checksum_update(sum, sqlite3_column_text(ask, c),
                              sqlite3_column_bytes(ask, c) + 1);
    sqlite3_reset(ask);
    return result == SQLITE_DONE ? g_strdup(g_checksum_get_string(sum)) : NULL;
}
