/*
 * load.h — from definitions and files to observations in the store.
 *
 * One dataset after the other is read, matched, checked and written; a dataset whose
 * file, definition and places are unchanged and whose rows are intact is not read again,
 * but its warnings and notes are told again. All findings come at once.
 */
#pragma once

#include "base/finding.h"
#include "data/dataset.h"
#include "data/places.h"
#include "store/store.h"

#include <glib.h>
#include <stdbool.h>

/*
 * Brings the store up to date with @datasets (of SrDataset): changed ones are read, those
 * that are gone are dropped. A dataset with errors leaves no observations.
 * Returns: false with @error if the store fails; mistakes in files are findings.
 */
bool sr_load_datasets(SrStore *store, GPtrArray *datasets, const SrPlaces *places,
                      SrFindings *findings, GError **error) G_GNUC_WARN_UNUSED_RESULT;
