/*
 * png_palette.h — the 256 colours that show a page best.
 *
 * A map has few colours of its own and thousands that soften its edges. The most frequent
 * ones are kept exactly, so that fillings and type stay what they are; the rare ones of
 * the edges become the nearest of what is kept or of averages of their own.
 */
#pragma once

#include <glib.h>

typedef struct {
    int n;               /* 1 .. 256 */
    guint32 colors[256]; /* 0xrrggbb */
    int width;           /* pixels of a row */
    guint8 *lines; /* [height][1 + width]: 0 (a PNG's line that is not filtered), then
                    * the colour of each pixel; owned */
} SrPngPalette;

/*
 * For @height rows of @width pixels 0x??rrggbb, @stride bytes apart.
 * Returns: (transfer full): the palette, or NULL where there are so many colours (a
 * photograph) that a palette would be seen.
 */
SrPngPalette *sr_png_palette_new(const guchar *pixels, int width, int height, int stride);
void sr_png_palette_free(SrPngPalette *palette);

/* The colours of row @y: [width] indices. */
static inline const guint8 *
sr_png_palette_row(const SrPngPalette *palette, int y)
{
    return palette->lines + (gsize)y * (1 + (gsize)palette->width) + 1;
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrPngPalette, sr_png_palette_free)
