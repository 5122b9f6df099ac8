#include "fuzz.h"

#include "draw/markdown.h"

const char *__lsan_default_suppressions(void);

/* fontconfig keeps what it learned of fonts for letters of other scripts. */
const char *
__lsan_default_suppressions(void)
{
    return "leak:libfontconfig\n";
}

static SrFonts *
shared_fonts(void)
{
    static const char *const families[] = {"Roboto", "Roboto Condensed", NULL};
    static SrFonts *fonts;

    if (fonts == NULL)
        fonts = sr_fonts_new(families, NULL);
    return fonts;
}

/* Whatever is written: it is set on pages, or refused with a sentence. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    g_autofree char *text = g_strndup((const char *)data, n);
    SrFonts *fonts = shared_fonts();
    SrLook look = {.fonts = fonts,
                   .language = "de",
                   .hyphen = sr_fonts_hyphen(fonts, "de"),
                   .heading_pt = {20, 13, 10.5},
                   .text_pt = 10,
                   .note_pt = 8};
    SrFrame frame = {.width_mm = 100,
                     .height_mm = 120,
                     .left_mm = 10,
                     .right_mm = 10,
                     .top_mm = 20,
                     .bottom_mm = 20};
    g_autoptr(SrCanvas) canvas = sr_canvas_new_dry();
    g_autoptr(SrFlow) flow = sr_flow_new(canvas, &look, &frame);
    g_autoptr(GError) error = NULL;

    g_assert_true(sr_flow_markdown(flow, text, "fuzz.md", 1, &error) == (error == NULL));
    g_assert_true(sr_flow_finish(flow, NULL));
    return 0;
}
