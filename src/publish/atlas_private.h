/* atlas_private.h — shared by the files that set the atlas; not for others. */
#pragma once

#include "draw/chart.h"
#include "draw/flow.h"
#include "publish/atlas.h"

/* styles/atlas/<name>.ini */
typedef struct {
    char *title;
    char *subtitle;
    char **chapters;   /* ids; empty = all */
    char **indicators; /* ids; empty = all */
    bool has_overviews;
    bool has_essentials;
    char **profiles; /* ids of levels whose areas have one */
    char **profile;  /* ids of indicators: their key figures */
    char **parts;    /* ids of indicators that add up: a stacked bar */
} SrAtlasPlan;

/* One setting of the atlas; it is set twice, the first time dry, to know page numbers. */
typedef struct {
    const SrPress *press;
    const SrAtlasPlan *plan;
    SrLook look;
    SrFlow *flow;
    bool is_dry;
    int region_level; /* the coarsest level that a scheme makes */
} SrAtlas;

/* Whether the atlas has a page for the result. */
bool sr_atlas_has(const SrAtlas *atlas, const SrResult *result);

/* The name of the page of an indicator, for links: ASCII. (transfer full). */
char *sr_atlas_place(const SrIndicator *indicator);

/* Title page, how to read, division of the county. */
void sr_atlas_set_title(SrAtlas *atlas);
void sr_atlas_set_reading(SrAtlas *atlas);
bool sr_atlas_set_regions(SrAtlas *atlas, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The page of one indicator. */
bool sr_atlas_set_indicator(SrAtlas *atlas, const SrResult *result,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The opening page of a chapter: its indicators by region, with their pages. */
bool sr_atlas_set_overview(SrAtlas *atlas, int chapter,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* "The most important on two pages", from the data. */
bool sr_atlas_set_essentials(SrAtlas *atlas, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The profiles of areas, with their list. */
bool sr_atlas_set_profiles(SrAtlas *atlas, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether the level, and whether the area has a profile; and its name for links. */
bool sr_atlas_has_profiles(const SrAtlas *atlas, int level);
bool sr_atlas_has_profile(const SrAtlas *atlas, int level, int area);
char *sr_atlas_profile_place(int level, int area);

/* The result of the indicator @id, or NULL where there is none. */
const SrResult *sr_atlas_result(const SrAtlas *atlas, const char *id);

/* Whether anything of the edition is made up. */
bool sr_atlas_is_synthetic(const SrPress *press);

/* Method, signs, sources. */
bool sr_atlas_set_sources(SrAtlas *atlas, GError **error) G_GNUC_WARN_UNUSED_RESULT;
