/*
 * number.h — figures as offices write them, as machines read them, as people read them.
 *
 * Whether "1.234" is a thousand or a bit more than one is decided for a column, never for
 * a cell: survey all its cells first, then parse each in the form that the survey gave.
 *
 *     SR_NUMBER_GERMAN    1.234,5   1 234,5   1'234,5   12,3 %   1.234,50 €   1 234¹
 *     SR_NUMBER_ENGLISH   1,234.5   1 234.5   1'234.5   12.3%    €1,234.50    1.2e5
 *
 * Blanks between groups of three may be common, no-break (U+00A0), thin (U+2009) or
 * narrow no-break (U+202F); apostrophes ' or ’; the minus - or − (U+2212). Footnote signs
 * behind a number are superscript digits or "1)". Pure: no locale.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef enum {
    SR_NUMBER_GERMAN,  /* decimal comma */
    SR_NUMBER_ENGLISH, /* decimal point */
} SrNumberForm;

typedef enum {
    SR_UNIT_NONE,
    SR_UNIT_PERCENT, /* "12,3 %" is 12.3: the sign is told, the value is not divided */
    SR_UNIT_EURO,
} SrNumberUnit;

typedef struct {
    double value;
    SrNumberUnit unit;
    bool has_footnote;
} SrNumber;

/* What the cells of a column allow; all 0 to begin with. */
typedef struct {
    int n_german;    /* only the German form reads them: "1.234,5", "0,25" */
    int n_english;   /* only the English form reads them */
    int n_ambiguous; /* both do, and differ: "1.234" */
} SrNumberSurvey;

void sr_number_survey_add(SrNumberSurvey *survey, const char *text);

/*
 * The form of the column; @fallback where no cell decides. A column with cells of both
 * kinds is mixed: the more frequent form is given, the other cells will not parse.
 */
SrNumberForm sr_number_survey_form(const SrNumberSurvey *survey, SrNumberForm fallback);

/* Returns: whether ambiguous cells were read by the fallback alone. */
bool sr_number_survey_is_guess(const SrNumberSurvey *survey);

/* Returns: whether @text is one finite number in @form; @number is written only then. */
bool sr_number_parse(const char *text, SrNumberForm form, SrNumber *number);

#define SR_NUMBER_SIZE 32

/*
 * Writes the shortest decimal that reads back as @value (finite), in the C locale, into
 * @buffer of SR_NUMBER_SIZE bytes; -0 is written as 0.
 * Returns: @buffer.
 */
char *sr_number_write(char *buffer, double value);

/*
 * @value as sr_number_format() prints it: the double that reads like its @decimals digits
 * (1.005 → 1.01, −0.04 → 0). NAN and the infinite stay what they are.
 */
double sr_number_round(double value, int decimals);

/*
 * For a finding: @value with at most ten digits and no groups, so that it can be looked
 * for in the file; a decimal comma in German.
 * Returns: (transfer full): the text.
 */
char *sr_number_told(double value, const char *language);

/*
 * For people: @decimals digits behind the sign, halves rounded away from zero as on paper
 * (2.5 → 3, 1.005 → 1.01), groups of three from 1 000 on, U+2212 as the minus.
 *     "de": 1 234,5 with U+202F between groups          "en": 1,234.5
 * Returns: (transfer full): the text.
 */
char *sr_number_format(double value, int decimals, const char *language);
