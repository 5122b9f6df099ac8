#include "data/grid.h"

#include "data/decode.h"
#include "data/layout.h"

#include <glib/gi18n.h>
#include <string.h>

/* 20 million cells are more than a spreadsheet of figures ever holds. */
#define MOST_CELLS 20000000

typedef struct {
    int top, left, bottom, right;
} Range;

struct SrGrid {
    GPtrArray *rows; /* of GPtrArray of char * in texts, NULL = empty */
    GStringChunk *texts;
    GString *cell;  /* the one that is being set */
    GArray *merged; /* of Range */
    int n_columns;
    int n_cells;
    int first_hidden; /* row, from 1 */
    int n_hidden;
};

typedef struct {
    SrRows rows;
    SrGrid *grid;
    GPtrArray *cells; /* of const char *, of one row */
    bool *is_number;  /* [n_columns], of one row */
    guint next;
    char *path;
    SrFindings *findings; /* borrowed */
} GridRows;

static void
row_free(gpointer row)
{
    if (row != NULL)
        g_ptr_array_unref(row);
}

SrGrid *
sr_grid_new(void)
{
    SrGrid *grid = g_new0(SrGrid, 1);

    grid->rows = g_ptr_array_new_with_free_func(row_free);
    grid->texts = g_string_chunk_new(1 << 16);
    grid->cell = g_string_new("");
    grid->merged = g_array_new(FALSE, FALSE, sizeof(Range));
    return grid;
}

void
sr_grid_free(SrGrid *grid)
{
    if (grid == NULL)
        return;
    g_ptr_array_unref(grid->rows);
    g_string_chunk_free(grid->texts);
    g_string_free(grid->cell, TRUE);
    g_array_unref(grid->merged);
    g_free(grid);
}

/*
 * A text is kept behind one byte that says what it is: millions of cells are too many
 * for a table beside them.
 */
#define NUMBER 'n'
#define WORDS 't'

static bool
is_number(const char *text)
{
    return text[-1] == NUMBER;
}

static void
put(SrGrid *grid, int row, int column, char *text)
{
    if (grid->rows->len <= (guint)row)
        g_ptr_array_set_size(grid->rows, row + 1);
    if (grid->rows->pdata[row] == NULL)
        grid->rows->pdata[row] = g_ptr_array_new();
    GPtrArray *cells = grid->rows->pdata[row];
    if (cells->len <= (guint)column)
        g_ptr_array_set_size(cells, column + 1);
    cells->pdata[column] = text;
    grid->n_columns = MAX(grid->n_columns, column + 1);
}

bool
sr_grid_set(SrGrid *grid, int row, int column, const char *text, bool is_number)
{
    const char *first;

    if (*text == '\0')
        return true;
    if (row < 0 || column < 0 || row >= SR_GRID_MOST_ROWS ||
        column >= SR_GRID_MOST_COLUMNS || ++grid->n_cells > MOST_CELLS)
        return false;
    g_string_printf(grid->cell, "%c%s", is_number ? NUMBER : WORDS, text);
    sr_text_drop_invisible(grid->cell->str, grid->cell->len, &first);
    put(grid, row, column, g_string_chunk_insert_const(grid->texts, grid->cell->str) + 1);
    return true;
}

void
sr_grid_merge(SrGrid *grid, int top, int left, int bottom, int right)
{
    Range range = {top, left, MIN(bottom, SR_GRID_MOST_ROWS - 1),
                   MIN(right, SR_GRID_MOST_COLUMNS - 1)};

    if (top >= 0 && left >= 0 && bottom >= top && right >= left)
        g_array_append_val(grid->merged, range);
}

void
sr_grid_set_hidden(SrGrid *grid, int first, int n)
{
    grid->first_hidden = first;
    grid->n_hidden = n;
}

int
sr_grid_n_cells(const SrGrid *grid)
{
    return grid->n_cells;
}

static char *
cell_at(const SrGrid *grid, int row, int column)
{
    if ((guint)row >= grid->rows->len || grid->rows->pdata[row] == NULL)
        return NULL;
    const GPtrArray *cells = grid->rows->pdata[row];
    return (guint)column < cells->len ? cells->pdata[column] : NULL;
}

static void
fill_merged(SrGrid *grid)
{
    int right = grid->n_columns - 1; /* nothing is filled beyond what is there */
    int n_filled = 0;

    for (guint i = 0; i < grid->merged->len; i++) {
        const Range *range = &g_array_index(grid->merged, Range, i);
        char *text = cell_at(grid, range->top, range->left);
        int bottom = MIN(range->bottom, (int)grid->rows->len - 1);

        if (text == NULL)
            continue;
        for (int row = range->top; row <= bottom; row++)
            for (int column = range->left;
                 column <= MIN(range->right, right) && n_filled < MOST_CELLS;
                 column++, n_filled++)
                put(grid, row, column, text);
    }
}

static void
check_merged(SrRows *rows, int row)
{
    const GridRows *self = (const GridRows *)rows;

    for (guint i = 0; i < self->grid->merged->len; i++) {
        const Range *range = &g_array_index(self->grid->merged, Range, i);
        const char *text = cell_at(self->grid, range->top, range->left);

        if (range->top + 1 < row || text == NULL || !sr_layout_is_figure(text) ||
            (range->top == range->bottom && range->left == range->right))
            continue;
        if (range->bottom > range->top)
            sr_findings_add(self->findings, SR_FINDING_ERROR, self->path, range->top + 1,
                            NULL,
                            N_("a figure is merged over the rows %d to %d: to which of "
                               "them does it belong?"),
                            range->top + 1, range->bottom + 1);
        else
            sr_findings_add(self->findings, SR_FINDING_ERROR, self->path, range->top + 1,
                            NULL,
                            N_("a figure is merged over the columns %d to %d: to which "
                               "of them does it belong?"),
                            range->left + 1, range->right + 1);
    }
}

static bool
next_row(SrRows *rows, SrRow *row)
{
    GridRows *self = (GridRows *)rows;
    const SrGrid *grid = self->grid;

    for (; self->next < grid->rows->len; self->next++) {
        const GPtrArray *cells = grid->rows->pdata[self->next];
        bool is_blank = true;

        if (cells == NULL)
            continue;
        for (guint c = 0; c < (guint)grid->n_columns; c++) {
            const char *text =
                c < cells->len && cells->pdata[c] != NULL ? cells->pdata[c] : "";

            self->cells->pdata[c] = (gpointer)text;
            self->is_number[c] = *text != '\0' && is_number(text);
            is_blank &= text[strspn(text, " ")] == '\0';
        }
        if (is_blank)
            continue;
        row->cells = (const char *const *)self->cells->pdata;
        row->is_number = self->is_number;
        row->n_cells = grid->n_columns;
        row->number = (int)++self->next;
        return true;
    }
    return false;
}

static void
rewind_rows(SrRows *rows)
{
    ((GridRows *)rows)->next = 0;
}

static void
free_rows(SrRows *rows)
{
    GridRows *self = (GridRows *)rows;

    sr_grid_free(self->grid);
    g_ptr_array_unref(self->cells);
    g_free(self->is_number);
    g_free(self->path);
    g_free(self);
}

SrRows *
sr_grid_rows(SrGrid *grid, const char *kind, const char *path, SrFindings *findings)
{
    GridRows *self = g_new0(GridRows, 1);

    fill_merged(grid);
    if (grid->n_hidden >
        0) /* a filter that was left on hides figures, not their meaning */
        sr_findings_add(findings, SR_FINDING_NOTE, path, grid->first_hidden, NULL,
                        N_("rows that the sheet hides, and that are read like all "
                           "others: %d"),
                        grid->n_hidden);
    self->rows = (SrRows){kind, true, next_row, rewind_rows, check_merged, free_rows};
    self->grid = grid;
    self->is_number = g_new0(bool, grid->n_columns + 1);
    self->path = g_strdup(path);
    self->findings = findings;
    self->cells = g_ptr_array_new();
    g_ptr_array_set_size(self->cells, grid->n_columns);
    return &self->rows;
}
