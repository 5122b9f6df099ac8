/*
 * changes.h — how areas became others: shapes/changes.csv, and what that means for the
 * figures of one day (Gebietsstand) on the areas of another.
 *
 *     old_key;new_key;day;share
 *     07332011;07332010;1974-03-16;1        swallowed whole
 *     07332099;07332001;2014-06-07;0.7      split: the shares are of the people of the
 * old 07332099;07332002;2014-06-07;0.3 07332002;07332002;2014-06-07;1        it was there
 * before: a row of its own says so
 *
 * On @day all rows of the day happen at once: an area named as old ends, one named as new
 * begins, and one that is not named goes on. So an area that takes a part of another and
 * goes on itself needs the row that says so, and nothing has to be guessed.
 *
 * Two more columns may stand there: old_name (files that name their areas find them by
 * it), and back_share (what part of the new area came from the old one; needed only to
 * take newer figures to older boundaries where areas were joined).
 */
#pragma once

#include "base/finding.h"

#include <glib.h>
#include <stdbool.h>

typedef struct {
    char *old_key;  /* as sr_change_key() writes it */
    char *new_key;  /* the same */
    char *old_name; /* "" if not given */
    int day;        /* as of sr_day_parse() */
    double share;   /* of the old area, 0 < share <= 1 */
    double back;    /* of the new area; NAN if not given */
    int row;        /* of the file */
} SrChange;

typedef struct {
    char *path;        /* of the file */
    GArray *rows;      /* of SrChange, by day, then old key, then new key */
    GHashTable *named; /* the keys in rows, borrowed from them */
    bool is_there;     /* there is such a file */
} SrChanges;

/* Part of an area of another day. */
typedef struct {
    const char *key; /* borrowed */
    double share;    /* of that area, 0 < share <= 1 */
} SrSource;

/*
 * Reads shapes/changes.csv; an absent file is an empty table, a wrong one is findings.
 * Returns: (transfer full): the changes.
 */
SrChanges *sr_changes_read(const char *path, SrFindings *findings);
void sr_changes_free(SrChanges *changes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrChanges, sr_changes_free)

/*
 * A key as it is compared: blanks cut off, a lost leading zero put back, an ARS of 12
 * digits as the AGS. (transfer full)
 */
char *sr_change_key(const char *text);

/*
 * What the area @key of the day @to was made of on the day @from, which may be before or
 * after it: the area itself if nothing happened between. Shares multiply from change to
 * change.
 * Returns: (transfer full): an array of SrSource by key, or NULL if the changes
 * contradict that the area was there, or cannot be undone; @row is then the row that
 * hinders, and
 * @other the key of the area it makes of several (borrowed), or NULL for a contradiction.
 */
GArray *sr_changes_trace(const SrChanges *changes, const char *key, int from, int to,
                         int *row, const char **other);

/*
 * The last row by which people of the area @key went to another (@ends), or came to it
 * from another; or NULL: (transfer none).
 */
const SrChange *sr_changes_find(const SrChanges *changes, const char *key, bool ends);
