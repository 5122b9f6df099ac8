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
 * compared exactly. Everything else is read off: dissolving drops the arcs with both sides
 * in one group, neighbours are the two sides of an arc, simplifying an arc cannot tear.
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

typedef struct {
    int n_areas;
    int n_nodes;
    int n_arcs;
    int n_points;      /* of all arcs, their ends included */
    int *arc_start;    /* [n_arcs + 1] into points and source, owned */
    int *arc_from;     /* [n_arcs] node of the first point, owned */
    int *arc_to;       /* [n_arcs] node of the last; a ring has from == to, owned */
    int *arc_left;     /* [n_arcs] area or SR_OUTSIDE, owned */
    int *arc_right;    /* [n_arcs]; left == right where parts of one area meet, owned */
    SrBox *arc_box;    /* [n_arcs] of points, owned */
    SrPoint *points;   /* [n_points] in the plane: metres; owned */
    SrPoint *source;   /* [n_points] coordinates of the file, owned */
    long n_snapped;    /* visits of a vertex that met a near one, not an equal one */
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
 * Proves that the arcs are a map: walking round each face one meets one and the same area
 * on the left; every piece of the graph has nodes - arcs + faces = 2 (Euler), which fails
 * where arcs cross or overlap at a node; a piece that lies inside another lies in a face
 * of the area that surrounds it; the areas add up to their hull less its holes.
 * @keys: [n_areas] names for messages.
 * Returns: false with SR_ERROR_INPUT, naming area and place.
 */
bool sr_topology_check(const SrTopology *topology, char *const *keys,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Two areas that touch; area a < area b. */
typedef struct {
    int a;
    int b;
    double shared_m; /* length of their common border; 0 if they meet in points only */
} SrNeighbours;

/*
 * Who touches whom, of the groups of sr_topology_dissolve(), sorted by (a, b). Rook: a
 * common border; @queen adds pairs that meet in points only.
 * Returns: (transfer full): @n_pairs neighbours; a group in none is an island.
 */
SrNeighbours *sr_topology_neighbours(const SrTopology *topology, const int *group,
                                     int n_groups, bool queen, int *n_pairs);
