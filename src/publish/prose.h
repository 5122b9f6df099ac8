/*
 * prose.h — sentences and lines of text made from data, in the language in use.
 *
 * Every figure in them is one of values.csv, written as on the page; nothing is said of
 * a value that is not ok.
 */
#pragma once

#include "data/dataset.h"
#include "indicator/evaluate.h"
#include "publish/insight.h"

/* The figure as people read it, without unit: "38,2", or the sign of its status. */
char *sr_prose_number(const SrValue *value, const char *language);

/* "38,2 je 1 000", "12,3 %", "1.204 Personen". */
char *sr_prose_value(const SrIndicator *indicator, double value, const char *language);

/* What the areas are called: "Gemeinden"; of a single one, "Landkreis". */
const char *sr_prose_kind(const SrDivision *division);

/* "je 1 000 junge Menschen unter 21 Jahren · Gemeinden · 2018". */
char *sr_prose_subtitle(const SrIndicator *indicator, const SrDivision *division,
                        const char *period);

/* The unit with whom it is of: "je 1 000 Kinder unter 6 Jahren", "% der Haushalte". Rates
 * of different ages must not look alike beside each other. */
char *sr_prose_unit(const SrIndicator *indicator);

/* What the denominator counts: "Kinder unter 6 Jahren", the head of a column. */
char *sr_prose_denominator(const SrIndicator *indicator);

/* "2014-2018" as people write it: "2014 bis 2018"; "2018-12-31": "31.12.2018". */
char *sr_prose_period(const char *period);

/* "2018-12-31" → "31.12.2018". */
char *sr_prose_day(const char *day);

/*
 * The Lesebeispiel for the values of one map (@slice[division->n_areas], NULL = no row):
 * of the area with the most people. NULL where no area has a value.
 */
char *sr_prose_example(const SrIndicator *indicator, const SrDivision *division,
                       const SrValue *const *slice, const SrValue *top,
                       const char *language);

/* Where all areas together are, within a sentence: "im Landkreis", "in der Stadt". */
char *sr_prose_in_whole(const SrDivision *top, const char *language);

/* One plain sentence of what the map shows: where it is highest and lowest; or NULL. */
char *sr_prose_summary(const SrIndicator *indicator, const SrDivision *division,
                       const SrValue *const *slice, const char *language);

/* What a high value stands for, and that colour is no verdict. */
const char *sr_prose_polarity(const SrIndicator *indicator);

/* "höher", "niedriger", "ähnlich", "" for none. */
const char *sr_prose_verdict(SrVerdict verdict);

/* An area in a list: "VG Freinsheim"; where a coarser level @split divides it, "VG
 * Freinsheim (mehrere Regionen)". (transfer full). */
char *sr_prose_area(const SrScheme *scheme, int level, int area, int split);

/*
 * The head of a column of verdicts: "Vergleich"; with what, where that is not the highest
 * level of @scheme: "Vergleich: Landkreise in RLP". (transfer full).
 */
char *sr_prose_compared(const SrIndicator *indicator, const SrScheme *scheme);

/* "Kinderarmut: 14,2 % (im Landkreis 11,0 %)": for lists of burdens and strengths. */
char *sr_prose_standing(const SrValue *value, const SrValue *whole, const char *language);

/* Who is highest and lowest, and the whole between them, as one sentence. */
char *sr_prose_difference(const SrDifference *difference, const char *language);

/* From what to what an area has risen or fallen, as one sentence. */
char *sr_prose_change(const SrChange *change, const char *language);

/* An area far from the others, as one sentence. */
char *sr_prose_outlier(const SrOutlier *outlier, const char *language);

/*
 * "…, Stand 31.12.2018; …; Bevölkerung: Zensus": the data sets an indicator was made from
 * and the base of the population that it divides by.
 */
char *sr_prose_source(const SrResult *result, GPtrArray *datasets);
