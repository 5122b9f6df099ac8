#include "data/terms.h"

#include <string.h>

#define OLDEST 130

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
    if (first > OLDEST || (last > OLDEST && last != SR_OPEN_AGE))
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
    if ((*text == 'm' || *text == 'w') && text[1] == '\0') { /* nearly always */
        *sex = *text;
        return true;
    }
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
is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/* Reingold & Dershowitz, Calendrical Calculations: day 1 is 1 January of the year 1. */
int
sr_day_of(int year, int month, int day_of_month)
{
    int before = year - 1;
    int correction = month <= 2 ? 0 : is_leap(year) ? -1 : -2;

    return 365 * before + before / 4 - before / 100 + before / 400 +
           (367 * month - 362) / 12 + correction + day_of_month;
}

int
sr_day_month(int day)
{
    int year = (int)((gint64)(day - 1) * 400 / 146097) + 1;

    if (day < sr_day_of(year, 1, 1))
        year--;
    else if (day >= sr_day_of(year + 1, 1, 1))
        year++;
    int month = (day - sr_day_of(year, 1, 1)) / 32 + 1;
    while (month < 12 && day >= sr_day_of(year, month + 1, 1))
        month++;
    return year * 12 + month - 1;
}

static bool
set_day(int year, int month, int day, int *julian)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1 ||
        day > lengths[month - 1] + (month == 2 && is_leap(year)))
        return false;
    *julian = sr_day_of(year, month, day);
    return true;
}

/* Reads 1 to @most digits at *@at and goes behind them. */
static bool
take_digits(const char **at, int most, int *number)
{
    int n = 0;

    *number = 0;
    for (; n < most && g_ascii_isdigit(**at); n++)
        *number = *number * 10 + (*(*at)++ - '0');
    return n > 0 && !g_ascii_isdigit(**at);
}

/* Three whole numbers with @sign between them, nothing else; a time of midnight may
 * follow. */
static bool
three_numbers(const char *text, char sign, int parts[3])
{
    static const char *const endings[] = {"", " 00:00:00", "T00:00:00", " 00:00", NULL};
    const char *at = text + strspn(text, " ");

    for (int i = 0; i < 3; i++)
        if (!take_digits(&at, 4, &parts[i]) || (i < 2 && *at++ != sign))
            return false;
    if (*at == '\0')
        return true;
    g_autofree char *rest = g_strchomp(g_strdup(at));
    return g_strv_contains(endings, rest);
}

bool
sr_day_parse(const char *text, int *day)
{
    int parts[3];

    if (three_numbers(text, '.', parts))
        return parts[2] >= 100 && set_day(parts[2], parts[1], parts[0], day);
    if (three_numbers(text, '-', parts))
        return parts[0] >= 100 && set_day(parts[0], parts[1], parts[2], day);
    return false;
}

/* "2011-05", "05/2011", "5.2011": two whole numbers and nothing else. */
static bool
two_numbers(const char *text, int *first, char *sign, int *second)
{
    const char *at = text + strspn(text, " ");

    if (!take_digits(&at, 4, first))
        return false;
    *sign = *at;
    if (*sign == '\0' || strchr("-/.", *sign) == NULL)
        return false;
    at++;
    return take_digits(&at, 4, second) && at[strspn(at, " ")] == '\0';
}

/* YYYY-MM-DD, or the year alone: (transfer full). */
static char *
day_period(int day, bool as_year)
{
    int year = sr_day_month(day) / 12;
    int month = sr_day_month(day) % 12 + 1;

    return as_year ? g_strdup_printf("%04d", year)
                   : g_strdup_printf("%04d-%02d-%02d", year, month,
                                     day - sr_day_of(year, month, 1) + 1);
}

bool
sr_serial_parse(const char *text, int *day)
{
    const char *at = text + strspn(text, " ");
    int serial;

    if (!g_ascii_isdigit(*at) || *at == '0' || !take_digits(&at, 5, &serial) ||
        at[strspn(at, " ")] != '\0' || serial < 10000 || serial > 80000)
        return false;
    *day = sr_day_of(1899, 12, 30) + serial;
    return true;
}

char *
sr_serial_period(const char *text, bool as_year)
{
    int day;

    return sr_serial_parse(text, &day) ? day_period(day, as_year) : NULL;
}

bool
sr_month_parse(const char *text, int *month)
{
    int first, second, day;
    char sign;

    if (!two_numbers(text, &first, &sign, &second)) {
        if (!sr_day_parse(text, &day))
            return false;
        *month = sr_day_month(day);
        return true;
    }
    int year = sign == '-' ? first : second;
    int number = sign == '-' ? second : first;
    if (year < 1900 || year > 2200 || number < 1 || number > 12)
        return false;
    *month = year * 12 + number - 1;
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
    if (sr_day_parse(plain, &day))
        return day_period(day, as_year);
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
sr_text_has_ages(const char *text)
{
    return g_regex_match_simple(
        "\\b(unter|ab|über|bis)\\s*\\d{1,3}\\b|\\bu\\s?\\d{1,2}\\b|"
        "\\b\\d{1,3}\\s*(bis|-|–|_)\\s*(unter\\s*)?\\d{1,3}\\b|"
        "\\b\\d{1,3}\\s*(jahre?|jährige|und\\s+(mehr|älter)|plus)\\b|\\b\\d{1,3}\\+",
        text, G_REGEX_CASELESS, 0);
}

bool
sr_yes_parse(const char *text, bool *is_yes)
{
    static const char *const yes[] = {"ja",   "j",   "1", "x", "true",
                                      "wahr", "yes", "y", NULL};
    static const char *const no[] = {"",       "nein", "n", "0", "false",
                                     "falsch", "no",   "-", NULL};
    if (*text == '\0' || g_str_equal(text, "nein")) { /* nearly always */
        *is_yes = false;
        return true;
    }
    g_autofree char *small = folded(text);
    if (g_strv_contains(yes, small))
        *is_yes = true;
    else if (g_strv_contains(no, small))
        *is_yes = false;
    else
        return false;
    return true;
}
