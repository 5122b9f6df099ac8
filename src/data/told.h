/*
 * told.h — what was said of a file, kept in the store: a file that is unchanged is not
 * read again, but its warnings and notes are told again.
 */
#pragma once

#include "base/finding.h"
#include "store/store.h"

#include <stdbool.h>

/* Keeps the findings from @first on as those of @dataset. */
bool sr_told_keep(SrStore *store, const char *dataset, const SrFindings *findings,
                  int first, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Adds those of @dataset to @findings. */
bool sr_told_again(SrStore *store, const char *dataset, SrFindings *findings,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
