/*
 * pipeline_neighbours.h — who touches whom, on every level of every scheme, into the
 * store; a stage of pipeline.h.
 */
#pragma once

#include "pipeline.h"

/* Returns: false with SR_ERROR_IO if the store cannot be written. */
bool sr_run_keep_neighbours(SrRun *run, GError **error) G_GNUC_WARN_UNUSED_RESULT;
