/*
 * load.h — from definitions and files to observations in the store.
 *
 * One dataset after the other is read, matched, checked and written; a dataset whose
 * file, definition and places are unchanged and whose rows are intact is not read again,
 * but its warnings and notes are told again. All findings come at once.
 */
#pragma once

#include "base/finding.h"
#include "data/changes.h"
#include "data/dataset.h"
#include "data/match.h"
#include "store/store.h"

#include <glib.h>
#include <stdbool.h>

/* The areas of one level, arrays borrowed. */
typedef struct {
    const char *level;
    int n;
    const char *const *keys;      /* [n] AGS, or the code of the level */
    const char *const *long_keys; /* [n] ARS, or NULL */
    const char *const *names;     /* [n] */
} SrLevelAreas;

typedef struct {
    const SrLevelAreas *levels; /* [n_levels], the finest first */
    int n_levels;
    const SrAliases *aliases; /* or NULL */
    const SrChanges *changes; /* how areas became others; or NULL */
    const char *day;          /* of the boundaries: YYYY-MM-DD; needed with changes */
} SrPlaces;

/*
 * Brings the store up to date with @datasets (of SrDataset): changed ones are read, those
 * that are gone are dropped. A dataset with errors leaves no observations.
 * Returns: false with @error if the store fails; mistakes in files are findings.
 */
bool sr_load_datasets(SrStore *store, GPtrArray *datasets, const SrPlaces *places,
                      SrFindings *findings, GError **error) G_GNUC_WARN_UNUSED_RESULT;
