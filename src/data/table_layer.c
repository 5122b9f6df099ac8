#include "data/table_layer.h"

#include "base/nearest.h"
#include "base/number.h"
#include "data/grid.h"
#include "shapes/gdal_late.h"
#include "store/guard.h"

#include <gdal.h>
#include <glib/gi18n.h>
#include <math.h>
#include <ogr_api.h>
#include <string.h>

static char *
field_text(OGRFeatureH feature, int field, OGRFieldType type)
{
    char buffer[SR_NUMBER_SIZE];

    if (!OGR_F_IsFieldSetAndNotNull(feature, field))
        return g_strdup("");
    if (type == OFTReal) {
        double value = OGR_F_GetFieldAsDouble(feature, field);

        return g_strdup(isfinite(value) ? sr_number_write(buffer, value) : "");
    }
    const char *text = OGR_F_GetFieldAsString(feature, field);
    char *valid = g_utf8_make_valid(text, -1);
    if (type == OFTDate)
        g_strdelimit(valid, "/", '-');
    return valid;
}

/* Sets one row of the grid. Returns: false if it has no room for it. */
static bool
add_row(SrGrid *grid, int row, OGRFeatureDefnH definition, OGRFeatureH feature)
{
    for (int f = 0; f < OGR_FD_GetFieldCount(definition); f++) {
        OGRFieldType type = OGR_Fld_GetType(OGR_FD_GetFieldDefn(definition, f));
        g_autofree char *text = field_text(feature, f, type);

        if (!sr_grid_set(grid, row, f, text,
                         type == OFTReal || type == OFTInteger || type == OFTInteger64))
            return false;
    }
    return true;
}

/* A disk that fails is no mistake of the file; GDAL gives SQLite's message as a text. */
static void
look_for_disk(const char *message, SrFindings *findings)
{
    if (strstr(message, "disk I/O error") != NULL)
        sr_findings_set_unreadable(findings);
}

/* Keeps the first failure in *@data (owned): to GDAL a damaged file is a short one. */
static void CPL_STDCALL
keep_failure(CPLErr severity, CPLErrorNum number, const char *message)
{
    char **failure = CPLGetErrorHandlerUserData();

    (void)number;
    if (severity >= CE_Failure && *failure == NULL)
        *failure = g_utf8_make_valid(message, -1);
}

/* Copies names and fields into a grid; NULL if the layer is too large. */
static SrGrid *
read_layer(OGRLayerH layer)
{
    g_autoptr(SrGrid) grid = sr_grid_new();
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
    bool is_good = true;
    int row = 1;

    for (int f = 0; f < OGR_FD_GetFieldCount(definition); f++)
        is_good &= sr_grid_set(
            grid, 0, f, OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, f)), false);
    OGR_L_ResetReading(layer);
    for (OGRFeatureH feature; is_good; OGR_F_Destroy(feature)) {
        feature = OGR_L_GetNextFeature(layer);
        if (feature == NULL)
            break;
        is_good = add_row(grid, row++, definition, feature);
    }
    return is_good ? g_steal_pointer(&grid) : NULL;
}

/* NULL after a finding. */
static SrGrid *
read_whole_layer(OGRLayerH layer, const char *path, SrFindings *findings)
{
    g_autofree char *failure = NULL;

    CPLPushErrorHandlerEx(keep_failure, &failure);
    g_autoptr(SrGrid) grid = read_layer(layer);
    CPLPopErrorHandler();
    if (failure != NULL) {
        sr_findings_add(findings, SR_FINDING_ERROR, path, 0, OGR_L_GetName(layer),
                        N_("the file is damaged, or breaks off: %s"), failure);
        look_for_disk(failure, findings);
        return NULL;
    }
    if (grid == NULL)
        sr_findings_add(findings, SR_FINDING_ERROR, path, 0, OGR_L_GetName(layer),
                        N_("this sheet is larger than any table of figures"));
    return g_steal_pointer(&grid);
}

static OGRLayerH
choose_layer(GDALDatasetH source, const char *path, const char *name,
             SrFindings *findings)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    int n = GDALDatasetGetLayerCount(source);

    for (int i = 0; i < n; i++) {
        OGRLayerH layer = GDALDatasetGetLayer(source, i);

        if (g_str_equal(OGR_L_GetName(layer), name) || (*name == '\0' && n == 1))
            return layer;
        g_ptr_array_add(names, (gpointer)OGR_L_GetName(layer));
    }
    g_autofree char *known =
        sr_nearest_list(name, (const char *const *)names->pdata, (int)names->len, 8);
    sr_findings_add(findings, SR_FINDING_ERROR, path, 0, *name != '\0' ? name : NULL,
                    *name != '\0' ? N_("there is no such layer; there are %s")
                                  : N_("which layer? [format] sheet= is one of %s"),
                    known);
    return NULL;
}

SrRows *
sr_layer_rows_new(const char *path, char **layer, SrFindings *findings)
{
    static const char *const drivers[] = {"GPKG", "SQLite", NULL};

    GError *error = NULL;
    if (!sr_gdal_load(&error)) {
        sr_findings_take(findings, path, error);
        return NULL;
    }
    GDALAllRegister();
    CPLPushErrorHandler(CPLQuietErrorHandler);
    sr_guard_begin(path);
    GDALDatasetH source =
        GDALOpenEx(path, GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, NULL, NULL);
    SrGrid *grid = NULL;
    if (source == NULL) {
        sr_findings_add(findings, SR_FINDING_ERROR, path, 0, NULL,
                        N_("no GeoPackage or SQLite file that can be read: %s"),
                        CPLGetLastErrorMsg());
        look_for_disk(CPLGetLastErrorMsg(), findings);
    } else {
        OGRLayerH chosen = choose_layer(source, path, *layer, findings);

        if (chosen != NULL && !sr_guard_is_table(path, OGR_L_GetName(chosen)))
            sr_findings_add(findings, SR_FINDING_ERROR, path, 0, OGR_L_GetName(chosen),
                            N_("this is a view or a virtual table, which runs what its "
                               "author wrote; save it as a table"));
        else if (chosen != NULL) {
            g_free(*layer);
            *layer = g_strdup(OGR_L_GetName(chosen));
            grid = read_whole_layer(chosen, path, findings);
        }
        GDALClose(source);
    }
    sr_guard_end();
    CPLPopErrorHandler();
    return grid == NULL ? NULL : sr_grid_rows(grid, "layer", path, findings);
}
