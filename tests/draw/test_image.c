#include "draw/image.h"

#include "base/error.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
    char *folder;
    char *path;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->folder = g_dir_make_tmp(NULL, NULL);
    fixture->path = g_build_filename(fixture->folder, "logo.png", NULL);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_unlink(fixture->path);
    g_rmdir(fixture->folder);
    g_free(fixture->path);
    g_free(fixture->folder);
}

/* A real PNG of this many pixels, by our own canvas: (transfer full). */
static GBytes *
picture(double width_mm, double height_mm)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(SrCanvas) canvas = sr_canvas_new_png(254);

    sr_canvas_page_begin(canvas, width_mm, height_mm);
    g_assert_true(sr_canvas_page_end(canvas, &error));
    GBytes *bytes = sr_canvas_finish(canvas, &error);
    g_assert_no_error(error);
    return bytes;
}

static void
write_bytes(const Fixture *fixture, const void *bytes, gsize n)
{
    g_assert_true(g_file_set_contents(fixture->path, bytes, (gssize)n, NULL));
}

static void
refuse(const Fixture *fixture)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(sr_image_read(fixture->path, &error));
    g_assert_error(error, SR_ERROR, SR_ERROR_INPUT);
    g_assert_nonnull(strstr(error->message, fixture->path));
}

static void
test_reads(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const double sizes[][2] = {{10, 10}, {40, 10}, {7, 21}};

    for (gsize i = 0; i < G_N_ELEMENTS(sizes); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(GBytes) bytes = picture(sizes[i][0], sizes[i][1]);

        write_bytes(fixture, g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
        g_autoptr(SrImage) image = sr_image_read(fixture->path, &error);
        g_assert_no_error(error);
        g_assert_cmpfloat(sr_image_aspect(image), ==, sizes[i][0] / sizes[i][1]);
    }
}

static void
test_refusals(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GBytes) good = picture(10, 10);
    gsize n = g_bytes_get_size(good);
    g_autofree guint8 *bytes = g_memdup2(g_bytes_get_data(good, NULL), n);

    refuse(fixture); /* absent */
    write_bytes(fixture, "", 0);
    refuse(fixture);
    write_bytes(fixture, "GIF89a", 6);
    refuse(fixture);
    /* A few bytes that say they unpack to ten thousand million pixels. */
    memcpy(bytes + 16, "\x00\x01\x86\xa0\x00\x01\x86\xa0", 8);
    write_bytes(fixture, bytes, n);
    refuse(fixture);
}

/* Cut anywhere: refused or drawn, never worse. */
static void
test_cut(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GBytes) good = picture(10, 10);
    gsize n = g_bytes_get_size(good);

    for (gsize cut = 0; cut < n; cut++) {
        write_bytes(fixture, g_bytes_get_data(good, NULL), cut);
        g_autoptr(GError) error = NULL;
        g_autoptr(SrImage) image = sr_image_read(fixture->path, &error);

        g_assert_true((image == NULL) == (error != NULL));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add(name, Fixture, NULL, set_up, function, tear_down)
    ADD("/image/reads", test_reads);
    ADD("/image/refusals", test_refusals);
    ADD("/image/cut", test_cut);
    return g_test_run();
}
