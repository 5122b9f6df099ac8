#include "store/storefile.h"

#include "base/error.h"
#include "store/schema.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A larger store is checked dataset by dataset only, by the sums of its series. */
#define MOST_BYTES_CHECKED (256 * 1024 * 1024)

/* Behind the name of the store. */
#define SEAL "-seal"

/* A file touched this recently may change again within the tick of its time stamp. */
#define RECENT_NS (2 * G_GINT64_CONSTANT(1000000000))

/* How long another process may take to finish its stage. */
#define BUSY_MS 1500

/* One thread works on a store; a link in its place is not followed. */
#define OPEN_FLAGS (SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX)

bool
sr_storefile_make_folder(const char *folder, GError **error)
{
    struct stat info;

    if (g_mkdir(folder, 0700) != 0 && errno != EEXIST) {
        g_set_error(error, SR_ERROR, SR_ERROR_IO, _("cannot make the folder '%s': %s"),
                    folder, g_strerror(errno));
        return false;
    }
    if (lstat(folder, &info) != 0 || !S_ISDIR(info.st_mode) || info.st_uid != geteuid()) {
        g_set_error(error, SR_ERROR, SR_ERROR_IO,
                    _("'%s' is not a folder of your own; remove it, it is made anew"),
                    folder);
        return false;
    }
    if ((info.st_mode & 077) != 0 && g_chmod(folder, 0700) != 0) {
        g_set_error(error, SR_ERROR, SR_ERROR_IO, _("cannot make '%s' private: %s"),
                    folder, g_strerror(errno));
        return false;
    }
    return true;
}

/* Runs a fixed statement without parameters. */
static bool
execute(sqlite3 *database, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    bool is_done = false;

    if (sqlite3_prepare_v2(database, sql, -1, &statement, NULL) == SQLITE_OK) {
        int result = sqlite3_step(statement);

        while (result == SQLITE_ROW)
            result = sqlite3_step(statement);
        is_done = result == SQLITE_DONE;
    }
    sqlite3_finalize(statement);
    return is_done;
}

/* The rows of a fixed query, one a line: (transfer full), or NULL. */
static char *
ask(sqlite3 *database, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    g_autoptr(GString) text = g_string_new("");
    int result = sqlite3_prepare_v2(database, sql, -1, &statement, NULL);

    while (result == SQLITE_OK && (result = sqlite3_step(statement)) == SQLITE_ROW) {
        const char *cell = (const char *)sqlite3_column_text(statement, 0);

        g_string_append_printf(text, "%s\n", cell != NULL ? cell : "");
        result = SQLITE_OK;
    }
    sqlite3_finalize(statement);
    return result == SQLITE_DONE ? g_strdup(text->str) : NULL;
}

/* Settings of the connection: nothing in a poisoned file may run or be trusted. */
static bool
configure(sqlite3 *database)
{
    sqlite3_extended_result_codes(database, 1);
    sqlite3_busy_timeout(database, BUSY_MS);
    sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    return execute(database, "PRAGMA cell_size_check = ON") &&
           execute(database, "PRAGMA synchronous = NORMAL") &&
           execute(database, "PRAGMA temp_store = MEMORY") &&
           execute(database, "PRAGMA cache_size = -32768");
}

static bool
make_tables(sqlite3 *database)
{
    g_autofree char *version =
        g_strdup_printf("PRAGMA user_version = %d", SR_STORE_VERSION);
    g_autofree char *application =
        g_strdup_printf("PRAGMA application_id = %d", SR_STORE_APPLICATION);

    if (!execute(database, "BEGIN"))
        return false;
    for (int i = 0; sr_store_schema[i] != NULL; i++)
        if (!execute(database, sr_store_schema[i]))
            return false;
    return execute(database, version) && execute(database, application) &&
           execute(database, "COMMIT");
}

/* The tables as SQLite keeps them, to compare with those of a file. */
static char *
schema_text(sqlite3 *database)
{
    return ask(database, "SELECT type || name || coalesce(sql, '') FROM sqlite_schema"
                         " ORDER BY type, name");
}

static bool
is_ours(sqlite3 *database)
{
    sqlite3 *fresh = NULL;
    g_autofree char *expected = NULL;

    if (sqlite3_open(":memory:", &fresh) == SQLITE_OK && make_tables(fresh))
        expected = schema_text(fresh);
    sqlite3_close(fresh);

    g_autofree char *found = schema_text(database);
    g_autofree char *version = ask(database, "PRAGMA user_version");
    g_autofree char *application = ask(database, "PRAGMA application_id");
    return expected != NULL && g_strcmp0(expected, found) == 0 && version != NULL &&
           atoi(version) == SR_STORE_VERSION && application != NULL &&
           atoi(application) == SR_STORE_APPLICATION;
}

/* --- The seal --- */

static gint64
nanoseconds(struct timespec time)
{
    return (gint64)time.tv_sec * 1000000000 + time.tv_nsec;
}

/* How the file looks, in words that no change of it leaves alone; "" if it is not there.
 */
static char *
look_at(const char *path, gint64 *touched_ns)
{
    struct stat info;

    if (lstat(path, &info) != 0 || !S_ISREG(info.st_mode))
        return g_strdup("");
    *touched_ns = MAX(nanoseconds(info.st_mtim), nanoseconds(info.st_ctim));
    return g_strdup_printf("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
                           " %" G_GINT64_FORMAT "\n",
                           (gint64)info.st_size, nanoseconds(info.st_mtim),
                           nanoseconds(info.st_ctim), (gint64)info.st_ino);
}

bool
sr_storefile_is_sealed(const char *path)
{
    g_autofree char *seal = g_strconcat(path, SEAL, NULL);
    g_autofree char *text = NULL;
    gint64 touched_ns;
    g_autofree char *look = look_at(path, &touched_ns);

    return *look != '\0' && g_file_get_contents(seal, &text, NULL, NULL) &&
           g_str_equal(text, look);
}

void
sr_storefile_seal(const char *path, gint64 now_ns)
{
    g_autofree char *seal = g_strconcat(path, SEAL, NULL);
    gint64 touched_ns = now_ns;
    g_autofree char *look = look_at(path, &touched_ns);

    if (touched_ns + RECENT_NS >= now_ns || sr_storefile_is_sealed(path))
        return;
    /* One that is cut short fits nothing: whether it was written is all the same. */
    g_unlink(seal);
    int file = g_open(seal, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (file < 0)
        return;
    if (write(file, look, strlen(look)) < 0)
        g_unlink(seal);
    g_close(file, NULL);
}

sqlite3 *
sr_storefile_open(const char *path, bool *is_busy)
{
    struct stat info;
    sqlite3 *database = NULL;

    if (lstat(path, &info) != 0 || !S_ISREG(info.st_mode) || info.st_uid != geteuid() ||
        ((info.st_mode & 077) != 0 && g_chmod(path, 0600) != 0))
        return NULL;
    bool is_good = sqlite3_open_v2(path, &database, OPEN_FLAGS, NULL) == SQLITE_OK &&
                   configure(database) && is_ours(database);
    if (is_good && info.st_size <= MOST_BYTES_CHECKED && !sr_storefile_is_sealed(path)) {
        g_autofree char *answer = ask(database, "PRAGMA quick_check(1)");

        is_good = g_strcmp0(answer, "ok\n") == 0;
    }
    if (is_good)
        return database;
    *is_busy = (sqlite3_errcode(database) & 0xff) == SQLITE_BUSY;
    sqlite3_close(database);
    return NULL;
}

void
sr_storefile_remove(const char *path)
{
    static const char *const suffixes[] = {"", "-journal", "-wal", "-shm", SEAL};

    for (size_t i = 0; i < G_N_ELEMENTS(suffixes); i++) {
        g_autofree char *file = g_strconcat(path, suffixes[i], NULL);

        g_unlink(file);
    }
}

sqlite3 *
sr_storefile_make(const char *path, GError **error)
{
    sqlite3 *database = NULL;

    sr_storefile_remove(path);
    /* SQLite alone would make the file with the umask's rights. */
    int file = g_open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (file < 0) {
        g_set_error(error, SR_ERROR, SR_ERROR_IO, _("cannot make '%s': %s"), path,
                    g_strerror(errno));
        return NULL;
    }
    g_close(file, NULL);
    if (sqlite3_open_v2(path, &database, OPEN_FLAGS, NULL) == SQLITE_OK &&
        configure(database) && make_tables(database))
        return database;
    g_set_error(error, SR_ERROR, SR_ERROR_IO, _("cannot make '%s': %s"), path,
                sqlite3_errmsg(database));
    sqlite3_close(database);
    return NULL;
}

sqlite3 *
sr_storefile_make_in_memory(GError **error)
{
    sqlite3 *database = NULL;

    if (sqlite3_open(":memory:", &database) == SQLITE_OK && configure(database) &&
        make_tables(database))
        return database;
    g_set_error(error, SR_ERROR, SR_ERROR_IO, _("no store in memory: %s"),
                sqlite3_errmsg(database));
    sqlite3_close(database);
    return NULL;
}
