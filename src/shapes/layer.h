/*
 * layer.h — one layer of a boundary file through GDAL, feature by feature; for source.c.
 *
 * Only drivers of a fixed list open a file, only a plain file of this machine, and what
 * GDAL would write to stderr becomes the message of an error.
 */
#pragma once

#include "shapes/source.h"

typedef struct SrLayer SrLayer;

/* The feature that was read last; sr_layer_next() frees what was not stolen from it. */
typedef struct {
    char id[24];               /* the number GDAL gives it */
    char *key;                 /* UTF-8, blanks at the ends cut off; owned */
    char *name;                /* owned */
    char **fields;             /* [n_fields], NULL-ended, owned */
    const char *geometry_type; /* as people say it; NULL if there is none */
    int geometry;              /* its number in a GeoJSON text; -1: GDAL reads it */
    void *handle;              /* the OGR feature, owned */
} SrLayerFeature;

SrLayer *sr_layer_open(const SrBoundarySource *source,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sr_layer_free(SrLayer *layer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrLayer, sr_layer_free)

/* Returns: false at the end. */
bool sr_layer_next(SrLayer *layer, SrLayerFeature *feature);
void sr_layer_feature_clear(SrLayerFeature *feature);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SrLayerFeature, sr_layer_feature_clear)

/* Returns: false with SR_ERROR_IO if reading ended because the file is damaged. */
bool sr_layer_check(const SrLayer *layer, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Returns: false if the geometry is no polygon or multi-polygon. */
bool sr_layer_feature_rings(const SrLayer *layer, const SrLayerFeature *feature,
                            SrRingFunc add, void *data);

/* The coordinate system of the points. */
const char *sr_layer_crs(const SrLayer *layer);
