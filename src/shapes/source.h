/*
 * source.h — reads a boundary file: areas with key and name, and all their rings.
 *
 * GeoJSON, GeoPackage, FlatGeobuf and Shapefile through GDAL, from this machine only. A
 * GeoJSON file may also be a bare array of features, or hold collections in collections
 * (GDAL alone drops those without a word): they are laid flat first (geojson).
 *
 * Nothing is lost silently: a feature without polygon, without key, with a coordinate
 * that is no number, or with a key that was there before is a finding that names file,
 * feature and key; all of a file are told at once.
 */
#pragma once

#include "base/finding.h"
#include "base/geom.h"

/* What to read; strings borrowed. Only @path, @key_field, @name_field must be set. */
typedef struct {
    const char *path;
    const char *layer;               /* NULL: the only one in the file */
    const char *key_field;           /* text with leading zeros, such as AGS */
    const char *name_field;          /* such as GEN */
    const char *const *extra_fields; /* NULL-ended, carried along as text; or NULL */
    const char *filter;              /* OGR SQL such as "GF = 4"; or NULL */
    const char *crs;                 /* overrides what the file says; or NULL */
    bool merge;      /* features of one key are its parts; else a key twice is an error */
    int most_points; /* more are refused; 0: SR_MOST_POINTS */
} SrBoundarySource;

/* Fifty times all municipalities of Germany in 1:250 000; they take 1.6 GB of memory. */
#define SR_MOST_POINTS 100000000

/* Areas in bytewise order of their keys, rings in the order of the file. */
typedef struct {
    int n_areas;
    int n_fields; /* of extra_fields */
    int n_rings;
    int n_points;
    char **keys;     /* [n_areas], owned */
    char **names;    /* [n_areas], owned */
    char **fields;   /* [n_areas * n_fields], of the largest part of a key, owned */
    int *ring_start; /* [n_rings + 1] into points, owned */
    int *ring_area;  /* [n_rings], owned */
    bool *ring_hole; /* [n_rings]: the file calls it an inner ring; owned */
    SrPoint *points; /* coordinates of the file, east before north; rings open; owned */
    char *crs;       /* of points: WKT, or the override; owned */
} SrBoundaries;

/* Called with each ring as it stands in the file: the last point should be the first. */
typedef void (*SrRingFunc)(const SrPoint *points, int n, bool hole, void *data);

/*
 * What is wrong with single features goes to @findings, and the features are left out:
 * the caller asks sr_findings_n_errors() before it uses the areas.
 * Returns: (transfer full): the boundaries, or NULL with SR_ERROR_INPUT (no such layer or
 * field, no coordinate system, no feature) or SR_ERROR_IO (the file cannot be read).
 */
SrBoundaries *sr_boundaries_read(const SrBoundarySource *source, SrFindings *findings,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sr_boundaries_free(SrBoundaries *boundaries);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrBoundaries, sr_boundaries_free)

/* Returns: the index of the area with @key, or -1. */
int sr_boundaries_find(const SrBoundaries *boundaries, const char *key);

/* The text of the extra field @field of @area. */
const char *sr_boundaries_field(const SrBoundaries *boundaries, int area, int field);
