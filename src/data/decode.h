/*
 * decode.h — bytes of a text file, in whatever encoding, to UTF-8.
 */
#pragma once

#include "base/finding.h"

#include <glib.h>

/*
 * Turns @bytes[n] into UTF-8 without a byte order mark. @encoding "" or NULL: found out,
 * among UTF-8, UTF-16 with a mark, windows-1252 and ISO-8859-15. Bytes that do not fit, a
 * mixture of encodings and NUL bytes are findings of @path with their line.
 *
 * Takes @bytes (owned, with a NUL at bytes[n]); sets @n_text, and @found to the name of
 * the encoding (static).
 * Returns: (transfer full): the text, NUL-terminated, or NULL.
 */
char *sr_decode(const char *path, char *bytes, gsize n, const char *encoding,
                gsize *n_text, const char **found, SrFindings *findings);
