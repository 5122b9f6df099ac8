/*
 * geojson.h — GeoJSON laid flat, so that a reader cannot lose features; their rings
 * apart.
 *
 * GDAL refuses a bare array of features, and of a collection whose members are
 * collections themselves it drops those without a word. Given
 *
 *     [ F1, {"type":"FeatureCollection","features":[F2, F3]}, F4 ]
 *
 * this gives {"type":"FeatureCollection","features":[F1,F2,F3,F4]}. GDAL also takes
 * seconds to read millions of coordinates, each into an object of its own: a geometry is
 * replaced by the Point [i, 0], where i is its number here, and its rings are read from
 * the text. All else of a feature is not touched.
 */
#pragma once

#include "shapes/source.h"

typedef struct SrGeojson SrGeojson;

/*
 * @text[n]: a GeoJSON text, borrowed as long as the result lives; a byte order mark is
 * skipped.
 * Returns: NULL with SR_ERROR_INPUT and the line if the text is no JSON, or holds
 * something among its features that is neither feature nor collection.
 */
SrGeojson *sr_geojson_new(const char *text, gsize n,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sr_geojson_free(SrGeojson *geojson);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrGeojson, sr_geojson_free)

/* Returns: the flat text and its length @n; NULL if it is one feature or geometry. */
const char *sr_geojson_flat(const SrGeojson *geojson, gsize *n);

int sr_geojson_n_geometries(const SrGeojson *geojson);

/* The type of a geometry as the text has it, such as MultiPolygon; "" if it has none. */
const char *sr_geojson_type(const SrGeojson *geojson, int geometry);

/*
 * Gives the rings of a geometry to @add, as they stand in the text. What is no list of
 * numbers gives a ring of one point that is not a number.
 * Returns: false if the geometry is no polygon or multi-polygon.
 */
bool sr_geojson_rings(const SrGeojson *geojson, int geometry, SrRingFunc add,
                      gpointer data);
