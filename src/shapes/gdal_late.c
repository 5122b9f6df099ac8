#include "shapes/gdal_late.h"

#include "base/late.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#define LIBRARY "libgdal.so.32"
G_STATIC_ASSERT(GDAL_VERSION_MAJOR == 3 && GDAL_VERSION_MINOR == 6); /* of LIBRARY */

#define SR_LATE_LOAD sr_gdal_load
#define FUNCTIONS(F)                                                                     \
    F(void *, CPLGetErrorHandlerUserData, (void), ())                                    \
    F(const char *, CPLGetLastErrorMsg, (void), ())                                      \
    F(void, CPLPopErrorHandler, (void), ())                                              \
    F(void, CPLPushErrorHandler, (CPLErrorHandler a), (a))                               \
    F(void, CPLPushErrorHandlerEx, (CPLErrorHandler a, void *b), (a, b))                 \
    F(void, CPLQuietErrorHandler, (CPLErr a, CPLErrorNum b, const char *c), (a, b, c))   \
    F(void, CPLSetThreadLocalConfigOption, (const char *a, const char *b), (a, b))       \
    F(void, GDALAllRegister, (void), ())                                                 \
    F(void, GDALClose, (GDALDatasetH a), (a))                                            \
    F(GDALDatasetH, GDALCreate,                                                          \
      (GDALDriverH a, const char *b, int c, int d, int e, GDALDataType f,                \
       CSLConstList g),                                                                  \
      (a, b, c, d, e, f, g))                                                             \
    F(OGRErr, GDALDatasetCommitTransaction, (GDALDatasetH a), (a))                       \
    F(OGRLayerH, GDALDatasetCreateLayer,                                                 \
      (GDALDatasetH a, const char *b, OGRSpatialReferenceH c, OGRwkbGeometryType d,      \
       CSLConstList e),                                                                  \
      (a, b, c, d, e))                                                                   \
    F(OGRLayerH, GDALDatasetGetLayer, (GDALDatasetH a, int b), (a, b))                   \
    F(OGRLayerH, GDALDatasetGetLayerByName, (GDALDatasetH a, const char *b), (a, b))     \
    F(int, GDALDatasetGetLayerCount, (GDALDatasetH a), (a))                              \
    F(OGRErr, GDALDatasetStartTransaction, (GDALDatasetH a, int b), (a, b))              \
    F(GDALDriverH, GDALGetDriverByName, (const char *a), (a))                            \
    F(GDALDatasetH, GDALOpenEx,                                                          \
      (const char *a, unsigned int b, const char *const *c, const char *const *d,        \
       const char *const *e),                                                            \
      (a, b, c, d, e))                                                                   \
    F(const char *, OGRGeometryTypeToName, (OGRwkbGeometryType a), (a))                  \
    F(int, OGR_FD_GetFieldCount, (OGRFeatureDefnH a), (a))                               \
    F(OGRFieldDefnH, OGR_FD_GetFieldDefn, (OGRFeatureDefnH a, int b), (a, b))            \
    F(int, OGR_FD_GetFieldIndex, (OGRFeatureDefnH a, const char *b), (a, b))             \
    F(OGRFeatureH, OGR_F_Create, (OGRFeatureDefnH a), (a))                               \
    F(void, OGR_F_Destroy, (OGRFeatureH a), (a))                                         \
    F(GIntBig, OGR_F_GetFID, (OGRFeatureH a), (a))                                       \
    F(double, OGR_F_GetFieldAsDouble, (OGRFeatureH a, int b), (a, b))                    \
    F(const char *, OGR_F_GetFieldAsString, (OGRFeatureH a, int b), (a, b))              \
    F(OGRGeometryH, OGR_F_GetGeometryRef, (OGRFeatureH a), (a))                          \
    F(int, OGR_F_IsFieldSetAndNotNull, (OGRFeatureH a, int b), (a, b))                   \
    F(void, OGR_F_SetFieldString, (OGRFeatureH a, int b, const char *c), (a, b, c))      \
    F(OGRErr, OGR_F_SetGeometryDirectly, (OGRFeatureH a, OGRGeometryH b), (a, b))        \
    F(OGRFieldDefnH, OGR_Fld_Create, (const char *a, OGRFieldType b), (a, b))            \
    F(void, OGR_Fld_Destroy, (OGRFieldDefnH a), (a))                                     \
    F(const char *, OGR_Fld_GetNameRef, (OGRFieldDefnH a), (a))                          \
    F(OGRFieldType, OGR_Fld_GetType, (OGRFieldDefnH a), (a))                             \
    F(OGRwkbGeometryType, OGR_GT_Flatten, (OGRwkbGeometryType a), (a))                   \
    F(OGRErr, OGR_G_AddGeometryDirectly, (OGRGeometryH a, OGRGeometryH b), (a, b))       \
    F(void, OGR_G_AddPoint_2D, (OGRGeometryH a, double b, double c), (a, b, c))          \
    F(OGRGeometryH, OGR_G_CreateGeometry, (OGRwkbGeometryType a), (a))                   \
    F(int, OGR_G_GetGeometryCount, (OGRGeometryH a), (a))                                \
    F(OGRGeometryH, OGR_G_GetGeometryRef, (OGRGeometryH a, int b), (a, b))               \
    F(OGRwkbGeometryType, OGR_G_GetGeometryType, (OGRGeometryH a), (a))                  \
    F(int, OGR_G_GetPointCount, (OGRGeometryH a), (a))                                   \
    F(int, OGR_G_GetPoints,                                                              \
      (OGRGeometryH a, void *b, int c, void *d, int e, void *f, int g),                  \
      (a, b, c, d, e, f, g))                                                             \
    F(double, OGR_G_GetX, (OGRGeometryH a, int b), (a, b))                               \
    F(void, OGR_G_SetPointCount, (OGRGeometryH a, int b), (a, b))                        \
    F(void, OGR_G_SetPoints,                                                             \
      (OGRGeometryH a, int b, const void *c, int d, const void *e, int f, const void *g, \
       int h),                                                                           \
      (a, b, c, d, e, f, g, h))                                                          \
    F(OGRErr, OGR_L_CreateFeature, (OGRLayerH a, OGRFeatureH b), (a, b))                 \
    F(OGRErr, OGR_L_CreateField, (OGRLayerH a, OGRFieldDefnH b, int c), (a, b, c))       \
    F(OGRFeatureDefnH, OGR_L_GetLayerDefn, (OGRLayerH a), (a))                           \
    F(const char *, OGR_L_GetName, (OGRLayerH a), (a))                                   \
    F(OGRFeatureH, OGR_L_GetNextFeature, (OGRLayerH a), (a))                             \
    F(OGRSpatialReferenceH, OGR_L_GetSpatialRef, (OGRLayerH a), (a))                     \
    F(void, OGR_L_ResetReading, (OGRLayerH a), (a))                                      \
    F(OGRErr, OGR_L_SetAttributeFilter, (OGRLayerH a, const char *b), (a, b))            \
    F(OGRErr, OSRExportToWkt, (OGRSpatialReferenceH a, char **b), (a, b))                \
    F(const char *, OSRGetAuthorityCode, (OGRSpatialReferenceH a, const char *b),        \
      (a, b))                                                                            \
    F(const char *, OSRGetAuthorityName, (OGRSpatialReferenceH a, const char *b),        \
      (a, b))                                                                            \
    F(OGRSpatialReferenceH, OSRNewSpatialReference, (const char *a), (a))                \
    F(void, OSRRelease, (OGRSpatialReferenceH a), (a))                                   \
    F(void, OSRSetAxisMappingStrategy,                                                   \
      (OGRSpatialReferenceH a, OSRAxisMappingStrategy b), (a, b))                        \
    F(OGRErr, OSRSetFromUserInput, (OGRSpatialReferenceH a, const char *b), (a, b))      \
    F(int, VSIFCloseL, (VSILFILE * a), (a))                                              \
    F(VSILFILE *, VSIFileFromMemBuffer,                                                  \
      (const char *a, GByte *b, vsi_l_offset c, int d), (a, b, c, d))                    \
    F(void, VSIFree, (void *a), (a))                                                     \
    F(int, VSIUnlink, (const char *a), (a))

FUNCTIONS(SR_LATE_FUNCTION)

static const SrLateName names[] = {FUNCTIONS(SR_LATE_NAME)};

bool
sr_gdal_load(GError **error)
{
    static bool is_loaded;

    is_loaded = is_loaded || sr_late_load(LIBRARY, names, G_N_ELEMENTS(names), error);
    return is_loaded;
}
