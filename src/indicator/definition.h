/*
 * definition.h — what an indicator is: indicators/<id>.ini, checked and in one language.
 *
 * A definition is data; a new indicator needs no C. docs/indikatoren.md lists the keys,
 * printed from the table here.
 */
#pragma once

#include "base/keyfile.h"
#include "indicator/expression.h"
#include "stats/rate.h"

typedef enum {
    SR_KIND_RATE,       /* cases per so many people */
    SR_KIND_PROPORTION, /* part of a whole, per = 100 for % */
    SR_KIND_RATIO,      /* two counts that are no part of each other */
    SR_KIND_COUNT,      /* no denominator; never drawn as filled areas */
    SR_KIND_MEAN,       /* a sum over a count: mean duration, mean age */
} SrKind;

typedef enum {
    SR_SPAN_YEAR,   /* each year by itself */
    SR_SPAN_MEAN,   /* several years summed: sums over sums */
    SR_SPAN_CHANGE, /* change against some years before, in per cent */
    SR_SPAN_INDEX,  /* a base year = 100 */
} SrSpan;

typedef enum { SR_POLARITY_NEUTRAL, SR_POLARITY_BURDEN, SR_POLARITY_RESOURCE } SrPolarity;

typedef struct {
    char *id; /* of [chapter …] */
    char *title;
    char *zielbereich; /* or NULL */
    char *intro;       /* or NULL */
} SrChapter;

typedef struct {
    char *id;
    char *path;
    char *title;
    char *short_title; /* title where none is given */
    char *description; /* or NULL, as all texts below */
    char *reading;     /* the Lesebeispiel with {area}, {value}, {benchmark} */
    char *numerator_text;
    char *denominator_text; /* "je 1 000 Kinder unter 6 Jahren" */
    char *denominator_name; /* "Kinder unter 6 Jahren" */
    char *caveat;
    char *source;
    char *unit;  /* "%", "je 1 000", "km²" */
    int chapter; /* index of the chapters */
    int order;
    SrExpression *numerator;
    SrExpression *denominator; /* NULL for a count */
    double per;
    int decimals;
    SrKind kind;
    SrSpan span;
    int years;         /* of mean and change */
    char *base_period; /* of change and index, or NULL */
    SrPolarity polarity;
    const SrIntervalMethod *interval;
    char **levels; /* it may be shown at; empty = all */
    int minimum;   /* [disclosure] */
    int n_classes;
    char *method;   /* of stats/classify */
    char *palette;  /* of styles/palettes.ini, or NULL */
    char *map_kind; /* choropleth, symbols; NULL: by kind */
    double *breaks; /* inner bounds of method fixed */
    int n_breaks;
    double check_min, check_max; /* NAN: none */
    double check_coverage;       /* NAN: none */
} SrIndicator;

/* All indicators of a project in the order of the atlas: chapter, order, id. */
typedef struct {
    GPtrArray *chapters;   /* of SrChapter, in the order of indicators/kapitel.ini */
    GPtrArray *indicators; /* of SrIndicator */
} SrCatalogue;

/*
 * Reads indicators/kapitel.ini and indicators/<id>.ini below @folder in @language.
 * @levels: the ids of the project's levels, NULL-terminated.
 * Returns: (transfer full): the catalogue without what has errors; findings tell them.
 */
SrCatalogue *sr_catalogue_read(const char *folder, const char *language,
                               const char *const *levels, SrFindings *findings);

void sr_catalogue_free(SrCatalogue *catalogue);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrCatalogue, sr_catalogue_free)

int sr_catalogue_n(const SrCatalogue *catalogue);
const SrIndicator *sr_catalogue_at(const SrCatalogue *catalogue, int i);

/* Returns: (transfer none): the indicator, or NULL with the nearest ids in @error. */
const SrIndicator *sr_catalogue_find(const SrCatalogue *catalogue, const char *id,
                                     GError **error);

const SrChapter *sr_indicator_chapter(const SrCatalogue *catalogue,
                                      const SrIndicator *indicator);

/* Whether it may be shown at the level. */
bool sr_indicator_has_level(const SrIndicator *indicator, const char *level);

/*
 * Whether its values are absolute numbers (a count of one year or of several): drawn as
 * symbols, and not compared with the sum of all areas.
 */
bool sr_indicator_is_amount(const SrIndicator *indicator);

/* The kind as the definition writes it: "rate". */
const char *sr_kind_name(SrKind kind);

/* Returns: (transfer full): the text of a new definition, with a comment for each key. */
char *sr_indicator_skeleton(const char *id);

extern const SrKeyTable sr_indicator_keys;
extern const SrKeyTable sr_chapter_keys;
