/*
 * topology.h — areas as shared arcs: every piece of border once, with what lies left and
 * right of it.
 *
 * Given the rings of areas, gives arcs. An arc runs from node to node; a node is where
 * borders meet, or one point of a ring that meets no other. For example
 *
 *     o----o----o      two areas A|B give three arcs: their common border (left A,
 *     | A  |  B |      right B), the rest of A (right: outside), the rest of B; and two
 *     o----o----o      nodes, the upper and the lower middle
 *
 * Vertices nearer than `snap` become one while they are hashed; from then on points are
 * compared exactly. Everything else is read off: dissolving drops the arcs with both
 * sides in one group, neighbours are the two sides of an arc, simplifying an arc cannot
 * tear.
 *
 * The result does not depend on the order of features, nor on the start and direction of
 * their rings: an arc runs from the lesser end (by x, then y), and arcs are sorted so.
 */
#pragma once

#include "shapes/projection.h"
#include "shapes/source.h"

#define SR_OUTSIDE (-1) /* the side of an arc where no area is */

/* Enough for the last-bit noise of coordinates in degrees; a tenth of a millimetre. */
#define SR_SNAP_NOISE 1e-9

/*
 * A directed arc is a number too: i runs forwards, ~i backwards. Those that leave a node
 * are kept in turning order, so that one can walk round a face.
 */
typedef struct {
    int n_areas;
    int n_nodes;
    int n_arcs;
    int n_points;     /* of all arcs, their ends included */
    int *arc_start;   /* [n_arcs + 1] into points and source, owned */
    int *arc_from;    /* [n_arcs] node of the first point, owned */
    int *arc_to;      /* [n_arcs] node of the last; a ring has from == to; owned */
    int *arc_left;    /* [n_arcs] area or SR_OUTSIDE, owned */
    int *arc_right;   /* [n_arcs]; left == right where parts of one area meet; owned */
    double *arc_area; /* [n_arcs] between the arc and its chord, left of it > 0; owned */
    SrBox *arc_box;   /* [n_arcs] of points, owned */
    SrPoint *points;  /* [n_points] in the plane: metres; owned */
    SrPoint *source;  /* [n_points] coordinates of the file, owned */
    int *node_start;  /* [n_nodes + 1] into leaving, owned */
    int *leaving;     /* [2 * n_arcs] directed arcs, counter-clockwise about their node */
    int *leaving_at;  /* [2 * n_arcs] where arc i (at 2i) and ~i (2i + 1) stand in leaving
                       */
    long n_snapped;   /* visits of a vertex that were moved to a near one */
} SrTopology;

/*
 * Builds arcs of @boundaries; vertices within @snap (in the unit of the file) become one.
 * @points is a copy of @source until sr_topology_project().
 * Returns: (transfer full): the topology, or NULL with SR_ERROR_INPUT if two areas lie on
 * the same side of one piece of border; the error names them and the place.
 */
SrTopology *sr_topology_new(const SrBoundaries *boundaries, double snap,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sr_topology_free(SrTopology *topology);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrTopology, sr_topology_free)

/* Fills points from source, every vertex once, so that equal ends stay equal. */
bool sr_topology_project(SrTopology *topology, SrProjection *projection,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Makes what is computed from points (boxes, areas, turning order) new; for those who
 * change points, as sr_topology_project() and the simplifier do.
 */
void sr_topology_measure(SrTopology *topology);

/* The length of an arc, in metres once it is projected. */
double sr_topology_length(const SrTopology *topology, int arc);

/* The area left of a directed arc, and the nodes it leaves and reaches. */
static inline int
sr_topology_left(const SrTopology *topology, int directed)
{
    return directed >= 0 ? topology->arc_left[directed] : topology->arc_right[~directed];
}

static inline int
sr_topology_from(const SrTopology *topology, int directed)
{
    return directed >= 0 ? topology->arc_from[directed] : topology->arc_to[~directed];
}

static inline int
sr_topology_to(const SrTopology *topology, int directed)
{
    return directed >= 0 ? topology->arc_to[directed] : topology->arc_from[~directed];
}

/* Where a directed arc stands in arrays of [2 * n_arcs], and back. */
static inline int
sr_topology_slot(int directed)
{
    return directed >= 0 ? 2 * directed : 2 * ~directed + 1;
}

static inline int
sr_topology_directed(int slot)
{
    return slot % 2 == 0 ? slot / 2 : ~(slot / 2);
}

/* The group of an area; @group: NULL where every area is a group by itself. */
static inline int
sr_topology_group(const int *group, int area)
{
    return area == SR_OUTSIDE || group == NULL ? area : group[area];
}

/* The arc by which the walk round the face left of a directed arc goes on. */
static inline int
sr_topology_next(const SrTopology *topology, int directed)
{
    int node = sr_topology_to(topology, directed);
    int first = topology->node_start[node];
    int back = topology->leaving_at[sr_topology_slot(~directed)];

    return topology
        ->leaving[back > first ? back - 1 : topology->node_start[node + 1] - 1];
}
