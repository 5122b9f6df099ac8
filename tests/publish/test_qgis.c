#include "publish/qgis.h"

#include <string.h>

static int
count(const char *text, const char *piece)
{
    int n = 0;

    for (const char *at = strstr(text, piece); at != NULL; at = strstr(at + 1, piece))
        n++;
    return n;
}

/* Well-formed; a category a class and one for the rest, each with a symbol of its own. */
static void
test_style(void)
{
    char first[] = "unter 20";
    char second[] = "20 & mehr";
    char pale[] = "#eff3ff";
    char dark[] = "#08519c";
    char *const words[] = {first, second};
    char *const colors[] = {pale, dark};
    g_autofree char *qml = sr_qgis_style(2, words, colors, "ohne <Wert>");
    const GMarkupParser parser = {0};
    g_autoptr(GMarkupParseContext) context =
        g_markup_parse_context_new(&parser, 0, NULL, NULL);
    g_autoptr(GError) error = NULL;

    g_markup_parse_context_parse(context, qml, -1, &error);
    g_assert_no_error(error);
    g_assert_true(g_markup_parse_context_end_parse(context, &error));
    g_assert_cmpint(count(qml, "<category "), ==, 3);
    g_assert_cmpint(count(qml, "<symbol "), ==, 3);
    g_assert_nonnull(strstr(qml, "value=\"1\" symbol=\"0\" label=\"unter 20\""));
    g_assert_nonnull(strstr(qml, "label=\"20 &amp; mehr\""));
    g_assert_nonnull(strstr(qml, "label=\"ohne &lt;Wert&gt;\""));
    g_assert_nonnull(strstr(qml, "value=\"8,81,156,255\""));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/qgis/style", test_style);
    return g_test_run();
}
