/*
 * vector.h — a picture from an SVG file (a coat of arms), drawn as lines and areas.
 *
 * librsvg reads it. It is looked for when the first such picture is, since merely being
 * linked to it would make every start of the program slower by a third. Nothing beyond
 * the file itself is loaded. Words in a picture are set in whatever font the machine has:
 * they should be outlines.
 */
#pragma once

#include <cairo.h>
#include <glib.h>

typedef struct SrVector SrVector;

/*
 * Returns: (transfer full): the picture of the @n bytes of an SVG document, or NULL with
 * SR_ERROR_INPUT: no SVG, without a size, or librsvg is not installed. @path is named in
 * errors.
 */
SrVector *sr_vector_new(const char *bytes, gsize n, const char *path, GError **error);
void sr_vector_free(SrVector *vector);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrVector, sr_vector_free)

/* Width by height. */
double sr_vector_aspect(const SrVector *vector);

/* Draws it from the origin of @cr, @width by @height units. Returns: false where it
 * cannot be drawn. */
gboolean sr_vector_draw(const SrVector *vector, cairo_t *cr, double width, double height);
