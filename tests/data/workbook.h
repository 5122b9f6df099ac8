/*
 * workbook.h — a small XLSX for tests: one sheet or several, given as the XML of their
 * rows, and the number formats that cells name by s="1", s="2", ….
 */
#pragma once

#include <glib.h>
#include <zip.h>

#define WORKBOOK_NS "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define WORKBOOK_RELATIONS                                                               \
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

typedef struct {
    const char *name;
    const char *state;  /* "visible", "hidden" */
    const char *rows;   /* <row>…</row> */
    const char *merged; /* <mergeCell ref="A1:B1"/>…, "" = none */
} WorkbookSheet;

static inline void
workbook_add(zip_t *zip, const char *name, char *text)
{
    zip_source_t *source = zip_source_buffer(zip, text, strlen(text), 1);

    g_assert_cmpint(zip_file_add(zip, name, source, 0), >=, 0);
}

/* The texts belong to libzip, which frees them with free (): glib's malloc is the same.
 */
static inline void
workbook_write(const char *path, const WorkbookSheet *sheets, int n)
{
    int code;
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code);
    g_autoptr(GString) book = g_string_new(
        "<workbook " WORKBOOK_NS " xmlns:r=\"" WORKBOOK_RELATIONS "\"><sheets>");
    g_autoptr(GString) relations =
        g_string_new("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/"
                     "2006/relationships\">");

    g_assert_nonnull(zip);
    for (int i = 0; i < n; i++) {
        g_autofree char *name = g_strdup_printf("xl/worksheets/sheet%d.xml", i + 1);

        g_string_append_printf(
            book, "<sheet name=\"%s\" sheetId=\"%d\" state=\"%s\" r:id=\"rId%d\"/>",
            sheets[i].name, i + 1, sheets[i].state, i + 1);
        g_string_append_printf(relations,
                               "<Relationship Id=\"rId%d\" Type=\"" WORKBOOK_RELATIONS
                               "/worksheet\" Target=\"worksheets/sheet%d.xml\"/>",
                               i + 1, i + 1);
        workbook_add(zip, name,
                     g_strdup_printf("<worksheet " WORKBOOK_NS
                                     "><sheetData>%s</sheetData><mergeCells>%s"
                                     "</mergeCells></worksheet>",
                                     sheets[i].rows, sheets[i].merged));
    }
    g_string_append(book, "</sheets></workbook>");
    g_string_append(relations, "</Relationships>");
    workbook_add(zip, "xl/workbook.xml", g_strdup(book->str));
    workbook_add(zip, "xl/_rels/workbook.xml.rels", g_strdup(relations->str));
    g_assert_cmpint(zip_close(zip), ==, 0);
}
