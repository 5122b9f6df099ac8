/*
 * definition.h — what an indicator is: indicators/<id>.ini, checked and in one language.
 *
 * A definition is data; a new indicator needs no C. docs/indikatoren.md lists the keys,
 * printed from the table here.
 */
#pragma once

#include "base/keyfile.h"
#include "indicator/expression.h"
#include "indicator/rules.h"
#include "stats/rate.h"

typedef enum {
    SR_KIND_RATE,       /* cases per so many people */
    SR_KIND_PROPORTION, /* part of a whole, per = 100 for % */
    SR_KIND_RATIO,      /* two counts that are no part of each other */
    SR_KIND_COUNT,      /* no denominator; never drawn as filled areas */
    SR_KIND_MEAN,       /* a sum over a count: mean duration, mean age */
    SR_KIND_INDEX,      /* points made of other indicators; it has no denominator */
} SrKind;

typedef enum {
    SR_SPAN_YEAR,   /* each year by itself */
    SR_SPAN_MEAN,   /* several years summed: sums over sums */
    SR_SPAN_CHANGE, /* change against some years before, in per cent */
    SR_SPAN_INDEX,  /* a base year = 100 */
} SrSpan;

typedef enum { SR_POLARITY_NEUTRAL, SR_POLARITY_BURDEN, SR_POLARITY_RESOURCE } SrPolarity;

/* How values are made comparable over people of other ages (stats/standardise.h). */
typedef enum {
    SR_STANDARD_NONE,
    SR_STANDARD_DIRECT,
    SR_STANDARD_INDIRECT
} SrStandardKind;

/* One stratum: people of one age and sex. */
typedef struct {
    char *name; /* "15_24 m" */
    SrExpression *events;
    SrExpression *people;
    double weight; /* direct: people of the standard; indirect: the reference's rate, in
                    * events a person; NAN: taken from the highest level */
} SrStratum;

typedef struct SrIndicator SrIndicator;

/* A part of an index (kind index, groups [part …]). */
typedef struct {
    char *name;  /* of the group */
    char *title; /* or NULL: that of its indicator */
    char *id;    /* of the indicator it is; of expressions "<index>/<name>" */
    const SrIndicator *indicator; /* resolved by sr_catalogue_read() */
    SrIndicator *own;             /* the same, if it is made of expressions; owned */
    double weight;
    int sign; /* 1: high is burden; -1: high is a resource; 0: by the polarity */
} SrComponent;

/* A row of [test …]: what is given for each variable, and the value that has to come. */
typedef struct {
    char *name;
    int line;
    char **variables; /* NULL-terminated */
    double *values;
    char **variables_before; /* of the year compared with (change, index of a year) */
    double *values_before;
    double expected;  /* NAN: no value has to come */
    double tolerance; /* half a unit of the last digit written */
} SrTrial;

typedef struct {
    char *id; /* of [chapter …] */
    char *title;
    char *zielbereich; /* or NULL */
    char *intro;       /* or NULL */
} SrChapter;

struct SrIndicator {
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
    SrExpression *denominator; /* NULL for a count and an index */
    SrExpression *squares;     /* of single values, or of events that come several to a
                                * family; NULL: none */
    char *query;               /* the text of <id>.sql, or NULL (query.h) */
    char **query_variables;    /* it reads; NULL-terminated */
    double per;
    int decimals;
    SrKind kind;
    SrSpan span;
    int years;         /* of mean and change */
    char *base_period; /* of change and index, or NULL */
    SrPolarity polarity;
    const SrIntervalMethod *interval;
    SrStandardKind standard;
    GPtrArray *strata;          /* of SrStratum */
    bool has_events_by_stratum; /* else only their sum is known */
    GPtrArray *components; /* of SrComponent: the parts of an index; empty for others */
    char *reference;       /* the year whose mean and spread an index has; NULL: each its
                            * own */
    char *benchmark_level; /* whose area around is the benchmark; NULL: the highest */
    SrExpression *benchmark; /* an outside series instead, or NULL */
    char *benchmark_title;   /* of the series, or NULL */
    GPtrArray *trials;       /* of SrTrial */
    GPtrArray *uses; /* of SrIndicator, borrowed: what it is made of, by the catalogue */
    char **levels;   /* it may be shown at; empty = all */
    const SrRules *rules; /* of the project; borrowed */
    int minimum;          /* the project's, or the more that it asks for itself */
    int n_classes;
    char *method;         /* of stats/classify */
    char *palette;        /* of styles/palettes.ini, or NULL */
    int palette_line;     /* of the .ini; 0 if none */
    char *map_kind;       /* choropleth, symbols; NULL: by kind */
    bool has_own_classes; /* each map its own, in place of one set for all */
    double *breaks;       /* inner bounds of method fixed */
    int n_breaks;
    double check_min, check_max; /* NAN: none */
    double check_coverage;       /* NAN: none */
};

void sr_indicator_free(SrIndicator *indicator);

/* What a definition is read against. */
typedef struct {
    const GPtrArray *chapters; /* of SrChapter */
    const char *const *levels; /* ids of the project, NULL-terminated */
    const char *language;
    const SrRules *rules;
} SrDefinitionContext;

/*
 * Reads the definition @path, and the .sql beside it.
 * Returns: (transfer full): the indicator, or NULL with what is wrong among @findings.
 */
SrIndicator *sr_indicator_read(const char *path, const SrDefinitionContext *context,
                               SrFindings *findings);

/* Whether it may be shown at the level. */
bool sr_indicator_has_level(const SrIndicator *indicator, const char *level);

/*
 * Whether its values are absolute numbers (a count of one year or of several): drawn as
 * symbols, and not compared with the sum of all areas.
 */
bool sr_indicator_is_amount(const SrIndicator *indicator);

/* Whether it is compared with something else than the highest level ([benchmark]). */
bool sr_indicator_has_own_benchmark(const SrIndicator *indicator);

/* The kind as the definition writes it: "rate". */
const char *sr_kind_name(SrKind kind);

/*
 * What it takes from others: names in braces in its expressions ("eckwert" of {eckwert})
 * and the ids of the parts of an index.
 * Returns: (transfer full) (element-type utf8): each once.
 */
GPtrArray *sr_indicator_references(const SrIndicator *indicator);

/* All expressions that it reads figures by: (transfer container) of SrExpression. */
GPtrArray *sr_indicator_expressions(const SrIndicator *indicator);
