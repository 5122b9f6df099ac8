/*
 * press.h — what pages are made from and with, and what one map shows.
 *
 * The pipeline fills an SrPress once; maps and atlases read it. A topic is one map:
 * an indicator at a level in a period, with all its words; the same for the single sheet
 * and for a page of the atlas.
 */
#pragma once

#include "data/dataset.h"
#include "draw/ground.h"
#include "indicator/evaluate.h"
#include "publish/maps.h"
#include "publish/population.h"
#include "shapes/topology.h"

/* Everything is borrowed. */
typedef struct {
    const char *folder; /* of the project */
    const char *crs;    /* of the grounds: "EPSG:25832" */
    const SrValues *values;
    const SrCatalogue *catalogue;
    const SrPopulation *population; /* for pyramids, or NULL */
    GPtrArray *datasets;            /* of SrDataset */
    const SrTopology *topology;     /* in metres */
    SrScheme *const *schemes;       /* [n_schemes], the default one first */
    SrGround *const *grounds;       /* [n_schemes] */
    int n_schemes;
    const char *const *level_names; /* plurals of the levels, NULL-terminated */
    SrAtelier atelier;
    char *const *compared; /* ids of indicators that schemes are compared by, or NULL */
    const char *title;
    const char *editor;
    const char *language;
    const char *attribution; /* of the boundaries */
    const char *boundaries_source;
    const char *boundaries_licence;
    const char *population_base; /* in words: "Zensus"; NULL if nothing divides by one */
    const char *day;             /* of print */
    bool is_draft;               /* every page says so */
    gint64 time;                 /* the same, seconds since 1970 */
} SrPress;

typedef struct {
    const SrResult *result;
    const SrDivision *division;
    const SrValue **slice; /* [n_areas]; owned */
    const SrValue *top;    /* the highest level's value in the period, or NULL */
    SrTheme theme;
    SrMapSheet sheet;

    double *numbers;        /* [n_areas] */
    SrStatus *statuses;     /* [n_areas] */
    char *texts[8];         /* owned: what the sheet's strings point to */
    const char *banners[2]; /* what the page must say of itself */
} SrTopic;

/* The word that every page of a draft bears, or NULL. */
const char *sr_press_draft(const SrPress *press);

/* The topic of @result at @level of scheme @scheme in @period. (transfer full). */
SrTopic *sr_topic_new(const SrPress *press, const SrResult *result, int scheme, int level,
                      const char *period);
/* Returns: (transfer full): the alternative text of its map under these words; @summary
 * may be NULL. */
char *sr_topic_alt(const SrTopic *topic, const char *title, const char *subtitle,
                   const char *summary);
void sr_topic_free(SrTopic *topic);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrTopic, sr_topic_free)

/* The newest period that the indicator has at the level, or NULL. */
const char *sr_press_newest(const SrPress *press, const SrResult *result,
                            const SrDivision *division);

/* The result's finest level that may be shown and has values, or -1. */
int sr_press_finest(const SrPress *press, const SrResult *result);

/*
 * The newest period of which `build` draws a map of @result in @division, or NULL: the
 * level is not the indicator's, there are no values, or there is one area only, of which
 * a map would say less than its figure does.
 */
const char *sr_press_drawn(const SrPress *press, const SrResult *result,
                           const SrDivision *division);

/* The colour of class @class of the indicator in @press's style: "#rrggbb", or NULL. */
char *sr_press_class_color(const SrIndicator *indicator, int class, int n_classes,
                           gpointer press);
