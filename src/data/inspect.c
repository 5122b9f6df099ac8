#include "data/inspect.h"

#include "data/guess.h"
#include "data/guesscase.h"
#include "data/placename.h"

#include <glib/gi18n.h>
#include <string.h>

/* A comment line that says why. */
static void G_GNUC_PRINTF(2, 3) say(GString *text, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    g_autofree char *line = g_strdup_vprintf(format, args);
    va_end(args);
    g_autofree char *harmless = sr_text_harmless(line);
    g_string_append_printf(text, "# %s\n", harmless);
}

static void
set(GString *text, const char *key, const char *value)
{
    g_string_append_printf(text, "%s=%s\n", key, value);
}

/* --- the text --- */

static void
write_key(SrGuess *guess)
{
    static const char *const kinds[] = {
        [SR_KEY_AGS] = "ags", [SR_KEY_ARS] = "ars", [SR_KEY_NAME] = "name"};
    GString *text = guess->text;

    if (guess->key < 0) {
        say(text,
            _("No column holds keys or names of areas of this project: which is it?"));
        g_string_append(text, "level=\nkey=ags\nkey_column=\n");
        return;
    }
    const SrColumnLook *column = &guess->look->columns[guess->key];
    const SrLevelAreas *level = &guess->places->levels[guess->level];
    int n = guess->key_kind == SR_KEY_NAME ? column->n_names[guess->level]
                                           : column->n_keys[guess->level];
    say(text, _("%d of %d cells of '%s' are areas of the level %s"), n, column->n_filled,
        column->heading, level->level);
    set(text, "level", level->level);
    set(text, "key", kinds[guess->key_kind]);
    set(text, "key_column", column->heading);
    if (guess->name >= 0) {
        say(text, _("names of the same areas: compared with the keys"));
        set(text, "name_column", guess->look->columns[guess->name].heading);
    }
    if (column->n_outside > 0) {
        say(text, _("rows of areas outside the project: %d"), column->n_outside);
        set(text, "outside", "ignore");
    }
}

/* The last year between 1990 and 2099 in a file name, or NULL: (transfer full). */
static char *
year_in(const char *name)
{
    char *found = NULL;

    for (const char *p = name; *p != '\0'; p++) {
        bool is_start = p == name || !g_ascii_isdigit(p[-1]);

        if (is_start && strspn(p, "0123456789") == 4 &&
            (g_str_has_prefix(p, "199") || g_str_has_prefix(p, "20"))) {
            g_free(found);
            found = g_strndup(p, 4);
        }
    }
    return found;
}

static void
write_period(SrGuess *guess, const char *file, bool has_run)
{
    GString *text = guess->text;
    g_autofree char *base = g_path_get_basename(file);
    g_autofree char *year = year_in(base);

    if (guess->period >= 0) {
        const SrColumnLook *column = &guess->look->columns[guess->period];

        say(text, _("all cells of '%s' are years or days"), column->heading);
        set(text, "period_column", column->heading);
        if (column->n_days > 0) {
            say(text, _("a reference day stands for its year"));
            set(text, "period_as", "year");
        }
    } else if (!has_run) {
        if (year != NULL)
            say(text, _("no column of years; this one is from the file's name"));
        else
            say(text, _("no column of years: of which year or day are the figures?"));
        set(text, "period", year != NULL ? year : "");
    }
}

static void
write_format(SrGuess *guess)
{
    const SrTableFormat *format = sr_table_format(guess->table);
    GString *text = guess->text;
    int n_german = 0;
    int n_english = 0;

    g_string_append(text, "\n[format]\n");
    if (*format->encoding != '\0')
        set(text, "encoding", format->encoding);
    if (*format->delimiter != '\0')
        set(text, "delimiter", format->delimiter);
    if (*format->sheet != '\0')
        set(text, "sheet", format->sheet);
    if (format->skip > 0) {
        say(text, _("rows above the header"));
        g_string_append_printf(text, "skip=%d\n", format->skip);
    }
    if (format->header > 1) {
        say(text, _("header rows; their cells are joined by ' / '"));
        g_string_append_printf(text, "header=%d\n", format->header);
    }
    for (int c = 0; c < guess->look->n; c++) {
        n_german += guess->look->columns[c].survey.n_german;
        n_english += guess->look->columns[c].survey.n_english;
    }
    bool is_told =
        sr_table_is_typed(guess->table) && n_german + n_english == 0; /* by the format */
    if (is_told || (n_german > 0 && n_english > 0))
        return;
    bool is_english =
        n_english > 0 || (n_german == 0 && g_str_equal(format->delimiter, ","));
    if (n_german + n_english == 0)
        say(text, _("no figure shows it: 1.234 would be read as %s"),
            is_english ? _("1.234 (a bit more than one)") : "1234");
    set(text, "decimal", is_english ? "." : ",");
}

/* The column of signs of a column of figures: value_q, or A__q of A__Anzahl; -1 = none.
 */
static int
find_quality(const SrGuess *guess, const SrColumnLook *column)
{
    const char *last = g_strrstr(column->heading, "__");
    g_autofree char *newer = g_strconcat(column->heading, "_q", NULL);
    g_autofree char *older =
        last == NULL
            ? g_strdup("")
            : g_strdup_printf("%.*s__q", (int)(last - column->heading), column->heading);
    int found = sr_table_find(guess->table, newer);

    return found >= 0 ? found : sr_table_find(guess->table, older);
}

/* Whether a column of signs says "e": final, in older GENESIS files. */
static bool
has_final(const SrGuess *guess)
{
    for (int c = 0; c < guess->look->n; c++) {
        int quality = find_quality(guess, &guess->look->columns[c]);

        if (quality >= 0 &&
            g_ptr_array_find_with_equal_func(guess->look->columns[quality].values, "e",
                                             g_str_equal, NULL))
            return true;
    }
    return false;
}

/* Signs beyond those of DIN 55301 in columns of figures. */
static void
write_signs(SrGuess *guess)
{
    g_autoptr(GString) suppressed = g_string_new("");
    g_autoptr(GString) unknown = g_string_new("");

    for (int c = 0; c < guess->look->n; c++) {
        const SrColumnLook *column = &guess->look->columns[c];

        for (guint i = 0; i < column->signs->len && sr_column_is_figures(column); i++) {
            const char *sign = column->signs->pdata[i];
            GString *to = g_str_equal(sign, "*") ? suppressed : unknown;

            if (strstr(to->str, sign) == NULL)
                g_string_append_printf(to, "%s%s", to->len > 0 ? ";" : "", sign);
        }
    }
    bool is_final = has_final(guess);
    if (suppressed->len == 0 && unknown->len == 0 && !is_final)
        return;
    g_string_append(guess->text, "\n[signs]\nnothing=-;–\nmissing=.\nnot_yet=…;...\n"
                                 "uncertain=/\nnot_applicable=x;X\nlimited=()\n"
                                 "provisional=p\nrevised=r\nestimated=s\n");
    if (is_final)
        set(guess->text, "final", "e");
    if (suppressed->len > 0)
        set(guess->text, "suppressed", suppressed->str);
    if (unknown->len > 0)
        say(guess->text,
            _("what do these mean? put each behind one of the keys above: %s"),
            unknown->str);
}

/* "Bevölkerung insgesamt" → "bevoelkerung_insgesamt", not yet taken: (transfer full). */
static char *
name_of(const char *heading, GHashTable *taken)
{
    g_autofree char *normal = sr_place_normal(heading);
    g_autoptr(GString) name = g_string_new("");

    for (const char *p = normal; *p != '\0'; p++)
        if (g_ascii_isalnum(*p))
            g_string_append_c(name, *p);
        else if (name->len > 0 && name->str[name->len - 1] != '_')
            g_string_append_c(name, '_');
    while (name->len > 0 && name->str[name->len - 1] == '_')
        g_string_truncate(name, name->len - 1);
    if (!g_ascii_islower(name->str[0]))
        g_string_prepend(name, "v_");
    gsize n = name->len;
    for (int i = 2; g_hash_table_contains(taken, name->str); i++) {
        g_string_truncate(name, n);
        g_string_append_printf(name, "_%d", i);
    }
    g_hash_table_add(taken, g_strdup(name->str));
    return g_strdup(name->str);
}

static void
write_person(SrGuess *guess)
{
    if (guess->sex >= 0)
        set(guess->text, "sex_column", guess->look->columns[guess->sex].heading);
    if (guess->age >= 0)
        set(guess->text, "age_column", guess->look->columns[guess->age].heading);
}

static void
write_variable(SrGuess *guess, const char *heading, const char *title,
               const SrColumnLook *column, GHashTable *taken)
{
    g_autofree char *name = name_of(heading, taken);

    g_string_append_printf(guess->text, "\n[variable %s]\ncolumn=%s\ntitle=%s\n", name,
                           column->heading, title);
    if (column->n_percent > 0 || strchr(heading, '%') != NULL) {
        set(guess->text, "unit", "%");
        say(guess->text, _("shares are not added up: better take both numbers they are "
                           "made from"));
    }
    if (column->n_negative > 0) {
        say(guess->text, _("this column has figures below zero"));
        set(guess->text, "negative", "true");
    }
    int quality = find_quality(guess, column);
    if (quality >= 0)
        set(guess->text, "quality_column", guess->look->columns[quality].heading);
    write_person(guess);
}

/* Writes the runs of columns (years, ages) and marks them as used. */
static bool
write_runs(SrGuess *guess, GHashTable *taken)
{
    bool has_period = false;

    for (int c = 0; c < guess->look->n; c++) {
        const char *mark = NULL;
        const char *other = NULL;
        g_autofree char *run =
            guess->is_used[c] || !sr_column_is_figures(&guess->look->columns[c])
                ? NULL
                : sr_heading_run(guess->look->columns[c].heading, &mark);
        int n = 0;

        for (int d = c; d < guess->look->n && run != NULL; d++) {
            g_autofree char *same =
                sr_heading_run(guess->look->columns[d].heading, &other);

            n += g_strcmp0(run, same) == 0;
        }
        bool is_age = g_strcmp0(mark, "{age}") == 0;
        if (run == NULL || n < (is_age ? 10 : 2))
            continue;
        for (int d = c; d < guess->look->n; d++) {
            g_autofree char *same =
                sr_heading_run(guess->look->columns[d].heading, &other);

            if (g_strcmp0(run, same) == 0)
                guess->is_used[d] = true;
        }
        has_period |= !is_age;
        g_autofree char *name = name_of(is_age ? "bev" : run, taken);
        g_string_append_printf(guess->text, "\n[variable %s]\n", name);
        say(guess->text, _("%d columns in a row, of which only a number differs"), n);
        set(guess->text, "column", run);
        set(guess->text, "title", run);
        if (is_age) {
            say(guess->text, _("if the last age stands for all above it too: age_open="));
        }
        if (guess->sex >= 0)
            set(guess->text, "sex_column", guess->look->columns[guess->sex].heading);
    }
    return has_period;
}

/* What a GENESIS file says beside a code of a figure, else the code: (transfer full). */
static char *
label_of(SrGuess *guess, const char *code)
{
    int column = sr_table_find(guess->table, "value_variable_label");
    SrRow row;

    sr_table_rewind(guess->table);
    while (column >= 0 && sr_table_next(guess->table, &row))
        if (g_str_equal(row.cells[guess->which], code))
            return g_strdup(row.cells[column]);
    return g_strdup(code);
}

/* One variable for each word of the column that tells them apart. */
static void
write_long(SrGuess *guess, GHashTable *taken)
{
    const SrColumnLook *which = &guess->look->columns[guess->which];

    for (int c = 0; c < guess->look->n; c++) {
        const SrColumnLook *column = &guess->look->columns[c];

        if (guess->is_used[c] || !sr_column_is_figures(column) ||
            (g_str_equal(which->heading, "value_variable_code") &&
             !g_str_equal(column->heading, "value")))
            continue;
        for (guint i = 0; i < which->values->len; i++) {
            const char *value = which->values->pdata[i];
            g_autofree char *label = label_of(guess, value);

            write_variable(guess, value, label, column, taken);
            set(guess->text, "where_column", which->heading);
            set(guess->text, "where_value", value);
        }
    }
}

static void
write_wide(SrGuess *guess, GHashTable *taken)
{
    for (int c = 0; c < guess->look->n; c++) {
        const SrColumnLook *column = &guess->look->columns[c];
        bool is_constant = column->values->len == 1 && guess->look->n_rows > 3;

        if (guess->is_used[c] || !sr_column_is_figures(column) || is_constant)
            continue;
        write_variable(guess, column->heading, column->heading, column, taken);
    }
}

/* --- registers --- */

/* Whether begin, end and kind of help are there: one row a help. */
static bool
is_register(const SrGuess *guess)
{
    bool has_begin = false;
    bool has_kind = false;

    for (int c = 0; c < guess->look->n; c++) {
        const SrColumnLook *column = &guess->look->columns[c];

        has_begin |= sr_case_heading(column->heading, SR_CASE_BEGIN, false) &&
                     sr_column_mostly(column->n_days, column);
        has_kind |= sr_case_heading(column->heading, SR_CASE_KIND, false);
    }
    return has_begin && has_kind;
}

static void
write_register(SrGuess *guess)
{
    GString *text = guess->text;
    int columns[SR_N_CASE_COLUMNS];

    say(text, _("a column of begins and one of kinds of help: one row a help"));
    set(text, "kind", "register");
    set(text, "key", guess->key_kind == SR_KEY_NAME ? "name" : "ags");
    say(text, _("which years does the register cover (2014-2018)?"));
    set(text, "period", "");
    write_format(guess);
    g_string_append(text, "\n[columns]\n");
    sr_guess_register(guess, columns);
    for (int i = 0; i < SR_N_CASE_COLUMNS; i++)
        if (columns[i] >= 0)
            set(text, sr_case_column_name(i), guess->look->columns[columns[i]].heading);
    for (int c = 0; c < guess->look->n; c++)
        if (!guess->is_used[c])
            say(text, _("not used: %s"), guess->look->columns[c].heading);
}

static void
write_table(SrGuess *guess, const char *file)
{
    g_autoptr(GHashTable) taken =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GString) variables = g_string_new("");
    GString *text = guess->text;

    sr_guess_others(guess);
    set(text, "kind", "table");
    write_key(guess);
    guess->text = variables;
    bool has_run = write_runs(guess, taken);
    if (guess->which >= 0)
        write_long(guess, taken);
    else
        write_wide(guess, taken);
    guess->text = text;
    write_period(guess, file, has_run);
    write_format(guess);
    write_signs(guess);
    g_string_append(text, variables->str);
}

char *
sr_inspect(const char *path, const char *file, const SrPlaces *places,
           SrFindings *findings)
{
    static char nothing[] = "";
    const SrTableFormat unknown = {nothing, nothing, nothing, nothing,
                                   nothing, -1,      -1,      nothing};
    g_autoptr(SrTable) table = sr_table_open(path, &unknown, findings);
    if (table == NULL)
        return NULL;
    g_autoptr(SrTableLook) look = sr_table_look_new(table, places);
    g_autofree bool *is_used = g_new0(bool, look->n);
    g_autoptr(GString) text = g_string_new("");
    SrGuess guess = {places, table, look, 0,  SR_KEY_AGS, -1,  -1,
                     -1,     -1,    -1,   -1, is_used,    text};
    bool is_genesis = sr_table_find(table, "value_variable_code") >= 0 ||
                      sr_table_find(table, "Statistik_Code") >= 0;

    say(text, _("%d rows, %d columns; kind of file: %s"), look->n_rows, look->n,
        sr_table_kind(table));
    g_string_append(text, "[dataset]\n");
    say(text, _("to be filled in: what the figures are, who published them, their day"));
    g_string_append(text, "title=\n");
    set(text, "file", file);
    g_string_append(text, "source=\n");
    if (is_genesis) {
        say(text, _("a GENESIS file: published, and under this licence"));
        set(text, "licence", "dl-de/by-2-0");
        set(text, "protected", "false");
    } else {
        say(text, _("counts of persons are protected unless you say protected=false"));
        g_string_append(text, "#protected=false\n");
    }
    if (is_register(&guess))
        write_register(&guess);
    else {
        sr_guess_key(&guess);
        write_table(&guess, file);
    }
    return g_strdup(text->str);
}
