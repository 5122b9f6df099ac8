/*
 * labelpoint.h — where the name of an area stands.
 *
 * Of the largest polygon of an area (ties: the first): the place inside where a box in
 * the shape of the text fits largest, the middle of the longest horizontal run for a wide
 * text. It is the pole of inaccessibility (the point farthest from every border, found by
 * cutting cells, after Garcia-Castellanos & Lombardo 2007 and the quadtree of polylabel)
 * with distances measured in units of the text: across by its width, along by its height.
 *
 *     +-----------------+        aspect 1: the centre of the largest circle
 *     |   [ Elmstein ]  |        aspect 4: the middle of the widest place
 *     +----+      +-----+
 *          |      |
 */
#pragma once

#include "base/geom.h"

typedef struct {
    SrPoint point; /* inside the area, in its unit */
    double width;  /* of the largest box about the point that stays inside the area */
    double height; /* width / aspect */
} SrLabelPoint;

/*
 * @aspect: width by height of the text, > 0.
 * Returns: false if the area has no polygon.
 */
bool sr_label_point(const SrPolygons *polygons, int area, double aspect,
                    SrLabelPoint *label) G_GNUC_WARN_UNUSED_RESULT;
