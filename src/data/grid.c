#include "data/grid.h"

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
    GArray *merged; /* of Range */
    int n_columns;
    int n_cells;
};

typedef struct {
    SrRows rows;
    SrGrid *grid;
    GPtrArray *cells; /* of const char *, of one row */
    guint next;
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
    g_array_unref(grid->merged);
    g_free(grid);
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
sr_grid_set(SrGrid *grid, int row, int column, const char *text)
{
    if (*text == '\0')
        return true;
    if (row < 0 || column < 0 || row >= SR_GRID_MOST_ROWS ||
        column >= SR_GRID_MOST_COLUMNS || ++grid->n_cells > MOST_CELLS)
        return false;
    put(grid, row, column, g_string_chunk_insert_const(grid->texts, text));
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
fill_merged(SrGrid *grid, const char *path, SrFindings *findings)
{
    int right = grid->n_columns - 1; /* nothing is filled beyond what is there */
    int n_filled = 0;

    for (guint i = 0; i < grid->merged->len; i++) {
        const Range *range = &g_array_index(grid->merged, Range, i);
        char *text = cell_at(grid, range->top, range->left);
        int bottom = MIN(range->bottom, (int)grid->rows->len - 1);

        if (text == NULL)
            continue;
        if (bottom > range->top && sr_layout_is_figure(text)) {
            sr_findings_add(findings, SR_FINDING_ERROR, path, range->top + 1, NULL,
                            N_("a figure is merged over the rows %d to %d: to which of "
                               "them does it belong?"),
                            range->top + 1, bottom + 1);
            continue;
        }
        for (int row = range->top; row <= bottom; row++)
            for (int column = range->left;
                 column <= MIN(range->right, right) && n_filled < MOST_CELLS;
                 column++, n_filled++)
                put(grid, row, column, text);
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
            is_blank &= text[strspn(text, " ")] == '\0';
        }
        if (is_blank)
            continue;
        row->cells = (const char *const *)self->cells->pdata;
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
    g_free(self);
}

SrRows *
sr_grid_rows(SrGrid *grid, const char *kind, const char *path, SrFindings *findings)
{
    GridRows *self = g_new0(GridRows, 1);

    fill_merged(grid, path, findings);
    self->rows = (SrRows){kind, true, next_row, rewind_rows, free_rows};
    self->grid = grid;
    self->cells = g_ptr_array_new();
    g_ptr_array_set_size(self->cells, grid->n_columns);
    return &self->rows;
}
