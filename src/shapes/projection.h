/*
 * projection.h — from the coordinates of a boundary file to the plane we compute in.
 *
 * Axes are always east, north (longitude before latitude), whatever the authority says.
 * Of the operations PROJ offers, the first that can be computed on this machine is taken;
 * where it passes from one datum to another its name and accuracy are told, and whether a
 * better one was missed for want of a grid file.
 */
#pragma once

#include "base/geom.h"

typedef struct SrProjection SrProjection;

/*
 * @source, @target: anything PROJ reads ("EPSG:25832", WKT, a PROJ string). @box: where
 * the points lie, in the source's coordinates; NULL if that is not known. It chooses
 * among operations made for parts of the world. Returns: (transfer full): the projection,
 * or NULL with SR_ERROR_INPUT.
 */
SrProjection *sr_projection_new(const char *source, const char *target, const SrBox *box,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
void sr_projection_free(SrProjection *projection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrProjection, sr_projection_free)

/*
 * Projects @points[n] in place: to metres if the target is a plane system.
 * Returns: false with SR_ERROR_INPUT, naming the point, if one has no image.
 */
bool sr_projection_run(SrProjection *projection, SrPoint *points, int n,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same backwards. */
bool sr_projection_run_back(SrProjection *projection, SrPoint *points, int n,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* PROJ's name of the operation, for reports. */
const char *sr_projection_name(const SrProjection *projection);

/*
 * The accuracy of the datum shift in metres; 0 if there is none (between WGS 84 and
 * ETRS89 PROJ shifts nothing), NAN if PROJ does not know it.
 */
double sr_projection_accuracy_m(const SrProjection *projection);

/* The better operation that a missing grid file hinders; NULL if the best one is used. */
const char *sr_projection_missing(const SrProjection *projection);

/* The file of PROJ's database that was asked, or NULL. */
const char *sr_projection_database(const SrProjection *projection);
