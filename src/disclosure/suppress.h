/*
 * suppress.h — closes cells of a system until it is safe, and as few as it can.
 *
 * First the primary cells go. For each that could still be recomputed, the linear
 * programme finds the table that gives it its minimum by moving the cheapest open cells;
 * these go too, and the table is the witness (Fischetti and Salazar 2001 and others).
 * Then every cell that turns out superfluous is opened again. Of blocks that are not too
 * large the cheapest pattern of all is looked for (suppress_least.c). The same system
 * gives the same pattern on every run.
 */
#pragma once

#include "disclosure/system.h"

typedef struct {
    int n_primary; /* cells closed for their own value; for tests, never printed */
    int n_closed;
    int n_witnesses;
    int n_blocks;
    int n_least;    /* blocks of which no cheaper pattern is safe */
    GArray *unsafe; /* of int: forms that could not be made safe (released ones bind) */
} SrSuppression;

/*
 * Closes cells of @system. Cells that are fixed stay as they are: an open one is known
 * whatever its value, a closed one keeps its secret as far as other fixed cells left it
 * one. Returns: (transfer full): what was done.
 */
SrSuppression *sr_system_suppress(SrSystem *system);

/*
 * The forms that the pattern as it stands leaves unsafe: no other table was found that
 * gives them what they need. Primary cells that are open are among them.
 * Returns: (transfer full) (element-type int).
 */
GArray *sr_system_find_unsafe(SrSystem *system);

void sr_suppression_free(SrSuppression *suppression);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrSuppression, sr_suppression_free)
