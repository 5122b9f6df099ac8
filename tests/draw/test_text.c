#include "base/error.h"
#include "draw/fixture.h"

/* Widths in mm, as FreeType adds up the advances in the font files (no kerning here). */
static void
test_measure(void)
{
    static const struct {
        SrTextStyle style;
        const char *text;
        double width_mm;
    } cases[] = {
        {{.size_pt = 10}, "Haßloch", 13.193},
        {{.size_pt = 20}, "Haßloch", 26.386},
        {{.size_pt = 10, .weight = SR_WEIGHT_BOLD}, "Haßloch", 13.358},
        {{.size_pt = 10, .family = "Roboto Condensed"}, "Haßloch", 11.632},
        {{.size_pt = 10, .tracking_pt = 1}, "Haßloch", 15.310},
        {{.size_pt = 10}, "", 0},
    };
    g_autoptr(SrFonts) fonts = fixture_fonts();

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        SrTextSize size = sr_text_measure(fonts, &cases[i].style, cases[i].text);
        SrTextSize again = sr_text_measure(fonts, &cases[i].style, cases[i].text);

        g_test_message("%s: %.2f mm", cases[i].text, size.width_mm);
        g_assert_cmpfloat_with_epsilon(size.width_mm, cases[i].width_mm, 0.005);
        g_assert_cmpmem(&size, sizeof size, &again, sizeof again);
        g_assert_cmpfloat(size.ascent_mm, >, size.cap_mm);
    }
}

/* "tabular" figures are of one width: 111 is as wide as 888. */
static void
test_tabular(void)
{
    g_autoptr(SrFonts) fonts = fixture_fonts();
    SrTextStyle style = {.size_pt = 9, .tabular = true};

    g_assert_cmpfloat_with_epsilon(sr_text_measure(fonts, &style, "111,1").width_mm,
                                   sr_text_measure(fonts, &style, "888,8").width_mm,
                                   1e-9);
}

static const char *const paragraph =
    "Im Landkreis Bad Dürkheim leben 132 660 Menschen in 48 Gemeinden; die Hilfen zur "
    "Erziehung plant das Jugendamt.";

/* The breaks are the same on every machine, or the fonts are not the pinned ones. */
static void
test_lines(void)
{
    g_autoptr(SrFonts) fonts = fixture_fonts();
    SrTextStyle style = {.size_pt = 10};
    SrTextSetting setting = {.width_mm = 60};
    g_autoptr(SrText) text = sr_text_new(fonts, &style, &setting, paragraph);

    g_assert_cmpint(sr_text_n_lines(text), ==, 4);
    g_assert_cmpfloat(sr_text_width(text), <=, 60.01);
    g_assert_cmpfloat_with_epsilon(sr_text_height(text), 4 * 12.5 * SR_MM_PER_PT, 1e-9);
    g_assert_false(sr_text_is_cut(text));
    g_assert_cmpint(sr_text_cut_texts(fonts, NULL), ==, 0);
}

/* Long words in a narrow column are broken; no letter is lost or gained but the hyphen.
 */
static void
test_hyphens(void)
{
    g_autoptr(SrFonts) fonts = fixture_fonts();
    g_autoptr(SrHyphen) hyphen = sr_hyphen_new("de", NULL);
    SrTextStyle style = {.size_pt = 10};
    SrTextSetting plain = {.width_mm = 40};
    SrTextSetting broken = {.width_mm = 40, .hyphen = hyphen};
    const char *words = "Die Inanspruchnahme der Kindertagesbetreuung und die "
                        "Eingliederungshilfen werden im Jugendhilfeausschuss beraten.";
    g_autoptr(SrText) ragged = sr_text_new(fonts, &style, &plain, words);
    g_autoptr(SrText) even = sr_text_new(fonts, &style, &broken, words);

    g_assert_cmpint(sr_text_n_lines(even), <, sr_text_n_lines(ragged));
    g_assert_cmpfloat(sr_text_width(even), <=, 40.01);
    broken.max_lines = 2;
    g_autoptr(SrText) cut = sr_text_new(fonts, &style, &broken, words);
    g_assert_true(sr_text_is_cut(cut));
    g_assert_cmpint(sr_text_n_lines(cut), ==, 2);
}

static void
test_align(void)
{
    static const struct {
        SrAlign align;
        double share;
    } cases[] = {{SR_ALIGN_LEFT, 0}, {SR_ALIGN_CENTER, 0.5}, {SR_ALIGN_RIGHT, 1}};
    g_autoptr(SrFonts) fonts = fixture_fonts();
    SrTextStyle style = {.size_pt = 10};

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        SrTextSetting setting = {.width_mm = 60, .align = cases[i].align};
        g_autoptr(SrText) text = sr_text_new(fonts, &style, &setting, "Haßloch");
        SrBox box = sr_text_line_box(text, 0);

        g_assert_cmpfloat_with_epsilon(box.x0, (60 - (box.x1 - box.x0)) * cases[i].share,
                                       1e-9);
    }
}

/* What does not fit is cut with a sign, and told. */
static void
test_cut(void)
{
    g_autoptr(SrFonts) fonts = fixture_fonts();
    SrTextStyle style = {.size_pt = 10};
    SrTextSetting setting = {.width_mm = 60, .max_lines = 2};
    g_autoptr(SrText) text = sr_text_new(fonts, &style, &setting, paragraph);
    const char *first = NULL;

    g_assert_cmpint(sr_text_n_lines(text), ==, 2);
    g_assert_true(sr_text_is_cut(text));
    g_assert_cmpint(sr_text_cut_texts(fonts, &first), ==, 1);
    g_assert_cmpstr(first, ==, paragraph);
    g_assert_cmpfloat(sr_text_width(text), <=, 60.01);
}

static void
test_missing_glyphs(void)
{
    g_autoptr(SrFonts) fonts = fixture_fonts();
    SrTextStyle style = {.size_pt = 10};
    const char *first = NULL;

    sr_text_measure(fonts, &style, "Weißenheim – „€“ …");
    g_assert_cmpint(sr_text_missing_glyphs(fonts, NULL), ==, 0);
    sr_text_measure(fonts, &style, "Ort 漢字");
    g_assert_cmpint(sr_text_missing_glyphs(fonts, &first), ==, 2);
    g_assert_cmpstr(first, ==, "Ort 漢字");
}

/* Bytes that are no text, control characters, a name without end: nothing breaks. */
static void
test_hostile(void)
{
    g_autoptr(SrFonts) fonts = fixture_fonts();
    SrTextStyle style = {.size_pt = 8};
    SrTextSetting setting = {.width_mm = 30, .max_lines = 3};
    g_autofree char *endless = g_strnfill(200, 'w');
    const char *const texts[] = {"\xff\xfe", "a\x01\x1b[31mb", "שלום",
                                 endless,    "\n\n",           " "};

    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(SrText) text = sr_text_new(fonts, &style, &setting, texts[i]);

        g_assert_cmpfloat(sr_text_width(text), <=, 30.01);
        g_assert_cmpint(sr_text_n_lines(text), <=, 3);
    }
    g_assert_cmpfloat_with_epsilon(sr_text_measure(fonts, &style, "a\x01z").width_mm,
                                   sr_text_measure(fonts, &style, "az").width_mm, 1e-9);
}

static void
test_no_font(void)
{
    static const char *const unknown[] = {"Komische Schrift", NULL};
    static const char *const known[] = {"Roboto", NULL};
    g_autoptr(GError) no_family = NULL;
    g_autoptr(GError) no_file = NULL;

    g_assert_null(sr_fonts_new(unknown, &no_family));
    g_assert_error(no_family, SR_ERROR, SR_ERROR_INPUT);
    g_assert_nonnull(strstr(no_family->message, "Komische Schrift"));
    g_setenv("SOZIALRAUM_FONTS", "/nonexistent", TRUE);
    g_assert_null(sr_fonts_new(known, &no_file));
    g_unsetenv("SOZIALRAUM_FONTS");
    g_assert_error(no_file, SR_ERROR, SR_ERROR_INPUT);
    g_assert_nonnull(strstr(no_file->message, "fonts-roboto-unhinted"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/text/measure", test_measure);
    g_test_add_func("/text/tabular", test_tabular);
    g_test_add_func("/text/lines", test_lines);
    g_test_add_func("/text/hyphens", test_hyphens);
    g_test_add_func("/text/align", test_align);
    g_test_add_func("/text/cut", test_cut);
    g_test_add_func("/text/missing-glyphs", test_missing_glyphs);
    g_test_add_func("/text/hostile", test_hostile);
    g_test_add_func("/text/no-font", test_no_font);
    return g_test_run();
}
