#include "draw/png.h"

#include "base/error.h"
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
    /* Runs of one colour compress best unfiltered. */
    png_set_filter(png, PNG_FILTER_TYPE_BASE,
                   palette != NULL ? PNG_FILTER_NONE : PNG_FILTER_SUB);
    png_set_compression_level(png, 4);
    png_write_info(png, info);
}

static void
write_rgb_rows(png_structp png, const guchar *pixels, int width, int height, int stride,
               guint8 *line)
{
    for (int y = 0; y < height; y++) {
        const guchar *row = pixels + (gsize)y * stride;

        for (int x = 0; x < width; x++) {
            guint32 color = pixel_at(row, x);

            line[3 * x] = (color >> 16) & 0xff;
            line[3 * x + 1] = (color >> 8) & 0xff;
            line[3 * x + 2] = color & 0xff;
        }
        png_write_row(png, line);
    }
}

static GBytes *
give_up(png_structp png, png_infop info, GError **error)
{
    png_destroy_write_struct(&png, &info);
    g_set_error_literal(error, SR_ERROR, SR_ERROR_IO, _("the PNG cannot be made"));
    return NULL;
}

GBytes *
sr_png_encode(const guchar *pixels, int width, int height, int stride, double dpi,
              GError **error)
{
    g_autoptr(SrPngPalette) palette = sr_png_palette_new(pixels, width, height, stride);
    g_autofree guint8 *line = g_malloc(3 * (gsize)width);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png != NULL ? png_create_info_struct(png) : NULL;

    /* libpng reports by longjmp; nothing that must be freed is made after this point. */
    if (info == NULL)
        return give_up(png, info, error);
    if (setjmp(png_jmpbuf(png)))
        return give_up(png, info, error);
    png_set_write_fn(png, bytes, write_bytes, flush_nothing);
    write_header(png, info, width, height, dpi, palette);
    if (palette != NULL)
        for (int y = 0; y < height; y++)
            png_write_row(png, palette->indexed + (gsize)y * (gsize)width);
    else
        write_rgb_rows(png, pixels, width, height, stride, line);
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    return g_byte_array_free_to_bytes(g_steal_pointer(&bytes));
}
