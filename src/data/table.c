#include "data/table.h"

#include "data/archive.h"
#include "data/csv.h"
#include "data/decode.h"
#include "data/layout.h"
#include "data/ods.h"
#include "data/table_layer.h"
#include "data/xlsx.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* Files beyond this are no tables of figures. */
#define MOST_BYTES (G_GINT64_CONSTANT(2) << 30)

struct SrTable {
    char *path;
    SrRows *rows;         /* owned */
    SrTableFormat format; /* as found out; owned */
    SrLayout layout;
    GPtrArray *columns;   /* of char *, NULL-terminated */
    GPtrArray *cells;     /* of const char *: a row filled up or cut */
    SrFindings *findings; /* borrowed */
    int footer;           /* the row where it begins, 0 = not met */
    bool has_told;        /* findings about rows are added in the first pass only */
};

/* --- the kinds of files --- */

static char *
read_bytes(const char *path, gsize *n, SrFindings *findings)
{
    g_autoptr(GError) error = NULL;
    char *bytes = NULL;
    struct stat info;

    /* A pipe or a device might never end. */
    if (g_stat(path, &info) == 0 &&
        (!S_ISREG(info.st_mode) || info.st_size > MOST_BYTES)) {
        sr_findings_add(findings, SR_FINDING_ERROR, path, 0, NULL,
                        S_ISREG(info.st_mode) ? N_("the file is larger than 2 GB")
                                              : N_("this is not a file"));
        return NULL;
    }
    if (!g_file_get_contents(path, &bytes, n, &error)) {
        sr_findings_add(findings, SR_FINDING_ERROR, path, 0, NULL,
                        N_("the file cannot be read: %s"), error->message);
        if (!g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
            sr_findings_set_unreadable(findings);
        return NULL;
    }
    if (*n == 0) {
        sr_findings_add(findings, SR_FINDING_ERROR, path, 0, NULL,
                        N_("the file is empty"));
        g_free(bytes);
        return NULL;
    }
    return bytes;
}

/* The delimiter that an .ini names: "tab" or one sign; 0 = to be found out, -1 = wrong.
 */
static int
delimiter_of(const char *name)
{
    if (*name == '\0')
        return 0;
    if (g_ascii_strcasecmp(name, "tab") == 0)
        return '\t';
    return strlen(name) == 1 && strchr(";,|:", *name) != NULL ? *name : -1;
}

static SrRows *
open_text(SrTable *table, char *bytes, gsize n)
{
    SrText decoded;

    if (!sr_decode(table->path, bytes, n, table->format.encoding, &decoded,
                   table->findings))
        return NULL;
    g_autofree char *text = decoded.text;
    g_autofree char *encoding = g_strdup(decoded.encoding);
    int delimiter = delimiter_of(table->format.delimiter);
    if (delimiter < 0) {
        sr_findings_add(table->findings, SR_FINDING_ERROR, table->path, 0, NULL,
                        N_("unknown delimiter '%s'; known are ; , tab and |"),
                        table->format.delimiter);
        return NULL;
    }
    if (delimiter == 0)
        delimiter = sr_csv_guess_delimiter(text, decoded.n);
    char *found = g_strdup(encoding); /* may be the one of the format itself */
    g_free(table->format.encoding);
    table->format.encoding = found;
    g_free(table->format.delimiter);
    table->format.delimiter =
        delimiter == '\t' ? g_strdup("tab") : g_strdup_printf("%c", delimiter);
    return sr_csv_rows_new(table->path, g_steal_pointer(&text), decoded.n,
                           (char)delimiter, table->findings);
}

/* The one file of a zip, or the one that is asked for. */
static SrRows *
open_member(SrTable *table, SrArchive *archive)
{
    const char *const *names = sr_archive_names(archive);
    const char *wanted = table->format.sheet;
    gsize n = 0;

    if (*wanted == '\0' && g_strv_length((char **)names) != 1) {
        g_autofree char *all = g_strjoinv(", ", (char **)names);

        sr_findings_add(table->findings, SR_FINDING_ERROR, table->path, 0, NULL,
                        N_("which file of this archive? [format] sheet= is one of %s"),
                        all);
        return NULL;
    }
    g_autofree char *name = g_strdup(*wanted != '\0' ? wanted : names[0]);
    char *bytes = sr_archive_read(archive, name, &n);
    if (bytes == NULL)
        return NULL;
    g_free(table->format.sheet);
    table->format.sheet = g_steal_pointer(&name);
    return open_text(table, bytes, n);
}

static SrRows *
open_archive(SrTable *table)
{
    g_autoptr(SrArchive) archive = sr_archive_open(table->path, table->findings);

    if (archive == NULL)
        return NULL;
    if (sr_archive_has(archive, "xl/workbook.xml"))
        return sr_xlsx_rows_new(archive, table->path, &table->format.sheet,
                                table->findings);
    if (sr_archive_has(archive, "content.xml"))
        return sr_ods_rows_new(archive, table->path, &table->format.sheet,
                               table->findings);
    return open_member(table, archive);
}

static SrRows *
open_layer(SrTable *table)
{
    return sr_layer_rows_new(table->path, &table->format.sheet, table->findings);
}

/* The first bytes tell what a file is; its name only what it is meant to be. */
static const struct {
    const char *bytes;
    SrRows *(*open)(SrTable *table);
    const char *suffixes; /* of names, blank separated */
} kinds[] = {
    {"PK\x03\x04", open_archive, ".xlsx .ods .zip .xlsm"},
    {"SQLite format 3", open_layer, ".gpkg .sqlite .db"},
};

static SrRows *
refuse(SrTable *table, const char *message)
{
    sr_findings_add(table->findings, SR_FINDING_ERROR, table->path, 0, NULL, "%s",
                    _(message));
    return NULL;
}

/* A text that bears the name of another kind of file. */
static bool
is_misnamed(const char *path)
{
    g_autofree char *small = g_ascii_strdown(path, -1);

    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_auto(GStrv) suffixes = g_strsplit(kinds[i].suffixes, " ", -1);

        for (int s = 0; suffixes[s] != NULL; s++)
            if (g_str_has_suffix(small, suffixes[s]))
                return true;
    }
    return false;
}

static SrRows *
open_rows(SrTable *table)
{
    gsize n = 0;
    char *bytes = read_bytes(table->path, &n, table->findings);

    if (bytes == NULL)
        return NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (n >= strlen(kinds[i].bytes) &&
            memcmp(bytes, kinds[i].bytes, strlen(kinds[i].bytes)) == 0) {
            g_free(bytes);
            return kinds[i].open(table);
        }
    if (n >= 4 && memcmp(bytes, "\xd0\xcf\x11\xe0", 4) == 0) {
        g_free(bytes);
        return refuse(table,
                      N_("an old .xls, or a workbook protected by a password: save "
                         "it as .xlsx without one"));
    }
    if (is_misnamed(table->path)) {
        g_free(bytes);
        return refuse(table, N_("not what its name says: a text file or a damaged one; "
                                "call it .csv if it is one"));
    }
    return open_text(table, bytes, n);
}

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

/* Leaves the rows behind the header. */
static bool
read_header(SrTable *table)
{
    SrRow row;
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
    return n == table->layout.n_header;
}

SrTable *
sr_table_open(const char *path, const SrTableFormat *format, SrFindings *findings)
{
    g_autoptr(SrTable) table = g_new0(SrTable, 1);
    int n_before = sr_findings_n_errors(findings);

    table->path = g_strdup(path);
    table->findings = findings;
    table->columns = g_ptr_array_new_with_free_func(g_free);
    table->cells = g_ptr_array_new();
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
    table->rows = open_rows(table);
    if (table->rows == NULL)
        return NULL;
    table->layout = sr_layout_guess(table->rows, &table->format);
    table->format.skip = table->layout.skip;
    table->format.header = table->layout.n_header;
    if (!read_header(table) && sr_findings_n_errors(findings) == n_before)
        sr_findings_add(findings, SR_FINDING_ERROR, path, 0, NULL,
                        N_("the file has no header row"));
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

bool
sr_table_next(SrTable *table, SrRow *row)
{
    while (table->rows->next(table->rows, row)) {
        int n_filled = count_filled(row);
        bool is_footer = row->n_cells > 0 &&
                         sr_layout_is_footer(row->cells[0], n_filled,
                                             sr_table_n_columns(table), &table->format);

        if (!is_footer && table->footer == 0) {
            fit(table, row);
            return true;
        }
        if (is_footer && table->footer == 0)
            table->footer = row->number;
        else if (!is_footer && *table->format.footer == '\0' && !table->has_told)
            sr_findings_add(table->findings, SR_FINDING_ERROR, table->path, row->number,
                            NULL,
                            N_("figures behind what looks like a footer (row %d); "
                               "[format] footer= tells how the footer begins"),
                            table->footer);
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
