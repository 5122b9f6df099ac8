#include "draw/image.h"

#include "base/error.h"
#include "base/file.h"
#include "draw/canvas_private.h"
#include "draw/vector.h"

#include <glib/gi18n.h>
#include <string.h>

/* More would be a photograph, not a logo. */
#define LARGEST_FILE (8 * SR_MEGABYTE)

/* A few bytes can unpack to any size; these take 100 MB. */
#define MOST_PIXELS 25000000

struct SrImage {
    cairo_surface_t *surface; /* of a PNG; owned, or NULL */
    SrVector *vector;         /* of an SVG; owned, or NULL */
    char *file;               /* as it is; owned */
    gsize n_bytes;
    int width, height; /* pixels, of a PNG */
};

/* What cairo still wants to read. */
typedef struct {
    const char *bytes;
    gsize left;
} Rest;

static cairo_status_t
read_bytes(void *closure, unsigned char *data, unsigned int n)
{
    Rest *rest = closure;

    if (n > rest->left)
        return CAIRO_STATUS_READ_ERROR;
    memcpy(data, rest->bytes, n);
    rest->bytes += n;
    rest->left -= n;
    return CAIRO_STATUS_SUCCESS;
}

/* By the head of a PNG. */
static gint64
n_pixels(const SrImage *image)
{
    guint32 size[2];

    if (image->n_bytes < 24)
        return G_MAXINT64;
    memcpy(size, image->file + 16, sizeof size);
    return (gint64)GUINT32_FROM_BE(size[0]) * GUINT32_FROM_BE(size[1]);
}

static bool
read_png(SrImage *image, const char *path, GError **error)
{
    Rest rest = {image->file, image->n_bytes};

    if (n_pixels(image) <= MOST_PIXELS)
        image->surface = cairo_image_surface_create_from_png_stream(read_bytes, &rest);
    if (image->surface == NULL ||
        cairo_surface_status(image->surface) != CAIRO_STATUS_SUCCESS) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("'%s' is no PNG picture of at most %d million pixels"), path,
                    MOST_PIXELS / 1000000);
        return false;
    }
    image->width = cairo_image_surface_get_width(image->surface);
    image->height = cairo_image_surface_get_height(image->surface);
    return true;
}

static bool
is_png(const SrImage *image)
{
    static const char signature[] = "\x89PNG\r\n\x1a\n";
    const gsize n = sizeof signature - 1;

    return image->n_bytes >= n && memcmp(image->file, signature, n) == 0;
}

/* Only a file that says it is SVG is given to the reader of SVG. */
static bool
is_svg(const SrImage *image)
{
    return g_strstr_len(image->file, (gssize)image->n_bytes, "<svg") != NULL;
}

SrImage *
sr_image_read(const char *path, GError **error)
{
    g_autoptr(SrImage) image = g_new0(SrImage, 1);

    image->file = sr_file_read(path, LARGEST_FILE, &image->n_bytes, error);
    if (image->file == NULL)
        return NULL;
    if (!is_png(image) && !is_svg(image)) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT, _("'%s' is no PNG or SVG picture"),
                    path);
        return NULL;
    }
    if (is_png(image))
        return read_png(image, path, error) ? g_steal_pointer(&image) : NULL;
    image->vector = sr_vector_new(image->file, image->n_bytes, path, error);
    return image->vector != NULL ? g_steal_pointer(&image) : NULL;
}

void
sr_image_free(SrImage *image)
{
    if (image == NULL)
        return;
    if (image->surface != NULL)
        cairo_surface_destroy(image->surface);
    sr_vector_free(image->vector);
    g_free(image->file);
    g_free(image);
}

double
sr_image_aspect(const SrImage *image)
{
    return image->vector != NULL ? sr_vector_aspect(image->vector)
                                 : (double)image->width / image->height;
}

void
sr_image_draw(SrCanvas *canvas, const SrImage *image, SrBox box_mm)
{
    cairo_t *cr = canvas->cr;

    if (!sr_canvas_is_drawing(canvas) || cr == NULL)
        return;
    if (canvas->svg != NULL) {
        sr_svg_image(canvas->svg, image->vector != NULL ? "image/svg+xml" : "image/png",
                     image->file, image->n_bytes, box_mm);
        return;
    }
    double width = box_mm.x1 - box_mm.x0;
    double height = box_mm.y1 - box_mm.y0;

    cairo_save(cr);
    cairo_translate(cr, box_mm.x0, box_mm.y0);
    if (image->vector != NULL) {
        sr_vector_draw(image->vector, cr, width, height);
    } else {
        cairo_scale(cr, width / image->width, height / image->height);
        cairo_set_source_surface(cr, image->surface, 0, 0);
        cairo_paint(cr);
    }
    cairo_restore(cr);
    sr_canvas_check(canvas, cairo_status(cr));
}
