#include "shapes/layer.h"

#include "base/error.h"
#include "base/file.h"
#include "shapes/gdal_late.h"
#include "shapes/geojson.h"
#include "store/guard.h"

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <errno.h>
#include <gdal.h>
#include <glib/gi18n.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <stdio.h>
#include <string.h>

/* Of a GeoJSON text: all municipalities of Germany take 78 MB. */
#define MOST_BYTES (2048 * SR_MEGABYTE)

/* Drivers that read a file of this machine and nothing else. */
static const char *const drivers[] = {"GeoJSON", "GPKG", "FlatGeobuf", "ESRI Shapefile",
                                      NULL};

struct SrLayer {
    const SrBoundarySource *source; /* borrowed */
    GDALDatasetH dataset;           /* owned */
    OGRLayerH layer;                /* of dataset */
    int key_field;
    int name_field;
    int n_extra;
    int *extra_fields;  /* [n_extra], owned */
    bool ansi;          /* text is taken as windows-1252 where it is not UTF-8 */
    char *crs;          /* owned */
    char *text;         /* of a GeoJSON file, owned */
    SrGeojson *geojson; /* of text; owned; NULL: another format */
    char *memory_path;  /* of what GDAL reads of it, owned */
    char *failure;      /* what GDAL said last when it failed, owned */
};

static void CPL_STDCALL
keep_failure(CPLErr severity, CPLErrorNum number, const char *message)
{
    SrLayer *layer = CPLGetErrorHandlerUserData();

    (void)number;
    if (severity < CE_Failure)
        return;
    g_free(layer->failure);
    layer->failure = g_utf8_make_valid(message, -1);
    if (layer->memory_path == NULL)
        return;
    /* People know the file, not the copy in memory. */
    g_autoptr(GString) text = g_string_new(layer->failure);
    g_string_replace(text, layer->memory_path, layer->source->path, 0);
    g_free(layer->failure);
    layer->failure = g_strdup(text->str);
}

/* The language driver of a .dbf: 0, 3 and 87 stand for Windows' own code page. */
static bool
dbf_is_ansi(const char *shp_path)
{
    g_autofree char *stem = g_strndup(shp_path, strlen(shp_path) - 4);
    g_autofree char *cpg = g_strconcat(stem, ".cpg", NULL);
    g_autofree char *cpg_upper = g_strconcat(stem, ".CPG", NULL);
    g_autofree char *dbf = g_strconcat(stem, ".dbf", NULL);
    unsigned char head[32] = {0};

    if (g_file_test(cpg, G_FILE_TEST_EXISTS) ||
        g_file_test(cpg_upper, G_FILE_TEST_EXISTS))
        return false;
    FILE *file = fopen(dbf, "rb");
    if (file == NULL)
        return false;
    size_t n = fread(head, 1, sizeof head, file);
    fclose(file);
    return n == sizeof head && (head[29] == 0 || head[29] == 3 || head[29] == 87);
}

static bool
has_suffix(const char *path, const char *suffix)
{
    gsize n = strlen(path);

    return n > strlen(suffix) &&
           g_ascii_strcasecmp(path + n - strlen(suffix), suffix) == 0;
}

/* Whether the file begins like JSON; a file that cannot be read is an error. */
static bool
is_json(const char *path, GError **error)
{
    char head[64] = {0};
    FILE *file = fopen(path, "rb");
    size_t n = file == NULL ? 0 : fread(head, 1, sizeof head - 1, file);
    bool is_read = file != NULL && !ferror(file);

    if (!is_read)
        g_set_error(error, SR_ERROR, SR_ERROR_IO, _("cannot read '%s': %s"), path,
                    g_strerror(errno));
    if (file != NULL)
        fclose(file);
    const char *p = head;
    if (n >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0)
        p += 3;
    p += strspn(p, " \t\r\n");
    return *p == '{' || *p == '[';
}

/*
 * A GeoJSON text is read whole, laid flat, and all of it but the coordinates is read from
 * memory by GDAL, which would take a disk that fails half-way for the end of the file.
 */
static bool
read_json(SrLayer *layer, GError **error)
{
    static int n_texts = 0;
    gsize n = 0;
    g_autoptr(GError) problem = NULL;

    layer->text = sr_file_read(layer->source->path, MOST_BYTES, &n, error);
    if (layer->text == NULL)
        return false;
    layer->geojson = sr_geojson_new(layer->text, n, &problem);
    if (layer->geojson == NULL) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT, "%s: %s", layer->source->path,
                    problem->message);
        return false;
    }
    const char *flat = sr_geojson_flat(layer->geojson, &n);
    if (flat == NULL) {
        flat = layer->text;
        n = strlen(flat);
    }
    /* The layer is named after the file. */
    g_autofree char *name = g_path_get_basename(layer->source->path);
    layer->memory_path =
        g_strdup_printf("/vsimem/sozialraum-%d/%s", g_atomic_int_add(&n_texts, 1), name);
    VSILFILE *file = VSIFileFromMemBuffer(layer->memory_path, (GByte *)flat, n, FALSE);
    if (file != NULL)
        VSIFCloseL(file);
    return true;
}

static bool
open_dataset(SrLayer *layer, GError **error)
{
    const char *path = layer->source->path;
    const char *const raw_text[] = {"ENCODING=", NULL};

    if (!g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    g_file_test(path, G_FILE_TEST_EXISTS)
                        ? _("%s: this is not a plain file")
                        : _("%s: there is no such file"),
                    path);
        return false;
    }
    g_autoptr(GError) problem = NULL;
    bool has_json = is_json(path, &problem);

    if (problem != NULL) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return false;
    }
    if (has_json && !read_json(layer, error))
        return false;
    layer->ansi = has_suffix(path, ".shp") && dbf_is_ansi(path);
    sr_guard_begin(path);
    layer->dataset = GDALOpenEx(layer->memory_path == NULL ? path : layer->memory_path,
                                GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
                                drivers, layer->ansi ? raw_text : NULL, NULL);
    sr_guard_end();
    if (layer->dataset != NULL)
        return true;
    g_set_error(
        error, SR_ERROR, SR_ERROR_INPUT,
        _("%s: cannot be read as GeoJSON, GeoPackage, FlatGeobuf or Shapefile: %s"), path,
        layer->failure == NULL ? "" : layer->failure);
    return false;
}

static void
append_name(GString *list, const char *name)
{
    g_string_append_printf(list, "%s%s", list->len > 0 ? ", " : "", name);
}

static bool
choose_layer(SrLayer *layer, GError **error)
{
    const char *wanted = layer->source->layer;
    int n = GDALDatasetGetLayerCount(layer->dataset);
    g_autoptr(GString) names = g_string_new(NULL);

    for (int i = 0; i < n; i++)
        append_name(names, OGR_L_GetName(GDALDatasetGetLayer(layer->dataset, i)));
    if (wanted != NULL)
        layer->layer = GDALDatasetGetLayerByName(layer->dataset, wanted);
    else if (n == 1)
        layer->layer = GDALDatasetGetLayer(layer->dataset, 0);
    if (layer->layer != NULL &&
        !sr_guard_is_table(layer->source->path, OGR_L_GetName(layer->layer))) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("%s: '%s' is a view or a virtual table, which runs what its author "
                      "wrote; save it as a table"),
                    layer->source->path, OGR_L_GetName(layer->layer));
        return false;
    }
    if (layer->layer != NULL)
        return true;
    if (wanted != NULL)
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("%s: there is no layer '%s', but: %s"), layer->source->path, wanted,
                    names->str);
    else
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("%s: say which layer is meant with layer=; there are: %s"),
                    layer->source->path, names->str);
    return false;
}

/* Returns: the index of the field, or -1 with the fields there are as the error. */
static int
find_field(const SrLayer *layer, const char *name, GError **error)
{
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer->layer);
    int index = OGR_FD_GetFieldIndex(definition, name);
    g_autoptr(GString) names = g_string_new(NULL);

    if (index >= 0)
        return index;
    for (int i = 0; i < OGR_FD_GetFieldCount(definition); i++)
        append_name(names, OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i)));
    g_set_error(error, SR_ERROR, SR_ERROR_INPUT, _("%s: there is no field '%s', but: %s"),
                layer->source->path, name, names->str);
    return -1;
}

static bool
choose_fields(SrLayer *layer, GError **error)
{
    const SrBoundarySource *source = layer->source;

    layer->key_field = find_field(layer, source->key_field, error);
    if (layer->key_field < 0)
        return false;
    OGRFieldDefnH key =
        OGR_FD_GetFieldDefn(OGR_L_GetLayerDefn(layer->layer), layer->key_field);
    if (OGR_Fld_GetType(key) != OFTString) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("%s: the field '%s' holds numbers; a key is text with its leading "
                      "zeros, such as 07332002"),
                    source->path, source->key_field);
        return false;
    }
    layer->name_field = find_field(layer, source->name_field, error);
    if (layer->name_field < 0)
        return false;
    while (source->extra_fields != NULL && source->extra_fields[layer->n_extra] != NULL)
        layer->n_extra++;
    layer->extra_fields = g_new(int, layer->n_extra + 1);
    for (int i = 0; i < layer->n_extra; i++) {
        layer->extra_fields[i] = find_field(layer, source->extra_fields[i], error);
        if (layer->extra_fields[i] < 0)
            return false;
    }
    return true;
}

/* An authority's code if the file's system has one: PROJ finds more ways for it. */
static bool
find_crs(SrLayer *layer, GError **error)
{
    OGRSpatialReferenceH system = OGR_L_GetSpatialRef(layer->layer);
    char *text = NULL;

    if (layer->source->crs != NULL) {
        layer->crs = g_strdup(layer->source->crs);
        return true;
    }
    if (system == NULL) {
        g_set_error(
            error, SR_ERROR, SR_ERROR_INPUT,
            _("%s: the file does not say its coordinate system; write it as crs=, "
              "such as crs=EPSG:25832"),
            layer->source->path);
        return false;
    }
    const char *authority = OSRGetAuthorityName(system, NULL);
    const char *code = OSRGetAuthorityCode(system, NULL);
    if (authority != NULL && code != NULL) {
        layer->crs = g_strconcat(authority, ":", code, NULL);
        return true;
    }
    OSRExportToWkt(system, &text);
    layer->crs = g_strdup(text);
    CPLFree(text);
    return true;
}

/*
 * GDAL hands the filter of a GeoPackage to SQLite as it stands, which would run any query
 * in it, one without an end too. So it first has to be one that OGR itself understands:
 * comparisons of fields, no queries. A backslash would end a text for one of them only.
 */
static bool
is_plain_filter(const SrLayer *layer, const char *filter)
{
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer->layer);

    if (strchr(filter, '\\') != NULL)
        return false;
    GDALDatasetH memory =
        GDALCreate(GDALGetDriverByName("Memory"), "", 0, 0, 0, GDT_Unknown, NULL);
    OGRLayerH twin = GDALDatasetCreateLayer(memory, "filter", NULL, wkbNone, NULL);
    for (int i = 0; i < OGR_FD_GetFieldCount(definition); i++)
        OGR_L_CreateField(twin, OGR_FD_GetFieldDefn(definition, i), TRUE);
    bool is_plain = OGR_L_SetAttributeFilter(twin, filter) == OGRERR_NONE;
    GDALClose(memory);
    return is_plain;
}

static bool
set_filter(SrLayer *layer, GError **error)
{
    const char *filter = layer->source->filter;

    if (filter == NULL)
        return true;
    g_clear_pointer(&layer->failure, g_free);
    if (is_plain_filter(layer, filter) &&
        OGR_L_SetAttributeFilter(layer->layer, filter) == OGRERR_NONE)
        return true;
    g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                _("%s: the filter '%s' cannot be understood: %s"), layer->source->path,
                filter,
                layer->failure == NULL
                    ? _("it may hold comparisons of fields, joined by AND and OR")
                    : layer->failure);
    return false;
}

SrLayer *
sr_layer_open(const SrBoundarySource *source, GError **error)
{
    static gsize registered = 0;
    g_autoptr(SrLayer) layer = NULL;

    if (!sr_gdal_load(error))
        return NULL;
    if (g_once_init_enter(&registered)) {
        GDALAllRegister();
        g_once_init_leave(&registered, 1);
    }
    layer = g_new0(SrLayer, 1);
    layer->source = source;
    CPLPushErrorHandlerEx(keep_failure, layer);
    if (!open_dataset(layer, error) || !choose_layer(layer, error) ||
        !choose_fields(layer, error) || !find_crs(layer, error) ||
        !set_filter(layer, error))
        return NULL;
    OGR_L_ResetReading(layer->layer);
    g_clear_pointer(&layer->failure, g_free);
    return g_steal_pointer(&layer);
}

void
sr_layer_free(SrLayer *layer)
{
    if (layer == NULL)
        return;
    if (layer->dataset != NULL)
        GDALClose(layer->dataset);
    if (layer->memory_path != NULL)
        VSIUnlink(layer->memory_path);
    CPLPopErrorHandler();
    g_free(layer->extra_fields);
    g_free(layer->crs);
    g_free(layer->memory_path);
    sr_geojson_free(layer->geojson);
    g_free(layer->text);
    g_free(layer->failure);
    g_free(layer);
}

static char *
field_text(const SrLayer *layer, OGRFeatureH feature, int field)
{
    const char *raw = OGR_F_GetFieldAsString(feature, field);
    char *text = NULL;

    if (layer->ansi && !g_utf8_validate(raw, -1, NULL))
        text = g_convert_with_fallback(raw, -1, "UTF-8", "WINDOWS-1252", "?", NULL, NULL,
                                       NULL);
    if (text == NULL)
        text = g_utf8_make_valid(raw, -1);
    return g_strstrip(text);
}

void
sr_layer_feature_clear(SrLayerFeature *feature)
{
    OGR_F_Destroy(feature->handle);
    g_free(feature->key);
    g_free(feature->name);
    g_strfreev(feature->fields);
    *feature = (SrLayerFeature){0};
}

/* Which geometry of the GeoJSON text the point stands for; -1: it is none of those. */
static int
numbered_geometry(const SrLayer *layer, OGRGeometryH geometry)
{
    if (layer->geojson == NULL || geometry == NULL ||
        OGR_G_GetGeometryType(geometry) != wkbPoint)
        return -1;
    double number = OGR_G_GetX(geometry, 0);
    bool is_one = number >= 0 && number < sr_geojson_n_geometries(layer->geojson);
    return is_one ? (int)number : -1;
}

bool
sr_layer_next(SrLayer *layer, SrLayerFeature *feature)
{
    sr_layer_feature_clear(feature);

    OGRFeatureH handle = OGR_L_GetNextFeature(layer->layer);
    if (handle == NULL)
        return false;
    OGRGeometryH geometry = OGR_F_GetGeometryRef(handle);
    feature->handle = handle;
    g_snprintf(feature->id, sizeof feature->id, "%" G_GINT64_FORMAT,
               (gint64)OGR_F_GetFID(handle));
    feature->key = field_text(layer, handle, layer->key_field);
    feature->name = field_text(layer, handle, layer->name_field);
    feature->fields = g_new0(char *, layer->n_extra + 1);
    for (int i = 0; i < layer->n_extra; i++)
        feature->fields[i] = field_text(layer, handle, layer->extra_fields[i]);
    feature->geometry = numbered_geometry(layer, geometry);
    if (feature->geometry >= 0)
        feature->geometry_type = sr_geojson_type(layer->geojson, feature->geometry);
    else if (geometry != NULL)
        feature->geometry_type = OGRGeometryTypeToName(OGR_G_GetGeometryType(geometry));
    return true;
}

bool
sr_layer_check(const SrLayer *layer, GError **error)
{
    if (layer->failure == NULL)
        return true;
    g_set_error(error, SR_ERROR, SR_ERROR_IO, _("%s: the file is damaged: %s"),
                layer->source->path, layer->failure);
    return false;
}

static void
add_polygon(OGRGeometryH polygon, SrRingFunc add, void *data)
{
    int n_rings = OGR_G_GetGeometryCount(polygon);

    for (int r = 0; r < n_rings; r++) {
        OGRGeometryH ring = OGR_G_GetGeometryRef(polygon, r);
        int n = OGR_G_GetPointCount(ring);
        g_autofree SrPoint *points = g_new(SrPoint, n + 1);

        OGR_G_GetPoints(ring, &points->x, sizeof *points, &points->y, sizeof *points,
                        NULL, 0);
        if (n > 0)
            add(points, n, r > 0, data);
    }
}

bool
sr_layer_feature_rings(const SrLayer *layer, const SrLayerFeature *feature,
                       SrRingFunc add, void *data)
{
    if (feature->geometry >= 0)
        return sr_geojson_rings(layer->geojson, feature->geometry, add, data);

    OGRGeometryH geometry = OGR_F_GetGeometryRef(feature->handle);
    OGRwkbGeometryType type = OGR_GT_Flatten(OGR_G_GetGeometryType(geometry));

    if (type == wkbPolygon) {
        add_polygon(geometry, add, data);
        return true;
    }
    if (type != wkbMultiPolygon)
        return false;
    for (int p = 0; p < OGR_G_GetGeometryCount(geometry); p++)
        add_polygon(OGR_G_GetGeometryRef(geometry, p), add, data);
    return true;
}

const char *
sr_layer_crs(const SrLayer *layer)
{
    return layer->crs;
}
