/*
 * trial.h — the tests an analyst writes beside a definition:
 *
 *     [test zwanzig-von-tausend]
 *     given=faelle=20;kinder=1000
 *     expect=20.0
 *
 * They run on figures of an area that does not exist, so that a slip in a formula is seen
 * before any data is. Of an index the deviations of its parts are given.
 */
#pragma once

#include "base/finding.h"
#include "indicator/definition.h"

/* Runs the tests of the indicator; each that fails is an error. */
void sr_trials_run(const SrIndicator *indicator, SrFindings *findings);
