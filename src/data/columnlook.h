/*
 * columnlook.h — what the columns of an unknown table hold, counted over all its rows.
 */
#pragma once

#include "base/number.h"
#include "data/places.h"
#include "data/table.h"

#define SR_LOOK_MOST_LEVELS 12
#define SR_LOOK_MOST_VALUES 60

typedef struct {
    const char *heading; /* borrowed from the table */
    int n_filled;
    int n_figures; /* numbers and signs */
    int n_digits;  /* cells of digits alone */
    int n_days;    /* days, not mere years */
    int n_periods; /* years and days */
    int n_sexes;
    int n_ages; /* with a word, or of a column headed as ages */
    int n_percent;
    int n_negative;
    int n_keys[SR_LOOK_MOST_LEVELS];  /* keys of areas of each level */
    int n_names[SR_LOOK_MOST_LEVELS]; /* names of areas of each level */
    int n_outside;                    /* keys that are not in the project */
    int longest;                      /* of cells of digits */
    GPtrArray *values; /* of char *: the different cells, at most SR_LOOK_MOST_VALUES */
    bool has_more_values;
    GPtrArray *signs; /* of char *: short cells that are no number */
    SrNumberSurvey survey;
} SrColumnLook;

typedef struct {
    SrColumnLook *columns; /* [n] */
    int n;
    int n_rows;
} SrTableLook;

/* Reads all rows of @table. Returns: (transfer full). */
SrTableLook *sr_table_look_new(SrTable *table, const SrPlaces *places);
void sr_table_look_free(SrTableLook *look);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrTableLook, sr_table_look_free)
