#include "shapes/geojson.h"

#include "base/error.h"

#include <string.h>

/* What comes out for what goes in; NULL: it is no list of features. */
static void
test_flat(void)
{
    static const struct {
        const char *text, *flat;
    } cases[] = {
        {"{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\"}]}",
         "{\"type\":\"Feature\"}"},
        {"{\"type\":\"Polygon\",\"coordinates\":[[[1,2]]]}", NULL},
        {"{\"type\":\"Feature\",\"geometry\":null}", NULL},
        {"[]", ""},
        {" [ {\"type\":\"Feature\",\"a\":\"]}\\\"\"} ] ",
         "{\"type\":\"Feature\",\"a\":\"]}\\\"\"}"},
        {"[{\"features\":[{\"type\":\"Feature\",\"n\":1},{\"type\":\"Feature\"}],"
         "\"type\":\"FeatureCollection\"},{\"type\":\"Feature\",\"n\":3}]",
         "{\"type\":\"Feature\",\"n\":1},\n{\"type\":\"Feature\"},\n"
         "{\"type\":\"Feature\",\"n\":3}"},
        {"[{\"type\":\"Feature\",\"geometry\": null , \"n\":1}]",
         "{\"type\":\"Feature\",\"geometry\": null , \"n\":1}"},
        {"[{\"geometry\": {\"coordinates\":[[[1,2]]],\"type\":\"Polygon\"} , \"type\":"
         "\"Feature\"},{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\"}}]",
         "{\"geometry\": {\"type\":\"Point\",\"coordinates\":[0,0]} , \"type\":"
         "\"Feature\"},\n{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\","
         "\"coordinates\":[1,0]}}"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        gsize n;

        g_test_message("%s", cases[i].text);
        g_autoptr(SrGeojson) geojson =
            sr_geojson_new(cases[i].text, strlen(cases[i].text), &error);
        g_assert_no_error(error);
        const char *flat = sr_geojson_flat(geojson, &n);
        if (cases[i].flat == NULL) {
            g_assert_null(flat);
            continue;
        }
        g_autofree char *expected = g_strdup_printf(
            "{\"type\":\"FeatureCollection\",\"features\":[\n%s\n]}", cases[i].flat);
        g_assert_cmpstr(flat, ==, expected);
        g_assert_cmpint(n, ==, strlen(expected));
    }
}

/* What else the outer collection holds stays, before and behind. */
static void
test_other_members(void)
{
    const char *text =
        "{\"crs\":{\"x\":[1]},\"type\":\"FeatureCollection\",\"features\":["
        "{\"type\":\"FeatureCollection\",\"features\":[]}],\"name\":\"a\"}";
    g_autoptr(SrGeojson) geojson = sr_geojson_new(text, strlen(text), NULL);
    gsize n;

    g_assert_cmpstr(sr_geojson_flat(geojson, &n), ==,
                    "{\"crs\":{\"x\":[1]},\"type\":\"FeatureCollection\","
                    "\"features\":[\n\n],\"name\":\"a\"}");
}

static void
write_ring(const SrPoint *points, int n, bool hole, gpointer data)
{
    GString *text = data;

    g_string_append(text, hole ? "hole" : "shell");
    for (int i = 0; i < n; i++)
        g_string_append_printf(text, " %.17g,%.17g", points[i].x, points[i].y);
    g_string_append_c(text, '\n');
}

/* Rings as they stand in the text; what is no list of places is one that is no number. */
static void
test_rings(void)
{
    static const struct {
        const char *type, *coordinates, *rings; /* NULL: no polygon */
    } cases[] = {
        {"Polygon", "[[[1,2],[-3.5e1,4]],[[0.1,1e-7]]]",
         "shell 1,2 -35,4\nhole 0.10000000000000001,9.9999999999999995e-08\n"},
        {"Polygon", " [ [ [ 1 , 2 ] , [ 3 , 4 , 117.5 ] ] ] ", "shell 1,2 3,4\n"},
        {"MultiPolygon", "[[[[1,2]],[[3,4]]],[[[5,6]]]]",
         "shell 1,2\nhole 3,4\nshell 5,6\n"},
        {"Polygon", "[]", ""},
        {"MultiPolygon", "[[],[[]]]", ""},
        {"Polygon", "[[[1e999,2]]]", "shell inf,2\n"},
        {"Polygon", "[[[1]]]", "shell 1,nan\n"},
        {"Polygon", "[[[]]]", "shell nan,nan\n"},
        {"Polygon", "[[1,2]]", "shell nan,nan\n"},
        {"Polygon", "null", "shell nan,nan\n"},
        {"Polygon", "[[[1,2] [3,4]]]", "shell nan,nan\n"},
        {"Polygon", "[[[1,null]]]", "shell nan,nan\n"},
        {"Polygon", "[[[\"1\",2]]]", "shell nan,nan\n"},
        {"Polygon", "[[[0x10,2]]]", "shell nan,nan\n"},
        {"Polygon", "[[[nan,2]]]", "shell nan,nan\n"},
        {"Polygon", "[[[+1,2]]]", "shell nan,nan\n"},
        {"Polygon", "[[[1-2,2]]]", "shell nan,nan\n"},
        {"Polygon", "[[[1.2.3,2]]]", "shell nan,nan\n"},
        {"LineString", "[[1,2],[3,4]]", NULL},
        {"", "[[1,2],[3,4]]", NULL},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) rings = g_string_new(NULL);
        g_autofree char *text = g_strdup_printf(
            "[{\"type\":\"Feature\",\"geometry\":{\"type\":\"%s\",\"coordinates\":%s}}]",
            cases[i].type, cases[i].coordinates);
        g_autoptr(SrGeojson) geojson = sr_geojson_new(text, strlen(text), NULL);

        g_test_message("%s", text);
        g_assert_cmpint(sr_geojson_n_geometries(geojson), ==, 1);
        g_assert_cmpstr(sr_geojson_type(geojson, 0), ==, cases[i].type);
        bool is_polygon = sr_geojson_rings(geojson, 0, write_ring, rings);
        g_assert_true(is_polygon == (cases[i].rings != NULL));
        if (is_polygon)
            g_assert_cmpstr(rings->str, ==, cases[i].rings);
    }
}

/* A text broken off anywhere is refused or flat, and read no further than it goes. */
static void
test_broken_off(void)
{
    const char *text = "[{\"type\":\"Feature\",\"p\":{\"a\":[1,-2e3,null,\"\\\\\\\"\"]}},"
                       "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":"
                       "\"Feature\",\"geometry\":{\"type\":\"Polygon\","
                       "\"coordinates\":[[[1,2],[3,4]]]}}]}]";

    for (gsize n = 0; n < strlen(text); n++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *part = g_memdup2(text, n); /* no NUL: the sanitizers look on */

        g_assert_null(sr_geojson_new(part, n, &error));
        g_assert_error(error, SR_ERROR, SR_ERROR_INPUT);
    }
}

/* Time grows with the text, not with its square. */
static void
test_many_features(void)
{
    g_autoptr(GString) text = g_string_new("[");

    for (int i = 0; i < 50000; i++)
        g_string_append_printf(text, "%s{\"type\":\"Feature\",\"geometry\":{},\"n\":%d}",
                               i > 0 ? "," : "", i);
    g_string_append(text, "]");
    gint64 start = g_get_monotonic_time();
    g_autoptr(SrGeojson) geojson = sr_geojson_new(text->str, text->len, NULL);
    g_assert_cmpint(sr_geojson_n_geometries(geojson), ==, 50000);
    /* It takes about 10 ms; the square of it, minutes. */
    g_assert_cmpint(g_get_monotonic_time() - start, <, 2 * G_USEC_PER_SEC);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/geojson/flat", test_flat);
    g_test_add_func("/geojson/other-members", test_other_members);
    g_test_add_func("/geojson/rings", test_rings);
    g_test_add_func("/geojson/broken-off", test_broken_off);
    g_test_add_func("/geojson/many-features", test_many_features);
    return g_test_run();
}
