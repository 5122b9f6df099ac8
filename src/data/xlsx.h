/*
 * xlsx.h — rows of a sheet of an Excel workbook (ECMA-376), as a person sees its cells:
 * merged headings, keys with leading zeros, brackets and dates of number formats,
 * footnotes in superscript.
 */
#pragma once

#include "data/table.h"
#include "data/archive.h"

/*
 * Reads the sheet called *@sheet, or finds the one with the most cells and sets *@sheet
 * (owned) to its name.
 * Returns: (transfer full): the rows, or NULL after a finding.
 */
SrRows *sr_xlsx_rows_new(SrArchive *archive, const char *path, char **sheet,
                         SrFindings *findings);
