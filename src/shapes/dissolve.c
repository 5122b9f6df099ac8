#include "shapes/dissolve.h"

#include "base/bulk.h"
#include "shapes/spans.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A ring that was closed: uses first .. end of Assembly.uses. */
typedef struct {
    int group;
    int first;
    int end;
    double area; /* > 0: a shell */
    SrBox box;
    int shell; /* of a hole: the index of its shell among the rings, or -1 */
} Ring;

typedef struct {
    const SrTopology *topology;
    const int *group; /* [n_areas] or NULL */
    bool *passed;     /* [2 * n_arcs]: the directed arc stands in a ring */
    int *stack;       /* [2 * n_arcs] directed arcs of the ring being walked */
    int *start_at;    /* [n_nodes] where in the stack an arc leaves the node, or -1 */
    GArray *uses;     /* of int: directed arcs of closed rings */
    GArray *rings;    /* of Ring */
} Assembly;

static int
group_left(const Assembly *assembly, int directed)
{
    return sr_topology_group(assembly->group,
                             sr_topology_left(assembly->topology, directed));
}

/* Whether the directed arc bounds the group on its left. */
static bool
bounds(const Assembly *assembly, int directed, int group)
{
    return group_left(assembly, directed) == group &&
           group_left(assembly, ~directed) != group;
}

/* The arc by which the border of @group goes on: the first to the left's far side. */
static int
next_arc(const Assembly *assembly, int directed, int group)
{
    const SrTopology *topology = assembly->topology;
    int node = sr_topology_to(topology, directed);
    int first = topology->node_start[node];
    int n = topology->node_start[node + 1] - first;
    int back = topology->leaving_at[sr_topology_slot(~directed)] - first;

    for (int turn = 1; turn < n; turn++) {
        int candidate = topology->leaving[first + (back + n - turn) % n];

        if (bounds(assembly, candidate, group))
            return candidate;
    }
    /* Every border that comes in goes out; at a lone node it is the arc itself. */
    return directed;
}

static double
ring_area(const SrTopology *topology, const int *uses, int n)
{
    g_autofree SrPoint *corners = g_new(SrPoint, n);
    double sum = 0;

    for (int i = 0; i < n; i++) {
        int directed = uses[i];
        int arc = directed >= 0 ? directed : ~directed;

        sum += directed >= 0 ? topology->arc_area[arc] : -topology->arc_area[arc];
        corners[i] = topology->points[directed >= 0 ? topology->arc_start[arc]
                                                    : topology->arc_start[arc + 1] - 1];
    }
    return sum + sr_ring_area(corners, n);
}

/* Closes the arcs of the stack from @from on to a ring, which starts at its least arc. */
static void
close_ring(Assembly *assembly, int group, int from, int top)
{
    const SrTopology *topology = assembly->topology;
    int n = top - from;
    int least = from;
    Ring ring = {.group = group,
                 .first = (int)assembly->uses->len,
                 .shell = -1,
                 .box = SR_BOX_EMPTY};

    for (int i = from; i < top; i++) {
        if (sr_topology_slot(assembly->stack[i]) <
            sr_topology_slot(assembly->stack[least]))
            least = i;
        assembly->start_at[sr_topology_from(topology, assembly->stack[i])] = -1;
    }
    for (int i = 0; i < n; i++) {
        int directed = assembly->stack[from + (least - from + i) % n];
        SrBox box = topology->arc_box[directed >= 0 ? directed : ~directed];

        g_array_append_val(assembly->uses, directed);
        ring.box = sr_box_add(sr_box_add(ring.box, (SrPoint){box.x0, box.y0}),
                              (SrPoint){box.x1, box.y1});
    }
    ring.end = (int)assembly->uses->len;
    ring.area = ring_area(topology, &g_array_index(assembly->uses, int, ring.first), n);
    g_array_append_val(assembly->rings, ring);
}

/*
 * Walks once round a piece of border of a group. A node that is passed twice cuts off a
 * ring of its own, and the walk goes on without it.
 */
static void
walk(Assembly *assembly, int start)
{
    const SrTopology *topology = assembly->topology;
    int group = group_left(assembly, start);
    int first_ring = (int)assembly->rings->len;
    int shell = -1;
    int top = 0;
    int directed = start;

    do {
        int to = sr_topology_to(topology, directed);

        assembly->passed[sr_topology_slot(directed)] = true;
        assembly->start_at[sr_topology_from(topology, directed)] = top;
        assembly->stack[top++] = directed;
        if (assembly->start_at[to] >= 0) {
            int from = assembly->start_at[to];

            close_ring(assembly, group, from, top);
            top = from;
        }
        directed = next_arc(assembly, directed, group);
    } while (!assembly->passed[sr_topology_slot(directed)]);
    /* Nothing is left over unless arcs cross, which sr_topology_check() refuses. */
    while (top > 0)
        assembly->start_at[sr_topology_from(topology, assembly->stack[--top])] = -1;

    for (int r = first_ring; r < (int)assembly->rings->len; r++)
        if (g_array_index(assembly->rings, Ring, r).area > 0)
            shell = r;
    for (int r = first_ring; r < (int)assembly->rings->len; r++)
        if (r != shell)
            g_array_index(assembly->rings, Ring, r).shell = shell;
}

/*
 * Whether the ring runs round the point, which is on none of its arcs: how often a ray to
 * the east crosses it. An arc whose box lies wholly east of the point crosses the ray
 * once if its ends lie on two sides of it; only arcs about the point are looked into.
 */
static bool
ring_holds(const Assembly *assembly, const Ring *ring, SrPoint p)
{
    const SrTopology *topology = assembly->topology;
    bool inside = false;

    for (int u = ring->first; u < ring->end; u++) {
        int directed = g_array_index(assembly->uses, int, u);
        int arc = directed >= 0 ? directed : ~directed;
        SrBox box = topology->arc_box[arc];
        const SrPoint *q = topology->points + topology->arc_start[arc];
        int last = topology->arc_start[arc + 1] - topology->arc_start[arc] - 1;

        if (box.y0 > p.y || box.y1 < p.y || box.x1 < p.x)
            continue;
        if (box.x0 > p.x) {
            inside ^= (q[0].y > p.y) != (q[last].y > p.y);
            continue;
        }
        for (int i = 0; i < last; i++)
            if ((q[i].y > p.y) != (q[i + 1].y > p.y) &&
                (q[i + 1].x - q[i].x) * (p.y - q[i].y) / (q[i + 1].y - q[i].y) + q[i].x >
                    p.x)
                inside = !inside;
    }
    return inside;
}

static bool
box_holds(SrBox outer, SrBox inner)
{
    return outer.x0 <= inner.x0 && outer.y0 <= inner.y0 && outer.x1 >= inner.x1 &&
           outer.y1 >= inner.y1;
}

/* Lists the rings group by group, in the order they were found. */
static int *
sort_by_group(const Assembly *assembly, int n_groups, int **group_start)
{
    int n_rings = (int)assembly->rings->len;
    int *sorted = g_new(int, n_rings + 1);
    int *start = g_new0(int, n_groups + 2);

    for (int r = 0; r < n_rings; r++)
        start[g_array_index(assembly->rings, Ring, r).group + 2]++;
    for (int g = 0; g < n_groups; g++)
        start[g + 2] += start[g + 1];
    for (int r = 0; r < n_rings; r++)
        sorted[start[g_array_index(assembly->rings, Ring, r).group + 1]++] = r;
    *group_start = start;
    return sorted;
}

/* The shells of one group, as spans; and a hole that looks for its own. */
typedef struct {
    const Assembly *assembly;
    SrSpan *spans; /* of indices of rings */
    double *reach;
    int n;
    const Ring *hole;
    SrPoint point; /* of the hole */
    int found;     /* the smallest shell round it so far, or -1 */
} Shells;

static double
try_shell(int item, gpointer data)
{
    Shells *shells = data;
    const Ring *rings = (const Ring *)(void *)shells->assembly->rings->data;
    const Ring *shell = &rings[item];

    if (shell->area >= -shells->hole->area && box_holds(shell->box, shells->hole->box) &&
        (shells->found < 0 || shell->area < rings[shells->found].area ||
         (shell->area == rings[shells->found].area && item < shells->found)) &&
        ring_holds(shells->assembly, shell, shells->point))
        shells->found = item;
    return shells->point.x;
}

static void
list_shells(Shells *shells, const int *by_group, int first, int end)
{
    shells->n = 0;
    for (int i = first; i < end; i++) {
        const Ring *ring = &g_array_index(shells->assembly->rings, Ring, by_group[i]);

        if (ring->area > 0)
            shells->spans[shells->n++] =
                (SrSpan){ring->box.x0, ring->box.x1, by_group[i]};
    }
    qsort(shells->spans, (size_t)shells->n, sizeof *shells->spans, sr_span_compare);
    sr_spans_prepare(shells->spans, shells->reach, 0, shells->n);
}

/* The smallest shell of the group round the hole, or -1. */
static int
find_shell(Shells *shells, const Ring *hole)
{
    const SrTopology *topology = shells->assembly->topology;
    int directed = g_array_index(shells->assembly->uses, int, hole->first);

    shells->hole = hole;
    shells->point =
        topology->points[topology->arc_start[directed >= 0 ? directed : ~directed]];
    shells->found = -1;
    sr_spans_visit(shells->spans, shells->reach, 0, shells->n, shells->point.x,
                   shells->point.x, try_shell, shells);
    return shells->found;
}

/* Puts every hole that was walked apart from its shell into the shell round it. */
static void
place_holes(Assembly *assembly, const int *by_group, const int *group_start, int n_groups)
{
    g_autofree SrSpan *spans = g_new(SrSpan, assembly->rings->len + 1);
    g_autofree double *reach = g_new(double, assembly->rings->len + 1);
    Shells shells = {.assembly = assembly, .spans = spans, .reach = reach};

    for (int g = 0; g < n_groups; g++) {
        bool is_listed = false;

        for (int i = group_start[g]; i < group_start[g + 1]; i++) {
            Ring *ring = &g_array_index(assembly->rings, Ring, by_group[i]);

            if (ring->shell >= 0 || ring->area > 0)
                continue;
            if (!is_listed)
                list_shells(&shells, by_group, group_start[g], group_start[g + 1]);
            is_listed = true;
            ring->shell = find_shell(&shells, ring);
        }
    }
}

static void
emit_ring(const Assembly *assembly, SrArcPolygons *out, int r)
{
    const Ring *ring = &g_array_index(assembly->rings, Ring, r);

    for (int u = ring->first; u < ring->end; u++)
        out->arcs[out->n_arcs++] = g_array_index(assembly->uses, int, u);
    out->ring_start[++out->n_rings] = out->n_arcs;
}

/* Holes by shell: hole_start[r] .. hole_start[r + 1] of @holes lie in ring r. */
static int *
list_holes(const Assembly *assembly, int **hole_start)
{
    int n = (int)assembly->rings->len;
    int *start = g_new0(int, n + 2);
    int *holes = g_new(int, n + 1);

    for (int r = 0; r < n; r++)
        start[g_array_index(assembly->rings, Ring, r).shell + 2]++;
    start[1] = 0;
    for (int r = 0; r < n; r++)
        start[r + 2] += start[r + 1];
    for (int r = 0; r < n; r++) {
        int shell = g_array_index(assembly->rings, Ring, r).shell;

        if (shell >= 0)
            holes[start[shell + 1]++] = r;
    }
    *hole_start = start;
    return holes;
}

static SrArcPolygons *
emit(const Assembly *assembly, int n_groups, const int *by_group, const int *group_start)
{
    SrArcPolygons *out = g_new0(SrArcPolygons, 1);
    int n_rings = (int)assembly->rings->len;
    g_autofree int *hole_start = NULL;
    g_autofree int *holes = list_holes(assembly, &hole_start);

    out->n_groups = n_groups;
    out->group_start = g_new0(int, n_groups + 1);
    out->polygon_start = g_new0(int, n_rings + 1);
    out->ring_start = g_new0(int, n_rings + 1);
    out->arcs = g_new(int, assembly->uses->len + 1);
    for (int g = 0; g < n_groups; g++) {
        for (int i = group_start[g]; i < group_start[g + 1]; i++) {
            int r = by_group[i];

            if (g_array_index(assembly->rings, Ring, r).shell >= 0)
                continue;
            emit_ring(assembly, out, r);
            for (int h = hole_start[r]; h < hole_start[r + 1]; h++)
                emit_ring(assembly, out, holes[h]);
            out->polygon_start[++out->n_polygons] = out->n_rings;
        }
        out->group_start[g + 1] = out->n_polygons;
    }
    return out;
}

SrArcPolygons *
sr_topology_assemble(const SrTopology *topology, const int *group, int n_groups)
{
    int n_directed = 2 * topology->n_arcs;
    g_autofree bool *passed = g_new0(bool, n_directed + 1);
    g_autofree int *stack = g_new(int, n_directed + 1);
    g_autofree int *start_at = g_new(int, topology->n_nodes + 1);
    g_autoptr(GArray) uses = g_array_new(FALSE, FALSE, sizeof(int));
    g_autoptr(GArray) rings = g_array_new(FALSE, FALSE, sizeof(Ring));
    Assembly assembly = {topology, group, passed, stack, start_at, uses, rings};
    g_autofree int *group_start = NULL;

    memset(start_at, 0xff, (size_t)topology->n_nodes * sizeof *start_at);
    for (int k = 0; k < n_directed; k++) {
        int directed = sr_topology_directed(k);
        int left = group_left(&assembly, directed);

        if (left >= 0 && !passed[k] && bounds(&assembly, directed, left))
            walk(&assembly, directed);
    }
    g_autofree int *by_group = sort_by_group(&assembly, n_groups, &group_start);
    place_holes(&assembly, by_group, group_start, n_groups);
    return emit(&assembly, n_groups, by_group, group_start);
}

void
sr_arc_polygons_free(SrArcPolygons *polygons)
{
    if (polygons == NULL)
        return;
    g_free(polygons->group_start);
    g_free(polygons->polygon_start);
    g_free(polygons->ring_start);
    g_free(polygons->arcs);
    g_free(polygons);
}

double
sr_arc_polygons_area(const SrArcPolygons *polygons, const SrTopology *topology, int group)
{
    int first = polygons->polygon_start[polygons->group_start[group]];
    int end = polygons->polygon_start[polygons->group_start[group + 1]];
    double sum = 0;

    for (int r = first; r < end; r++)
        sum += ring_area(topology, polygons->arcs + polygons->ring_start[r],
                         polygons->ring_start[r + 1] - polygons->ring_start[r]);
    return sum;
}

/* Appends an arc without its last point, which is the first of the next. */
static int
trace_arc(const SrTopology *topology, const SrPoint *coordinates, int directed,
          SrPoint *out)
{
    int arc = directed >= 0 ? directed : ~directed;
    const SrPoint *p = coordinates + topology->arc_start[arc];
    int last = topology->arc_start[arc + 1] - topology->arc_start[arc] - 1;

    if (directed >= 0)
        memcpy(out, p, (size_t)last * sizeof *p);
    else
        for (int i = 0; i < last; i++)
            out[i] = p[last - i];
    return last;
}

SrPolygons *
sr_arc_polygons_trace(const SrArcPolygons *polygons, const SrTopology *topology,
                      const SrPoint *coordinates)
{
    SrPolygons *out = g_new0(SrPolygons, 1);
    int n_points = 0;

    for (int u = 0; u < polygons->n_arcs; u++) {
        int arc = polygons->arcs[u] >= 0 ? polygons->arcs[u] : ~polygons->arcs[u];

        n_points += topology->arc_start[arc + 1] - topology->arc_start[arc] - 1;
    }
    out->n_areas = polygons->n_groups;
    out->n_polygons = polygons->n_polygons;
    out->n_rings = polygons->n_rings;
    out->area_start =
        g_memdup2(polygons->group_start, (gsize)(out->n_areas + 1) * sizeof(int));
    out->polygon_start =
        g_memdup2(polygons->polygon_start, (gsize)(out->n_polygons + 1) * sizeof(int));
    out->ring_start = g_new0(int, out->n_rings + 1);
    out->points = sr_bulk_new(SrPoint, n_points + 1);
    for (int r = 0; r < out->n_rings; r++) {
        for (int u = polygons->ring_start[r]; u < polygons->ring_start[r + 1]; u++)
            out->n_points += trace_arc(topology, coordinates, polygons->arcs[u],
                                       out->points + out->n_points);
        out->ring_start[r + 1] = out->n_points;
    }
    return out;
}

SrPolygons *
sr_topology_dissolve(const SrTopology *topology, const int *group, int n_groups)
{
    g_autoptr(SrArcPolygons) polygons = sr_topology_assemble(topology, group, n_groups);

    return sr_arc_polygons_trace(polygons, topology, topology->points);
}
