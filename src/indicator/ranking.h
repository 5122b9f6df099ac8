/*
 * ranking.h — what the rows of one indicator are to each other: benchmark, verdict, rank
 * and class. Used by evaluate alone.
 */
#pragma once

#include "indicator/evaluate.h"

/*
 * Fills benchmark, verdict and rank of the rows of @result. The benchmark is the value of
 * the highest level in the period, of another level's area around, or the outside series.
 */
void sr_rows_rank(SrValue *rows, const SrResult *result, SrScheme *const *schemes,
                  int n_schemes);

/*
 * Places the breaks of the indicator over the values of all periods at the finest level
 * that has any, so that years, levels and pages can be compared, and gives each row its
 * class; or of each map by itself, where the definition wants it so. Warns where the
 * method cannot work.
 */
void sr_rows_classify(SrValue *rows, SrResult *result, const SrScheme *scheme,
                      SrFindings *findings);
