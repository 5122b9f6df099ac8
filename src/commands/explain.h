/*
 * explain.h — what `indicator show` prints of the statistics of an indicator: parts of an
 * index, classes, trend, unevenness, pattern on the map; and of two together.
 */
#pragma once

#include "pipeline.h"

void sr_command_print_statistics(const SrRun *run, const SrResult *result);

/* How two indicators go together; false with SR_ERROR_INPUT where no level has both. */
bool sr_command_print_relation(const SrRun *run, const SrResult *x, const SrResult *y,
                               bool is_weighted,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
