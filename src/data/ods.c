#include "data/ods.h"

#include "base/nearest.h"
#include "data/grid.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

typedef struct {
    char *name;
    SrGrid *grid;
} Sheet;

/* The place in content.xml, and the cell that is being read. */
typedef struct {
    GPtrArray *sheets; /* of Sheet */
    SrGrid *grid;      /* of the last sheet, borrowed; NULL outside */
    int row;           /* from 0 */
    int column;
    int row_repeat;
    int column_repeat;
    int row_span;
    int column_span;
    int depth_note; /* within notes, whose text is no part of the cell */
    bool is_cell;
    char *type;  /* float, percentage, date, string, …; owned */
    char *value; /* owned, or NULL */
    GString *shown;
    bool is_too_large;
} Reader;

static void
sheet_free(gpointer data)
{
    Sheet *sheet = data;

    g_free(sheet->name);
    sr_grid_free(sheet->grid);
    g_free(sheet);
}

static int
number_attribute(xmlTextReader *reader, const char *name)
{
    g_autofree char *text = sr_xml_attribute(reader, name);
    gint64 number = text == NULL ? 1 : g_ascii_strtoll(text, NULL, 10);

    return (int)CLAMP(number, 1, SR_GRID_MOST_ROWS);
}

/*
 * What is shown says more than the number where it is a key with leading zeros, stands in
 * brackets, bears a suffix or is a sign in place of a figure.
 */
static char *
number_text(const char *type, double value, const char *shown)
{
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];
    gsize n = strlen(shown);
    bool is_percent = g_strcmp0(type, "percentage") == 0;
    const char *digits = g_ascii_formatd(buffer, sizeof buffer, "%.15g",
                                         (is_percent ? value * 100 : value) + 0.0);

    if (n > 1 && strspn(shown, "0123456789") == n && shown[0] == '0')
        return g_strdup(shown);
    if (n > 2 && shown[0] == '(' && shown[n - 1] == ')')
        return g_strdup_printf("(%s)", digits);
    if (n > 1 && strchr("prs", shown[n - 1]) != NULL && g_ascii_isdigit(shown[n - 2]))
        return g_strdup_printf("%s%c", digits, shown[n - 1]);
    if (n > 0 && strpbrk(shown, "0123456789#") == NULL)
        return g_strdup(shown);
    return g_strdup_printf("%s%s", digits, is_percent ? " %" : "");
}

static bool
is_number(const Reader *reader)
{
    return reader->value != NULL && (g_strcmp0(reader->type, "float") == 0 ||
                                     g_strcmp0(reader->type, "percentage") == 0 ||
                                     g_strcmp0(reader->type, "currency") == 0);
}

static char *
cell_text(const Reader *reader)
{
    g_autofree char *shown = g_strstrip(g_strdup(reader->shown->str));

    if (g_strcmp0(reader->type, "date") == 0 && reader->value != NULL)
        return g_strndup(reader->value, 10);
    if (is_number(reader))
        return number_text(reader->type, g_ascii_strtod(reader->value, NULL), shown);
    return g_strdup(shown);
}

static void
begin_cell(xmlTextReader *xml, Reader *reader)
{
    reader->column_repeat = number_attribute(xml, "table:number-columns-repeated");
    reader->column_span = number_attribute(xml, "table:number-columns-spanned");
    reader->row_span = number_attribute(xml, "table:number-rows-spanned");
    g_free(reader->type);
    g_free(reader->value);
    reader->type = sr_xml_attribute(xml, "office:value-type");
    reader->value = sr_xml_attribute(
        xml, g_strcmp0(reader->type, "date") == 0 ? "office:date-value" : "office:value");
    g_string_truncate(reader->shown, 0);
    reader->is_cell = true;
}

/* Empty cells are repeated to the edge of the sheet: only full ones are set. */
static void
end_cell(Reader *reader)
{
    g_autofree char *text = cell_text(reader);

    if (*text != '\0') {
        for (int r = 0; r < reader->row_repeat && !reader->is_too_large; r++)
            for (int c = 0; c < reader->column_repeat && !reader->is_too_large; c++)
                reader->is_too_large =
                    !sr_grid_set(reader->grid, reader->row + r, reader->column + c, text,
                                 is_number(reader));
        if (reader->row_span > 1 || reader->column_span > 1)
            sr_grid_merge(reader->grid, reader->row, reader->column,
                          reader->row + reader->row_span - 1,
                          reader->column + reader->column_span - 1);
    }
    reader->column += reader->column_repeat;
    reader->is_cell = false;
}

static void
begin_sheet(xmlTextReader *xml, Reader *reader)
{
    Sheet *sheet = g_new0(Sheet, 1);

    sheet->name = sr_xml_attribute(xml, "table:name");
    if (sheet->name == NULL)
        sheet->name = g_strdup("");
    sheet->grid = sr_grid_new();
    g_ptr_array_add(reader->sheets, sheet);
    reader->grid = sheet->grid;
    reader->row = 0;
}

static void
take_element(xmlTextReader *xml, Reader *reader, const char *name, bool is_start)
{
    bool is_empty = is_start && xmlTextReaderIsEmptyElement(xml);
    bool is_cell =
        g_str_equal(name, "table-cell") || g_str_equal(name, "covered-table-cell");

    if (g_str_equal(name, "annotation") && !is_empty)
        reader->depth_note += is_start ? 1 : -1;
    else if (g_str_equal(name, "table") && is_start)
        begin_sheet(xml, reader);
    else if (reader->grid == NULL)
        return;
    else if (g_str_equal(name, "table-row")) {
        if (is_start) {
            reader->row_repeat = number_attribute(xml, "table:number-rows-repeated");
            reader->column = 0;
        }
        if (!is_start || is_empty)
            reader->row += reader->row_repeat;
    } else if (is_cell) {
        if (is_start)
            begin_cell(xml, reader);
        if (!is_start || is_empty)
            end_cell(reader);
    } else if (g_str_equal(name, "p") && is_start && reader->is_cell &&
               reader->shown->len > 0 && reader->depth_note == 0)
        g_string_append_c(reader->shown, ' ');
    else if (g_str_equal(name, "s") && is_start && reader->is_cell)
        g_string_append_c(reader->shown, ' ');
}

/* Reads content.xml; false after a finding. */
static bool
read_content(SrArchive *archive, const char *path, Reader *reader, SrFindings *findings)
{
    xmlTextReader *xml = sr_archive_xml(archive, "content.xml");
    int result = -1;

    if (xml == NULL)
        return false;
    while (!reader->is_too_large && (result = xmlTextReaderRead(xml)) == 1) {
        int type = xmlTextReaderNodeType(xml);

        if (type == XML_READER_TYPE_ELEMENT || type == XML_READER_TYPE_END_ELEMENT)
            take_element(xml, reader, (const char *)xmlTextReaderConstLocalName(xml),
                         type == XML_READER_TYPE_ELEMENT);
        else if (type == XML_READER_TYPE_TEXT && reader->is_cell &&
                 reader->depth_note == 0)
            g_string_append(reader->shown, (const char *)xmlTextReaderConstValue(xml));
    }
    xmlFreeTextReader(xml);
    if (reader->is_too_large)
        sr_findings_add(findings, SR_FINDING_ERROR, path, 0, NULL,
                        N_("this sheet is larger than any table of figures"));
    else if (result != 0)
        sr_archive_complain(archive, "content.xml");
    return result == 0 && !reader->is_too_large;
}

/* The sheet asked for, or the fullest; NULL after a finding. */
static Sheet *
choose(GPtrArray *sheets, const char *path, const char *name, SrFindings *findings)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    Sheet *chosen = NULL;

    for (guint i = 0; i < sheets->len; i++) {
        Sheet *sheet = sheets->pdata[i];

        g_ptr_array_add(names, sheet->name);
        if (*name != '\0' ? g_str_equal(sheet->name, name)
                          : chosen == NULL || sr_grid_n_cells(sheet->grid) >
                                                  sr_grid_n_cells(chosen->grid))
            chosen = sheet;
    }
    g_autofree char *known = sr_nearest_list(name, (const char *const *)names->pdata,
                                             (int)names->len, (int)names->len);
    if (chosen == NULL)
        sr_findings_add(findings, SR_FINDING_ERROR, path, 0, name,
                        N_("there is no such sheet; there are %s"), known);
    else if (*name == '\0' && sheets->len > 1)
        sr_findings_add(findings, SR_FINDING_NOTE, path, 0, chosen->name,
                        N_("this sheet of %u is read; [format] sheet= says which"),
                        sheets->len);
    return chosen;
}

SrRows *
sr_ods_rows_new(SrArchive *archive, const char *path, char **sheet, SrFindings *findings)
{
    g_autoptr(GPtrArray) sheets = g_ptr_array_new_with_free_func(sheet_free);
    g_autoptr(GString) shown = g_string_new("");
    Reader reader = {.sheets = sheets, .shown = shown};
    bool is_read = read_content(archive, path, &reader, findings);

    g_free(reader.type);
    g_free(reader.value);
    Sheet *chosen = is_read ? choose(sheets, path, *sheet, findings) : NULL;
    if (chosen == NULL)
        return NULL;
    g_free(*sheet);
    *sheet = g_strdup(chosen->name);
    return sr_grid_rows(g_steal_pointer(&chosen->grid), "ods", path, findings);
}
