#include "shapes/mend.h"

#include "shapes/check.h"
#include "shapes/dissolve.h"
#include "shapes/faces.h"

#include <math.h>
#include <string.h>

/* Faces that wait for an owner have this label. */
#define PENDING (-2)

typedef struct {
    const SrMending *mending;
    const SrTopology *graph;
    const SrFaces *faces;
    int *label; /* [n_faces] area, SR_OUTSIDE or PENDING */
    GArray *faults;
    bool changed; /* a face got another owner than its only cover */
} Mend;

static int
n_covers(const Mend *mend, int face)
{
    return mend->faces->start[face + 1] - mend->faces->start[face];
}

static const SrWinding *
covers_of(const Mend *mend, int face)
{
    return &g_array_index(mend->faces->windings, SrWinding, mend->faces->start[face]);
}

static bool
covers(const Mend *mend, int face, int area)
{
    for (int i = 0; i < n_covers(mend, face); i++)
        if (covers_of(mend, face)[i].area == area)
            return true;
    return false;
}

static double
width_of(const Mend *mend, int face)
{
    double border = mend->faces->border[face];

    return border > 0 ? 2 * mend->faces->area[face] / border : 0;
}

/* The point of a face by which people find it: the middle of its longest arc. */
static SrPoint
place_of(const Mend *mend, int face)
{
    const SrTopology *graph = mend->graph;
    int best = -1;
    double most = -1;

    for (int k = mend->faces->arc_start[face]; k < mend->faces->arc_start[face + 1];
         k++) {
        int arc =
            mend->faces->arcs[k] >= 0 ? mend->faces->arcs[k] : ~mend->faces->arcs[k];
        double length = sr_topology_length(graph, arc);

        if (length > most) {
            most = length;
            best = arc;
        }
    }
    return graph->source[(graph->arc_start[best] + graph->arc_start[best + 1]) / 2];
}

/* Whom a pending face may go to. */
static bool
may_own(const Mend *mend, int face, int area)
{
    if (area < 0)
        return false;
    return n_covers(mend, face) == 0 || covers(mend, face, area);
}

/* How much border a face shares with each owner among its neighbours. */
typedef struct {
    int area;
    double length;
} Share;

static void
add_share(GArray *shares, int area, double length)
{
    for (guint i = 0; i < shares->len; i++)
        if (g_array_index(shares, Share, i).area == area) {
            g_array_index(shares, Share, i).length += length;
            return;
        }
    Share share = {area, length};
    g_array_append_val(shares, share);
}

static int
compare_shares(gconstpointer left, gconstpointer right)
{
    const Share *a = left;
    const Share *b = right;

    if (a->length != b->length)
        return a->length > b->length ? -1 : 1;
    return a->area - b->area;
}

/* The owners round a face who may have it too, the one with the longest border first. */
static GArray *
list_shares(const Mend *mend, int face)
{
    GArray *shares = g_array_new(FALSE, FALSE, sizeof(Share));

    for (int k = mend->faces->arc_start[face]; k < mend->faces->arc_start[face + 1];
         k++) {
        int directed = mend->faces->arcs[k];
        int other = mend->faces->face_of[sr_topology_slot(~directed)];
        int owner = mend->label[other];

        if (other != face && may_own(mend, face, owner))
            add_share(
                shares, owner,
                sr_topology_length(mend->graph, directed >= 0 ? directed : ~directed));
    }
    g_array_sort(shares, compare_shares);
    return shares;
}

/* A face that one area covers alone is its own; others wait, or stay open. */
static void
label_faces(Mend *mend)
{
    for (int f = 0; f < mend->faces->n_faces; f++) {
        bool narrow = width_of(mend, f) < mend->mending->sliver_m;
        bool small = mend->faces->area[f] < mend->mending->gap_m2;

        if (n_covers(mend, f) == 1)
            mend->label[f] = covers_of(mend, f)[0].area;
        else if (n_covers(mend, f) > 1 || (f > 0 && (narrow || small)))
            mend->label[f] = PENDING;
        else
            mend->label[f] = SR_OUTSIDE;
        mend->changed = mend->changed || mend->label[f] == PENDING;
    }
}

/* An area with nothing but overlaps keeps the largest of them. */
static void
save_lost_areas(Mend *mend, int n_areas)
{
    g_autofree int *best = g_new(int, n_areas + 1);

    memset(best, 0xff, (size_t)n_areas * sizeof *best);
    for (int f = 0; f < mend->faces->n_faces; f++)
        for (int i = 0; i < n_covers(mend, f); i++) {
            int area = covers_of(mend, f)[i].area;

            if (mend->label[f] == area)
                best[area] = -2;
            else if (best[area] == -1 ||
                     (best[area] >= 0 &&
                      mend->faces->area[f] > mend->faces->area[best[area]]))
                best[area] = f;
        }
    for (int a = 0; a < n_areas; a++)
        if (best[a] >= 0 && mend->label[best[a]] == PENDING)
            mend->label[best[a]] = a;
}

/*
 * Gives pending faces to owners beside them, round by round, so that a cluster is filled
 * from its rim; each round decides on the labels of the one before, so that the order of
 * faces does not matter.
 */
static void
give_away(Mend *mend)
{
    int n = mend->faces->n_faces;
    g_autofree int *next = g_new(int, n + 1);

    for (bool moved = true; moved;) {
        moved = false;
        memcpy(next, mend->label, (size_t)n * sizeof *next);
        for (int f = 1; f < n; f++) {
            if (mend->label[f] != PENDING)
                continue;
            g_autoptr(GArray) shares = list_shares(mend, f);
            if (shares->len == 0)
                continue;
            next[f] = g_array_index(shares, Share, 0).area;
            moved = true;
        }
        memcpy(mend->label, next, (size_t)n * sizeof *next);
    }
    /* Overlaps among themselves, and gaps among those: the first cover, or nobody. */
    for (int f = 1; f < n; f++)
        if (mend->label[f] == PENDING)
            mend->label[f] =
                n_covers(mend, f) > 0 ? covers_of(mend, f)[0].area : SR_OUTSIDE;
}

/* Tells what faces were contested or uncovered, and whether they still are. */
static void
note_faces(const Mend *mend)
{
    for (int f = 1; f < mend->faces->n_faces; f++) {
        int n = n_covers(mend, f);
        SrFault fault = {.area_m2 = mend->faces->area[f], .width_m = width_of(mend, f)};

        if (n == 1)
            continue;
        g_autoptr(GArray) shares = list_shares(mend, f);
        fault.place = place_of(mend, f);
        if (n > 1) {
            fault.kind = SR_FAULT_OVERLAP;
            fault.a = covers_of(mend, f)[0].area;
            fault.b = covers_of(mend, f)[1].area;
            fault.open = fault.width_m >= mend->mending->sliver_m;
        } else {
            if (mend->faces->arc_start[f] == mend->faces->arc_start[f + 1])
                continue;
            fault.kind = SR_FAULT_GAP;
            fault.a = shares->len > 0 ? g_array_index(shares, Share, 0).area : -1;
            fault.b = shares->len > 1 ? g_array_index(shares, Share, 1).area : fault.a;
            fault.open = mend->label[f] == SR_OUTSIDE;
        }
        g_array_append_val(mend->faults, fault);
    }
}

static void
note_doubled(const SrArrangement *arrangement, GArray *faults)
{
    for (guint i = 1; i < arrangement->covers->len; i++) {
        SrCover a = g_array_index(arrangement->covers, SrCover, i - 1);
        SrCover b = g_array_index(arrangement->covers, SrCover, i);
        const SrTopology *graph = arrangement->graph;

        if (a.arc != b.arc || a.area != b.area || a.left != b.left)
            continue;
        SrFault fault = {.kind = SR_FAULT_DOUBLED_BORDER,
                         .a = a.area,
                         .b = a.area,
                         .place = graph->source[graph->arc_start[a.arc]]};
        g_array_append_val(faults, fault);
    }
}

/* The areas anew as rings, without the arcs that ended up inside one of them. */
static SrTopology *
build_again(const SrTopology *graph, const SrBoundaries *boundaries, GError **error)
{
    g_autoptr(SrArcPolygons) arcs = sr_topology_assemble(graph, NULL, graph->n_areas);
    g_autoptr(SrPolygons) polygons = sr_arc_polygons_trace(arcs, graph, graph->source);
    g_autofree int *ring_area = g_new(int, polygons->n_rings + 1);
    g_autofree bool *ring_hole = g_new(bool, polygons->n_rings + 1);
    SrBoundaries soup = {.n_areas = graph->n_areas,
                         .n_rings = polygons->n_rings,
                         .n_points = polygons->n_points,
                         .keys = boundaries->keys,
                         .ring_start = polygons->ring_start,
                         .ring_area = ring_area,
                         .ring_hole = ring_hole,
                         .points = polygons->points};

    for (int a = 0; a < polygons->n_areas; a++)
        for (int p = polygons->area_start[a]; p < polygons->area_start[a + 1]; p++)
            for (int r = polygons->polygon_start[p]; r < polygons->polygon_start[p + 1];
                 r++) {
                ring_area[r] = a;
                ring_hole[r] = r > polygons->polygon_start[p];
            }
    return sr_topology_new(&soup, 0, error);
}

static void
take_sides(const Mend *mend, SrTopology *graph)
{
    for (int i = 0; i < graph->n_arcs; i++) {
        graph->arc_left[i] = mend->label[mend->faces->face_of[2 * i]];
        graph->arc_right[i] = mend->label[mend->faces->face_of[2 * i + 1]];
    }
}

static bool
resolve(SrArrangement *arrangement, const SrMending *mending, GArray *faults)
{
    g_autoptr(SrFaces) faces = sr_faces_new(arrangement);
    g_autofree int *label = g_new(int, faces->n_faces + 1);
    Mend mend = {.mending = mending,
                 .graph = arrangement->graph,
                 .faces = faces,
                 .label = label,
                 .faults = faults};

    label_faces(&mend);
    save_lost_areas(&mend, arrangement->graph->n_areas);
    give_away(&mend);
    note_faces(&mend);
    take_sides(&mend, arrangement->graph);
    return mend.changed;
}

SrTopology *
sr_boundaries_mend(const SrBoundaries *boundaries, const SrMending *mending,
                   SrProjection *projection, GArray *faults, GError **error)
{
    g_autoptr(SrArrangement) arrangement =
        sr_boundaries_arrange(boundaries, mending->snap, projection, faults, error);

    if (arrangement == NULL)
        return NULL;
    note_doubled(arrangement, faults);
    bool changed = resolve(arrangement, mending, faults);
    g_autoptr(SrTopology) topology = g_steal_pointer(&arrangement->graph);
    if (changed || arrangement->changed) {
        g_autoptr(SrTopology) again = build_again(topology, boundaries, error);

        if (again == NULL || !sr_topology_project(again, projection, error))
            return NULL;
        again->n_snapped = topology->n_snapped;
        sr_topology_free(topology);
        topology = g_steal_pointer(&again);
    }
    return sr_topology_check(topology, boundaries->keys, error)
               ? g_steal_pointer(&topology)
               : NULL;
}
