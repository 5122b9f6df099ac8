/*
 * terms.h — the words of the field in cells: ages, sexes, periods, days, yes and no.
 *
 * Each function gives false for a text it does not know, and then leaves its results
 * alone.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#define SR_ALL_AGES (-1)
#define SR_OPEN_AGE G_MAXINT

/*
 * "17", "17 Jahre", "unter 3", "18 bis unter 21 Jahre", "18–20", "90 und mehr", "65+",
 * GENESIS "ALT000B03", "ALT017", "ALT090UM"; "" and "Insgesamt" are SR_ALL_AGES.
 * @to is included.
 */
bool sr_age_parse(const char *text, int *from, int *to);

/* Whether ages stand in a heading: "6 bis unter 18 Jahre", "unter 3", "u18", "65+". */
bool sr_text_has_ages(const char *text);

/* "m", "männlich", "GESM", "1" …; @sex is 'm', 'w', 'd', or 0 for both ("", "Insgesamt").
 */
bool sr_sex_parse(const char *text, char *sex);

/*
 * "2018", "31.12.2018", "2018-12-31", "2014-2018", "2017/18".
 * Returns: (transfer full): YYYY, YYYY-MM-DD or YYYY-YYYY, or NULL.
 */
char *sr_period_parse(const char *text, bool as_year);

/*
 * The period of a day that lost its format on the way out of a spreadsheet: "43465" is
 * 31.12.2018. Only from 1927 on (10 000), and never with a leading zero.
 */
char *sr_serial_period(const char *text, bool as_year);
bool sr_serial_parse(const char *text, int *day);

/* A day as days since 0001-01-01 (Julian day of GDate): "31.12.2018", "2018-12-31". */
bool sr_day_parse(const char *text, int *day);

/* The month of a day, as year * 12 + month - 1; the day of a date. No date is checked. */
int sr_day_month(int day);
int sr_day_of(int year, int month, int day_of_month);

/* A month as year * 12 + month - 1: "2011-05", "05/2011", "5.2011", or a day in it. */
bool sr_month_parse(const char *text, int *month);

/* "ja", "j", "1", "x", "true", "wahr" and their opposites; "" is no. */
bool sr_yes_parse(const char *text, bool *is_yes);
