/*
 * simplify.h — fewer points where paper cannot show them; borders stay borders.
 *
 * Works on arcs, so that neighbours keep one common border, and a border of a Kreis is
 * the border of its Gemeinden. The ends of arcs stay. A vertex goes only if no other
 * vertex lies in the triangle it makes with the two beside it: so no arc comes to cross
 * or to touch another one, and no island changes its side.
 *
 *        v                  the vertex v goes if the triangle p v n is small enough
 *      /   \                and empty; a node, or an island inside it, keeps v
 *    p . . . n
 *
 * Methods: "visvalingam" (Visvalingam & Whyatt 1993: the least triangle first, with
 * Bloch's weight that prefers sharp corners to go) and "douglas-peucker" (Douglas &
 * Peucker 1973: vertices near the line of what stays).
 */
#pragma once

#include "shapes/topology.h"

/* A method; static, never freed. */
typedef struct SrSimplifier SrSimplifier;

/* Returns: (transfer none): the method, or NULL with SR_ERROR_INPUT. */
const SrSimplifier *sr_simplifier_find(const char *name, GError **error);

typedef struct {
    const SrSimplifier *method; /* NULL: visvalingam */
    double tolerance_mm;        /* on paper: a triangle below its square goes, or a vertex
                                   nearer than it to the line; 0 keeps all */
    double scale;               /* of the map, 25000 for 1:25 000 */
    double island_mm2;          /* on paper: a smaller island goes, unless it is all there
                                   is of its area; 0 keeps all */
} SrSimplification;

/*
 * @topology: in metres, one that passed sr_topology_check().
 * Returns: (transfer full): the same nodes and areas with fewer points.
 */
SrTopology *sr_topology_simplify(const SrTopology *topology, const SrSimplification *how);
