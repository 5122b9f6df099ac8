/*
 * ranking.h — what the rows of one indicator are to each other: benchmark, verdict, rank
 * and class. Used by evaluate alone.
 */
#pragma once

#include "indicator/evaluate.h"

/* Fills benchmark (the highest level's value of the period), verdict and rank. */
void sr_rows_rank(SrValue *rows, int n, const SrScheme *scheme);

/*
 * Places the breaks of the indicator over the values of all periods at the finest level
 * that has any, so that years, levels and pages can be compared, and gives each row its
 * class. Warns where the method cannot work.
 */
void sr_rows_classify(SrValue *rows, SrResult *result, const SrScheme *scheme,
                      SrFindings *findings);
