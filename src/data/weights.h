/*
 * weights.h — whether the variables that figures are weighed with are there: weight= of a
 * data set may name one of another.
 */
#pragma once

#include "base/finding.h"
#include "store/store.h"

/* Complains of each of @datasets (of SrDataset) whose weights have no figures. */
void sr_weights_check(SrStore *store, const GPtrArray *datasets, SrFindings *findings);
