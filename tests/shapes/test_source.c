#include "shapes/source.h"

#include "base/error.h"
#include "shapes/check.h"
#include "shapes/dissolve.h"
#include "shapes/geojson.h"

#include <gdal.h>
#include <glib/gstdio.h>
#include <math.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#define SQUARE "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}"
#define NEXT "{\"type\":\"Polygon\",\"coordinates\":[[[1,0],[2,0],[2,1],[1,1],[1,0]]]}"

static char *folder; /* of this run */

static char *
feature(const char *key, const char *name, const char *geometry)
{
    return g_strdup_printf(
        "{\"type\":\"Feature\",\"properties\":{\"ags\":%s,\"name\":\"%s\","
        "\"gf\":4},\"geometry\":%s}",
        key, name, geometry);
}

static SrBoundaries *
read_file(const char *path, bool merge, SrFindings *findings, GError **error)
{
    const char *const extra[] = {"gf", NULL};
    SrBoundarySource source = {.path = path,
                               .key_field = "ags",
                               .name_field = "name",
                               .extra_fields = extra,
                               .merge = merge};

    return sr_boundaries_read(&source, findings, error);
}

/* Reads a GeoJSON text through a file. */
static SrBoundaries *
read_text(const char *text, bool merge, SrFindings *findings, GError **error)
{
    g_autofree char *path = g_build_filename(folder, "areas.geojson", NULL);

    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    return read_file(path, merge, findings, error);
}

static char *
collection(const char *features)
{
    return g_strdup_printf("{\"type\":\"FeatureCollection\",\"features\":[%s]}",
                           features);
}

static void
test_nested_collections(void)
{
    g_autofree char *a = feature("\"b\"", "Bee", SQUARE);
    g_autofree char *b = feature("\"a\"", "Aah [\\\"{", NEXT);
    static const char *const forms[] = {
        "{\"type\":\"FeatureCollection\",\"features\":[%s,%s]}",
        "[%s,%s]",
        "\xef\xbb\xbf [ %s , {\"features\":[%s],\"type\":\"FeatureCollection\"} ]\n",
        "{\"type\":\"FeatureCollection\",\"features\":[%s,"
        "{\"type\":\"FeatureCollection\",\"features\":[[%s]]}]}",
    };

    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
        g_autoptr(SrFindings) findings = sr_findings_new();
        g_autoptr(GError) error = NULL;
        g_autoptr(GString) text = g_string_new(forms[i]);
        g_string_replace(text, "%s", a, 1);
        g_string_replace(text, "%s", b, 1);
        g_autoptr(SrBoundaries) boundaries =
            read_text(text->str, false, findings, &error);

        g_assert_no_error(error);
        g_assert_cmpint(sr_findings_n(findings), ==, 0);
        g_assert_cmpint(boundaries->n_areas, ==, 2);
        g_assert_cmpstr(boundaries->keys[0], ==, "a");
        g_assert_cmpstr(boundaries->names[0], ==, "Aah [\"{");
        g_assert_cmpstr(sr_boundaries_field(boundaries, 1, 0), ==, "4");
        g_assert_cmpint(sr_boundaries_find(boundaries, "b"), ==, 1);
        g_assert_cmpint(sr_boundaries_find(boundaries, "c"), ==, -1);
        g_assert_cmpint(boundaries->n_points, ==, 8);
    }
}

static void
test_findings(void)
{
    static const struct {
        const char *key, *geometry, *message;
    } cases[] = {
        {"\"\"", SQUARE, "is empty"},
        {"null", SQUARE, "is empty"},
        {"\"x\"", "null", "there is no geometry"},
        {"\"x\"", "{\"type\":\"Point\",\"coordinates\":[1,2]}", "not a polygon"},
        {"\"x\"", "{\"type\":\"Polygon\",\"coordinates\":[]}", "geometry is empty"},
        {"\"x\"", "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1],[1,1]]]}",
         "not a number"},
        {"\"x\"",
         "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1e999,0],[1,1],[0,0]]]}",
         "not a number"},
        {"\"a\"", NEXT, "stands on two features"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(SrFindings) findings = sr_findings_new();
        g_autoptr(GError) error = NULL;
        g_autofree char *good = feature("\"a\"", "Good", SQUARE);
        g_autofree char *bad = feature(cases[i].key, "Bad", cases[i].geometry);
        g_autofree char *both = g_strdup_printf("%s,%s", good, bad);
        g_autofree char *text = collection(both);
        g_autoptr(SrBoundaries) boundaries = read_text(text, false, findings, &error);

        g_test_message("%s %s", cases[i].key, cases[i].geometry);
        g_assert_no_error(error);
        g_assert_cmpint(boundaries->n_areas, ==, 1);
        g_assert_cmpint(sr_findings_n_errors(findings), ==, 1);
        const SrFinding *finding = sr_findings_at(findings, 0);
        g_test_message("%s", finding->message);
        g_assert_nonnull(strstr(finding->message, cases[i].message));
        g_assert_nonnull(finding->place);
        g_assert_true(g_str_has_suffix(finding->file, "areas.geojson"));
    }
}

static void
test_unclosed_ring_is_told(void)
{
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autofree char *one =
        feature("\"a\"", "A",
                "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,1]]]}");
    g_autofree char *text = collection(one);
    g_autoptr(SrBoundaries) boundaries = read_text(text, false, findings, NULL);

    g_assert_cmpint(boundaries->n_points, ==, 4);
    g_assert_cmpint(sr_findings_n(findings), ==, 1);
    g_assert_nonnull(strstr(sr_findings_at(findings, 0)->message, "not closed"));
}

/* Parts of one key: one area, named after the larger part. */
static void
test_parts_of_one_key(void)
{
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autofree char *a = feature("\"a\"", "Small", SQUARE);
    g_autofree char *b = feature(
        "\"a\"", "Large",
        "{\"type\":\"Polygon\",\"coordinates\":[[[1,0],[5,0],[5,1],[1,1],[1,0]]]}");
    g_autofree char *both = g_strdup_printf("%s,%s", a, b);
    g_autofree char *text = collection(both);
    g_autoptr(SrBoundaries) boundaries = read_text(text, true, findings, NULL);
    g_autoptr(SrTopology) topology = sr_topology_new(boundaries, SR_SNAP_NOISE, NULL);
    g_autoptr(SrPolygons) polygons = sr_topology_dissolve(topology, NULL, 1);

    g_assert_cmpint(boundaries->n_areas, ==, 1);
    g_assert_cmpstr(boundaries->names[0], ==, "Large");
    g_assert_cmpint(sr_findings_n_errors(findings), ==, 0);
    g_assert_cmpint(sr_findings_n(findings), ==, 1);
    g_assert_cmpint(polygons->n_rings, ==, 1);
    g_assert_cmpfloat(sr_polygons_area(polygons, 0), ==, 5);
}

static void
test_refusals(void)
{
    static const struct {
        const char *text, *message;
        int code;
    } cases[] = {
        {"[{\"type\":\"Point\"}]", "neither a Feature", SR_ERROR_INPUT},
        {"{\"type\":\"FeatureCollection\",\"features\":[", "line 1", SR_ERROR_INPUT},
        {"{\"type\":\"FeatureCollection\",\n\"features\":[{]}", "line 2", SR_ERROR_INPUT},
        {"[[[[[", "line 1", SR_ERROR_INPUT},
        {"ags;name\n", "cannot be read", SR_ERROR_INPUT},
        {"{\"type\":\"FeatureCollection\",\"features\":[]}", "no field", SR_ERROR_INPUT},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(SrFindings) findings = sr_findings_new();
        g_autoptr(GError) error = NULL;

        g_test_message("%s", cases[i].text);
        g_assert_null(read_text(cases[i].text, false, findings, &error));
        g_assert_error(error, SR_ERROR, cases[i].code);
        g_assert_nonnull(strstr(error->message, cases[i].message));
        g_assert_nonnull(strstr(error->message, "areas.geojson"));
    }
}

static void
test_fields_and_files(void)
{
    g_autofree char *path = g_build_filename(folder, "areas.geojson", NULL);
    g_autofree char *one = feature("\"a\"", "A", SQUARE);
    g_autofree char *number = feature("7332002", "A", SQUARE);
    static const struct {
        const char *path, *layer, *key, *filter, *message;
    } cases[] = {
        {NULL, NULL, "AGZ", NULL, "no field 'AGZ', but: ags, name, gf"},
        {NULL, "x", "ags", NULL, "no layer 'x', but: areas"},
        {NULL, NULL, "ags", "gf = = 4", "cannot be understood"},
        {NULL, NULL, "ags", "gf = 5", "no feature"},
        {"/nowhere/x.gpkg", NULL, "ags", NULL, "no such file"},
        {"/vsicurl/http://localhost/x.gpkg", NULL, "ags", NULL, "no such file"},
        {"/", NULL, "ags", NULL, "not a plain file"},
    };

    g_autofree char *text = collection(one);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(SrFindings) findings = sr_findings_new();
        g_autoptr(GError) error = NULL;
        SrBoundarySource source = {.path = cases[i].path == NULL ? path : cases[i].path,
                                   .layer = cases[i].layer,
                                   .key_field = cases[i].key,
                                   .name_field = "name",
                                   .filter = cases[i].filter};

        g_assert_null(sr_boundaries_read(&source, findings, &error));
        g_assert_error(error, SR_ERROR, SR_ERROR_INPUT);
        g_assert_nonnull(strstr(error->message, cases[i].message));
    }

    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autoptr(GError) error = NULL;
    g_autofree char *numbers = collection(number);
    g_assert_null(read_text(numbers, false, findings, &error));
    g_assert_nonnull(strstr(error->message, "leading zeros"));
}

/* Writes one square with the raw bytes @name to a file of GDAL's @driver. */
static void
write_with_gdal(const char *driver, const char *path, const char *name, bool crs)
{
    const char *latin[] = {"ENCODING=", NULL};
    bool shapefile = g_str_equal(driver, "ESRI Shapefile");

    GDALAllRegister();
    GDALDatasetH dataset =
        GDALCreate(GDALGetDriverByName(driver), path, 0, 0, 0, GDT_Unknown, NULL);
    OGRSpatialReferenceH system = OSRNewSpatialReference(NULL);
    OSRImportFromEPSG(system, 25832);
    OGRLayerH layer =
        GDALDatasetCreateLayer(dataset, "areas", crs ? system : NULL, wkbPolygon,
                               shapefile ? (char **)latin : NULL);
    OGRFieldDefnH key = OGR_Fld_Create("ags", OFTString);
    OGRFieldDefnH text = OGR_Fld_Create("name", OFTString);
    OGRFieldDefnH gf = OGR_Fld_Create("gf", OFTInteger);
    OGR_L_CreateField(layer, key, TRUE);
    OGR_L_CreateField(layer, text, TRUE);
    OGR_L_CreateField(layer, gf, TRUE);
    OGRFeatureH row = OGR_F_Create(OGR_L_GetLayerDefn(layer));
    char *wkt = (char *)"POLYGON((0 0,0 1,1 1,1 0,0 0))";
    OGRGeometryH geometry;
    OGR_G_CreateFromWkt(&wkt, NULL, &geometry);
    OGR_F_SetFieldString(row, 0, "07332025");
    OGR_F_SetFieldString(row, 1, name);
    OGR_F_SetFieldInteger(row, 2, 4);
    OGR_F_SetGeometryDirectly(row, geometry);
    g_assert_cmpint(OGR_L_CreateFeature(layer, row), ==, OGRERR_NONE);
    OGR_F_Destroy(row);
    OGR_Fld_Destroy(key);
    OGR_Fld_Destroy(text);
    OGR_Fld_Destroy(gf);
    OSRRelease(system);
    GDALClose(dataset);
}

static void
test_formats(void)
{
    static const struct {
        const char *driver, *file, *name;
    } cases[] = {
        {"GPKG", "areas.gpkg", "Haßloch"},
        {"FlatGeobuf", "areas.fgb", "Haßloch"},
        {"ESRI Shapefile", "areas.shp", "Haßloch"},          /* UTF-8 without a .cpg */
        {"ESRI Shapefile", "ansi.shp", "Ha\xdfloch"},        /* windows-1252 without */
        {"ESRI Shapefile", "dash.shp", "Ha\xdfloch \x96 x"}, /* an en dash of Windows */
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path = g_build_filename(folder, cases[i].file, NULL);
        g_autofree char *stem = g_strndup(path, strlen(path) - 4);
        g_autofree char *cpg = g_strconcat(stem, ".cpg", NULL);
        g_autoptr(SrFindings) findings = sr_findings_new();
        g_autoptr(GError) error = NULL;

        write_with_gdal(cases[i].driver, path, cases[i].name, true);
        g_remove(cpg);
        g_autoptr(SrBoundaries) boundaries = read_file(path, false, findings, &error);
        g_assert_no_error(error);
        g_assert_cmpint(sr_findings_n(findings), ==, 0);
        g_assert_cmpstr(boundaries->keys[0], ==, "07332025");
        g_assert_cmpstr(boundaries->names[0], ==, i == 4 ? "Haßloch – x" : "Haßloch");
        g_assert_cmpstr(boundaries->crs, ==, "EPSG:25832");
        g_assert_cmpint(boundaries->n_points, ==, 4);
    }
}

static void
test_no_coordinate_system(void)
{
    g_autofree char *path = g_build_filename(folder, "nowhere.shp", NULL);
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autoptr(GError) error = NULL;

    write_with_gdal("ESRI Shapefile", path, "A", false);
    g_assert_null(read_file(path, false, findings, &error));
    g_assert_error(error, SR_ERROR, SR_ERROR_INPUT);
    g_assert_nonnull(strstr(error->message, "crs="));
}

/* The county of the example: counts and area are those of the issue. */
/* More vertices than may be are refused by name; as many as may be are read. */
static void
test_most_points(void)
{
    g_autofree char *path = g_build_filename(folder, "areas.geojson", NULL);
    g_autofree char *a = feature("\"01\"", "A", SQUARE);
    g_autofree char *b = feature("\"02\"", "B", NEXT);
    g_autofree char *both = g_strconcat(a, ",", b, NULL);
    g_autofree char *text = collection(both);

    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    for (int most = 8; most <= 10; most++) {
        SrBoundarySource source = {
            .path = path, .key_field = "ags", .name_field = "name", .most_points = most};
        g_autoptr(SrFindings) findings = sr_findings_new();
        g_autoptr(GError) error = NULL;
        g_autoptr(SrBoundaries) boundaries =
            sr_boundaries_read(&source, findings, &error);

        /* Each ring is told with its first point twice. */
        g_assert_cmpint(boundaries != NULL, ==, most >= 9);
        if (boundaries == NULL)
            g_assert_error(error, SR_ERROR, SR_ERROR_INPUT);
    }
}

static void
test_county(void)
{
    g_autofree char *path =
        g_test_build_filename(G_TEST_DIST, "..", "shapes", "gemeinden.geojson", NULL);
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autoptr(GError) error = NULL;
    SrBoundarySource source = {.path = path, .key_field = "ags", .name_field = "name"};
    g_autoptr(SrBoundaries) boundaries = sr_boundaries_read(&source, findings, &error);
    g_assert_no_error(error);
    g_autoptr(SrTopology) topology = sr_topology_new(boundaries, SR_SNAP_NOISE, &error);
    g_assert_no_error(error);
    g_autoptr(SrProjection) projection =
        sr_projection_new(boundaries->crs, "EPSG:25832", NULL, &error);
    g_assert_no_error(error);
    g_assert_true(sr_topology_project(topology, projection, &error));
    g_assert_true(sr_topology_check(topology, boundaries->keys, &error));
    g_assert_no_error(error);

    g_autofree int *kreis = g_new0(int, boundaries->n_areas);
    g_autoptr(SrPolygons) polygons = sr_topology_dissolve(topology, kreis, 1);
    g_assert_cmpint(boundaries->n_areas, ==, 48);
    g_assert_cmpfloat_with_epsilon(sr_polygons_area(polygons, 0) / 1e6, 593.57, 0.05);
    int hassloch = sr_boundaries_find(boundaries, "07332025");
    g_assert_cmpstr(boundaries->names[hassloch], ==, "Haßloch");
}

/* Filters are comparisons, whatever the format would understand beyond them. */
static void
test_filters(void)
{
    static const char *const good[] = {"gf = 4", "ags LIKE '07%' AND gf IN (4, 5)",
                                       "name = 'Gr''n' OR NOT (gf IS NULL)"};
    static const char *const bad[] = {
        "gf = 4; ATTACH 'x.db' AS x",
        "gf IN (SELECT gf FROM areas)",
        "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
        "SELECT count(*) FROM n)",
        "load_extension('x') IS NULL",
        "name = 'a\\' OR (SELECT 1) --'",
        "gf = 4 -- x",
        "gf = 4) OR (1 = 1",
        "gf = '",
    };
    g_autofree char *path = g_build_filename(folder, "filters.gpkg", NULL);

    write_with_gdal("GPKG", path, "x", true);
    for (size_t i = 0; i < G_N_ELEMENTS(good) + G_N_ELEMENTS(bad); i++) {
        bool is_good = i < G_N_ELEMENTS(good);
        g_autoptr(SrFindings) findings = sr_findings_new();
        g_autoptr(GError) error = NULL;
        SrBoundarySource source = {.path = path,
                                   .key_field = "ags",
                                   .name_field = "name",
                                   .filter =
                                       is_good ? good[i] : bad[i - G_N_ELEMENTS(good)]};
        SrBoundaries *boundaries = sr_boundaries_read(&source, findings, &error);

        g_test_message("%s", source.filter);
        g_assert_true(boundaries == NULL || is_good);
        g_assert_true(boundaries != NULL || error != NULL);
        g_assert_cmpint(boundaries == NULL && strstr(error->message, "cannot be under"),
                        ==, !is_good);
        if (!is_good)
            g_assert_error(error, SR_ERROR, SR_ERROR_INPUT);
        sr_boundaries_free(boundaries);
    }
}

/* Queries of a stranger in a GeoPackage: in the layer itself, or where GDAL looks first.
 */
static void
test_views(void)
{
#define ENDLESS                                                                          \
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "                   \
    "SELECT r.* FROM kept AS r, n WHERE i = 0"
    static const struct {
        const char *statement, *message; /* NULL: any, but an end */
    } cases[] = {
        {"ALTER TABLE areas RENAME TO kept; CREATE VIEW areas AS SELECT * FROM kept",
         "a view"},
        {"ALTER TABLE areas RENAME TO kept; CREATE VIEW areas AS " ENDLESS, "a view"},
        {"ALTER TABLE gpkg_contents RENAME TO kept; "
         "CREATE VIEW gpkg_contents AS " ENDLESS,
         NULL},
        {"ALTER TABLE gpkg_spatial_ref_sys RENAME TO kept; "
         "CREATE VIEW gpkg_spatial_ref_sys AS " ENDLESS,
         NULL},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *name = g_strdup_printf("view%zu.gpkg", i);
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_autoptr(SrFindings) findings = sr_findings_new();
        g_autoptr(GError) error = NULL;
        sqlite3 *database;

        write_with_gdal("GPKG", path, "x", true);
        g_assert_cmpint(sqlite3_open(path, &database), ==, SQLITE_OK);
        /* Views and triggers of the format itself name its tables. */
        sqlite3_exec(database, "PRAGMA legacy_alter_table = ON", NULL, NULL, NULL);
        g_assert_cmpint(sqlite3_exec(database, cases[i].statement, NULL, NULL, NULL), ==,
                        SQLITE_OK);
        sqlite3_close(database);
        alarm(20);
        SrBoundarySource source = {
            .path = path, .layer = "areas", .key_field = "ags", .name_field = "name"};
        g_autoptr(SrBoundaries) boundaries =
            sr_boundaries_read(&source, findings, &error);
        alarm(0);
        g_test_message("%s", error == NULL ? "read" : error->message);
        g_assert_true(cases[i].message == NULL || boundaries == NULL);
        if (cases[i].message != NULL)
            g_assert_nonnull(strstr(error->message, cases[i].message));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    folder = g_dir_make_tmp(NULL, NULL);
    g_test_add_func("/source/nested-collections", test_nested_collections);
    g_test_add_func("/source/findings", test_findings);
    g_test_add_func("/source/unclosed-ring-is-told", test_unclosed_ring_is_told);
    g_test_add_func("/source/parts-of-one-key", test_parts_of_one_key);
    g_test_add_func("/source/refusals", test_refusals);
    g_test_add_func("/source/fields-and-files", test_fields_and_files);
    g_test_add_func("/source/filters", test_filters);
    g_test_add_func("/source/views", test_views);
    g_test_add_func("/source/formats", test_formats);
    g_test_add_func("/source/no-coordinate-system", test_no_coordinate_system);
    g_test_add_func("/source/most_points", test_most_points);
    g_test_add_func("/source/county", test_county);
    int status = g_test_run();

    g_autoptr(GDir) files = g_dir_open(folder, 0, NULL);
    for (const char *name; (name = g_dir_read_name(files)) != NULL;) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_remove(path);
    }
    g_rmdir(folder);
    g_free(folder);
    return status;
}
