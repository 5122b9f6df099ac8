#include "draw/style.h"

#include "base/error.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

static SrStyle *
read_text(const char *text, SrFindings *findings)
{
    g_autofree char *file = g_strdup_printf("sr-style-%d.ini", (int)getpid());
    g_autofree char *path = g_build_filename(g_get_tmp_dir(), file, NULL);
    g_autoptr(GError) error = NULL;

    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    SrStyle *style = sr_style_read(path, "de", findings, &error);
    g_assert_no_error(error);
    g_assert_cmpint(g_remove(path), ==, 0);
    return style;
}

/* The three that come with the program are right, and keep what print asks for. */
static void
test_shipped(void)
{
    static const char *const ids[] = {"druck", "graustufen", "bildschirm", "halbseite"};

    for (size_t i = 0; i < G_N_ELEMENTS(ids); i++) {
        g_autoptr(SrFindings) findings = sr_findings_new();
        g_autoptr(GError) error = NULL;
        g_autofree char *file = g_strconcat(ids[i], ".ini", NULL);
        g_autofree char *path =
            g_test_build_filename(G_TEST_DIST, "..", "styles", file, NULL);
        g_autoptr(SrStyle) style = sr_style_read(path, "de", findings, &error);

        g_assert_no_error(error);
        g_assert_cmpint(sr_findings_n(findings), ==, 0);
        g_assert_cmpstr(style->id, ==, ids[i]);
        g_assert_cmpfloat(style->label_least_pt, >=, 7);
        g_assert_cmpfloat(style->legend_pt, >=, 8);
        for (int k = 0; k < style->n_lines; k++)
            g_assert_cmpfloat(style->lines[k].width_mm, >=, 0.2);
        g_assert_true(sr_style_line(style, 99) == &style->lines[style->n_lines - 1]);
    }
}

static void
test_page(void)
{
    static const struct {
        const char *text;
        double width, height;
    } cases[] = {
        {"", 210, 297},
        {"[page]\nsize=A4\norientation=landscape\n", 297, 210},
        {"[page]\nsize=half\n", 210, 148.5},
        {"[page]\nsize=slide\n", 254, 142.875},
        {"[page]\nsize=slide\norientation=portrait\n", 142.875, 254},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(SrFindings) findings = sr_findings_new();
        g_autofree char *text = g_strconcat("[style]\ntitle=T\n", cases[i].text, NULL);
        g_autoptr(SrStyle) style = read_text(text, findings);

        g_assert_cmpint(sr_findings_n(findings), ==, 0);
        g_assert_cmpfloat(style->width_mm, ==, cases[i].width);
        g_assert_cmpfloat(style->height_mm, ==, cases[i].height);
    }
}

static void
test_refusals(void)
{
    static const struct {
        const char *text;
        const char *says;
    } cases[] = {
        {"[page]\nsiez=A4\n", "size"},
        {"[page]\nsize=A7\n", "A4"},
        {"[type]\nlabel_pt=5\n", "5"},
        {"[type]\nlabel_pt=8\nlabel_least_pt=9\n", "label_pt"},
        {"[colors]\nink=schwarz\n", "schwarz"},
        {"[lines]\nwidths_mm=0.2;dick\n", "dick"},
        {"[lines]\nwidths_mm=1;1;1;1;1;1;1\n", "6"},
        {"[foot]\nlogo=nirgends.png\n", "nirgends.png"},
        {"[foot]\nlogo=../etc/passwd\n", "passwd"},
        {"[pattern weg]\nkind=dots\n", "weg"},
        {"[pattern missing]\nkind=dots\n", "suppressed"},
        {"[pattern missing]\nkind=lines\nangle=185\n", "180"},
        {"[pattern missing]\nkind=lines\nangle=180\n", "not_yet"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(SrFindings) findings = sr_findings_new();
        g_autofree char *text = g_strconcat("[style]\ntitle=T\n", cases[i].text, NULL);
        g_autoptr(SrStyle) style = read_text(text, findings);
        g_autofree char *all = sr_findings_text(findings, 0);

        g_test_message("%s -> %s", cases[i].text, all);
        g_assert_cmpint(sr_findings_n_errors(findings), >=, 1);
        g_assert_nonnull(strstr(all, cases[i].says));
    }
}

/* The palette an indicator names, turned by '-'; the style's own; the grey twin. */
static void
test_colors(void)
{
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autofree char *path =
        g_test_build_filename(G_TEST_DIST, "..", "styles", "palettes.ini", NULL);
    g_autoptr(SrPalettes) palettes = sr_palettes_read(path, findings, NULL);
    g_autoptr(SrStyle) style =
        read_text("[style]\ntitle=T\n[classes]\nsequential=Greens\n", findings);
    g_autoptr(SrStyle) gray =
        read_text("[style]\ntitle=T\n[classes]\ngray=true\n", findings);
    g_autoptr(GError) error = NULL;
    SrColor colors[60];
    char text[8];

    g_assert_true(sr_style_colors(style, palettes, "-Blues", SR_PALETTE_SEQUENTIAL, 3,
                                  colors, &error));
    sr_color_format(colors[0], text);
    g_assert_cmpstr(text, ==, "#3182bd");
    g_assert_true(
        sr_style_colors(style, palettes, NULL, SR_PALETTE_SEQUENTIAL, 3, colors, &error));
    sr_color_format(colors[2], text);
    g_assert_cmpstr(text, ==, "#31a354");
    g_assert_true(
        sr_style_colors(gray, palettes, "PuOr", SR_PALETTE_DIVERGING, 5, colors, &error));
    g_assert_cmpfloat(colors[4].r, ==, colors[4].b);
    g_assert_false(
        sr_style_colors(style, palettes, "", SR_PALETTE_SEQUENTIAL, 60, colors, &error));
    g_assert_error(error, SR_ERROR, SR_ERROR_INPUT);
}

/* Names can be read on every class of every palette, in colour and in grey. */
static void
test_ink(void)
{
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autofree char *path =
        g_test_build_filename(G_TEST_DIST, "..", "styles", "palettes.ini", NULL);
    g_autoptr(SrPalettes) palettes = sr_palettes_read(path, findings, NULL);
    g_autoptr(SrStyle) style = read_text("[style]\ntitle=T\n", findings);

    for (int p = 0; p < sr_palettes_n(palettes); p++) {
        const SrPalette *palette = sr_palettes_at(palettes, p);

        for (int n = 1; n <= palette->most; n++)
            for (int gray = 0; gray < 2; gray++) {
                SrColor colors[SR_PALETTE_MOST];

                g_assert_true(sr_palette_pick(palette, n, false, colors, NULL));
                if (gray == 1)
                    sr_palette_pick_gray(n, colors);
                for (int i = 0; i < n; i++)
                    g_assert_cmpfloat(
                        sr_color_contrast(sr_style_ink_on(style, colors[i]), colors[i]),
                        >=, 3.9);
            }
    }
}

/*
 * On any class of any palette and its grey twin a circle stands out, by its filling or by
 * the halo round it, by 3 : 1 as things that are no text should; the filled one differs
 * from the open one, whose inside is paper, and from its own halo.
 */
static void
test_circles(void)
{
    static const char *const names[] = {"druck", "graustufen", "bildschirm", "halbseite"};
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autofree char *path =
        g_test_build_filename(G_TEST_DIST, "..", "styles", "palettes.ini", NULL);
    g_autoptr(SrPalettes) palettes = sr_palettes_read(path, findings, NULL);

    for (size_t s = 0; s < G_N_ELEMENTS(names); s++) {
        g_autofree char *file = g_strconcat(names[s], ".ini", NULL);
        g_autofree char *where =
            g_test_build_filename(G_TEST_DIST, "..", "styles", file, NULL);
        g_autoptr(SrStyle) style = sr_style_read(where, "de", findings, NULL);

        g_assert_nonnull(style);
        g_assert_cmpfloat(sr_color_contrast(style->symbol, style->paper), >=, 7);
        for (int p = 0; p < sr_palettes_n(palettes); p++) {
            const SrPalette *palette = sr_palettes_at(palettes, p);

            for (int n = 1; n <= palette->most; n++)
                for (int gray = 0; gray < 2; gray++) {
                    SrColor colors[SR_PALETTE_MOST];

                    g_assert_true(sr_palette_pick(palette, n, false, colors, NULL));
                    if (gray == 1)
                        sr_palette_pick_gray(n, colors);
                    for (int i = 0; i < n; i++)
                        g_assert_cmpfloat(
                            fmax(sr_color_contrast(style->symbol, colors[i]),
                                 sr_color_contrast(style->paper, colors[i])),
                            >=, 3);
                }
        }
    }
}

/*
 * A copy in black and white knows no hue: of every diverging palette, classes that are as
 * far above the middle as others below may come out equally dark, and the mark tells them
 * apart; it is itself told from its ground by every sight, and without colour.
 */
static void
test_mark_below(void)
{
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autofree char *path =
        g_test_build_filename(G_TEST_DIST, "..", "styles", "palettes.ini", NULL);
    g_autoptr(SrPalettes) palettes = sr_palettes_read(path, findings, NULL);
    g_autoptr(SrStyle) style = read_text("[style]\ntitle=T\n", findings);
    g_autoptr(SrStyle) without =
        read_text("[style]\ntitle=T\n[classes]\nmark_below=false\n", findings);
    int n_diverging = 0;

    for (int p = 0; p < sr_palettes_n(palettes); p++) {
        const SrPalette *palette = sr_palettes_at(palettes, p);
        bool is_diverging = palette->kind == SR_PALETTE_DIVERGING;

        n_diverging += is_diverging;
        for (int n = 1; n <= MIN(palette->most, 9); n++) {
            SrColor colors[SR_PALETTE_MOST];
            int n_below = sr_style_n_below(style, palettes, palette->name,
                                           SR_PALETTE_SEQUENTIAL, n);

            g_assert_cmpint(n_below, ==, is_diverging ? n / 2 : 0);
            g_assert_true(sr_style_colors(style, palettes, palette->name,
                                          SR_PALETTE_SEQUENTIAL, n, colors, NULL));
            for (int i = 0; i < n_below; i++) {
                SrHatch mark = sr_style_mark(style, colors[i]);

                g_assert_cmpint(mark.kind, ==, SR_HATCH_DASHES);
                g_assert_cmpfloat(mark.width_mm, >=, 0.2);
                g_assert_cmpfloat(sr_color_contrast(mark.color, colors[i]), >=, 1.5);
                g_assert_cmpint(sr_style_mark(without, colors[i]).kind, ==,
                                SR_HATCH_NONE);
            }
        }
    }
    g_assert_cmpint(n_diverging, >=, 6);
    for (int s = SR_STATUS_OK + 1; s < SR_N_STATUSES; s++)
        g_assert_cmpint(style->patterns[s].hatch.kind, !=, SR_HATCH_DASHES);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/style/shipped", test_shipped);
    g_test_add_func("/style/page", test_page);
    g_test_add_func("/style/refusals", test_refusals);
    g_test_add_func("/style/ink", test_ink);
    g_test_add_func("/style/circles", test_circles);
    g_test_add_func("/style/colors", test_colors);
    g_test_add_func("/style/mark-below", test_mark_below);
    return g_test_run();
}
