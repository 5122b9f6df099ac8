/*
 * rows.h — rows of a table as they stand in a file: titles, header and footnotes among
 * them. A reader of a format gives them; what they mean is found out in data/.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct {
    const char *const *cells; /* [n_cells], valid until the next call */
    const bool *is_number;    /* [n_cells]: a number by the format itself, not a text that
                               * looks like one; NULL where the format knows only texts */
    int n_cells;              /* that of the header; rows of another length are told */
    int number;               /* line of the file or row of the sheet, from 1 */
} SrRow;

/* Whether the cell is a number by the format itself: "1.5" then is one and a half. */
static inline bool
sr_row_is_number(const SrRow *row, int column)
{
    return row->is_number != NULL && row->is_number[column];
}

typedef struct SrRows SrRows;

struct SrRows {
    const char *kind; /* "csv", "xlsx", … */
    bool is_typed;    /* numbers have a decimal point by the format itself */
    /* The next row that is not blank; its cells are valid until the next call. */
    bool (*next)(SrRows *rows, SrRow *row);
    void (*rewind)(SrRows *rows);
    /* Complains of figures merged over several cells from @row on; NULL: cannot be. */
    void (*check_merged)(SrRows *rows, int row);
    void (*free)(SrRows *rows);
};

static inline void
sr_rows_free(SrRows *rows)
{
    if (rows != NULL)
        rows->free(rows);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrRows, sr_rows_free)
