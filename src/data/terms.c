#include "data/terms.h"

#include <stdio.h>
#include <string.h>

/* Small letters, no blanks at the ends, no-break ones included. */
static char *
folded(const char *text)
{
    g_autofree char *small = g_utf8_strdown(text, -1);
    g_auto(GStrv) parts = g_strsplit(small, "\u00a0", -1);
    g_autofree char *plain = g_strjoinv(" ", parts);

    return g_strdup(g_strstrip(plain));
}

static bool
is_whole(const char *text, gsize n)
{
    return n > 0 && n <= 3 && strspn(text, "0123456789") >= n;
}

/* Reads a whole number of at most three digits at *@at and goes behind it. */
static bool
take_number(const char **at, int *number)
{
    gsize n = strspn(*at, "0123456789");

    if (!is_whole(*at, n))
        return false;
    *number = atoi(*at);
    *at += n;
    *at += strspn(*at, " ");
    return true;
}

static bool
take_word(const char **at, const char *word)
{
    if (!g_str_has_prefix(*at, word))
        return false;
    *at += strlen(word);
    *at += strspn(*at, " ");
    return true;
}

static bool
take_one_of(const char **at, const char *const *words)
{
    for (; *words != NULL; words++)
        if (take_word(at, *words))
            return true;
    return false;
}

static void
take_years(const char **at)
{
    static const char *const words[] = {"jahren", "jahre", "jahr", "j.", NULL};

    take_one_of(at, words);
}

/* "alt000", "alt017", "alt000b03", "alt090um" of GENESIS. */
static bool
parse_code(const char *at, int *from, int *to)
{
    int second;

    if (!take_word(&at, "alt") || !take_number(&at, from))
        return false;
    *to = *from;
    if (take_word(&at, "um"))
        *to = SR_OPEN_AGE;
    else if (take_word(&at, "b")) {
        if (!take_number(&at, &second))
            return false;
        *to = second - 1;
    }
    return *at == '\0' && *to >= *from;
}

/* What stands behind the first number: nothing, "bis unter 21", "–20", "und mehr". */
static bool
parse_rest(const char *at, int from, int *to)
{
    static const char *const open[] = {"und mehr", "und älter", "und darüber", "u. m.",
                                       "u.m.",     "u. ä.",     "+",           NULL};
    static const char *const until[] = {"bis", "-", "–", NULL};
    int second;

    take_years(&at);
    if (*at == '\0')
        *to = from;
    else if (take_one_of(&at, open))
        *to = SR_OPEN_AGE;
    else if (take_one_of(&at, until)) {
        bool is_under = take_word(&at, "unter") || take_word(&at, "u. ");

        if (!take_number(&at, &second))
            return false;
        *to = is_under ? second - 1 : second;
        take_years(&at);
    } else
        return false;
    take_years(&at);
    return *at == '\0' && *to >= from;
}

static bool
is_total(const char *text)
{
    static const char *const words[] = {"",      "insgesamt", "gesamt", "zusammen",
                                        "total", "alle",      "i",      NULL};

    return g_strv_contains(words, text);
}

bool
sr_age_parse(const char *text, int *from, int *to)
{
    g_autofree char *age = folded(text);
    const char *at = age;
    int first = 0;
    int last = 0;
    bool is_read;

    if (is_total(age)) {
        first = SR_ALL_AGES;
        last = SR_OPEN_AGE;
        is_read = true;
    } else if (take_word(&at, "unter") ||
               (*at == 'u' && is_whole(at + 1, strlen(at + 1)) && at++)) {
        is_read = take_number(&at, &last) && last > 0;
        take_years(&at);
        is_read = is_read && *at == '\0';
        last--;
    } else if (take_word(&at, "ab")) {
        is_read = take_number(&at, &first);
        take_years(&at);
        is_read = is_read && *at == '\0';
        last = SR_OPEN_AGE;
    } else if (g_str_has_prefix(at, "alt"))
        is_read = parse_code(at, &first, &last);
    else
        is_read = take_number(&at, &first) && parse_rest(at, first, &last);
    if (!is_read)
        return false;
    *from = first;
    *to = last;
    return true;
}

bool
sr_sex_parse(const char *text, char *sex)
{
    static const struct {
        const char *word;
        char sex;
    } words[] = {
        {"m", 'm'},        {"männlich", 'm'}, {"gesm", 'm'}, {"1", 'm'},
        {"männer", 'm'},   {"jungen", 'm'},   {"male", 'm'}, {"w", 'w'},
        {"weiblich", 'w'}, {"gesw", 'w'},     {"2", 'w'},    {"frauen", 'w'},
        {"mädchen", 'w'},  {"female", 'w'},   {"f", 'w'},    {"d", 'd'},
        {"divers", 'd'},   {"gesd", 'd'},     {"3", 'd'},    {"gesges", 0},
    };
    g_autofree char *small = folded(text);

    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_str_equal(words[i].word, small)) {
            *sex = words[i].sex;
            return true;
        }
    if (!is_total(small))
        return false;
    *sex = 0;
    return true;
}

static bool
set_day(int year, int month, int day, int *julian)
{
    if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1 || day > 31 ||
        !g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
        return false;
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_dmy(&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
    *julian = (int)g_date_get_julian(&date);
    return true;
}

/* Three whole numbers with @sign between them, nothing else; a time of midnight may
 * follow. */
static bool
three_numbers(const char *text, char sign, int parts[3])
{
    const char *at = text;

    for (int i = 0; i < 3; i++) {
        gsize n = strspn(at, "0123456789");

        if (n == 0 || n > 4)
            return false;
        parts[i] = atoi(at);
        at += n;
        if (i < 2 && *at++ != sign)
            return false;
    }
    return *at == '\0' || g_str_equal(at, " 00:00:00") || g_str_equal(at, "T00:00:00") ||
           g_str_equal(at, " 00:00");
}

bool
sr_day_parse(const char *text, int *day)
{
    int parts[3];
    const char *at = text + strspn(text, " ");
    g_autofree char *plain = g_strchomp(g_strdup(at));

    if (three_numbers(plain, '.', parts))
        return parts[2] >= 100 && set_day(parts[2], parts[1], parts[0], day);
    if (three_numbers(plain, '-', parts))
        return parts[0] >= 100 && set_day(parts[0], parts[1], parts[2], day);
    return false;
}

bool
sr_month_parse(const char *text, int *month)
{
    g_autofree char *plain = g_strstrip(g_strdup(text));
    int first, second, n = 0;
    int day;

    if (sr_day_parse(plain, &day)) {
        GDate date;

        g_date_clear(&date, 1);
        g_date_set_julian(&date, (guint32)day);
        *month = g_date_get_year(&date) * 12 + (int)g_date_get_month(&date) - 1;
        return true;
    }
    if (strspn(plain, "0123456789-/.") != strlen(plain) || strlen(plain) > 7)
        return false;
    if (sscanf(plain, "%4d-%2d%n", &first, &second, &n) == 2 && plain[n] == '\0' &&
        first >= 1900) {
        /* year first */
    } else if ((sscanf(plain, "%2d/%4d%n", &second, &first, &n) == 2 ||
                sscanf(plain, "%2d.%4d%n", &second, &first, &n) == 2) &&
               plain[n] == '\0' && first >= 1900) {
        /* month first */
    } else
        return false;
    if (second < 1 || second > 12 || first > 2200)
        return false;
    *month = first * 12 + second - 1;
    return true;
}

static bool
is_year(const char *text, gsize n)
{
    return n == 4 && (memcmp(text, "19", 2) == 0 || memcmp(text, "20", 2) == 0);
}

char *
sr_period_parse(const char *text, bool as_year)
{
    g_autofree char *plain = g_strstrip(g_strdup(text));
    gsize n = strspn(plain, "0123456789");
    int day;

    if (is_year(plain, n) && plain[n] == '\0')
        return g_steal_pointer(&plain);
    if (sr_day_parse(plain, &day)) {
        GDate date;

        g_date_clear(&date, 1);
        g_date_set_julian(&date, (guint32)day);
        return as_year ? g_strdup_printf("%04d", g_date_get_year(&date))
                       : g_strdup_printf("%04d-%02d-%02d", g_date_get_year(&date),
                                         (int)g_date_get_month(&date),
                                         (int)g_date_get_day(&date));
    }
    if (!is_year(plain, n))
        return NULL;
    const char *rest = plain + n;
    rest += g_str_has_prefix(rest, "–") ? strlen("–") : (*rest == '-' || *rest == '/');
    gsize n_rest = strspn(rest, "0123456789");
    if (rest == plain + n || rest[n_rest] != '\0')
        return NULL;
    if (is_year(rest, n_rest) && strncmp(plain, rest, 4) < 0)
        return g_strdup_printf("%.4s-%s", plain, rest);
    if (n_rest == 2 && plain[n] == '/' && atoi(rest) == (atoi(plain) + 1) % 100)
        return g_strdup_printf("%.4s-%d", plain, atoi(plain) + 1);
    return NULL;
}

bool
sr_yes_parse(const char *text, bool *is_yes)
{
    static const char *const yes[] = {"ja",   "j",   "1", "x", "true",
                                      "wahr", "yes", "y", NULL};
    static const char *const no[] = {"",       "nein", "n", "0", "false",
                                     "falsch", "no",   "-", NULL};
    g_autofree char *small = folded(text);

    if (g_strv_contains(yes, small))
        *is_yes = true;
    else if (g_strv_contains(no, small))
        *is_yes = false;
    else
        return false;
    return true;
}
