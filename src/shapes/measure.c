#include "shapes/topology.h"

#include "base/bulk.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What topology.h computes from the points: boxes, areas, turning order. */

/* A directed arc that leaves a node, with the way it sets out. */
typedef struct {
    int directed;
    int node;
    long double dx, dy;
} Leaving;

static void
measure_arcs(SrTopology *topology)
{
    for (int i = 0; i < topology->n_arcs; i++) {
        const SrPoint *p = topology->points + topology->arc_start[i];
        int n = topology->arc_start[i + 1] - topology->arc_start[i];
        SrBox box = SR_BOX_EMPTY;

        for (int k = 0; k < n; k++)
            box = sr_box_add(box, p[k]);
        topology->arc_box[i] = box;
        topology->arc_area[i] = sr_ring_area(p, n);
    }
}

static Leaving
leave(const SrTopology *topology, int directed)
{
    int first = directed >= 0 ? topology->arc_start[directed]
                              : topology->arc_start[~directed + 1] - 1;
    SrPoint a = topology->points[first];
    SrPoint b = topology->points[directed >= 0 ? first + 1 : first - 1];

    return (Leaving){directed, sr_topology_from(topology, directed),
                     (long double)b.x - a.x, (long double)b.y - a.y};
}

/* The half of the turn, counted from due east: 0 upper, 1 lower. */
static int
half(const Leaving *leaving)
{
    return leaving->dy < 0 || (leaving->dy == 0 && leaving->dx < 0);
}

/* Counter-clockwise from due east; two arcs that set out alike keep the order of arcs. */
static int
compare_turns(gconstpointer left, gconstpointer right)
{
    const Leaving *a = left;
    const Leaving *b = right;

    if (half(a) != half(b))
        return half(a) - half(b);
    long double cross = a->dx * b->dy - a->dy * b->dx;
    if (cross != 0)
        return cross > 0 ? -1 : 1;
    return (a->directed > b->directed) - (a->directed < b->directed);
}

static void
order_nodes(SrTopology *topology)
{
    int n = 2 * topology->n_arcs;
    g_autofree Leaving *all = sr_bulk_new(Leaving, n + 1);
    int *start = topology->node_start;

    memset(start, 0, (size_t)(topology->n_nodes + 1) * sizeof *start);
    for (int i = 0; i < topology->n_arcs; i++) {
        start[topology->arc_from[i] + 1]++;
        start[topology->arc_to[i] + 1]++;
    }
    for (int v = 0; v < topology->n_nodes; v++)
        start[v + 1] += start[v];

    g_autofree int *fill =
        g_memdup2(start, (gsize)(topology->n_nodes + 1) * sizeof *start);
    for (int i = 0; i < topology->n_arcs; i++) {
        all[fill[topology->arc_from[i]]++] = leave(topology, i);
        all[fill[topology->arc_to[i]]++] = leave(topology, ~i);
    }
    for (int v = 0; v < topology->n_nodes; v++)
        if (start[v + 1] - start[v] > 1)
            qsort(all + start[v], (size_t)(start[v + 1] - start[v]), sizeof *all,
                  compare_turns);
    for (int k = 0; k < n; k++) {
        int directed = all[k].directed;

        topology->leaving[k] = directed;
        topology->leaving_at[directed >= 0 ? 2 * directed : 2 * ~directed + 1] = k;
    }
}

/* Coordinates are metres or degrees: their squares are far from any limit. */
static double
distance(SrPoint a, SrPoint b)
{
    double dx = b.x - a.x;
    double dy = b.y - a.y;

    return sqrt(dx * dx + dy * dy);
}

double
sr_topology_length(const SrTopology *topology, int arc)
{
    double sum = 0;

    for (int i = topology->arc_start[arc]; i + 1 < topology->arc_start[arc + 1]; i++)
        sum += distance(topology->points[i], topology->points[i + 1]);
    return sum;
}

void
sr_topology_measure(SrTopology *topology)
{
    if (topology->arc_box == NULL) {
        topology->arc_box = g_new(SrBox, topology->n_arcs + 1);
        topology->arc_area = g_new(double, topology->n_arcs + 1);
        topology->node_start = g_new(int, topology->n_nodes + 1);
        topology->leaving = g_new(int, 2 * topology->n_arcs + 1);
        topology->leaving_at = g_new(int, 2 * topology->n_arcs + 1);
    }
    measure_arcs(topology);
    order_nodes(topology);
}
