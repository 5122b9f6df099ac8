#include "shapes/check.h"

#include "base/error.h"
#include "shapes/dissolve.h"
#include "shapes/rows.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

typedef struct {
    const SrTopology *topology;
    char *const *keys;
    int *piece;      /* [n_nodes] the connected piece of the graph */
    int *n_faces;    /* [n_nodes] of the piece whose root is the node */
    int *outer_area; /* [n_nodes] the area left of the outer face of that piece */
    GError **error;
} Check;

static const char *
key_of(const Check *check, int area)
{
    return area == SR_OUTSIDE ? _("nothing") : check->keys[area];
}

static bool
refuse(const Check *check, int directed, const char *format, int a, int b)
{
    const SrTopology *topology = check->topology;
    int arc = directed >= 0 ? directed : ~directed;
    SrPoint place =
        topology->source[(topology->arc_start[arc] + topology->arc_start[arc + 1]) / 2];
    g_autofree char *where = g_strdup_printf("%.6f %.6f", place.x, place.y);
    g_autofree char *text = g_strdup(_(format));

    g_set_error(check->error, SR_ERROR, SR_ERROR_INPUT, _("at %s: %s (%s, %s)"), where,
                text, key_of(check, a), key_of(check, b));
    return false;
}

/* Walks round one face. Returns: false if its arcs do not agree what the face is. */
static bool
walk_face(const Check *check, int start, bool *passed)
{
    const SrTopology *topology = check->topology;
    int area = sr_topology_left(topology, start);
    SrPoint origin = topology->points[topology->arc_start[start >= 0 ? start : ~start]];
    double twice = 0;
    int directed = start;

    do {
        int arc = directed >= 0 ? directed : ~directed;
        int here = sr_topology_left(topology, directed);
        SrPoint a = topology->points[topology->arc_start[arc]];
        SrPoint b = topology->points[topology->arc_start[arc + 1] - 1];
        double swept = 2 * topology->arc_area[arc] + (a.x - origin.x) * (b.y - origin.y) -
                       (b.x - origin.x) * (a.y - origin.y);

        if (here != area)
            return refuse(check, directed,
                          N_("two areas claim one face, or it has a gap"), area, here);
        twice += directed >= 0 ? swept : -swept;
        passed[sr_topology_slot(directed)] = true;
        directed = sr_topology_next(topology, directed);
    } while (!passed[sr_topology_slot(directed)]);

    int piece = check->piece[sr_topology_from(topology, start)];
    check->n_faces[piece]++;
    if (twice < 0)
        check->outer_area[piece] = area;
    return true;
}

static bool
walk_faces(const Check *check)
{
    int n = 2 * check->topology->n_arcs;
    g_autofree bool *passed = g_new0(bool, n + 1);

    for (int k = 0; k < n; k++)
        if (!passed[k] && !walk_face(check, sr_topology_directed(k), passed))
            return false;
    return true;
}

static bool
check_euler(const Check *check)
{
    const SrTopology *topology = check->topology;
    g_autofree int *sum = g_new0(int, topology->n_nodes + 1);

    for (int v = 0; v < topology->n_nodes; v++) {
        sum[check->piece[v]]++;
        sum[v] += check->n_faces[v];
    }
    for (int i = 0; i < topology->n_arcs; i++)
        sum[check->piece[topology->arc_from[i]]]--;
    for (int i = 0; i < topology->n_arcs; i++) {
        int piece = check->piece[topology->arc_from[i]];

        if (sum[piece] != 2)
            return refuse(check, i, N_("borders cross each other"), topology->arc_left[i],
                          topology->arc_right[i]);
    }
    return true;
}

/* Islands lie outside or in nothing, enclaves in the hole of just that area. */
static bool
check_nesting(const Check *check)
{
    const SrTopology *topology = check->topology;
    g_autofree int *east = g_new(int, topology->n_nodes + 1);
    g_autofree int *arc_of = g_new(int, topology->n_nodes + 1);
    g_autoptr(SrRows) rows = sr_rows_new(topology);

    memset(east, 0xff, (size_t)topology->n_nodes * sizeof *east);
    for (int i = 0; i < topology->n_arcs; i++) {
        int piece = check->piece[topology->arc_from[i]];

        if (east[piece] >= 0 &&
            topology->points[east[piece]].x >= topology->arc_box[i].x1)
            continue;
        for (int k = topology->arc_start[i]; k < topology->arc_start[i + 1]; k++)
            if (topology->points[k].x == topology->arc_box[i].x1)
                east[piece] = k;
        arc_of[piece] = i;
    }
    for (int v = 0; v < topology->n_nodes; v++) {
        if (east[v] < 0)
            continue;
        int side = 0;
        int around =
            sr_rows_look_east(rows, check->piece, v, topology->points[east[v]], &side)
                ? sr_topology_left(topology, side)
                : SR_OUTSIDE;
        if (around != check->outer_area[v])
            return refuse(
                check, arc_of[v], N_("an area lies inside another one"),
                MAX(topology->arc_left[arc_of[v]], topology->arc_right[arc_of[v]]),
                around);
    }
    return true;
}

/* The areas together are as large as their outline less its holes. */
static bool
check_sum(const Check *check)
{
    const SrTopology *topology = check->topology;
    g_autofree int *together = g_new0(int, topology->n_areas + 1);
    g_autoptr(SrArcPolygons) each =
        sr_topology_assemble(topology, NULL, topology->n_areas);
    g_autoptr(SrArcPolygons) all = sr_topology_assemble(topology, together, 1);
    double hull = sr_arc_polygons_area(all, topology, 0);
    double sum = 0;

    for (int a = 0; a < topology->n_areas; a++)
        sum += sr_arc_polygons_area(each, topology, a);
    if (fabs(sum - hull) <= 1e-9 * fabs(hull)) /* rounding of 1e6 additions */
        return true;
    g_set_error(check->error, SR_ERROR, SR_ERROR_INPUT,
                _("the areas add up to %.6g, their outline to %.6g"), sum, hull);
    return false;
}

bool
sr_topology_check(const SrTopology *topology, char *const *keys, GError **error)
{
    g_autofree int *piece = sr_topology_pieces(topology);
    g_autofree int *n_faces = g_new0(int, topology->n_nodes + 1);
    g_autofree int *outer_area = g_new(int, topology->n_nodes + 1);
    Check check = {topology, keys, piece, n_faces, outer_area, error};

    memset(outer_area, 0xff, (size_t)topology->n_nodes * sizeof *outer_area);
    return walk_faces(&check) && check_euler(&check) && check_nesting(&check) &&
           check_sum(&check);
}
