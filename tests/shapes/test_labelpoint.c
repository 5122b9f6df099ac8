#include "shapes/labelpoint.h"

#include "shapes/dissolve.h"
#include "shapes/letters.h"

#include <math.h>

/* Whether the open box about (x, y) lies wholly in letter A. */
static bool
fits(const Letters *letters, double x, double y, double width, double height)
{
    double shrink = 1e-9;

    for (int row = (int)floor(y - height / 2 + shrink); row < y + height / 2 - shrink;
         row++)
        for (int column = (int)floor(x - width / 2 + shrink);
             column < x + width / 2 - shrink; column++)
            if (letters_at(letters, column, row) != 'A')
                return false;
    return true;
}

static void
test_places(void)
{
    static const struct {
        const char *diagram;
        double aspect, x, y, width;
    } cases[] = {
        {"A", 1, 0.5, 0.5, 1},
        {"AA/AA", 2, 1, 1, 2},
        {"AAAAAA/A...../A.....", 6, 3, 2.5, 6},     /* a wide text runs along the top */
        {"AAAAAA/AA..../AA....", 0.5, 1, 1.5, 1.5}, /* a tall one stands to the left */
        {"A.AAA/..AAA/..AAA", 1, 3.5, 1.5, 3},      /* the largest part */
        {"AAAAAAA/A.....A/AAAAAAA/AAAAAAA/AAAAAAA", 7. / 3, 3.5, 1.5,
         7}, /* below the hole */
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Letters letters = letters_parse(cases[i].diagram);
        g_autoptr(SrBoundaries) boundaries = letters_boundaries(&letters);
        g_autoptr(SrTopology) topology = sr_topology_new(boundaries, 0, NULL);
        g_autoptr(SrPolygons) polygons = sr_topology_dissolve(topology, NULL, 1);
        SrLabelPoint label;

        g_test_message("%s", cases[i].diagram);
        g_assert_true(sr_label_point(polygons, 0, cases[i].aspect, &label));
        g_assert_cmpfloat_with_epsilon(label.width, cases[i].width,
                                       0.02 * cases[i].width);
        g_assert_cmpfloat_with_epsilon(label.point.x, cases[i].x, 0.5);
        g_assert_true(
            fits(&letters, label.point.x, label.point.y, label.width, label.height));
    }
}

/* The box fits, and no box about a point of a fine grid is clearly larger. */
static void
test_none_is_larger(void)
{
    int n_seen = 0;

    for (int round = 0; round < 60; round++) {
        double aspect = g_test_rand_double_range(0.5, 5);
        Letters letters =
            letters_random(g_test_rand_int_range(3, 9), g_test_rand_int_range(3, 9), 6);

        for (int y = 0; y < letters.height; y++)
            for (int x = 0; x < letters.width; x++)
                letters.cells[y][x] = letters.cells[y][x] == '.' ? '.' : 'A';
        g_autoptr(SrBoundaries) boundaries = letters_boundaries(&letters);
        g_autoptr(SrTopology) topology = sr_topology_new(boundaries, 0, NULL);
        g_autoptr(SrPolygons) polygons =
            sr_topology_dissolve(topology, NULL, boundaries->n_areas);
        SrLabelPoint label;

        if (polygons->n_polygons != 1)
            continue; /* the largest part is looked at elsewhere */
        g_assert_true(sr_label_point(polygons, 0, aspect, &label));
        g_assert_true(
            fits(&letters, label.point.x, label.point.y, label.width, label.height));
        n_seen++;
        double larger = label.width * 1.03 + 0.03;
        for (double y = 0.05; y < letters.height; y += 0.1)
            for (double x = 0.05; x < letters.width; x += 0.1)
                g_assert_false(fits(&letters, x, y, larger, larger / aspect));
    }
    g_assert_cmpint(n_seen, >, 20);
}

static void
test_nothing(void)
{
    SrPolygons none = {.n_areas = 1, .area_start = (int[]){0, 0}};
    SrLabelPoint label;

    g_assert_false(sr_label_point(&none, 0, 1, &label));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/label-point/places", test_places);
    g_test_add_func("/label-point/none-is-larger", test_none_is_larger);
    g_test_add_func("/label-point/nothing", test_nothing);
    return g_test_run();
}
