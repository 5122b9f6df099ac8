#include "draw/palette.h"

#include "base/error.h"
#include "draw/sight.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static SrPalettes *
read_shipped(void)
{
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autoptr(GError) error = NULL;
    g_autofree char *path =
        g_test_build_filename(G_TEST_DIST, "..", "styles", "palettes.ini", NULL);
    SrPalettes *palettes = sr_palettes_read(path, findings, &error);

    g_assert_no_error(error);
    g_assert_cmpint(sr_findings_n(findings), ==, 0);
    return palettes;
}

static void
test_pick(void)
{
    g_autoptr(SrPalettes) palettes = read_shipped();
    g_autoptr(GError) error = NULL;
    const SrPalette *blues = sr_palettes_find(palettes, "Blues", &error);
    SrColor colors[SR_PALETTE_MOST];
    char text[8];

    g_assert_no_error(error);
    g_assert_cmpint(blues->kind, ==, SR_PALETTE_SEQUENTIAL);
    g_assert_true(sr_palette_pick(blues, 5, false, colors, &error));
    sr_color_format(colors[4], text);
    g_assert_cmpstr(text, ==, "#08519c");
    g_assert_true(sr_palette_pick(blues, 5, true, colors, &error));
    sr_color_format(colors[0], text);
    g_assert_cmpstr(text, ==, "#08519c");
    g_assert_true(sr_palette_pick(blues, 2, false, colors, &error));
    sr_color_format(colors[1], text);
    g_assert_cmpstr(text, ==, "#3182bd");
    g_assert_true(sr_palette_pick(blues, 1, false, colors, &error));
    sr_color_format(colors[0], text);
    g_assert_cmpstr(text, ==, "#9ecae1");
}

static void
test_refusals(void)
{
    g_autoptr(SrPalettes) palettes = read_shipped();
    g_autoptr(GError) unknown = NULL;
    g_autoptr(GError) too_many = NULL;
    SrColor colors[60];

    g_assert_null(sr_palettes_find(palettes, "Blue", &unknown));
    g_assert_error(unknown, SR_ERROR, SR_ERROR_INPUT);
    g_assert_nonnull(strstr(unknown->message, "Blues"));
    const SrPalette *kinds = sr_palettes_find(palettes, "OkabeItoLight", NULL);
    SrColor many[3 * SR_PALETTE_MOST];
    g_assert_true(sr_palette_pick(kinds, 3 * kinds->most, false, many, NULL));
    for (int i = 0; i < 3 * kinds->most; i++)
        for (int k = 0; k < i; k++)
            g_assert_true(many[i].r != many[k].r || many[i].g != many[k].g ||
                          many[i].b != many[k].b);
    g_assert_false(sr_palette_pick(sr_palettes_find(palettes, "Blues", NULL), 60, false,
                                   colors, &too_many));
    g_assert_error(too_many, SR_ERROR, SR_ERROR_INPUT);
}

/* A file with a list too short, a word that is no colour, a gap between the lists. */
static void
test_bad_file(void)
{
    static const char *const texts[] = {"3=#111111;#222222", "3=#111111;#222222;blue",
                                        "3=#111111;#222222;#333333\n5=#1;#2;#3;#4;#5",
                                        "kind=loud"};
    g_autofree char *file = g_strdup_printf("sr-palettes-%d.ini", (int)getpid());
    g_autofree char *path = g_build_filename(g_get_tmp_dir(), file, NULL);

    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(SrFindings) findings = sr_findings_new();
        g_autofree char *text = g_strdup_printf(
            "[palette X]\n%s%s\nsource=s\nlicense=l\n%s\n",
            i < 3 ? "kind=sequential" : "", i < 3 ? "" : "3=#111;#222;#333", texts[i]);

        g_assert_true(g_file_set_contents(path, text, -1, NULL));
        g_autoptr(SrPalettes) palettes = sr_palettes_read(path, findings, NULL);
        g_assert_nonnull(palettes);
        g_assert_cmpint(sr_findings_n_errors(findings), >=, 1);
    }
    g_assert_cmpint(g_remove(path), ==, 0);
}

/* The least difference of classes @step and fewer places apart, over all kinds of sight.
 */
static double
least_difference(const SrColor *colors, int n, int step)
{
    double least = 1000;

    for (int sight = 0; sight < SR_N_SIGHTS; sight++)
        for (int i = 0; i < n; i++)
            for (int k = i + 1; k < n && k <= i + step; k++)
                least = MIN(
                    least, sr_color_difference(sr_color_seen(colors[i], (SrSight)sight),
                                               sr_color_seen(colors[k], (SrSight)sight)));
    return least;
}

/* All palettes that come with the program, for all readers, up to seven classes: classes
 * next to each other are told apart, of kinds without order any two (up to five of them);
 * sequential ones grow darker without a step back. */
static void
test_told_apart(void)
{
    g_autoptr(SrPalettes) palettes = read_shipped();

    for (int p = 0; p < sr_palettes_n(palettes); p++) {
        const SrPalette *palette = sr_palettes_at(palettes, p);
        bool is_sequential = palette->kind == SR_PALETTE_SEQUENTIAL;
        bool is_qualitative = palette->kind == SR_PALETTE_QUALITATIVE;

        for (int n = 2; n <= MIN(palette->most, is_qualitative ? 5 : 7); n++) {
            SrColor colors[SR_PALETTE_MOST];

            g_assert_true(sr_palette_pick(palette, n, false, colors, NULL));
            double least = least_difference(colors, n, is_qualitative ? n : 1);
            g_test_message("%s %d: %.1f", palette->name, n, least);
            g_assert_cmpfloat(least, >=, is_qualitative ? 8 : 5);
            for (int i = 0; i + 1 < n && is_sequential; i++)
                g_assert_cmpfloat(sr_color_luminance(colors[i]), >,
                                  sr_color_luminance(colors[i + 1]));
        }
    }
}

/* The grey twin: darker from class to class, by steps that print. */
static void
test_gray(void)
{
    for (int n = 1; n <= SR_PALETTE_MOST; n++) {
        SrColor colors[SR_PALETTE_MOST];

        sr_palette_pick_gray(n, colors);
        for (int i = 0; i + 1 < n; i++) {
            g_assert_cmpfloat(sr_color_luminance(colors[i]), >,
                              sr_color_luminance(colors[i + 1]));
            g_assert_cmpfloat(sr_color_difference(colors[i], colors[i + 1]), >=, 6);
        }
    }
}

/* Lab of pure colours as in Lindbloom's tables; Machado's matrices keep greys. */
static void
test_sight(void)
{
    g_assert_cmpfloat_with_epsilon(sr_color_difference(SR_COLOR_BLACK, SR_COLOR_WHITE),
                                   100, 0.01);
    g_assert_cmpfloat_with_epsilon(
        sr_color_difference((SrColor){1, 0, 0}, (SrColor){0, 1, 0}), 170.57, 0.1);
    g_assert_cmpfloat_with_epsilon(sr_color_of_lightness(50).r, 0.4663, 0.001);
    for (int sight = 0; sight < SR_N_SIGHTS; sight++) {
        SrColor gray = {0.5, 0.5, 0.5};

        g_assert_cmpfloat(sr_color_difference(gray, sr_color_seen(gray, (SrSight)sight)),
                          <, 0.5);
    }
    SrColor red = sr_color_seen((SrColor){0.8, 0.2, 0.1}, SR_SIGHT_DEUTAN);
    SrColor green = sr_color_seen((SrColor){0.45, 0.47, 0.1}, SR_SIGHT_DEUTAN);
    g_assert_cmpfloat(
        sr_color_difference(red, green), <,
        0.6 * sr_color_difference((SrColor){0.8, 0.2, 0.1}, (SrColor){0.45, 0.47, 0.1}));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/palette/pick", test_pick);
    g_test_add_func("/palette/refusals", test_refusals);
    g_test_add_func("/palette/bad-file", test_bad_file);
    g_test_add_func("/palette/told-apart", test_told_apart);
    g_test_add_func("/palette/gray", test_gray);
    g_test_add_func("/palette/sight", test_sight);
    return g_test_run();
}
