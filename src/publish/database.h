/*
 * database.h — output/sozialraum.sqlite: areas of every level and scheme with geometry,
 * and the published values, for QGIS and spatialite.
 *
 *     area     scheme, level, code, name, n_gemeinden, area_km2, geom (MULTIPOLYGON)
 *     member   scheme, level, area, gemeinde
 *     value    the columns of values.csv
 *     <level>  a spatial view of the areas of one level in the default scheme
 *     <indicator>_<level>  one of an indicator's newest values ('-' written as '_')
 *     layer_styles  the classes and colours of the maps, for QGIS
 *
 * Built afresh from what is published, never copied from the private store. Time stamps
 * of SpatiaLite are set to a fixed moment: the same input gives the same bytes.
 */
#pragma once

#include "base/geom.h"
#include "indicator/evaluate.h"
#include "publish/tables.h"
#include "shapes/scheme.h"

#include <glib.h>
#include <stdbool.h>

/* The areas of one level of one scheme. */
typedef struct {
    const char *scheme; /* "" where the level depends on none */
    const SrDivision *division;
    const SrPolygons *polygons; /* in metres, one area each of the division */
} SrAreaLayer;

/* What is written; borrowed. */
typedef struct {
    const SrAreaLayer *layers; /* [n_layers] */
    int n_layers;
    const SrValues *values;
    int srid;           /* the EPSG number of the polygons */
    const char *day;    /* "2018-12-31", the time stamp */
    SrClassColor color; /* of the classes, for QGIS */
    gpointer color_data;
    const char *language; /* of figures in their words */
} SrDatabasePlan;

/* Writes the database to @path, which must not exist. */
bool sr_database_write(const char *path, const SrDatabasePlan *plan,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
