/*
 * totals.h — a variable added up to the areas of a level, with what is missing in it.
 *
 * An area's figure is the sum over its Gemeinden. Where a data set gives figures for the
 * level itself (the county's own time line, its official area), those are used; where it
 * gives them for a level in between only (the Verbandsgemeinden), these are added up, if
 * the areas lie wholly within the larger ones. One part that is not ok makes the sum not
 * ok: there is no silent partial sum.
 */
#pragma once

#include "data/figures.h"
#include "shapes/scheme.h"

typedef struct {
    double value; /* NAN unless status is ok */
    SrStatus status;
    unsigned flags;
    double coverage;    /* share of the Gemeinden of the area that have a figure */
    double error_bound; /* it is off by at most this, where inputs were rounded; else 0 */
} SrTotal;

typedef struct {
    char *name;
    int n_periods;
    int n_areas;
    char **periods;   /* [n_periods], bytewise ascending, NULL-terminated */
    SrTotal *figures; /* [n_periods * n_areas], period-major */
    char **datasets;  /* ids, NULL-terminated */
    char **variables; /* of data sets that it is made of, NULL-terminated */
    char *base;       /* of a population: "fortschreibung", …; else NULL */
    bool is_protected;
    bool is_synthetic;
} SrTotals;

/* Empty totals of so many areas, to be filled: (transfer full). */
SrTotals *sr_totals_new(const char *name, int n_areas);
void sr_totals_free(SrTotals *totals);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrTotals, sr_totals_free)

/* Adds a period behind the others; they ascend. Returns: (transfer none): its row. */
SrTotal *sr_totals_add_period(SrTotals *totals, const char *period);

/* Notes the sources of @part, of which the totals are made. */
void sr_totals_describe(SrTotals *totals, const SrTotals *part);

/* Reads and adds up on demand; keeps all, so that no variable is read twice. */
typedef struct SrLedger SrLedger;

/* @scheme: any one; its first level are the Gemeinden themselves. Both are borrowed. */
SrLedger *sr_ledger_new(SrStore *store, const SrScheme *scheme);
void sr_ledger_free(SrLedger *ledger);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrLedger, sr_ledger_free)

/*
 * Makes the totals of a name in braces, "{eckwert}" (derived.h).
 * Returns: (transfer full): the totals, or NULL with SR_ERROR_INPUT.
 */
typedef SrTotals *(*SrTotalsFunc)(const char *name, const SrScheme *scheme, int level,
                                  gpointer data, GError **error);
void sr_ledger_set_maker(SrLedger *ledger, SrTotalsFunc make, gpointer data);

/*
 * The variable @name for the areas of the level @level (an index) of @scheme.
 * Returns: (transfer none): the totals, or NULL with SR_ERROR_INPUT: no such variable, or
 * none at this level or below.
 */
const SrTotals *sr_ledger_totals(SrLedger *ledger, const char *name,
                                 const SrScheme *scheme, int level, GError **error);

/* The index of the period, or -1. */
int sr_totals_period(const SrTotals *totals, const char *period);

static inline const SrTotal *
sr_totals_at(const SrTotals *totals, int period, int area)
{
    return &totals->figures[(gsize)period * (gsize)totals->n_areas + (gsize)area];
}
