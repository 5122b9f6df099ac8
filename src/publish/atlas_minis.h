/* atlas_minis.h — rows of small maps by region, their values written on them. */
#pragma once

#include "publish/atlas_private.h"

/*
 * Sets small maps of @results[n] (of SrResult) that have values by region, as many whole
 * rows as this page has room for; none where there is no room for one row, or there is
 * but one region.
 */
bool sr_atlas_set_minis(SrAtlas *atlas, const GPtrArray *results,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
