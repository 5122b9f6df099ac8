#include "data/cellformat.h"

#include <math.h>
#include <string.h>

/* Formats that files name by number only (ECMA-376, 18.8.30). */
static const struct {
    int number;
    const char *code;
} builtin[] = {
    {9, "0%"},     {10, "0.00%"},  {14, "dd.mm.yyyy"},       {15, "d-mmm-yy"},
    {16, "d-mmm"}, {17, "mmm-yy"}, {22, "dd.mm.yyyy hh:mm"},
};

const char *
sr_cell_format_builtin(int number)
{
    for (size_t i = 0; i < G_N_ELEMENTS(builtin); i++)
        if (builtin[i].number == number)
            return builtin[i].code;
    return "General";
}

/* One section of a format, taken apart. */
typedef struct {
    GString *before; /* literal text before the digits, blanks and currency left out */
    GString *after;
    int n_zeros;    /* digits that are always shown, before the decimal point */
    bool has_other; /* #, ?, a decimal point: an ordinary number */
    bool has_digits;
    bool is_date;
    bool is_percent;
} Section;

static void
section_clear(Section *section)
{
    g_string_free(section->before, TRUE);
    g_string_free(section->after, TRUE);
}

/* The @index-th of the sections that ';' separates, outside quotes: (transfer full). */
static char *
section_text(const char *code, int index)
{
    bool is_quoted = false;
    const char *start = code;

    for (const char *p = code;; p++) {
        if (*p == '"')
            is_quoted = !is_quoted;
        else if (*p == '\\' && p[1] != '\0')
            p++;
        else if (*p == '\0' || (*p == ';' && !is_quoted)) {
            if (index-- == 0)
                return g_strndup(start, (gsize)(p - start));
            if (*p == '\0')
                return NULL;
            start = p + 1;
        }
    }
}

static void
add_literal(Section *section, const char *text, gsize n)
{
    GString *to = section->has_digits ? section->after : section->before;

    g_string_append_len(to, text, (gssize)n);
}

/* Goes behind a token of the format; gives the next one. */
static const char *
read_token(Section *section, const char *p)
{
    const char *end;

    switch (*p) {
    case '"':
        end = strchr(p + 1, '"');
        end = end == NULL ? p + strlen(p) : end;
        add_literal(section, p + 1, (gsize)(end - p - 1));
        return *end == '\0' ? end : end + 1;
    case '\\':
        end = p[1] == '\0' ? p + 1 : g_utf8_next_char(p + 1);
        add_literal(section, p + 1, (gsize)(end - p - 1));
        return end;
    case '[': /* colours, conditions, currencies; [h] is a duration */
        end = strchr(p, ']');
        section->is_date |= strchr("hms", g_ascii_tolower(p[1])) != NULL && p[1] != '\0';
        return end == NULL ? p + strlen(p) : end + 1;
    case '_': /* as wide as the next sign */
    case '*':
        return p[1] == '\0' ? p + 1 : g_utf8_next_char(p + 1);
    case '0':
        section->n_zeros++;
        section->has_digits = true;
        return p + 1;
    case '#':
    case '?':
    case '.':
    case ',':
        section->has_other |= *p != ',' || section->has_digits;
        section->has_digits |= *p != ',' && *p != '.';
        return p + 1;
    case '%':
        section->is_percent = true;
        return p + 1;
    default:
        break;
    }
    if (strchr("yYdDhHmMsS", *p) != NULL)
        section->is_date = true;
    else if (strchr("()-+/", *p) != NULL)
        add_literal(section, p, 1);
    return g_utf8_next_char(p);
}

static Section
read_section(const char *text)
{
    Section section = {.before = g_string_new(""), .after = g_string_new("")};

    if (g_ascii_strncasecmp(text, "General", 7) == 0 ||
        g_ascii_strncasecmp(text, "Standard", 8) == 0) {
        section.has_digits = true;
        section.has_other = true;
        return section;
    }
    for (const char *p = text; *p != '\0';)
        p = read_token(&section, p);
    return section;
}

/* Fifteen digits, as spreadsheets keep and show them. */
static char *
plain(double value)
{
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];

    return g_strdup(g_ascii_formatd(buffer, sizeof buffer, "%.15g", value + 0.0));
}

/* Spreadsheets take 1900 for a leap year, so day 60 does not exist. */
static char *
date_text(double value, bool is_1904)
{
    double day = floor(value);
    int seconds = (int)round((value - day) * 86400);
    GDate date;

    if (!(value >= 0 && value < 2958466) || (!is_1904 && value < 61))
        return plain(value);
    g_date_clear(&date, 1);
    g_date_set_dmy(&date, is_1904 ? 1 : 30, is_1904 ? 1 : 12, is_1904 ? 1904 : 1899);
    g_date_add_days(&date, (guint)day);
    if (seconds <= 0 || seconds >= 86400)
        return g_strdup_printf("%04d-%02d-%02d", g_date_get_year(&date),
                               (int)g_date_get_month(&date), (int)g_date_get_day(&date));
    return g_strdup_printf("%04d-%02d-%02d %02d:%02d:%02d", g_date_get_year(&date),
                           (int)g_date_get_month(&date), (int)g_date_get_day(&date),
                           seconds / 3600, seconds / 60 % 60, seconds % 60);
}

/* Brackets and the suffixes p, r, s are kept; units and blanks are not. */
static bool
is_meaningful(const char *literal)
{
    static const char *const kept[] = {"(", ")", "p", "r", "s", NULL};

    return g_strv_contains(kept, literal);
}

static char *
number_text(double value, const Section *section)
{
    bool is_code = !section->has_other && section->n_zeros > 1 && value >= 0 &&
                   value == floor(value) && value < 1e15;
    g_autofree char *before = g_strstrip(g_strdup(section->before->str));
    g_autofree char *after = g_strstrip(g_strdup(section->after->str));
    g_autofree char *digits =
        is_code ? g_strdup_printf("%0*.0f", section->n_zeros, value) : NULL;

    if (is_code) /* a key: its literals are a part of it ("07"000000) */
        return g_strconcat(section->before->str, digits, section->after->str, NULL);
    digits = plain(section->is_percent ? value * 100 : value);
    return g_strconcat(is_meaningful(before) ? before : "", digits,
                       section->is_percent ? " %" : "", is_meaningful(after) ? after : "",
                       NULL);
}

char *
sr_cell_format(double value, const char *code, bool is_1904)
{
    g_autofree char *zero = section_text(code, 2);
    g_autofree char *positive = section_text(code, 0);
    const char *used = positive;

    /* The section of what is below zero only writes the minus in its own way. */
    if (value == 0 && zero != NULL)
        used = zero;
    Section section = read_section(used);
    char *text;
    if (section.is_date)
        text = date_text(value, is_1904);
    else if (!section.has_digits && section.before->len > 0 && *used != '\0')
        text = g_strdup(section.before->str); /* a sign in place of the figure */
    else
        text = number_text(value, &section);
    section_clear(&section);
    return text;
}
