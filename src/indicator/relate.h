/*
 * relate.h — what the values of an indicator are to each other: over the years, in their
 * classes, over the map. Gathers rows of evaluate for the pure numbers of stats/.
 *
 * A row that is not ok counts as no value, everywhere.
 */
#pragma once

#include "indicator/evaluate.h"
#include "stats/breaks.h"
#include "stats/correlate.h"
#include "stats/spatial.h"
#include "stats/trend.h"

/*
 * The values of @area in the newest five years that there are at the level, if they are
 * in a row and each is ok. The years are those of the level, not of the area: one without
 * a value in the newest year has none that could be compared with the others.
 */
bool sr_values_newest_years(const SrValues *values, const SrResult *result,
                            const SrDivision *division, int area,
                            const SrValue *years[SR_TREND_YEARS]);

/*
 * The trend over them; SR_TREND_NONE where there are none, where the indicator has no
 * limits, or where its values are of several years each.
 */
SrTrend sr_values_trend(const SrValues *values, const SrResult *result,
                        const SrDivision *division, int area);

/*
 * How well the classes show the values at the level of @division: those of all years, or
 * of @period where each map has its own classes.
 */
SrGoodness sr_values_goodness(const SrValues *values, const SrResult *result,
                              const SrDivision *division, const char *period);

/*
 * Lists of neighbours out of @pairs (of SrNeighbours) of @n areas, both ways, in arrays
 * of the caller: @start[n + 1], @neighbour[two a pair].
 */
SrContiguity sr_contiguity_of(const GArray *pairs, int n, int *start, int *neighbour);

/*
 * Whether neighbours are alike in @period. @pairs: of SrNeighbours, the areas of
 * @division.
 */
SrMoran sr_values_moran(const SrValues *values, const SrResult *result,
                        const SrDivision *division, const char *period,
                        const GArray *pairs);

/*
 * The areas with a value none of whose neighbours has one: they take no part.
 * Returns: (transfer full) (element-type int).
 */
GArray *sr_values_islands(const SrValues *values, const SrResult *result,
                          const SrDivision *division, const char *period,
                          const GArray *pairs);

/* The finest level at which both have values, each in some period; NULL if none. */
const SrDivision *sr_values_common_division(const SrValues *values, const SrResult *x,
                                            const SrResult *y, const SrScheme *scheme);

/* How two indicators go together over the areas of a division, each in its newest period.
 */
typedef struct {
    const char *x_period;
    const char *y_period;
    SrCorrelation pearson;
    SrCorrelation spearman;
} SrRelation;

/* @weights[n_areas]: the people of each area, or NULL: all count alike. */
SrRelation sr_values_correlate(const SrValues *values, const SrResult *x,
                               const SrResult *y, const SrDivision *division,
                               const double *weights);

/*
 * How unevenly the cases of a rate or proportion are spread over its people: the Gini
 * coefficient; @n gets the areas that count. NAN for other kinds.
 */
double sr_values_gini(const SrValues *values, const SrResult *result,
                      const SrDivision *division, const char *period, int *n);
