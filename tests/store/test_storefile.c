#include "store/storefile.h"

#include "base/error.h"
#include "store/schema.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
    char *folder;
    char *path;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    g_autofree char *parent = g_dir_make_tmp(NULL, NULL);

    fixture->folder = g_build_filename(parent, ".cache", NULL);
    fixture->path = g_build_filename(fixture->folder, "store.sqlite", NULL);
    g_assert_true(sr_storefile_make_folder(fixture->folder, &error));
    g_assert_no_error(error);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autofree char *parent = g_path_get_dirname(fixture->folder);

    sr_storefile_remove(fixture->path);
    g_rmdir(fixture->folder);
    g_rmdir(parent);
    g_free(fixture->path);
    g_free(fixture->folder);
}

static void
make(const Fixture *fixture)
{
    g_autoptr(GError) error = NULL;
    sqlite3 *made = sr_storefile_make(fixture->path, &error);

    g_assert_no_error(error);
    sqlite3_close(made);
}

/* Whether the file is taken for a whole store as it stands. */
static bool
opens(const Fixture *fixture)
{
    bool is_busy = false;
    sqlite3 *database = sr_storefile_open(fixture->path, &is_busy);

    g_assert_false(is_busy);
    sqlite3_close(database);
    return database != NULL;
}

static int
rights(const char *path)
{
    struct stat info;

    g_assert_cmpint(stat(path, &info), ==, 0);
    return info.st_mode & 0777;
}

static void
test_private(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_assert_false(opens(fixture));
    mode_t before = umask(0);
    make(fixture);
    umask(before);
    g_assert_true(opens(fixture));
    g_assert_cmpint(rights(fixture->folder), ==, 0700);
    g_assert_cmpint(rights(fixture->path), ==, 0600);
    /* Rights that were widened are taken back. */
    g_chmod(fixture->folder, 0755);
    g_chmod(fixture->path, 0644);
    g_assert_true(sr_storefile_make_folder(fixture->folder, NULL));
    g_assert_true(opens(fixture));
    g_assert_cmpint(rights(fixture->folder), ==, 0700);
    g_assert_cmpint(rights(fixture->path), ==, 0600);
}

/* Nothing that anyone added to the file or took from it is trusted. */
static void
test_foreign(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char *const changes[] = {
        "CREATE TRIGGER t AFTER INSERT ON stage BEGIN SELECT 1; END",
        "CREATE VIEW v AS SELECT 1",
        "CREATE TABLE more(a)",
        "DROP TABLE stage",
        "PRAGMA user_version = 1",
        "PRAGMA application_id = 1",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(changes); i++) {
        sqlite3 *database = NULL;

        make(fixture);
        g_assert_cmpint(sqlite3_open(fixture->path, &database), ==, SQLITE_OK);
        g_test_message("%s", changes[i]);
        g_assert_cmpint(sqlite3_exec(database, changes[i], NULL, NULL, NULL), ==,
                        SQLITE_OK);
        sqlite3_close(database);
        g_assert_false(opens(fixture));
    }
}

static void
test_link(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autofree char *real = g_build_filename(fixture->folder, "real.sqlite", NULL);

    make(fixture);
    g_assert_cmpint(g_rename(fixture->path, real), ==, 0);
    g_assert_cmpint(symlink(real, fixture->path), ==, 0);
    g_assert_false(opens(fixture));
    g_unlink(real);
}

/* With pages missing at its end it is no store; and making it anew always succeeds. */
static void
test_cut(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autofree char *whole = NULL;
    gsize n;

    make(fixture);
    g_assert_true(g_file_get_contents(fixture->path, &whole, &n, NULL));
    for (gsize cut = 0; cut < n; cut += 4096) {
        g_assert_true(g_file_set_contents(fixture->path, whole, (gssize)cut, NULL));
        g_chmod(fixture->path, 0600);
        g_assert_false(opens(fixture));
        make(fixture);
        g_assert_true(opens(fixture));
    }
}

/* The seal holds until anything is done to the file; a recent file is not sealed. */
static void
test_seal(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char *const changes[] = {"INSERT INTO stage VALUES ('a', 'b')",
                                          "UPDATE stage SET fingerprint = 'c'"};
    g_autofree char *seal = g_strconcat(fixture->path, "-seal", NULL);
    gint64 second = G_GINT64_CONSTANT(1000000000);
    struct stat before;

    sr_storefile_seal(fixture->path, g_get_real_time() * 1000 + 9 * second);
    g_assert_false(sr_storefile_is_sealed(fixture->path)); /* there is no file */
    make(fixture);
    sr_storefile_seal(fixture->path, g_get_real_time() * 1000);
    g_assert_false(sr_storefile_is_sealed(fixture->path));
    for (gsize i = 0; i < G_N_ELEMENTS(changes); i++) {
        sqlite3 *database = NULL;

        sr_storefile_seal(fixture->path, g_get_real_time() * 1000 + 9 * second);
        g_assert_true(sr_storefile_is_sealed(fixture->path));
        g_assert_cmpint(rights(seal), ==, 0600);
        g_assert_true(opens(fixture));
        g_assert_true(sr_storefile_is_sealed(fixture->path)); /* it was only read */
        g_assert_cmpint(stat(fixture->path, &before), ==, 0);
        g_usleep(20000); /* a tick of the file system's clock */
        g_assert_cmpint(sqlite3_open(fixture->path, &database), ==, SQLITE_OK);
        g_assert_cmpint(sqlite3_exec(database, changes[i], NULL, NULL, NULL), ==,
                        SQLITE_OK);
        sqlite3_close(database);
        /* Putting the old time back does not help. */
        const struct timespec times[] = {before.st_atim, before.st_mtim};
        g_assert_cmpint(utimensat(AT_FDCWD, fixture->path, times, 0), ==, 0);
        g_assert_false(sr_storefile_is_sealed(fixture->path));
    }
    g_assert_true(g_file_set_contents(seal, "4096 1 1", -1, NULL));
    g_assert_false(sr_storefile_is_sealed(fixture->path));
    sr_storefile_remove(fixture->path);
    g_assert_false(g_file_test(seal, G_FILE_TEST_EXISTS));
}

static void
test_refusals(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) no_folder = NULL;
    g_autoptr(GError) no_file = NULL;
    g_autofree char *beside = g_strconcat(fixture->folder, ".txt", NULL);
    g_autofree char *within = g_build_filename(beside, "store.sqlite", NULL);

    g_assert_true(g_file_set_contents(beside, "", 0, NULL));
    g_assert_false(sr_storefile_make_folder(beside, &no_folder));
    g_assert_error(no_folder, SR_ERROR, SR_ERROR_IO);
    g_assert_null(sr_storefile_make(within, &no_file));
    g_assert_error(no_file, SR_ERROR, SR_ERROR_IO);
    g_unlink(beside);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add(name, Fixture, NULL, set_up, function, tear_down)
    ADD("/storefile/private", test_private);
    ADD("/storefile/foreign", test_foreign);
    ADD("/storefile/link", test_link);
    ADD("/storefile/cut", test_cut);
    ADD("/storefile/seal", test_seal);
    ADD("/storefile/refusals", test_refusals);
    return g_test_run();
}
