/*
 * rules.h — what an office asks of disclosure control: [disclosure] of sozialraum.ini.
 *
 *     [disclosure]
 *     minimum=3                 counts from 1 to 2 are never shown
 *     minimums=hilfen_33=5      more is asked for of single counts, by name
 *     denominator=100           a rate needs so many people
 *     groups=true               nothing is said of all of a group
 *     hidden=40                 check tells of maps that lose more, in per cent
 *
 * What stands in the file of one indicator can ask for more, never for less.
 */
#pragma once

#include "base/keyfile.h"

typedef struct {
    const char *name;
    int minimum;
} SrRuleMinimum;

typedef struct {
    int minimum;
    GArray *minimums; /* of SrRuleMinimum, their names owned; or NULL */
    int denominator;
    bool hides_groups;
    double most_hidden; /* share, 0 to 1 */
} SrRules;

/* Reads the group; what is wrong is told in @findings. Returns: (transfer full). */
SrRules *sr_rules_read(const SrKeyfile *file, SrFindings *findings);
void sr_rules_free(SrRules *rules);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrRules, sr_rules_free)

/* The rules where no file says otherwise: (transfer none). */
const SrRules *sr_rules_usual(void);

/*
 * The least that may be shown of the count by its name, else 0. What is asked for of a
 * count holds for all made of it, "verfahren_8a" for "verfahren_8a_akut_m". By custom it
 * is 5 for §§ 8a, 34 and 42.
 */
int sr_rules_least(const SrRules *rules, const char *name);

/* Whether the count is @stem or made of it: hilfen_34_beendet of hilfen_34, not
 * hilfen_345. */
bool sr_rules_is_of(const char *name, const char *stem);
