/*
 * file.h — a whole file of people's, read into memory within a limit, or put in place.
 *
 * A pipe or a device might never end, and a file that grew beyond measure is not what it
 * is taken for: both are refused by name instead of being tried. What is written stands
 * beside its goal and takes its place when it is whole; a device, a link or a folder
 * would be gone then, so nothing but a file is replaced.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#define SR_MEGABYTE (G_GINT64_CONSTANT(1) << 20)

/*
 * Reads the plain file @path of at most @most bytes. Returns: (transfer full): its bytes
 * with a NUL behind them, and their number in @n (or NULL); or NULL with SR_ERROR_INPUT
 * (absent, no plain file, too large) or SR_ERROR_IO (cannot be read).
 */
char *sr_file_read(const char *path, gint64 most, gsize *n, GError **error);

/* Returns: false with SR_ERROR_IO if something else than a plain file stands there. */
bool sr_file_may_replace(const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Puts @bytes[n] (-1: up to the NUL) in place of @path, whole or not at all, and waits
 * for the disk.
 */
bool sr_file_write(const char *path, const char *bytes, gssize n,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
