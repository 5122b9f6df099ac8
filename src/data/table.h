/*
 * table.h — rows of text out of a file: CSV, GENESIS, XLSX, ODS, GeoPackage, SQLite.
 *
 * A table has a header (one name a column) and rows of cells in UTF-8. What was found out
 * (encoding, delimiter, sheet, where the figures begin and end) can be asked for. Formats
 * that say how a cell looks (XLSX, ODS) give it as a person sees it as far as it means
 * something: "(123)", "31.12.2018", "07332002"; numbers in full, with a decimal point.
 *
 *     g_autoptr(SrTable) table = sr_table_open(path, &format, findings);
 *     while (table != NULL && sr_table_next(table, &row))
 *         … row.cells[column], row.n_cells, row.number …
 */
#pragma once

#include "base/finding.h"
#include "base/rows.h"
#include "data/dataset.h"

#include <glib.h>
#include <stdbool.h>

typedef struct SrTable SrTable;

/*
 * Opens @path as @format says, finding out what it leaves open. What is wrong becomes
 * findings of the file.
 * Returns: (transfer full): the table at its first row, or NULL if it cannot be read.
 */
SrTable *sr_table_open(const char *path, const SrTableFormat *format,
                       SrFindings *findings);
void sr_table_free(SrTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrTable, sr_table_free)

/* Gives the next row. Returns: false at the end. */
bool sr_table_next(SrTable *table, SrRow *row);

/* Goes back to the first row. */
void sr_table_rewind(SrTable *table);

int sr_table_n_columns(const SrTable *table);
const char *const *sr_table_columns(const SrTable *table);

/* The index of the column called @name (blanks at the ends and letter case aside), or -1.
 */
int sr_table_find(const SrTable *table, const char *name);

/* Whether decimals are points by the format itself (XLSX, ODS, GeoPackage). */
bool sr_table_is_typed(const SrTable *table);

/* What was found out: borrowed; never NULL. */
const SrTableFormat *sr_table_format(const SrTable *table);
const char *sr_table_kind(const SrTable *table); /* "csv", "xlsx", … */
