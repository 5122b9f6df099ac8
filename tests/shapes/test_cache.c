#include "shapes/cache.h"

#include "base/error.h"
#include "shapes/letters.h"

#include <glib/gstdio.h>

static char *folder; /* of this run */

static void
test_round_trip(void)
{
    g_autofree char *path = g_build_filename(folder, "copy", NULL);
    g_autoptr(GError) error = NULL;
    Letters letters = letters_parse("AAB/ACB/AAB");
    g_autoptr(SrBoundaries) from = letters_boundaries(&letters);

    from->crs = g_strdup("EPSG:4326");
    from->n_fields = 1;
    from->fields = g_new0(char *, from->n_areas);
    for (int a = 0; a < from->n_areas; a++)
        from->fields[a] = g_strdup_printf("Ä%d", a);
    g_assert_true(sr_boundaries_save(from, path, &error));
    g_assert_no_error(error);
    g_autoptr(SrBoundaries) to = sr_boundaries_load(path);
    g_assert_cmpint(to->n_areas, ==, 3);
    g_assert_cmpmem(to->points, (gsize)to->n_points * sizeof(SrPoint), from->points,
                    (gsize)from->n_points * sizeof(SrPoint));
    g_assert_cmpmem(to->ring_start, (gsize)(to->n_rings + 1) * sizeof(int),
                    from->ring_start, (gsize)(from->n_rings + 1) * sizeof(int));
    g_assert_cmpmem(to->ring_area, (gsize)to->n_rings * sizeof(int), from->ring_area,
                    (gsize)from->n_rings * sizeof(int));
    for (int r = 0; r < to->n_rings; r++)
        g_assert_true(to->ring_hole[r] == from->ring_hole[r]);
    for (int a = 0; a < to->n_areas; a++) {
        g_assert_cmpstr(to->keys[a], ==, from->keys[a]);
        g_assert_cmpstr(sr_boundaries_field(to, a, 0), ==, from->fields[a]);
    }
    g_assert_cmpstr(to->crs, ==, "EPSG:4326");

    /* Broken off anywhere, or with a byte changed in its numbers, it is not there, or at
     * least leads nowhere it should not: the sanitizers would tell. */
    g_autofree char *bytes = NULL;
    gsize n;
    g_assert_true(g_file_get_contents(path, &bytes, &n, NULL));
    for (gsize length = 0; length < n; length += 7) {
        g_assert_true(g_file_set_contents(path, bytes, (gssize)length, NULL));
        g_assert_null(sr_boundaries_load(path));
    }
    for (int round = 0; round < 300; round++) {
        gsize at = (gsize)g_test_rand_int_range(0, round % 2 == 0 ? 64 : (int)n);
        char kept = bytes[at];

        bytes[at] = (char)g_test_rand_int_range(0, 256);
        g_assert_true(g_file_set_contents(path, bytes, (gssize)n, NULL));
        g_autoptr(SrBoundaries) damaged = sr_boundaries_load(path);
        bytes[at] = kept;
    }
    g_remove(path);
}

static void
test_names(void)
{
    const char *const fields[] = {"RS", NULL};
    SrBoundarySource source = {.key_field = "AGS", .name_field = "GEN"};
    g_autofree char *plain = sr_boundaries_copy_name(&source, "1234");
    g_autofree char *again = sr_boundaries_copy_name(&source, "1234");
    g_autofree char *other_file = sr_boundaries_copy_name(&source, "1235");
    source.merge = true;
    g_autofree char *merged = sr_boundaries_copy_name(&source, "1234");
    source.extra_fields = fields;
    g_autofree char *with_field = sr_boundaries_copy_name(&source, "1234");

    g_assert_cmpstr(plain, ==, again);
    g_assert_cmpstr(plain, !=, other_file);
    g_assert_cmpstr(plain, !=, merged);
    g_assert_cmpstr(merged, !=, with_field);
}

static void
test_refusals(void)
{
    g_autoptr(GError) error = NULL;
    Letters letters = letters_parse("A");
    g_autoptr(SrBoundaries) boundaries = letters_boundaries(&letters);

    boundaries->crs = g_strdup("");
    g_assert_null(sr_boundaries_load("/nowhere/copy"));
    g_assert_false(sr_boundaries_save(boundaries, "/nowhere/copy", &error));
    g_assert_error(error, SR_ERROR, SR_ERROR_IO);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    folder = g_dir_make_tmp(NULL, NULL);
    g_test_add_func("/cache/round-trip", test_round_trip);
    g_test_add_func("/cache/names", test_names);
    g_test_add_func("/cache/refusals", test_refusals);
    int status = g_test_run();
    g_rmdir(folder);
    g_free(folder);
    return status;
}
