/*
 * xlsx.h — tables.xlsx, the workbook for people who go on computing.
 *
 *     Contents      title, chapters and indicators, each a link
 *     Signs         what signs, colours and columns mean
 *     Demography …  a sheet a chapter: Gemeinden with subtotals of each level above
 *
 *     |                    | Kinderarmut, %, 2018                              | …
 *     | Key | Area | Level | Value | Cases | Of | From | To | Compared | Rank | …
 *
 * Only the newest period and the default scheme; values.csv has all. What is not ok
 * stands as its sign, never as a number. Every text is written as text: a name that
 * begins with "=" stays a name. Equal values give equal bytes.
 */
#pragma once

#include "publish/press.h"

/*
 * Writes the workbook of the indicators @only (ids, NULL-terminated; NULL or empty: all)
 * to @path. Returns: false with SR_ERROR_IO, @path untouched.
 */
bool sr_workbook_write(const SrPress *press, char *const *only, const char *path,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
