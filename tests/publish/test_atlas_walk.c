/* The whole atlas of the example, walked as a screen reader would. */
#include "draw/pdf_walk.h"

#include <glib/gstdio.h>
#include <stdlib.h>

#define PROGRAM "build/sozialraum"

/*
 * Once through all pages; test_full_atlas makes every atlas twice and compares bytes. The
 * project is copied, so that nothing of it is used by two programs at once.
 */
static void
test_walk(void)
{
    g_autofree char *folder = g_dir_make_tmp(NULL, NULL);
    g_autofree char *path = g_build_filename(folder, "atlas.pdf", NULL);
    g_autofree char *script =
        g_strdup_printf("cp -r sozialraum.ini shapes indicators styles %1$s && "
                        "%2$s -C %1$s -q atlas -o %3$s",
                        folder, PROGRAM, path);
    g_autofree char *clear = g_strdup_printf("rm -r %s", folder);
    const char *command[] = {"/bin/sh", "-c", script, NULL};
    g_autoptr(GError) error = NULL;
    int status = 0;

    if (!g_file_test(PROGRAM, G_FILE_TEST_IS_EXECUTABLE)) {
        g_test_skip("the program is not built here");
        g_rmdir(folder);
        return;
    }
    g_spawn_sync(NULL, (char **)command, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL,
                 &status, &error);
    g_assert_no_error(error);
    g_assert_cmpint(status, ==, 0);
    g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, &error);
    g_assert_no_error(error);
    gint64 begin = g_get_monotonic_time();
    g_autofree char *fault =
        pdf_walk_fault(g_mapped_file_get_contents(file), g_mapped_file_get_length(file));
    g_test_message("walked in %.2f s", (double)(g_get_monotonic_time() - begin) / 1e6);
    g_assert_cmpstr(fault, ==, NULL);
    g_assert_cmpint(system(clear), ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/atlas/walk", test_walk);
    return g_test_run();
}
