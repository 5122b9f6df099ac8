#include "shapes/spans.h"

int
sr_span_compare(gconstpointer a, gconstpointer b)
{
    const SrSpan *left = a;
    const SrSpan *right = b;

    if (left->x0 != right->x0)
        return left->x0 < right->x0 ? -1 : 1;
    return (left->item > right->item) - (left->item < right->item);
}

static double
prepare(const SrSpan *spans, double *reach, int low, int high)
{
    if (low >= high)
        return -G_MAXDOUBLE;
    int middle = low + (high - low) / 2;
    double west = prepare(spans, reach, low, middle);
    double east = prepare(spans, reach, middle + 1, high);

    reach[middle] = MAX(spans[middle].x1, MAX(west, east));
    return reach[middle];
}

void
sr_spans_prepare(const SrSpan *spans, double *reach, int low, int high)
{
    prepare(spans, reach, low, high);
}

typedef struct {
    const SrSpan *spans;
    const double *reach;
    double x, to;
    SrSpanVisit visit;
    gpointer data;
} Look;

static void
look_through(Look *look, int low, int high)
{
    if (low >= high)
        return;
    int middle = low + (high - low) / 2;
    const SrSpan *span = &look->spans[middle];

    if (look->reach[middle] < look->x)
        return;
    look_through(look, low, middle);
    if (span->x0 > look->to)
        return;
    if (span->x1 >= look->x)
        look->to = look->visit(span->item, look->data);
    look_through(look, middle + 1, high);
}

void
sr_spans_visit(const SrSpan *spans, const double *reach, int low, int high, double x,
               double to, SrSpanVisit visit, gpointer data)
{
    Look look = {spans, reach, x, to, visit, data};

    look_through(&look, low, high);
}
