#include "draw/png.h"

#include "base/bulk.h"
#include "base/error.h"
#include "draw/deflate.h"
#include "draw/png_palette.h"

#include <glib/gi18n.h>
#include <math.h>
#include <png.h>

static guint32
pixel_at(const guchar *row, int x)
{
    return ((const guint32 *)(const void *)row)[x] & 0xffffff;
}

static void
write_bytes(png_structp png, png_bytep data, size_t n)
{
    g_byte_array_append(png_get_io_ptr(png), data, (guint)n);
}

static void
flush_nothing(png_structp png)
{
    (void)png;
}

static void
write_header(png_structp png, png_infop info, int width, int height, double dpi,
             const SrPngPalette *palette)
{
    png_uint_32 per_metre = (png_uint_32)lround(dpi / 0.0254);
    png_color entries[256];

    for (int i = 0; palette != NULL && i < palette->n; i++)
        entries[i] =
            (png_color){(palette->colors[i] >> 16) & 0xff,
                        (palette->colors[i] >> 8) & 0xff, palette->colors[i] & 0xff};

    png_set_IHDR(png, info, width, height, 8,
                 palette != NULL ? PNG_COLOR_TYPE_PALETTE : PNG_COLOR_TYPE_RGB,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    if (palette != NULL)
        png_set_PLTE(png, info, entries, palette->n);
    png_set_sRGB(png, info, PNG_sRGB_INTENT_PERCEPTUAL);
    png_set_pHYs(png, info, per_metre, per_metre, PNG_RESOLUTION_METER);
    png_write_info(png, info);
}

/* [height][1 + 3 * width]: a photograph compresses best as differences from the left. */
static guint8 *
make_rgb_lines(const guchar *pixels, int width, int height, int stride)
{
    guint8 *lines = sr_bulk_new(guint8, (gsize)height * (1 + 3 * (gsize)width));
    guint8 *out = lines;

    for (int y = 0; y < height; y++) {
        const guchar *row = pixels + (gsize)y * stride;
        guint32 left = 0;

        *out++ = PNG_FILTER_VALUE_SUB;
        for (int x = 0; x < width; x++) {
            guint32 color = pixel_at(row, x);

            for (int shift = 16; shift >= 0; shift -= 8)
                *out++ = (guint8)((color >> shift) - (left >> shift));
            left = color;
        }
    }
    return lines;
}

static GBytes *
give_up(png_structp png, png_infop info, GError **error)
{
    png_destroy_write_struct(&png, &info);
    g_set_error_literal(error, SR_ERROR, SR_ERROR_IO, _("the PNG cannot be made"));
    return NULL;
}

/* The file around @packed[n_packed]. */
static GBytes *
write_file(int width, int height, double dpi, const SrPngPalette *palette,
           const guint8 *packed, gsize n_packed, GError **error)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png != NULL ? png_create_info_struct(png) : NULL;

    /* libpng reports by longjmp; nothing that must be freed is made after this point. */
    if (info == NULL || n_packed == 0)
        return give_up(png, info, error);
    if (setjmp(png_jmpbuf(png)))
        return give_up(png, info, error);
    png_set_write_fn(png, bytes, write_bytes, flush_nothing);
    write_header(png, info, width, height, dpi, palette);
    png_write_chunk(png, (png_const_bytep) "IDAT", packed, n_packed);
    png_write_chunk(png, (png_const_bytep) "IEND", NULL, 0);
    png_destroy_write_struct(&png, &info);
    return g_byte_array_free_to_bytes(g_steal_pointer(&bytes));
}

GBytes *
sr_png_encode(const guchar *pixels, int width, int height, int stride, double dpi,
              GError **error)
{
    g_autoptr(SrPngPalette) palette = sr_png_palette_new(pixels, width, height, stride);
    g_autofree guint8 *rgb =
        palette != NULL ? NULL : make_rgb_lines(pixels, width, height, stride);
    gsize n_bytes = (palette != NULL ? 1 : 3) * (gsize)width + 1;
    gsize n_packed = 0;
    g_autofree guint8 *packed = sr_deflate(palette != NULL ? palette->lines : rgb,
                                           n_bytes * (gsize)height, &n_packed, error);

    if (packed == NULL)
        return NULL;
    return write_file(width, height, dpi, palette, packed, n_packed, error);
}
