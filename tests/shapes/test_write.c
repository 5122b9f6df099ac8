#include "shapes/write.h"

#include "base/error.h"
#include "shapes/judge.h"
#include "shapes/letters.h"

#include <gdal.h>
#include <glib/gstdio.h>
#include <ogr_api.h>

static char *folder; /* of this run */

/* A map, its layers A, B, C and "all", and where it is written. */
typedef struct {
    SrBoundaries *boundaries;
    SrTopology *topology;
    SrArcPolygons *arcs[2];
    SrPolygons *polygons[2];
    SrExportLayer layers[2];
} Sample;

static const char *const all_key[] = {"all", NULL};
static const char *const all_name[] = {"Ganz \"Ä\\", NULL};

static void
sample_init(Sample *sample)
{
    static const int all[26] = {0};
    Letters letters = letters_parse("AAAB/ACAB/AAAB/D...");

    sample->boundaries = letters_boundaries(&letters);
    for (int i = 0; i < sample->boundaries->n_points;
         i++) { /* degrees, with long tails */
        sample->boundaries->points[i].x = 8 + sample->boundaries->points[i].x / 30;
        sample->boundaries->points[i].y = 49 + sample->boundaries->points[i].y / 30;
    }
    sample->topology = sr_topology_new(sample->boundaries, 0, NULL);
    for (int l = 0; l < 2; l++) {
        sample->arcs[l] = sr_topology_assemble(sample->topology, l == 0 ? NULL : all,
                                               l == 0 ? sample->boundaries->n_areas : 1);
        sample->polygons[l] = sr_arc_polygons_trace(sample->arcs[l], sample->topology,
                                                    sample->topology->source);
    }
    sample->layers[0] =
        (SrExportLayer){"gemeinde", (const char *const *)sample->boundaries->keys,
                        (const char *const *)sample->boundaries->names,
                        sample->polygons[0], sample->arcs[0]};
    sample->layers[1] =
        (SrExportLayer){"kreis", all_key, all_name, sample->polygons[1], sample->arcs[1]};
}

static void
sample_clear(Sample *sample)
{
    for (int l = 0; l < 2; l++) {
        sr_arc_polygons_free(sample->arcs[l]);
        sr_polygons_free(sample->polygons[l]);
    }
    sr_topology_free(sample->topology);
    sr_boundaries_free(sample->boundaries);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sample, sample_clear)

/* What is written is read back, point for point, and again gives the same bytes. */
static void
test_round_trip(void)
{
    static const char *const ids[] = {"gpkg", "fgb", "geojson"};

    for (size_t i = 0; i < G_N_ELEMENTS(ids); i++) {
        const SrAreaFormat *format = sr_area_format_find(ids[i], NULL);
        g_autofree char *name = g_strdup_printf("areas.%s", ids[i]);
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_autofree char *first = NULL;
        g_autofree char *second = NULL;
        g_autoptr(GError) error = NULL;
        g_autoptr(SrFindings) findings = sr_findings_new();
        g_auto(Sample) sample;
        gsize n_first, n_second;
        SrBoundarySource source = {.path = path,
                                   .layer = format->many_layers ? "gemeinde" : NULL,
                                   .key_field = "key",
                                   .name_field = "name"};

        sample_init(&sample);
        for (int round = 0; round < 2; round++) {
            g_assert_true(sr_areas_write(path, format, sample.layers,
                                         format->many_layers ? 2 : 1, "OGC:CRS84",
                                         "2018-12-31", &error));
            g_assert_no_error(error);
            g_assert_true(g_file_get_contents(path, round == 0 ? &first : &second,
                                              round == 0 ? &n_first : &n_second, NULL));
        }
        g_assert_cmpmem(first, n_first, second, n_second);
        g_autoptr(SrBoundaries) back = sr_boundaries_read(&source, findings, &error);
        g_assert_no_error(error);
        g_assert_cmpint(back->n_areas, ==, 4);
        g_autoptr(SrTopology) topology = sr_topology_new(back, 0, &error);
        g_assert_no_error(error);
        g_assert_cmpmem(topology->source, (gsize)topology->n_points * sizeof(SrPoint),
                        sample.topology->source,
                        (gsize)sample.topology->n_points * sizeof(SrPoint));
        g_remove(path);
    }
}

/* GDAL reads our TopoJSON, both layers, and finds the same areas. */
static void
test_topojson(void)
{
    const char *const drivers[] = {"TopoJSON", NULL};
    g_autofree char *path = g_build_filename(folder, "areas.topojson", NULL);
    g_auto(Sample) sample;

    sample_init(&sample);
    g_autofree char *text =
        sr_topojson_text(sample.topology, sample.topology->source, sample.layers, 2);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    GDALAllRegister();
    GDALDatasetH dataset =
        GDALOpenEx(path, GDAL_OF_VECTOR | GDAL_OF_VERBOSE_ERROR, drivers, NULL, NULL);
    g_assert_nonnull(dataset);
    for (int l = 0; l < 2; l++) {
        OGRLayerH layer = GDALDatasetGetLayerByName(dataset, sample.layers[l].name);
        const SrPolygons *polygons = sample.polygons[l];

        g_assert_cmpint(OGR_L_GetFeatureCount(layer, TRUE), ==, polygons->n_areas);
        for (int a = 0; a < polygons->n_areas; a++) {
            OGRFeatureH feature = OGR_L_GetNextFeature(layer);
            int key = OGR_F_GetFieldIndex(feature, "key");
            int name = OGR_F_GetFieldIndex(feature, "name");

            g_assert_cmpstr(OGR_F_GetFieldAsString(feature, key), ==,
                            sample.layers[l].keys[a]);
            g_assert_cmpstr(OGR_F_GetFieldAsString(feature, name), ==,
                            sample.layers[l].names[a]);
            g_assert_cmpfloat_with_epsilon(OGR_G_Area(OGR_F_GetGeometryRef(feature)),
                                           sr_polygons_area(polygons, a), 1e-12);
            OGR_F_Destroy(feature);
        }
    }
    GDALClose(dataset);
    g_remove(path);
}

static void
test_refusals(void)
{
    g_autoptr(GError) no_format = NULL;
    g_autoptr(GError) no_folder = NULL;
    g_auto(Sample) sample;

    sample_init(&sample);
    g_assert_null(sr_area_format_find("dxf", &no_format));
    g_assert_error(no_format, SR_ERROR, SR_ERROR_USAGE);
    g_assert_nonnull(strstr(no_format->message, "gpkg, fgb, geojson, topojson"));
    g_assert_false(sr_areas_write("/nowhere/x.gpkg", sr_area_format_find("gpkg", NULL),
                                  sample.layers, 2, "OGC:CRS84", "2018-12-31",
                                  &no_folder));
    g_assert_error(no_folder, SR_ERROR, SR_ERROR_IO);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    folder = g_dir_make_tmp(NULL, NULL);
    g_test_add_func("/write/round-trip", test_round_trip);
    g_test_add_func("/write/topojson", test_topojson);
    g_test_add_func("/write/refusals", test_refusals);
    int status = g_test_run();
    g_rmdir(folder);
    g_free(folder);
    return status;
}
