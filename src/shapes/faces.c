#include "shapes/faces.h"

#include "shapes/rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const SrArrangement *arrangement;
    const SrTopology *graph;
    int *raw; /* [2 * n_arcs] face of a walk, before islands are put in place */
    int n_raw;
    GArray *signed_area; /* [n_raw] of double: > 0 for an inner face */
    GArray *piece_of;    /* [n_raw] of int */
    int *parent;         /* [n_raw] union-find: raw faces that are one */
    int *cover_start;    /* [n_arcs + 1] into covers */
} Walk;

static void
walk_face(Walk *walk, const int *piece, int start)
{
    const SrTopology *graph = walk->graph;
    SrPoint origin = graph->points[graph->arc_start[start >= 0 ? start : ~start]];
    double area = 0;
    int directed = start;

    do {
        int arc = directed >= 0 ? directed : ~directed;
        SrPoint a = graph->points[graph->arc_start[arc]];
        SrPoint b = graph->points[graph->arc_start[arc + 1] - 1];
        double swept = graph->arc_area[arc] + ((a.x - origin.x) * (b.y - origin.y) -
                                               (b.x - origin.x) * (a.y - origin.y)) /
                                                  2;

        area += directed >= 0 ? swept : -swept;
        walk->raw[sr_topology_slot(directed)] = walk->n_raw;
        directed = sr_topology_next(graph, directed);
    } while (walk->raw[sr_topology_slot(directed)] < 0);
    g_array_append_val(walk->signed_area, area);
    g_array_append_val(walk->piece_of, piece[sr_topology_from(graph, start)]);
    walk->n_raw++;
}

static int
find_root(int *parent, int face)
{
    while (parent[face] != face) {
        parent[face] = parent[parent[face]];
        face = parent[face];
    }
    return face;
}

/* The outer face of each piece: the one that is walked the other way round. */
static int *
find_outer_faces(const Walk *walk)
{
    int *outer = g_new(int, walk->graph->n_nodes + 1);

    memset(outer, 0xff, (size_t)walk->graph->n_nodes * sizeof *outer);
    for (int f = 1; f < walk->n_raw; f++) {
        int piece = g_array_index(walk->piece_of, int, f);

        if (outer[piece] < 0 ||
            g_array_index(walk->signed_area, double, f) <
                g_array_index(walk->signed_area, double, outer[piece]))
            outer[piece] = f;
    }
    return outer;
}

/* Makes the outer face of every piece one with the face that surrounds it. */
static void
join_pieces(Walk *walk, const int *piece)
{
    const SrTopology *graph = walk->graph;
    g_autofree int *outer = find_outer_faces(walk);
    g_autofree int *east = g_new(int, graph->n_nodes + 1);
    g_autoptr(SrRows) rows = sr_rows_new(graph);

    memset(east, 0xff, (size_t)graph->n_nodes * sizeof *east);
    for (int i = 0; i < graph->n_arcs; i++) {
        int p = piece[graph->arc_from[i]];

        if (east[p] >= 0 && graph->points[east[p]].x >= graph->arc_box[i].x1)
            continue;
        for (int k = graph->arc_start[i]; k < graph->arc_start[i + 1]; k++)
            if (graph->points[k].x == graph->arc_box[i].x1)
                east[p] = k;
    }
    walk->parent = g_new(int, walk->n_raw);
    for (int f = 0; f < walk->n_raw; f++)
        walk->parent[f] = f;
    for (int v = 0; v < graph->n_nodes; v++) {
        int side;

        if (east[v] < 0)
            continue;
        int around = sr_rows_look_east(rows, piece, v, graph->points[east[v]], &side)
                         ? walk->raw[sr_topology_slot(side)]
                         : 0;
        int a = find_root(walk->parent, outer[v]);
        int b = find_root(walk->parent, around);
        walk->parent[MAX(a, b)] = MIN(a, b);
    }
}

/* Numbers the faces that are left, in the order they were walked; sums them up. */
static void
number_faces(Walk *walk, SrFaces *faces)
{
    const SrTopology *graph = walk->graph;
    g_autofree int *number = g_new0(int, walk->n_raw + 1);

    for (int f = 0; f < walk->n_raw; f++)
        if (find_root(walk->parent, f) == f)
            number[f] = faces->n_faces++;
    faces->area = g_new0(double, faces->n_faces + 1);
    faces->border = g_new0(double, faces->n_faces + 1);
    faces->face_of = g_new(int, 2 * graph->n_arcs + 1);
    for (int f = 1; f < walk->n_raw; f++)
        faces->area[number[find_root(walk->parent, f)]] +=
            g_array_index(walk->signed_area, double, f);
    for (int k = 0; k < 2 * graph->n_arcs; k++)
        faces->face_of[k] = number[find_root(walk->parent, walk->raw[k])];
    for (int i = 0; i < graph->n_arcs; i++) {
        double length = sr_topology_length(graph, i);

        faces->border[faces->face_of[2 * i]] += length;
        faces->border[faces->face_of[2 * i + 1]] += length;
    }
}

/* Crosses an arc from its right to its left (@way 1) or back (-1). */
static void
cross_arc(const Walk *walk, int arc, int way, GArray *windings)
{
    for (int i = walk->cover_start[arc]; i < walk->cover_start[arc + 1]; i++) {
        SrCover cover = g_array_index(walk->arrangement->covers, SrCover, i);
        int step = cover.left ? way : -way;
        guint at = 0;

        while (at < windings->len &&
               g_array_index(windings, SrWinding, at).area < cover.area)
            at++;
        if (at == windings->len ||
            g_array_index(windings, SrWinding, at).area != cover.area) {
            SrWinding none = {cover.area, 0, 0};

            g_array_insert_val(windings, at, none);
        }
        SrWinding *winding = &g_array_index(windings, SrWinding, at);
        if (cover.hole)
            winding->holes -= step;
        else
            winding->shells += step;
        if (winding->holes == 0 && winding->shells == 0)
            g_array_remove_index(windings, at);
    }
}

static void
list_arcs(const Walk *walk, SrFaces *faces)
{
    int n = 2 * walk->graph->n_arcs;
    int *start = faces->arc_start = g_new0(int, faces->n_faces + 2);

    faces->arcs = g_new(int, n + 1);
    for (int k = 0; k < n; k++)
        start[faces->face_of[k] + 2]++;
    for (int f = 0; f < faces->n_faces; f++)
        start[f + 2] += start[f + 1];
    for (int k = 0; k < n; k++)
        faces->arcs[start[faces->face_of[k] + 1]++] = sr_topology_directed(k);
}

/* From the outside, where nothing covers, across one arc after the other. */
static GArray **
wind(const Walk *walk, const SrFaces *faces)
{
    GArray **windings = g_new0(GArray *, faces->n_faces + 1);
    g_autofree int *queue = g_new(int, faces->n_faces + 1);
    int n_queued = 1;

    queue[0] = 0;
    windings[0] = g_array_new(FALSE, FALSE, sizeof(SrWinding));
    for (int head = 0; head < n_queued; head++) {
        int face = queue[head];

        for (int k = faces->arc_start[face]; k < faces->arc_start[face + 1]; k++) {
            int directed = faces->arcs[k];
            int other = faces->face_of[sr_topology_slot(~directed)];

            if (windings[other] != NULL)
                continue;
            windings[other] = g_array_copy(windings[face]);
            cross_arc(walk, directed >= 0 ? directed : ~directed, directed >= 0 ? -1 : 1,
                      windings[other]);
            queue[n_queued++] = other;
        }
    }
    return windings;
}

static void
keep_covering(SrFaces *faces, GArray **windings)
{
    faces->start = g_new0(int, faces->n_faces + 1);
    faces->windings = g_array_new(FALSE, FALSE, sizeof(SrWinding));
    for (int f = 0; f < faces->n_faces; f++) {
        for (guint i = 0; windings[f] != NULL && i < windings[f]->len; i++) {
            SrWinding winding = g_array_index(windings[f], SrWinding, i);

            if (abs(winding.shells) > abs(winding.holes))
                g_array_append_val(faces->windings, winding);
        }
        faces->start[f + 1] = (int)faces->windings->len;
        g_clear_pointer(&windings[f], g_array_unref);
    }
}

SrFaces *
sr_faces_new(const SrArrangement *arrangement)
{
    const SrTopology *graph = arrangement->graph;
    SrFaces *faces = g_new0(SrFaces, 1);
    g_autofree int *piece = sr_topology_pieces(graph);
    g_autoptr(GArray) signed_area = g_array_new(FALSE, TRUE, sizeof(double));
    g_autoptr(GArray) piece_of = g_array_new(FALSE, TRUE, sizeof(int));
    g_autofree int *cover_start = g_new0(int, graph->n_arcs + 2);
    g_autofree int *raw = g_new(int, 2 * graph->n_arcs + 1);
    Walk walk = {arrangement, graph, raw, 1, signed_area, piece_of, NULL, cover_start};

    for (guint i = 0; i < arrangement->covers->len; i++)
        cover_start[g_array_index(arrangement->covers, SrCover, i).arc + 1]++;
    for (int i = 0; i < graph->n_arcs; i++)
        cover_start[i + 1] += cover_start[i];
    g_array_set_size(signed_area, 1); /* face 0 is not walked */
    g_array_set_size(piece_of, 1);
    memset(raw, 0xff, 2 * (size_t)graph->n_arcs * sizeof *raw);
    for (int k = 0; k < 2 * graph->n_arcs; k++)
        if (raw[k] < 0)
            walk_face(&walk, piece, sr_topology_directed(k));
    join_pieces(&walk, piece);
    number_faces(&walk, faces);
    list_arcs(&walk, faces);
    g_autofree GArray **windings = wind(&walk, faces);
    keep_covering(faces, windings);
    g_free(walk.parent);
    return faces;
}

void
sr_faces_free(SrFaces *faces)
{
    if (faces == NULL)
        return;
    g_free(faces->face_of);
    g_free(faces->area);
    g_free(faces->border);
    g_free(faces->arc_start);
    g_free(faces->arcs);
    g_free(faces->start);
    g_array_unref(faces->windings);
    g_free(faces);
}
