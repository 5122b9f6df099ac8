/*
 * insight.h — what stands out among the values: differences, trends, outliers.
 *
 * Only what chance does not explain counts: verdicts at 95 %, trends at 99.8 % (see
 * stats/trend). Nothing is said of a value that is not ok; absolute numbers are left out,
 * since they tell how large an area is. Of indicators with a benchmark of their own only
 * changes are told: their verdicts are on something else than the county.
 */
#pragma once

#include "indicator/evaluate.h"
#include "stats/trend.h"

/* Two areas of one level on both sides of the county's value. Borrowed values. */
typedef struct {
    const SrResult *result;
    const SrValue *highest; /* verdict higher */
    const SrValue *lowest;  /* verdict lower */
    double spread;          /* (highest - lowest) / county's value */
} SrDifference;

/* A line of five years that goes up or down. */
typedef struct {
    const SrResult *result;
    const SrValue *first, *last;
    SrTrendKind kind; /* rising or falling */
    double change;    /* (last - first) / first */
} SrChange;

/* An area far from the others of its level, and unlike the county. */
typedef struct {
    const SrResult *result;
    const SrValue *value;
    double typical;  /* the median of the level */
    double distance; /* from the nearer quartile, in interquartile ranges: > 1.5 */
    int n_areas;     /* that have a value */
} SrOutlier;

/* What a value says of its area by polarity and verdict. */
typedef enum { SR_STANDING_NONE, SR_STANDING_BURDEN, SR_STANDING_STRENGTH } SrStanding;
SrStanding sr_value_standing(const SrValue *value);

/* The newest values at the level: (transfer container), or NULL: no row at this level. */
const SrValue **sr_insight_newest_slice(const SrValues *values, const SrResult *result,
                                        const SrDivision *division);

/* The newest value of the area, or NULL: no row at this level. */
const SrValue *sr_insight_newest(const SrValues *values, const SrResult *result,
                                 const SrDivision *division, int area);

/* The trend of an area over the newest five years; kind SR_TREND_NONE where there is no
 * answer. */
SrChange sr_insight_change(const SrValues *values, const SrResult *result,
                           const SrDivision *division, int area);

/*
 * Whether @one is a standardised figure of what @other tells plainly: of the two, one
 * sentence is enough, the plain one.
 */
bool sr_insight_is_told_by(const SrResult *one, const SrResult *other);

/*
 * (transfer full): arrays of the structs above, the greatest first, at most @most, and at
 * most two of one chapter, and none that another tells plainly. @wanted says which
 * results may be named; NULL: all.
 */
typedef bool (*SrWanted)(const SrResult *result, gconstpointer data);
GArray *sr_insight_differences(const SrValues *values, const SrDivision *division,
                               SrWanted wanted, gconstpointer data, int most);
GArray *sr_insight_changes(const SrValues *values, const SrDivision *division,
                           SrWanted wanted, gconstpointer data, int most);
GArray *sr_insight_outliers(const SrValues *values, const SrDivision *division,
                            SrWanted wanted, gconstpointer data, int most);

/*
 * The least, the greatest and the quartiles (type 7) of @slice[n_areas] over the values
 * that are ok; @n_ok tells how many. Fewer than four have no quartiles: NAN.
 */
typedef struct {
    double least, lower, median, upper, greatest;
    int n_ok;
} SrQuartiles;
SrQuartiles sr_insight_quartiles(const SrValue *const *slice, int n_areas);
