/* The cells of a workbook: numbers in the row of an area, under a title. */
#include "disclosure/audit_private.h"

#include "data/archive.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/cleanup.h"

#define MOST_COLUMNS 2000

/* One sheet as a person sees it. */
typedef struct {
    GPtrArray *rows; /* of GPtrArray of char *, NULL where a cell is empty */
} Sheet;

static void
sheet_clear(Sheet *sheet)
{
    g_ptr_array_unref(sheet->rows);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sheet, sheet_clear)

/* The text of each shared string: (element-type utf8). */
static GPtrArray *
read_strings(SrArchive *archive)
{
    GPtrArray *strings = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(xmlTextReader) reader = sr_archive_xml(archive, "xl/sharedStrings.xml");
    g_autoptr(GString) text = g_string_new(NULL);

    while (reader != NULL && xmlTextReaderRead(reader) == 1) {
        int type = xmlTextReaderNodeType(reader);

        if (sr_xml_is(reader, "si"))
            g_string_truncate(text, 0);
        if (type == XML_READER_TYPE_TEXT ||
            type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE)
            g_string_append(text, (const char *)xmlTextReaderConstValue(reader));
        if (type == XML_READER_TYPE_END_ELEMENT &&
            g_str_equal(xmlTextReaderConstLocalName(reader), "si"))
            g_ptr_array_add(strings, g_strdup(text->str));
    }
    return strings;
}

/* "AB12" → 27 */
static int
column_of(const char *reference)
{
    int column = 0;

    for (; reference != NULL && g_ascii_isupper(*reference); reference++)
        column = 26 * column + (*reference - 'A' + 1);
    return CLAMP(column - 1, 0, MOST_COLUMNS);
}

static void
put_cell(const Sheet *sheet, int column, const char *text)
{
    GPtrArray *row = sheet->rows->pdata[sheet->rows->len - 1];

    if ((int)row->len <= column)
        g_ptr_array_set_size(row, column + 1);
    g_free(row->pdata[column]);
    row->pdata[column] = g_strdup(text);
}

static Sheet
read_sheet(SrArchive *archive, const char *name, const GPtrArray *strings)
{
    Sheet sheet = {g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref)};
    g_autoptr(xmlTextReader) reader = sr_archive_xml(archive, name);
    bool is_shared = false;
    int column = 0;

    while (reader != NULL && xmlTextReaderRead(reader) == 1) {
        if (sr_xml_is(reader, "row"))
            g_ptr_array_add(sheet.rows, g_ptr_array_new_with_free_func(g_free));
        if (sr_xml_is(reader, "c")) {
            g_autofree char *reference = sr_xml_attribute(reader, "r");
            g_autofree char *type = sr_xml_attribute(reader, "t");

            column = column_of(reference);
            is_shared = g_strcmp0(type, "s") == 0;
        }
        if (xmlTextReaderNodeType(reader) != XML_READER_TYPE_TEXT || sheet.rows->len == 0)
            continue;
        const char *text = (const char *)xmlTextReaderConstValue(reader);
        guint string = is_shared ? (guint)atoi(text) : 0;
        if (!is_shared)
            put_cell(&sheet, column, text);
        else if (string < strings->len)
            put_cell(&sheet, column, strings->pdata[string]);
    }
    return sheet;
}

static const char *
cell_at(const Sheet *sheet, guint r, int c)
{
    const GPtrArray *row = sheet->rows->pdata[r];

    return c < (int)row->len ? row->pdata[c] : NULL;
}

/* The first cell of the row that names an area, or NULL. */
static const char *
area_in(const SrAuditPrint *print, const Sheet *sheet, guint r)
{
    const GPtrArray *row = sheet->rows->pdata[r];

    for (int c = 0; c < (int)row->len; c++) {
        const char *text = cell_at(sheet, r, c);

        if (text != NULL && sr_audit_print_is_area(print, text))
            return text;
    }
    return NULL;
}

static bool
is_full_number(const char *text, double *number)
{
    char *end;

    if (text == NULL || *text == '\0')
        return false;
    *number = g_ascii_strtod(text, &end);
    return *end == '\0' && isfinite(*number);
}

/* What stands above the column, and in merged cells to the left of it. */
static char *
heading_of(const Sheet *sheet, guint n_above, int column)
{
    GString *heading = g_string_new(NULL);

    for (guint r = 0; r < n_above; r++)
        for (int c = column; c >= 0; c--) {
            const char *text = cell_at(sheet, r, c);

            if (text == NULL)
                continue;
            g_string_append_printf(heading, "%s\n", text);
            break;
        }
    return g_string_free(heading, FALSE);
}

static void
check_column(SrAuditPrint *print, const Sheet *sheet, const char *const *areas,
             guint first, int column, const char *place)
{
    g_autofree char *heading = heading_of(sheet, first, column);
    double number;

    if (!sr_audit_print_open(print, place, heading))
        return;
    for (guint r = first; r < sheet->rows->len; r++)
        if (areas[r] != NULL && is_full_number(cell_at(sheet, r, column), &number))
            sr_audit_print_cell(print, areas[r], number);
}

static void
check_sheet(SrAuditPrint *print, const Sheet *sheet, const char *place)
{
    g_autofree const char **areas = g_new0(const char *, sheet->rows->len + 1);
    guint first = sheet->rows->len;
    int n_columns = 0;

    for (guint r = 0; r < sheet->rows->len; r++) {
        areas[r] = area_in(print, sheet, r);
        if (areas[r] != NULL)
            first = MIN(first, r);
        n_columns = MAX(n_columns, (int)((GPtrArray *)sheet->rows->pdata[r])->len);
    }
    for (int c = 0; c < n_columns && first < sheet->rows->len; c++)
        check_column(print, sheet, areas, first, c, place);
}

void
sr_audit_check_workbook(SrAuditPrint *print, const char *path, const char *name)
{
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autoptr(SrArchive) archive = sr_archive_open(path, findings);
    g_autoptr(GPtrArray) strings = NULL;
    g_autoptr(GString) all = g_string_new(NULL);

    if (archive == NULL) {
        sr_audit_print_complain(print, name);
        return;
    }
    const char *const *names = sr_archive_names(archive);
    strings = read_strings(archive);
    for (int i = 0; names[i] != NULL; i++) {
        if (!g_str_has_prefix(names[i], "xl/worksheets/") ||
            !g_str_has_suffix(names[i], ".xml"))
            continue;
        g_auto(Sheet) sheet = read_sheet(archive, names[i], strings);
        g_autofree char *place =
            g_strdup_printf("%s, %s", name, names[i] + strlen("xl/worksheets/"));
        check_sheet(print, &sheet, place);
    }
    for (guint s = 0; s < strings->len; s++)
        g_string_append_printf(all, "%s\n", (const char *)strings->pdata[s]);
    if (sr_audit_print_open(print, name, all->str))
        sr_audit_print_prose(print, all->str);
}
