/*
 * columns.h — which columns of an open table hold which figures, as its definition says.
 */
#pragma once

#include "base/number.h"
#include "data/dataset.h"
#include "data/table.h"

/* A column in which figures stand. */
typedef struct {
    int variable; /* index in the dataset */
    int column;
    int quality; /* column of signs, -1 = none */
    int n_where;
    int *where;          /* [n_where] columns, owned */
    char **where_values; /* borrowed */
    int age_column;      /* -1 = none */
    int age_from_column;
    int age_to_column;
    int sex_column;
    int age_from; /* where no column tells */
    int age_to;
    char sex;
    char *period;      /* of a run {period}, owned, or NULL */
    SrNumberForm form; /* of texts that look like numbers */
} SrValueColumn;

typedef struct {
    int key;
    int name;          /* -1 = none */
    int period;        /* -1 = none */
    GPtrArray *values; /* of SrValueColumn, in the order of the variables */
} SrColumns;

/*
 * Finds the columns; then looks through all rows for the form of the numbers where the
 * definition leaves it open, and leaves @table at its first row.
 * Returns: (transfer full): the columns, or NULL after findings.
 */
SrColumns *sr_columns_find(const SrDataset *dataset, SrTable *table,
                           SrFindings *findings);

void sr_columns_free(SrColumns *columns);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrColumns, sr_columns_free)

/* Whether @cell is @wanted but for blanks at its ends, common or no-break. */
bool sr_cell_is(const char *cell, const char *wanted);

/* How the cell of @value in @row is written. */
static inline SrNumberForm
sr_value_column_form(const SrValueColumn *value, const SrRow *row)
{
    return sr_row_is_number(row, value->column) ? SR_NUMBER_ENGLISH : value->form;
}

/* Returns: whether the conditions (where_…) of @value hold in @row. */
static inline bool
sr_value_column_applies(const SrValueColumn *value, const SrRow *row)
{
    for (int i = 0; i < value->n_where; i++)
        if (!g_str_equal(row->cells[value->where[i]], value->where_values[i]) &&
            !sr_cell_is(row->cells[value->where[i]], value->where_values[i]))
            return false;
    return true;
}
