/*
 * plan.h — from values to a system of cells, and back: which values may be published.
 *
 * Every value of a protected indicator, at every level, in every scheme and period, is in
 * the plan: values.csv holds them all. What a value gives away becomes cells, all of them
 * one system with what is known of old (relations.h, a part and its whole, people). A
 * value one of whose cells is closed is hidden whole: number, limits, rank, class.
 *
 * Schemes beyond the published ones come second: what was decided for those stays.
 */
#pragma once

#include "base/finding.h"
#include "indicator/evaluate.h"

/* What an edition that was released made of a row. */
typedef enum { SR_RELEASED_NOT, SR_RELEASED_OPEN, SR_RELEASED_CLOSED } SrReleasedState;

/* What a person may know of the decision: shares, never which cell was small itself. */
typedef struct {
    int n_planned; /* values that had a figure */
    int n_hidden;
    double cases;        /* in them, summed over the numerators that are counts */
    double cases_hidden; /* of those */
} SrProtectedLevel;

/* What it took; nothing of it tells of a single figure. */
typedef struct {
    int n_cells;
    int n_witnesses; /* whole tables that protect them all */
    int n_blocks;    /* systems that hang on no other */
    int n_least;     /* of these: the cheapest safe pattern is known to be found */
} SrProtectionEffort;

typedef struct {
    SrStore *store;
    SrScheme *const *schemes; /* the published ones first, the default at the front */
    int n_schemes;
    int n_published;
    const SrRules *rules;
    SrProtectionEffort *effort; /* filled, or NULL */
    GHashTable *released;       /* sr_value_key() → GINT of SrReleasedState; or NULL */
} SrProtection;

/*
 * Hides what must not be published: such a row of @values gets the status suppressed and
 * loses its numbers; ranks and classes of its indicator are made anew from what is left.
 * @levels: [n_levels of the default scheme], filled, or NULL. What cannot be made safe
 * (released cells stand against it) is an error among @findings, and hidden.
 */
void sr_values_protect(const SrProtection *protection, SrValues *values,
                       SrProtectedLevel *levels, SrFindings *findings);
