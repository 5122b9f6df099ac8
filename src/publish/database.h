/*
 * database.h — output/sozialraum.sqlite: areas of every level and scheme with geometry,
 * and the published values, for QGIS and spatialite.
 *
 *     area     scheme, level, code, name, n_gemeinden, area_km2, geom (MULTIPOLYGON)
 *     member   scheme, level, area, gemeinde
 *     value    the columns of values.csv
 *     <level>  a spatial view of the areas of one level in the default scheme
 *
 * Built afresh from what is published, never copied from the private store. Time stamps
 * of SpatiaLite are set to a fixed moment: the same input gives the same bytes.
 */
#pragma once

#include "base/geom.h"
#include "indicator/evaluate.h"
#include "shapes/scheme.h"

#include <glib.h>
#include <stdbool.h>

/* The areas of one level of one scheme. */
typedef struct {
    const char *scheme; /* "" where the level depends on none */
    const SrDivision *division;
    const SrPolygons *polygons; /* in metres, one area each of the division */
} SrAreaLayer;

/*
 * Writes the database to @path, which must not exist. @srid: the EPSG number of the
 * polygons. @day: "2018-12-31", the time stamp.
 */
bool sr_database_write(const char *path, const SrAreaLayer *layers, int n_layers,
                       const SrValues *values, int srid, const char *day,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
