/*
 * check.h — proves that arcs are a map.
 *
 * Walking round a face along its arcs one meets one and the same area on the left. Every
 * connected piece of the graph has nodes - arcs + faces = 2 (Euler), which fails where
 * arcs cross or overlap at a node. A piece that lies inside another one (an island, an
 * enclave) lies in a face of the very area that surrounds it. The areas add up to the
 * outline of all of them, less its holes.
 */
#pragma once

#include "shapes/topology.h"

/*
 * @keys: [n_areas] names for messages.
 * Returns: false with SR_ERROR_INPUT, naming areas and place.
 */
bool sr_topology_check(const SrTopology *topology, char *const *keys,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
