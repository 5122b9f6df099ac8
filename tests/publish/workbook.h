/* workbook.h — a workbook of figures.h, written and read back, for its tests. */
#pragma once

#include "data/table.h"
#include "publish/xlsx.h"

#include "figures.h"

#include <glib/gstdio.h>

typedef struct {
    Figures figures;
    SrDivision *divisions[2];
    SrScheme scheme;
    SrScheme *schemes[1];
    SrChapter chapter;
    SrCatalogue catalogue;
    SrPress press;
    char *folder;
    char *path;
} Workbook;

static inline void
workbook_init(Workbook *self)
{
    *self = (Workbook){0};
    figures_init(&self->figures);
    self->figures.indicator.per = 100;
    self->divisions[0] = &self->figures.gemeinden;
    self->divisions[1] = &self->figures.kreis;
    self->scheme =
        (SrScheme){.id = (char *)"s", .n_levels = 2, .divisions = self->divisions};
    self->schemes[0] = &self->scheme;
    self->chapter = (SrChapter){.id = (char *)"lage", .title = (char *)"Lage [1/2]: so"};
    self->catalogue.chapters = g_ptr_array_new();
    g_ptr_array_add(self->catalogue.chapters, &self->chapter);
    self->press = (SrPress){.values = &self->figures.values,
                            .catalogue = &self->catalogue,
                            .schemes = self->schemes,
                            .n_schemes = 1,
                            .title = "Atlas",
                            .editor = "Amt",
                            .language = "de",
                            .day = "2018-12-31",
                            .time = 1546214400};
    self->folder = g_dir_make_tmp(NULL, NULL);
    self->path = g_build_filename(self->folder, "tables.xlsx", NULL);
}

static inline void
workbook_clear(Workbook *self)
{
    g_remove(self->path);
    g_rmdir(self->folder);
    g_ptr_array_unref(self->catalogue.chapters);
    figures_clear(&self->figures);
    g_free(self->path);
    g_free(self->folder);
}

static inline void
write_it(const Workbook *self)
{
    g_autoptr(GError) error = NULL;
    bool written = sr_workbook_write(&self->press, NULL, self->path, &error);

    g_assert_no_error(error);
    g_assert_true(written);
}

/* The chapter's sheet by rows: cells joined by "|". */
static inline GPtrArray *
read_rows(const char *path)
{
    SrTableFormat format = {.encoding = (char *)"",
                            .delimiter = (char *)"",
                            .decimal = (char *)"",
                            .thousands = (char *)"",
                            .sheet = (char *)"Lage  1 2   so",
                            .skip = 4,
                            .header = 1,
                            .footer = (char *)""};
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autoptr(SrTable) table = sr_table_open(path, &format, findings);
    GPtrArray *rows = g_ptr_array_new_with_free_func(g_free);
    SrRow row;

    g_assert_nonnull(table);
    while (sr_table_next(table, &row)) {
        g_autoptr(GString) text = g_string_new(NULL);

        for (int c = 0; c < row.n_cells; c++)
            g_string_append_printf(text, "%s%s", c > 0 ? "|" : "", row.cells[c]);
        g_ptr_array_add(rows, g_string_free(g_steal_pointer(&text), FALSE));
    }
    return rows;
}
