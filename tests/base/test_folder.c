#include "base/folder.h"

#include "base/error.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static void
make(const char *folder, const char *name)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);

    g_assert_true(g_file_set_contents(path, "", 0, NULL));
}

static char *
join(GPtrArray *names)
{
    g_assert_nonnull(names);
    g_ptr_array_add(names, NULL);
    char *joined = g_strjoinv(" ", (char **)names->pdata);
    g_ptr_array_unref(names);
    return joined;
}

static void
test_names(void)
{
    static const char *const files[] = {"b.ini", "B.ini",  "a.ini", "a.b.ini",
                                        "ä.ini", ".c.ini", "a.csv"};
    g_autofree char *folder = g_dir_make_tmp(NULL, NULL);

    for (size_t i = 0; i < G_N_ELEMENTS(files); i++)
        make(folder, files[i]);
    g_autofree char *all = join(sr_folder_names(folder, "", NULL));
    g_autofree char *some = join(sr_folder_names(folder, ".ini", NULL));
    g_autofree char *ids = join(sr_folder_ids(folder, ".ini", NULL));
    g_autofree char *none = join(sr_folder_names(folder, ".xlsx", NULL));
    g_assert_cmpstr(all, ==, ".c.ini B.ini a.b.ini a.csv a.ini b.ini ä.ini");
    g_assert_cmpstr(some, ==, ".c.ini B.ini a.b.ini a.ini b.ini ä.ini");
    g_assert_cmpstr(ids, ==, ".c B a a.b b ä");
    g_assert_cmpstr(none, ==, "");
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *path = g_build_filename(folder, files[i], NULL);

        g_unlink(path);
    }
    g_rmdir(folder);
}

static void
refuse(const char *folder, int code)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(sr_folder_names(folder, "", &error));
    g_assert_error(error, SR_ERROR, code);
    g_assert_nonnull(strstr(error->message, folder));
}

/* What is refused in the middle of a folder is in tests/faults/sample.txt. */
static void
test_refusals(void)
{
    g_autofree char *folder = g_dir_make_tmp(NULL, NULL);
    g_autofree char *path = g_build_filename(folder, "a", NULL);
    g_autofree char *loop = g_build_filename(folder, "loop", NULL);

    refuse(path, SR_ERROR_INPUT); /* absent */
    g_autofree char *none = join(sr_folder_ids(path, "", NULL));
    g_assert_cmpstr(none, ==, "");
    make(folder, "a");
    refuse(path, SR_ERROR_INPUT); /* a file */
    g_assert_cmpint(symlink("loop", loop), ==, 0);
    refuse(loop, SR_ERROR_IO);
    g_unlink(loop);
    g_unlink(path);
    g_rmdir(folder);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/folder/names", test_names);
    g_test_add_func("/folder/refusals", test_refusals);
    return g_test_run();
}
