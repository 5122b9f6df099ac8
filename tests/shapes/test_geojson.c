#include "shapes/geojson.h"

#include "base/error.h"

#include <string.h>

/* What comes out for what goes in; NULL: it is flat already, or no list of features. */
static void
test_flat(void)
{
    static const struct {
        const char *text, *flat;
    } cases[] = {
        {"{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\"}]}", NULL},
        {"{\"type\":\"Polygon\",\"coordinates\":[[[1,2]]]}", NULL},
        {"[]", ""},
        {" [ {\"type\":\"Feature\",\"a\":\"]}\\\"\"} ] ",
         "{\"type\":\"Feature\",\"a\":\"]}\\\"\"}"},
        {"[{\"features\":[{\"type\":\"Feature\",\"n\":1},{\"type\":\"Feature\"}],"
         "\"type\":\"FeatureCollection\"},{\"type\":\"Feature\",\"n\":3}]",
         "{\"type\":\"Feature\",\"n\":1},\n{\"type\":\"Feature\"},\n"
         "{\"type\":\"Feature\",\"n\":3}"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        GString *flat;

        g_test_message("%s", cases[i].text);
        g_assert_true(
            sr_geojson_flatten(cases[i].text, strlen(cases[i].text), &flat, &error));
        g_assert_no_error(error);
        if (cases[i].flat == NULL) {
            g_assert_null(flat);
            continue;
        }
        g_autofree char *expected = g_strdup_printf(
            "{\"type\":\"FeatureCollection\",\"features\":[\n%s\n]}\n", cases[i].flat);
        g_assert_cmpstr(flat->str, ==, expected);
        g_string_free(flat, TRUE);
    }
}

/* The legacy member crs of the outer collection stays. */
static void
test_crs(void)
{
    const char *text =
        "{\"crs\":{\"x\":[1]},\"type\":\"FeatureCollection\",\"features\":["
        "{\"type\":\"FeatureCollection\",\"features\":[]}]}";
    GString *flat;

    g_assert_true(sr_geojson_flatten(text, strlen(text), &flat, NULL));
    g_assert_nonnull(strstr(flat->str, "\"crs\":{\"x\":[1]},\"features\":[\n\n]"));
    g_string_free(flat, TRUE);
}

/* A text broken off anywhere is refused or flat, and read no further than it goes. */
static void
test_broken_off(void)
{
    const char *text = "[{\"type\":\"Feature\",\"p\":{\"a\":[1,-2e3,null,\"\\\\\\\"\"]}},"
                       "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":"
                       "\"Feature\"}]}]";

    for (gsize n = 0; n < strlen(text); n++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *part = g_memdup2(text, n); /* no NUL: the sanitizers look on */
        GString *flat;

        g_assert_false(sr_geojson_flatten(part, n, &flat, &error));
        g_assert_error(error, SR_ERROR, SR_ERROR_INPUT);
        g_assert_null(flat);
    }
}

/* Time grows with the text, not with its square. */
static void
test_many_features(void)
{
    g_autoptr(GString) text = g_string_new("[");
    GString *flat;

    for (int i = 0; i < 50000; i++)
        g_string_append_printf(text, "%s{\"type\":\"Feature\",\"properties\":{\"n\":%d}}",
                               i > 0 ? "," : "", i);
    g_string_append(text, "]");
    gint64 start = g_get_monotonic_time();
    g_assert_true(sr_geojson_flatten(text->str, text->len, &flat, NULL));
    /* It takes about 10 ms; the square of it, minutes. */
    g_assert_cmpint(g_get_monotonic_time() - start, <, 2 * G_USEC_PER_SEC);
    g_string_free(flat, TRUE);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/geojson/flat", test_flat);
    g_test_add_func("/geojson/crs", test_crs);
    g_test_add_func("/geojson/broken-off", test_broken_off);
    g_test_add_func("/geojson/many-features", test_many_features);
    return g_test_run();
}
