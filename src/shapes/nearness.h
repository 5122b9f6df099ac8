/*
 * nearness.h — how near different vertices are to each other, so that a snap is chosen
 * and not guessed.
 *
 *     1e-13 .. 1e-12   2 803     noise of the last bit: meant to be one vertex
 *     1e-12 .. 1e-11       0
 *     ...                  0     a valley: any snap in here does
 *     1e-05 .. 1e-04   5 120     real vertices
 */
#pragma once

#include "shapes/source.h"

/* Decades from 1e-16 to 1e-3 of the file's unit; those above are not looked at. */
#define SR_NEARNESS_FIRST (-16)
#define SR_NEARNESS_DECADES 13

/*
 * Counts pairs of different vertices by the decade of their distance: counts[i] those
 * from 10^(SR_NEARNESS_FIRST + i) on; nearer ones count there too, for i = 0. The two
 * ends of a segment of a ring are no pair.
 */
void sr_nearness_count(const SrBoundaries *boundaries, long counts[SR_NEARNESS_DECADES]);

/* Returns: (transfer full): the counts as a table for people, a line a decade. */
char *sr_nearness_text(const SrBoundaries *boundaries);
