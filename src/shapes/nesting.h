/*
 * nesting.h — which areas of a scheme lie in which others, and which lie in several.
 *
 * Mostly levels nest: a region is made of whole Verbandsgemeinden. But a Gemeinde may be
 * in another region than the rest of its Verbandsgemeinde, and nothing forbids it:
 *
 *     kreis     +-----------------------------+
 *     region    |      1       |       2      |
 *     VG        |   A   |     B     |    C    |     B is split: it lies in 1 and in 2
 *     gemeinde  | a | b | c | d | e | f | g   |     d is of B, and of region 1
 *
 * As a tree, each area stands within the smallest area that holds it whole and is not
 * split itself: c and d in 1, e in 2, B in the Kreis. So no list of what an area is made
 * of holds more or less than it.
 */
#pragma once

#include "shapes/scheme.h"

typedef struct SrNesting SrNesting;

/* Returns: (transfer full): the nesting; it borrows @scheme. */
SrNesting *sr_nesting_new(const SrScheme *scheme);
void sr_nesting_free(SrNesting *nesting);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrNesting, sr_nesting_free)

/* The first Gemeinde of an area. */
int sr_nesting_first(const SrNesting *nesting, int level, int area);

/* The area of the coarser level @around that holds all of the area, or -1: several do. */
int sr_nesting_around(const SrNesting *nesting, int level, int area, int around);

/* The lowest coarser level of which the area lies in several areas; 0: none, it nests. */
int sr_nesting_split(const SrNesting *nesting, int level, int area);

/* Visits an area of the tree; @split is the level it is split by, or 0. */
typedef void (*SrNestingVisit)(int level, int area, int split, gpointer data);

/*
 * Visits the areas of the levels from @finest on, each after what it is made of, the ones
 * of the highest level last. An area that is made of a single one of the same name is
 * visited once, at the finer level.
 */
void sr_nesting_walk(const SrNesting *nesting, int finest, SrNestingVisit visit,
                     gpointer data);

/* Notes each area that lies in several of a coarser level among @findings, for @file. */
void sr_nesting_tell(const SrNesting *nesting, const char *file, SrFindings *findings);
