#include "store/guard.h"

#include <sqlite3.h>
#include <stddef.h>
#include <sys/stat.h>

/* The guarded file, whatever name it is opened by. */
static struct stat guarded;

static bool
is_guarded(sqlite3 *database)
{
    const char *path = sqlite3_db_filename(database, "main");
    struct stat info;

    return path != NULL && stat(path, &info) == 0 && info.st_dev == guarded.st_dev &&
           info.st_ino == guarded.st_ino;
}

/* What sqlite3_auto_extension() calls for each new connection. */
static int
tame(sqlite3 *database, const char **message, const void *api)
{
    static const struct {
        int option, value;
    } settings[] = {
        {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
        {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
        {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_DEFENSIVE, 1},
    };

    (void)message;
    (void)api;
    for (unsigned i = 0; is_guarded(database) && i < sizeof settings / sizeof *settings;
         i++)
        sqlite3_db_config(database, settings[i].option, settings[i].value, NULL);
    return SQLITE_OK;
}

void
sr_guard_begin(const char *path)
{
    if (stat(path, &guarded) != 0)
        return;
    sqlite3_auto_extension((void (*)(void))tame);
}

void
sr_guard_end(void)
{
    sqlite3_cancel_auto_extension((void (*)(void))tame);
}

bool
sr_guard_is_table(const char *path, const char *name)
{
    static const char sql[] =
        "SELECT count(*) FROM sqlite_master WHERE lower(name) = lower(?1) AND "
        "(type = 'view' OR (type = 'table' AND sql LIKE 'CREATE VIRTUAL%'))";
    sqlite3 *database = NULL;
    sqlite3_stmt *statement = NULL;
    bool is_other = false;

    if (sqlite3_open_v2(path, &database, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
        sqlite3_prepare_v2(database, sql, -1, &statement, NULL) == SQLITE_OK) {
        sqlite3_bind_text(statement, 1, name, -1, SQLITE_STATIC);
        is_other =
            sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_int(statement, 0) > 0;
    }
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return !is_other;
}
