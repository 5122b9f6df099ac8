/*
 * areacopy.h — areas that were read, mended and projected once, kept as they are in
 * memory.
 *
 * A large GeoJSON text takes a second, and GDAL and PROJ longer to load than a map takes
 * to draw; the copy needs neither. It is private to this machine: a copy that
 * was made of something else, in another way, with another GDAL or PROJ, or that is not
 * whole, is not there, and is made anew.
 */
#pragma once

#include "shapes/mend.h"

/* All that decides what the areas are; strings borrowed. */
typedef struct {
    const SrBoundarySource *source;
    const char *checksum; /* of the file, and of those that belong to it */
    const SrMending *mending;
    const char *crs;     /* of the plane */
    const char *program; /* its checksum */
} SrAreaOrigin;

/* Returns: (transfer full): a text that changes with @origin. */
char *sr_area_copy_key(const SrAreaOrigin *origin);

/* Both owned; the topology's points are projected. */
typedef struct {
    SrBoundaries *boundaries;
    SrTopology *topology;
} SrAreaCopy;

/* Returns: whether the copy at @path is whole and was made with @key; else @copy is left
 * alone. */
bool sr_area_copy_load(const char *path, const char *key, SrAreaCopy *copy);

/*
 * Keeps @copy. @database: PROJ's, with which it was made, or NULL.
 * Returns: false with SR_ERROR_IO if it could not be written; none is left then.
 */
bool sr_area_copy_save(const SrAreaCopy *copy, const char *path, const char *key,
                       const char *database, GError **error) G_GNUC_WARN_UNUSED_RESULT;
