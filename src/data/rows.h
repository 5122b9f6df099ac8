/*
 * rows.h — where the rows of a table come from; inside data/ only. A reader of a format
 * gives its rows as they stand in the file: titles, header and footnotes among them.
 */
#pragma once

#include "data/table.h"

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
