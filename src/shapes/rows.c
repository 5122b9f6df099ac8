#include "shapes/rows.h"

#include "shapes/spans.h"

#include <stdlib.h>

#define MOST_ROWS 1024

/* Segments of an arc that are looked at together. */
#define CHUNK 64

/* Some neighbouring segments of an arc: points first .. last. */
typedef struct {
    int arc;
    int first, last;
    SrBox box;
} Chunk;

/* Chunks lie, as spans from west to east, in each row that their box reaches into. */
struct SrRows {
    const SrTopology *topology; /* borrowed */
    double y0;
    double height;
    int n_rows;
    int n_chunks;
    Chunk *chunks;
    int *start;    /* row r has spans[start[r]] .. spans[start[r + 1]] */
    SrSpan *spans; /* of chunks */
    double *reach;
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
    return (int)CLAMP((y - rows->y0) / rows->height, 0, rows->n_rows - 1);
}

/* All segments of all arcs: (transfer full), with boxes. */
static GArray *
cut_arcs(const SrTopology *topology)
{
    GArray *chunks = g_array_new(FALSE, FALSE, sizeof(Chunk));

    for (int a = 0; a < topology->n_arcs; a++)
        for (int i = topology->arc_start[a]; i + 1 < topology->arc_start[a + 1];
             i += CHUNK) {
            int last = MIN(i + CHUNK, topology->arc_start[a + 1] - 1);
            Chunk chunk = {a, i, last, SR_BOX_EMPTY};

            for (int p = i; p <= last; p++)
                chunk.box = sr_box_add(chunk.box, topology->points[p]);
            g_array_append_val(chunks, chunk);
        }
    return chunks;
}

/* How many entries that many rows would have. */
static gint64
count_entries(SrRows *rows, int n_rows, double y1)
{
    gint64 n = 0;

    rows->n_rows = n_rows;
    rows->height = y1 > rows->y0 ? (y1 - rows->y0) / n_rows : 1;
    for (int i = 0; i < rows->n_chunks; i++)
        n += row_of(rows, rows->chunks[i].box.y1) - row_of(rows, rows->chunks[i].box.y0) +
             1;
    return n;
}

/* As many rows as keep the entries few: tall chunks stand in every row. */
static void
choose_rows(SrRows *rows)
{
    double y0 = G_MAXDOUBLE;
    double y1 = -G_MAXDOUBLE;
    int n_rows = MOST_ROWS;

    for (int i = 0; i < rows->n_chunks; i++) {
        y0 = MIN(y0, rows->chunks[i].box.y0);
        y1 = MAX(y1, rows->chunks[i].box.y1);
    }
    rows->y0 = y0;
    while (count_entries(rows, n_rows, y1) > 8 * (gint64)rows->n_chunks && n_rows > 1)
        n_rows /= 2;
}

static void
fill_rows(SrRows *rows)
{
    int n_rows = rows->n_rows;

    rows->start = g_new0(int, n_rows + 2);
    for (int i = 0; i < rows->n_chunks; i++)
        for (int r = row_of(rows, rows->chunks[i].box.y0);
             r <= row_of(rows, rows->chunks[i].box.y1); r++)
            rows->start[r + 2]++;
    for (int r = 0; r < n_rows; r++)
        rows->start[r + 2] += rows->start[r + 1];
    int n = rows->start[n_rows + 1];
    rows->spans = g_new(SrSpan, n + 1);
    rows->reach = g_new(double, n + 1);
    for (int i = 0; i < rows->n_chunks; i++) {
        SrBox box = rows->chunks[i].box;

        for (int r = row_of(rows, box.y0); r <= row_of(rows, box.y1); r++)
            rows->spans[rows->start[r + 1]++] = (SrSpan){box.x0, box.x1, i};
    }
    for (int r = 0; r < n_rows; r++) {
        int first = rows->start[r];

        qsort(rows->spans + first, (size_t)(rows->start[r + 1] - first),
              sizeof *rows->spans, sr_span_compare);
        sr_spans_prepare(rows->spans, rows->reach, first, rows->start[r + 1]);
    }
}

SrRows *
sr_rows_new(const SrTopology *topology)
{
    SrRows *rows = g_new0(SrRows, 1);
    GArray *chunks = cut_arcs(topology);

    rows->topology = topology;
    rows->n_chunks = (int)chunks->len;
    rows->chunks = (Chunk *)(void *)g_array_free(chunks, FALSE);
    choose_rows(rows);
    fill_rows(rows);
    return rows;
}

void
sr_rows_free(SrRows *rows)
{
    if (rows == NULL)
        return;
    g_free(rows->chunks);
    g_free(rows->start);
    g_free(rows->spans);
    g_free(rows->reach);
    g_free(rows);
}

/* A look from a point to the east, and what it has met so far. */
typedef struct {
    const SrRows *rows;
    const int *piece;
    int own_piece;
    SrPoint from;
    double nearest; /* where it met something; G_MAXDOUBLE */
    int side;
} Look;

/* Where the chunk first crosses the ray, if nearer than what was met before. */
static void
cross_ray(Look *look, const Chunk *chunk)
{
    const SrPoint *points = look->rows->topology->points;
    SrPoint p = look->from;

    for (int i = chunk->first; i < chunk->last; i++) {
        SrPoint a = points[i];
        SrPoint b = points[i + 1];

        if ((a.y > p.y) == (b.y > p.y))
            continue;
        double x = a.x + (b.x - a.x) * (p.y - a.y) / (b.y - a.y);
        if (x > p.x && x < look->nearest) {
            look->nearest = x;
            look->side = b.y > a.y ? chunk->arc : ~chunk->arc;
        }
    }
}

static double
look_at(int item, gpointer data)
{
    Look *look = data;
    const Chunk *chunk = &look->rows->chunks[item];
    int from = look->rows->topology->arc_from[chunk->arc];

    if (chunk->box.y0 <= look->from.y && chunk->box.y1 >= look->from.y &&
        look->piece[from] != look->own_piece)
        cross_ray(look, chunk);
    return look->nearest;
}

bool
sr_rows_look_east(const SrRows *rows, const int *piece, int own_piece, SrPoint p,
                  int *side)
{
    int row = row_of(rows, p.y);
    Look look = {rows, piece, own_piece, p, G_MAXDOUBLE, 0};

    sr_spans_visit(rows->spans, rows->reach, rows->start[row], rows->start[row + 1], p.x,
                   G_MAXDOUBLE, look_at, &look);
    if (look.nearest == G_MAXDOUBLE)
        return false;
    *side = look.side;
    return true;
}
