/*
 * csv.h — rows out of a text: RFC 4180 with any delimiter, LF or CRLF, quoted line feeds.
 */
#pragma once

#include "base/finding.h"
#include "base/rows.h"

/* The delimiter that makes the most even table of the first lines: ; tab | or , */
char sr_csv_guess_delimiter(const char *text, gsize n);

/*
 * Reads @text[n] (taken; NUL at text[n]). An open quote and rows beyond measure become
 * findings of @path, and end the table.
 * Returns: (transfer full): the rows.
 */
SrRows *sr_csv_rows_new(const char *path, char *text, gsize n, char delimiter,
                        SrFindings *findings);
