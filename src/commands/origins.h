/*
 * origins.h — the cells that a value of an indicator came from, for `indicator show`.
 */
#pragma once

#include "pipeline.h"

/*
 * Prints, for the area called @name (code or name, of any level of the default scheme),
 * the value of @period (NULL: the newest) and each cell of each file it was made from. Of
 * a register only the file and its checksum are told.
 */
bool sr_command_print_origins(SrRun *run, const SrResult *result, const char *name,
                              const char *period,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
