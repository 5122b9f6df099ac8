/*
 * grid.h — a sheet in memory, as XLSX and ODS give it: cells in any order, merged ranges.
 *
 * A merged text stands in all cells of its range, so that a heading over three columns
 * heads each of them. Below the header a figure merged over several cells belongs to none
 * of them alone: that is a finding.
 */
#pragma once

#include "base/finding.h"
#include "base/rows.h"

#define SR_GRID_MOST_COLUMNS 16384
#define SR_GRID_MOST_ROWS 1048576

typedef struct SrGrid SrGrid;

SrGrid *sr_grid_new(void);
void sr_grid_free(SrGrid *grid);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrGrid, sr_grid_free)

/*
 * Sets the cell in @row and @column, both from 0; @is_number: it is one by the format
 * itself. Returns: false when the sheet grows beyond measure.
 */
bool sr_grid_set(SrGrid *grid, int row, int column, const char *text, bool is_number);

/* Says that a rectangle (all included, from 0) is one cell. */
void sr_grid_merge(SrGrid *grid, int top, int left, int bottom, int right);

/* Says that @n rows are not shown, the first of them being @first (from 1). */
void sr_grid_set_hidden(SrGrid *grid, int first, int n);

/* Returns: how many cells hold something. */
int sr_grid_n_cells(const SrGrid *grid);

/* Takes the grid: (transfer full): its rows. @kind is static. */
SrRows *sr_grid_rows(SrGrid *grid, const char *kind, const char *path,
                     SrFindings *findings);
