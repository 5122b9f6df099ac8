/*
 * neighbourstore.h — who touches whom, as a table of the store.
 *
 *     neighbour(scheme, level, a, b, shared_m)   a < b bytewise; metres of common border,
 *                                                0 where they meet in points only
 *     island(scheme, level, area)                touches nobody
 *
 * Rook contiguity is shared_m > 0, queen contiguity all rows.
 */
#pragma once

#include "store/store.h"

typedef struct {
    const char *a;
    const char *b;
    double shared_m;
} SrNeighbourRow;

/* The neighbours of one level; scheme "" where the level depends on none. Borrowed. */
typedef struct {
    const char *scheme;
    const char *level;
    const SrNeighbourRow *rows;
    int n_rows;
    const char *const *islands; /* [n_islands] */
    int n_islands;
} SrNeighbourTable;

/*
 * Replaces what is kept by @tables[n], in one transaction; nothing is written if it is
 * the same already.
 */
bool sr_store_keep_neighbours(SrStore *store, const SrNeighbourTable *tables, int n,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
