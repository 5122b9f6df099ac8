#include "shapes/scheme.h"

#include "base/csv.h"
#include "base/error.h"
#include "base/file.h"
#include "base/keyfile.h"
#include "base/nearest.h"
#include "base/sorted.h"

#include <glib/gi18n.h>
#include <string.h>

static const SrKey keys[] = {
    {"scheme", "title", SR_KEY_TEXT, .required = true, .translated = true,
     .doc = N_("what people call the division")},
    {"scheme", "day", SR_KEY_DAY, .doc = N_("the day it came into force")},
    {"scheme", "note", SR_KEY_TEXT, .translated = true,
     .doc = N_("what to know about it; printed where it is shown")},
    {"scheme", "source", SR_KEY_TEXT, .translated = true,
     .doc = N_("where the division is laid down")},
    {"scheme", "example", SR_KEY_BOOL, .fallback = "false",
     .doc = N_("made up as an example; every page that shows it says so")},
};
const SrKeyTable sr_scheme_keys = {"scheme", "shapes/regions/<id>.ini", keys,
                                   G_N_ELEMENTS(keys)};

/* A scheme's table: cells[row * n_columns + column], the row of Gemeinde g in row_of. */
typedef struct {
    char *path;
    char **columns;
    int n_columns;
    GPtrArray *cells; /* of char *, owned */
    GArray *lines;    /* of int, [n_rows]: where a row stands in the file; owned */
    int n_rows;
    int *row_of; /* [n_gemeinden], or -1 */
} Table;

static void
table_clear(Table *table)
{
    g_free(table->path);
    g_strfreev(table->columns);
    if (table->cells != NULL)
        g_ptr_array_unref(table->cells);
    if (table->lines != NULL)
        g_array_unref(table->lines);
    g_free(table->row_of);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Table, table_clear)

static const char *
cell(const Table *table, int row, int column)
{
    return g_ptr_array_index(table->cells, row * table->n_columns + column);
}

/* The line of the file where a row begins. */
static int
line_of(const Table *table, int row)
{
    return g_array_index(table->lines, int, row);
}

#define MOST_BYTES (64 * SR_MEGABYTE)

/* The rows of the file, or NULL after a finding. */
static SrRows *
open_rows(const char *path, SrFindings *findings)
{
    GError *error = NULL;
    gsize n = 0;
    g_autofree char *text = sr_file_read(path, MOST_BYTES, &n, &error);

    if (text == NULL) {
        sr_findings_take(findings, path, error);
        return NULL;
    }
    if (!g_utf8_validate(text, (gssize)n, NULL)) {
        sr_findings_add(findings, SR_FINDING_ERROR, path, 0, NULL,
                        N_("the file is not UTF-8; save it as CSV UTF-8"));
        return NULL;
    }
    if (g_str_has_prefix(text, "\xef\xbb\xbf")) {
        n -= strlen("\xef\xbb\xbf");
        memmove(text, text + strlen("\xef\xbb\xbf"), n + 1);
    }
    char delimiter = sr_csv_guess_delimiter(text, n);
    return sr_csv_rows_new(path, g_steal_pointer(&text), n, delimiter, findings);
}

/* Longer names fit in no table of a page. */
#define MOST_LETTERS 200
#define MOST_LETTERS_OF_WORD 60

static bool
is_too_long(const char *text)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);

    for (int w = 0; words[w] != NULL; w++)
        if (g_utf8_strlen(words[w], -1) > MOST_LETTERS_OF_WORD)
            return true;
    return g_utf8_strlen(text, -1) > MOST_LETTERS;
}

static void
check_names(const Table *table, SrFindings *findings)
{
    for (guint i = 0; i < table->cells->len; i++) {
        const char *text = table->cells->pdata[i];
        g_autofree char *harmless = sr_text_harmless(text);

        if (!g_str_equal(harmless, text))
            sr_findings_add(findings, SR_FINDING_ERROR, table->path,
                            line_of(table, (int)i / table->n_columns),
                            table->columns[(int)i % table->n_columns],
                            N_("'%s' has control characters"), text);
        if (is_too_long(table->cells->pdata[i]))
            sr_findings_add(findings, SR_FINDING_ERROR, table->path,
                            line_of(table, (int)i / table->n_columns),
                            table->columns[(int)i % table->n_columns],
                            N_("a name has at most %d letters, a word in it at most %d"),
                            MOST_LETTERS, MOST_LETTERS_OF_WORD);
    }
}

/* @row's cell in @column; a row may end early. */
static char *
cell_of(const SrRow *row, int column)
{
    return g_strstrip(g_strdup(column < row->n_cells ? row->cells[column] : ""));
}

static bool
read_cells(Table *table, SrFindings *findings)
{
    g_autoptr(SrRows) rows = open_rows(table->path, findings);
    int n_errors = sr_findings_n_errors(findings);
    SrRow row;

    if (rows == NULL)
        return false;
    if (!rows->next(rows, &row)) {
        sr_findings_add(findings, SR_FINDING_ERROR, table->path, 0, NULL,
                        N_("the scheme cannot be read as a CSV table"));
        return false;
    }
    table->n_columns = row.n_cells;
    table->columns = g_new0(char *, table->n_columns + 1);
    for (int c = 0; c < table->n_columns; c++)
        table->columns[c] = cell_of(&row, c);
    table->cells = g_ptr_array_new_with_free_func(g_free);
    table->lines = g_array_new(FALSE, FALSE, sizeof(int));
    while (rows->next(rows, &row)) {
        for (int c = 0; c < table->n_columns; c++)
            g_ptr_array_add(table->cells, cell_of(&row, c));
        g_array_append_val(table->lines, row.number);
        table->n_rows++;
    }
    check_names(table, findings);
    return sr_findings_n_errors(findings) == n_errors;
}

static int
column_find(const Table *table, const char *name, SrFindings *findings)
{
    for (int c = 0; c < table->n_columns; c++)
        if (g_str_equal(table->columns[c], name))
            return c;
    g_autofree char *has = g_strjoinv(", ", table->columns);
    sr_findings_add(findings, SR_FINDING_ERROR, table->path, 1, NULL,
                    N_("no column '%s'; the table has %s"), name, has);
    return -1;
}

/* Finds the row of each Gemeinde: none missing, none twice, none unknown. */
static void
place_rows(Table *table, int key_column, const SrGemeinden *gemeinden,
           SrFindings *findings)
{
    g_autoptr(GHashTable) index = g_hash_table_new(g_str_hash, g_str_equal);

    table->row_of = g_new(int, gemeinden->n);
    for (int g = 0; g < gemeinden->n; g++) {
        table->row_of[g] = -1;
        g_hash_table_insert(index, (gpointer)gemeinden->keys[g], GINT_TO_POINTER(g + 1));
    }
    for (int row = 0; row < table->n_rows; row++) {
        const char *key = cell(table, row, key_column);
        int g = GPOINTER_TO_INT(g_hash_table_lookup(index, key)) - 1;

        if (g < 0) {
            g_autofree char *near =
                sr_nearest_list(key, gemeinden->keys, gemeinden->n, 3);
            sr_findings_add(
                findings, SR_FINDING_ERROR, table->path, line_of(table, row), key,
                N_("the boundaries have no such Gemeinde; nearest are %s"), near);
        } else if (table->row_of[g] >= 0)
            sr_findings_add(findings, SR_FINDING_ERROR, table->path, line_of(table, row),
                            gemeinden->names[g],
                            N_("%s stands twice in the scheme; first in line %d"), key,
                            line_of(table, table->row_of[g]));
        else
            table->row_of[g] = row;
    }
    for (int g = 0; g < gemeinden->n; g++)
        if (table->row_of[g] < 0)
            sr_findings_add(
                findings, SR_FINDING_ERROR, table->path, 0, gemeinden->names[g],
                N_("%s is missing in the scheme; each Gemeinde needs one row"),
                gemeinden->keys[g]);
}

static void
division_free(SrDivision *division)
{
    if (division == NULL)
        return;
    g_strfreev(division->codes);
    g_strfreev(division->names);
    g_free(division->n_members);
    g_free(division->area_of);
    g_free(division);
}

static int
compare_codes(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The areas whose @codes[n] the Gemeinden have, in bytewise order; names come later. */
static SrDivision *
division_new(const SrLevel *level, int n, const char *const *codes)
{
    SrDivision *division = g_new0(SrDivision, 1);
    g_autoptr(GHashTable) index = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GPtrArray) distinct = g_ptr_array_new();

    for (int g = 0; g < n; g++)
        if (g_hash_table_add(index, (gpointer)codes[g]))
            g_ptr_array_add(distinct, (gpointer)codes[g]);
    g_ptr_array_sort(distinct, compare_codes);
    division->level = level;
    division->n_gemeinden = n;
    division->n_areas = (int)distinct->len;
    division->codes = g_new0(char *, division->n_areas + 1);
    division->names = g_new0(char *, division->n_areas + 1);
    division->n_members = g_new0(int, division->n_areas);
    division->area_of = g_new(int, n);
    for (int a = 0; a < division->n_areas; a++) {
        division->codes[a] = g_strdup(distinct->pdata[a]);
        g_hash_table_insert(index, distinct->pdata[a], GINT_TO_POINTER(a));
    }
    for (int g = 0; g < n; g++) {
        division->area_of[g] = GPOINTER_TO_INT(g_hash_table_lookup(index, codes[g]));
        division->n_members[division->area_of[g]]++;
    }
    return division;
}

static SrDivision *
divide_by_key(const SrLevel *level, const SrGemeinden *gemeinden)
{
    SrDivision *division = division_new(level, gemeinden->n, gemeinden->keys);

    for (int g = 0; g < gemeinden->n; g++)
        division->names[division->area_of[g]] = g_strdup(gemeinden->names[g]);
    return division;
}

static SrDivision *
divide_by_prefix(const SrLevel *level, const SrGemeinden *gemeinden, GHashTable *names)
{
    const char *const *full = gemeinden->ars != NULL ? gemeinden->ars : gemeinden->keys;
    g_auto(GStrv) codes = g_new0(char *, gemeinden->n + 1);

    for (int g = 0; g < gemeinden->n; g++)
        codes[g] = g_strndup(full[g], (gsize)level->n_digits);
    SrDivision *division = division_new(level, gemeinden->n, (const char *const *)codes);
    for (int a = 0; a < division->n_areas; a++) {
        const char *name = g_hash_table_lookup(names, division->codes[a]);

        division->names[a] =
            name != NULL ? g_strdup(name)
                         : g_strdup_printf("%s %s", level->title, division->codes[a]);
    }
    return division;
}

/* A Gemeinde with an empty code is an area of its own, under its own key and name. */
static SrDivision *
divide_by_column(const SrLevel *level, const Table *table, const SrGemeinden *gemeinden,
                 SrFindings *findings)
{
    int code_column = column_find(table, level->code_column, findings);
    int name_column = column_find(table, level->name_column, findings);
    g_autofree const char **codes = g_new0(const char *, gemeinden->n + 1);

    if (code_column < 0 || name_column < 0)
        return NULL;
    for (int g = 0; g < gemeinden->n; g++) {
        const char *code = cell(table, table->row_of[g], code_column);

        codes[g] = *code == '\0' ? gemeinden->keys[g] : code;
    }
    SrDivision *division = division_new(level, gemeinden->n, codes);
    for (int g = 0; g < gemeinden->n; g++) {
        int row = table->row_of[g];
        const char *name = cell(table, row, name_column);
        char **known = &division->names[division->area_of[g]];

        if (*name == '\0' && *cell(table, row, code_column) == '\0')
            name = gemeinden->names[g];
        if (*known == NULL)
            *known = g_strdup(name);
        if (*name == '\0')
            sr_findings_add(findings, SR_FINDING_ERROR, table->path, line_of(table, row),
                            gemeinden->names[g], N_("%s has a code and no name"),
                            level->title);
        else if (!g_str_equal(*known, name))
            sr_findings_add(findings, SR_FINDING_ERROR, table->path, line_of(table, row),
                            gemeinden->names[g],
                            N_("code %s is called '%s' here and '%s' elsewhere"),
                            codes[g], name, *known);
    }
    return division;
}

/* A scheme of that name: else the finding tells the nearest there are. */
static bool
is_there(const char *folder, const char *id, SrFindings *findings)
{
    g_autofree char *regions = g_build_filename(folder, "shapes", "regions", NULL);
    g_autofree char *name = g_strdup_printf("%s.csv", id);
    g_autofree char *path = g_build_filename(regions, name, NULL);

    if (strchr(id, '/') == NULL && g_file_test(path, G_FILE_TEST_EXISTS))
        return true;
    g_autofree char *nearest = sr_nearest_files(id, regions, ".csv", 3);
    sr_findings_add(findings, SR_FINDING_ERROR, path, 0, NULL,
                    N_("no scheme '%s'; there are %s"), id, nearest);
    return false;
}

static void
read_about(SrScheme *scheme, const char *folder, bool must_be_there, const char *language,
           SrFindings *findings)
{
    g_autofree char *path =
        g_strdup_printf("%s/shapes/regions/%s.ini", folder, scheme->id);
    g_autoptr(GError) error = NULL;

    if (!must_be_there && !g_file_test(path, G_FILE_TEST_EXISTS)) {
        scheme->title = g_strdup(scheme->id);
        return;
    }
    g_autoptr(SrKeyfile) file = sr_keyfile_read(path, &sr_scheme_keys, findings, &error);

    if (file == NULL) {
        if (error != NULL)
            sr_findings_take(findings, path, g_steal_pointer(&error));
        return;
    }
    scheme->title = g_strdup(sr_keyfile_translated(file, "scheme", "title", language));
    scheme->note = g_strdup(sr_keyfile_translated(file, "scheme", "note", language));
    scheme->example = sr_keyfile_bool(file, "scheme", "example");
}

/* Where every level comes from the key, as for all of Germany, no table need be there. */
static bool
needs_table(const SrLevel *levels, int n_levels, const char *path)
{
    for (int l = 0; l < n_levels; l++)
        if (levels[l].kind == SR_LEVEL_COLUMN)
            return true;
    return g_file_test(path, G_FILE_TEST_EXISTS);
}

static bool
read_table(Table *table, const SrGemeinden *gemeinden, SrFindings *findings)
{
    int n_errors = sr_findings_n_errors(findings);

    if (!read_cells(table, findings))
        return false;
    int key_column = column_find(table, "key", findings);
    if (key_column < 0)
        return false;
    place_rows(table, key_column, gemeinden, findings);
    return sr_findings_n_errors(findings) == n_errors;
}

SrScheme *
sr_scheme_read(const char *folder, const char *id, const SrLevel *levels, int n_levels,
               const SrGemeinden *gemeinden, GHashTable *names, const char *language,
               SrFindings *findings)
{
    g_auto(Table)
        table = {.path = g_strdup_printf("%s/shapes/regions/%s.csv", folder, id)};
    g_autoptr(SrScheme) scheme = g_new0(SrScheme, 1);
    int n_errors = sr_findings_n_errors(findings);

    bool has_table = needs_table(levels, n_levels, table.path);
    if (has_table && !is_there(folder, id, findings))
        return NULL;
    scheme->id = g_strdup(id);
    read_about(scheme, folder, has_table, language, findings);
    if (has_table && !read_table(&table, gemeinden, findings))
        return NULL;

    scheme->n_levels = n_levels;
    scheme->divisions = g_new0(SrDivision *, (gsize)n_levels + 1);
    for (int l = 0; l < n_levels; l++)
        switch (levels[l].kind) {
        case SR_LEVEL_KEY:
            scheme->divisions[l] = divide_by_key(&levels[l], gemeinden);
            break;
        case SR_LEVEL_PREFIX:
            scheme->divisions[l] = divide_by_prefix(&levels[l], gemeinden, names);
            break;
        case SR_LEVEL_COLUMN:
            scheme->divisions[l] =
                divide_by_column(&levels[l], &table, gemeinden, findings);
            break;
        }
    return sr_findings_n_errors(findings) > n_errors ? NULL : g_steal_pointer(&scheme);
}

void
sr_scheme_free(SrScheme *scheme)
{
    if (scheme == NULL)
        return;
    g_free(scheme->id);
    g_free(scheme->title);
    g_free(scheme->note);
    for (int l = 0; l < scheme->n_levels; l++)
        division_free(scheme->divisions[l]);
    g_free(scheme->divisions);
    g_free(scheme);
}

const SrDivision *
sr_scheme_find(const SrScheme *scheme, const char *level)
{
    for (int l = 0; l < scheme->n_levels; l++)
        if (g_str_equal(scheme->divisions[l]->level->id, level))
            return scheme->divisions[l];
    return NULL;
}

int
sr_division_find(const SrDivision *division, const char *code)
{
    return sr_sorted_find(division->codes, division->n_areas, code);
}

void
sr_level_clear(SrLevel *level)
{
    g_free(level->id);
    g_free(level->title);
    g_free(level->plural);
    g_free(level->code_column);
    g_free(level->name_column);
}
