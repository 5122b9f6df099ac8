/*
 * ods.h — rows of a sheet of an OpenDocument spreadsheet, as a person sees its cells.
 */
#pragma once

#include "data/table.h"
#include "data/archive.h"

/* As sr_xlsx_rows_new(). */
SrRows *sr_ods_rows_new(SrArchive *archive, const char *path, char **sheet,
                        SrFindings *findings);
