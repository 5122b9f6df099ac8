#include "data/table.h"

#include "data/layout.h"
#include "data/rows_open.h"

#include <glib/gi18n.h>
#include <string.h>

/* A row of which only one cell is filled. */
typedef struct {
    int number;
    int at; /* column of the cell */
    char *text;
} LooseRow;

struct SrTable {
    char *path;
    SrRows *rows;         /* owned */
    SrTableFormat format; /* as found out; owned */
    SrLayout layout;
    GPtrArray *columns;   /* of char *, NULL-terminated */
    GPtrArray *cells;     /* of const char *: a row filled up or cut */
    SrFindings *findings; /* borrowed */
    int footer;           /* the row where it begins, 0 = not met */
    GPtrArray *loose; /* of LooseRow: what they are is not known yet, or they are … */
    guint n_given;    /* … given, as far as this, before … */
    SrRow held;       /* … the row behind them, if */
    bool has_held;
    bool is_first; /* the next row is the first behind the header */
    bool has_told; /* findings about rows are added in the first pass only */
};

/* --- the header --- */

/* Blanks and line feeds within a heading become one blank. */
static char *
tidy(const char *text)
{
    g_autoptr(GString) tidied = g_string_new("");

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar character = g_utf8_get_char(p);

        if (!g_unichar_isspace(character) && character != 0x00a0)
            g_string_append_unichar(tidied, character);
        else if (tidied->len > 0 && tidied->str[tidied->len - 1] != ' ')
            g_string_append_c(tidied, ' ');
    }
    return g_strdup(g_strstrip(tidied->str));
}

/*
 * Adds one header row to the names. A merged heading stands in its first cell only: in
 * all rows but the last it goes on to the right, until the next heading.
 */
static void
add_header_row(GPtrArray *names, const SrRow *row, bool goes_on)
{
    const char *before = "";

    while ((int)names->len < row->n_cells)
        g_ptr_array_add(names, g_strdup(""));
    for (guint i = 0; i < names->len; i++) {
        const char *cell = (int)i < row->n_cells ? row->cells[i] : "";
        g_autofree char *tidied =
            tidy(cell[strspn(cell, " ")] == '\0' && goes_on ? before : cell);
        char *name = names->pdata[i];

        if (cell[strspn(cell, " ")] != '\0')
            before = cell;
        g_autofree char *ending = g_strconcat(" / ", tidied, NULL);
        if (*tidied == '\0' || g_str_equal(name, tidied) ||
            g_str_has_suffix(name, ending))
            continue;
        names->pdata[i] =
            *name == '\0' ? g_strdup(tidied) : g_strconcat(name, " / ", tidied, NULL);
        g_free(name);
    }
}

/* Several columns of one name are told apart by numbers: "Wert (1)", "Wert (2)". */
static void
number_twins(SrTable *table)
{
    g_autoptr(GHashTable) counts =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) numbers = g_hash_table_new(g_str_hash, g_str_equal);
    GPtrArray *names = table->columns;

    for (guint i = 0; i < names->len; i++) {
        int n = GPOINTER_TO_INT(g_hash_table_lookup(counts, names->pdata[i]));

        g_hash_table_insert(counts, g_strdup(names->pdata[i]), GINT_TO_POINTER(n + 1));
    }
    for (guint i = 0; i < names->len; i++) {
        gpointer key, count;

        g_hash_table_lookup_extended(counts, names->pdata[i], &key, &count);
        if (GPOINTER_TO_INT(count) == 1)
            continue;
        int number = GPOINTER_TO_INT(g_hash_table_lookup(numbers, key)) + 1;
        g_hash_table_insert(numbers, key, GINT_TO_POINTER(number));
        if (number == 1)
            sr_findings_add(
                table->findings, SR_FINDING_WARNING, table->path, table->layout.skip + 1,
                key, N_("%d columns have this heading; they are called %s (1) to (%d)"),
                GPOINTER_TO_INT(count), (const char *)key, GPOINTER_TO_INT(count));
        g_free(names->pdata[i]);
        names->pdata[i] = g_strdup_printf("%s (%d)", (const char *)key, number);
    }
}

/* Columns without a heading are called by their number. */
static void
complete_names(SrTable *table)
{
    GPtrArray *names = table->columns;

    while (names->len > 0 && *(char *)names->pdata[names->len - 1] == '\0')
        g_ptr_array_remove_index(names, names->len - 1);
    for (guint i = 0; i < names->len; i++)
        if (*(char *)names->pdata[i] == '\0') {
            g_free(names->pdata[i]);
            names->pdata[i] = g_strdup_printf("Spalte %u", i + 1);
        }
    number_twins(table);
}

/* Leaves the rows behind the header; @first is the row where they may begin. */
static bool
read_header(SrTable *table, int *first)
{
    SrRow row = {0};
    int n = 0;

    g_ptr_array_set_size(table->columns, 0);
    table->rows->rewind(table->rows);
    while (n < table->layout.n_header && table->rows->next(table->rows, &row)) {
        if (row.number <= table->layout.skip)
            continue;
        n++;
        add_header_row(table->columns, &row,
                       n < table->layout.n_header && !table->rows->is_typed);
    }
    *first = row.number + 1;
    table->is_first = true;
    return n == table->layout.n_header;
}

static void
loose_free(gpointer data)
{
    LooseRow *loose = data;

    g_free(loose->text);
    g_free(loose);
}

SrTable *
sr_table_open(const char *path, const SrTableFormat *format, SrFindings *findings)
{
    g_autoptr(SrTable) table = g_new0(SrTable, 1);
    int n_before = sr_findings_n_errors(findings);
    int first = 0;

    table->path = g_strdup(path);
    table->findings = findings;
    table->columns = g_ptr_array_new_with_free_func(g_free);
    table->cells = g_ptr_array_new();
    table->loose = g_ptr_array_new_with_free_func(loose_free);
    table->format = (SrTableFormat){
        g_strdup(format->encoding),
        g_strdup(format->delimiter),
        g_strdup(format->decimal),
        g_strdup(format->thousands),
        g_strdup(format->sheet),
        format->skip,
        format->header,
        g_strdup(format->footer),
    };
    table->rows = sr_rows_open(path, &table->format, findings);
    if (table->rows == NULL)
        return NULL;
    table->layout = sr_layout_guess(table->rows, &table->format);
    table->format.skip = table->layout.skip;
    table->format.header = table->layout.n_header;
    if (!read_header(table, &first) && sr_findings_n_errors(findings) == n_before)
        sr_findings_add(findings, SR_FINDING_ERROR, path, 0, NULL,
                        N_("the file has no header row"));
    if (table->rows->check_merged != NULL)
        table->rows->check_merged(table->rows, first);
    if (sr_findings_n_errors(findings) > n_before)
        return NULL;
    complete_names(table);
    g_ptr_array_add(table->columns, NULL);
    return g_steal_pointer(&table);
}

void
sr_table_free(SrTable *table)
{
    if (table == NULL)
        return;
    g_free(table->path);
    sr_rows_free(table->rows);
    sr_table_format_clear(&table->format);
    g_ptr_array_unref(table->columns);
    g_ptr_array_unref(table->cells);
    g_ptr_array_unref(table->loose);
    g_free(table);
}

/* --- the rows --- */

/* How many cells hold something, at most 2: more need not be counted. */
static int
count_filled(const SrRow *row)
{
    int n = 0;

    for (int i = 0; i < row->n_cells && n < 2; i++)
        n += row->cells[i][strspn(row->cells[i], " ")] != '\0';
    return n;
}

/* Fills a short row up and cuts a long one whose further cells are empty. */
static void
fit(SrTable *table, SrRow *row)
{
    int n = sr_table_n_columns(table);

    bool is_long = false;

    for (int i = n; i < row->n_cells; i++)
        is_long |= row->cells[i][strspn(row->cells[i], " ")] != '\0';
    if (is_long && !table->has_told)
        sr_findings_add(table->findings, SR_FINDING_ERROR, table->path, row->number, NULL,
                        N_("this row has %d cells, the header %d"), row->n_cells, n);
    if (row->n_cells < n) {
        if (!table->has_told)
            sr_findings_add(table->findings, SR_FINDING_ERROR, table->path, row->number,
                            NULL, N_("this row has only %d cells, the header %d"),
                            row->n_cells, n);
        g_ptr_array_set_size(table->cells, 0);
        for (int i = 0; i < n; i++)
            g_ptr_array_add(table->cells,
                            (gpointer)(i < row->n_cells ? row->cells[i] : ""));
        row->cells = (const char *const *)table->cells->pdata;
    }
    row->n_cells = n;
}

/* Any more rows of one cell are no headings. */
#define MOST_LOOSE 1000

/*
 * A row of one cell, so far: a heading among the figures ("VG Freinsheim"), an area
 * without a figure, or the footer. A key alone is an area.
 */
static bool
is_loose(const SrTable *table, const SrRow *row, int *at)
{
    if (row->n_cells == 0 || count_filled(row) > 1 ||
        (sr_table_n_columns(table) < 3 && row->n_cells > 1))
        return false;
    for (*at = 0; row->cells[*at][strspn(row->cells[*at], " ")] == '\0';)
        (*at)++;
    const char *text = row->cells[*at];
    gsize n_digits = strspn(text, "0123456789");
    return text[n_digits] != '\0' || n_digits < 5;
}

static bool
has_figure(const SrRow *row)
{
    for (int i = 1; i < row->n_cells; i++) {
        g_autofree char *cell = g_strstrip(g_strdup(row->cells[i]));

        if (*cell != '\0' && sr_layout_is_figure(cell))
            return true;
    }
    return false;
}

static void
complain_footer(SrTable *table, const SrRow *row)
{
    if (!table->has_told)
        sr_findings_add(table->findings, SR_FINDING_ERROR, table->path, row->number, NULL,
                        N_("figures behind what looks like a footer (row %d); "
                           "[format] footer= tells how the footer begins"),
                        table->footer);
}

/* Gives the oldest row of one cell; it is as wide as the table. */
static void
give_loose(SrTable *table, SrRow *row)
{
    const LooseRow *loose = table->loose->pdata[table->n_given++];

    g_ptr_array_set_size(table->cells, 0);
    for (int i = 0; i < MAX(sr_table_n_columns(table), loose->at + 1); i++)
        g_ptr_array_add(table->cells, (gpointer)(i == loose->at ? loose->text : ""));
    *row = (SrRow){(const char *const *)table->cells->pdata, NULL,
                   sr_table_n_columns(table), loose->number};
}

/* Gives what is held back: rows of one cell, then the row that showed what they are. */
static bool
give_held(SrTable *table, SrRow *row)
{
    if (!table->has_held)
        return false;
    if (table->n_given < table->loose->len) {
        give_loose(table, row);
        return true;
    }
    g_ptr_array_set_size(table->loose, 0);
    table->has_held = false;
    *row = table->held;
    fit(table, row);
    return true;
}

/* The fewest columns that a row of their numbers is told by. */
#define FEWEST_NUMBERED 4

/* "1 2 3 4 …" or ";1;2;3 …": the numbers of the columns, as offices print them. */
static bool
is_column_numbers(const SrTable *table, const SrRow *row)
{
    int n = MIN(row->n_cells, sr_table_n_columns(table));
    int first = 0;

    while (first < n && row->cells[first][strspn(row->cells[first], " ")] == '\0')
        first++;
    if (first > 2 || n - first < FEWEST_NUMBERED || n < sr_table_n_columns(table))
        return false;
    for (int i = first; i < n; i++) {
        g_autofree char *cell = g_strstrip(g_strdup(row->cells[i]));
        char wanted[16];

        g_snprintf(wanted, sizeof wanted, "%d", i - first + 1);
        if (!g_str_equal(cell, wanted))
            return false;
    }
    return true;
}

/* The next row of the file but one of column numbers below the header. */
static bool
next_row(SrTable *table, SrRow *row)
{
    bool is_first = table->is_first;

    table->is_first = false;
    if (!table->rows->next(table->rows, row))
        return false;
    if (!is_first || !is_column_numbers(table, row))
        return true;
    if (!table->has_told)
        sr_findings_add(table->findings, SR_FINDING_NOTE, table->path, row->number, NULL,
                        N_("a row of column numbers below the header, left out"));
    return table->rows->next(table->rows, row);
}

/* The next row, where the definition says how the footer begins. */
static bool
next_before_footer(SrTable *table, SrRow *row)
{
    while (table->footer == 0 && next_row(table, row)) {
        if (row->n_cells == 0 || !g_str_has_prefix(row->cells[0], table->format.footer)) {
            fit(table, row);
            return true;
        }
        table->footer = row->number;
    }
    table->has_told = true;
    return false;
}

/*
 * Rows of one cell are headings when figures follow at once, and the footer otherwise;
 * figures behind the footer are a second table, or the footer is none.
 */
bool
sr_table_next(SrTable *table, SrRow *row)
{
    int at;

    if (*table->format.footer != '\0')
        return next_before_footer(table, row);
    if (give_held(table, row))
        return true;
    while (next_row(table, row)) {
        bool is_single = is_loose(table, row, &at);

        if (table->footer == 0 && is_single && table->loose->len < MOST_LOOSE) {
            LooseRow *loose = g_new(LooseRow, 1);

            *loose = (LooseRow){row->number, at, g_strdup(row->cells[at])};
            g_ptr_array_add(table->loose, loose);
            continue;
        }
        if (table->footer == 0 && table->loose->len == 0) {
            fit(table, row);
            return true;
        }
        if (table->footer == 0 && has_figure(row) && !is_single) {
            table->held = *row;
            table->has_held = true;
            table->n_given = 0;
            return give_held(table, row);
        }
        if (table->footer == 0)
            table->footer = ((const LooseRow *)table->loose->pdata[0])->number;
        if (has_figure(row))
            complain_footer(table, row);
    }
    table->has_told = true;
    return false;
}

void
sr_table_rewind(SrTable *table)
{
    SrRow row;
    int n = 0;

    table->footer = 0;
    table->is_first = true;
    table->has_held = false;
    g_ptr_array_set_size(table->loose, 0);
    table->rows->rewind(table->rows);
    while (n < table->layout.n_header && table->rows->next(table->rows, &row))
        n += row.number > table->layout.skip;
}

int
sr_table_n_columns(const SrTable *table)
{
    return (int)table->columns->len - 1;
}

const char *const *
sr_table_columns(const SrTable *table)
{
    return (const char *const *)table->columns->pdata;
}

int
sr_table_find(const SrTable *table, const char *name)
{
    g_autofree char *wanted = tidy(name);

    for (int i = 0; i < sr_table_n_columns(table); i++)
        if (g_str_equal(table->columns->pdata[i], wanted))
            return i;
    g_autofree char *folded = g_utf8_casefold(wanted, -1);
    for (int i = 0; i < sr_table_n_columns(table); i++) {
        g_autofree char *column = g_utf8_casefold(table->columns->pdata[i], -1);

        if (g_str_equal(column, folded))
            return i;
    }
    return -1;
}

bool
sr_table_is_typed(const SrTable *table)
{
    return table->rows->is_typed;
}

const SrTableFormat *
sr_table_format(const SrTable *table)
{
    return &table->format;
}

const char *
sr_table_kind(const SrTable *table)
{
    return table->rows->kind;
}
