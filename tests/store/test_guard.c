#include "store/guard.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <sqlite3.h>

typedef struct {
    char *folder, *path;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    sqlite3 *database;

    fixture->folder = g_dir_make_tmp(NULL, NULL);
    fixture->path = g_build_filename(fixture->folder, "a.sqlite", NULL);
    g_assert_cmpint(sqlite3_open(fixture->path, &database), ==, SQLITE_OK);
    g_assert_cmpint(sqlite3_exec(database,
                                 "CREATE TABLE t(a); INSERT INTO t VALUES (1);"
                                 "CREATE VIEW v AS SELECT a FROM t;"
                                 "CREATE VIRTUAL TABLE r USING rtree(id, low, high)",
                                 NULL, NULL, NULL),
                    ==, SQLITE_OK);
    sqlite3_close(database);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_unlink(fixture->path);
    g_rmdir(fixture->folder);
    g_free(fixture->path);
    g_free(fixture->folder);
}

/* Whether the first row of @sql can be had. */
static bool
can_ask(const char *path, const char *sql)
{
    sqlite3 *database;

    g_assert_cmpint(sqlite3_open(path, &database), ==, SQLITE_OK);
    bool can = sqlite3_exec(database, sql, NULL, NULL, NULL) == SQLITE_OK;
    sqlite3_close(database);
    return can;
}

static void
test_views(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_assert_true(can_ask(fixture->path, "SELECT * FROM v"));
    sr_guard_begin(fixture->path);
    g_assert_false(can_ask(fixture->path, "SELECT * FROM v"));
    g_assert_true(can_ask(fixture->path, "SELECT * FROM t"));
    g_assert_true(can_ask(":memory:", "CREATE TABLE t(a); CREATE VIEW v AS SELECT * FROM "
                                      "t; SELECT * FROM v"));
    sr_guard_end();
    g_assert_true(can_ask(fixture->path, "SELECT * FROM v"));
}

static void
test_kinds(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_assert_true(sr_guard_is_table(fixture->path, "t"));
    g_assert_true(sr_guard_is_table(fixture->path, "nothing"));
    g_assert_false(sr_guard_is_table(fixture->path, "V"));
    g_assert_false(sr_guard_is_table(fixture->path, "r"));
    g_assert_true(sr_guard_is_table("/nowhere.sqlite", "v"));
    g_assert_true(sr_guard_is_table("/dev/null", "v"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/guard/views", Fixture, NULL, set_up, test_views, tear_down);
    g_test_add("/guard/kinds", Fixture, NULL, set_up, test_kinds, tear_down);
    return g_test_run();
}
