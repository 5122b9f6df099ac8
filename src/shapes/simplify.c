#include "shapes/simplify.h"

#include "base/error.h"
#include "base/heap.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

/* How much a corner's sharpness counts: 0 not at all (as in mapshaper, where 0.7 is the
 * default for the same weight). */
#define SHARPNESS 0.7

/* Vertices a cell of the grid holds on average. */
#define POINTS_PER_CELL 2

/* Vertices are places in topology->points; an arc's ends are kept whatever they cost. */
typedef struct {
    const SrTopology *topology;
    int *arc_of;        /* [n_points] */
    int *before;        /* [n_points] the vertex that stays before it in its arc */
    int *after;         /* [n_points] */
    int *version;       /* [n_points] counts recomputed costs; -1: gone */
    int *left_over;     /* [n_arcs] vertices that stay */
    double *weight;     /* [n_points] costs that are known beforehand, or NULL */
    GHashTable *chords; /* pairs of nodes with an arc of two points between them */
    GArray *heap;       /* of vertices of one arc by cost, tagged with their version */
    SrPoint origin;     /* of the grid */
    double cell;
    int columns;
    int rows;
    int *cell_start;
    int *cell_points;
} Work;

struct SrSimplifier {
    const char *name;
    double (*limit)(double tolerance_m);
    double (*cost)(const Work *work, int vertex);
    void (*prepare)(Work *work);
};

static double
cross(SrPoint o, SrPoint a, SrPoint b)
{
    return (a.x - o.x) * (b.y - o.y) - (b.x - o.x) * (a.y - o.y);
}

/* The area of the triangle, more where the corner is blunt. */
static double
triangle_cost(const Work *work, int vertex)
{
    const SrPoint *points = work->topology->points;
    SrPoint p = points[work->before[vertex]];
    SrPoint v = points[vertex];
    SrPoint n = points[work->after[vertex]];
    double lengths = hypot(p.x - v.x, p.y - v.y) * hypot(n.x - v.x, n.y - v.y);
    double dot = (p.x - v.x) * (n.x - v.x) + (p.y - v.y) * (n.y - v.y);
    double cosine = lengths > 0 ? dot / lengths : 1;

    return fabs(cross(p, v, n)) / 2 * (1 - SHARPNESS * cosine);
}

static double
square_limit(double tolerance_m)
{
    return tolerance_m * tolerance_m;
}

static double
segment_distance(SrPoint p, SrPoint a, SrPoint b)
{
    double dx = b.x - a.x;
    double dy = b.y - a.y;
    double length2 = dx * dx + dy * dy;
    double t = length2 > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / length2 : 0;

    t = CLAMP(t, 0, 1);
    return hypot(a.x + t * dx - p.x, a.y + t * dy - p.y);
}

/* Douglas-Peucker's order: the distance at which each vertex of first .. last comes in.
 */
static void
weigh_arc(Work *work, int first, int last, double most)
{
    const SrPoint *points = work->topology->points;

    while (last - first > 1) {
        int far = first + 1;
        double distance = -1;

        for (int i = first + 1; i < last; i++) {
            double d = segment_distance(points[i], points[first], points[last]);

            if (d > distance) {
                distance = d;
                far = i;
            }
        }
        most = fmin(most, distance);
        work->weight[far] = most;
        /* The shorter side by recursion, so that the depth stays small. */
        if (far - first < last - far) {
            weigh_arc(work, first, far, most);
            first = far;
        } else {
            weigh_arc(work, far, last, most);
            last = far;
        }
    }
}

static void
weigh_all(Work *work)
{
    work->weight = g_new0(double, work->topology->n_points + 1);
    for (int i = 0; i < work->topology->n_arcs; i++)
        weigh_arc(work, work->topology->arc_start[i],
                  work->topology->arc_start[i + 1] - 1, G_MAXDOUBLE);
}

static double
weight_cost(const Work *work, int vertex)
{
    return work->weight[vertex];
}

static double
same_limit(double tolerance_m)
{
    return tolerance_m;
}

/* To add a method: write its cost and add a line; styles can then name it. */
static const SrSimplifier methods[] = {
    {"visvalingam", square_limit, triangle_cost, NULL},
    {"douglas-peucker", same_limit, weight_cost, weigh_all},
};

const SrSimplifier *
sr_simplifier_find(const char *name, GError **error)
{
    for (size_t i = 0; i < G_N_ELEMENTS(methods); i++)
        if (g_str_equal(methods[i].name, name))
            return &methods[i];
    g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                _("no way to simplify is called '%s'; there are %s and %s"), name,
                methods[0].name, methods[1].name);
    return NULL;
}

static int
cell_of(const Work *work, SrPoint p)
{
    int column = (int)CLAMP((p.x - work->origin.x) / work->cell, 0, work->columns - 1);
    int row = (int)CLAMP((p.y - work->origin.y) / work->cell, 0, work->rows - 1);

    return row * work->columns + column;
}

static void
make_grid(Work *work)
{
    const SrTopology *topology = work->topology;
    SrBox box = SR_BOX_EMPTY;

    for (int i = 0; i < topology->n_points; i++)
        box = sr_box_add(box, topology->points[i]);
    double width = fmax(box.x1 - box.x0, 1e-9);
    double height = fmax(box.y1 - box.y0, 1e-9);
    work->origin = (SrPoint){box.x0, box.y0};
    work->cell = sqrt(width * height * POINTS_PER_CELL / (topology->n_points + 1));
    work->cell = fmax(work->cell, fmax(width, height) / 20000);
    work->columns = (int)(width / work->cell) + 1;
    work->rows = (int)(height / work->cell) + 1;

    int n_cells = work->columns * work->rows;
    work->cell_start = g_new0(int, n_cells + 2);
    work->cell_points = g_new(int, topology->n_points + 1);
    for (int i = 0; i < topology->n_points; i++)
        work->cell_start[cell_of(work, topology->points[i]) + 2]++;
    for (int c = 0; c < n_cells; c++)
        work->cell_start[c + 2] += work->cell_start[c + 1];
    for (int i = 0; i < topology->n_points; i++)
        work->cell_points[work->cell_start[cell_of(work, topology->points[i]) + 1]++] = i;
}

static bool
box_holds(SrBox box, SrPoint p)
{
    return p.x >= box.x0 && p.x <= box.x1 && p.y >= box.y0 && p.y <= box.y1;
}

/*
 * Whether @q, of the box of the triangle, lies in it or on it, and is none of its
 * corners. The box matters where the triangle is a line: the test of sides alone takes
 * every point of that line, however far.
 */
static bool
in_triangle(SrPoint q, SrPoint a, SrPoint b, SrPoint c)
{
    if ((q.x == a.x && q.y == a.y) || (q.x == b.x && q.y == b.y) ||
        (q.x == c.x && q.y == c.y))
        return false;
    double ab = cross(a, b, q);
    double bc = cross(b, c, q);
    double ca = cross(c, a, q);

    return (ab >= 0 && bc >= 0 && ca >= 0) || (ab <= 0 && bc <= 0 && ca <= 0);
}

static bool
triangle_is_empty(const Work *work, int vertex)
{
    const SrPoint *points = work->topology->points;
    SrPoint a = points[work->before[vertex]];
    SrPoint b = points[vertex];
    SrPoint c = points[work->after[vertex]];
    SrBox box = sr_box_add(sr_box_add(sr_box_add(SR_BOX_EMPTY, a), b), c);
    int low = cell_of(work, (SrPoint){box.x0, box.y0});
    int high = cell_of(work, (SrPoint){box.x1, box.y1});

    for (int row = low / work->columns; row <= high / work->columns; row++)
        for (int column = low % work->columns; column <= high % work->columns; column++) {
            int at = row * work->columns + column;

            for (int k = work->cell_start[at]; k < work->cell_start[at + 1]; k++) {
                int q = work->cell_points[k];

                if (work->version[q] >= 0 && box_holds(box, points[q]) &&
                    in_triangle(points[q], a, b, c))
                    return false;
            }
        }
    return true;
}

static gint64
chord(const SrTopology *topology, int arc)
{
    gint64 a = topology->arc_from[arc];
    gint64 b = topology->arc_to[arc];

    return MIN(a, b) << 32 | MAX(a, b);
}

/* A lone ring keeps three corners; of arcs between two nodes only one is straight. */
static bool
may_shorten(const Work *work, int arc)
{
    int left_over = work->left_over[arc];

    if (work->topology->arc_from[arc] == work->topology->arc_to[arc])
        return left_over > 4;
    if (left_over > 3)
        return true;
    gint64 pair = chord(work->topology, arc);
    return !g_hash_table_contains(work->chords, &pair);
}

static void
note_chord(Work *work, int arc)
{
    gint64 pair = chord(work->topology, arc);

    if (work->left_over[arc] == 2)
        g_hash_table_add(work->chords, g_memdup2(&pair, sizeof pair));
}

static void
consider(Work *work, const SrSimplifier *method, double limit, int vertex)
{
    int arc = work->arc_of[vertex];

    if (vertex == work->topology->arc_start[arc] ||
        vertex == work->topology->arc_start[arc + 1] - 1)
        return;
    double cost = method->cost(work, vertex);
    if (cost < limit)
        sr_heap_push(work->heap, (SrHeapEntry){cost, vertex, ++work->version[vertex]});
    else
        work->version[vertex]++;
}

static void
remove_vertices(Work *work, const SrSimplifier *method, double limit)
{
    while (work->heap->len > 0) {
        SrHeapEntry step = sr_heap_pop(work->heap);
        int arc = work->arc_of[step.item];

        if (step.tag != work->version[step.item] || !may_shorten(work, arc) ||
            !triangle_is_empty(work, step.item))
            continue;
        int before = work->before[step.item];
        int after = work->after[step.item];
        work->version[step.item] = -1;
        work->after[before] = after;
        work->before[after] = before;
        work->left_over[arc]--;
        note_chord(work, arc);
        consider(work, method, limit, before);
        consider(work, method, limit, after);
    }
}

/*
 * Arc by arc: what an arc loses depends on its neighbours only where they nearly touch,
 * and one heap of all vertices of a country misses the cache at every step.
 */
static void
shorten_arc(Work *work, const SrSimplifier *method, double limit, int arc)
{
    for (int i = work->topology->arc_start[arc]; i < work->topology->arc_start[arc + 1];
         i++)
        if (work->version[i] >= 0)
            consider(work, method, limit, i);
    remove_vertices(work, method, limit);
}

static void
work_init(Work *work, const SrTopology *topology)
{
    int n = topology->n_points;

    *work = (Work){.topology = topology};
    work->arc_of = g_new(int, n + 1);
    work->before = g_new(int, n + 1);
    work->after = g_new(int, n + 1);
    work->version = g_new0(int, n + 1);
    work->left_over = g_new(int, topology->n_arcs + 1);
    work->chords = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    work->heap = sr_heap_new();
    for (int arc = 0; arc < topology->n_arcs; arc++) {
        work->left_over[arc] = topology->arc_start[arc + 1] - topology->arc_start[arc];
        note_chord(work, arc);
        for (int i = topology->arc_start[arc]; i < topology->arc_start[arc + 1]; i++) {
            work->arc_of[i] = arc;
            work->before[i] = i - 1;
            work->after[i] = i + 1;
        }
    }
    make_grid(work);
}

static void
work_clear(Work *work)
{
    g_free(work->arc_of);
    g_free(work->before);
    g_free(work->after);
    g_free(work->version);
    g_free(work->left_over);
    g_free(work->weight);
    g_free(work->cell_start);
    g_free(work->cell_points);
    g_hash_table_unref(work->chords);
    g_array_unref(work->heap);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Work, work_clear)

/* The area that lies on the inner side of an arc that is an island, or SR_OUTSIDE. */
static int
island_area(const SrTopology *topology, int arc)
{
    int node = topology->arc_from[arc];
    int left = topology->arc_left[arc];
    int right = topology->arc_right[arc];

    if (node != topology->arc_to[arc] ||
        topology->node_start[node + 1] - topology->node_start[node] != 2 ||
        (left >= 0) == (right >= 0) || (left >= 0) != (topology->arc_area[arc] > 0))
        return SR_OUTSIDE;
    return MAX(left, right);
}

/* Whether another border of the island's area lies inside it. */
static bool
island_has_hole(const SrTopology *topology, int island, int area)
{
    SrBox box = topology->arc_box[island];

    for (int i = 0; i < topology->n_arcs; i++) {
        SrBox inner = topology->arc_box[i];

        if (i != island &&
            (topology->arc_left[i] == area || topology->arc_right[i] == area) &&
            inner.x0 > box.x0 && inner.x1 < box.x1 && inner.y0 > box.y0 &&
            inner.y1 < box.y1)
            return true;
    }
    return false;
}

/* Marks islands below @least_m2; the largest piece of an area is never one of them. */
static bool *
mark_small_islands(const SrTopology *topology, double least_m2)
{
    bool *goes = g_new0(bool, topology->n_arcs + 1);
    g_autofree double *area = g_new0(double, topology->n_areas + 1);
    g_autofree double *largest = g_new0(double, topology->n_areas + 1);

    for (int i = 0; i < topology->n_arcs; i++) {
        int island = island_area(topology, i);

        if (island >= 0)
            largest[island] = fmax(largest[island], fabs(topology->arc_area[i]));
        else {
            if (topology->arc_left[i] >= 0)
                area[topology->arc_left[i]] = 1;
            if (topology->arc_right[i] >= 0)
                area[topology->arc_right[i]] = 1;
        }
    }
    for (int i = 0; i < topology->n_arcs; i++) {
        int island = island_area(topology, i);
        double size = fabs(topology->arc_area[i]);

        goes[i] = island >= 0 && size < least_m2 &&
                  (area[island] > 0 || size < largest[island]) &&
                  !island_has_hole(topology, i, island);
    }
    return goes;
}

static SrTopology *
emit(const Work *work, const bool *goes)
{
    const SrTopology *from = work->topology;
    SrTopology *to = g_new0(SrTopology, 1);

    to->n_areas = from->n_areas;
    to->n_nodes = from->n_nodes;
    to->arc_start = g_new0(int, from->n_arcs + 1);
    to->arc_from = g_new(int, from->n_arcs + 1);
    to->arc_to = g_new(int, from->n_arcs + 1);
    to->arc_left = g_new(int, from->n_arcs + 1);
    to->arc_right = g_new(int, from->n_arcs + 1);
    to->points = g_new(SrPoint, from->n_points + 1);
    to->source = g_new(SrPoint, from->n_points + 1);
    for (int i = 0; i < from->n_arcs; i++) {
        if (goes[i])
            continue;
        to->arc_from[to->n_arcs] = from->arc_from[i];
        to->arc_to[to->n_arcs] = from->arc_to[i];
        to->arc_left[to->n_arcs] = from->arc_left[i];
        to->arc_right[to->n_arcs] = from->arc_right[i];
        for (int k = from->arc_start[i]; k < from->arc_start[i + 1]; k++) {
            if (work->version[k] < 0)
                continue;
            to->points[to->n_points] = from->points[k];
            to->source[to->n_points++] = from->source[k];
        }
        to->arc_start[++to->n_arcs] = to->n_points;
    }
    sr_topology_measure(to);
    return to;
}

SrTopology *
sr_topology_simplify(const SrTopology *topology, const SrSimplification *how)
{
    const SrSimplifier *method = how->method == NULL ? &methods[0] : how->method;
    double metres = how->scale / 1000; /* of a millimetre on paper */
    double limit = method->limit(how->tolerance_mm * metres);
    g_autofree bool *goes =
        mark_small_islands(topology, how->island_mm2 * metres * metres);
    g_auto(Work) work;

    work_init(&work, topology);
    for (int i = 0; i < topology->n_arcs;
         i++) /* an island that goes is in no one's way */
        for (int k = topology->arc_start[i]; goes[i] && k < topology->arc_start[i + 1];
             k++)
            work.version[k] = -1;
    if (method->prepare != NULL)
        method->prepare(&work);
    for (int i = 0; i < topology->n_arcs; i++)
        shorten_arc(&work, method, limit, i);
    return emit(&work, goes);
}
