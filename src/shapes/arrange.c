#include "shapes/arrange.h"

#include "base/error.h"
#include "shapes/crossings.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Real data, damaged on purpose, needs two to five. */
#define MOST_ROUNDS 24

/* Vertices that real data may need more, and more than that only nonsense: so many times
 * what there were, and so many besides. */
#define MOST_GROWTH 4
#define MOST_ADDED 10000

/* Below this part of the largest coordinate two points cannot be told apart safely. */
#define ROUNDING 1e-14

/* A segment that gets points, as the key of a table. */
typedef struct {
    SrPoint a; /* the lesser end */
    SrPoint b;
} Segment;

/* The crossings of one segment: first .. end of the sorted array, from its a on. */
typedef struct {
    Segment segment;
    guint first;
    guint end;
} Run;

static guint
segment_hash(gconstpointer key)
{
    const Segment *segment = key;
    gint64 bits[4];
    guint64 hash = 0;

    memcpy(bits, segment, sizeof bits);
    for (int i = 0; i < 4; i++)
        hash = (hash ^ (guint64)bits[i]) * 0x9E3779B97F4A7C15u;
    return (guint)(hash >> 32);
}

static gboolean
segment_equal(gconstpointer left, gconstpointer right)
{
    const Segment *a = left;
    const Segment *b = right;

    return a->a.x == b->a.x && a->a.y == b->a.y && a->b.x == b->b.x && a->b.y == b->b.y;
}

static Segment
segment_of(SrPoint p, SrPoint q)
{
    return sr_point_compare(p, q) <= 0 ? (Segment){p, q} : (Segment){q, p};
}

/* Lists for every segment of the arcs where its crossings stand. */
static GHashTable *
index_crossings(const SrTopology *graph, const GArray *crossings)
{
    GHashTable *runs = g_hash_table_new_full(segment_hash, segment_equal, NULL, g_free);

    for (guint i = 0; i < crossings->len;) {
        int segment = g_array_index(crossings, SrCrossing, i).segment;
        Run *run = g_new(Run, 1);

        run->segment = segment_of(graph->source[segment], graph->source[segment + 1]);
        run->first = i;
        while (i < crossings->len &&
               g_array_index(crossings, SrCrossing, i).segment == segment)
            i++;
        run->end = i;
        g_hash_table_replace(runs, &run->segment, run);
    }
    return runs;
}

/* Appends the new points of the way from @p to @q. */
static void
insert_points(const SrTopology *graph, const GArray *crossings, GHashTable *runs,
              SrPoint p, SrPoint q, GArray *points)
{
    Segment key = segment_of(p, q);
    const Run *run = g_hash_table_lookup(runs, &key);

    if (run == NULL)
        return;
    int segment = g_array_index(crossings, SrCrossing, run->first).segment;
    bool forwards = graph->source[segment].x == p.x && graph->source[segment].y == p.y;
    for (guint i = 0; i < run->end - run->first; i++) {
        guint at = forwards ? run->first + i : run->end - 1 - i;
        SrPoint point = g_array_index(crossings, SrCrossing, at).point;

        g_array_append_val(points, point);
    }
}

static void
soup_free(SrBoundaries *soup)
{
    if (soup == NULL)
        return;
    g_free(soup->ring_start);
    g_free(soup->points);
    g_free(soup);
}

/* The rings anew, with their snapped vertices and the points that were missing. */
static SrBoundaries *
insert_crossings(const SrBoundaries *boundaries, const SrVertices *vertices,
                 const SrTopology *graph, const GArray *crossings)
{
    SrBoundaries *soup = g_memdup2(boundaries, sizeof *boundaries);
    g_autoptr(GHashTable) runs = index_crossings(graph, crossings);
    GArray *points =
        g_array_sized_new(FALSE, FALSE, sizeof(SrPoint), (guint)boundaries->n_points);

    soup->ring_start = g_new0(int, boundaries->n_rings + 1);
    for (int r = 0; r < boundaries->n_rings; r++) {
        int first = boundaries->ring_start[r];
        int n = boundaries->ring_start[r + 1] - first;

        for (int i = 0; i < n; i++) {
            SrPoint p = vertices->points[vertices->visits[first + i]];
            SrPoint q = vertices->points[vertices->visits[first + (i + 1) % n]];

            g_array_append_val(points, p);
            insert_points(graph, crossings, runs, p, q, points);
        }
        soup->ring_start[r + 1] = (int)points->len;
    }
    soup->n_points = (int)points->len;
    soup->points = g_array_steal(points, NULL);
    g_array_unref(points);
    return soup;
}

static bool
covers_area(const SrArrangement *arrangement, const int *cover_start, int arc, int area)
{
    for (int i = cover_start[arc]; i < cover_start[arc + 1]; i++)
        if (g_array_index(arrangement->covers, SrCover, i).area == area)
            return true;
    return false;
}

static int
compare_covers(gconstpointer left, gconstpointer right)
{
    const SrCover *a = left;
    const SrCover *b = right;

    if (a->arc != b->arc)
        return a->arc - b->arc;
    if (a->area != b->area)
        return a->area - b->area;
    return a->left != b->left ? b->left - a->left : a->hole - b->hole;
}

/* Tells every point where segments meet once, with the areas on both. */
static void
note_crossings(const SrArrangement *arrangement, const GArray *crossings, GArray *faults)
{
    int n_arcs = arrangement->graph->n_arcs;
    g_autofree int *start = g_new0(int, n_arcs + 2);

    for (guint i = 0; i < arrangement->covers->len; i++)
        start[g_array_index(arrangement->covers, SrCover, i).arc + 1]++;
    for (int i = 0; i < n_arcs; i++)
        start[i + 1] += start[i];
    for (guint i = 0; i < crossings->len; i++) {
        SrCrossing crossing = g_array_index(crossings, SrCrossing, i);

        if (!crossing.vertex && crossing.other_segment < crossing.segment)
            continue; /* a crossing stands twice, a T once */
        int a = g_array_index(arrangement->covers, SrCover, start[crossing.arc]).area;
        int b = g_array_index(arrangement->covers, SrCover, start[crossing.other]).area;
        bool own = covers_area(arrangement, start, crossing.other, a) ||
                   covers_area(arrangement, start, crossing.arc, b);
        SrFault fault = {.kind = crossing.vertex ? SR_FAULT_T_JUNCTION
                                 : own && a == b ? SR_FAULT_SELF_CROSSING
                                                 : SR_FAULT_CROSSING,
                         .a = MIN(a, b),
                         .b = MAX(a, b),
                         .place = crossing.point};
        g_array_append_val(faults, fault);
    }
}

static double
largest_coordinate(const SrBoundaries *boundaries)
{
    double most = 0;

    for (int i = 0; i < boundaries->n_points; i++)
        most = fmax(most,
                    fmax(fabs(boundaries->points[i].x), fabs(boundaries->points[i].y)));
    return most;
}

void
sr_arrangement_free(SrArrangement *arrangement)
{
    if (arrangement == NULL)
        return;
    sr_topology_free(arrangement->graph);
    g_array_unref(arrangement->covers);
    g_free(arrangement);
}

/* What the second thread does while the first looks for crossings. */
typedef struct {
    SrTopology *graph;
    SrProjection *projection;
    GError *error;
} Task;

static gpointer
project(gpointer data)
{
    Task *task = data;

    return GINT_TO_POINTER(
        sr_topology_project(task->graph, task->projection, &task->error));
}

/*
 * Crossings are looked for in the coordinates of the file, and most boundaries have none:
 * so the graph is projected at the same time. Returns: NULL if that failed.
 */
static GArray *
find_crossings(SrTopology *graph, double near, SrProjection *projection, GError **error)
{
    Task task = {graph, projection, NULL};
    GThread *thread = g_thread_new("project", project, &task);
    g_autoptr(GArray) crossings = sr_crossings_find(graph, near);

    if (GPOINTER_TO_INT(g_thread_join(thread)))
        return g_steal_pointer(&crossings);
    g_propagate_error(error, task.error);
    return NULL;
}

SrArrangement *
sr_boundaries_arrange(const SrBoundaries *boundaries, double snap,
                      SrProjection *projection, GArray *faults, GError **error)
{
    double near = fmax(snap, ROUNDING * largest_coordinate(boundaries));
    SrBoundaries *soup = NULL;
    SrPoint place = {0, 0};

    for (int round = 0; round < MOST_ROUNDS; round++) {
        const SrBoundaries *rings = soup == NULL ? boundaries : soup;
        g_autoptr(SrVertices) vertices =
            sr_vertices_new(rings->points, rings->n_points, soup == NULL ? snap : near);
        g_autoptr(SrArrangement) arrangement = g_new0(SrArrangement, 1);

        arrangement->covers = g_array_new(FALSE, FALSE, sizeof(SrCover));
        arrangement->graph = sr_topology_build(rings, vertices, arrangement->covers,
                                               soup == NULL ? faults : NULL);
        g_array_sort(arrangement->covers, compare_covers);
        g_autoptr(GArray) crossings =
            find_crossings(arrangement->graph, near, projection, error);
        if (crossings == NULL) {
            soup_free(soup);
            return NULL;
        }
        if (crossings->len == 0) {
            arrangement->changed = soup != NULL;
            soup_free(soup);
            return g_steal_pointer(&arrangement);
        }
        if (soup == NULL)
            note_crossings(arrangement, crossings, faults);
        place = g_array_index(crossings, SrCrossing, 0).point;
        SrBoundaries *next =
            insert_crossings(rings, vertices, arrangement->graph, crossings);
        soup_free(soup);
        soup = next;
        if (soup->n_points / MOST_GROWTH - MOST_ADDED > boundaries->n_points)
            break;
    }
    soup_free(soup);
    g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                _("borders are so entangled near %.6f %.6f that they cannot be mended"),
                place.x, place.y);
    return NULL;
}
