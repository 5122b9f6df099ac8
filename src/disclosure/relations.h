/*
 * relations.h — what everybody knows of the counts of a case register.
 *
 *     hilfen_stationaer = § 33 + § 34 + § 27 (2) ausserhalb + § 35 in a home
 *     hilfen_stationaer_im_kreis <= hilfen_stationaer
 *     kosten_hilfen shows no more than the number of helps it was paid for
 *
 * A sum is told by its leaves, so that kinds, groups and totals are one system. Pure.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * What the count is the sum of, down to the leaves; a leaf with '/' stands in no data and
 * is what its whole leaves over. Returns: (transfer full): NULL-terminated; @name alone
 * if it is a leaf itself.
 */
char **sr_relation_leaves(const char *name);

/*
 * A leaf with '/', "hilfen_35/stationaer_beendet": the whole it is part of, and the other
 * parts of that. Returns: (transfer full): the whole first, then what to take away; NULL
 * for any other name.
 */
char **sr_relation_rest(const char *leaf);

/* What the count is part of, as leaves: (transfer full), NULL if nothing is known. */
char **sr_relation_wholes(const char *name);

/*
 * The counts that a measure (cost, duration) or a second count of the same cases hangs
 * on: it is shown where they all may be. Returns: (transfer full), or NULL.
 */
char **sr_relation_companions(const char *name);

/* Whether the name is a measure: its own figure is no count of cases. */
bool sr_relation_is_measure(const char *name);

/* Whether it is known of each age too: who begins at 5 may be a case of the year at 6. */
bool sr_relation_is_by_age(const char *part);

/*
 * Signed sums of measures of one kind of help, by suffix of the name, that are 0, or 0 at
 * least (@is_bound). The first term is of the year itself.
 */
#define SR_RELATION_MOST_TERMS 4
typedef struct {
    struct {
        const char *suffix; /* NULL: no further term */
        int sign;
        int years; /* -1: of the year before */
    } terms[SR_RELATION_MOST_TERMS];
    bool is_bound;
    bool is_by_age; /* known of each age too: all terms tell the age on the same day */
    bool has_years; /* not all terms are of the same year */
    const char *label;
} SrRelationIdentity;

extern const SrRelationIdentity sr_relation_identities[]; /* ends without terms */

/*
 * The kind of help of a stock or flow, and what comes behind: "hilfen_33" and "_m" of
 * "hilfen_33_bestand_m". Returns: (transfer full): NULL if it is neither.
 */
char *sr_relation_kind(const char *name, const char **band);

/* The year so many years on: (transfer full); NULL if @period is no year. */
char *sr_relation_year(const char *period, int years);
