#include "shapes/check.h"

#include "base/error.h"
#include "shapes/dissolve.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Rows of the table of arcs in which pieces are looked for from the side. */
#define N_ROWS 1024

typedef struct {
    const SrTopology *topology;
    char *const *keys;
    int *piece;      /* [n_nodes] union-find: the connected piece of the graph */
    int *n_faces;    /* [n_nodes] of the piece whose root is the node */
    int *outer_area; /* [n_nodes] the area left of the outer face of that piece */
    GError **error;
} Check;

static int
slot(int directed)
{
    return directed >= 0 ? 2 * directed : 2 * ~directed + 1;
}

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

static int
find_piece(const Check *check, int node)
{
    while (check->piece[node] != node) {
        check->piece[node] = check->piece[check->piece[node]];
        node = check->piece[node];
    }
    return node;
}

static void
join_pieces(const Check *check)
{
    const SrTopology *topology = check->topology;

    for (int v = 0; v < topology->n_nodes; v++)
        check->piece[v] = v;
    for (int i = 0; i < topology->n_arcs; i++) {
        int a = find_piece(check, topology->arc_from[i]);
        int b = find_piece(check, topology->arc_to[i]);

        check->piece[MAX(a, b)] = MIN(a, b);
    }
}

/* The arc by which the walk round the face left of @directed goes on. */
static int
next_of_face(const SrTopology *topology, int directed)
{
    int node = sr_topology_to(topology, directed);
    int first = topology->node_start[node];
    int n = topology->node_start[node + 1] - first;
    int back = topology->leaving_at[slot(~directed)] - first;

    return topology->leaving[first + (back + n - 1) % n];
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
        passed[slot(directed)] = true;
        directed = next_of_face(topology, directed);
    } while (!passed[slot(directed)]);

    int piece = find_piece(check, sr_topology_from(topology, start));
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
        if (!passed[k] && !walk_face(check, k % 2 == 0 ? k / 2 : ~(k / 2), passed))
            return false;
    return true;
}

static bool
check_euler(const Check *check)
{
    const SrTopology *topology = check->topology;
    g_autofree int *sum = g_new0(int, topology->n_nodes + 1);

    for (int v = 0; v < topology->n_nodes; v++) {
        sum[find_piece(check, v)]++;
        sum[v] += check->n_faces[v];
    }
    for (int i = 0; i < topology->n_arcs; i++)
        sum[find_piece(check, topology->arc_from[i])]--;
    for (int i = 0; i < topology->n_arcs; i++) {
        int piece = find_piece(check, topology->arc_from[i]);

        if (sum[piece] != 2)
            return refuse(check, i, N_("borders cross each other"), topology->arc_left[i],
                          topology->arc_right[i]);
    }
    return true;
}

/* Arcs by the rows their boxes reach into: row r has arcs[start[r]] .. arcs[start[r +
 * 1]]. */
typedef struct {
    double y0;
    double height;
    int *start;
    int *arcs;
} Rows;

static int
row_of(const Rows *rows, double y)
{
    return (int)CLAMP((y - rows->y0) / rows->height, 0, N_ROWS - 1);
}

static void
rows_init(Rows *rows, const SrTopology *topology)
{
    SrBox all = SR_BOX_EMPTY;

    for (int i = 0; i < topology->n_arcs; i++) {
        all.y0 = MIN(all.y0, topology->arc_box[i].y0);
        all.y1 = MAX(all.y1, topology->arc_box[i].y1);
    }
    rows->y0 = all.y0;
    rows->height = all.y1 > all.y0 ? (all.y1 - all.y0) / N_ROWS : 1;
    rows->start = g_new0(int, N_ROWS + 2);
    for (int i = 0; i < topology->n_arcs; i++)
        for (int r = row_of(rows, topology->arc_box[i].y0);
             r <= row_of(rows, topology->arc_box[i].y1); r++)
            rows->start[r + 2]++;
    for (int r = 0; r < N_ROWS; r++)
        rows->start[r + 2] += rows->start[r + 1];
    rows->arcs = g_new(int, rows->start[N_ROWS + 1] + 1);
    for (int i = 0; i < topology->n_arcs; i++)
        for (int r = row_of(rows, topology->arc_box[i].y0);
             r <= row_of(rows, topology->arc_box[i].y1); r++)
            rows->arcs[rows->start[r + 1]++] = i;
}

static void
rows_clear(Rows *rows)
{
    g_free(rows->start);
    g_free(rows->arcs);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Rows, rows_clear)

/* What lies east of the easternmost point @p of a piece: the side of the first arc there.
 */
static int
look_east(const Check *check, const Rows *rows, int piece, SrPoint p)
{
    const SrTopology *topology = check->topology;
    int row = row_of(rows, p.y);
    double nearest = G_MAXDOUBLE;
    int area = SR_OUTSIDE;

    for (int k = rows->start[row]; k < rows->start[row + 1]; k++) {
        int arc = rows->arcs[k];
        SrBox box = topology->arc_box[arc];

        if (box.y0 > p.y || box.y1 < p.y || box.x1 < p.x || box.x0 > nearest ||
            find_piece(check, topology->arc_from[arc]) == piece)
            continue;
        for (int i = topology->arc_start[arc]; i + 1 < topology->arc_start[arc + 1];
             i++) {
            SrPoint a = topology->points[i];
            SrPoint b = topology->points[i + 1];

            if ((a.y > p.y) == (b.y > p.y))
                continue;
            double x = a.x + (b.x - a.x) * (p.y - a.y) / (b.y - a.y);
            if (x > p.x && x < nearest) {
                nearest = x;
                area = b.y > a.y ? topology->arc_left[arc] : topology->arc_right[arc];
            }
        }
    }
    return area;
}

/* Islands lie outside or in nothing, enclaves in the hole of just that area. */
static bool
check_nesting(const Check *check)
{
    const SrTopology *topology = check->topology;
    g_autofree int *east = g_new(int, topology->n_nodes + 1);
    g_autofree int *arc_of = g_new(int, topology->n_nodes + 1);
    g_auto(Rows) rows;

    rows_init(&rows, topology);
    memset(east, 0xff, (size_t)topology->n_nodes * sizeof *east);
    for (int i = 0; i < topology->n_arcs; i++) {
        int piece = find_piece(check, topology->arc_from[i]);

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
        int around = look_east(check, &rows, v, topology->points[east[v]]);
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
    g_autofree int *piece = g_new(int, topology->n_nodes + 1);
    g_autofree int *n_faces = g_new0(int, topology->n_nodes + 1);
    g_autofree int *outer_area = g_new(int, topology->n_nodes + 1);
    Check check = {topology, keys, piece, n_faces, outer_area, error};

    memset(outer_area, 0xff, (size_t)topology->n_nodes * sizeof *outer_area);
    join_pieces(&check);
    return walk_faces(&check) && check_euler(&check) && check_nesting(&check) &&
           check_sum(&check);
}
