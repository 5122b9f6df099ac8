/*
 * population.h — one population base for all indicators of a project.
 *
 * Melderegister, Fortschreibung and Zensus count different people: rates that divide by
 * one cannot stand beside rates that divide by another.
 */
#pragma once

#include "base/finding.h"
#include "indicator/catalogue.h"
#include "store/store.h"

/*
 * Complains of each indicator whose denominator has another base than @declared (that of
 * sozialraum.ini) or, where it is NULL, than the first one has; and of a population that
 * is put together from several bases.
 */
void sr_population_check(SrStore *store, const SrCatalogue *catalogue,
                         const char *declared, SrFindings *findings);

/* "fortschreibung" → "Fortschreibung (31.12.)", in the language in use. */
const char *sr_population_base_words(const char *base);
