#include "draw/png_palette.h"

#include <stdlib.h>

/* Up to 256 colours: each pixel keeps its own. */
static void
test_few_colors_stay(void)
{
    guint32 pixels[64];

    for (int round = 0; round < 50; round++) {
        for (int i = 0; i < 64; i++)
            pixels[i] = 0xff000000u | (guint32)g_test_rand_int_range(0, 1 << 24);
        g_autoptr(SrPngPalette) palette =
            sr_png_palette_new((const guchar *)pixels, 8, 8, 8 * 4);
        for (int i = 0; i < 64; i++)
            g_assert_cmpint(palette->colors[sr_png_palette_row(palette, i / 8)[i % 8]],
                            ==, pixels[i] & 0xffffff);
    }
}

/* Many colours: the frequent one is exact, the others are near. */
static void
test_edges_become_the_nearest(void)
{
    enum { SIDE = 64 };
    static guint32 pixels[SIDE * SIDE];
    int worst = 0;

    for (int i = 0; i < SIDE * SIDE; i++) {
        guint32 gray = (guint32)(i * 255 / (SIDE * SIDE - 1));

        pixels[i] = i % 2 == 0 ? 0x336699 : (gray << 16 | (255 - gray) << 8 | (gray / 2));
    }
    for (int i = 1; i < SIDE * SIDE; i += 2) /* three thousand colours about the ramp */
        pixels[i] ^= (guint32)g_test_rand_int_range(0, 8) << 16;
    g_autoptr(SrPngPalette) palette =
        sr_png_palette_new((const guchar *)pixels, SIDE, SIDE, SIDE * 4);
    for (int i = 0; i < SIDE * SIDE; i++) {
        guint32 got = palette->colors[sr_png_palette_row(palette, i / SIDE)[i % SIDE]];

        if (i % 2 == 0)
            g_assert_cmpint(got, ==, 0x336699);
        for (int shift = 0; shift < 24; shift += 8)
            worst = MAX(worst, abs((int)((got >> shift) & 0xff) -
                                   (int)((pixels[i] >> shift) & 0xff)));
    }
    g_assert_cmpint(palette->n, <=, 256);
    g_assert_cmpint(worst, <=, 48);
}

static void
test_a_photograph_has_too_many(void)
{
    enum { SIDE = 256 };
    g_autofree guint32 *pixels = g_new(guint32, SIDE * SIDE);

    for (guint32 i = 0; i < SIDE * SIDE; i++)
        pixels[i] = i * 97;
    g_assert_null(sr_png_palette_new((const guchar *)pixels, SIDE, SIDE, SIDE * 4));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/png-palette/few-colors-stay", test_few_colors_stay);
    g_test_add_func("/png-palette/edges-become-the-nearest",
                    test_edges_become_the_nearest);
    g_test_add_func("/png-palette/a-photograph-has-too-many",
                    test_a_photograph_has_too_many);
    return g_test_run();
}
