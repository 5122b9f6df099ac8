#include "store/store.h"

#include "base/error.h"
#include "store/figurestore.h"
#include "store/neighbourstore.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
    char *folder;
    char *cache;
    char *path;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->folder = g_dir_make_tmp(NULL, NULL);
    fixture->cache = g_build_filename(fixture->folder, ".cache", NULL);
    fixture->path = g_build_filename(fixture->cache, "store.sqlite", NULL);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autofree char *input = g_build_filename(fixture->folder, "input.csv", NULL);
    g_unlink(input);
    g_unlink(fixture->path);
    g_rmdir(fixture->path);
    g_rmdir(fixture->cache);
    g_rmdir(fixture->folder);
    g_free(fixture->path);
    g_free(fixture->cache);
    g_free(fixture->folder);
}

static void
assert_opens(Fixture *fixture, bool is_new)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(SrStore) store = sr_store_open(fixture->cache, &error);

    g_assert_no_error(error);
    g_assert_cmpint(sr_store_is_new(store), ==, is_new);
    g_assert_cmpint(sr_store_is_current(store, "data", "abc"), ==, !is_new);
    if (is_new) {
        g_assert_true(sr_store_begin(store, &error));
        g_assert_true(sr_store_set_current(store, "data", "abc", &error));
        g_assert_true(sr_store_commit(store, &error));
    }
}

static int
rights(const char *path)
{
    struct stat info;

    g_assert_cmpint(lstat(path, &info), ==, 0);
    return info.st_mode & 0777;
}

static void
test_private(Fixture *fixture, gconstpointer data)
{
    (void)data;
    umask(0);
    assert_opens(fixture, true);
    g_assert_cmpint(rights(fixture->cache), ==, 0700);
    g_assert_cmpint(rights(fixture->path), ==, 0600);
    g_assert_cmpint(g_chmod(fixture->path, 0644), ==, 0);
    assert_opens(fixture, false);
    g_assert_cmpint(rights(fixture->path), ==, 0600);
}

static void
run_sql(const char *path, const char *sql)
{
    sqlite3 *database = NULL;

    g_assert_cmpint(sqlite3_open(path, &database), ==, SQLITE_OK);
    g_assert_cmpint(sqlite3_exec(database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
    sqlite3_close(database);
}

/* Whatever was done to the file, the store opens, anew and empty. */
static void
test_damaged(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char *const poisons[] = {
        "PRAGMA user_version = 77",
        "PRAGMA application_id = 1",
        "CREATE TABLE other (x)",
        "CREATE TRIGGER t AFTER INSERT ON stage BEGIN DELETE FROM dataset; END",
        "DROP TABLE told",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(poisons); i++) {
        assert_opens(fixture, true);
        assert_opens(fixture, false);
        run_sql(fixture->path, poisons[i]);
        assert_opens(fixture, true);
        g_unlink(fixture->path);
    }

    assert_opens(fixture, true);
    g_assert_cmpint(truncate(fixture->path, 5000), ==, 0);
    assert_opens(fixture, true);
    g_assert_cmpint(truncate(fixture->path, 0), ==, 0);
    assert_opens(fixture, true);
    g_assert_true(g_file_set_contents(fixture->path, "this is no database", -1, NULL));
    assert_opens(fixture, true);
    g_unlink(fixture->path);
    g_assert_cmpint(symlink("/etc/passwd", fixture->path), ==, 0);
    assert_opens(fixture, true);
    assert_opens(fixture, false);
}

/* A flipped page in the middle is found by the check on opening. */
static void
test_bad_page(Fixture *fixture, gconstpointer data)
{
    (void)data;
    assert_opens(fixture, true);
    g_autofree char *bytes = NULL;
    gsize n;
    g_assert_true(g_file_get_contents(fixture->path, &bytes, &n, NULL));
    g_assert_cmpuint(n, >, 3 * 4096);
    memset(bytes + 4096, 0xff, 4096);
    g_assert_true(g_file_set_contents(fixture->path, bytes, n, NULL));
    assert_opens(fixture, true);
}

static void
test_no_folder(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    g_autoptr(GError) link_error = NULL;
    g_autofree char *deep = g_build_filename(fixture->folder, "no", "such", NULL);

    g_assert_null(sr_store_open(deep, &error));
    g_assert_error(error, SR_ERROR, SR_ERROR_IO);
    g_assert_cmpint(symlink("/tmp", fixture->cache), ==, 0);
    g_assert_null(sr_store_open(fixture->cache, &link_error));
    g_assert_error(link_error, SR_ERROR, SR_ERROR_IO);
    g_unlink(fixture->cache);
}

static void
test_checksum(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_build_filename(fixture->folder, "input.csv", NULL);
    g_autoptr(SrStore) store = sr_store_open(fixture->cache, &error);

    g_assert_null(sr_store_checksum(store, path, &error));
    g_assert_error(error, SR_ERROR, SR_ERROR_INPUT);
    g_assert_true(g_file_set_contents(path, "abc", -1, NULL));
    g_autofree char *first = sr_store_checksum(store, path, NULL);
    g_assert_cmpstr(first, ==,
                    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    /* The same size within the same second: the file is read all the same. */
    g_assert_true(g_file_set_contents(path, "abd", -1, NULL));
    g_autofree char *second = sr_store_checksum(store, path, NULL);
    g_assert_cmpstr(first, !=, second);
}

/* A file that has long been the same is read once, and known again in the next run. */
static void
test_known_checksum(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    g_autofree char *first = NULL;

    for (int run = 0; run < 2; run++) {
        g_autoptr(SrStore) store = sr_store_open(fixture->cache, &error);

        g_assert_no_error(error);
        for (int time = 0; time < 2; time++) {
            g_autofree char *sum = sr_store_checksum(store, "/bin/sh", &error);

            g_assert_no_error(error);
            if (first == NULL)
                first = g_strdup(sum);
            g_assert_cmpstr(sum, ==, first);
        }
    }
    g_autoptr(SrStore) store = sr_store_open(fixture->cache, &error);
    g_assert_null(sr_store_checksum(store, fixture->folder, &error));
    g_assert_error(error, SR_ERROR, SR_ERROR_INPUT); /* no file */
}

static void
ignore(const SrStoredFigure *figure, gpointer data)
{
    (void)figure;
    (void)data;
}

/* Calls whatever uses the store. Returns: how many calls failed, each with an error. */
static int
use(SrStore *store)
{
    static const SrSeriesName name = {"a", "bev", "gemeinde", "2018", "", -1, 0, false};
    static const SrStoredFigure figure = {5, 0, 1, 2, SR_STATUS_OK, 0};
    static const SrNeighbourRow row = {"01", "02", 7};
    static const char *const islands[] = {"03"};
    static const SrNeighbourTable neighbours = {"", "gemeinde", &row, 1, islands, 1};
    int n_failed = 0;

    for (int call = 0; call < 7; call++) {
        g_autoptr(GError) error = NULL;
        bool is_done = false;

        if (call == 0)
            is_done = sr_store_place(store, "gemeinde", "01", &error) >= 0;
        else if (call == 1)
            is_done = sr_store_add_series(store, &name, &figure, 1, &error);
        else if (call == 2)
            is_done = sr_store_read_series(store, 1, ignore, NULL, &error);
        else if (call == 3)
            is_done = sr_store_keep_neighbours(store, &neighbours, 1, &error);
        else if (call == 4)
            is_done = sr_store_set_current(store, "data", "abc", &error);
        else if (call == 5)
            is_done = sr_store_drop_dataset(store, "a", &error);
        else
            is_done = sr_store_begin(store, &error) && sr_store_commit(store, &error);
        sr_store_rollback(store);
        if (!is_done)
            g_assert_error(error, SR_ERROR, SR_ERROR_IO);
        n_failed += !is_done;
    }
    return n_failed;
}

/* Whichever table is lost under it: what needs the table fails with an error. */
static void
test_lost_tables(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char *const tables[] = {"input",    "stage", "neighbour", "island",
                                         "dataset",  "place", "series",    "figures",
                                         "variable", "told"};
    int n_failed = 0;

    g_autoptr(SrStore) whole = sr_store_open_memory(NULL);
    g_assert_cmpint(use(whole), ==, 0);
    for (gsize i = 0; i < G_N_ELEMENTS(tables); i++) {
        g_autofree char *drop = g_strconcat("DROP TABLE ", tables[i], NULL);
        g_autofree char *sum = NULL;
        g_autoptr(SrStore) store = sr_store_open_memory(NULL);

        g_assert_cmpint(sqlite3_exec(sr_store_database(store), drop, NULL, NULL, NULL),
                        ==, SQLITE_OK);
        sum = sr_store_checksum(store, "/bin/sh", NULL);
        g_assert_nonnull(sum);
        g_assert_false(sr_store_is_current(store, "data", "never"));
        g_assert_true(i != 7 || !sr_store_dataset_is_whole(store, "a"));
        n_failed += use(store);
    }
    g_assert_cmpint(n_failed, >=, 10);
    (void)fixture;
}

/* While another process writes, the store is neither read nor thrown away. */
static void
test_busy(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    sqlite3 *other = NULL;

    assert_opens(fixture, true);
    g_assert_cmpint(sqlite3_open(fixture->path, &other), ==, SQLITE_OK);
    g_assert_cmpint(sqlite3_exec(other, "BEGIN EXCLUSIVE", NULL, NULL, NULL), ==,
                    SQLITE_OK);
    g_assert_null(sr_store_open(fixture->cache, &error));
    g_assert_error(error, SR_ERROR, SR_ERROR_IO);
    sqlite3_close(other);
    assert_opens(fixture, false);
}

static void
test_rollback(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    g_autoptr(SrStore) store = sr_store_open(fixture->cache, &error);

    g_assert_true(sr_store_begin(store, &error));
    g_assert_true(sr_store_set_current(store, "x", "1", &error));
    g_assert_true(sr_store_is_current(store, "x", "1"));
    sr_store_rollback(store);
    g_assert_false(sr_store_is_current(store, "x", "1"));
    g_assert_null(sr_store_prepare(store, "SELECT no FROM nothing", &error));
    g_assert_error(error, SR_ERROR, SR_ERROR_IO);
}

/* One line for a group: each stage of it counts, by name and content, and no other. */
static void
test_fingerprint_of_a_group(Fixture *fixture, gconstpointer data)
{
    static const struct {
        const char *stage, *fingerprint;
        bool counts;
    } steps[] = {
        {"data/a", "1", true},    {"data/b", "1", true}, {"data/a", "2", true},
        {"database", "1", false}, {"data", "1", false},  {"map/a", "1", false},
    };
    g_autoptr(SrStore) store = sr_store_open(fixture->cache, NULL);
    g_autofree char *before = sr_store_fingerprint(store, "data");

    (void)data;
    for (size_t i = 0; i < G_N_ELEMENTS(steps); i++) {
        g_test_message("%s", steps[i].stage);
        g_assert_true(
            sr_store_set_current(store, steps[i].stage, steps[i].fingerprint, NULL));
        g_autofree char *after = sr_store_fingerprint(store, "data");
        g_assert_cmpint(g_str_equal(before, after), ==, !steps[i].counts);
        g_free(before);
        before = g_steal_pointer(&after);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add(name, Fixture, NULL, set_up, function, tear_down)
    ADD("/store/fingerprint-of-a-group", test_fingerprint_of_a_group);
    ADD("/store/private", test_private);
    ADD("/store/damaged", test_damaged);
    ADD("/store/bad-page", test_bad_page);
    ADD("/store/no-folder", test_no_folder);
    ADD("/store/checksum", test_checksum);
    ADD("/store/known_checksum", test_known_checksum);
    ADD("/store/lost_tables", test_lost_tables);
    ADD("/store/busy", test_busy);
    ADD("/store/rollback", test_rollback);
    return g_test_run();
}
