#include "data/layout.h"

#include "base/number.h"

#include <string.h>

#define LOOK_AT 60

/* What one of the first rows looks like. */
typedef struct {
    int number; /* in the file */
    int n_cells;
    int n_filled;
    int n_figures;
    int n_years;
    bool starts_with_figure;
    guint first; /* hash of the first cell, 0 if it is empty */
} Shape;

static bool
is_year(const char *text)
{
    return strlen(text) == 4 && strspn(text, "0123456789") == 4 &&
           (g_str_has_prefix(text, "19") || g_str_has_prefix(text, "20"));
}

bool
sr_layout_is_figure(const char *text)
{
    static const char *const signs[] = {"-", "–", ".", "…", "...",
                                        "/", "x", "X", "*", NULL};
    SrNumber number;

    return sr_number_parse(text, SR_NUMBER_GERMAN, &number) ||
           sr_number_parse(text, SR_NUMBER_ENGLISH, &number) ||
           g_strv_contains(signs, text);
}

static Shape
look_at(const SrRow *row)
{
    Shape shape = {.number = row->number, .n_cells = row->n_cells};

    for (int i = 0; i < row->n_cells; i++) {
        g_autofree char *cell = g_strstrip(g_strdup(row->cells[i]));

        if (*cell == '\0')
            continue;
        bool is_figure = sr_layout_is_figure(cell);
        shape.n_filled++;
        shape.n_figures += is_figure;
        shape.n_years += is_year(cell);
        if (i == 0)
            shape.first = g_str_hash(cell) | 1;
        if (shape.n_filled == 1)
            shape.starts_with_figure = is_figure && !is_year(cell);
    }
    return shape;
}

/* A row of figures: more of them than a heading of years has, and not alone in its row.
 */
static bool
is_data(const Shape *shape)
{
    return shape->n_filled >= 2 && shape->n_figures > 0 &&
           (shape->starts_with_figure || shape->n_figures > shape->n_years ||
            shape->n_filled < shape->n_years + 1);
}

/* The most cells that are filled in a row. */
static int
widest(const Shape *shapes, int n)
{
    int most = 0;

    for (int i = 0; i < n; i++)
        most = MAX(most, shapes[i].n_filled);
    return most;
}

/*
 * The last row of the header: the last before the figures that is half full, so that a
 * gap in the first row of figures does not make it a heading. A file without any figure
 * (a register of dates and words) is headed by its first full row.
 */
static int
full_header(const Shape *shapes, int n, int data)
{
    int half = (widest(shapes, n) + 1) / 2;

    if (data == n || data == 0) {
        for (int i = 0; i < n; i++)
            if (shapes[i].n_filled > half || shapes[i].n_filled == widest(shapes, n))
                return i;
        return 0;
    }
    for (int i = data - 1; i >= 0; i--)
        if (shapes[i].n_filled >= half && shapes[i].n_filled >= 2)
            return i;
    return data - 1;
}

/* Below it may stand what divides its merged headings: nothing new in the first column.
 */
static int
last_header(const Shape *shapes, int n)
{
    int data = 0;

    while (data < n && !is_data(&shapes[data]))
        data++;
    int last = full_header(shapes, n, data);
    while (last + 1 < data && shapes[last + 1].n_filled >= 2 &&
           shapes[last + 1].n_figures == 0 &&
           (shapes[last + 1].first == 0 || shapes[last + 1].first == shapes[last].first))
        last++;
    return last;
}

SrLayout
sr_layout_guess(SrRows *rows, const SrTableFormat *format)
{
    Shape shapes[LOOK_AT];
    int n = 0;
    SrRow row;

    rows->rewind(rows);
    while (n < LOOK_AT && rows->next(rows, &row))
        if (format->skip < 0 || row.number > format->skip)
            shapes[n++] = look_at(&row);
    if (n == 0)
        return (SrLayout){MAX(format->skip, 0), MAX(format->header, 1), 0};
    int last = last_header(shapes, n);
    int top = last;
    while (format->skip < 0 && top > 0 && shapes[top - 1].n_filled >= 2 &&
           shapes[top - 1].number == shapes[top].number - 1)
        top--;
    if (format->skip >= 0)
        top = 0;
    else if (format->header > 0)
        top = MAX(last - format->header + 1, 0);
    SrLayout layout = {.skip = shapes[top].number - 1, .n_header = last - top + 1};
    if (format->skip >= 0)
        layout.skip = format->skip;
    if (format->header > 0)
        layout.n_header = format->header;
    for (int i = top; i < MIN(top + layout.n_header, n); i++)
        layout.n_columns = MAX(layout.n_columns, shapes[i].n_cells);
    return layout;
}
