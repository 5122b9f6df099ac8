/*
 * write.h — areas for other programs: GeoPackage, FlatGeobuf, GeoJSON, TopoJSON.
 *
 * Every layer is one level; its rows have the fields `key` and `name`. GeoPackage and
 * TopoJSON hold several layers. Files are written beside their place and moved there when
 * they are whole; the same areas give the same bytes.
 */
#pragma once

#include "shapes/dissolve.h"

typedef struct {
    const char *name;           /* of the level; borrowed, as all of this */
    const char *const *keys;    /* [polygons->n_areas] */
    const char *const *names;   /* [polygons->n_areas] */
    const SrPolygons *polygons; /* oriented as RFC 7946 says */
    const SrArcPolygons *arcs;  /* the same areas; for TopoJSON only */
} SrExportLayer;

/* A file format; static, never freed. */
typedef struct {
    const char *id;             /* gpkg, fgb, geojson, topojson */
    const char *driver;         /* GDAL's name; NULL: written by ourselves */
    const char *const *options; /* of GDAL's layers, NULL-ended; or NULL */
    bool many_layers;           /* else one only */
    bool needs_degrees; /* longitude and latitude of WGS 84, whatever the project uses */
} SrAreaFormat;

/* Returns: (transfer none): the format, or NULL with SR_ERROR_USAGE and the list. */
const SrAreaFormat *sr_area_format_find(const char *id, GError **error);

/*
 * @crs: of the coordinates ("EPSG:25832"; OGC:CRS84 for degrees). @day: YYYY-MM-DD,
 * stands in the file where a format wants a time. Returns: false with SR_ERROR_IO if the
 * file cannot be written.
 */
bool sr_areas_write(const char *path, const SrAreaFormat *format,
                    const SrExportLayer *layers, int n_layers, const char *crs,
                    const char *day, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * The TopoJSON text of @layers: the arcs of @topology once, unquantised, and one object a
 * level. @coordinates: [topology->n_points] longitude and latitude.
 * Returns: (transfer full): the text.
 */
char *sr_topojson_text(const SrTopology *topology, const SrPoint *coordinates,
                       const SrExportLayer *layers, int n_layers);
