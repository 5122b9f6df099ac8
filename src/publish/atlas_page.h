/* atlas_page.h — what the page of an indicator is made of; for the files that set it. */
#pragma once

#include "publish/atlas_private.h"

/* All areas of the topic from the highest to the lowest, in the colours of the map. */
bool sr_page_set_bars(SrAtlas *atlas, const SrTopic *topic, const SrThemeReady *ready,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The first @most of them, drawn into @box. */
bool sr_page_draw_bars(SrAtlas *atlas, const SrTopic *topic, int most, SrBox box,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether there are years enough for a time line. */
bool sr_page_has_time(const SrAtlas *atlas, const SrResult *result);

/* Regions and county over the years; as high as the page has room, between the two. */
bool sr_page_set_time(SrAtlas *atlas, const SrResult *result, double least_mm,
                      double most_mm, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same, drawn into @box. */
bool sr_page_draw_time(SrAtlas *atlas, const SrResult *result, SrBox box,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Of an index: its parts with their weights, what each adds by region, and how
 * far the order hangs on each. */
bool sr_page_set_composition(SrAtlas *atlas, const SrResult *result,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * The regions and the county, the newest years beside each other; @in_detail: with the
 * areas of the level below each region.
 */
bool sr_page_set_table(SrAtlas *atlas, const SrResult *result, bool in_detail,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
