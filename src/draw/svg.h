/*
 * svg.h — the SVG surface of draw/canvas: one page as text that people can edit.
 *
 * Text stays text (named fonts, with substitutes), areas are elements with an id and a
 * title that browsers show, lengths are millimetres. cairo's own SVG has outlines in
 * place of text and no ids, so this writer is fed with cairo's paths only.
 *
 *     <svg … width="210mm" viewBox="0 0 210 297">
 *       <g id="a07332025"><title>Haßloch: 24,1</title><path d="M…Z" fill="#3182bd"/></g>
 *       <text x="20" y="31.5" font-family="…">Siedlungs- und Verkehrsfläche</text>
 *
 * Numbers have at most two decimals; the same calls give the same bytes.
 */
#pragma once

#include "draw/text.h"

#include <cairo.h>

typedef struct SrSvg SrSvg;

SrSvg *sr_svg_new(double width_mm, double height_mm, const SrDocument *document);
void sr_svg_free(SrSvg *svg);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrSvg, sr_svg_free)

/* A path filled and stroked; NULL for what is not wanted. */
void sr_svg_path(SrSvg *svg, const cairo_path_t *path, const SrColor *fill,
                 const SrPen *pen);

/* What follows is cut by @path until the next _group_end. */
void sr_svg_clip_begin(SrSvg *svg, const cairo_path_t *path);

/* What follows is one thing, named @id, with a title; both NULL: a plain group. */
void sr_svg_group_begin(SrSvg *svg, const char *id, const char *title);
void sr_svg_group_end(SrSvg *svg);

/* One line of @n bytes of text from @start; @angle_degrees counter-clockwise. */
void sr_svg_text(SrSvg *svg, const char *text, int n, const char *family,
                 const SrTextStyle *style, SrPoint start, double angle_degrees);

/* A picture: @file[n] is one of the kind @type: "image/png". */
void sr_svg_image(SrSvg *svg, const char *type, const char *file, gsize n, SrBox box_mm);

/* Returns: (transfer full): the file. */
GBytes *sr_svg_finish(SrSvg *svg);
