#include "shapes/rows.h"

#define N_ROWS 1024

struct SrRows {
    const SrTopology *topology; /* borrowed */
    double y0;
    double height;
    int *start; /* row r has arcs[start[r]] .. arcs[start[r + 1]] */
    int *arcs;
};

static int
find_root(int *parent, int node)
{
    while (parent[node] != node) {
        parent[node] = parent[parent[node]];
        node = parent[node];
    }
    return node;
}

int *
sr_topology_pieces(const SrTopology *topology)
{
    int *piece = g_new(int, topology->n_nodes + 1);

    for (int v = 0; v < topology->n_nodes; v++)
        piece[v] = v;
    for (int i = 0; i < topology->n_arcs; i++) {
        int a = find_root(piece, topology->arc_from[i]);
        int b = find_root(piece, topology->arc_to[i]);

        piece[MAX(a, b)] = MIN(a, b);
    }
    for (int v = 0; v < topology->n_nodes; v++)
        piece[v] = find_root(piece, v);
    return piece;
}

static int
row_of(const SrRows *rows, double y)
{
    return (int)CLAMP((y - rows->y0) / rows->height, 0, N_ROWS - 1);
}

SrRows *
sr_rows_new(const SrTopology *topology)
{
    SrRows *rows = g_new0(SrRows, 1);
    double y0 = G_MAXDOUBLE;
    double y1 = -G_MAXDOUBLE;

    for (int i = 0; i < topology->n_arcs; i++) {
        y0 = MIN(y0, topology->arc_box[i].y0);
        y1 = MAX(y1, topology->arc_box[i].y1);
    }
    rows->topology = topology;
    rows->y0 = y0;
    rows->height = y1 > y0 ? (y1 - y0) / N_ROWS : 1;
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
    return rows;
}

void
sr_rows_free(SrRows *rows)
{
    if (rows == NULL)
        return;
    g_free(rows->start);
    g_free(rows->arcs);
    g_free(rows);
}

/* Where the arc first crosses the ray from @p to the east, if nearer than @nearest. */
static bool
cross_ray(const SrTopology *topology, int arc, SrPoint p, double *nearest, int *side)
{
    bool found = false;

    for (int i = topology->arc_start[arc]; i + 1 < topology->arc_start[arc + 1]; i++) {
        SrPoint a = topology->points[i];
        SrPoint b = topology->points[i + 1];

        if ((a.y > p.y) == (b.y > p.y))
            continue;
        double x = a.x + (b.x - a.x) * (p.y - a.y) / (b.y - a.y);
        if (x > p.x && x < *nearest) {
            *nearest = x;
            *side = b.y > a.y ? arc : ~arc;
            found = true;
        }
    }
    return found;
}

bool
sr_rows_look_east(const SrRows *rows, const int *piece, int own_piece, SrPoint p,
                  int *side)
{
    const SrTopology *topology = rows->topology;
    int row = row_of(rows, p.y);
    double nearest = G_MAXDOUBLE;
    bool found = false;

    for (int k = rows->start[row]; k < rows->start[row + 1]; k++) {
        int arc = rows->arcs[k];
        SrBox box = topology->arc_box[arc];

        if (box.y0 <= p.y && box.y1 >= p.y && box.x1 >= p.x && box.x0 <= nearest &&
            piece[topology->arc_from[arc]] != own_piece)
            found = cross_ray(topology, arc, p, &nearest, side) || found;
    }
    return found;
}
