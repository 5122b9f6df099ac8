/*
 * released.h — indicators/gesperrt.csv: what editions that were released made of each
 * row.
 *
 *     edition,date,indicator,scheme,level,area,period,state,figure
 *     1,2018-12-31,eckwert,,gemeinde,07332001,2018,open,5f0c9a13
 *     1,2018-12-31,eckwert,,gemeinde,07332003,2018,closed,
 *     sha256,9d1e…
 *
 * Every row of protected indicators that had a figure stands there once, with the edition
 * that first told of it. No numbers and no reasons: `figure` is a checksum of what was
 * printed in an open row, by which the file is known to belong to these data; a closed
 * row has none. The last line is the checksum of all before it.
 *
 * What is open counts as published ever after, what is closed stays closed (plan.h). A
 * row whose printed figure is another one today is a correction: it is decided on anew,
 * and the edition is a draft until it is released again.
 */
#pragma once

#include "disclosure/plan.h"

typedef struct SrReleased SrReleased;

/*
 * Reads the file; no file is a pattern without rows. Returns: (transfer full): the
 * pattern, or NULL with errors among @findings: cut short, edited, not of this form.
 */
SrReleased *sr_released_read(const char *path, SrFindings *findings);
void sr_released_free(SrReleased *released);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrReleased, sr_released_free)

/*
 * Compares with @values, before any of them is hidden. A row that is none of theirs is an
 * error among @findings; so is it when most open rows had other figures: then the file
 * belongs to other data. Single ones are corrections, and told as warnings.
 */
void sr_released_compare(SrReleased *released, const SrValues *values,
                         SrFindings *findings);

/* The states for SrProtection, without what was corrected: (transfer none). */
GHashTable *sr_released_states(const SrReleased *released);

/* Whether every protected row of @values, hidden or not, was released, as it is. */
bool sr_released_covers(const SrReleased *released, const SrValues *values);

int sr_released_n(const SrReleased *released);

/*
 * The file that releases @values, hidden where they must be, in a new edition of @date
 * beside what was released. @n_new: the rows that are new or corrected.
 * Returns: (transfer full): its text.
 */
char *sr_released_text(const SrReleased *released, const SrValues *values,
                       const char *date, int *n_new);
