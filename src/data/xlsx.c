#include "data/xlsx.h"

#include "base/nearest.h"
#include "data/cellformat.h"
#include "data/grid.h"
#include "data/xlsx_text.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
    char *name;
    char *file; /* within the archive */
    bool is_hidden;
} Sheet;

typedef struct {
    SrArchive *archive;
    const char *path;
    SrFindings *findings;
    GPtrArray *sheets;  /* of Sheet */
    GPtrArray *strings; /* of char * */
    GPtrArray *formats; /* of char *, by cell style */
    bool is_1904;
} Book;

static void
sheet_free(gpointer data)
{
    Sheet *sheet = data;

    g_free(sheet->name);
    g_free(sheet->file);
    g_free(sheet);
}

/* Calls @take on every node of an XML file; false if the file is damaged. */
static bool
walk(Book *book, const char *name, void (*take)(xmlTextReader *reader, gpointer data),
     gpointer data)
{
    xmlTextReader *reader = sr_archive_xml(book->archive, name);
    int result = -1;

    if (reader == NULL)
        return false;
    while ((result = xmlTextReaderRead(reader)) == 1)
        take(reader, data);
    xmlFreeTextReader(reader);
    if (result != 0)
        sr_archive_complain(book->archive, name);
    return result == 0;
}

/* --- workbook.xml and its relations --- */

static void
take_relation(xmlTextReader *reader, gpointer data)
{
    GHashTable *targets = data;

    if (!sr_xml_is(reader, "Relationship"))
        return;
    char *id = sr_xml_attribute(reader, "Id");
    char *target = sr_xml_attribute(reader, "Target");
    if (id != NULL && target != NULL)
        g_hash_table_insert(targets, g_steal_pointer(&id),
                            *target == '/' ? g_strdup(target + 1)
                                           : g_strconcat("xl/", target, NULL));
    g_free(id);
    g_free(target);
}

typedef struct {
    Book *book;
    GHashTable *targets;
} Sheets;

static void
take_sheet(xmlTextReader *reader, gpointer data)
{
    Sheets *sheets = data;

    if (sr_xml_is(reader, "workbookPr")) {
        g_autofree char *is_1904 = sr_xml_attribute(reader, "date1904");

        sheets->book->is_1904 =
            g_strcmp0(is_1904, "1") == 0 || g_strcmp0(is_1904, "true") == 0;
    }
    if (!sr_xml_is(reader, "sheet"))
        return;
    g_autofree char *name = sr_xml_attribute(reader, "name");
    g_autofree char *id = sr_xml_attribute(reader, "r:id");
    const char *file = id == NULL ? NULL : g_hash_table_lookup(sheets->targets, id);
    if (name == NULL || file == NULL || !sr_archive_has(sheets->book->archive, file))
        return;
    g_autofree char *state = sr_xml_attribute(reader, "state");
    Sheet *sheet = g_new0(Sheet, 1);
    sheet->is_hidden = state != NULL && !g_str_equal(state, "visible");
    sheet->name = g_strdup(name);
    sheet->file = g_strdup(file);
    g_ptr_array_add(sheets->book->sheets, sheet);
}

static bool
read_sheets(Book *book)
{
    g_autoptr(GHashTable) targets =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    Sheets sheets = {book, targets};

    return walk(book, "xl/_rels/workbook.xml.rels", take_relation, targets) &&
           walk(book, "xl/workbook.xml", take_sheet, &sheets);
}

/* --- texts --- */

typedef struct {
    GPtrArray *strings;
    SrSheetText text;
} Strings;

static void
take_string(xmlTextReader *reader, gpointer data)
{
    Strings *strings = data;
    const char *name = (const char *)xmlTextReaderConstLocalName(reader);
    int type = xmlTextReaderNodeType(reader);

    if (g_strcmp0(name, "si") != 0) {
        sr_sheet_text_take(reader, &strings->text);
        return;
    }
    if (type == XML_READER_TYPE_END_ELEMENT || xmlTextReaderIsEmptyElement(reader)) {
        g_ptr_array_add(strings->strings, g_strdup(strings->text.text->str));
        g_string_truncate(strings->text.text, 0);
    }
}

static bool
read_strings(Book *book)
{
    if (!sr_archive_has(book->archive, "xl/sharedStrings.xml"))
        return true;
    g_autoptr(GString) text = g_string_new("");
    Strings strings = {book->strings, {.text = text}};

    return walk(book, "xl/sharedStrings.xml", take_string, &strings);
}

/* --- number formats --- */

typedef struct {
    Book *book;
    GHashTable *codes; /* number → code */
    bool is_cell_styles;
} Styles;

static void
take_style(xmlTextReader *reader, gpointer data)
{
    Styles *styles = data;
    const char *name = (const char *)xmlTextReaderConstLocalName(reader);

    if (g_strcmp0(name, "cellXfs") == 0)
        styles->is_cell_styles = xmlTextReaderNodeType(reader) == XML_READER_TYPE_ELEMENT;
    bool is_code = sr_xml_is(reader, "numFmt");
    if (!is_code && !(styles->is_cell_styles && sr_xml_is(reader, "xf")))
        return;
    g_autofree char *id = sr_xml_attribute(reader, "numFmtId");
    int number = id == NULL ? 0 : atoi(id);
    if (is_code) {
        char *code = sr_xml_attribute(reader, "formatCode");

        if (code != NULL)
            g_hash_table_insert(styles->codes, GINT_TO_POINTER(number), code);
        return;
    }
    const char *code = g_hash_table_lookup(styles->codes, GINT_TO_POINTER(number));
    g_ptr_array_add(styles->book->formats,
                    g_strdup(code != NULL ? code : sr_cell_format_builtin(number)));
}

static bool
read_styles(Book *book)
{
    if (!sr_archive_has(book->archive, "xl/styles.xml"))
        return true;
    g_autoptr(GHashTable) codes = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    Styles styles = {book, codes, false};

    return walk(book, "xl/styles.xml", take_style, &styles);
}

/* --- a sheet --- */

typedef struct {
    Book *book;
    SrGrid *grid;
    int row; /* of the cell, from 0 */
    int column;
    char *type; /* s, str, inlineStr, b, e, n; owned */
    int style;
    bool is_value; /* within <v> */
    bool has_formula;
    GString *value;
    SrSheetText inline_text;
    bool is_too_large;
    int first_formula; /* row of a formula without a value, from 1; 0 = none */
    int first_hidden;  /* row that is not shown, from 1; 0 = none */
    int n_hidden;
} Cells;

/* "BC17" → column 54, row 16; false if it is none. */
static bool
parse_reference(const char *text, int *row, int *column)
{
    int c = 0;
    const char *p = text;

    for (; g_ascii_isupper(*p) && c < SR_GRID_MOST_COLUMNS; p++)
        c = c * 26 + (*p - 'A' + 1);
    gint64 r = g_ascii_strtoll(p, NULL, 10);
    if (c < 1 || r < 1 || r > SR_GRID_MOST_ROWS)
        return false;
    *column = c - 1;
    *row = (int)r - 1;
    return true;
}

static void
begin_cell(xmlTextReader *reader, Cells *cells)
{
    g_autofree char *reference = sr_xml_attribute(reader, "r");
    g_autofree char *style = sr_xml_attribute(reader, "s");

    cells->column++;
    if (reference != NULL)
        parse_reference(reference, &cells->row, &cells->column);
    g_free(cells->type);
    cells->type = sr_xml_attribute(reader, "t");
    cells->style = style == NULL ? -1 : atoi(style);
    cells->has_formula = false;
    g_string_truncate(cells->value, 0);
    g_string_truncate(cells->inline_text.text, 0);
}

/* The text of the cell as a person sees it: (transfer full). */
static char *
cell_text(const Cells *cells)
{
    const Book *book = cells->book;
    const char *value = cells->value->str;

    if (g_strcmp0(cells->type, "inlineStr") == 0)
        return g_strdup(cells->inline_text.text->str);
    if (g_strcmp0(cells->type, "s") == 0) {
        gint64 index = g_ascii_strtoll(value, NULL, 10);

        return g_strdup(index >= 0 && index < (gint64)book->strings->len
                            ? book->strings->pdata[index]
                            : "");
    }
    if (g_strcmp0(cells->type, "str") == 0 || g_strcmp0(cells->type, "e") == 0 ||
        *value == '\0')
        return g_strdup(value);
    if (g_strcmp0(cells->type, "b") == 0)
        return g_strdup(*value == '1' ? "wahr" : "falsch");
    if (g_strcmp0(cells->type, "d") == 0)
        return g_strndup(value, 10);
    char *end = NULL;
    double number = g_ascii_strtod(value, &end);
    if (end == value || *end != '\0')
        return g_strdup(value);
    bool has_style = cells->style >= 0 && cells->style < (int)book->formats->len;
    return sr_cell_format(number,
                          has_style ? book->formats->pdata[cells->style] : "General",
                          book->is_1904);
}

static void
end_cell(Cells *cells)
{
    g_autofree char *text = cell_text(cells);

    if (cells->has_formula && *text == '\0' && cells->first_formula == 0)
        cells->first_formula = cells->row + 1;
    bool is_number = cells->type == NULL || g_str_equal(cells->type, "n");
    if (!sr_grid_set(cells->grid, cells->row, cells->column, text, is_number))
        cells->is_too_large = true;
}

static void
take_merge(xmlTextReader *reader, Cells *cells)
{
    g_autofree char *text = sr_xml_attribute(reader, "ref");
    char *colon = text == NULL ? NULL : strchr(text, ':');
    int top, left, bottom, right;

    if (colon == NULL)
        return;
    *colon = '\0';
    if (parse_reference(text, &top, &left) && parse_reference(colon + 1, &bottom, &right))
        sr_grid_merge(cells->grid, top, left, bottom, right);
}

static bool
is_hidden(xmlTextReader *reader)
{
    g_autofree char *hidden = sr_xml_attribute(reader, "hidden");

    return g_strcmp0(hidden, "1") == 0 || g_strcmp0(hidden, "true") == 0;
}

static void
take_cell(xmlTextReader *reader, gpointer data)
{
    Cells *cells = data;
    const char *name = (const char *)xmlTextReaderConstLocalName(reader);
    int type = xmlTextReaderNodeType(reader);
    bool is_start = type == XML_READER_TYPE_ELEMENT;
    bool is_empty = is_start && xmlTextReaderIsEmptyElement(reader);

    if (g_strcmp0(name, "row") == 0 && is_start) {
        g_autofree char *number = sr_xml_attribute(reader, "r");

        cells->row = number == NULL ? cells->row + 1 : atoi(number) - 1;
        cells->column = -1;
        if (is_hidden(reader) && cells->n_hidden++ == 0)
            cells->first_hidden = cells->row + 1;
    } else if (g_strcmp0(name, "c") == 0) {
        if (is_start)
            begin_cell(reader, cells);
        if (!is_start || is_empty)
            end_cell(cells);
    } else if (g_strcmp0(name, "v") == 0)
        cells->is_value = is_start && !is_empty;
    else if (g_strcmp0(name, "f") == 0)
        cells->has_formula = true;
    else if (is_start && g_strcmp0(name, "mergeCell") == 0)
        take_merge(reader, cells);
    else if (cells->is_value && type == XML_READER_TYPE_TEXT)
        g_string_append(cells->value, (const char *)xmlTextReaderConstValue(reader));
    else
        sr_sheet_text_take(reader, &cells->inline_text);
}

/* Reads one sheet into a grid, or gives NULL after a finding. */
static SrGrid *
read_sheet(Book *book, const Sheet *sheet)
{
    g_autoptr(SrGrid) grid = sr_grid_new();
    g_autoptr(GString) value = g_string_new("");
    g_autoptr(GString) text = g_string_new("");
    Cells cells = {.book = book,
                   .grid = grid,
                   .row = -1,
                   .value = value,
                   .inline_text = {.text = text}};
    bool is_read = walk(book, sheet->file, take_cell, &cells);

    g_free(cells.type);
    if (cells.is_too_large)
        sr_findings_add(book->findings, SR_FINDING_ERROR, book->path, 0, sheet->name,
                        N_("this sheet is larger than any table of figures"));
    if (cells.first_formula != 0)
        sr_findings_add(book->findings, SR_FINDING_ERROR, book->path, cells.first_formula,
                        sheet->name,
                        N_("a formula without its result: open the file in a spreadsheet "
                           "and save it"));
    if (!is_read || cells.is_too_large || cells.first_formula != 0)
        return NULL;
    sr_grid_set_hidden(grid, cells.first_hidden, cells.n_hidden);
    return g_steal_pointer(&grid);
}

/* The sheet that is asked for, or NULL after a finding. */
static SrGrid *
read_named(Book *book, const char *name)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();

    for (guint i = 0; i < book->sheets->len; i++) {
        const Sheet *sheet = book->sheets->pdata[i];

        if (g_str_equal(sheet->name, name))
            return read_sheet(book, sheet);
        g_ptr_array_add(names, sheet->name);
    }
    g_autofree char *known = sr_nearest_list(name, (const char *const *)names->pdata,
                                             (int)names->len, (int)names->len);
    sr_findings_add(book->findings, SR_FINDING_ERROR, book->path, 0, name,
                    N_("there is no such sheet; there are %s"), known);
    return NULL;
}

/* Whether @sheet has more of a table than the one before: what is shown goes first. */
static bool
is_fuller(const Sheet *sheet, const SrGrid *grid, const Sheet *before,
          const SrGrid *fullest)
{
    if (before == NULL || sheet->is_hidden != before->is_hidden)
        return before == NULL || before->is_hidden;
    return sr_grid_n_cells(grid) > sr_grid_n_cells(fullest);
}

/* The sheet with the most cells: titles and explanations have few. */
static SrGrid *
read_fullest(Book *book, char **name)
{
    g_autoptr(SrGrid) fullest = NULL;
    const Sheet *found = NULL;

    for (guint i = 0; i < book->sheets->len; i++) {
        const Sheet *sheet = book->sheets->pdata[i];
        SrGrid *grid = read_sheet(book, sheet);

        if (grid == NULL)
            return NULL;
        if (is_fuller(sheet, grid, found, fullest)) {
            sr_grid_free(fullest);
            fullest = grid;
            found = sheet;
        } else
            sr_grid_free(grid);
    }
    g_return_val_if_fail(found != NULL, NULL); /* a book has a sheet */
    if (book->sheets->len > 1)
        sr_findings_add(book->findings, SR_FINDING_NOTE, book->path, 0, found->name,
                        N_("this sheet of %u is read; [format] sheet= says which"),
                        book->sheets->len);
    g_free(*name);
    *name = g_strdup(found->name);
    return g_steal_pointer(&fullest);
}

SrRows *
sr_xlsx_rows_new(SrArchive *archive, const char *path, char **sheet, SrFindings *findings)
{
    g_autoptr(GPtrArray) sheets = g_ptr_array_new_with_free_func(sheet_free);
    g_autoptr(GPtrArray) strings = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) formats = g_ptr_array_new_with_free_func(g_free);
    Book book = {archive, path, findings, sheets, strings, formats, false};

    if (!read_sheets(&book) || !read_strings(&book) || !read_styles(&book))
        return NULL;
    if (sheets->len == 0) {
        sr_archive_complain(archive, "xl/workbook.xml");
        return NULL;
    }
    SrGrid *grid =
        **sheet != '\0' ? read_named(&book, *sheet) : read_fullest(&book, sheet);
    return grid == NULL ? NULL : sr_grid_rows(grid, "xlsx", path, findings);
}
