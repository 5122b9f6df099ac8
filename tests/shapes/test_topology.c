#include "shapes/topology.h"

#include "base/error.h"
#include "shapes/build.h"
#include "shapes/check.h"
#include "shapes/letters.h"

static SrTopology *
build(const SrBoundaries *boundaries)
{
    g_autoptr(GError) error = NULL;
    SrTopology *topology = sr_topology_new(boundaries, SR_SNAP_NOISE, &error);

    g_assert_no_error(error);
    return topology;
}

static void
test_counts(void)
{
    static const struct {
        const char *diagram;
        int n_arcs, n_nodes;
    } cases[] = {
        {"A", 1, 1},                             /* alone */
        {"AB", 3, 2},                            /* a common border */
        {"A.B", 2, 2},                           /* apart */
        {"AA/AB", 3, 2},                         /* a corner cut out of A */
        {"AAA/ABA/AAA", 2, 2},                   /* an enclave */
        {"A.A", 2, 2},                           /* an exclave: two parts of one key */
        {"AB/CD", 8, 5},                         /* four corners */
        {"AB/BA", 8, 5},                         /* the same, crosswise */
        {"AAAAA/A...A/A.B.A/A...A/AAAAA", 3, 3}, /* an island in a hole */
        {"AA./A.A/AAA", 2, 1},                   /* a hole that touches the shell */
        {"ABC", 6, 4},
        {"AB/CC", 6, 4}, /* two meet one: a T of borders */
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Letters letters = letters_parse(cases[i].diagram);
        g_autoptr(SrBoundaries) boundaries = letters_boundaries(&letters);
        g_autoptr(SrTopology) topology = build(boundaries);
        g_autoptr(GError) error = NULL;

        g_test_message("%s", cases[i].diagram);
        g_assert_cmpint(topology->n_arcs, ==, cases[i].n_arcs);
        g_assert_cmpint(topology->n_nodes, ==, cases[i].n_nodes);
        g_assert_true(sr_topology_check(topology, boundaries->keys, &error));
        g_assert_no_error(error);
    }
}

/* Every arc says what the diagram has on its two sides. */
static void
test_sides(void)
{
    for (int round = 0; round < 300; round++) {
        Letters letters =
            letters_random(g_test_rand_int_range(1, 9), g_test_rand_int_range(1, 9), 4);
        g_autoptr(SrBoundaries) boundaries = letters_boundaries(&letters);
        g_autoptr(SrTopology) topology = build(boundaries);
        g_autoptr(GError) error = NULL;

        for (int i = 0; i < topology->n_arcs; i++)
            for (int k = topology->arc_start[i]; k + 1 < topology->arc_start[i + 1];
                 k++) {
                SrPoint a = topology->source[k];
                SrPoint b = topology->source[k + 1];
                int way = b.x > a.x ? 0 : b.y > a.y ? 1 : b.x < a.x ? 2 : 3;
                char left = letters_left(&letters, (int)a.x, (int)a.y, way);
                char right = letters_right(&letters, (int)a.x, (int)a.y, way);
                int l = topology->arc_left[i];
                int r = topology->arc_right[i];

                g_assert_cmpint(left, ==, l < 0 ? '.' : boundaries->keys[l][0]);
                g_assert_cmpint(right, ==, r < 0 ? '.' : boundaries->keys[r][0]);
            }
        g_assert_true(sr_topology_check(topology, boundaries->keys, &error));
        g_assert_no_error(error);
    }
}

/* The same boundaries with features shuffled, rings turned round and begun elsewhere. */
static SrBoundaries *
shuffle(const SrBoundaries *from)
{
    SrBoundaries *to = g_new0(SrBoundaries, 1);
    g_autofree int *order = g_new(int, from->n_rings + 1);

    *to = *from;
    to->keys = g_new0(char *, 128);
    to->names = g_new0(char *, 128);
    for (int a = 0; a < from->n_areas; a++) {
        to->keys[a] = g_strdup(from->keys[a]);
        to->names[a] = g_strdup(from->names[a]);
    }
    to->ring_start = g_new0(int, from->n_rings + 1);
    to->ring_area = g_new(int, from->n_rings + 1);
    to->ring_hole = g_new(bool, from->n_rings + 1);
    to->points = g_new(SrPoint, from->n_points + 1);
    for (int r = 0; r < from->n_rings; r++) {
        int k = g_test_rand_int_range(0, r + 1);

        order[r] = order[k];
        order[k] = r;
    }
    for (int r = 0; r < from->n_rings; r++) {
        int first = from->ring_start[order[r]];
        int n = from->ring_start[order[r] + 1] - first;
        int start = g_test_rand_int_range(0, n);
        bool turned = g_test_rand_bit();

        for (int i = 0; i < n; i++)
            to->points[to->ring_start[r] + i] =
                from->points[first + (turned ? start + n - i : start + i) % n];
        to->ring_start[r + 1] = to->ring_start[r] + n;
        to->ring_area[r] = from->ring_area[order[r]];
        to->ring_hole[r] = from->ring_hole[order[r]];
    }
    return to;
}

static void
assert_same(const SrTopology *a, const SrTopology *b)
{
    gsize arcs = (gsize)a->n_arcs * sizeof(int);

    g_assert_cmpint(a->n_arcs, ==, b->n_arcs);
    g_assert_cmpint(a->n_nodes, ==, b->n_nodes);
    g_assert_cmpint(a->n_points, ==, b->n_points);
    g_assert_cmpmem(a->arc_start, arcs, b->arc_start, arcs);
    g_assert_cmpmem(a->arc_from, arcs, b->arc_from, arcs);
    g_assert_cmpmem(a->arc_to, arcs, b->arc_to, arcs);
    g_assert_cmpmem(a->arc_left, arcs, b->arc_left, arcs);
    g_assert_cmpmem(a->arc_right, arcs, b->arc_right, arcs);
    g_assert_cmpmem(a->leaving, 2 * arcs, b->leaving, 2 * arcs);
    g_assert_cmpmem(a->source, (gsize)a->n_points * sizeof(SrPoint), b->source,
                    (gsize)b->n_points * sizeof(SrPoint));
}

static void
test_order_does_not_matter(void)
{
    long n_snapped = 0;

    for (int round = 0; round < 200; round++) {
        Letters letters =
            letters_random(g_test_rand_int_range(1, 8), g_test_rand_int_range(1, 8), 5);
        g_autoptr(SrBoundaries) boundaries = letters_boundaries(&letters);
        g_autoptr(SrBoundaries) shuffled = shuffle(boundaries);

        /* Last-bit noise, below the snap: its own place for every visit. */
        for (int i = 0; i < boundaries->n_points && round % 2 == 1; i++) {
            shuffled->points[i].x += g_test_rand_double_range(-1e-13, 1e-13);
            shuffled->points[i].y += g_test_rand_double_range(-1e-13, 1e-13);
        }
        g_autoptr(SrBoundaries) again = shuffle(shuffled);
        g_autoptr(SrTopology) a = build(round % 2 == 1 ? shuffled : boundaries);
        g_autoptr(SrTopology) b = build(again);
        assert_same(a, b);
        n_snapped += a->n_snapped;
    }
    g_assert_cmpint(n_snapped, >, 1000);
}

/* Doubled vertices and spikes leave no trace but their count. */
static void
test_cleaning(void)
{
    SrPoint points[] = {{0, 0}, {0, 0}, {1, 0}, {2, 0}, {1, 0}, {1, 1},
                        {0, 1}, {0, 2}, {0, 1}, {5, 5}, {6, 5}};
    SrBoundaries boundaries = {.n_areas = 1,
                               .n_rings = 2,
                               .n_points = 11,
                               .keys = (char *[]){(char *)"A"},
                               .ring_start = (int[]){0, 9, 11},
                               .ring_area = (int[]){0, 0},
                               .ring_hole = (bool[]){false, false},
                               .points = points};
    g_autoptr(SrVertices) vertices = sr_vertices_new(points, 11, 0);
    g_autoptr(GArray) covers = g_array_new(FALSE, FALSE, sizeof(SrCover));
    g_autoptr(GArray) faults = g_array_new(FALSE, FALSE, sizeof(SrFault));
    g_autoptr(SrTopology) topology =
        sr_topology_build(&boundaries, vertices, covers, faults);
    int n[SR_FAULT_OVERLAP + 1] = {0};

    for (guint i = 0; i < faults->len; i++)
        n[g_array_index(faults, SrFault, i).kind]++;
    g_assert_cmpint(topology->n_arcs, ==, 1);
    g_assert_cmpint(topology->n_points, ==, 5);
    g_assert_cmpint(n[SR_FAULT_DOUBLED_VERTEX], ==, 1);
    g_assert_cmpint(n[SR_FAULT_SPIKE], ==, 2);
    g_assert_cmpint(n[SR_FAULT_EMPTY_RING], ==, 1);
    g_assert_cmpuint(faults->len, ==, 4);
}

static void
test_refusals(void)
{
    static const struct {
        const char *what, *message;
        int n_rings;
        int ring_start[4], ring_area[3];
        SrPoint points[12];
    } cases[] = {
        {"the same square twice under two keys",
         "A and B overlap",
         2,
         {0, 4, 8},
         {0, 1},
         {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}, {1, 0}, {1, 1}, {0, 1}}},
        {"the same square twice under one key",
         "A lies twice",
         2,
         {0, 4, 8},
         {0, 0},
         {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}, {1, 0}, {1, 1}, {0, 1}}},
        {"one inside the other",
         "inside another",
         2,
         {0, 4, 8},
         {0, 1},
         {{0, 0}, {9, 0}, {9, 9}, {0, 9}, {3, 3}, {4, 3}, {4, 4}, {3, 4}}},
        {"a bow-tie with a vertex at its knot",
         "",
         1,
         {0, 6},
         {0},
         {{0, 0}, {1, 1}, {2, 2}, {2, 0}, {1, 1}, {0, 2}}},
        {"two that cross at a common vertex",
         "",
         2,
         {0, 4, 8},
         {0, 1},
         {{0, 0}, {2, 0}, {1, 1}, {0, 2}, {1, 1}, {1, -1}, {3, -1}, {3, 1}}},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        SrBoundaries boundaries = {.n_areas = 2,
                                   .n_rings = cases[i].n_rings,
                                   .n_points = cases[i].ring_start[cases[i].n_rings],
                                   .keys = (char *[]){(char *)"A", (char *)"B"},
                                   .ring_start = (int *)cases[i].ring_start,
                                   .ring_area = (int *)cases[i].ring_area,
                                   .ring_hole = (bool[]){false, false, false},
                                   .points = (SrPoint *)cases[i].points};
        g_autoptr(SrTopology) topology = sr_topology_new(&boundaries, 0, &error);

        g_test_message("%s", cases[i].what);
        if (topology != NULL)
            g_assert_false(sr_topology_check(topology, boundaries.keys, &error));
        g_assert_error(error, SR_ERROR, SR_ERROR_INPUT);
        g_assert_nonnull(strstr(error->message, cases[i].message));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/topology/counts", test_counts);
    g_test_add_func("/topology/sides", test_sides);
    g_test_add_func("/topology/order-does-not-matter", test_order_does_not_matter);
    g_test_add_func("/topology/cleaning", test_cleaning);
    g_test_add_func("/topology/refusals", test_refusals);
    return g_test_run();
}
