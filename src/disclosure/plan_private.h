/*
 * plan_private.h — what plan.c, plan_rows.c and plan_made.c share: rows of values, and
 * the cells that each of them gives away.
 */
#pragma once

#include "disclosure/atoms.h"
#include "disclosure/parts.h"
#include "disclosure/plan.h"

/* What an indicator gives away. */
typedef struct {
    const SrIndicator *indicator;
    GPtrArray *numerator; /* of SrPart; NULL: cannot be told */
    GPtrArray *denominator;
    GPtrArray *further; /* of squares and strata; NULL: cannot be told */
} SrDisclosed;

/* A row of the values and its cells. */
typedef struct {
    SrValue *value;
    GArray *cells; /* of int: forms */
    int released;
    bool is_hidden; /* whatever its cells */
} SrPlanRow;

typedef struct {
    const SrProtection *protection;
    SrFamilies *families;
    SrAtoms *atoms;
    SrSystem *system;
    GPtrArray *disclosed; /* of SrDisclosed, one a protected result */
    GHashTable *used;     /* SrIndicator → SrDisclosed: what others are made of */
    GArray *rows;         /* of SrPlanRow */
    SrFindings *findings;
} SrPlan;

/* Returns: (transfer full): what the indicator's own expressions give away. */
SrDisclosed *sr_disclosed_new(const SrPlan *plan, const SrIndicator *indicator);
void sr_disclosed_free(gpointer disclosed);

/* Whether anything in it is protected and cannot be told apart. */
bool sr_disclosed_is_untold(const SrDisclosed *disclosed);

/*
 * What the figure of @indicator at @shape is made of, beside its own numerator and
 * denominator: it is shown where all of that may be. Parts of an index are measured by
 * the mean of the highest level, standardised rates by its rates.
 */
void sr_plan_add_ingredients(SrPlan *plan, SrPlanRow *row, const SrDisclosed *disclosed,
                             const SrValue *shape);

/* Puts the row's cells into the system, and the row among the plan's. */
void sr_plan_add_row(SrPlan *plan, const SrDisclosed *disclosed, SrValue *value);

/* The same sums at levels that show none, year by year: protected all the same. */
void sr_plan_add_asides(SrPlan *plan, const SrDisclosed *disclosed);

/*
 * The cells of one part of the row: the sum over its years, or one a year compared.
 * @shown: the figure printed for the part, NAN if none is. Returns: the form, if it is
 * one.
 */
int sr_plan_add_part(SrPlan *plan, SrPlanRow *row, const SrPart *part, double shown);
