/*
 * color.h — colours as plain numbers: read, write, grey, contrast.
 *
 * Channels are sRGB (IEC 61966-2-1), 0 .. 1, not linear; that profile is what the PDF
 * and PNG files mean too. Pure.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct {
    double r, g, b; /* 0 .. 1, sRGB */
} SrColor;

#define SR_COLOR_BLACK ((SrColor){0, 0, 0})
#define SR_COLOR_WHITE ((SrColor){1, 1, 1})

/* Reads "#rrggbb" or "#rgb". Returns: false with SR_ERROR_INPUT for anything else. */
G_GNUC_WARN_UNUSED_RESULT bool sr_color_parse(const char *text, SrColor *color,
                                              GError **error);

/* Writes "#rrggbb" and a NUL into @text. */
void sr_color_format(SrColor color, char text[8]);

/* Relative luminance as in WCAG 2.1: 0 black .. 1 white. */
double sr_color_luminance(SrColor color);

/* The grey of the same luminance: what a black-and-white printer makes of the colour. */
SrColor sr_color_gray(SrColor color);

/* Contrast as in WCAG 2.1: 1 (none) .. 21 (black on white); the order does not matter. */
double sr_color_contrast(SrColor a, SrColor b);

/* Black or white, whichever reads better on @background. */
SrColor sr_color_ink(SrColor background);

/* From this contrast on letters need no rim to be read on a filling (WCAG 2, AAA). */
#define SR_COLOR_CLEAR_CONTRAST 7.0

/*
 * The colour of a rim around letters of the colour @ink on @ground: the ground itself
 * where they are clear on it. On grounds between light and dark neither dark ink nor
 * white is: the ground paler, or darker, until @ink is clear on it.
 */
SrColor sr_color_rim(SrColor ink, SrColor ground);

/* The way from @a to @b: share 0 gives a, 1 gives b. */
SrColor sr_color_mix(SrColor a, SrColor b, double share);
