#include "shapes/neighbours.h"

#include <math.h>

static void
add_pair(GArray *pairs, int a, int b, double shared_m)
{
    SrNeighbours pair = {MIN(a, b), MAX(a, b), shared_m};

    if (pair.a >= 0 && pair.a != pair.b)
        g_array_append_val(pairs, pair);
}

static int
compare_pairs(gconstpointer left, gconstpointer right)
{
    const SrNeighbours *a = left;
    const SrNeighbours *b = right;

    if (a->a != b->a)
        return a->a - b->a;
    if (a->b != b->b)
        return a->b - b->b;
    return (a->shared_m > b->shared_m) - (a->shared_m < b->shared_m);
}

/* Every pair of groups about one node. */
static void
add_node(GArray *pairs, const SrTopology *topology, const int *group, int node)
{
    for (int i = topology->node_start[node]; i < topology->node_start[node + 1]; i++)
        for (int k = i + 1; k < topology->node_start[node + 1]; k++)
            add_pair(pairs,
                     sr_topology_group(group,
                                       sr_topology_left(topology, topology->leaving[i])),
                     sr_topology_group(group,
                                       sr_topology_left(topology, topology->leaving[k])),
                     0);
}

GArray *
sr_topology_neighbours(const SrTopology *topology, const int *group, bool queen)
{
    GArray *pairs = g_array_new(FALSE, FALSE, sizeof(SrNeighbours));
    guint kept = 0;

    for (int i = 0; i < topology->n_arcs; i++) {
        int left = sr_topology_group(group, topology->arc_left[i]);
        int right = sr_topology_group(group, topology->arc_right[i]);

        if (left != right && left >= 0 && right >= 0)
            add_pair(pairs, left, right, sr_topology_length(topology, i));
    }
    for (int v = 0; queen && v < topology->n_nodes; v++)
        add_node(pairs, topology, group, v);
    /* Sorted by length too, so that a sum has the same last bit on every run. */
    g_array_sort(pairs, compare_pairs);
    for (guint i = 0; i < pairs->len; i++) {
        SrNeighbours pair = g_array_index(pairs, SrNeighbours, i);
        SrNeighbours *last =
            kept == 0 ? NULL : &g_array_index(pairs, SrNeighbours, kept - 1);

        if (last != NULL && last->a == pair.a && last->b == pair.b)
            last->shared_m += pair.shared_m;
        else
            g_array_index(pairs, SrNeighbours, kept++) = pair;
    }
    g_array_set_size(pairs, kept);
    return pairs;
}
