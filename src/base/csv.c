#include "base/csv.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_CELLS 20000
#define MOST_ROW_BYTES (16 * 1024 * 1024)
#define GUESS_LINES 60

/*
 * Cells are ended in place: their delimiter becomes a NUL and is put back before the next
 * row, so that the text can be read twice and a cell costs no copy.
 */
typedef struct {
    SrRows rows;
    char *path;
    char *text;
    char *end;
    char *at; /* the next row */
    int line; /* of the next row, from 1 */
    char delimiter;
    bool is_broken;
    GPtrArray *cells;     /* of const char *, of this row */
    GArray *ends;         /* of char *: NULs of this row … */
    GString *old;         /* … and what stood there */
    GPtrArray *copies;    /* of char *: quoted cells of this row with doubled quotes */
    SrFindings *findings; /* borrowed */
} Csv;

static void
end_cell(Csv *csv, char *at)
{
    g_string_append_c(csv->old, *at);
    g_array_append_val(csv->ends, at);
    *at = '\0';
}

static void
restore(Csv *csv)
{
    for (guint i = 0; i < csv->ends->len; i++)
        *g_array_index(csv->ends, char *, i) = csv->old->str[i];
    g_array_set_size(csv->ends, 0);
    g_string_truncate(csv->old, 0);
    g_ptr_array_set_size(csv->copies, 0);
    g_ptr_array_set_size(csv->cells, 0);
}

static bool
fail(Csv *csv, int line, const char *format)
{
    csv->is_broken = true;
    if (csv->findings != NULL)
        sr_findings_add(csv->findings, SR_FINDING_ERROR, csv->path, line, NULL, "%s",
                        _(format));
    return false;
}

/* Reads "…" from its first quote on; gives the byte behind the closing quote, or NULL. */
static char *
read_quoted(Csv *csv, char *open)
{
    bool has_double = false;
    char *at = open + 1;

    for (;; at++) {
        at = memchr(at, '"', (gsize)(csv->end - at));
        if (at == NULL)
            return NULL;
        if (at[1] != '"')
            break;
        has_double = true;
        at++;
    }
    for (char *p = open; p < at; p++)
        csv->line += *p == '\n';
    if (!has_double) {
        g_ptr_array_add(csv->cells, open + 1);
        end_cell(csv, at);
        return at + 1;
    }
    GString *cell = g_string_sized_new((gsize)(at - open));
    for (const char *p = open + 1; p < at; p++) {
        g_string_append_c(cell, *p);
        p += *p == '"';
    }
    g_ptr_array_add(csv->cells, cell->str);
    g_ptr_array_add(csv->copies, g_string_free(cell, FALSE));
    return at + 1;
}

/* Reads one cell; leaves csv->at on the delimiter or line end behind it. */
static bool
read_cell(Csv *csv)
{
    char *at = csv->at;
    char delimiter = csv->delimiter;

    if (*at == '"') {
        int first = csv->line;

        at = read_quoted(csv, at);
        if (at == NULL)
            return fail(csv, first, N_("a quote is opened here and never closed"));
        if (*at != delimiter && *at != '\n' && *at != '\r' && at != csv->end)
            return fail(csv, csv->line, N_("text behind a closing quote"));
    } else {
        g_ptr_array_add(csv->cells, at);
        while (*at != delimiter && *at != '\n' && *at != '\r' && *at != '\0')
            at++;
    }
    csv->at = at;
    return true;
}

static bool
read_row(Csv *csv, SrRow *row)
{
    char *start = csv->at;
    int line = csv->line;

    for (;;) {
        if (!read_cell(csv))
            return false;
        if (csv->at - start > MOST_ROW_BYTES)
            return fail(csv, line, N_("this row is longer than 16 MB"));
        if (csv->cells->len > MOST_CELLS)
            return fail(csv, line, N_("this row has more than 20 000 cells"));
        char *stop = csv->at;
        if (stop == csv->end)
            break;
        bool goes_on = *stop == csv->delimiter;
        csv->at += stop[0] == '\r' && stop[1] == '\n' ? 2 : 1;
        end_cell(csv, stop);
        if (!goes_on)
            break;
    }
    csv->line++;
    row->cells = (const char *const *)csv->cells->pdata;
    row->is_number = NULL;
    row->n_cells = (int)csv->cells->len;
    row->number = line;
    return true;
}

static bool
is_blank(const SrRow *row)
{
    for (int i = 0; i < row->n_cells; i++)
        if (row->cells[i][strspn(row->cells[i], " \t")] != '\0')
            return false;
    return true;
}

static bool
next_row(SrRows *rows, SrRow *row)
{
    Csv *csv = (Csv *)rows;

    do {
        restore(csv);
        if (csv->is_broken || csv->at >= csv->end || !read_row(csv, row))
            return false;
    } while (is_blank(row));
    return true;
}

static void
rewind_rows(SrRows *rows)
{
    Csv *csv = (Csv *)rows;

    restore(csv);
    csv->at = csv->text;
    csv->line = 1;
}

static void
free_rows(SrRows *rows)
{
    Csv *csv = (Csv *)rows;

    g_free(csv->path);
    g_free(csv->text);
    g_ptr_array_unref(csv->cells);
    g_ptr_array_unref(csv->copies);
    g_array_unref(csv->ends);
    g_string_free(csv->old, TRUE);
    g_free(csv);
}

SrRows *
sr_csv_rows_new(const char *path, char *text, gsize n, char delimiter,
                SrFindings *findings)
{
    Csv *csv = g_new0(Csv, 1);

    csv->rows = (SrRows){"csv", false, next_row, rewind_rows, NULL, free_rows};
    csv->path = g_strdup(path);
    csv->text = text;
    csv->end = text + n;
    csv->at = text;
    csv->line = 1;
    csv->delimiter = delimiter;
    csv->cells = g_ptr_array_new();
    csv->copies = g_ptr_array_new_with_free_func(g_free);
    csv->ends = g_array_new(FALSE, FALSE, sizeof(char *));
    csv->old = g_string_new("");
    csv->findings = findings;
    return &csv->rows;
}

/* Counts @sign in each of the first lines, outside quotes; returns the lines. */
static int
count_in_lines(const char *text, gsize n, char sign, int counts[GUESS_LINES])
{
    int line = 0;
    bool is_quoted = false;
    bool is_empty = true;

    memset(counts, 0, GUESS_LINES * sizeof *counts);
    for (gsize i = 0; i < n && line < GUESS_LINES; i++) {
        if (text[i] == '"')
            is_quoted = !is_quoted;
        else if (text[i] == sign && !is_quoted)
            counts[line]++;
        else if (text[i] == '\n' && !is_quoted) {
            line += !is_empty;
            is_empty = true;
            continue;
        }
        is_empty = is_empty && (text[i] == ' ' || text[i] == '\r');
    }
    return line < GUESS_LINES && !is_empty ? line + 1 : line;
}

/* How many lines have the most frequent count that is not 0. */
static int
even_lines(const int *counts, int n)
{
    int most = 0;

    for (int i = 0; i < n; i++) {
        int same = 0;

        for (int j = 0; j < n && counts[i] > 0; j++)
            same += counts[j] == counts[i];
        most = MAX(most, same);
    }
    return most;
}

char
sr_csv_guess_delimiter(const char *text, gsize n)
{
    static const char signs[] = {';', '\t', '|', ','};
    int counts[GUESS_LINES];
    char best = ';';
    int best_even = 0;

    for (size_t i = 0; i < sizeof signs; i++) {
        int n_lines = count_in_lines(text, n, signs[i], counts);
        int even = even_lines(counts, n_lines);

        /* A comma is also a decimal sign: the signs before it win when they do well. */
        if (even * 10 >= n_lines * 6 && n_lines > 0)
            return signs[i];
        if (even > best_even) {
            best_even = even;
            best = signs[i];
        }
    }
    return best;
}
