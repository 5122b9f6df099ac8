/*
 * tables.h — the tables other programs read: values.csv and classes.csv.
 *
 * UTF-8, comma, decimal point, RFC 4180 with line feeds, shortest decimals that read back
 * the same, sorted bytewise; the columns are a contract (docs/ausgabe.md).
 */
#pragma once

#include "indicator/evaluate.h"

#include <glib.h>

/*
 * Returns: (transfer full): values.csv of the rows of @only (NULL: all indicators) at
 * @level and in @period (NULL: all).
 */
char *sr_values_csv(const SrValues *values, const SrIndicator *only, const char *level,
                    const char *period);

/*
 * Returns: (transfer full): the rows of one map, as they stand in values.csv: of @result
 * in the areas of @division in @period (NULL: all periods).
 */
char *sr_map_csv(const SrValues *values, const SrResult *result,
                 const SrDivision *division, const char *period);

/* The colour of class @class (from 0) of @n_classes: (transfer full) "#rrggbb", or NULL.
 */
typedef char *(*SrClassColor)(const SrIndicator *indicator, int class, int n_classes,
                              gpointer data);

/*
 * Returns: (transfer full): classes.csv: the breaks of every map, one row a class.
 */
char *sr_classes_csv(const SrValues *values, SrClassColor color, gpointer data);

/* Appends @text as one CSV field; a text that a spreadsheet would compute is led by '. */
void sr_csv_append(GString *csv, const char *text);
