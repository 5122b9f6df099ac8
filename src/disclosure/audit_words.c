#include "disclosure/audit_words.h"

#include <math.h>
#include <string.h>

static bool
is_blank(gunichar c)
{
    return g_unichar_isspace(c) || c == 0x2009 || c == 0x202F || c == 0x00A0;
}

char *
sr_printed_squash(const char *text)
{
    GString *squashed = g_string_sized_new(strlen(text));

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        if (!is_blank(c) && c != '-' && c != 0x00AD && c != 0x2010)
            g_string_append_unichar(squashed, c);
    }
    return g_string_free(squashed, FALSE);
}

bool
sr_printed_is_number(const char *text)
{
    bool has_digit = false;

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        if (g_unichar_isalpha(c))
            return false;
        has_digit = has_digit || (c < 128 && g_ascii_isdigit((char)c));
    }
    return has_digit;
}

/* Three digits, and no fourth. */
static bool
is_group(const char *p)
{
    return g_ascii_isdigit(p[0]) && g_ascii_isdigit(p[1]) && g_ascii_isdigit(p[2]) &&
           !g_ascii_isdigit(p[3]);
}

/* Past what parts groups of three, or NULL. */
static const char *
skip_separator(const char *p, bool comma)
{
    if (*p == (comma ? '.' : ','))
        return p + 1;
    return is_blank(g_utf8_get_char(p)) ? g_utf8_next_char(p) : NULL;
}

/* Reads the number that begins at @p; returns the end of it. */
static const char *
read_number(const char *p, bool comma, SrPrintedNumber *number)
{
    int n_digits = 0;
    bool has_group = false;

    *number = (SrPrintedNumber){0};
    while (g_ascii_isdigit(*p)) {
        number->value = 10 * number->value + (*p++ - '0');
        n_digits++;
    }
    while (n_digits <= 3 || has_group) {
        const char *next = *p == '\0' ? NULL : skip_separator(p, comma);

        if (next == NULL || number->value == 0 || !is_group(next))
            break;
        for (int i = 0; i < 3; i++)
            number->value = 10 * number->value + (*next++ - '0');
        has_group = true;
        p = next;
    }
    number->is_year = !has_group && number->value >= 1900 && number->value <= 2100;
    if (*p != (comma ? ',' : '.') || !g_ascii_isdigit(p[1]))
        return p;
    for (p++; g_ascii_isdigit(*p); p++) {
        number->value += (*p - '0') * pow(10, -++number->decimals);
        number->is_year = false;
    }
    return p;
}

/* Past a date at @p: "31.12.2018", "2018-12-31"; NULL if there is none. */
static const char *
skip_date(const char *p)
{
    static GRegex *date;

    if (g_once_init_enter(&date))
        g_once_init_leave(
            &date, g_regex_new("^(\\d{1,2}[./]\\d{1,2}[./]\\d{4}|"
                               "\\d{1,2}\\.\\d{1,2}\\.(?!\\d)|\\d{4}-\\d\\d-\\d\\d)",
                               0, 0, NULL));
    g_autoptr(GMatchInfo) match = NULL;
    int end = 0;
    if (!g_regex_match(date, p, G_REGEX_MATCH_ANCHORED, &match) ||
        !g_match_info_fetch_pos(match, 0, NULL, &end))
        return NULL;
    return p + end;
}

GArray *
sr_printed_numbers(const char *text, bool comma)
{
    GArray *numbers = g_array_new(FALSE, FALSE, sizeof(SrPrintedNumber));
    gunichar before = ' ';

    for (const char *p = text; *p != '\0';) {
        gunichar c = g_utf8_get_char(p);
        bool is_digit = c < 128 && g_ascii_isdigit((char)c);
        const char *end = is_digit ? skip_date(p) : NULL;

        if (is_digit && end == NULL) {
            SrPrintedNumber number;

            end = read_number(p, comma, &number);
            if (before == 0x2212)
                number.value = -number.value;
            if (!g_unichar_isalpha(before) && !g_unichar_isalpha(g_utf8_get_char(end)))
                g_array_append_val(numbers, number);
        }
        before = is_digit ? ' ' : c;
        p = end != NULL ? end : g_utf8_next_char(p);
    }
    return numbers;
}
