/*
 * png.h — pixels to a PNG file: in a palette where at most 256 colours occur, without
 * loss always, with the resolution written in.
 */
#pragma once

#include <glib.h>

/*
 * @pixels: rows of @stride bytes, each pixel a native 32-bit 0x..RRGGBB as cairo's RGB24.
 * Returns: (transfer full): the file, or NULL with SR_ERROR_IO. The same pixels give the
 * same bytes.
 */
GBytes *sr_png_encode(const guchar *pixels, int width, int height, int stride, double dpi,
                      GError **error);
