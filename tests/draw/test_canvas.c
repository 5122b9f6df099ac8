#include "base/error.h"
#include "draw/fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

/* The same calls give the same bytes: no clock, no addresses, no hash order. */
static void
test_same_bytes(void)
{
    g_autoptr(SrFonts) fonts = fixture_fonts();
    g_autoptr(SrFonts) others = fixture_fonts();
    g_autoptr(GBytes) first = fixture_document(fonts);
    g_autoptr(GBytes) second = fixture_document(others);

    g_assert_cmpmem(g_bytes_get_data(first, NULL), g_bytes_get_size(first),
                    g_bytes_get_data(second, NULL), g_bytes_get_size(second));
}

/* Big-endian number in a PNG. */
static guint32
number_at(const guint8 *data)
{
    return (guint32)data[0] << 24 | (guint32)data[1] << 16 | (guint32)data[2] << 8 |
           data[3];
}

static const guint8 *
find_chunk(const guint8 *data, gsize n, const char *kind)
{
    for (gsize at = 8; at + 8 < n; at += 12 + number_at(data + at))
        if (memcmp(data + at + 4, kind, 4) == 0)
            return data + at + 8;
    return NULL;
}

static GBytes *
picture(double dpi, int n_colors)
{
    g_autoptr(SrCanvas) canvas = sr_canvas_new_png(dpi);
    g_autoptr(GError) error = NULL;

    sr_canvas_page_begin(canvas, 25.4, 12.7);
    for (int i = 0; i < n_colors; i++) {
        double x = 0.254 * (i % 25);
        double y = 0.254 * (i / 25);

        sr_canvas_fill_box(canvas, (SrBox){x, y, x + 0.254, y + 0.254},
                           (SrColor){(i % 25) / 25.0, (i / 25) / 25.0, 0.5});
    }
    g_assert_true(sr_canvas_page_end(canvas, NULL));
    GBytes *file = sr_canvas_finish(canvas, &error);
    g_assert_no_error(error);
    return file;
}

/* Size and resolution stand in the file; many colours are brought down to a palette. */
static void
test_png(void)
{
    static const struct {
        double dpi;
        int n_colors, width, height, type;
    } cases[] = {{100, 3, 100, 50, 3}, {300, 200, 300, 150, 3}, {100, 400, 100, 50, 3}};

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GBytes) file = picture(cases[i].dpi, cases[i].n_colors);
        g_autoptr(GBytes) again = picture(cases[i].dpi, cases[i].n_colors);
        gsize n;
        const guint8 *data = g_bytes_get_data(file, &n);
        const guint8 *head = find_chunk(data, n, "IHDR");
        const guint8 *resolution = find_chunk(data, n, "pHYs");

        g_assert_cmpint(number_at(head), ==, cases[i].width);
        g_assert_cmpint(number_at(head + 4), ==, cases[i].height);
        g_assert_cmpint(head[9], ==, cases[i].type);
        g_assert_cmpint(number_at(resolution), ==, (int)(cases[i].dpi / 0.0254 + 0.5));
        g_assert_true(g_bytes_equal(file, again));
    }
}

static void
test_view(void)
{
    SrView view = sr_view_fit((SrBox){1000, 2000, 3000, 3000}, (SrBox){10, 10, 110, 110});
    SrPoint upper_left = sr_view_apply(&view, (SrPoint){1000, 3000});
    SrPoint lower_right = sr_view_apply(&view, (SrPoint){3000, 2000});

    g_assert_cmpfloat_with_epsilon(upper_left.x, 10, 1e-9);
    g_assert_cmpfloat_with_epsilon(upper_left.y, 35, 1e-9);
    g_assert_cmpfloat_with_epsilon(lower_right.x, 110, 1e-9);
    g_assert_cmpfloat_with_epsilon(lower_right.y, 85, 1e-9);
}

/* The colour of one pixel of an unfinished picture cannot be asked; of a file it can. */
static guint32
draw_square_with_hole(void)
{
    SrPoint points[] = {{0, 0}, {10, 0}, {10, 10}, {0, 10},
                        {4, 4}, {4, 6},  {6, 6},   {6, 4}};
    int area_start[] = {0, 1}, polygon_start[] = {0, 2}, ring_start[] = {0, 4, 8};
    SrPolygons polygons = {1, 1, 2, 8, area_start, polygon_start, ring_start, points};
    SrView view = sr_view_fit((SrBox){0, 0, 10, 10}, (SrBox){0, 0, 10, 10});
    SrHatch dots = {.kind = SR_HATCH_DOTS, .spacing_mm = 1, .width_mm = 0.4};
    g_autoptr(SrCanvas) canvas = sr_canvas_new_png(254);
    g_autoptr(GError) error = NULL;

    sr_canvas_page_begin(canvas, 10, 10);
    sr_canvas_fill_areas(canvas, &polygons, NULL, 0, &view, (SrColor){1, 0, 0});
    sr_canvas_hatch_areas(canvas, &polygons, NULL, 0, &view, &dots);
    g_assert_true(sr_canvas_page_end(canvas, NULL));
    g_autoptr(GBytes) file = sr_canvas_finish(canvas, &error);
    g_assert_no_error(error);
    /* Red, black, white and what lies between: the hole and the dots are there. */
    const guint8 *data = g_bytes_get_data(file, NULL);
    return number_at(find_chunk(data, g_bytes_get_size(file), "PLTE") - 8) / 3;
}

static void
test_areas(void)
{
    g_assert_cmpint(draw_square_with_hole(), >, 3);
}

/* A disk that is full is told, and the old file stays whole. */
static void
test_full_disk(void)
{
    g_autofree char *folder = g_dir_make_tmp(NULL, NULL);
    g_autofree char *path = g_build_filename(folder, "seite.pdf", NULL);
    g_autofree char *content = NULL;
    g_autoptr(SrFonts) fonts = fixture_fonts();
    g_autoptr(SrCanvas) canvas = fixture_pdf();
    g_autoptr(GError) error = NULL;
    struct rlimit before;
    struct rlimit small;

    g_assert_true(g_file_set_contents(path, "alt", -1, NULL));
    fixture_page(canvas, fonts, 1);
    sr_tags_destination(sr_canvas_tags(canvas), "seite-2", 0);
    g_assert_true(sr_canvas_page_end(canvas, NULL));
    getrlimit(RLIMIT_FSIZE, &before);
    small = before;
    small.rlim_cur = 2000;
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &small);
    bool written = sr_canvas_write(canvas, path, &error);
    setrlimit(RLIMIT_FSIZE, &before);
    signal(SIGXFSZ, SIG_DFL);

    g_assert_false(written);
    g_assert_error(error, SR_ERROR, SR_ERROR_IO);
    g_assert_nonnull(strstr(error->message, "seite.pdf"));
    g_assert_true(g_file_get_contents(path, &content, NULL, NULL));
    g_assert_cmpstr(content, ==, "alt");
    g_unlink(path);
    g_assert_cmpint(g_rmdir(folder), ==, 0); /* nothing else was left in it */
}

static void
test_refusals(void)
{
    g_autoptr(SrCanvas) no_page = fixture_pdf();
    g_autoptr(SrCanvas) two_pages = sr_canvas_new_png(72);
    g_autoptr(SrCanvas) too_large = sr_canvas_new_png(2400);
    g_autoptr(SrCanvas) nowhere = sr_canvas_new_png(72);
    GError *error = NULL;

    g_assert_null(sr_canvas_finish(no_page, &error));
    g_assert_error(error, SR_ERROR, SR_ERROR_INPUT);
    g_clear_error(&error);

    sr_canvas_page_begin(two_pages, 10, 10);
    g_assert_true(sr_canvas_page_end(two_pages, NULL));
    sr_canvas_page_begin(two_pages, 10, 10);
    g_assert_false(sr_canvas_page_end(two_pages, &error));
    g_assert_error(error, SR_ERROR, SR_ERROR_INPUT);
    g_clear_error(&error);

    sr_canvas_page_begin(too_large, 841, 1189);
    g_assert_false(sr_canvas_page_end(too_large, &error));
    g_assert_error(error, SR_ERROR, SR_ERROR_INPUT);
    g_clear_error(&error);

    sr_canvas_page_begin(nowhere, 10, 10);
    g_assert_true(sr_canvas_page_end(nowhere, NULL));
    g_assert_false(sr_canvas_write(nowhere, "/nonexistent/folder/x.png", &error));
    g_assert_error(error, SR_ERROR, SR_ERROR_IO);
    g_clear_error(&error);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/canvas/same-bytes", test_same_bytes);
    g_test_add_func("/canvas/png", test_png);
    g_test_add_func("/canvas/view", test_view);
    g_test_add_func("/canvas/areas", test_areas);
    g_test_add_func("/canvas/full-disk", test_full_disk);
    g_test_add_func("/canvas/refusals", test_refusals);
    return g_test_run();
}
