#include "disclosure/released.h"

#include "base/number.h"
#include "disclosure/pattern.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define HEADER "edition,date,indicator,scheme,level,area,period,state,figure"
#define SEAL "sha256,"
#define FIGURE_LENGTH 8 /* hexadecimal digits */

/* Of the open rows; with more of them changed it is not these data that were released. */
#define MOST_CORRECTED 0.5

/* How a line ends, but for the figure. */
static const struct {
    const char *word;
    SrReleasedState state;
} states[] = {{"open", SR_RELEASED_OPEN}, {"closed", SR_RELEASED_CLOSED}};

typedef struct {
    char *key;  /* sr_value_key() */
    char *date; /* of its edition */
    char *figure;
    int edition;
    SrReleasedState state;
    int line; /* of the file, from 1 */
    bool is_corrected;
} Cell;

struct SrReleased {
    char *path;
    GPtrArray *cells;   /* of Cell, in the order of the file */
    GHashTable *of_key; /* key → Cell, borrowed */
    GHashTable *states; /* key → SrReleasedState */
    int edition;        /* the newest */
};

static void
cell_free(gpointer data)
{
    Cell *cell = data;

    g_free(cell->key);
    g_free(cell->date);
    g_free(cell->figure);
    g_free(cell);
}

static SrReleased *
released_new(const char *path)
{
    SrReleased *released = g_new0(SrReleased, 1);

    released->path = g_strdup(path);
    released->cells = g_ptr_array_new_with_free_func(cell_free);
    released->of_key = g_hash_table_new(g_str_hash, g_str_equal);
    released->states = g_hash_table_new(g_str_hash, g_str_equal);
    return released;
}

void
sr_released_free(SrReleased *released)
{
    if (released == NULL)
        return;
    g_hash_table_unref(released->states);
    g_hash_table_unref(released->of_key);
    g_ptr_array_unref(released->cells);
    g_free(released->path);
    g_free(released);
}

int
sr_released_n(const SrReleased *released)
{
    return (int)released->cells->len;
}

/* --- Reading --- */

/* Ends @text before its last comma and gives what stood behind; NULL without one. */
static const char *
cut_last(char *text)
{
    char *comma = strrchr(text, ',');

    if (comma == NULL)
        return NULL;
    *comma = '\0';
    return comma + 1;
}

static SrReleasedState
state_of(const char *word)
{
    for (size_t i = 0; word != NULL && i < G_N_ELEMENTS(states); i++)
        if (g_str_equal(states[i].word, word))
            return states[i].state;
    return SR_RELEASED_NOT;
}

static bool
is_figure(const char *figure, SrReleasedState state)
{
    gsize length = strspn(figure, "0123456789abcdef");

    return figure[length] == '\0' &&
           length == (state == SR_RELEASED_OPEN ? FIGURE_LENGTH : 0);
}

/* Takes one line apart; NULL if it is not of the form. */
static Cell *
read_cell(const char *line)
{
    g_auto(GStrv) ends = g_strsplit(line, ",", 3); /* edition, date and the rest */

    if (g_strv_length(ends) != 3)
        return NULL;
    const char *figure = cut_last(ends[2]);
    SrReleasedState state =
        figure == NULL ? SR_RELEASED_NOT : state_of(cut_last(ends[2]));
    gint64 edition = g_ascii_strtoll(ends[0], NULL, 10);
    if (state == SR_RELEASED_NOT || edition < 1 || edition > G_MAXINT ||
        !is_figure(figure, state))
        return NULL;
    Cell *cell = g_new0(Cell, 1);
    *cell = (Cell){.key = g_strdup(ends[2]),
                   .date = g_strdup(ends[1]),
                   .figure = g_strdup(figure),
                   .edition = (int)edition,
                   .state = state};
    return cell;
}

static void
add_cell(SrReleased *released, Cell *cell)
{
    g_ptr_array_add(released->cells, cell);
    g_hash_table_insert(released->of_key, cell->key, cell);
    g_hash_table_insert(released->states, cell->key, GINT_TO_POINTER(cell->state));
    released->edition = MAX(released->edition, cell->edition);
}

static bool
read_lines(SrReleased *released, char *const *lines, SrFindings *findings)
{
    int n_errors = sr_findings_n_errors(findings);

    for (int i = 1; lines[i] != NULL && *lines[i] != '\0'; i++) {
        Cell *cell = read_cell(lines[i]);
        bool is_known =
            cell != NULL && g_hash_table_contains(released->of_key, cell->key);

        if (cell == NULL || is_known) {
            sr_findings_add(findings, SR_FINDING_ERROR, released->path, i + 1, NULL, "%s",
                            cell == NULL ? _("not a released cell")
                                         : _("this cell was released above already"));
            g_clear_pointer(&cell, cell_free);
            continue;
        }
        cell->line = i + 1;
        add_cell(released, cell);
    }
    return sr_findings_n_errors(findings) == n_errors;
}

static int
count_lines(const char *text)
{
    int n = 0;

    for (const char *p = strchr(text, '\n'); p != NULL; p = strchr(p + 1, '\n'))
        n++;
    return n;
}

/* Cuts the last line off and asks whether it is the checksum of the rest. */
static bool
check_seal(const SrReleased *released, char *text, SrFindings *findings)
{
    char *seal = g_strrstr(text, "\n" SEAL);

    if (seal != NULL) {
        gsize length = (gsize)(seal + 1 - text);
        g_autofree char *sum =
            g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, (gssize)length);
        g_autofree char *line = g_strdup_printf(SEAL "%s\n", sum);
        bool is_good = g_str_equal(seal + 1, line);

        if (is_good) {
            seal[1] = '\0';
            return true;
        }
    }
    sr_findings_add(findings, SR_FINDING_ERROR, released->path,
                    count_lines(text) + !g_str_has_suffix(text, "\n"), NULL,
                    N_("the checksum in the last line is not that of the file: it was "
                       "edited or cut short; take back the one that was released"));
    return false;
}

SrReleased *
sr_released_read(const char *path, SrFindings *findings)
{
    g_autoptr(SrReleased) released = released_new(path);
    g_autoptr(GError) error = NULL;
    g_autofree char *text = NULL;
    gsize length = 0;

    if (!g_file_get_contents(path, &text, &length, &error)) {
        if (g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
            return g_steal_pointer(&released);
        sr_findings_add(findings, SR_FINDING_ERROR, path, 0, NULL, "%s", error->message);
        return NULL;
    }
    if (strlen(text) != length || !g_str_has_prefix(text, HEADER "\n")) {
        sr_findings_add(findings, SR_FINDING_ERROR, path, 1, NULL,
                        N_("not a pattern of released cells; its first line would be %s"),
                        HEADER);
        return NULL;
    }
    if (!check_seal(released, text, findings))
        return NULL;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    return read_lines(released, lines, findings) ? g_steal_pointer(&released) : NULL;
}

/* --- Comparing --- */

/* What is printed of a row, as a checksum: all of it can be read in the edition. */
static char *
figure_of(const SrValue *value)
{
    const double numbers[] = {value->numerator, value->denominator, value->value};
    g_autoptr(GString) text = g_string_new(NULL);

    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
        char buffer[SR_NUMBER_SIZE];

        /* A count has no denominator. */
        g_string_append_printf(
            text, "%s,", isfinite(numbers[i]) ? sr_number_write(buffer, numbers[i]) : "");
    }
    char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, text->str, -1);

    sum[FIGURE_LENGTH] = '\0';
    return sum;
}

/* Whether the row is one that a pattern tells of. */
static bool
has_figure(const SrValue *value)
{
    return value->status == SR_STATUS_OK || value->status == SR_STATUS_SUPPRESSED;
}

/* The protected rows of @values by their keys: borrowed values. */
static GHashTable *
rows_by_key(const SrValues *values)
{
    GHashTable *rows = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint r = 0; r < values->results->len; r++) {
        const SrResult *result = values->results->pdata[r];

        for (int i = result->first; i < result->first + result->n; i++) {
            const SrValue *value = sr_values_at(values, i);

            if (result->is_protected && has_figure(value))
                g_hash_table_insert(rows, sr_value_key(value), (gpointer)value);
        }
    }
    return rows;
}

/* Whether an open cell has another figure than the one released; false if it is gone. */
static bool
differs(const Cell *cell, const SrValue *value)
{
    if (value == NULL || cell->state != SR_RELEASED_OPEN || value->status != SR_STATUS_OK)
        return false;
    g_autofree char *figure = figure_of(value);
    return !g_str_equal(figure, cell->figure);
}

static void
correct(SrReleased *released, Cell *cell, SrFindings *findings)
{
    cell->is_corrected = true;
    g_hash_table_remove(released->states, cell->key);
    sr_findings_add(findings, SR_FINDING_WARNING, released->path, cell->line, cell->key,
                    N_("another figure was released (edition %d): audit the new edition "
                       "together with the old one, then release it (protect --release)"),
                    cell->edition);
}

void
sr_released_compare(SrReleased *released, const SrValues *values, SrFindings *findings)
{
    g_autoptr(GHashTable) rows = rows_by_key(values);
    g_autoptr(GPtrArray) corrected = g_ptr_array_new();
    int n_open = 0;

    for (guint c = 0; c < released->cells->len; c++) {
        Cell *cell = released->cells->pdata[c];
        const SrValue *value = g_hash_table_lookup(rows, cell->key);

        n_open += cell->state == SR_RELEASED_OPEN;
        if (value == NULL)
            sr_findings_add(findings, SR_FINDING_ERROR, released->path, cell->line,
                            cell->key,
                            N_("this cell was released (edition %d) and exists no "
                               "longer; put back its indicator, scheme, area or year"),
                            cell->edition);
        else if (differs(cell, value))
            g_ptr_array_add(corrected, cell);
    }
    if (corrected->len > MOST_CORRECTED * n_open) {
        sr_findings_add(findings, SR_FINDING_ERROR, released->path,
                        ((const Cell *)corrected->pdata[0])->line, NULL,
                        N_("the pattern belongs to other data: %d of %d open cells had "
                           "another figure"),
                        (int)corrected->len, n_open);
        return;
    }
    for (guint c = 0; c < corrected->len; c++)
        correct(released, corrected->pdata[c], findings);
}

GHashTable *
sr_released_states(const SrReleased *released)
{
    return released->states;
}

bool
sr_released_covers(const SrReleased *released, const SrValues *values)
{
    for (guint r = 0; r < values->results->len; r++) {
        const SrResult *result = values->results->pdata[r];

        for (int i = result->first; i < result->first + result->n; i++) {
            const SrValue *value = sr_values_at(values, i);

            if (!result->is_protected || !has_figure(value))
                continue;
            g_autofree char *key = sr_value_key(value);
            if (!g_hash_table_contains(released->states, key))
                return false;
        }
    }
    return true;
}

/* --- Writing --- */

static void
write_cell(GString *text, const Cell *cell)
{
    const char *word = "";

    for (size_t i = 0; i < G_N_ELEMENTS(states); i++)
        if (states[i].state == cell->state)
            word = states[i].word;
    g_string_append_printf(text, "%d,%s,%s,%s,%s\n", cell->edition, cell->date, cell->key,
                           word, cell->figure);
}

/* The row as a cell of a new edition, or as it was released: strings borrowed. */
static Cell
cell_of(const SrReleased *released, const SrValue *value, char *key, const char *date,
        char *figure)
{
    const Cell *known = g_hash_table_lookup(released->of_key, key);

    if (known != NULL && !known->is_corrected)
        return *known;
    return (Cell){.key = key,
                  .date = (char *)date,
                  .figure = figure,
                  .edition = released->edition + 1,
                  .state = value->status == SR_STATUS_OK ? SR_RELEASED_OPEN
                                                         : SR_RELEASED_CLOSED};
}

char *
sr_released_text(const SrReleased *released, const SrValues *values, const char *date,
                 int *n_new)
{
    g_autoptr(GString) text = g_string_new(HEADER "\n");

    *n_new = 0;
    for (int i = 0; i < sr_values_n(values); i++) {
        const SrValue *value = sr_values_at(values, i);
        const SrResult *result = sr_values_result(values, value->indicator);

        if (!result->is_protected || !has_figure(value))
            continue;
        g_autofree char *key = sr_value_key(value);
        g_autofree char *figure =
            value->status == SR_STATUS_OK ? figure_of(value) : g_strdup("");
        Cell cell = cell_of(released, value, key, date, figure);
        *n_new += cell.edition > released->edition;
        write_cell(text, &cell);
    }
    g_autofree char *sum =
        g_compute_checksum_for_string(G_CHECKSUM_SHA256, text->str, (gssize)text->len);
    g_string_append_printf(text, SEAL "%s\n", sum);
    return g_string_free(g_steal_pointer(&text), FALSE);
}
