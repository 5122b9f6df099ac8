#include "base/number.h"

#include "base/shortest.h"

#include <math.h>
#include <string.h>

/* More digits than any figure has; longer bodies are refused. */
#define MOST_CHARACTERS 60

/* The UTF-8 blanks that stand between groups or around figures; "" ends the list. */
static const char *const blanks[] = {" ",      "\t",     "\u00a0", "\u2009",
                                     "\u202f", "\u2007", ""};
static const char *const apostrophes[] = {"'", "\u2019", ""};
static const char *const minuses[] = {"-", "\u2212", ""};
static const char *const euros[] = {"€", "EUR", "Euro", ""};
static const char *const superscripts[] = {"\u00b9", "\u00b2", "\u00b3", "\u2070",
                                           "\u2074", "\u2075", "\u2076", "\u2077",
                                           "\u2078", "\u2079", ""};

/* The bytes between @start and @end that are still to be read. */
typedef struct {
    const char *start;
    const char *end;
} Span;

static bool
drop_start(Span *span, const char *const *words)
{
    for (; **words != '\0'; words++) {
        gsize n = strlen(*words);

        if ((gsize)(span->end - span->start) >= n &&
            memcmp(span->start, *words, n) == 0) {
            span->start += n;
            return true;
        }
    }
    return false;
}

static bool
drop_end(Span *span, const char *const *words)
{
    for (; **words != '\0'; words++) {
        gsize n = strlen(*words);

        if ((gsize)(span->end - span->start) >= n &&
            memcmp(span->end - n, *words, n) == 0) {
            span->end -= n;
            return true;
        }
    }
    return false;
}

static void
drop_blanks(Span *span)
{
    while (drop_start(span, blanks))
        ;
    while (drop_end(span, blanks))
        ;
}

/* "1 234 1)" has the footnote "1)"; the blank before it tells it from a digit. */
static bool
drop_bracket_footnote(Span *span)
{
    Span rest = *span;

    if (rest.start == rest.end || rest.end[-1] != ')')
        return false;
    rest.end--;
    if (rest.start == rest.end || !g_ascii_isdigit(rest.end[-1]))
        return false;
    while (rest.start < rest.end && g_ascii_isdigit(rest.end[-1]))
        rest.end--;
    if (!drop_end(&rest, blanks) || rest.start == rest.end)
        return false;
    *span = rest;
    return true;
}

/* Takes currency, percent and footnotes off both ends. */
static void
drop_decoration(Span *span, SrNumber *number)
{
    drop_blanks(span);
    if (drop_bracket_footnote(span))
        number->has_footnote = true;
    while (drop_end(span, superscripts))
        number->has_footnote = true;
    drop_blanks(span);
    if (drop_end(span, (const char *const[]){"%", ""}))
        number->unit = SR_UNIT_PERCENT;
    else if (drop_end(span, euros) || drop_start(span, euros))
        number->unit = SR_UNIT_EURO;
    drop_blanks(span);
}

/*
 * Copies the digits before the decimal sign without their group signs. Groups must be of
 * three digits and all have the same sign. Returns the digits written, or -1.
 */
static int
copy_whole(Span *span, char group_sign, char *digits)
{
    const char *const group_signs[] = {group_sign == '.' ? "." : ",", ""};
    const char *const *sign = NULL;
    int n = 0;
    int n_in_group = 0;

    while (span->start < span->end) {
        if (g_ascii_isdigit(*span->start)) {
            digits[n++] = *span->start++;
            n_in_group++;
            continue;
        }
        const char *const *kinds[] = {blanks, apostrophes, group_signs};
        const char *const *found = NULL;
        for (size_t i = 0; i < G_N_ELEMENTS(kinds) && found == NULL; i++)
            if (drop_start(span, kinds[i]))
                found = kinds[i];
        if (found == NULL)
            break;
        bool is_first = sign == NULL;
        if (is_first ? n_in_group < 1 || n_in_group > 3
                     : n_in_group != 3 || found != sign)
            return -1;
        sign = found;
        n_in_group = 0;
    }
    return sign != NULL && n_in_group != 3 ? -1 : n;
}

/* Writes @span as a C number into @buffer; returns false if it is none in @form. */
static bool
write_plain(Span span, SrNumberForm form, char *buffer)
{
    char decimal = form == SR_NUMBER_GERMAN ? ',' : '.';
    char group = form == SR_NUMBER_GERMAN ? '.' : ',';
    char *out = buffer;
    int n_decimals = 0;

    if (drop_start(&span, minuses))
        *out++ = '-';
    else if (span.start < span.end && *span.start == '+')
        span.start++;
    int n_whole = copy_whole(&span, group, out);
    if (n_whole < 0)
        return false;
    out += n_whole;
    if (span.start < span.end && *span.start == decimal) {
        *out++ = '.';
        for (span.start++; span.start < span.end && g_ascii_isdigit(*span.start);
             n_decimals++)
            *out++ = *span.start++;
        if (n_decimals == 0)
            return false;
    }
    if (n_whole + n_decimals == 0)
        return false;
    if (span.start < span.end && (*span.start == 'e' || *span.start == 'E')) {
        *out++ = *span.start++;
        if (span.start < span.end && (*span.start == '+' || *span.start == '-'))
            *out++ = *span.start++;
        if (span.start == span.end)
            return false;
        while (span.start < span.end && g_ascii_isdigit(*span.start))
            *out++ = *span.start++;
    }
    *out = '\0';
    return span.start == span.end;
}

/* Most cells are short whole numbers: read without a copy. */
static bool
parse_digits(const char *text, double *value)
{
    gint64 whole = 0;
    int n = 0;

    for (; g_ascii_isdigit(text[n]); n++) {
        if (n == 15)
            return false;
        whole = whole * 10 + (text[n] - '0');
    }
    *value = (double)whole;
    return n > 0 && text[n] == '\0';
}

bool
sr_number_parse(const char *text, SrNumberForm form, SrNumber *number)
{
    SrNumber read = {0};

    if (!parse_digits(text, &read.value)) {
        Span span = {text, text + strlen(text)};
        char plain[MOST_CHARACTERS + 8];

        drop_decoration(&span, &read);
        if (span.end - span.start > MOST_CHARACTERS || !write_plain(span, form, plain))
            return false;
        read.value = g_ascii_strtod(plain, NULL);
        if (!isfinite(read.value))
            return false;
    }
    *number = read;
    return true;
}

void
sr_number_survey_add(SrNumberSurvey *survey, const char *text)
{
    double whole;
    SrNumber german = {0};
    SrNumber english = {0};

    if (parse_digits(text, &whole))
        return;
    bool is_german = sr_number_parse(text, SR_NUMBER_GERMAN, &german);
    bool is_english = sr_number_parse(text, SR_NUMBER_ENGLISH, &english);
    if (is_german && !is_english)
        survey->n_german++;
    else if (is_english && !is_german)
        survey->n_english++;
    else if (is_german && german.value != english.value)
        survey->n_ambiguous++;
}

SrNumberForm
sr_number_survey_form(const SrNumberSurvey *survey, SrNumberForm fallback)
{
    if (survey->n_german == survey->n_english)
        return fallback;
    return survey->n_german > survey->n_english ? SR_NUMBER_GERMAN : SR_NUMBER_ENGLISH;
}

bool
sr_number_survey_is_guess(const SrNumberSurvey *survey)
{
    return survey->n_ambiguous > 0 && survey->n_german == survey->n_english;
}

char *
sr_number_write(char *buffer, double value)
{
    if (sr_shortest_write(buffer, value))
        return buffer;
    if (value == 0) /* of either sign */
        return strcpy(buffer, "0");
    for (int digits = 15; digits <= 17; digits++) {
        char format[8];

        g_snprintf(format, sizeof format, "%%.%dg", digits);
        g_ascii_formatd(buffer, SR_NUMBER_SIZE, format, value);
        if (g_ascii_strtod(buffer, NULL) == value)
            break;
    }
    return buffer;
}

/*
 * The digits of the shortest decimal of |value|: 0.d1d2d3… × 10^point. Rounding starts
 * from them, since people see 1.005 as a half and not as 1.00499999999999989.
 */
static int
shortest_digits(double value, char digits[20], int *point)
{
    char buffer[SR_NUMBER_SIZE];
    int n = 0;

    for (int decimals = 14; decimals <= 16; decimals++) {
        char format[8];

        g_snprintf(format, sizeof format, "%%.%de", decimals);
        g_ascii_formatd(buffer, sizeof buffer, format, fabs(value));
        if (g_ascii_strtod(buffer, NULL) == fabs(value))
            break;
    }
    const char *at = buffer;
    for (; *at != 'e'; at++)
        if (g_ascii_isdigit(*at))
            digits[n++] = *at;
    *point = (int)g_ascii_strtoll(at + 1, NULL, 10) + 1;
    return n;
}

/* The whole number and @decimals digits behind it, rounded half away from zero. */
static GString *
rounded_digits(double value, int decimals)
{
    char digits[20];
    int point;
    int n = shortest_digits(value, digits, &point);
    GString *text = g_string_new("0");

    for (int i = MIN(point, 0); i < point + decimals; i++)
        g_string_append_c(text, i >= 0 && i < n ? digits[i] : '0');
    int next = point + decimals;
    bool is_up = next >= 0 && next < n && digits[next] >= '5';
    for (gsize i = text->len; is_up && i-- > 0;) {
        is_up = text->str[i] == '9';
        text->str[i] = is_up ? '0' : text->str[i] + 1;
    }
    while ((int)text->len > decimals + 1 && text->str[0] == '0')
        g_string_erase(text, 0, 1);
    while ((int)text->len < decimals + 1)
        g_string_prepend_c(text, '0');
    return text;
}

double
sr_number_round(double value, int decimals)
{
    static const double powers[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};

    if (!isfinite(value))
        return value;
    if (decimals < (int)G_N_ELEMENTS(powers) && fabs(value) < 1e9) {
        double scaled = value * powers[decimals];

        /* Near a half the digits decide; they take ten times as long. */
        if (fabs(scaled - floor(scaled) - 0.5) > 1e-6 * (1 + fabs(scaled)))
            return round(scaled) / powers[decimals] + 0.0; /* no negative zero */
    }
    g_autoptr(GString) digits = rounded_digits(value, decimals);
    if (decimals > 0)
        g_string_insert_c(digits, (gssize)digits->len - decimals, '.');
    double found = g_ascii_strtod(digits->str, NULL);
    return value < 0 && found > 0 ? -found : found;
}

char *
sr_number_format(double value, int decimals, const char *language)
{
    g_return_val_if_fail(isfinite(value) && decimals >= 0, g_strdup(""));

    bool is_german = g_str_has_prefix(language, "de");
    g_autoptr(GString) digits = rounded_digits(value, decimals);
    GString *text = g_string_new("");
    int n_whole = (int)digits->len - decimals;

    if (value < 0 && strspn(digits->str, "0") < digits->len)
        g_string_append(text, "\u2212");
    for (int i = 0; i < n_whole; i++) {
        if (i > 0 && (n_whole - i) % 3 == 0)
            g_string_append(text, is_german ? "\u202f" : ",");
        g_string_append_c(text, digits->str[i]);
    }
    if (decimals > 0) {
        g_string_append_c(text, is_german ? ',' : '.');
        g_string_append(text, digits->str + n_whole);
    }
    return g_string_free(text, FALSE);
}

char *
sr_number_told(double value, const char *language)
{
    char *text = g_strdup_printf("%.10g", value);

    return g_str_equal(language, "de") ? g_strdelimit(text, ".", ',') : text;
}
