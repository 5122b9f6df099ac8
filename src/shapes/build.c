#include "shapes/build.h"

#include "base/bulk.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/*
 * The passes, after the way of TopoJSON: clean (rings of vertex numbers without doubled
 * visits and spikes), join (mark the vertices where borders meet), cut (rings into pieces
 * from node to node), share (equal pieces become one arc with two sides), sort.
 */

/* A piece of a ring, or a whole ring that meets no other. */
typedef struct {
    int first; /* index of its first visit in the ring's visits, 0 .. n - 1 */
    int ring;
    int length;     /* vertices, both ends counted */
    bool backwards; /* against the ring, so that it starts at its lesser end */
    int number;     /* in the order they were found, for covers */
    SrPoint from;   /* its first two points, by which pieces are ordered */
    SrPoint second;
} Piece;

typedef struct {
    const SrBoundaries *boundaries;
    const SrVertices *vertices;
    SrTopology *topology;
    int *visits;       /* cleaned rings of vertices */
    int *ring_start;   /* [n_rings + 1] into visits */
    bool *ring_left;   /* [n_rings]: the area is to the left of the ring as visited */
    GArray *pieces;    /* of Piece, each once */
    GHashTable *known; /* first edge of a piece -> index + 1 */
    GArray *covers;    /* of SrCover, borrowed */
    GArray *faults;    /* of SrFault, borrowed; or NULL */
} Build;

static SrPoint
point_of(const Build *build, int vertex)
{
    return build->vertices->points[vertex];
}

static void
note(const Build *build, SrFaultKind kind, int ring, int vertex)
{
    int area = build->boundaries->ring_area[ring];
    SrFault fault = {
        .kind = kind, .a = area, .b = area, .place = point_of(build, vertex)};

    if (build->faults != NULL)
        g_array_append_val(build->faults, fault);
}

/* Takes out doubled visits and spikes (a b a -> a); what is left goes to @out. */
static int
clean_ring(Build *build, int r, const int *visits, int n, int *out)
{
    int top = 0;

    for (int i = 0; i < n; i++) {
        if (top > 0 && out[top - 1] == visits[i]) {
            note(build, SR_FAULT_DOUBLED_VERTEX, r, visits[i]);
        } else if (top > 1 && out[top - 2] == visits[i]) {
            note(build, SR_FAULT_SPIKE, r, out[--top]);
        } else {
            out[top++] = visits[i];
        }
    }
    /* The same across the seam. */
    int start = 0;
    for (bool changed = true; changed && top - start > 2;) {
        changed = false;
        if (out[start] == out[top - 1]) {
            note(build, SR_FAULT_DOUBLED_VERTEX, r, out[--top]);
            changed = true;
        } else if (out[start + 1] == out[top - 1]) {
            note(build, SR_FAULT_SPIKE, r, out[start++]);
            changed = true;
        } else if (out[start] == out[top - 2]) {
            note(build, SR_FAULT_SPIKE, r, out[--top]);
            changed = true;
        }
    }
    if (top - start < 3) {
        if (n > 0)
            note(build, SR_FAULT_EMPTY_RING, r, visits[0]);
        return 0;
    }
    memmove(out, out + start, (size_t)(top - start) * sizeof *out);
    return top - start;
}

/* Positive if the ring runs counter-clockwise. */
static double
turning(const Build *build, const int *ring, int n)
{
    SrPoint origin = point_of(build, ring[0]);
    double sum = 0;

    for (int i = 1; i + 1 < n; i++) {
        SrPoint a = point_of(build, ring[i]);
        SrPoint b = point_of(build, ring[i + 1]);

        sum += (a.x - origin.x) * (b.y - origin.y) - (b.x - origin.x) * (a.y - origin.y);
    }
    return sum;
}

static void
clean_rings(Build *build)
{
    const SrBoundaries *boundaries = build->boundaries;
    int n_rings = boundaries->n_rings;
    int at = 0;

    build->visits = sr_bulk_new(int, boundaries->n_points + 1);
    build->ring_start = g_new(int, n_rings + 1);
    build->ring_left = g_new(bool, n_rings + 1);
    for (int r = 0; r < n_rings; r++) {
        int first = boundaries->ring_start[r];
        int n = boundaries->ring_start[r + 1] - first;

        build->ring_start[r] = at;
        n = clean_ring(build, r, build->vertices->visits + first, n, build->visits + at);
        build->ring_left[r] = n > 0 && (turning(build, build->visits + at, n) > 0) !=
                                           boundaries->ring_hole[r];
        at += n;
    }
    build->ring_start[n_rings] = at;
}

/* Rings of one role mostly run one way; which way is the format's affair. */
static void
note_orientations(const Build *build)
{
    const SrBoundaries *boundaries = build->boundaries;
    int n_left = 0;
    int n_rings = 0;

    for (int r = 0; r < boundaries->n_rings; r++)
        if (build->ring_start[r + 1] > build->ring_start[r]) {
            n_left += build->ring_left[r];
            n_rings++;
        }
    for (int r = 0; r < boundaries->n_rings; r++)
        if (build->ring_start[r + 1] > build->ring_start[r] &&
            build->ring_left[r] != (2 * n_left >= n_rings))
            note(build, SR_FAULT_ORIENTATION, r, build->visits[build->ring_start[r]]);
}

static void
note_self_touching(const Build *build)
{
    g_autofree int *last_ring = g_new(int, build->vertices->n + 1);

    memset(last_ring, 0xff, (size_t)build->vertices->n * sizeof *last_ring);
    for (int r = 0; r < build->boundaries->n_rings; r++)
        for (int i = build->ring_start[r]; i < build->ring_start[r + 1]; i++) {
            if (last_ring[build->visits[i]] == r)
                note(build, SR_FAULT_SELF_TOUCHING, r, build->visits[i]);
            last_ring[build->visits[i]] = r;
        }
}

/* Tells of each vertex that was taken for a near one, and whose that one is. */
static void
note_near(const Build *build)
{
    const SrBoundaries *boundaries = build->boundaries;
    const int *visits = build->vertices->visits;
    g_autofree int *owner = g_new(int, build->vertices->n + 1);

    for (int r = 0; r < boundaries->n_rings; r++)
        for (int i = boundaries->ring_start[r]; i < boundaries->ring_start[r + 1]; i++) {
            SrPoint p = boundaries->points[i];

            if (sr_point_compare(p, point_of(build, visits[i])) == 0)
                owner[visits[i]] = boundaries->ring_area[r];
        }
    for (int r = 0; r < boundaries->n_rings; r++)
        for (int i = boundaries->ring_start[r]; i < boundaries->ring_start[r + 1]; i++) {
            SrPoint p = boundaries->points[i];
            SrPoint q = point_of(build, visits[i]);
            SrFault fault = {.kind = SR_FAULT_NEAR_VERTEX,
                             .a = boundaries->ring_area[r],
                             .b = owner[visits[i]],
                             .place = q,
                             .distance = hypot(p.x - q.x, p.y - q.y)};

            if (sr_point_compare(p, q) != 0)
                g_array_append_val(build->faults, fault);
        }
}

/* Marks each vertex that is not passed between the same two neighbours on every visit. */
static bool *
mark_nodes(const Build *build)
{
    int n = build->vertices->n;
    bool *is_node = g_new0(bool, n + 1);
    g_autofree int *before = sr_bulk_new(int, n + 1);
    g_autofree int *after = sr_bulk_new(int, n + 1);

    memset(before, 0xff, (size_t)n * sizeof *before);
    for (int r = 0; r < build->boundaries->n_rings; r++) {
        const int *ring = build->visits + build->ring_start[r];
        int length = build->ring_start[r + 1] - build->ring_start[r];

        for (int i = 0; i < length; i++) {
            int p = ring[i == 0 ? length - 1 : i - 1];
            int v = ring[i];
            int q = ring[i + 1 == length ? 0 : i + 1];

            if (before[v] < 0) {
                before[v] = p;
                after[v] = q;
            } else if (!((before[v] == p && after[v] == q) ||
                         (before[v] == q && after[v] == p))) {
                is_node[v] = true;
            }
        }
    }
    return is_node;
}

/* The vertex number @i of a piece, counted in its own direction. */
static int
piece_vertex(const Build *build, const Piece *piece, int i)
{
    int start = build->ring_start[piece->ring];
    int n = build->ring_start[piece->ring + 1] - start;
    int offset = piece->first + (piece->backwards ? piece->length - 1 - i : i);

    if (offset >= n)
        offset -= n;
    return build->visits[start + offset];
}

/* Notes on which side of the piece the ring's area lies; the piece may be known. */
static void
share(Build *build, Piece piece)
{
    int last = piece.length - 1;
    SrPoint from = point_of(build, piece_vertex(build, &piece, 0));
    SrPoint to = point_of(build, piece_vertex(build, &piece, last));
    int order = sr_point_compare(from, to);

    if (order == 0)
        order = sr_point_compare(point_of(build, piece_vertex(build, &piece, 1)),
                                 point_of(build, piece_vertex(build, &piece, last - 1)));
    piece.backwards = order > 0;

    gint64 edge =
        (gint64)piece_vertex(build, &piece, 0) << 32 | piece_vertex(build, &piece, 1);
    int known = GPOINTER_TO_INT(g_hash_table_lookup(build->known, &edge)) - 1;

    if (known < 0) {
        known = (int)build->pieces->len;
        piece.number = known;
        piece.from = piece.backwards ? to : from;
        piece.second = point_of(build, piece_vertex(build, &piece, 1));
        g_array_append_val(build->pieces, piece);
        g_hash_table_insert(build->known, g_memdup2(&edge, sizeof edge),
                            GINT_TO_POINTER(known + 1));
    }

    SrCover cover = {.arc = known,
                     .area = build->boundaries->ring_area[piece.ring],
                     .left = build->ring_left[piece.ring] != piece.backwards,
                     .hole = build->boundaries->ring_hole[piece.ring]};
    g_array_append_val(build->covers, cover);
}

/*
 * A ring that meets no other starts at its least point. One that goes round twice gives
 * the same piece twice.
 */
static void
share_lone_ring(Build *build, int r)
{
    const int *ring = build->visits + build->ring_start[r];
    int n = build->ring_start[r + 1] - build->ring_start[r];
    int least = 0;

    for (int i = 1; i < n; i++)
        if (sr_point_compare(point_of(build, ring[i]), point_of(build, ring[least])) < 0)
            least = i;
    for (int start = 0, i = 1; i <= n; i++) {
        if (ring[(least + i) % n] != ring[least])
            continue;
        share(build,
              (Piece){.first = (least + start) % n, .ring = r, .length = i - start + 1});
        start = i;
    }
}

static void
cut_ring(Build *build, const bool *is_node, int r)
{
    const int *ring = build->visits + build->ring_start[r];
    int n = build->ring_start[r + 1] - build->ring_start[r];
    int first = 0;

    while (first < n && !is_node[ring[first]])
        first++;
    if (first == n) {
        if (n > 0)
            share_lone_ring(build, r);
        return;
    }
    for (int start = first, i = first + 1; i <= first + n; i++) {
        if (!is_node[ring[i < n ? i : i - n]])
            continue;
        share(build, (Piece){.first = start, .ring = r, .length = i - start + 1});
        start = i;
    }
}

/* Orders pieces by their first two points; no two pieces begin with the same edge. */
static int
compare_pieces(gconstpointer left, gconstpointer right)
{
    const Piece *a = left;
    const Piece *b = right;
    int order = sr_point_compare(a->from, b->from);

    return order != 0 ? order : sr_point_compare(a->second, b->second);
}

static int
node_of(int *nodes, int vertex, int *n_nodes)
{
    if (nodes[vertex] < 0)
        nodes[vertex] = (*n_nodes)++;
    return nodes[vertex];
}

/* Writes the sorted pieces out as arcs. */
static void
emit_arcs(const Build *build)
{
    SrTopology *topology = build->topology;
    int n_arcs = (int)build->pieces->len;
    g_autofree int *nodes = sr_bulk_new(int, build->vertices->n + 1);
    int at = 0;

    memset(nodes, 0xff, (size_t)build->vertices->n * sizeof *nodes);
    for (int i = 0; i < n_arcs; i++)
        topology->n_points += g_array_index(build->pieces, Piece, i).length;
    topology->n_arcs = n_arcs;
    topology->arc_start = g_new(int, n_arcs + 1);
    topology->arc_from = g_new(int, n_arcs + 1);
    topology->arc_to = g_new(int, n_arcs + 1);
    topology->arc_left = g_new(int, n_arcs + 1);
    topology->arc_right = g_new(int, n_arcs + 1);
    topology->source = sr_bulk_new(SrPoint, topology->n_points + 1);
    for (int i = 0; i < n_arcs; i++) {
        const Piece *piece = &g_array_index(build->pieces, Piece, i);

        topology->arc_start[i] = at;
        topology->arc_left[i] = SR_OUTSIDE;
        topology->arc_right[i] = SR_OUTSIDE;
        for (int k = 0; k < piece->length; k++)
            topology->source[at++] = point_of(build, piece_vertex(build, piece, k));
        topology->arc_from[i] =
            node_of(nodes, piece_vertex(build, piece, 0), &topology->n_nodes);
        topology->arc_to[i] = node_of(
            nodes, piece_vertex(build, piece, piece->length - 1), &topology->n_nodes);
    }
    topology->arc_start[n_arcs] = at;
}

/* Pieces were sorted since the covers were noted. */
static void
renumber_covers(const Build *build)
{
    g_autofree int *arc = g_new(int, build->pieces->len + 1);

    for (int i = 0; i < (int)build->pieces->len; i++)
        arc[g_array_index(build->pieces, Piece, i).number] = i;
    for (guint i = 0; i < build->covers->len; i++) {
        SrCover *cover = &g_array_index(build->covers, SrCover, i);

        cover->arc = arc[cover->arc];
    }
}

static void
build_clear(Build *build)
{
    g_free(build->visits);
    g_free(build->ring_start);
    g_free(build->ring_left);
    g_array_unref(build->pieces);
    g_hash_table_unref(build->known);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Build, build_clear)

SrTopology *
sr_topology_build(const SrBoundaries *boundaries, const SrVertices *vertices,
                  GArray *covers, GArray *faults)
{
    SrTopology *topology = g_new0(SrTopology, 1);
    g_auto(Build) build = {
        .boundaries = boundaries,
        .vertices = vertices,
        .topology = topology,
        .pieces = g_array_new(FALSE, FALSE, sizeof(Piece)),
        .known = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL),
        .covers = covers,
        .faults = faults};

    topology->n_areas = boundaries->n_areas;
    topology->n_snapped = vertices->n_snapped;
    clean_rings(&build);
    if (faults != NULL) {
        note_orientations(&build);
        note_self_touching(&build);
        if (vertices->n_snapped > 0)
            note_near(&build);
    }
    g_autofree bool *is_node = mark_nodes(&build);
    for (int r = 0; r < boundaries->n_rings; r++)
        cut_ring(&build, is_node, r);
    g_array_sort(build.pieces, compare_pieces);
    emit_arcs(&build);
    renumber_covers(&build);
    topology->points = sr_bulk_new(SrPoint, topology->n_points + 1);
    memcpy(topology->points, topology->source,
           (size_t)topology->n_points * sizeof(SrPoint));
    sr_topology_measure(topology);
    return topology;
}
