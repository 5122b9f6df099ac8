/*
 * population.h — one population base for all indicators of a project.
 *
 * Melderegister, Fortschreibung and Zensus count different people: rates that divide by
 * one cannot stand beside rates that divide by another.
 */
#pragma once

#include "base/finding.h"
#include "indicator/definition.h"
#include "store/store.h"

/* Complains of each indicator whose denominator has another base than the first one has.
 */
void sr_population_check(SrStore *store, const SrCatalogue *catalogue,
                         SrFindings *findings);
