/*
 * composition.h — what an index is made of in each area, and how much hangs on each part:
 * the figures behind `indicator show` and the table on the atlas page.
 *
 *     index          106.1 = 100 + 1.9 + 2.2 + 0.6 + 1.4      one figure a part
 *     sensitivity    without part p the area would fall 2 places, another rise 3
 *
 * An area without an index (a part is missing or hidden) has no points; it takes no part
 * in ranks.
 */
#pragma once

#include "indicator/evaluate.h"

typedef struct {
    const SrComponent *component; /* borrowed */
    const char *title;            /* borrowed */
    int most_shift;               /* places an area moves without it, at most */
    int most_area;                /* the area that moves so far; -1: none moves */
    double mean_shift;            /* places, over the areas with an index */
} SrCompositionPart;

typedef struct {
    const SrDivision *division; /* borrowed */
    int n_parts;
    int n_ranked;             /* areas with an index */
    SrCompositionPart *parts; /* [n_parts]; owned */
    double *index;            /* [n_areas], NAN without one; owned */
    SrStatus *statuses;       /* [n_areas]: why there is none; owned */
    double *points;           /* [n_parts * n_areas]: at [part * n_areas + area]; owned */
    int *shifts; /* [n_parts * n_areas]: by how many places the area falls (below 0:
                  * rises) when the part is left out; owned */
} SrComposition;

/*
 * Of the index @result over the areas of @division in @period.
 * Returns: (transfer full): it, or NULL if the indicator has no parts or no area an
 * index.
 */
SrComposition *sr_composition_new(const SrValues *values, const SrResult *result,
                                  const SrDivision *division, const char *period);

void sr_composition_free(SrComposition *composition);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrComposition, sr_composition_free)

/* What the part is called: by itself, or as its indicator. */
const char *sr_component_title(const SrComponent *component);
