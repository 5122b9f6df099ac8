#include "draw/png.h"

#include "base/error.h"

#include <glib/gi18n.h>
#include <math.h>
#include <png.h>
#include <stdbool.h>

#define N_PALETTE 256
#define N_SLOTS 1024 /* of the hash table of colours; a power of two, sparse at 256 */

typedef struct {
    guint32 slots[N_SLOTS]; /* colour + 1, 0 = free */
    guint8 index[N_SLOTS];
    png_color entries[N_PALETTE];
    int n;
} Palette;

static guint32
pixel_at(const guchar *row, int x)
{
    return ((const guint32 *)(const void *)row)[x] & 0xffffff;
}

/* Returns: the place of the colour, added where there is room, or -1. */
static int
palette_find(Palette *palette, guint32 color)
{
    guint32 slot = (color * 2654435761u) >> 22;

    while (palette->slots[slot] != 0 && palette->slots[slot] != color + 1)
        slot = (slot + 1) % N_SLOTS;
    if (palette->slots[slot] == color + 1)
        return palette->index[slot];
    if (palette->n == N_PALETTE)
        return -1;
    palette->slots[slot] = color + 1;
    palette->index[slot] = (guint8)palette->n;
    palette->entries[palette->n] =
        (png_color){(color >> 16) & 0xff, (color >> 8) & 0xff, color & 0xff};
    return palette->n++;
}

/* Returns: (transfer full): one byte a pixel, or NULL if there are too many colours. */
static guint8 *
index_pixels(const guchar *pixels, int width, int height, int stride, Palette *palette)
{
    g_autofree guint8 *indexed = g_malloc((gsize)width * height);
    guint8 *out = indexed;

    for (int y = 0; y < height; y++) {
        const guchar *row = pixels + (gsize)y * stride;
        guint32 last = G_MAXUINT32;
        int place = 0;

        for (int x = 0; x < width; x++) {
            guint32 color = pixel_at(row, x);

            if (color != last)
                place = palette_find(palette, color);
            if (place < 0)
                return NULL;
            last = color;
            *out++ = (guint8)place;
        }
    }
    return g_steal_pointer(&indexed);
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
             const Palette *palette)
{
    png_uint_32 per_metre = (png_uint_32)lround(dpi / 0.0254);

    png_set_IHDR(png, info, width, height, 8,
                 palette != NULL ? PNG_COLOR_TYPE_PALETTE : PNG_COLOR_TYPE_RGB,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    if (palette != NULL)
        png_set_PLTE(png, info, palette->entries, palette->n);
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
    g_autofree Palette *palette = g_new0(Palette, 1);
    g_autofree guint8 *indexed = index_pixels(pixels, width, height, stride, palette);
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
    write_header(png, info, width, height, dpi, indexed != NULL ? palette : NULL);
    if (indexed != NULL)
        for (int y = 0; y < height; y++)
            png_write_row(png, indexed + (gsize)y * width);
    else
        write_rgb_rows(png, pixels, width, height, stride, line);
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    return g_byte_array_free_to_bytes(g_steal_pointer(&bytes));
}
