#include "data/guess.h"

#include "data/terms.h"

#include <string.h>

bool
sr_heading_has(const char *heading, const char *const *words)
{
    g_autofree char *small = g_utf8_strdown(heading, -1);

    for (; *words != NULL; words++)
        if (strstr(small, *words) != NULL)
            return true;
    return false;
}

/* The column in which most cells are keys, else names, of areas of some level. */
void
sr_guess_key(SrGuess *guess)
{
    int best = 0;
    int n_levels = MIN(guess->places->n_levels, SR_LOOK_MOST_LEVELS);

    for (int c = 0; c < guess->look->n; c++)
        for (int l = 0; l < n_levels; l++) {
            const SrColumnLook *column = &guess->look->columns[c];
            bool fits = (column->n_keys[l] + column->n_outside) * 2 >= column->n_filled;

            /* A code of one or two digits could be anything. */
            if (!fits || column->longest < 5 || column->n_keys[l] <= best)
                continue;
            best = column->n_keys[l];
            guess->key = c;
            guess->level = l;
            guess->key_kind = column->longest > 8 || l > 0 ? SR_KEY_ARS : SR_KEY_AGS;
        }
    for (int c = 0; c < guess->look->n; c++)
        for (int l = 0; l < n_levels; l++) {
            const SrColumnLook *column = &guess->look->columns[c];

            if (column->n_names[l] * 2 < column->n_filled || column->n_names[l] == 0)
                continue;
            if (best == 0 ||
                (guess->key_kind == SR_KEY_NAME && column->n_names[l] > best)) {
                best = column->n_names[l];
                guess->key = c;
                guess->level = l;
                guess->key_kind = SR_KEY_NAME;
            } else if (guess->key != c && l == guess->level && guess->name < 0)
                guess->name = c;
        }
    if (guess->key >= 0)
        guess->is_used[guess->key] = true;
    if (guess->name >= 0)
        guess->is_used[guess->name] = true;
}

bool
sr_column_mostly(int n, const SrColumnLook *column)
{
    return column->n_filled > 0 && n * 20 >= column->n_filled * 19;
}

static void
guess_period(SrGuess *guess)
{
    static const char *const words[] = {"jahr",  "stichtag", "zeit",   "time",
                                        "stand", "datum",    "period", NULL};
    int best = 0;

    for (int c = 0; c < guess->look->n; c++) {
        const SrColumnLook *column = &guess->look->columns[c];
        int score = (sr_heading_has(column->heading, words) ? 2 : 0) +
                    (column->n_days > 0 ? 1 : 0);

        if (!guess->is_used[c] && sr_column_mostly(column->n_periods, column) &&
            score > best) {
            best = score;
            guess->period = c;
        }
    }
    if (guess->period >= 0)
        guess->is_used[guess->period] = true;
}

/* What stands before and behind a number in a heading; {age} or {period} in its place. */
char *
sr_heading_run(const char *heading, const char **mark)
{
    const char *digits = strpbrk(heading, "0123456789");
    gsize n = digits == NULL ? 0 : strspn(digits, "0123456789");

    if (n == 0 || n > 4 || strpbrk(digits + n, "0123456789") != NULL ||
        (n == 3 && atoi(digits) > 130))
        return NULL;
    bool is_year =
        n == 4 && (g_str_has_prefix(digits, "19") || g_str_has_prefix(digits, "20"));
    if (n == 4 && !is_year)
        return NULL;
    *mark = is_year ? "{period}" : "{age}";
    return g_strdup_printf("%.*s%s%s", (int)(digits - heading), heading, *mark,
                           digits + n);
}

/* Whether a word of @heading is one of those that a column of ages is called by. */
static bool
is_called_age(const char *heading)
{
    static const char *const words[] = {
        "alter",      "altersgruppe", "altersgruppen", "altersjahr",    "altersjahre",
        "lebensjahr", "lebensjahre",  "altersklasse",  "altersklassen", "age",
        NULL};
    g_autofree char *small = g_utf8_strdown(heading, -1);
    g_auto(GStrv) parts = g_strsplit_set(small, " /_-.,:()", -1);

    for (int i = 0; parts[i] != NULL; i++)
        if (g_strv_contains(words, parts[i]))
            return true;
    return false;
}

/*
 * Whether ages stand in the column. Plain numbers could as well be counts of few people:
 * then the heading has to say so and to name no ages itself ("6 bis unter 18 Jahre" is
 * what its figures are of), and the areas have to come several times.
 */
static bool
is_age_column(const SrGuess *guess, const SrColumnLook *column)
{
    if (column->values->len < 3 || column->n_ages * 5 < column->n_filled * 4)
        return false;
    if (column->n_digits == 0)
        return true;
    const SrColumnLook *key = guess->key < 0 ? NULL : &guess->look->columns[guess->key];
    bool is_once =
        key != NULL && !key->has_more_values && (int)key->values->len == key->n_filled;
    return is_called_age(column->heading) && !sr_text_has_ages(column->heading) &&
           !is_once;
}

static void
guess_person(SrGuess *guess)
{
    static const char *const sexes[] = {"geschlecht", "sex", NULL};

    for (int c = 0; c < guess->look->n; c++) {
        const SrColumnLook *column = &guess->look->columns[c];
        bool has_words =
            column->n_digits < column->n_filled || sr_heading_has(column->heading, sexes);

        if (guess->is_used[c] || column->values->len < 2)
            continue;
        if (guess->sex < 0 && has_words && sr_column_mostly(column->n_sexes, column)) {
            guess->sex = c;
            guess->is_used[c] = true;
        } else if (guess->age < 0 && is_age_column(guess, column)) {
            guess->age = c;
            guess->is_used[c] = true;
        }
    }
}

bool
sr_column_is_figures(const SrColumnLook *column)
{
    return column->n_filled > 0 && column->n_figures * 10 >= column->n_filled * 8;
}

/* In a GENESIS flat file, or where a column of a few words goes with a column of figures.
 */
static void
guess_which(SrGuess *guess)
{
    int n_figures = 0;

    for (int c = 0; c < guess->look->n; c++)
        if (g_str_equal(guess->look->columns[c].heading, "value_variable_code")) {
            guess->which = c;
            guess->is_used[c] = true;
            return;
        }
    for (int c = 0; c < guess->look->n; c++)
        n_figures += !guess->is_used[c] && sr_column_is_figures(&guess->look->columns[c]);
    for (int c = 0; c < guess->look->n && n_figures == 1; c++) {
        const SrColumnLook *column = &guess->look->columns[c];

        if (guess->is_used[c] || sr_column_is_figures(column) ||
            column->has_more_values || column->values->len < 2 ||
            column->n_filled < guess->look->n_rows)
            continue;
        guess->which = c;
        guess->is_used[c] = true;
        return;
    }
}

void
sr_guess_others(SrGuess *guess)
{
    guess_period(guess);
    guess_person(guess);
    guess_which(guess);
}
