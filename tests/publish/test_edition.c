#include "base/error.h"
#include "publish/edition.h"

#include <glib/gstdio.h>
#include <unistd.h>

static char *
read_file(const char *folder, const char *name)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    char *text = NULL;

    return g_file_get_contents(path, &text, NULL, NULL) ? text : NULL;
}

static void
make_edition(const char *folder, const char *text)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(SrEdition) edition = sr_edition_begin(folder, &error);

    g_assert_no_error(error);
    g_assert_true(sr_edition_write(edition, "tables/values.csv", text, -1, &error));
    g_assert_true(sr_edition_finish(edition, &error));
    g_assert_no_error(error);
}

static bool
exists(const char *folder, const char *name)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);

    return g_file_test(path, G_FILE_TEST_EXISTS);
}

static void
test_swap(void)
{
    g_autofree char *folder = g_dir_make_tmp(NULL, NULL);

    make_edition(folder, "one");
    make_edition(folder, "two");
    g_autofree char *text = read_file(folder, "output/tables/values.csv");
    g_assert_cmpstr(text, ==, "two");
    g_assert_false(exists(folder, "output.new"));
    g_assert_false(exists(folder, "output.old"));
}

/* What is not finished leaves the last edition as it was, and no litter. */
static void
test_abandoned(void)
{
    g_autofree char *folder = g_dir_make_tmp(NULL, NULL);

    make_edition(folder, "one");
    {
        g_autoptr(SrEdition) edition = sr_edition_begin(folder, NULL);

        g_assert_true(sr_edition_write(edition, "tables/values.csv", "half", -1, NULL));
    }
    g_autofree char *text = read_file(folder, "output/tables/values.csv");
    g_assert_cmpstr(text, ==, "one");
    g_assert_false(exists(folder, "output.new"));
}

/* A run that died left its work, or died between two renames: the next run heals it. */
static void
test_heals(void)
{
    g_autofree char *folder = g_dir_make_tmp(NULL, NULL);
    g_autofree char *current = g_build_filename(folder, "output", NULL);
    g_autofree char *old = g_build_filename(folder, "output.old", NULL);
    g_autofree char *litter = g_build_filename(folder, "output.new", "maps", NULL);

    make_edition(folder, "one");
    g_assert_cmpint(g_rename(current, old), ==, 0);
    g_assert_cmpint(g_mkdir_with_parents(litter, 0700), ==, 0);
    sr_edition_tidy(folder);
    g_assert_false(exists(folder, "output.new"));
    g_assert_false(exists(folder, "output.old"));
    {
        g_autoptr(SrEdition) edition = sr_edition_begin(folder, NULL);

        g_assert_nonnull(edition);
        g_assert_false(exists(folder, "output.new/maps"));
        g_assert_true(sr_edition_keep(edition, "tables/values.csv"));
        g_assert_false(sr_edition_keep(edition, "tables/none.csv"));
    }
    g_autofree char *text = read_file(folder, "output/tables/values.csv");
    g_assert_cmpstr(text, ==, "one");
}

/* A link in output/ that leads out of the project is removed, never followed. */
static void
test_links_stay_outside(void)
{
    g_autofree char *folder = g_dir_make_tmp(NULL, NULL);
    g_autofree char *outside = g_dir_make_tmp(NULL, NULL);
    g_autofree char *file = g_build_filename(outside, "precious", NULL);
    g_autofree char *link_path = g_build_filename(folder, "output", "link", NULL);

    g_assert_true(g_file_set_contents(file, "x", 1, NULL));
    make_edition(folder, "one");
    g_assert_cmpint(symlink(outside, link_path), ==, 0);
    make_edition(folder, "two");
    g_assert_true(g_file_test(file, G_FILE_TEST_EXISTS));
}

static void
test_one_at_a_time(void)
{
    g_autofree char *folder = g_dir_make_tmp(NULL, NULL);
    g_autoptr(SrEdition) first = sr_edition_begin(folder, NULL);
    g_autoptr(GError) error = NULL;

    g_assert_nonnull(first);
    g_assert_null(sr_edition_begin(folder, &error));
    g_assert_error(error, SR_ERROR, SR_ERROR_IO);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/edition/swap", test_swap);
    g_test_add_func("/edition/abandoned", test_abandoned);
    g_test_add_func("/edition/heals", test_heals);
    g_test_add_func("/edition/links-stay-outside", test_links_stay_outside);
    g_test_add_func("/edition/one-at-a-time", test_one_at_a_time);
    return g_test_run();
}
