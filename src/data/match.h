/*
 * match.h — which area a row of a file means. Never a silent guess.
 *
 * By key: AGS of 8 digits or ARS of 12, or the 5, 3 or 2 leading digits of a level made
 * by a key prefix; a leading zero that a spreadsheet ate is put back and told. By name:
 * both sides go through one normaliser and must then be equal:
 *
 *     "Kirchheim a.d. Weinstr."   "Kirchheim an der Weinstraße"    kirchheim an der
 * weinstrasse "Grünstadt, Stadt"          "Stadt Grünstadt"                gruenstadt
 *     "Battenberg"                "Battenberg (Pfalz)"             battenberg
 */
#pragma once

#include "base/finding.h"

#include <glib.h>
#include <stdbool.h>

typedef enum {
    SR_MATCH_AREA,  /* @area is the index */
    SR_MATCH_TOTAL, /* "Insgesamt", "Landkreis Bad Dürkheim", the key of a level above */
    SR_MATCH_OUTSIDE, /* a well-formed key of an area that is not in the project's part of
                         the country */
    SR_MATCH_UNKNOWN, /* inside, but no such area */
    SR_MATCH_AMBIGUOUS, /* several areas have this name */
    SR_MATCH_EMPTY,
} SrMatchKind;

typedef struct {
    SrMatchKind kind;
    int area;         /* for SR_MATCH_AREA, else -1 */
    bool is_repaired; /* a lost leading zero was put back */
} SrMatch;

typedef struct SrMatcher SrMatcher;

/* Other spellings of places (shapes/aliases.csv: alias;key). */
typedef struct {
    int n;
    char **aliases; /* [n], owned */
    char **keys;    /* [n], owned */
} SrAliases;

/*
 * Reads shapes/aliases.csv; an absent file is an empty table, a wrong one is findings.
 * Returns: (transfer full): the aliases.
 */
SrAliases *sr_aliases_read(const char *path, SrFindings *findings);
void sr_aliases_free(SrAliases *aliases);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrAliases, sr_aliases_free)

/*
 * For the areas of one level: their keys (AGS, or the code of the level), long keys (ARS;
 * NULL or "" where there is none) and names. The arrays are borrowed as long as the
 * matcher.
 */
SrMatcher *sr_matcher_new(const char *const *keys, const char *const *long_keys,
                          const char *const *names, int n, const SrAliases *aliases);
void sr_matcher_free(SrMatcher *matcher);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrMatcher, sr_matcher_free)

/*
 * Adds an area: of another day, for carry.h. A name that is known already stays that of
 * the area that has it. @key, @name: borrowed. Returns: its index.
 */
int sr_matcher_add(SrMatcher *matcher, const char *key, const char *name);

/* From now on the keys and names of area i mean area @into[i]; none if that is < 0. */
void sr_matcher_move(SrMatcher *matcher, const int *into);

/* Whether @key is of the project's part of the country, as far as keys can tell. */
bool sr_matcher_is_inside(const SrMatcher *matcher, const char *key);

SrMatch sr_matcher_find_key(const SrMatcher *matcher, const char *key);
SrMatch sr_matcher_find_name(const SrMatcher *matcher, const char *name);

/*
 * Returns: (transfer full): the three nearest areas for a finding: "Haßloch (07332025),
 * …".
 */
char *sr_matcher_nearest(const SrMatcher *matcher, const char *text);
