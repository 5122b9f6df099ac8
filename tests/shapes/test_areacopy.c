#include "shapes/areacopy.h"

#include "base/error.h"
#include "shapes/letters.h"

#include <glib/gstdio.h>

static char *folder; /* of this run */

static void
copy_clear(SrAreaCopy *copy)
{
    sr_boundaries_free(copy->boundaries);
    sr_topology_free(copy->topology);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SrAreaCopy, copy_clear)

/* Three areas, each with one more field. */
static SrAreaCopy
make_copy(void)
{
    Letters letters = letters_parse("AAB/ACB/AAB");
    SrBoundaries *boundaries = letters_boundaries(&letters);

    boundaries->crs = g_strdup("EPSG:4326");
    boundaries->n_fields = 1;
    boundaries->fields = g_new0(char *, boundaries->n_areas);
    for (int a = 0; a < boundaries->n_areas; a++)
        boundaries->fields[a] = g_strdup_printf("Ä%d", a);
    SrTopology *topology = sr_topology_new(boundaries, 0, NULL);
    sr_topology_measure(topology);
    for (int i = 0; i < topology->n_points; i++)
        topology->points[i].x += 1000;
    topology->n_snapped = 7;
    return (SrAreaCopy){boundaries, topology};
}

#define SAME(of, member, n)                                                              \
    g_assert_cmpmem(to.of->member, (gsize)(n) * sizeof *to.of->member, from.of->member,  \
                    (gsize)(n) * sizeof *from.of->member)

static void
test_round_trip(void)
{
    g_autofree char *path = g_build_filename(folder, "copy", NULL);
    g_autoptr(GError) error = NULL;
    g_auto(SrAreaCopy) from = make_copy();
    g_auto(SrAreaCopy) to = {0};
    const SrTopology *topology = from.topology;
    const SrBoundaries *boundaries = from.boundaries;

    g_assert_true(sr_area_copy_save(&from, path, "key", NULL, &error));
    g_assert_no_error(error);
    g_assert_false(sr_area_copy_load(path, "another key", &to));
    g_assert_null(to.boundaries);
    g_assert_true(sr_area_copy_load(path, "key", &to));
    g_assert_cmpint(to.boundaries->n_areas, ==, 3);
    g_assert_cmpint(to.topology->n_areas, ==, 3);
    g_assert_cmpint(to.topology->n_snapped, ==, 7);
    g_assert_cmpint(to.topology->n_nodes, ==, topology->n_nodes);
    g_assert_cmpint(to.topology->n_arcs, ==, topology->n_arcs);
    g_assert_cmpint(to.topology->n_points, ==, topology->n_points);
    SAME(boundaries, points, boundaries->n_points);
    SAME(boundaries, ring_start, boundaries->n_rings + 1);
    SAME(boundaries, ring_area, boundaries->n_rings);
    SAME(boundaries, ring_hole, boundaries->n_rings);
    SAME(topology, points, topology->n_points);
    SAME(topology, source, topology->n_points);
    SAME(topology, arc_start, topology->n_arcs + 1);
    SAME(topology, arc_from, topology->n_arcs);
    SAME(topology, arc_to, topology->n_arcs);
    SAME(topology, arc_left, topology->n_arcs);
    SAME(topology, arc_right, topology->n_arcs);
    SAME(topology, arc_area, topology->n_arcs);
    SAME(topology, arc_box, topology->n_arcs);
    SAME(topology, node_start, topology->n_nodes + 1);
    SAME(topology, leaving, 2 * topology->n_arcs);
    SAME(topology, leaving_at, 2 * topology->n_arcs);
    for (int a = 0; a < to.boundaries->n_areas; a++) {
        g_assert_cmpstr(to.boundaries->keys[a], ==, boundaries->keys[a]);
        g_assert_cmpstr(to.boundaries->names[a], ==, boundaries->names[a]);
        g_assert_cmpstr(sr_boundaries_field(to.boundaries, a, 0), ==,
                        boundaries->fields[a]);
    }
    g_assert_cmpstr(to.boundaries->crs, ==, "EPSG:4326");
    g_remove(path);
}

/* Broken off anywhere, longer, or with one bit another, it is not there. */
static void
test_damage(void)
{
    g_autofree char *path = g_build_filename(folder, "copy", NULL);
    g_auto(SrAreaCopy) from = make_copy();
    g_auto(SrAreaCopy) to = {0};
    g_autofree char *bytes = NULL;
    gsize n;

    g_assert_true(sr_area_copy_save(&from, path, "key", NULL, NULL));
    g_assert_true(g_file_get_contents(path, &bytes, &n, NULL));
    for (gsize length = 0; length < n; length += 7) {
        g_assert_true(g_file_set_contents(path, bytes, (gssize)length, NULL));
        g_assert_false(sr_area_copy_load(path, "key", &to));
    }
    g_assert_true(g_file_set_contents(path, bytes, (gssize)n + 1, NULL));
    g_assert_false(sr_area_copy_load(path, "key", &to));
    for (gsize at = 0; at < n; at++) {
        char bit = (char)(1 << at % 8);

        bytes[at] ^= bit;
        g_assert_true(g_file_set_contents(path, bytes, (gssize)n, NULL));
        g_test_message("byte %zu", at);
        g_assert_false(sr_area_copy_load(path, "key", &to));
        bytes[at] ^= bit;
    }
    g_remove(path);
}

/* With another database of PROJ it would be another. */
static void
test_tools(void)
{
    g_autofree char *path = g_build_filename(folder, "copy", NULL);
    g_autofree char *database = g_build_filename(folder, "proj.db", NULL);
    g_auto(SrAreaCopy) from = make_copy();
    g_auto(SrAreaCopy) to = {0};

    g_assert_true(g_file_set_contents(database, "one", -1, NULL));
    g_assert_true(sr_area_copy_save(&from, path, "key", database, NULL));
    g_assert_true(g_file_set_contents(database, "another", -1, NULL));
    g_assert_false(sr_area_copy_load(path, "key", &to));
    g_assert_true(sr_area_copy_save(&from, path, "key", database, NULL));
    g_remove(database);
    g_assert_false(sr_area_copy_load(path, "key", &to));
    g_remove(path);
}

static void
test_keys(void)
{
    const char *const fields[] = {"RS", NULL};
    SrBoundarySource source = {.key_field = "AGS", .name_field = "GEN"};
    SrMending mending = SR_MENDING_SAFE;
    SrAreaOrigin origin = {&source, "1234", &mending, "EPSG:25832", "program"};
    g_autoptr(GHashTable) keys =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autofree char *again = sr_area_copy_key(&origin);
    guint n = 0;

    g_hash_table_add(keys, sr_area_copy_key(&origin)), n++;
    g_assert_true(g_hash_table_contains(keys, again));
    origin.checksum = "1235";
    g_hash_table_add(keys, sr_area_copy_key(&origin)), n++;
    origin.program = "another";
    g_hash_table_add(keys, sr_area_copy_key(&origin)), n++;
    origin.crs = "EPSG:3857";
    g_hash_table_add(keys, sr_area_copy_key(&origin)), n++;
    source.merge = true;
    g_hash_table_add(keys, sr_area_copy_key(&origin)), n++;
    source.extra_fields = fields;
    g_hash_table_add(keys, sr_area_copy_key(&origin)), n++;
    source.filter = "GF = 4";
    g_hash_table_add(keys, sr_area_copy_key(&origin)), n++;
    mending.gap_m2 = 0.5;
    g_hash_table_add(keys, sr_area_copy_key(&origin)), n++;
    mending.sliver_m = 0.5;
    g_hash_table_add(keys, sr_area_copy_key(&origin)), n++;
    mending.snap = 0.1;
    g_hash_table_add(keys, sr_area_copy_key(&origin)), n++;
    g_assert_cmpuint(g_hash_table_size(keys), ==, n);
}

static void
test_refusals(void)
{
    g_autoptr(GError) error = NULL;
    g_auto(SrAreaCopy) from = make_copy();
    g_auto(SrAreaCopy) to = {0};

    g_assert_false(sr_area_copy_load("/nowhere/copy", "key", &to));
    g_assert_false(sr_area_copy_save(&from, "/nowhere/copy", "key", NULL, &error));
    g_assert_error(error, SR_ERROR, SR_ERROR_IO);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    folder = g_dir_make_tmp(NULL, NULL);
    g_test_add_func("/areacopy/round-trip", test_round_trip);
    g_test_add_func("/areacopy/damage", test_damage);
    g_test_add_func("/areacopy/tools", test_tools);
    g_test_add_func("/areacopy/keys", test_keys);
    g_test_add_func("/areacopy/refusals", test_refusals);
    int status = g_test_run();
    g_rmdir(folder);
    g_free(folder);
    return status;
}
