/*
 * carry.h — figures for the areas of one day (Gebietsstand), taken to those of another.
 *
 * A file whose definition says areas_day= may name areas that the boundaries do not have
 * any more, or not yet. They are added to those that the reader knows; once all figures
 * are read, each series is made new:
 *
 *     file (2013)            changes                       boundaries (2016)
 *     A 100, B 40            A -> A 0.7, A -> B 0.3        A 70, B 70
 *
 * Sums stay what they were, but for what goes to or comes from areas outside the project.
 * A figure made of parts of others is flagged as estimated; one of whose parts there is
 * no figure is not ok. Shares, means and rates cannot be added, and are refused where it
 * would be needed; protected counts are never split.
 */
#pragma once

#include "data/changes.h"
#include "data/dataset.h"
#include "data/match.h"
#include "data/observe.h"

/* The areas of the boundaries, borrowed. */
typedef struct {
    const SrChanges *changes;
    int day; /* of the boundaries, as of sr_day_parse() */
    const char *const *keys;
    const char *const *names;
    int n;
} SrCarryAreas;

/*
 * Whether the areas_day of @dataset, which may be "", can be followed; else a finding.
 */
bool sr_carry_check(const SrDataset *dataset, const SrCarryAreas *areas,
                    SrFindings *findings);

/*
 * For a dataset that says areas_day=. Adds to @matcher the areas of which figures may be
 * there: their indices follow those of @areas, which outlive the carry.
 * Returns: (transfer full): the carry, or NULL if the dataset says nothing.
 */
SrCarry *sr_carry_new(const SrDataset *dataset, const SrCarryAreas *areas,
                      SrMatcher *matcher);
void sr_carry_free(SrCarry *carry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrCarry, sr_carry_free)

/* All areas that figures may be of: those of the boundaries, then the others. */
int sr_carry_n(const SrCarry *carry);
const char *const *sr_carry_names(const SrCarry *carry);

/*
 * Makes @observations, arranged, those of the areas of the boundaries; what cannot be
 * done becomes findings of the file.
 */
void sr_carry_run(SrCarry *carry, SrObservations *observations, SrFindings *findings);

/*
 * For a register: each key of the day is made to mean the area of the boundaries it went
 * to as a whole; a key that was split means none any more, and is told.
 */
void sr_carry_register(const SrDataset *dataset, const SrCarryAreas *areas,
                       SrMatcher *matcher, SrFindings *findings);
