/*
 * twice.h — the same figure from two datasets.
 */
#pragma once

#include "base/finding.h"
#include "store/store.h"

/*
 * Complains of each two of @datasets (of SrDataset) that give the same figure: variable,
 * level, period, sex and ages; one finding a pair, of the second one. Looked at until
 * there is none.
 * Returns: false with @error if the store cannot be read.
 */
bool sr_datasets_check_twice(SrStore *store, GPtrArray *datasets, SrFindings *findings,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
