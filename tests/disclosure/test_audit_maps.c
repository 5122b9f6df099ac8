#include "disclosure/audit_maps.h"

#include "base/error.h"

#include <glib/gstdio.h>

static char *folder;

static void
put(const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autofree char *parent = g_path_get_dirname(path);

    g_assert_cmpint(g_mkdir_with_parents(parent, 0700), ==, 0);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void
drop(const char *name)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);

    g_assert_cmpint(g_remove(path), ==, 0);
}

/* Lines of values.csv in another order and number are safe; one figure more is not. */
static void
test_lines(void)
{
    g_autoptr(GPtrArray) leaks = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;

    put("tables/values.csv", "indicator,value\na,1\nb,\nc,3\n");
    g_assert_true(sr_audit_map_tables(folder, leaks, &error)); /* no maps at all */
    put("maps/a.pdf", "a,7\n");
    put("maps/a.csv", "indicator,value\nc,3\na,1\n");
    g_assert_true(sr_audit_map_tables(folder, leaks, &error));
    g_assert_cmpint(leaks->len, ==, 0);
    put("maps/b.csv", "indicator,value\nb,2\n");
    g_assert_true(sr_audit_map_tables(folder, leaks, &error));
    g_assert_no_error(error);
    g_assert_cmpint(leaks->len, ==, 1);
    g_assert_nonnull(g_strstr_len(leaks->pdata[0], -1, "maps/b.csv"));
    g_assert_nonnull(g_strstr_len(leaks->pdata[0], -1, "2"));
    drop("tables/values.csv");
    g_assert_false(sr_audit_map_tables(folder, leaks, &error));
    g_assert_error(error, SR_ERROR, SR_ERROR_IO);
    drop("maps/a.pdf");
    drop("maps/a.csv");
    drop("maps/b.csv");
    drop("maps");
    drop("tables");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    folder = g_dir_make_tmp(NULL, NULL);
    g_test_add_func("/audit-maps/lines", test_lines);
    int status = g_test_run();
    g_assert_cmpint(g_rmdir(folder), ==, 0);
    g_free(folder);
    return status;
}
