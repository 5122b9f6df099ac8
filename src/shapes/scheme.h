/*
 * scheme.h — which Gemeinde belongs to which area on each level.
 *
 * Given the keys of the boundaries, the levels of sozialraum.ini and a table
 * shapes/regions/<scheme>.csv, gives one division a level: its areas, and for each
 * Gemeinde the area it lies in. Each Gemeinde is in exactly one area of each level.
 *
 *     gemeinde          07332001 07332002 07332003 …   48, the boundaries themselves
 *     verbandsgemeinde  0733250: 001, 007, …           a Gemeinde without one is its own
 *     region            1: 002, 005, …
 *     kreis             07332: all                     a prefix of the key
 */
#pragma once

#include "base/finding.h"
#include "base/keyfile.h"

#include <glib.h>
#include <stdbool.h>

/* How the areas of a level are made. */
typedef enum {
    SR_LEVEL_KEY,    /* the Gemeinden */
    SR_LEVEL_COLUMN, /* columns of the scheme: code and name */
    SR_LEVEL_PREFIX, /* the first n digits of the ARS */
} SrLevelKind;

typedef struct {
    char *id;     /* "region" */
    char *title;  /* "Region", in the project's language */
    char *plural; /* "Regionen" */
    SrLevelKind kind;
    char *code_column; /* of SR_LEVEL_COLUMN */
    char *name_column;
    int n_digits; /* of SR_LEVEL_PREFIX */
} SrLevel;

/* The areas of one level. */
typedef struct {
    const SrLevel *level; /* borrowed */
    int n_areas;
    int n_gemeinden;
    char **codes;   /* [n_areas], bytewise ascending, NULL-terminated */
    char **names;   /* [n_areas], NULL-terminated */
    int *n_members; /* [n_areas]: Gemeinden in it */
    int *area_of;   /* [n_gemeinden]: the area of each Gemeinde */
} SrDivision;

typedef struct {
    char *id;     /* "vier-regionen-2010" */
    char *title;  /* what people call it */
    char *note;   /* or NULL */
    bool example; /* made up */
    int n_levels;
    SrDivision **divisions; /* [n_levels], in the order of the levels */
} SrScheme;

/* The Gemeinden of the boundaries, borrowed; keys bytewise ascending. */
typedef struct {
    int n;
    const char *const *keys; /* AGS */
    const char *const *names;
    const char *const *ars; /* 12 digits, or NULL where the boundaries have none */
} SrGemeinden;

/*
 * Reads shapes/regions/<id>.csv below @folder and the <id>.ini beside it. @names maps
 * codes of prefix levels to names (of char *).
 * Returns: (transfer full): the scheme, or NULL with the Gemeinden that are missing,
 * doubled or unknown among @findings.
 */
SrScheme *sr_scheme_read(const char *folder, const char *id, const SrLevel *levels,
                         int n_levels, const SrGemeinden *gemeinden, GHashTable *names,
                         const char *language, SrFindings *findings);

void sr_scheme_free(SrScheme *scheme);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrScheme, sr_scheme_free)

/* The division of a level, or NULL if there is no such level: (transfer none). */
const SrDivision *sr_scheme_find(const SrScheme *scheme, const char *level);

/* The area with that code, or -1. */
int sr_division_find(const SrDivision *division, const char *code);

void sr_level_clear(SrLevel *level);

extern const SrKeyTable sr_scheme_keys;
