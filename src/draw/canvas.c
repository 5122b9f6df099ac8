#include "draw/canvas_private.h"

#include "base/bulk.h"
#include "base/error.h"
#include "base/file.h"
#include "draw/png.h"
#include "draw/tags_pdf.h"

#include <cairo-pdf.h>
#include <glib/gi18n.h>
#include <math.h>

#define LARGEST_PICTURE 30000 /* pixels a side; cairo's images end at 32 767 */

/* --- Faults --- */

void
sr_canvas_fail(SrCanvas *canvas, int code, const char *format, ...)
{
    va_list arguments;

    if (canvas->fault != NULL)
        return;
    va_start(arguments, format);
    canvas->fault = g_error_new_valist(SR_ERROR, code, format, arguments);
    va_end(arguments);
}

void
sr_canvas_check(SrCanvas *canvas, cairo_status_t status)
{
    if (status != CAIRO_STATUS_SUCCESS)
        sr_canvas_fail(canvas, SR_ERROR_IO, _("drawing page %d failed: %s"),
                       canvas->n_pages, cairo_status_to_string(status));
}

bool
sr_canvas_is_drawing(SrCanvas *canvas)
{
    if (!canvas->on_page)
        sr_canvas_fail(canvas, SR_ERROR_INPUT, _("something is drawn outside any page"));
    return canvas->fault == NULL && canvas->cr != NULL;
}

static bool
tell_fault(SrCanvas *canvas, GError **error)
{
    if (canvas->fault == NULL && canvas->tags != NULL && canvas->tags->fault != NULL)
        sr_canvas_fail(canvas, SR_ERROR_INPUT, "%s", canvas->tags->fault);
    if (canvas->fault == NULL)
        return false;
    g_propagate_error(error, g_error_copy(canvas->fault));
    return true;
}

/* --- PDF --- */

static cairo_status_t
collect_bytes(void *closure, const unsigned char *data, unsigned int n)
{
    g_byte_array_append(closure, data, n);
    return CAIRO_STATUS_SUCCESS;
}

static void
pdf_page_begin(SrCanvas *canvas)
{
    double width_pt = canvas->width_mm * SR_PT_PER_MM;
    double height_pt = canvas->height_mm * SR_PT_PER_MM;

    if (canvas->target == NULL) {
        canvas->target = cairo_pdf_surface_create_for_stream(collect_bytes, canvas->bytes,
                                                             width_pt, height_pt);
        canvas->cr = cairo_create(canvas->target);
    } else {
        cairo_pdf_surface_set_size(canvas->target, width_pt, height_pt);
    }
    cairo_save(canvas->cr);
    cairo_scale(canvas->cr, SR_PT_PER_MM, SR_PT_PER_MM);
    sr_tags_page_begin(canvas->tags, canvas->width_mm, canvas->height_mm);
}

static void
pdf_page_end(SrCanvas *canvas)
{
    sr_tags_page_end(canvas->tags);
    cairo_restore(canvas->cr);
    cairo_show_page(canvas->cr);
}

static GBytes *
pdf_finish(SrCanvas *canvas, GError **error)
{
    SrDocument document = {canvas->title, canvas->author, canvas->subject,
                           canvas->language, canvas->time};

    sr_tags_check(canvas->tags);
    cairo_surface_finish(canvas->target);
    sr_canvas_check(canvas, cairo_surface_status(canvas->target));
    if (tell_fault(canvas, error))
        return NULL;
    return sr_tags_write_pdf(canvas->tags, &document, canvas->bytes, error);
}

static const SrSurface pdf_surface = {pdf_page_begin, pdf_page_end, pdf_finish};

/* One run of content: a stand-in tag that tags_pdf replaces by the real one. */
static void
run_begin(void *surface)
{
    SrCanvas *canvas = surface;

    if (sr_canvas_is_drawing(canvas))
        cairo_tag_begin(canvas->cr, "Span", NULL);
}

static void
run_end(void *surface)
{
    SrCanvas *canvas = surface;

    if (sr_canvas_is_drawing(canvas))
        cairo_tag_end(canvas->cr, "Span");
}

/* --- PNG --- */

/* White paper; 35 MB for a page of A4, so in large pages. */
static cairo_surface_t *
white_surface(int width, int height)
{
    static const cairo_user_data_key_t key;
    int stride = cairo_format_stride_for_width(CAIRO_FORMAT_RGB24, width);
    gsize n = (gsize)stride * (gsize)height;
    guchar *pixels = sr_bulk_new(guchar, n);

    memset(pixels, 0xff, n);
    cairo_surface_t *surface = cairo_image_surface_create_for_data(
        pixels, CAIRO_FORMAT_RGB24, width, height, stride);
    if (cairo_surface_set_user_data(surface, &key, pixels, g_free) !=
        CAIRO_STATUS_SUCCESS)
        g_free(pixels); /* a surface that failed, on which nothing is drawn */
    return surface;
}

static void
png_page_begin(SrCanvas *canvas)
{
    double scale = canvas->dpi / 25.4;
    double width = ceil(canvas->width_mm * scale - 1e-6);
    double height = ceil(canvas->height_mm * scale - 1e-6);

    if (canvas->n_pages > 1) {
        sr_canvas_fail(canvas, SR_ERROR_INPUT, _("a PNG holds one page only"));
        return;
    }
    if (width > LARGEST_PICTURE || height > LARGEST_PICTURE) {
        sr_canvas_fail(canvas, SR_ERROR_INPUT,
                       _("a picture of %.0f x %.0f pixels is too large; at most %d"),
                       width, height, LARGEST_PICTURE);
        return;
    }
    canvas->target = white_surface((int)width, (int)height);
    canvas->cr = cairo_create(canvas->target);
    cairo_scale(canvas->cr, scale, scale);
}

static void
png_page_end(SrCanvas *canvas)
{
    cairo_surface_flush(canvas->target);
}

static GBytes *
png_finish(SrCanvas *canvas, GError **error)
{
    return sr_png_encode(cairo_image_surface_get_data(canvas->target),
                         cairo_image_surface_get_width(canvas->target),
                         cairo_image_surface_get_height(canvas->target),
                         cairo_image_surface_get_stride(canvas->target), canvas->dpi,
                         error);
}

static const SrSurface png_surface = {png_page_begin, png_page_end, png_finish};

/* --- SVG --- */

/* Paths are kept in fixed point: so many steps to the millimetre. */
#define SVG_STEPS 16

static void
svg_page_begin(SrCanvas *canvas)
{
    SrDocument document = {canvas->title, canvas->author, canvas->subject,
                           canvas->language, canvas->time};

    if (canvas->n_pages > 1) {
        sr_canvas_fail(canvas, SR_ERROR_INPUT, _("an SVG file holds one page only"));
        return;
    }
    canvas->target = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 1, 1);
    canvas->cr = cairo_create(canvas->target);
    cairo_scale(canvas->cr, SVG_STEPS, SVG_STEPS);
    canvas->svg = sr_svg_new(canvas->width_mm, canvas->height_mm, &document);
}

static void
svg_page_end(SrCanvas *canvas)
{
    (void)canvas;
}

static GBytes *
svg_finish(SrCanvas *canvas, GError **error)
{
    if (tell_fault(canvas, error))
        return NULL;
    return sr_svg_finish(canvas->svg);
}

static const SrSurface svg_surface = {svg_page_begin, svg_page_end, svg_finish};

/* --- Dry: pages are counted, nothing is drawn --- */

static void
dry_page(SrCanvas *canvas)
{
    (void)canvas;
}

static GBytes *
dry_finish(SrCanvas *canvas, GError **error)
{
    (void)canvas;
    g_set_error_literal(error, SR_ERROR, SR_ERROR_INPUT, _("a dry run has no file"));
    return NULL;
}

static const SrSurface dry_surface = {dry_page, dry_page, dry_finish};

/* --- The document --- */

SrCanvas *
sr_canvas_new_pdf(const SrDocument *document)
{
    g_return_val_if_fail(document->title != NULL && document->language != NULL, NULL);
    SrCanvas *canvas = g_new0(SrCanvas, 1);
    SrRunHooks hooks = {run_begin, run_end, canvas};

    canvas->surface = &pdf_surface;
    canvas->title = g_strdup(document->title);
    canvas->author = g_strdup(document->author);
    canvas->subject = g_strdup(document->subject);
    canvas->language = g_strdup(document->language);
    canvas->time = document->time;
    canvas->bytes = g_byte_array_new();
    canvas->tags = sr_tags_new(&hooks);
    canvas->clip = g_string_new(NULL);
    return canvas;
}

SrCanvas *
sr_canvas_new_png(double dpi)
{
    g_return_val_if_fail(dpi >= 30 && dpi <= 2400, NULL);
    SrCanvas *canvas = g_new0(SrCanvas, 1);

    canvas->surface = &png_surface;
    canvas->dpi = dpi;
    return canvas;
}

SrCanvas *
sr_canvas_new_svg(const SrDocument *document)
{
    g_return_val_if_fail(document->title != NULL && document->language != NULL, NULL);
    SrCanvas *canvas = g_new0(SrCanvas, 1);

    canvas->surface = &svg_surface;
    canvas->title = g_strdup(document->title);
    canvas->subject = g_strdup(document->subject);
    canvas->language = g_strdup(document->language);
    return canvas;
}

SrCanvas *
sr_canvas_new_for(const char *path, const SrDocument *document, double dpi,
                  GError **error)
{
    if (g_str_has_suffix(path, ".pdf"))
        return sr_canvas_new_pdf(document);
    if (g_str_has_suffix(path, "@2x.png"))
        return sr_canvas_new_png(2 * dpi);
    if (g_str_has_suffix(path, ".png"))
        return sr_canvas_new_png(dpi);
    if (g_str_has_suffix(path, ".svg"))
        return sr_canvas_new_svg(document);
    g_set_error(error, SR_ERROR, SR_ERROR_USAGE,
                _("'%s' ends in none of .pdf, .png and .svg"), path);
    return NULL;
}

SrCanvas *
sr_canvas_new_dry(void)
{
    SrCanvas *canvas = g_new0(SrCanvas, 1);

    canvas->surface = &dry_surface;
    return canvas;
}

void
sr_canvas_free(SrCanvas *canvas)
{
    if (canvas == NULL)
        return;
    g_clear_pointer(&canvas->cr, cairo_destroy);
    g_clear_pointer(&canvas->target, cairo_surface_destroy);
    g_clear_pointer(&canvas->bytes, g_byte_array_unref);
    sr_tags_free(canvas->tags);
    sr_svg_free(canvas->svg);
    if (canvas->clip != NULL)
        g_string_free(canvas->clip, TRUE);
    g_free(canvas->title);
    g_free(canvas->author);
    g_free(canvas->subject);
    g_free(canvas->language);
    g_clear_error(&canvas->fault);
    g_free(canvas);
}

SrTags *
sr_canvas_tags(SrCanvas *canvas)
{
    return canvas->tags;
}

int
sr_canvas_n_pages(const SrCanvas *canvas)
{
    return canvas->n_pages;
}

void
sr_canvas_page_begin(SrCanvas *canvas, double width_mm, double height_mm)
{
    g_return_if_fail(width_mm > 0 && height_mm > 0);
    if (canvas->on_page || canvas->finished)
        sr_canvas_fail(canvas, SR_ERROR_INPUT, _("a page is begun before one has ended"));
    if (canvas->fault != NULL)
        return;
    canvas->width_mm = width_mm;
    canvas->height_mm = height_mm;
    canvas->n_pages++;
    canvas->surface->page_begin(canvas);
    canvas->depth = 0;
    canvas->on_page = canvas->fault == NULL;
    if (canvas->on_page && canvas->cr != NULL)
        sr_canvas_check(canvas, cairo_status(canvas->cr));
}

bool
sr_canvas_page_end(SrCanvas *canvas, GError **error)
{
    if (sr_canvas_is_drawing(canvas) && canvas->depth != 0)
        sr_canvas_fail(canvas, SR_ERROR_INPUT, _("page %d ends inside a clip or a group"),
                       canvas->n_pages);
    if (canvas->fault == NULL) {
        canvas->surface->page_end(canvas);
        if (canvas->cr != NULL)
            sr_canvas_check(canvas, cairo_status(canvas->cr));
    }
    canvas->on_page = false;
    return !tell_fault(canvas, error);
}

GBytes *
sr_canvas_finish(SrCanvas *canvas, GError **error)
{
    if (canvas->finished || canvas->on_page || canvas->n_pages == 0)
        sr_canvas_fail(canvas, SR_ERROR_INPUT, _("a document without a finished page"));
    canvas->finished = true;
    if (tell_fault(canvas, error))
        return NULL;
    return canvas->surface->finish(canvas, error);
}

bool
sr_canvas_write(SrCanvas *canvas, const char *path, GError **error)
{
    g_autoptr(GError) cause = NULL;
    g_autoptr(GBytes) file = sr_canvas_finish(canvas, error);
    if (file == NULL)
        return false;

    gsize n;
    const char *data = g_bytes_get_data(file, &n);
    if (!sr_file_may_replace(path, error))
        return false;
    if (g_file_set_contents_full(path, data, (gssize)n, G_FILE_SET_CONTENTS_CONSISTENT,
                                 0666, &cause))
        return true;
    g_set_error(error, SR_ERROR, SR_ERROR_IO, _("'%s' cannot be written: %s"), path,
                cause->message);
    return false;
}
