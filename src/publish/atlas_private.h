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
    bool has_figures;
    char **sections;
    char **scatter; /* pairs of ids */
    char *foreword; /* Markdown, or NULL */
    char *foreword_name;
    char *glossary; /* Markdown, or NULL */
    char *glossary_name;
    char *area;      /* code of the only region with profiles, or NULL */
    char **profiles; /* ids of levels whose areas have one */
    char **profile;  /* ids of indicators: their key figures */
    char **parts;    /* ids of indicators that add up: a stacked bar */
} SrAtlasPlan;

/* Reads styles/atlas/@name.ini; NULL with SR_ERROR_INPUT. */
SrAtlasPlan *sr_atlas_plan_read(const SrPress *press, const char *name, const char *area,
                                SrFindings *findings, GError **error);
void sr_atlas_plan_free(SrAtlasPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrAtlasPlan, sr_atlas_plan_free)

/* Whether there is such a section; the names of all: (transfer full). */
bool sr_atlas_has_section(const char *name);
char *sr_atlas_sections(void);

/*
 * The level that tables have a column for each area of: the coarsest that a scheme makes,
 * or the one below the highest. The highest itself where there are too many of these:
 * then there are no regions.
 */
int sr_atlas_region_level(const SrPress *press);

/* One setting of the atlas; it is set twice, the first time dry, to know page numbers. */
typedef struct {
    const SrPress *press;
    const SrAtlasPlan *plan;
    SrLook look;
    SrFlow *flow;
    bool is_dry;
    GPtrArray *facilities; /* of SrFacility, and where each lies; or NULL */
    int *facility_areas;   /* [facilities->len]: of the finest level, or -1 */
    int region_level;      /* sr_atlas_region_level() */
} SrAtlas;

/* The last year of a period: 2014-2018 stands at 2018. */
int sr_atlas_year_of(const char *period);

/*
 * Where lines of the result are broken, [*n]: the census changed how people are counted,
 * so lines of people do not cross it. (transfer none).
 */
const SrBreakMark *sr_atlas_breaks(const SrResult *result, int *n);

/* How many regions there are: 0 where the whole would only stand beside itself. */
int sr_atlas_n_regions(const SrAtlas *atlas);

/* Whether the atlas tells of the result; whether it has a page of its own. */
bool sr_atlas_has(const SrAtlas *atlas, const SrResult *result);
bool sr_atlas_has_page(const SrAtlas *atlas, const SrResult *result);

/* The name of the page of an indicator, for links: ASCII. (transfer full). */
char *sr_atlas_place(const SrIndicator *indicator);

/* Title page, how to read, division of the county. */
void sr_atlas_set_title(SrAtlas *atlas);
bool sr_atlas_set_reading(SrAtlas *atlas, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool sr_atlas_set_regions(SrAtlas *atlas, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether there is more than one scheme; they beside each other, or nothing. */
bool sr_atlas_has_schemes(const SrAtlas *atlas);
bool sr_atlas_set_schemes(SrAtlas *atlas, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The page of one indicator. */
bool sr_atlas_set_indicator(SrAtlas *atlas, const SrResult *result,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The opening page of a chapter: its indicators by region, with their pages. */
bool sr_atlas_set_overview(SrAtlas *atlas, int chapter,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* "The most important on two pages", from the data. */
bool sr_atlas_set_essentials(SrAtlas *atlas, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What stands out in a chapter, below its table: nothing where nothing does. */
void sr_atlas_set_chapter_insights(SrAtlas *atlas, int chapter);

/* The profiles of areas, with their list. */
bool sr_atlas_set_profiles(SrAtlas *atlas, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * An empty table with a column for the areas' names and one for each of @n results (of
 * SrResult) from @first, headed by title, unit and newest period: (transfer full).
 */
SrTableBox *sr_atlas_area_table(const SrAtlas *atlas, const SrDivision *division,
                                const GPtrArray *results, guint first, guint n);

/* Tables of all areas for the results of a chapter. */
bool sr_atlas_set_tables(SrAtlas *atlas, const GPtrArray *results,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Two indicators against each other; nothing where too few areas have both. */
bool sr_atlas_set_scatter(SrAtlas *atlas, const SrResult *x, const SrResult *y,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether enough areas have both; heading and name of the page: (transfer full). */
bool sr_atlas_has_scatter(const SrAtlas *atlas, const SrResult *x, const SrResult *y);
char *sr_atlas_scatter_title(const SrResult *x, const SrResult *y);
char *sr_atlas_scatter_place(const SrResult *x, const SrResult *y);

/* Whether there is one county to compare with. */
bool sr_atlas_can_compare(const SrAtlas *atlas);

/* Whether the level, and whether the area has a profile; and its name for links. */
bool sr_atlas_has_profiles(const SrAtlas *atlas, int level);
bool sr_atlas_has_profile(const SrAtlas *atlas, int level, int area);
char *sr_atlas_profile_place(int level, int area);

/* (transfer full): @text with the page of the result after it, where it has one. */
char *sr_atlas_see_page(const SrAtlas *atlas, const char *text, const SrResult *result);

/* The result of the indicator @id, or NULL where there is none. */
const SrResult *sr_atlas_result(const SrAtlas *atlas, const char *id);

/* Of which years the figures are: "Stand 31.12.2018". (transfer full). */
char *sr_atlas_as_of(const SrAtlas *atlas);

/* Whether anything of the edition is made up. */
bool sr_atlas_is_synthetic(const SrPress *press);

/* Every Gemeinde, and on which pages the areas around it have their profiles. */
bool sr_atlas_set_places(SrAtlas *atlas, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* How small numbers are kept secret; nothing where none are. */
bool sr_atlas_set_secrecy(SrAtlas *atlas, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Method, signs, glossary, sources. */
bool sr_atlas_set_sources(SrAtlas *atlas, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A table with columns for the areas of a level: made for those from..from+n-1. */
typedef struct {
    SrTableBox *(*make)(const SrAtlas *atlas, gconstpointer data, int from, int n);
    gconstpointer data;
    int n_areas;
} SrWideTable;

/* Sets it as one table, or as several below each other where the page is too narrow. */
bool sr_atlas_set_wide(SrAtlas *atlas, const SrWideTable *wide,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
