/*
 * geojson.h — lays nested GeoJSON flat, so that a reader cannot lose features.
 *
 * GDAL refuses a bare array of features, and of a collection whose members are
 * collections themselves it drops those without a word. Given
 *
 *     [ F1, {"type":"FeatureCollection","features":[F2, F3]}, F4 ]
 *
 * this gives {"type":"FeatureCollection","features":[F1,F2,F3,F4]}. The text of the
 * features is not touched.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * @text[n]: a GeoJSON text; a byte order mark is skipped. @flat: set to the flat text
 * (transfer full), or to NULL if @text is a flat collection or a geometry already.
 * Returns: FALSE with SR_ERROR_INPUT and the line if the text is no JSON, or holds
 * something among its features that is neither feature nor collection.
 */
gboolean sr_geojson_flatten(const char *text, gsize n, GString **flat,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
