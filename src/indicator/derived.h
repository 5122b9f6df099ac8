/*
 * derived.h — variables that are no figures of a data set: values of other indicators,
 * the parts of an index, the columns of an SQL definition. To expressions they look like
 * any other variable.
 *
 *     {eckwert}                 its value in the same area and period
 *     {sozialindex/armut}       how many standard deviations the part lies above the
 *                               reference, high = burden
 *     {gini/numerator}          the column of gini.sql
 *
 * The reference of a part is the finest level that has figures of it: mean and standard
 * deviation weighted with the part's own denominators, so that the mean is the value of
 * all areas together. Of protected figures the deviation is kept to three digits: more
 * of them would tell how cases are spread over the Gemeinden.
 */
#pragma once

#include "indicator/catalogue.h"
#include "indicator/totals.h"
#include "stats/composite.h"

typedef struct {
    SrReference reference; /* in the unit of the part */
    double error_bound;    /* both are off by at most this (rounded inputs) */
    SrStatus status;
} SrNorm;

typedef struct SrDerivation SrDerivation;

/* All are borrowed. The ledger asks here for names in braces from now on. */
SrDerivation *sr_derivation_new(SrLedger *ledger, const SrCatalogue *catalogue,
                                const SrScheme *scheme, SrFindings *findings);
void sr_derivation_free(SrDerivation *derivation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrDerivation, sr_derivation_free)

/*
 * What a part of an index is measured by in @period.
 * Returns: (transfer none): the norm, or NULL with SR_ERROR_INPUT.
 */
const SrNorm *sr_derivation_norm(SrDerivation *derivation, const SrIndicator *index,
                                 const SrComponent *component, const char *period,
                                 GError **error);
