/*
 * rows_open.h — which kind of file this is, and its reader; inside data/ only. The first
 * bytes tell what a file is; its name only what it is meant to be.
 */
#pragma once

#include "data/table.h"

/*
 * Opens @path as @format says, and completes @format by what was found out: encoding,
 * delimiter, sheet. Returns: (transfer full): the rows, or NULL after a finding.
 */
SrRows *sr_rows_open(const char *path, SrTableFormat *format, SrFindings *findings);
