/* Facilities of shapes/points: read, refused, and found in their area. */
#include "publish/facilities.h"

#include "base/error.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

/* A project folder with one layer of points. */
static char *
folder_with(const char *rows)
{
    char *folder = g_dir_make_tmp(NULL, NULL);
    g_autofree char *points = g_build_filename(folder, "shapes", "points", NULL);
    g_autofree char *path = g_build_filename(points, "orte.csv", NULL);

    g_mkdir_with_parents(points, 0700);
    g_assert_true(g_file_set_contents(path, rows, -1, NULL));
    return folder;
}

static void
remove_folder(const char *folder)
{
    const char *const names[] = {"shapes/points/orte.csv", "shapes/points", "shapes", ""};

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_build_filename(folder, names[i], NULL);

        g_remove(path);
    }
}

static GPtrArray *
read_rows(const char *rows, GError **error)
{
    g_autofree char *folder = folder_with(rows);
    g_autoptr(SrFindings) findings = sr_findings_new();
    GPtrArray *facilities = sr_facilities_read(folder, "EPSG:25832", findings, error);

    remove_folder(folder);
    return facilities;
}

static void
test_read(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) found =
        read_rows("name;kind;lon;lat;capacity\nEins;Kita;8.1;49.5;60\n"
                  "Zwei;Beratung;8.2;49.4;\n",
                  &error);

    g_assert_no_error(error);
    g_assert_cmpuint(found->len, ==, 2);
    const SrFacility *one = found->pdata[0];
    const SrFacility *two = found->pdata[1];
    g_assert_cmpstr(one->name, ==, "Eins");
    g_assert_cmpstr(one->kind, ==, "Kita");
    g_assert_cmpfloat(one->capacity, ==, 60);
    g_assert_true(isnan(two->capacity));
    /* Zone 32 has its middle at 9 degrees east. */
    g_assert_cmpfloat(one->at.x, >, 400000);
    g_assert_cmpfloat(one->at.x, <, two->at.x);
    g_assert_cmpfloat(one->at.y, >, two->at.y);
}

/* No column for names or places is needed. */
static void
test_least_columns(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) found = read_rows("kind;lon;lat\nKita;8.1;49.5\n", &error);

    g_assert_no_error(error);
    g_assert_cmpstr(((const SrFacility *)found->pdata[0])->name, ==, "");
}

static void
test_refusals(void)
{
    static const char *const cases[] = {
        "kind;lon\nKita;8.1\n",
        "kind;lon;lat\nKita;8.1;149.5\n",
        "kind;lon;lat\nKita;hier;49.5\n",
        "kind;lon;lat;capacity\nKita;8.1;49.5;viele\n",
        "kind;lon;lat;capacity\nKita;8.1;49.5;-3\n",
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;

        g_test_message("%s", cases[i]);
        g_assert_null(read_rows(cases[i], &error));
        g_assert_error(error, SR_ERROR, SR_ERROR_INPUT);
    }
}

static void
test_no_folder(void)
{
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) none =
        sr_facilities_read("/nirgends", "EPSG:25832", findings, &error);

    g_assert_no_error(error);
    g_assert_cmpuint(none->len, ==, 0);
}

/*
 * Two squares side by side, and a hole in the left one that is the third area:
 *
 *     +------+------+
 *     |  +-+ |      |
 *     | 0|2| |  1   |
 *     |  +-+ |      |
 *     +------+------+
 */
static void
test_area(void)
{
    /* Arcs: the common border, the rest of each square, the hole. */
    static SrPoint points[] = {{10, 0},  {10, 10},                     /* shared */
                               {10, 10}, {0, 10},  {0, 0},   {10, 0},  /* left */
                               {10, 0},  {20, 0},  {20, 10}, {10, 10}, /* right */
                               {4, 4},   {4, 6},   {6, 6},   {6, 4},   {4, 4}}; /* hole */
    static int start[] = {0, 2, 6, 10, 15};
    static int left[] = {0, 0, 1, 0};
    static int right[] = {1, -1, -1, 2};
    const SrTopology topology = {.n_areas = 3,
                                 .n_arcs = 4,
                                 .arc_start = start,
                                 .arc_left = left,
                                 .arc_right = right,
                                 .points = points};
    static const struct {
        SrPoint at;
        int area;
    } cases[] = {{{1, 1}, 0}, {{5, 5}, 2},   {{8, 5}, 0},   {{12, 5}, 1},
                 {{5, 7}, 0}, {{21, 5}, -1}, {{-1, 5}, -1}, {{5, 11}, -1}};

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpint(sr_facility_area(&topology, cases[i].at), ==, cases[i].area);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/facilities/read", test_read);
    g_test_add_func("/facilities/least-columns", test_least_columns);
    g_test_add_func("/facilities/refusals", test_refusals);
    g_test_add_func("/facilities/no-folder", test_no_folder);
    g_test_add_func("/facilities/area", test_area);
    return g_test_run();
}
