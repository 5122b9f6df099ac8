/*
 * relate.h — what the values of an indicator are to each other: over the years, in their
 * classes, over the map. Gathers rows of evaluate for the pure numbers of stats/.
 *
 * A row that is not ok counts as no value, everywhere.
 */
#pragma once

#include "indicator/evaluate.h"
#include "stats/breaks.h"
#include "stats/spatial.h"
#include "stats/trend.h"

/*
 * The trend over the newest five years of @area; SR_TREND_NONE where years are missing,
 * where the indicator has no limits, or where its values are of several years each.
 */
SrTrend sr_values_trend(const SrValues *values, const SrResult *result,
                        const SrDivision *division, int area);

/* How well the classes show the values of all years at the level of @division. */
SrGoodness sr_values_goodness(const SrValues *values, const SrResult *result,
                              const SrDivision *division);

/*
 * Whether neighbours are alike in @period. @pairs: of SrNeighbours, the areas of
 * @division.
 */
SrMoran sr_values_moran(const SrValues *values, const SrResult *result,
                        const SrDivision *division, const char *period,
                        const GArray *pairs);
