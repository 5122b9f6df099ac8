/*
 * facilities.h — the facilities of shapes/points: day-care centres, schools, counselling.
 *
 * Given shapes/points/<layer>.csv (name;kind;lon;lat;capacity, in degrees), gives each
 * with its place in the system of the boundaries. A layer is public: no figure of
 * persons.
 */
#pragma once

#include "base/finding.h"
#include "base/geom.h"
#include "shapes/topology.h"

typedef struct {
    char *name;      /* "" where the layer has no column for it */
    char *kind;      /* "Kita" */
    double capacity; /* places, or NAN */
    SrPoint at;      /* metres, in the system of the boundaries */
    char *file;      /* where it was read … */
    int row;         /* … from 1 */
} SrFacility;

/*
 * Reads all layers below @folder in the order of their names, and projects them to @crs.
 * What is wrong in a row goes to @findings. Returns: (transfer full): of SrFacility,
 * empty where there is none; NULL with SR_ERROR_INPUT (findings) or SR_ERROR_IO.
 */
GPtrArray *sr_facilities_read(const char *folder, const char *crs, SrFindings *findings,
                              GError **error);

/* The area of @topology in which @at lies, or -1. */
int sr_facility_area(const SrTopology *topology, SrPoint at);

/*
 * The area of @topology of each of @facilities (of SrFacility). Those that lie in none
 * are told as warnings, each with its file and row: they are on no map and in no count.
 * Returns: (transfer full): [facilities->len], -1 for none.
 */
int *sr_facilities_locate(const GPtrArray *facilities, const SrTopology *topology,
                          SrFindings *findings);
