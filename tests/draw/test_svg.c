#include "draw/canvas.h"

#include "draw/text.h"

#include <string.h>

static const SrDocument document = {.title = "A & B <c>", .language = "de"};

static char *
finish(SrCanvas *canvas)
{
    g_autoptr(GError) error = NULL;

    g_assert_true(sr_canvas_page_end(canvas, &error));
    g_assert_no_error(error);
    g_autoptr(GBytes) file = sr_canvas_finish(canvas, &error);
    g_assert_no_error(error);
    return g_strndup(g_bytes_get_data(file, NULL), g_bytes_get_size(file));
}

/* The whole file, so that any change of the form is seen. */
static void
test_golden(void)
{
    static const char *const families[] = {"Roboto", NULL};
    g_autoptr(SrFonts) fonts = sr_fonts_new(families, NULL);
    g_autoptr(SrCanvas) canvas = sr_canvas_new_svg(&document);
    const SrColor red = {1, 0, 0};
    const SrPen pen = {.width_mm = 0.25, .dash_mm = 1, .join = SR_JOIN_MITER};
    const SrTextStyle style = {.size_pt = 72, .halo_mm = 0.5, .halo_color = red};

    sr_canvas_page_begin(canvas, 100, 50);
    sr_canvas_item_begin(canvas, "a1", "x < y");
    sr_canvas_fill_box(canvas, (SrBox){1, 2, 3.125, 4}, red);
    sr_canvas_item_end(canvas);
    sr_canvas_clip_box(canvas, (SrBox){0, 0, 10, 10});
    sr_canvas_line(canvas, (SrPoint){0, 0}, (SrPoint){20.004, 20}, &pen);
    sr_canvas_unclip(canvas);
    sr_text_put(canvas, fonts, &style, "Ö&", (SrPoint){10, 40}, SR_ALIGN_LEFT, 90);
    g_autofree char *text = finish(canvas);
    g_assert_cmpstr(
        text, ==,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" xml:lang=\"de\" "
        "role=\"img\" width=\"100mm\" height=\"50mm\" viewBox=\"0 0 100 50\">\n"
        " <title>A &amp; B &lt;c&gt;</title>\n"
        " <path fill=\"#ffffff\" d=\"M0 0H100V50H0Z\"/>\n"
        " <g id=\"a1\"><title>x &lt; y</title>\n"
        "  <path fill=\"#ff0000\" d=\"M1 2L3.13 2 3.13 4 1 4Z\"/>\n"
        " </g>\n"
        " <clipPath id=\"clip1\"><path d=\"M0 0L10 0 10 10 0 10Z\"/></clipPath>\n"
        " <g clip-path=\"url(#clip1)\">\n"
        "  <path fill=\"none\" stroke=\"#000000\" stroke-width=\"0.25\" "
        "stroke-dasharray=\"1 1\" d=\"M0 0L20 20\"/>\n"
        " </g>\n"
        " <text x=\"10\" y=\"40\" font-family=\"'Roboto', Arial, sans-serif\" "
        "font-size=\"25.4\" fill=\"#000000\" stroke=\"#ff0000\" stroke-width=\"1\" "
        "stroke-linejoin=\"round\" paint-order=\"stroke\" "
        "transform=\"rotate(-90 10 40)\">Ö&amp;</text>\n"
        "</svg>\n");
}

static void
test_one_page_only(void)
{
    g_autoptr(SrCanvas) canvas = sr_canvas_new_svg(&document);
    g_autoptr(GError) error = NULL;

    sr_canvas_page_begin(canvas, 10, 10);
    g_assert_true(sr_canvas_page_end(canvas, NULL));
    sr_canvas_page_begin(canvas, 10, 10);
    g_assert_false(sr_canvas_page_end(canvas, &error));
    g_assert_nonnull(strstr(error->message, "one page"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/svg/golden", test_golden);
    g_test_add_func("/svg/one-page-only", test_one_page_only);
    return g_test_run();
}
