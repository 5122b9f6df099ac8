/*
 * cases.h — the register of help cases, in memory only, turned into yearly counts.
 *
 * One row a help (Hilfe zur Erziehung, SGB VIII). The rows never reach the store, a log
 * or output/; a finding names the row number and what is wrong, not the content.
 *
 * For each kind of help k (27_2_ambulant, 27_2_ausserhalb, 27_2_sonstige, 27_2, 28, 29 …
 * 35, 35a), the legal basis 41, the groups ambulant, teilstationaer, stationaer, and each
 * year:
 *
 *     hilfen_k                    cases in the year = stock on 31.12. + ended in the year
 *     hilfen_k_bestand            stock on 31.12.
 *     hilfen_k_bestand_vorjahr    stock on 31.12. of the year before
 *     hilfen_k_begonnen           begun in the year
 *     hilfen_k_beendet            ended in the year
 *     hilfen_k_mittel             mean caseload: the mean of the stock on the last days
 * of the months
 *
 * A help that begins on 31.12. is in stock; one that ends on 31.12. is ended and not in
 * stock. So stock of the year before + begun = stock + ended, for each kind and place;
 * this is checked. § 41 is a legal basis on top of a kind and in no group. UMA are left
 * out.
 *
 *     hilfen_ambulant        §§ 29, 30, 31, 35 outside a home, 27 (2) ambulant and
 * sonstige hilfen_teilstationaer  § 32 hilfen_stationaer      §§ 33, 34, 35 in a home, 27
 * (2) outside the family junge_menschen_31      children in the families of § 31
 *     junge_menschen_31_quadrate    the sum of the squares of their numbers
 *     kosten_hilfen          cost of the year, euro: that of a month × months, parts of a
 * month by days hilfen_begonnen_u6, hilfen_begonnen_ohne_frueher, hilfen_beendet_plan
 *     hilfen_stationaer_im_kreis
 *     verfahren_8a (+ _akut _latent _hilfebedarf _kein), inobhutnahmen_42,
 *     familiengericht_50, jugendgericht_52     from sheets of their own
 *
 * Each of these measures is also split by sex (m, w) and age band (0–2, 3–5, 6–9, 10–13,
 * 14–17, 18–20, 21 and more): of a stock by the age on its day, of what began or ended by
 * the age on that day, of the cases in the year on 31.12. or at their end. The surveys
 * are split likewise, by the age on the day, where they tell birth and sex.
 */
#pragma once

#include "base/finding.h"
#include "data/dataset.h"
#include "data/match.h"

#include <glib.h>
#include <stdbool.h>

/* The keys of [columns] of a register. */
typedef enum {
    SR_CASE_ID,    /* pseudonymous, of the young person */
    SR_CASE_HOME,  /* AGS of the family's home before placement */
    SR_CASE_BIRTH, /* birth month: 2011-05, 05/2011, 05.2011, or a date */
    SR_CASE_SEX,   /* m, w, d */
    SR_CASE_KIND,  /* official key 01 … 16, or "§ 34", "34", "27 (2) ambulant" */
    SR_CASE_BASIS, /* "41", "§ 41", "ja" = young adult; else empty, "nein", the § of the
                      kind */
    SR_CASE_BEGIN, /* date */
    SR_CASE_END,   /* date, empty = goes on */
    SR_CASE_REASON,   /* key of the end reason; not interpreted */
    SR_CASE_BY_PLAN,  /* ja/nein: ended according to the plan */
    SR_CASE_RETURNED, /* ja/nein: lives with the family again after it */
    SR_CASE_FAMILY,   /* family number: § 31 is one help a family */
    SR_CASE_CHILDREN, /* number of children (§ 31) */
    SR_CASE_UMA,      /* ja/nein */
    SR_CASE_INSIDE,   /* ja/nein: placed in the county */
    SR_CASE_EARLIER,  /* ja/nein: had a help before */
    SR_CASE_COST,     /* euro a month */
    SR_N_CASE_COLUMNS,
} SrCaseColumn;

/* "id", "home", …: the key. */
const char *sr_case_column_name(SrCaseColumn column);

/* What the names of the counts begin with, NULL-terminated; a survey's: its own name. */
extern const char *const sr_case_stems[];

/* One count for all areas in a year. */
typedef struct {
    char *variable;
    char *title; /* German */
    char *title_en;
    char *unit;
    int year;
    char sex;             /* 'm', 'w', or 0 = both */
    int age_from;         /* -1 = all ages */
    int age_to;           /* included */
    const SrSheet *sheet; /* the survey it was counted in, borrowed; NULL: the register */
    double *values;       /* [n_areas], owned; NULL = 0 in all areas */
} SrCount;

/* The age bands and sexes that all counts are split by: a part is a sex and a band. */
#define SR_N_CASE_BANDS 7
#define SR_N_CASE_PARTS (3 * SR_N_CASE_BANDS)

/* What a count is called, and whom it counts. */
typedef struct {
    const char *variable;
    const char *title;
    const char *title_en;
    const char *unit;
    char sex;
    int age_from;
    int age_to;
    const SrSheet *sheet; /* or NULL */
} SrCountLabel;

/* Help for young people ends before this birthday. */
#define SR_CASE_OLDEST 28

/* The band of an age in years. */
int sr_case_band(int age);

/* Fills sex and ages of @label as the part @part has them. */
void sr_case_part_label(int part, SrCountLabel *label);

/* Adds the counts of all years from @first_year on: @table[n_years][n_areas], NULL = 0.
 */
void sr_case_add_counts(GPtrArray *counts, const SrCountLabel *label, int first_year,
                        int n_years, int n_areas, const double *table);

/*
 * Reads the register of @dataset, its sheets too, and counts it for the areas of @matcher
 * (@n_areas Gemeinden).
 * Returns: (transfer full) (element-type SrCount): the counts, or NULL if a finding is an
 * error.
 */
GPtrArray *sr_cases_count(const SrDataset *dataset, const SrMatcher *matcher, int n_areas,
                          SrFindings *findings);
