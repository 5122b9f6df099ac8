#include "draw/color.h"

#include "base/error.h"

static void
test_parse(void)
{
    static const char *const good[][2] = {
        {"#08519c", "#08519c"}, {"#FFF", "#ffffff"}, {"#a0c", "#aa00cc"}};
    static const char *const bad[] = {"",        "#",    "08519c",  "#08519",
                                      "#08519g", "blue", "#08519c "};
    SrColor color;
    char text[8];

    for (size_t i = 0; i < G_N_ELEMENTS(good); i++) {
        g_assert_true(sr_color_parse(good[i][0], &color, NULL));
        sr_color_format(color, text);
        g_assert_cmpstr(text, ==, good[i][1]);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autoptr(GError) error = NULL;

        g_assert_false(sr_color_parse(bad[i], &color, &error));
        g_assert_error(error, SR_ERROR, SR_ERROR_INPUT);
    }
}

/* Values of the worked examples around WCAG 2.1: black on white is 21, #767676 is 4.54.
 */
static void
test_contrast(void)
{
    SrColor grey = {0x76 / 255.0, 0x76 / 255.0, 0x76 / 255.0};
    SrColor blue;

    g_assert_cmpfloat_with_epsilon(sr_color_contrast(SR_COLOR_BLACK, SR_COLOR_WHITE), 21,
                                   1e-9);
    g_assert_cmpfloat_with_epsilon(sr_color_contrast(SR_COLOR_WHITE, grey), 4.54, 0.005);
    g_assert_true(sr_color_parse("#08519c", &blue, NULL));
    g_assert_cmpfloat(sr_color_ink(blue).r, ==, 1);
    g_assert_cmpfloat(sr_color_ink((SrColor){1, 1, 0.8}).r, ==, 0);
}

/* Whatever the colour: its grey has its luminance, and mixing stays between. */
static void
test_gray(void)
{
    for (int round = 0; round < 1000; round++) {
        SrColor a = {g_test_rand_double(), g_test_rand_double(), g_test_rand_double()};
        SrColor gray = sr_color_gray(a);
        SrColor half = sr_color_mix(a, gray, 0.5);

        g_assert_cmpfloat_with_epsilon(sr_color_luminance(gray), sr_color_luminance(a),
                                       1e-6);
        g_assert_cmpfloat(gray.r, ==, gray.b);
        g_assert_cmpfloat(half.r, >=, MIN(a.r, gray.r));
        g_assert_cmpfloat(half.r, <=, MAX(a.r, gray.r));
    }
}

/* Letters with their rim are clear on every ground; a ground that is clear stays. */
static void
test_rim(void)
{
    for (int round = 0; round < 1000; round++) {
        SrColor ground = {g_test_rand_double(), g_test_rand_double(),
                          g_test_rand_double()};
        SrColor ink = sr_color_ink(ground);
        SrColor rim = sr_color_rim(ink, ground);

        g_assert_cmpfloat(sr_color_contrast(ink, rim), >=, SR_COLOR_CLEAR_CONTRAST);
        if (sr_color_contrast(ink, ground) >= SR_COLOR_CLEAR_CONTRAST)
            g_assert_cmpmem(&rim, sizeof rim, &ground, sizeof ground);
        else
            g_assert_cmpfloat(sr_color_contrast(rim, ground), >, 1);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/color/parse", test_parse);
    g_test_add_func("/color/contrast", test_contrast);
    g_test_add_func("/color/gray", test_gray);
    g_test_add_func("/color/rim", test_rim);
    return g_test_run();
}
