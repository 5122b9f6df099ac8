/*
 * file.h — a whole file of people's, read into memory within a limit.
 *
 * A pipe or a device might never end, and a file that grew beyond measure is not what it
 * is taken for: both are refused by name instead of being tried.
 */
#pragma once

#include <glib.h>

#define SR_MEGABYTE (G_GINT64_CONSTANT(1) << 20)

/*
 * Reads the plain file @path of at most @most bytes. Returns: (transfer full): its bytes
 * with a NUL behind them, and their number in @n (or NULL); or NULL with SR_ERROR_INPUT
 * (absent, no plain file, too large) or SR_ERROR_IO (cannot be read).
 */
char *sr_file_read(const char *path, gint64 most, gsize *n, GError **error);
