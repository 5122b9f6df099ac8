/*
 * deflate.h — bytes packed in zlib's format: the pixels of a PNG, the contents of a PDF.
 *
 * libdeflate takes half the time of zlib for a smaller result. The same bytes give the
 * same bytes.
 */
#pragma once

#include <glib.h>

/*
 * Returns: (transfer full): @bytes[n] packed and their length in @n_packed, or NULL with
 * SR_ERROR_IO where there is no memory for it.
 */
guint8 *sr_deflate(const void *bytes, gsize n, gsize *n_packed, GError **error);
