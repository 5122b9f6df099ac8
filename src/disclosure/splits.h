/*
 * splits.h — sexes and ages of one count as the parts of it.
 *
 *     shown: hilfen_34, hilfen_34_m, hilfen_34_u6
 *     hilfen_34      hilfen_34_m_u6  hilfen_34_m_6plus  hilfen_34_w_u6  hilfen_34_w_6plus
 * … hilfen_34_m    hilfen_34_m_u6  hilfen_34_m_6plus
 *
 * The finest bands that all that is shown is a sum of: so boys and all tell of the girls,
 * in the system as on paper. Kinds and groups of helps are split alike (relations.h).
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct SrSplits SrSplits;

/* What is known of the variables there are. */
typedef struct {
    bool (*is_variable)(const char *name, gpointer data); /* itself, not a band of one */
    int (*last_age)(const char *name, gpointer data);     /* of its bands; SR_OPEN_AGE */
    gpointer data;
} SrSplitSource;

/* @source is copied. */
SrSplits *sr_splits_new(const SrSplitSource *source);
void sr_splits_free(SrSplits *splits);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrSplits, sr_splits_free)

/* Notes that @name is shown; all names before the first question. */
void sr_splits_note(SrSplits *splits, const char *name);

/*
 * Returns: (transfer full): the parts of @name, NULL-terminated, by kind, sex and age; as
 * sr_relation_leaves() where no band of it was noted.
 */
char **sr_splits_leaves(const SrSplits *splits, const char *name);
