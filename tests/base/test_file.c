#include "base/file.h"

#include "base/error.h"

#include <glib/gstdio.h>
#include <string.h>
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
    fixture->folder = g_dir_make_tmp(NULL, NULL);
    fixture->path = g_build_filename(fixture->folder, "a", NULL);
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

/* Whatever the bytes: they come back as they are, with a NUL behind. */
static void
test_bytes(Fixture *fixture, gconstpointer data)
{
    (void)data;
    for (int round = 0; round < 50; round++) {
        guint8 bytes[300];
        gsize n = (gsize)g_test_rand_int_range(0, 300);
        gsize n_read = 999;

        for (gsize i = 0; i < n; i++)
            bytes[i] = (guint8)g_test_rand_int_range(0, 256);
        g_assert_true(
            g_file_set_contents(fixture->path, (const char *)bytes, (gssize)n, NULL));
        g_autofree char *read = sr_file_read(fixture->path, 300, &n_read, NULL);
        g_assert_cmpmem(read, n_read, bytes, n);
        g_assert_cmpint(read[n], ==, '\0');
    }
}

static void
refuse(const char *path, gint64 most, int code)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(sr_file_read(path, most, NULL, &error));
    g_assert_error(error, SR_ERROR, code);
    g_assert_nonnull(strstr(error->message, path));
}

static void
test_refusals(Fixture *fixture, gconstpointer data)
{
    (void)data;
    refuse(fixture->path, 10, SR_ERROR_INPUT); /* absent */
    refuse(fixture->folder, 10, SR_ERROR_INPUT);
    refuse("/dev/zero", 10, SR_ERROR_INPUT);
    g_assert_cmpint(mkfifo(fixture->path, 0600), ==, 0);
    refuse(fixture->path, 10, SR_ERROR_INPUT); /* and does not wait for a writer */
    g_unlink(fixture->path);
    /* Sparse: a limit is known from the size alone. */
    g_assert_true(g_file_set_contents(fixture->path, "x", 1, NULL));
    g_assert_cmpint(truncate(fixture->path, 3 * SR_MEGABYTE), ==, 0);
    refuse(fixture->path, 2 * SR_MEGABYTE, SR_ERROR_INPUT);
    g_autofree char *whole = sr_file_read(fixture->path, 3 * SR_MEGABYTE, NULL, NULL);
    g_assert_nonnull(whole);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/file/bytes", Fixture, NULL, set_up, test_bytes, tear_down);
    g_test_add("/file/refusals", Fixture, NULL, set_up, test_refusals, tear_down);
    return g_test_run();
}
