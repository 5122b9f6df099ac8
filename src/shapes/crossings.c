#include "shapes/crossings.h"

#include "base/bulk.h"
#include "shapes/spans.h"

#include <math.h>
#include <stdlib.h>

/* The grid stays small for the memory's sake, whatever the length of the segments. */
#define MOST_CELLS 4000000.0

/* Segments of one cell; fewer are compared each with each. */
#define MANY 64

typedef struct {
    const SrTopology *topology;
    double near;
    int *
        arc_of_block; /* [n_points / 64 + 1] the arc of every 64th point, to begin with */
    SrPoint origin;
    double cell;
    double per_unit; /* cells */
    int columns;
    int rows;
    int *cell_start;
    int *cell_segments;
    GArray *found;
} Search;

#define BLOCK 64

static int
arc_of(const Search *search, int segment)
{
    int arc = search->arc_of_block[segment / BLOCK];

    while (search->topology->arc_start[arc + 1] <= segment)
        arc++;
    return arc;
}

static int
column_of(const Search *search, double x)
{
    return (int)CLAMP((x - search->origin.x) * search->per_unit, 0, search->columns - 1);
}

static int
row_of(const Search *search, double y)
{
    return (int)CLAMP((y - search->origin.y) * search->per_unit, 0, search->rows - 1);
}

/* The cells a segment's box reaches into, grown by near. */
typedef struct {
    int column0, row0, column1, row1;
} Span;

static Span
span_of(const Search *search, int segment)
{
    SrPoint a = search->topology->source[segment];
    SrPoint b = search->topology->source[segment + 1];

    return (Span){column_of(search, MIN(a.x, b.x) - search->near),
                  row_of(search, MIN(a.y, b.y) - search->near),
                  column_of(search, MAX(a.x, b.x) + search->near),
                  row_of(search, MAX(a.y, b.y) + search->near)};
}

static void
lay_grid(Search *search)
{
    const SrTopology *topology = search->topology;
    SrBox box = SR_BOX_EMPTY;
    double length = 0;
    int n = topology->n_points - topology->n_arcs;

    for (int i = 0; i < topology->n_arcs; i++)
        for (int k = topology->arc_start[i]; k < topology->arc_start[i + 1]; k++) {
            SrPoint p = topology->source[k];

            box = sr_box_add(box, p);
            if (k > topology->arc_start[i])
                length += fmax(fabs(p.x - topology->source[k - 1].x),
                               fabs(p.y - topology->source[k - 1].y));
        }
    double width = fmax(box.x1 - box.x0, 1e-300);
    double height = fmax(box.y1 - box.y0, 1e-300);
    double most = fmin(MOST_CELLS, 16.0 * n + 64);
    search->origin = (SrPoint){box.x0, box.y0};
    search->cell = fmax(2 * length / MAX(n, 1), fmax(sqrt(width) * sqrt(height / most),
                                                     fmax(width, height) / most * 4));
    search->per_unit = 1 / search->cell;
    search->columns = (int)(width / search->cell) + 1;
    search->rows = (int)(height / search->cell) + 1;
}

/* A counting sort of the segments by cell: count, add up, fill. */
static void
fill_grid(Search *search)
{
    const SrTopology *topology = search->topology;
    gsize n_cells = (gsize)search->columns * (gsize)search->rows;

    search->cell_start = g_new0(int, n_cells + 2);
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < topology->n_arcs; i++)
            for (int k = topology->arc_start[i]; k + 1 < topology->arc_start[i + 1];
                 k++) {
                Span span = span_of(search, k);

                for (int row = span.row0; row <= span.row1; row++)
                    for (int column = span.column0; column <= span.column1; column++) {
                        gsize at = (gsize)row * (gsize)search->columns + (gsize)column;

                        if (pass == 0)
                            search->cell_start[at + 2]++;
                        else
                            search->cell_segments[search->cell_start[at + 1]++] = k;
                    }
            }
        for (gsize c = 0; pass == 0 && c < n_cells; c++)
            search->cell_start[c + 2] += search->cell_start[c + 1];
        if (pass == 0)
            search->cell_segments = sr_bulk_new(int, search->cell_start[n_cells + 1] + 1);
    }
}

static void
report(Search *search, int segment, int other, bool vertex, SrPoint point)
{
    SrCrossing crossing = {
        arc_of(search, segment), segment, arc_of(search, other), other, vertex, point};

    g_array_append_val(search->found, crossing);
}

static bool
equal(SrPoint a, SrPoint b)
{
    return a.x == b.x && a.y == b.y;
}

static double
cross(SrPoint o, SrPoint a, SrPoint b)
{
    return (a.x - o.x) * (b.y - o.y) - (b.x - o.x) * (a.y - o.y);
}

/* Whether the point lies on the segment a b, between its ends and none of them. */
static bool
lies_on(const Search *search, SrPoint p, SrPoint a, SrPoint b)
{
    if (equal(p, a) || equal(p, b))
        return false;
    double dx = b.x - a.x;
    double dy = b.y - a.y;
    double along = (p.x - a.x) * dx + (p.y - a.y) * dy;
    double length2 = dx * dx + dy * dy;

    return along > 0 && along < length2 &&
           fabs(cross(a, b, p)) <= search->near * sqrt(length2);
}

static SrBox
box_of(const Search *search, int segment)
{
    SrPoint a = search->topology->source[segment];
    SrPoint b = search->topology->source[segment + 1];

    return (SrBox){MIN(a.x, b.x) - search->near, MIN(a.y, b.y) - search->near,
                   MAX(a.x, b.x), MAX(a.y, b.y)};
}

/* Looks at segments i and k, which may be neighbours in one arc. */
static void
compare(Search *search, int i, int k)
{
    const SrPoint *source = search->topology->source;
    SrPoint a = source[i], b = source[i + 1];
    SrPoint c = source[k], d = source[k + 1];
    guint before = search->found->len;

    if (lies_on(search, c, a, b))
        report(search, i, k, true, c);
    if (lies_on(search, d, a, b))
        report(search, i, k, true, d);
    if (lies_on(search, a, c, d))
        report(search, k, i, true, a);
    if (lies_on(search, b, c, d))
        report(search, k, i, true, b);
    if (search->found->len > before || equal(a, c) || equal(a, d) || equal(b, c) ||
        equal(b, d))
        return;

    double side_c = cross(a, b, c);
    double side_d = cross(a, b, d);
    double side_a = cross(c, d, a);
    double side_b = cross(c, d, b);
    if ((side_c > 0) == (side_d > 0) || (side_a > 0) == (side_b > 0))
        return;
    double t = side_a / (side_a - side_b);
    SrPoint point = {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
    report(search, i, k, false, point);
    report(search, k, i, false, point);
}

/* A pair that shares several cells is looked at in the first of them only. */
static bool
is_first_cell(const Search *search, int i, int k, int column, int row)
{
    Span a = span_of(search, i);
    Span b = span_of(search, k);

    return MAX(a.column0, b.column0) == column && MAX(a.row0, b.row0) == row;
}

/* Compares segments that share a cell, if their boxes meet. */
static void
compare_in_cell(Search *search, int i, int k, int column, int row)
{
    SrBox a = box_of(search, i);
    SrBox b = box_of(search, k);

    if (a.x0 <= b.x1 && b.x0 <= a.x1 && a.y0 <= b.y1 && b.y0 <= a.y1 &&
        is_first_cell(search, i, k, column, row))
        compare(search, MIN(i, k), MAX(i, k));
}

/* --- A full cell: strips --- */

/* The strips of one cell lie along the axis that its segments are shorter in. */
typedef struct {
    bool swept_by_y; /* else by x, in strips of y */
    double begin;
    double per_unit; /* strips */
    int n;
} Strips;

static SrSpan
span_along(const Search *search, int segment, bool by_y)
{
    SrBox box = box_of(search, segment);

    return by_y ? (SrSpan){box.y0, box.y1, segment} : (SrSpan){box.x0, box.x1, segment};
}

static int
strip_of(const Strips *strips, double at)
{
    return (int)CLAMP((at - strips->begin) * strips->per_unit, 0, strips->n - 1);
}

/* About as many strips as segments in each, and none narrower than twice the mean length
 * across, so that segments which reach into many strips stay few. */
static Strips
strips_of(const Search *search, const int *segments, int n)
{
    double wide = 0;
    double high = 0;
    SrBox all = SR_BOX_EMPTY;

    for (int i = 0; i < n; i++) {
        SrBox box = box_of(search, segments[i]);

        wide += box.x1 - box.x0;
        high += box.y1 - box.y0;
        all = sr_box_add(all, (SrPoint){box.x0, box.y0});
        all = sr_box_add(all, (SrPoint){box.x1, box.y1});
    }
    bool by_y = wide > high;
    double across = by_y ? all.x1 - all.x0 : all.y1 - all.y0;
    double width = fmax(2 * (by_y ? wide : high) / n, across / sqrt(n));

    return (Strips){by_y, by_y ? all.x0 : all.y0, width > 0 ? 1 / width : 0,
                    width > 0 ? (int)(across / width) + 1 : 1};
}

/* Each pair of one strip whose spans meet, if the strip is the first that both reach. */
static void
sweep_strip(Search *search, const Strips *strips, int strip, SrSpan *spans, int n,
            int column, int row)
{
    qsort(spans, (size_t)n, sizeof *spans, sr_span_compare);
    for (int x = 0; x < n; x++)
        for (int y = x + 1; y < n && spans[y].x0 <= spans[x].x1; y++) {
            SrSpan a = span_along(search, spans[x].item, !strips->swept_by_y);
            SrSpan b = span_along(search, spans[y].item, !strips->swept_by_y);

            if (strip_of(strips, MAX(a.x0, b.x0)) == strip)
                compare_in_cell(search, spans[x].item, spans[y].item, column, row);
        }
}

/*
 * One far vertex makes all cells large: a full one is cut into strips by counting, as
 * the grid is, and each strip is swept from side to side.
 */
static void
sweep_cell(Search *search, const int *segments, int n, int column, int row)
{
    Strips strips = strips_of(search, segments, n);
    g_autofree int *start = g_new0(int, strips.n + 2);
    g_autofree SrSpan *spans = NULL;

    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < n; i++) {
            SrSpan across = span_along(search, segments[i], !strips.swept_by_y);
            SrSpan along = span_along(search, segments[i], strips.swept_by_y);

            for (int s = strip_of(&strips, across.x0); s <= strip_of(&strips, across.x1);
                 s++)
                if (pass == 0)
                    start[s + 2]++;
                else
                    spans[start[s + 1]++] = along;
        }
        for (int s = 0; pass == 0 && s < strips.n; s++)
            start[s + 2] += start[s + 1];
        if (pass == 0)
            spans = g_new(SrSpan, start[strips.n + 1]);
    }
    for (int s = 0; s < strips.n; s++)
        sweep_strip(search, &strips, s, spans + start[s], start[s + 1] - start[s], column,
                    row);
}

static void
compare_cell(Search *search, int column, int row)
{
    gsize at = (gsize)row * (gsize)search->columns + (gsize)column;
    const int *segments = search->cell_segments + search->cell_start[at];
    int n = search->cell_start[at + 1] - search->cell_start[at];

    if (n > MANY) {
        sweep_cell(search, segments, n, column, row);
        return;
    }
    for (int x = 0; x < n; x++)
        for (int y = x + 1; y < n; y++)
            compare_in_cell(search, segments[x], segments[y], column, row);
}

/* By segment, then from its start on; equal ones (found in two ways) side by side. */
static int
order(gconstpointer left, gconstpointer right, gpointer data)
{
    const SrCrossing *a = left;
    const SrCrossing *b = right;
    const SrPoint *source = data;

    if (a->segment != b->segment)
        return a->segment - b->segment;
    SrPoint o = source[a->segment];
    double da = hypot(a->point.x - o.x, a->point.y - o.y);
    double db = hypot(b->point.x - o.x, b->point.y - o.y);
    if (da != db)
        return da < db ? -1 : 1;
    return a->other_segment - b->other_segment;
}

/* A vertex on a segment is found by each of the segments that end in it. */
static void
drop_repeated(GArray *found)
{
    guint kept = 0;

    for (guint i = 0; i < found->len; i++) {
        SrCrossing crossing = g_array_index(found, SrCrossing, i);
        const SrCrossing *last =
            kept == 0 ? NULL : &g_array_index(found, SrCrossing, kept - 1);

        if (last == NULL || last->segment != crossing.segment ||
            !equal(last->point, crossing.point))
            g_array_index(found, SrCrossing, kept++) = crossing;
    }
    g_array_set_size(found, kept);
}

GArray *
sr_crossings_find(const SrTopology *topology, double near)
{
    Search search = {.topology = topology, .near = near};

    search.found = g_array_new(FALSE, FALSE, sizeof(SrCrossing));
    search.arc_of_block = g_new0(int, topology->n_points / BLOCK + 1);
    for (int i = 0; i < topology->n_arcs; i++)
        for (int b = (topology->arc_start[i] + BLOCK - 1) / BLOCK;
             b * BLOCK < topology->arc_start[i + 1]; b++)
            search.arc_of_block[b] = i;
    lay_grid(&search);
    fill_grid(&search);
    for (int row = 0; row < search.rows; row++)
        for (int column = 0; column < search.columns; column++)
            compare_cell(&search, column, row);
    g_array_sort_with_data(search.found, order, topology->source);
    drop_repeated(search.found);
    g_free(search.arc_of_block);
    g_free(search.cell_start);
    g_free(search.cell_segments);
    return search.found;
}
