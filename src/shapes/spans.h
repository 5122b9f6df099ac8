/*
 * spans.h — stretches of a line from x0 to x1, and those that reach over a point.
 *
 * The spans stand in the order of their x0. Beside them stands a tree: at the middle of a
 * range, how far any of it reaches; so a look at a point passes over all that end before
 * it unseen, and costs the logarithm of their number and what it finds.
 *
 *     spans   0--2  1--9  3--4  5--6        over 3.5 reach 1--9 and 3--4
 *     reach     2     9     4     6         (9 is that of the whole)
 */
#pragma once

#include <glib.h>

typedef struct {
    double x0, x1;
    int item; /* what lies there, for the caller */
} SrSpan;

/* For qsort: by x0, then by item. */
int sr_span_compare(gconstpointer a, gconstpointer b);

/* Fills @reach[low .. high[ for the sorted @spans[low .. high[. */
void sr_spans_prepare(const SrSpan *spans, double *reach, int low, int high);

/* Sees an item. Returns: up to which x0 spans are still of interest. */
typedef double (*SrSpanVisit)(int item, gpointer data);

/*
 * Shows @visit, by ascending x0, the spans low .. high that do not end before @x and do
 * not begin behind @to, which every visit can lower.
 */
void sr_spans_visit(const SrSpan *spans, const double *reach, int low, int high, double x,
                    double to, SrSpanVisit visit, gpointer data);
