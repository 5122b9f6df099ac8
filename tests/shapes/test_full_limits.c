/*
 * No quadratic trap: boundaries four times as large take about four times as long, for
 * every shape that would be a trap for a careless way of doing it. Processor time, so
 * that other work on the machine does not count.
 */
#include "shapes/check.h"
#include "shapes/dissolve.h"
#include "shapes/mend.h"

#include <glib/gstdio.h>
#include <math.h>
#include <time.h>

/* Linear is 4, n log n not 5, quadratic 16. */
#define MOST_RATIO 8.0
#define NOISE_S 0.3

typedef struct {
    GArray *points;     /* of SrPoint */
    GArray *ring_start; /* of int */
    GArray *ring_area;  /* of int */
    GArray *ring_hole;  /* of bool */
} Soup;

static void
begin_ring(Soup *soup, int area, bool is_hole)
{
    int start = (int)soup->points->len;

    g_array_append_val(soup->ring_start, start);
    g_array_append_val(soup->ring_area, area);
    g_array_append_val(soup->ring_hole, is_hole);
}

static void
add(Soup *soup, double x, double y)
{
    SrPoint point = {400000 + x, 5400000 + y};

    g_array_append_val(soup->points, point);
}

static void
add_square(Soup *soup, int area, bool is_hole, double x, double y, double size)
{
    begin_ring(soup, area, is_hole);
    add(soup, x, y);
    add(soup, x + size, y);
    add(soup, x + size, y + size);
    add(soup, x, y + size);
}

/* Municipalities as a chessboard. */
static int
make_grid(Soup *soup, int n)
{
    int side = (int)sqrt(n);

    for (int a = 0; a < side * side; a++)
        add_square(soup, a, false, a % side * 100.0, a / side * 100.0, 100);
    return side * side;
}

/* Islands in one line: whoever looks east from each sees all others. */
static int
make_islands(Soup *soup, int n)
{
    for (int a = 0; a < n; a++)
        add_square(soup, a, false, a * 20.0, 0, 10);
    return n;
}

/* One area with a hole for each of the others. */
static int
make_enclaves(Soup *soup, int n)
{
    int side = (int)sqrt(n);

    add_square(soup, 0, false, -50, -50, side * 20.0 + 100);
    for (int a = 1; a < side * side; a++) {
        add_square(soup, 0, true, a % side * 20.0, a / side * 20.0, 10);
        add_square(soup, a, false, a % side * 20.0, a / side * 20.0, 10);
    }
    return side * side;
}

/* One ring, about round. */
static int
make_coast(Soup *soup, int n)
{
    begin_ring(soup, 0, false);
    for (int i = 0; i < n; i++) {
        double turn = 2 * G_PI * i / n;
        double r = 200000 * (1 + 0.1 * sin(40 * turn));

        add(soup, r * cos(turn), r * sin(turn));
    }
    return 1;
}

/* One ring whose every edge crosses the whole height: a comb of fine teeth. */
static int
make_comb(Soup *soup, int n)
{
    begin_ring(soup, 0, false);
    add(soup, 0, -10);
    add(soup, n * 0.5, -10);
    for (int i = n; i > 0; i--)
        add(soup, i * 0.5, i % 2 == 0 ? 0 : 100000);
    return 1;
}

/* A fine chessboard the size of a village, and an island a thousand kilometres away. */
static int
make_speck(Soup *soup, int n)
{
    int side = (int)sqrt(n);

    for (int a = 0; a < side * side; a++)
        add_square(soup, a, false, a % side, a / side, 1);
    add_square(soup, side * side, false, -300000, -1000000, 100);
    return side * side + 1;
}

static SrBoundaries *
soup_boundaries(Soup *soup, int n_areas)
{
    SrBoundaries *boundaries = g_new0(SrBoundaries, 1);

    boundaries->n_areas = n_areas;
    boundaries->n_rings = (int)soup->ring_area->len;
    boundaries->n_points = (int)soup->points->len;
    g_array_append_val(soup->ring_start, boundaries->n_points);
    boundaries->keys = g_new0(char *, n_areas + 1);
    boundaries->names = g_new0(char *, n_areas + 1);
    for (int a = 0; a < n_areas; a++) {
        boundaries->keys[a] = g_strdup_printf("%08d", a);
        boundaries->names[a] = g_strdup(boundaries->keys[a]);
    }
    boundaries->points = g_array_steal(soup->points, NULL);
    boundaries->ring_start = g_array_steal(soup->ring_start, NULL);
    boundaries->ring_area = g_array_steal(soup->ring_area, NULL);
    boundaries->ring_hole = g_array_steal(soup->ring_hole, NULL);
    boundaries->crs = g_strdup("EPSG:25832");
    return boundaries;
}

/* Processor seconds from the rings to dissolved halves. */
static double
seconds_of(int (*make)(Soup *, int), int n)
{
    Soup soup = {g_array_new(FALSE, FALSE, sizeof(SrPoint)),
                 g_array_new(FALSE, FALSE, sizeof(int)),
                 g_array_new(FALSE, FALSE, sizeof(int)),
                 g_array_new(FALSE, FALSE, sizeof(bool))};
    g_autoptr(SrBoundaries) boundaries = soup_boundaries(&soup, make(&soup, n));
    g_autoptr(SrProjection) projection =
        sr_projection_new("EPSG:25832", "EPSG:25832", NULL, NULL);
    g_autoptr(GArray) faults = g_array_new(FALSE, FALSE, sizeof(SrFault));
    g_autoptr(GError) error = NULL;
    SrMending mending = SR_MENDING_SAFE;
    int n_areas = boundaries->n_areas;

    g_array_unref(soup.points);
    g_array_unref(soup.ring_start);
    g_array_unref(soup.ring_area);
    g_array_unref(soup.ring_hole);
    clock_t began = clock();
    g_autoptr(SrTopology) topology =
        sr_boundaries_mend(boundaries, &mending, projection, faults, &error);
    g_assert_no_error(error);
    g_autofree int *half = g_new(int, n_areas);
    for (int a = 0; a < n_areas; a++)
        half[a] = a >= n_areas / 2;
    g_autoptr(SrPolygons) halves = sr_topology_dissolve(topology, half, 2);
    double seconds = (double)(clock() - began) / CLOCKS_PER_SEC;
    double area = sr_polygons_area(halves, 0) + sr_polygons_area(halves, 1);
    g_assert_cmpfloat(area, >, 0);
    return seconds;
}

typedef struct {
    const char *name;
    int (*make)(Soup *soup, int n);
    int n;
} Trap;

static const Trap traps[] = {
    {"/limits/grid", make_grid, 100489},
    {"/limits/islands", make_islands, 100000},
    {"/limits/enclaves", make_enclaves, 100489},
    {"/limits/coast", make_coast, 5000000},
    {"/limits/comb", make_comb, 1000000},
    {"/limits/speck", make_speck, 100489},
};

static void
test_trap(gconstpointer data)
{
    const Trap *trap = data;
    double quarter = seconds_of(trap->make, trap->n / 4);
    double whole = seconds_of(trap->make, trap->n);

    g_test_message("%d: %.2f s, %d: %.2f s", trap->n / 4, quarter, trap->n, whole);
    g_assert_cmpfloat(whole, <, MOST_RATIO * quarter + NOISE_S);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(traps); i++)
        g_test_add_data_func(traps[i].name, &traps[i], test_trap);
    return g_test_run();
}
