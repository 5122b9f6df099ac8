/*
 * observe_private.h — the state of reading one table; shared by observe.c and what it
 * says at the end of a file.
 */
#pragma once

#include "data/columns.h"
#include "data/observe.h"

/* What a key or name in the file was found to mean. */
typedef struct {
    SrMatch match;
    int level;    /* of a total: as SrTotalFigure has it */
    bool is_part; /* of a level below that of the table */
    bool is_told;
} SrPlace;

/* Figures of a column with and without %, and the rows of the first of each. */
typedef struct {
    int n_percent, first_percent;
    int n_plain, first_plain;
} SrUnitUse;

typedef struct {
    const SrDataset *dataset;
    const SrTable *table;
    const SrMatcher *matcher;
    SrMatcher **above; /* [n_levels], owned; NULL where no sums are looked for */
    const SrColumns *columns;
    const SrObservedAreas *areas;
    const char *const *names; /* of areas */
    SrFindings *findings;
    SrObservations *out;
    GHashTable *places;   /* text → Place */
    GHashTable *ages;     /* text → Age */
    GHashTable *series;   /* packed SrSeriesKey → index + 1 */
    GHashTable *periods;  /* text in the file → index + 1 */
    guint64 *last_key;    /* [values] the series asked for last … */
    guint32 *last_series; /* … and its index */
    bool *has_area;       /* [areas, those of another day too] a row was met */
    GPtrArray
        *unmatched;   /* of char *: keys and names that mean no area, the first ones */
    int *n_used;      /* [variables] figures read */
    int fixed_period; /* index, -1 = of each row */
    int n_errors;
    int n_rows;
    int n_repaired, first_repaired;
    int n_outside, n_gone;
    int n_headings, first_heading;   /* rows without a figure that are no area */
    int n_subtotals, first_subtotal; /* rows of levels above */
    int n_left_out, first_left_out;  /* by leave_out= */
    int n_parts, first_part;         /* rows of levels below */
    int n_empty, first_empty;
    SrUnitUse *units; /* [values] */
} SrReader;

/* Makes reader->above of the levels above the table's, and frees it. */
void sr_reader_make_above(SrReader *reader);
void sr_reader_free_above(SrReader *reader);

/*
 * The area or total of the row, borrowed; NULL if its figures are not to be read, after
 * a finding where that is a mistake.
 */
SrPlace *sr_reader_place(SrReader *reader, const SrRow *row);

/* The name beside the key must not be that of another area. */
void sr_reader_check_name(SrReader *reader, const SrRow *row, const SrPlace *place);

/* Complains of a row whose area is not known, with what may be meant. */
void sr_reader_complain_place(SrReader *reader, const SrRow *row, const SrPlace *place);

/* Tells what was repaired, left out or absent. */
void sr_reader_tell_notes(SrReader *reader);

/* Complains of variables without a figure and of columns that mix units. */
void sr_reader_check_use(SrReader *reader);

/* Complains of a column of ages whose cells are figures; after arranging. */
void sr_reader_check_ages(SrReader *reader);

/*
 * Sorts the observations by series and area, in one pass over each; an area twice in a
 * series is a finding.
 */
void sr_reader_arrange(SrReader *reader, int n_areas);

/* Nobody mends more at a time; reading on would only cost memory. */
#define SR_MOST_ERRORS 1000
