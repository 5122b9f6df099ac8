#include "draw/tally.h"

#include <math.h>

/* A grid never has more cells than this; a larger box gets larger cells. */
#define MAX_CELLS 4000000

struct SrTally {
    SrBox box;
    double cell_mm;
    int n_columns;
    int n_rows;
    guint8 *marks; /* [n_rows * n_columns], until sealed; owned */
    int *sums;     /* [(n_rows + 1) * (n_columns + 1)], once sealed; owned */
};

SrTally *
sr_tally_new(SrBox box, double cell_mm)
{
    double width = MAX(box.x1 - box.x0, cell_mm);
    double height = MAX(box.y1 - box.y0, cell_mm);
    SrTally *tally = g_new0(SrTally, 1);

    tally->box = box;
    tally->cell_mm = MAX(cell_mm, sqrt(width * height / MAX_CELLS));
    tally->n_columns = (int)ceil(width / tally->cell_mm) + 1;
    tally->n_rows = (int)ceil(height / tally->cell_mm) + 1;
    tally->marks = g_new0(guint8, (gsize)tally->n_columns * tally->n_rows);
    return tally;
}

void
sr_tally_free(SrTally *tally)
{
    if (tally == NULL)
        return;
    g_free(tally->marks);
    g_free(tally->sums);
    g_free(tally);
}

static double
column_of(const SrTally *tally, double x)
{
    return (x - tally->box.x0) / tally->cell_mm;
}

static double
row_of(const SrTally *tally, double y)
{
    return (y - tally->box.y0) / tally->cell_mm;
}

/* Where the inside of a polygon begins or ends, for the rows that it covers. */
typedef struct {
    int first_row, end_row;
    guint8 *cells; /* [(end_row - first_row) * n_columns] */
} Flips;

/*
 * Given an edge, flips in each row whose centre line it crosses the first cell right of
 * the crossing. A running parity along the row then tells inside from outside.
 */
static void
flip_edge(const SrTally *tally, const Flips *flips, SrPoint a, SrPoint b)
{
    double row_a = row_of(tally, a.y) - 0.5;
    double row_b = row_of(tally, b.y) - 0.5;
    double column_a = column_of(tally, a.x) - 0.5;
    double column_b = column_of(tally, b.x) - 0.5;

    if (row_a == row_b)
        return;
    double slope = (column_b - column_a) / (row_b - row_a);
    int first = (int)ceil(MAX(MIN(row_a, row_b), flips->first_row));
    int end = (int)ceil(MIN(MAX(row_a, row_b), flips->end_row));
    for (int row = first; row < end; row++) {
        double column = ceil(column_a + (row - row_a) * slope);

        if (column < tally->n_columns)
            flips->cells[(row - flips->first_row) * tally->n_columns +
                         (int)MAX(column, 0)] ^= 1;
    }
}

void
sr_tally_fill(SrTally *tally, const SrPolygons *polygons, int polygon)
{
    g_return_if_fail(tally->marks != NULL);
    int first_ring = polygons->polygon_start[polygon];
    int end_ring = polygons->polygon_start[polygon + 1];
    SrBox box = SR_BOX_EMPTY;

    for (int i = polygons->ring_start[first_ring]; i < polygons->ring_start[end_ring];
         i++)
        box = sr_box_add(box, polygons->points[i]);
    int first_row = (int)CLAMP(row_of(tally, box.y0) - 1, 0, tally->n_rows);
    int end_row = (int)CLAMP(row_of(tally, box.y1) + 1, 0, tally->n_rows);
    int first_column = (int)CLAMP(column_of(tally, box.x0) - 1, 0, tally->n_columns);
    int end_column = (int)CLAMP(column_of(tally, box.x1) + 2, 0, tally->n_columns);
    if (first_row >= end_row)
        return;
    Flips flips = {first_row, end_row, NULL};
    flips.cells = g_new0(guint8, (gsize)(end_row - first_row) * (gsize)tally->n_columns);
    for (int r = first_ring; r < end_ring; r++) {
        const SrPoint *points = polygons->points + polygons->ring_start[r];
        int n = polygons->ring_start[r + 1] - polygons->ring_start[r];

        for (int i = 0; i < n; i++)
            flip_edge(tally, &flips, points[i], points[i + 1 < n ? i + 1 : 0]);
    }
    for (int row = first_row; row < end_row; row++) {
        guint8 inside = 0;
        gsize start = (gsize)row * (gsize)tally->n_columns;
        gsize from = (gsize)(row - first_row) * (gsize)tally->n_columns;

        for (int column = first_column; column < end_column; column++) {
            inside ^= flips.cells[from + (gsize)column];
            tally->marks[start + (gsize)column] |= inside;
        }
    }
    g_free(flips.cells);
}

/* Marks the cells of one row that the columns @from .. @to touch. */
static void
mark_run(SrTally *tally, int row, double from, double to)
{
    int first = (int)floor(MAX(MIN(from, to), 0));
    int last = (int)floor(MIN(MAX(from, to), tally->n_columns - 1));

    for (int column = first; column <= last; column++)
        tally->marks[(gsize)row * tally->n_columns + column] = 1;
}

void
sr_tally_mark_segment(SrTally *tally, SrPoint a, SrPoint b)
{
    g_return_if_fail(tally->marks != NULL);
    if (a.y > b.y) {
        SrPoint swapped = a;

        a = b;
        b = swapped;
    }
    double row_a = row_of(tally, a.y);
    double row_b = row_of(tally, b.y);
    double column_a = column_of(tally, a.x);
    double slope =
        row_b > row_a ? (column_of(tally, b.x) - column_a) / (row_b - row_a) : 0;
    int first = (int)floor(MAX(row_a, 0));
    int last = (int)floor(MIN(row_b, tally->n_rows - 1));

    for (int row = first; row <= last; row++) {
        double enters = column_a + (MAX(row_a, row) - row_a) * slope;
        double leaves = row_b <= row + 1 ? column_of(tally, b.x)
                                         : column_a + (row + 1 - row_a) * slope;

        mark_run(tally, row, enters, leaves);
    }
}

void
sr_tally_mark_box(SrTally *tally, SrBox box)
{
    g_return_if_fail(tally->marks != NULL);
    int first = (int)floor(MAX(row_of(tally, box.y0), 0));
    int last = (int)floor(MIN(row_of(tally, box.y1), tally->n_rows - 1));

    for (int row = first; row <= last; row++)
        mark_run(tally, row, column_of(tally, box.x0), column_of(tally, box.x1));
}

void
sr_tally_seal(SrTally *tally)
{
    g_return_if_fail(tally->marks != NULL);
    int stride = tally->n_columns + 1;

    tally->sums = g_new0(int, (gsize)stride *(tally->n_rows + 1));
    for (int row = 0; row < tally->n_rows; row++) {
        const guint8 *marks = tally->marks + (gsize)row * tally->n_columns;
        const int *above = tally->sums + (gsize)row * stride;
        int *sums = tally->sums + (gsize)(row + 1) * stride;
        int run = 0;

        for (int column = 0; column < tally->n_columns; column++) {
            run += marks[column];
            sums[column + 1] = above[column + 1] + run;
        }
    }
    g_clear_pointer(&tally->marks, g_free);
}

/* The marked cells of columns c0 .. c1 - 1 and rows r0 .. r1 - 1, clipped to the grid. */
static int
count_cells(const SrTally *tally, double c0, double r0, double c1, double r1)
{
    int left = (int)CLAMP(c0, 0, tally->n_columns);
    int right = (int)CLAMP(c1, 0, tally->n_columns);
    int top = (int)CLAMP(r0, 0, tally->n_rows);
    int bottom = (int)CLAMP(r1, 0, tally->n_rows);
    const int *sums = tally->sums;
    gsize stride = (gsize)tally->n_columns + 1;

    if (right <= left || bottom <= top)
        return 0;
    return sums[bottom * stride + right] - sums[top * stride + right] -
           sums[bottom * stride + left] + sums[top * stride + left];
}

double
sr_tally_share(const SrTally *tally, SrBox box)
{
    g_return_val_if_fail(tally->sums != NULL, 0);
    double c0 = round(column_of(tally, box.x0));
    double r0 = round(row_of(tally, box.y0));
    double c1 = MAX(round(column_of(tally, box.x1)), c0 + 1);
    double r1 = MAX(round(row_of(tally, box.y1)), r0 + 1);

    return count_cells(tally, c0, r0, c1, r1) / ((c1 - c0) * (r1 - r0));
}

bool
sr_tally_touches(const SrTally *tally, SrBox box)
{
    g_return_val_if_fail(tally->sums != NULL, true);
    return count_cells(tally, floor(column_of(tally, box.x0)),
                       floor(row_of(tally, box.y0)), floor(column_of(tally, box.x1)) + 1,
                       floor(row_of(tally, box.y1)) + 1) > 0;
}
