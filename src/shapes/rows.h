/*
 * rows.h — which pieces of the graph hang together, and what lies east of a point.
 */
#pragma once

#include "shapes/topology.h"

/*
 * Returns: (transfer full): piece[n_nodes]: the least node of the connected piece of the
 * graph each node belongs to.
 */
int *sr_topology_pieces(const SrTopology *topology);

/* Arcs by the rows of the plane their boxes reach into. */
typedef struct SrRows SrRows;

SrRows *sr_rows_new(const SrTopology *topology);
void sr_rows_free(SrRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrRows, sr_rows_free)

/*
 * Looks from @p to the east for the first arc that is not of @own_piece.
 * Returns: false if there is none; else @side is the directed arc with its left towards
 * the point.
 */
bool sr_rows_look_east(const SrRows *rows, const int *piece, int own_piece, SrPoint p,
                       int *side);
