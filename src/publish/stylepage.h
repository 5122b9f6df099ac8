/*
 * stylepage.h — what a style looks like, on a page: lines, patterns, type, and every
 * palette with its grey twin.
 *
 *     Lines                     Palettes
 *     ──── 0.2 mm  Gemeinde     ▢▢▣▣■■■  ▢▢▣▣■■■  Blues
 *     Patterns                  ▢▢▣▣■■■  ▢▢▣▣■■■  BuGn
 *     ▨ keine Angabe            …
 */
#pragma once

#include "publish/maps.h"

/* Draws the preview, on as many pages as it takes. */
bool sr_style_pages_draw(SrCanvas *canvas, const SrAtelier *atelier,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Writes it to @path: .pdf, .png or .svg (one page only) by its end. */
bool sr_style_pages_write(const SrAtelier *atelier, const char *language, gint64 time,
                          const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
