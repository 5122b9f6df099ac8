/*
 * image.h — a picture from a PNG or SVG file (a logo, a coat of arms), to be put on a
 * page.
 */
#pragma once

#include "draw/canvas.h"

typedef struct SrImage SrImage;

/*
 * Returns: (transfer full): or NULL with SR_ERROR_INPUT (no PNG or SVG, a damaged one,
 * one of more than 8 MB) or SR_ERROR_IO (it cannot be read).
 */
SrImage *sr_image_read(const char *path, GError **error);
void sr_image_free(SrImage *image);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrImage, sr_image_free)

/* Width by height. */
double sr_image_aspect(const SrImage *image);

/* Draws it into @box_mm; a decoration: within no element, or in an artifact. */
void sr_image_draw(SrCanvas *canvas, const SrImage *image, SrBox box_mm);
