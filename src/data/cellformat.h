/*
 * cellformat.h — what a number format of a spreadsheet makes of a number, where it means
 * something: brackets, leading zeros, dates, percent, signs in place of a figure.
 *
 *     7332002  with 00000000           07332002
 *     123      with "("0")"            (123)
 *     0        with #,##0;-#,##0;"-"   -
 *     0.123    with 0.0%               12.3 %
 *     43465    with dd.mm.yyyy         2018-12-31
 *     1234.5   with #,##0.00 €         1234.5
 *
 * Pure.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * Returns: (transfer full): the text of @value under the format @code ("General",
 * "0.0%").
 * @is_1904: days count from 1904 and not from 1900.
 */
char *sr_cell_format(double value, const char *code, bool is_1904);

/* The code of a format that is built into the file format by its number; "General" if
 * none. */
const char *sr_cell_format_builtin(int number);
