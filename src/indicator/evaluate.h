/*
 * evaluate.h — from variables in the store to values of indicators.
 *
 * For each indicator, each level (in each scheme, where the level depends on one), each
 * area and period: numerator and denominator are computed from sums over the area's
 * Gemeinden, never from rates of its parts; then the value, its confidence limits, the
 * benchmark (the highest level's value of the same period, or what the definition says),
 * the verdict and the rank.
 *
 * What is not ok leaves its numbers NAN; coverage tells how much of it there was.
 */
#pragma once

#include "base/finding.h"
#include "base/status.h"
#include "indicator/catalogue.h"
#include "shapes/scheme.h"
#include "stats/classify.h"
#include "stats/composite.h"
#include "store/store.h"

typedef struct {
    const SrIndicator *indicator; /* borrowed */
    const char *scheme;           /* "" where the level depends on none; borrowed */
    const SrDivision *division;   /* borrowed */
    int level;                    /* index of the level */
    int area;                     /* index in the division */
    const char *period;           /* of the values */
    double numerator;
    double denominator;
    double value;
    double lower;
    double upper;
    double benchmark;
    double coverage;
    double error_bound; /* the value is off by at most this, as its inputs were rounded: 0
                         * where none was, infinite where it cannot be followed */
    const double *points; /* of an index: what each of its parts adds to 100; borrowed
                           * from the result; NULL for others, and where there is none */
    SrVerdict verdict;
    int rank;  /* 1 = highest, ties share; 0 = none */
    int class; /* from 1; 0 = none */
    SrStatus status;
    unsigned flags;
} SrValue;

/* What is known of an indicator once it is evaluated. */
typedef struct {
    const SrIndicator *indicator;
    int first, n;          /* its rows among the values */
    char **datasets;       /* ids it was made from, NULL-terminated */
    char **variables;      /* NULL-terminated */
    char *population_base; /* of the people it divides by: "zensus", …; or NULL */
    bool counts_people;    /* its numerator is a population with a base */
    bool is_protected;
    bool is_synthetic;
    SrBreaks *breaks; /* the same on all maps of the indicator; NULL without a value */
    GHashTable *own_breaks; /* where each map has its own: sr_values_breaks(); or NULL */
    GArray *outside;        /* of SrValue: the outside benchmark by period and area of the
                             * highest level; or NULL */
    GPtrArray *points;      /* owner of what rows point to */
    SrReference *norms;     /* of each part of an index, in the newest period; or NULL */
    bool has_fewer_classes; /* too few distinct values for all that were asked for */
    bool is_lost; /* figures of a level were not read, which is told of their file */
} SrResult;

typedef struct {
    GArray *rows; /* of SrValue, bytewise by indicator, scheme, level, area, period */
    GPtrArray *results; /* of SrResult, in the order of the catalogue */
    GStringChunk *texts;
} SrValues;

/* What to evaluate. */
typedef struct {
    SrStore *store;
    SrScheme *const *schemes; /* the default one first */
    int n_schemes;            /* >= 1 */
    const SrCatalogue *catalogue;
    const char *const *only; /* the ids of some indicators, or NULL for all */
} SrEvaluation;

/*
 * Returns: (transfer full): the values; what an analyst has to mend is told in @findings
 * (unknown variable, a proportion above its whole, values outside [check]), and such an
 * indicator has no rows.
 */
SrValues *sr_values_new(const SrEvaluation *evaluation, SrFindings *findings);

/*
 * Makes benchmark, verdict, rank, breaks and class of the indicator anew, from the rows
 * that are ok: after rows were hidden.
 */
void sr_values_rank(SrValues *values, SrResult *result, SrScheme *const *schemes,
                    int n_schemes, SrFindings *findings);

void sr_values_free(SrValues *values);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrValues, sr_values_free)

int sr_values_n(const SrValues *values);
const SrValue *sr_values_at(const SrValues *values, int i);

/* The result of the indicator, or NULL. */
const SrResult *sr_values_result(const SrValues *values, const SrIndicator *indicator);

/* The code of the value's area: "07332025". */
const char *sr_value_area(const SrValue *value);

/* Whether the level's areas are the same in every scheme. */
bool sr_level_is_fixed(const SrLevel *level);

/*
 * The values of one map: those of all areas of @division in @period, in their order.
 * Returns: (transfer container): [n_areas], NULL where there is no row.
 */
const SrValue **sr_values_slice(const SrValues *values, const SrResult *result,
                                const SrDivision *division, const char *period);

/* The periods the indicator has at the level, ascending: (transfer container), borrowed.
 */
GPtrArray *sr_values_periods(const SrValues *values, const SrResult *result,
                             const SrDivision *division);

/* The classes of one map: shared by all of the indicator, or its own; NULL if none. */
const SrBreaks *sr_values_breaks(const SrResult *result, const SrDivision *division,
                                 const char *period);

/*
 * The value as it is printed: classes are placed over and found for it, so that none is
 * coloured "2.4 to under 2.6" and printed 2.6. NAN unless the status is ok.
 */
double sr_value_printed(const SrValue *value);

/* The benchmark's name for people: of the series, or of the level's areas. */
const char *sr_indicator_benchmark_name(const SrIndicator *indicator,
                                        const SrScheme *scheme);
