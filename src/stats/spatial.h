/*
 * spatial.h — whether like lies next to like: Moran's I for the whole map and for each
 * area (Anselin 1995, "Local indicators of spatial association: LISA").
 *
 * Neighbours come from the shared borders of shapes/topology. Each area's neighbours
 * weigh the same and add up to 1 (row-standardised). An area without a value (NAN) takes
 * no part, neither does an island: an area none of whose neighbours has a value.
 *
 * Chances come from permutations with the caller's seed: same input, same p. They are
 * two-sided pseudo-p: twice the smaller tail, (1 + as extreme) / (1 + permutations), at
 * most 1. The order of the areas matters to the random numbers: hand them over by key.
 *
 * For Gemeinden; four regions are no sample.
 */
#pragma once

#include <stdbool.h>

/* area i borders on neighbour[start[i]] .. neighbour[start[i + 1] - 1]; both ways */
typedef struct {
    int n;
    const int *start;     /* [n + 1], borrowed */
    const int *neighbour; /* [start[n]], borrowed */
} SrContiguity;

typedef struct {
    int n_areas;     /* that take part */
    int n_islands;   /* with a value, but without a neighbour that has one */
    double moran;    /* I; NAN if fewer than four areas take part or all are alike */
    double expected; /* I without any pattern: -1 / (n_areas - 1) */
    double variance; /* of I without any pattern, values given (randomisation) */
    double p;        /* by permutation */
} SrMoran;

/* Moran's I of @values[neighbours->n]. */
SrMoran sr_moran_global(const SrContiguity *neighbours, const double *values,
                        int n_permutations, unsigned long seed);

typedef enum {
    SR_LISA_NONE, /* takes no part */
    SR_LISA_HIGH_HIGH,
    SR_LISA_LOW_LOW,
    SR_LISA_HIGH_LOW, /* high among low ones */
    SR_LISA_LOW_HIGH,
} SrLisaKind;

typedef struct {
    SrLisaKind kind;   /* by the signs of the area and of its neighbours' mean */
    double moran;      /* I of the area; the I of all is their mean; NAN if none */
    double neighbours; /* the mean value of the neighbours, in the values' unit */
    double p;          /* by permutation of all other areas */
    double p_adjusted; /* for as many tests as areas: Benjamini & Hochberg (1995) */
} SrLisa;

/* Local Moran of each of @values[neighbours->n], into @lisa[neighbours->n]. */
void sr_moran_local(const SrContiguity *neighbours, const double *values,
                    int n_permutations, unsigned long seed, SrLisa *lisa);

/* Returns: the word for tables: "", "high-high", "low-low", "high-low", "low-high". */
const char *sr_lisa_name(SrLisaKind kind);

/*
 * Adjusts the chances @p[n] of n tests for their number: the false discovery rate of
 * Benjamini & Hochberg (1995). NAN is no test. @adjusted may be @p.
 */
void sr_p_adjust(const double *p, int n, double *adjusted);
