#include "fuzz.h"

#include "shapes/check.h"
#include "shapes/source.h"
#include "shapes/topology.h"

#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <string.h>

/*
 * Good files of each format, made once; the input says where which bytes of them are
 * others, and where they end. Random bytes alone would never get past the first check.
 */
static const struct {
    const char *driver;
    const char *suffix;
    const char *others[3]; /* files beside it */
} formats[] = {{"GPKG", ".gpkg", {NULL}},
               {"FlatGeobuf", ".fgb", {NULL}},
               {"ESRI Shapefile", ".shp", {".shx", ".dbf", NULL}}};

static char *folder;

static char *
path_of(const char *stem, const char *suffix)
{
    return g_strdup_printf("%s/%s%s", folder, stem, suffix);
}

static void
add_square(OGRLayerH layer, const char *key, double x)
{
    g_autofree char *text =
        g_strdup_printf("POLYGON ((%g 0, %g 0, %g 1, %g 1, %g 0))", x, x + 1, x + 1, x, x);
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
    OGRGeometryH geometry = NULL;
    char *rest = text;

    OGR_F_SetFieldString(feature, 0, key);
    OGR_F_SetFieldString(feature, 1, key);
    g_assert_cmpint(OGR_G_CreateFromWkt(&rest, NULL, &geometry), ==, OGRERR_NONE);
    OGR_F_SetGeometryDirectly(feature, geometry);
    g_assert_cmpint(OGR_L_CreateFeature(layer, feature), ==, OGRERR_NONE);
    OGR_F_Destroy(feature);
}

static void
make_good(const char *driver, const char *suffix)
{
    g_autofree char *path = path_of("good", suffix);
    OGRSpatialReferenceH system = OSRNewSpatialReference(NULL);
    GDALDatasetH file =
        GDALCreate(GDALGetDriverByName(driver), path, 0, 0, 0, GDT_Unknown, NULL);

    OSRImportFromEPSG(system, 25832);
    OGRLayerH layer = GDALDatasetCreateLayer(file, "areas", system, wkbPolygon, NULL);
    static const char *const names[] = {"ags", "name"};
    for (int i = 0; i < 2; i++) {
        OGRFieldDefnH field = OGR_Fld_Create(names[i], OFTString);

        OGR_L_CreateField(layer, field, TRUE);
        OGR_Fld_Destroy(field);
    }
    add_square(layer, "01", 0);
    add_square(layer, "02", 1);
    GDALClose(file);
    OSRDestroySpatialReference(system);
}

int LLVMFuzzerInitialize(int *argc, char ***argv);

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    folder = g_dir_make_tmp(NULL, NULL);
    GDALAllRegister();
    for (gsize f = 0; f < G_N_ELEMENTS(formats); f++)
        make_good(formats[f].driver, formats[f].suffix);
    return 0;
}

/* Writes a copy of a good file with the changes that @data tells: where, what. */
static void
change(const char *suffix, const uint8_t *data, size_t n)
{
    g_autofree char *from = path_of("good", suffix);
    g_autofree char *to = path_of("bad", suffix);
    g_autofree char *bytes = NULL;
    gsize length = 0;

    g_assert_true(g_file_get_contents(from, &bytes, &length, NULL));
    for (size_t i = 0; i + 4 < n && length > 0; i += 5) {
        gsize at = ((gsize)data[i] << 16 | (gsize)data[i + 1] << 8 | data[i + 2]) % length;

        if (data[i + 3] == 0)
            length = at;
        else
            bytes[at] = (char)data[i + 4];
    }
    g_assert_true(g_file_set_contents_full(to, bytes, (gssize)length,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    if (n < 2)
        return 0;
    gsize format = data[0] % G_N_ELEMENTS(formats);
    int changed = data[1] % 3; /* which of the files that belong together */
    g_autoptr(SrFindings) findings = sr_findings_new();

    change(formats[format].suffix, data + 2, changed == 0 ? n - 2 : 0);
    for (int i = 0; formats[format].others[i] != NULL; i++)
        change(formats[format].others[i], data + 2, changed == i + 1 ? n - 2 : 0);
    g_autofree char *path = path_of("bad", formats[format].suffix);
    SrBoundarySource source = {.path = path,
                               .key_field = "ags",
                               .name_field = "name",
                               .crs = "EPSG:25832",
                               .merge = true,
                               .most_points = 1000000};
    g_autoptr(SrBoundaries) boundaries = sr_boundaries_read(&source, findings, NULL);
    if (boundaries != NULL && sr_findings_n_errors(findings) == 0) {
        g_autoptr(SrTopology) topology = sr_topology_new(boundaries, SR_SNAP_NOISE, NULL);

        if (topology != NULL && !sr_topology_check(topology, boundaries->keys, NULL))
            g_debug("refused");
    }
    return 0;
}
