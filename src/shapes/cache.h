/*
 * cache.h — boundaries that were read once, kept as they are in memory.
 *
 * A large GeoJSON text takes a second; the copy is read in a few hundredths of one. It
 * is private to this machine and this version: what does not fit is not there, and is
 * made anew. The name of a copy is up to the caller, who puts into it the checksum of the
 * file and how it was read.
 */
#pragma once

#include "shapes/source.h"

/* A text that changes with everything that decides what is read from the file. */
char *sr_boundaries_copy_name(const SrBoundarySource *source, const char *checksum);

/* Returns: (transfer full): the boundaries, or NULL if there is no whole copy. */
SrBoundaries *sr_boundaries_load(const char *path);

/* Returns: false with SR_ERROR_IO if the copy could not be written; none is left then. */
bool sr_boundaries_save(const SrBoundaries *boundaries, const char *path,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
