/*
 * comparison.h — schemes of regions beside each other: what each region is like, and
 * which Gemeinden change hands.
 *
 *     region    Gemeinden  parts  km²   compact   people   ± % of mean   under 21  helps
 * …
 *
 * Shape comes from the areas, all else from published values of indicators: an amount
 * gives its figure, a rate its denominator, numerator and value; of amounts and
 * numerators it is told, too, how far a region is from the mean of its scheme.
 * Compactness is that of Polsby and Popper (1991): 4 pi area over squared perimeter, 1
 * for a circle.
 */
#pragma once

#include "indicator/evaluate.h"
#include "shapes/topology.h"

typedef enum {
    SR_COMPARED_MEMBERS, /* Gemeinden */
    SR_COMPARED_PARTS,   /* polygons: 1 hangs together */
    SR_COMPARED_AREA,    /* km² */
    SR_COMPARED_COMPACTNESS,
    SR_COMPARED_VALUE,
    SR_COMPARED_DENOMINATOR,
    SR_COMPARED_NUMERATOR,
    SR_COMPARED_SPREAD, /* of the column before, per cent of the scheme's mean */
} SrComparedKind;

typedef struct {
    SrComparedKind kind;
    const SrResult *result; /* of an indicator, or NULL; borrowed */
    char *id;               /* of CSV: "parts", "eckwert_numerator"; owned */
    char *title;            /* for people, in the language in use; owned */
    int decimals;
} SrComparedColumn;

/* A figure; NAN with status ok: there is none. */
typedef struct {
    double value;
    SrStatus status;
} SrCompared;

/* What is compared; borrowed. */
typedef struct {
    const SrTopology *topology; /* in metres */
    const SrValues *values;
    SrScheme *const *schemes; /* [n_schemes]; the first is what the others differ from */
    int n_schemes;
    int level;
    const GPtrArray *results; /* of SrResult */
} SrComparisonOf;

typedef struct {
    SrComparisonOf of;
    GArray *columns;      /* of SrComparedColumn, owned */
    SrCompared **figures; /* [n_schemes][n_areas * n_columns], owned */
    int **origins; /* [n_schemes][n_areas] the region of the first scheme that gives
                    * most Gemeinden; owned */
} SrComparison;

/* Returns: (transfer full). */
SrComparison *sr_comparison_new(const SrComparisonOf *of);
void sr_comparison_free(SrComparison *comparison);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrComparison, sr_comparison_free)

const SrDivision *sr_comparison_division(const SrComparison *comparison, int scheme);
const SrComparedColumn *sr_comparison_column(const SrComparison *comparison, guint i);
SrCompared sr_comparison_figure(const SrComparison *comparison, int scheme, int area,
                                guint column);

/* Returns: (transfer full): the figure as people read it, or the sign of why it is not.
 */
char *sr_comparison_words(const SrComparison *comparison, int scheme, int area,
                          guint column, const char *language);

/*
 * Whether @gemeinde goes, from the first scheme to @scheme, to a region that is another
 * one: a region that only got another name or key moves nobody.
 */
bool sr_comparison_moves(const SrComparison *comparison, int scheme, int gemeinde);
