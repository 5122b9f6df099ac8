/*
 * places.h — the areas of a project that rows of files can mean, level by level.
 */
#pragma once

#include "data/changes.h"
#include "data/match.h"

/* The areas of one level. Everything is borrowed. */
typedef struct {
    const char *level;
    int n;
    const char *const *keys;      /* [n] AGS, or the code of the level */
    const char *const *long_keys; /* [n] ARS, or NULL */
    const char *const *names;     /* [n] */
    const int *of_finest; /* the area in which each of the finest level lies, or NULL */
} SrLevelAreas;

typedef struct {
    const SrLevelAreas *levels; /* [n_levels], the finest first */
    int n_levels;
    const SrAliases *aliases; /* or NULL */
    const SrChanges *changes; /* how areas became others; or NULL */
    const char *day;          /* of the boundaries: YYYY-MM-DD; needed with changes */
} SrPlaces;

/* Adds to @sum all that decides what a row of a table of @level (an index) means. */
void sr_places_add(const SrPlaces *places, int level, GChecksum *sum);
