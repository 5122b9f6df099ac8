/*
 * families.h — the counts that atoms are made of: a variable at the finest level it has.
 */
#pragma once

#include "indicator/rules.h"
#include "shapes/scheme.h"
#include "store/store.h"

typedef struct {
    char *name;
    const SrDivision *division; /* the finest level with figures; borrowed */
    int n_periods;
    char **periods;
    double *values; /* [n_periods * n_areas], NAN where there is no figure */
    bool is_protected;
    bool is_whole; /* all counts are whole and none is negative */
    int minimum;   /* set by the plan */
} SrFamily;

typedef struct SrFamilies SrFamilies;

/* @scheme: the default one. All are borrowed. */
SrFamilies *sr_families_new(SrStore *store, const SrScheme *scheme, const SrRules *rules);

/* The least that may be shown of the count by its name, else 0. */
int sr_families_least(const SrFamilies *families, const char *name);
void sr_families_free(SrFamilies *families);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrFamilies, sr_families_free)

/* Returns: (transfer none): the variable, or a leaf of relations.h; NULL if unknown. */
SrFamily *sr_families_find(SrFamilies *families, const char *name);

/* Notes that the variable is shown: what it and others split is told by their parts. */
void sr_families_note(SrFamilies *families, const char *name);

/*
 * What the variable is the sum of, by kind, sex and age of all that were noted, as far as
 * the figures bear it out for every area and period; itself if they do not. Returns:
 * (transfer container) (element-type SrFamily): one or more; none if unknown.
 */
GPtrArray *sr_families_leaves(SrFamilies *families, const char *name);

/* The index of the period, or -1. */
int sr_family_period(const SrFamily *family, const char *period);

static inline double
sr_family_value(const SrFamily *family, int period, int area)
{
    return family->values[(gsize)period * (gsize)family->division->n_areas + (gsize)area];
}
