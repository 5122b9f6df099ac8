/* The signs of points: each looks different, in one colour. */
#include "draw/sign.h"

static char *
drawn(SrSign sign)
{
    static const SrDocument document = {.title = "Zeichen", .language = "de"};
    g_autoptr(GError) error = NULL;
    g_autoptr(SrCanvas) canvas = sr_canvas_new_svg(&document);

    sr_canvas_page_begin(canvas, 20, 20);
    sr_sign_draw(canvas, sign, (SrPoint){10, 10}, 1.5, (SrColor){0, 0.4, 0.7});
    g_assert_true(sr_canvas_page_end(canvas, &error));
    g_assert_no_error(error);
    g_autoptr(GBytes) file = sr_canvas_finish(canvas, &error);
    g_assert_no_error(error);
    return g_strndup(g_bytes_get_data(file, NULL), g_bytes_get_size(file));
}

static void
test_all_differ(void)
{
    g_autoptr(GHashTable) seen =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    g_assert_cmpint(SR_N_POINT_SIGNS, ==, 10);
    for (int sign = 0; sign < SR_N_POINT_SIGNS; sign++)
        g_assert_true(g_hash_table_add(seen, drawn((SrSign)sign)));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sign/all-differ", test_all_differ);
    return g_test_run();
}
