/*
 * carry_private.h — the state of taking figures over; shared by carry.c and
 * carry_plan.c, which finds out what is made of what.
 */
#pragma once

#include "data/carry.h"

/* A source of an area, by its index among all areas of the carry. */
typedef struct {
    int index;
    double share;
} SrCarrySource;

/* What each area of the boundaries is made of on one day. */
typedef struct {
    int *start;      /* [n + 1] into sources, owned */
    GArray *sources; /* of SrCarrySource, owned */
    double *taken;   /* [n_all] how much of each goes to the project; owned */
} SrCarryPlan;

struct SrCarry {
    const SrDataset *dataset;
    SrCarryAreas areas;
    SrMatcher *matcher;
    GPtrArray *keys;   /* canonical, of all areas, owned */
    GPtrArray *names;  /* NULL-ended, borrowed */
    GHashTable *index; /* canonical key → index + 1 */
    GHashTable *plans; /* day → SrCarryPlan */
    bool *is_seen;     /* [n_all] figures were met */
    bool *is_changed;  /* [n] made of others */
    bool *is_split;    /* [n] made of parts of others */
    bool *is_refused;  /* [variables] was told */
    int n_gone, n_outside;
};

/* What is made of what on the last day of @period; what hinders is a finding. */
const SrCarryPlan *sr_carry_plan(SrCarry *carry, const char *period,
                                 SrFindings *findings);
