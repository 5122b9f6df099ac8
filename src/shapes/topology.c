#include "shapes/topology.h"

#include "base/error.h"
#include "shapes/build.h"

#include <glib/gi18n.h>
#include <string.h>

/* Two areas on one side of an arc: they overlap there, or a ring stands twice. */
static char *
describe_conflict(const SrTopology *topology, int arc, int a, int b, char *const *keys)
{
    SrPoint place =
        topology->source[(topology->arc_start[arc] + topology->arc_start[arc + 1]) / 2];

    return a == b ? g_strdup_printf(
                        _("%s lies twice along a border at %.6f %.6f: it overlaps "
                          "itself, or a ring stands twice"),
                        keys[a], place.x, place.y)
                  : g_strdup_printf(_("%s and %s overlap along a border at %.6f %.6f"),
                                    keys[a], keys[b], place.x, place.y);
}

SrTopology *
sr_topology_new(const SrBoundaries *boundaries, double snap, GError **error)
{
    g_autoptr(SrVertices) vertices =
        sr_vertices_new(boundaries->points, boundaries->n_points, snap);
    g_autoptr(GArray) covers = g_array_new(FALSE, FALSE, sizeof(SrCover));
    g_autoptr(SrTopology) topology =
        sr_topology_build(boundaries, vertices, covers, NULL);
    g_autofree char *conflict = NULL;
    int n_conflicts = 0;

    for (guint i = 0; i < covers->len; i++) {
        SrCover cover = g_array_index(covers, SrCover, i);
        int *side =
            cover.left ? &topology->arc_left[cover.arc] : &topology->arc_right[cover.arc];

        if (*side != SR_OUTSIDE && n_conflicts++ == 0)
            conflict = describe_conflict(topology, cover.arc, *side, cover.area,
                                         boundaries->keys);
        *side = cover.area;
    }
    if (n_conflicts == 0)
        return g_steal_pointer(&topology);
    g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                ngettext("%s (%d such piece of border)", "%s (%d such pieces of border)",
                         (gulong)n_conflicts),
                conflict, n_conflicts);
    return NULL;
}

void
sr_topology_free(SrTopology *topology)
{
    if (topology == NULL)
        return;
    g_free(topology->arc_start);
    g_free(topology->arc_from);
    g_free(topology->arc_to);
    g_free(topology->arc_left);
    g_free(topology->arc_right);
    g_free(topology->arc_area);
    g_free(topology->arc_box);
    g_free(topology->points);
    g_free(topology->source);
    g_free(topology->node_start);
    g_free(topology->leaving);
    g_free(topology->leaving_at);
    g_free(topology);
}

bool
sr_topology_project(SrTopology *topology, SrProjection *projection, GError **error)
{
    g_autofree SrPoint *nodes = g_new(SrPoint, topology->n_nodes + 1);

    for (int i = 0; i < topology->n_arcs; i++) {
        nodes[topology->arc_from[i]] = topology->source[topology->arc_start[i]];
        nodes[topology->arc_to[i]] = topology->source[topology->arc_start[i + 1] - 1];
    }
    if (!sr_projection_run(projection, nodes, topology->n_nodes, error))
        return false;
    memcpy(topology->points, topology->source,
           (size_t)topology->n_points * sizeof(SrPoint));
    for (int i = 0; i < topology->n_arcs; i++) {
        int first = topology->arc_start[i];
        int last = topology->arc_start[i + 1] - 1;

        topology->points[first] = nodes[topology->arc_from[i]];
        topology->points[last] = nodes[topology->arc_to[i]];
        if (!sr_projection_run(projection, topology->points + first + 1, last - first - 1,
                               error))
            return false;
    }
    sr_topology_measure(topology);
    return true;
}
