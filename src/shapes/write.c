#include "shapes/write.h"

#include "base/error.h"
#include "base/file.h"
#include "shapes/gdal_late.h"

#include <cpl_conv.h>
#include <errno.h>
#include <gdal.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <string.h>

/* The features are put in order of their places in memory, not in a second file. */
static const char *const flatgeobuf[] = {"TEMPORARY_DIR=/vsimem", NULL};

static const char *const geojson[] = {"RFC7946=YES", "COORDINATE_PRECISION=15",
                                      "WRITE_NAME=YES", NULL};

/* To add a format: add a line. */
static const SrAreaFormat formats[] = {
    {"gpkg", "GPKG", NULL, true, false},
    {"fgb", "FlatGeobuf", flatgeobuf, false, false},
    {"geojson", "GeoJSON", geojson, false, true},
    {"topojson", NULL, NULL, true, true},
};

const SrAreaFormat *
sr_area_format_find(const char *id, GError **error)
{
    g_autoptr(GString) list = g_string_new(NULL);

    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
        if (g_str_equal(formats[i].id, id))
            return &formats[i];
        g_string_append_printf(list, "%s%s", i > 0 ? ", " : "", formats[i].id);
    }
    g_set_error(error, SR_ERROR, SR_ERROR_USAGE, _("there is no format '%s', but: %s"),
                id, list->str);
    return NULL;
}

/* What GDAL said last when it failed. */
typedef struct {
    char text[512];
} Failure;

static void CPL_STDCALL
keep_failure(CPLErr severity, CPLErrorNum number, const char *message)
{
    Failure *failure = CPLGetErrorHandlerUserData();

    (void)number;
    if (severity >= CE_Failure)
        g_strlcpy(failure->text, message, sizeof failure->text);
}

static OGRGeometryH
make_ring(const SrPolygons *polygons, int r)
{
    OGRGeometryH ring = OGR_G_CreateGeometry(wkbLinearRing);
    int first = polygons->ring_start[r];
    int n = polygons->ring_start[r + 1] - first;
    SrPoint start = polygons->points[first];

    OGR_G_SetPointCount(ring, n + 1);
    OGR_G_SetPoints(ring, n, &polygons->points[first].x, sizeof(SrPoint),
                    &polygons->points[first].y, sizeof(SrPoint), NULL, 0);
    OGR_G_AddPoint_2D(ring, start.x, start.y);
    return ring;
}

static OGRGeometryH
make_area(const SrPolygons *polygons, int area)
{
    OGRGeometryH all = OGR_G_CreateGeometry(wkbMultiPolygon);

    for (int p = polygons->area_start[area]; p < polygons->area_start[area + 1]; p++) {
        OGRGeometryH polygon = OGR_G_CreateGeometry(wkbPolygon);

        for (int r = polygons->polygon_start[p]; r < polygons->polygon_start[p + 1]; r++)
            OGR_G_AddGeometryDirectly(polygon, make_ring(polygons, r));
        OGR_G_AddGeometryDirectly(all, polygon);
    }
    return all;
}

static bool
add_field(OGRLayerH layer, const char *name)
{
    OGRFieldDefnH field = OGR_Fld_Create(name, OFTString);
    bool done = OGR_L_CreateField(layer, field, TRUE) == OGRERR_NONE;

    OGR_Fld_Destroy(field);
    return done;
}

static bool
write_layer(GDALDatasetH dataset, const SrAreaFormat *format, const SrExportLayer *from,
            OGRSpatialReferenceH system)
{
    OGRLayerH layer = GDALDatasetCreateLayer(dataset, from->name, system, wkbMultiPolygon,
                                             (char **)format->options);

    if (layer == NULL || !add_field(layer, "key") || !add_field(layer, "name"))
        return false;
    for (int a = 0; a < from->polygons->n_areas; a++) {
        OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));

        OGR_F_SetFieldString(feature, 0, from->keys[a]);
        OGR_F_SetFieldString(feature, 1, from->names[a]);
        OGR_F_SetGeometryDirectly(feature, make_area(from->polygons, a));
        OGRErr result = OGR_L_CreateFeature(layer, feature);
        OGR_F_Destroy(feature);
        if (result != OGRERR_NONE)
            return false;
    }
    return true;
}

static bool
write_layers(const char *path, const SrAreaFormat *format, const SrExportLayer *layers,
             int n_layers, const char *crs)
{
    GDALDatasetH dataset =
        GDALCreate(GDALGetDriverByName(format->driver), path, 0, 0, 0, GDT_Unknown, NULL);
    OGRSpatialReferenceH system = OSRNewSpatialReference(NULL);
    bool done = dataset != NULL && OSRSetFromUserInput(system, crs) == OGRERR_NONE;

    OSRSetAxisMappingStrategy(system, OAMS_TRADITIONAL_GIS_ORDER);
    if (done)
        GDALDatasetStartTransaction(dataset, FALSE);
    for (int i = 0; done && i < n_layers; i++)
        done = write_layer(dataset, format, &layers[i], system);
    if (done)
        GDALDatasetCommitTransaction(dataset);
    if (dataset != NULL)
        GDALClose(dataset);
    OSRRelease(system);
    return done;
}

/* The same file in the same folder, with a name that no program looks for. */
static char *
make_draft_path(const char *path)
{
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *name = g_path_get_basename(path);
    g_autofree char *draft = g_strconcat(".neu.", name, NULL);

    return g_build_filename(folder, draft, NULL);
}

bool
sr_areas_write(const char *path, const SrAreaFormat *format, const SrExportLayer *layers,
               int n_layers, const char *crs, const char *day, GError **error)
{
    g_return_val_if_fail(format->driver != NULL && n_layers >= 1 &&
                             (n_layers == 1 || format->many_layers),
                         false);

    g_autofree char *draft = make_draft_path(path);
    g_autofree char *time = g_strconcat(day, "T00:00:00Z", NULL);
    Failure failure = {""};

    if (!sr_file_may_replace(path, error) || !sr_gdal_load(error))
        return false;
    GDALAllRegister();
    CPLPushErrorHandlerEx(keep_failure, &failure);
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", time);
    g_remove(draft);
    bool done =
        write_layers(draft, format, layers, n_layers, crs) && *failure.text == '\0';
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", NULL);
    CPLPopErrorHandler();
    if (!done) {
        g_remove(draft);
        g_set_error(error, SR_ERROR, SR_ERROR_IO, _("%s: cannot be written: %s"), path,
                    failure.text);
        return false;
    }
    if (g_rename(draft, path) == 0)
        return true;
    g_set_error(error, SR_ERROR, SR_ERROR_IO, _("%s: cannot be written: %s"), path,
                g_strerror(errno));
    g_remove(draft);
    return false;
}
