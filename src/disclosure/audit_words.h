/*
 * audit_words.h — numbers and names in printed text, as a reader finds them. Pure.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* A number in a text. */
typedef struct {
    double value;
    int decimals;
    bool is_year; /* 1900 to 2100, without a group or a decimal */
} SrPrintedNumber;

/*
 * The numbers in @text, groups of three ("2 354"), decimals and minus signs understood;
 * dates (31.12.2018) and numbers within words (u21, A4) are none.
 * @comma: the decimal sign is a comma. Returns: (transfer full).
 */
GArray *sr_printed_numbers(const char *text, bool comma);

/* Whether the text has a digit and no letter: "12,3", "2,0–6,6", "( 5 )". */
bool sr_printed_is_number(const char *text);

/* @text without blanks, hyphens and soft hyphens, so that broken lines are the same. */
char *sr_printed_squash(const char *text);
