#include "publish/stylepage.h"

#include "base/error.h"
#include "draw/county.h"

/* Every style has a preview; all palettes and statuses stand on it. */
static void
test_preview(void)
{
    static const char *const ids[] = {"druck", "graustufen", "bildschirm", "halbseite"};
    static const char *const families[] = {"Roboto", "Roboto Condensed", NULL};
    g_autoptr(SrFonts) fonts = sr_fonts_new(families, NULL);
    g_autofree char *path = county_path("styles/palettes.ini");
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autoptr(SrPalettes) palettes = sr_palettes_read(path, findings, NULL);
    const char *folder = g_getenv("SR_TEST_PICTURES");

    for (size_t i = 0; i < G_N_ELEMENTS(ids); i++) {
        SrDocument document = {.title = "Stil", .language = "de"};
        g_autoptr(SrStyle) style = county_style(ids[i]);
        SrAtelier atelier = {fonts, style, palettes};
        g_autoptr(SrCanvas) canvas = sr_canvas_new_svg(&document);
        g_autoptr(GError) error = NULL;

        g_assert_true(sr_style_pages_draw(canvas, &atelier, &error));
        g_assert_no_error(error);
        g_autoptr(GBytes) file = sr_canvas_finish(canvas, &error);
        g_autofree char *text =
            g_strndup(g_bytes_get_data(file, NULL), g_bytes_get_size(file));
        for (int p = 0; p < sr_palettes_n(palettes); p++) {
            g_autofree char *name =
                g_strdup_printf(">%s</text>", sr_palettes_at(palettes, p)->name);

            g_assert_nonnull(strstr(text, name));
        }
        for (int s = 1; s < SR_N_STATUSES; s++)
            g_assert_nonnull(strstr(text, sr_status_label((SrStatus)s)));
        if (folder != NULL) {
            g_autofree char *name = g_strdup_printf("%s/stil.%s.pdf", folder, ids[i]);

            g_assert_true(sr_style_pages_write(&atelier, "de", 0, name, &error));
            g_assert_no_error(error);
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/stylepage/preview", test_preview);
    return g_test_run();
}
