#include "publish/xlsx_private.h"

#include "data/archive.h"

#include "base/error.h"
#include "base/file.h"
#include "publish/prose.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define MOST_NAME 31 /* letters of a sheet's name */

/* --- Looks --- */

static lxw_color_t
color_number(const char *hex)
{
    return (lxw_color_t)g_ascii_strtoull(hex + 1, NULL, 16);
}

lxw_format *
sr_book_format(SrBook *book, SrCellLook look)
{
    char *key =
        g_strdup_printf("%s|%s|%d%d%d%d%d|%.1f", look.number, look.background, look.bold,
                        look.centered, look.wrapped, look.muted, look.ruled, look.size);
    lxw_format *format = g_hash_table_lookup(book->formats, key);
    SrColor background;

    if (format != NULL) {
        g_free(key);
        return format;
    }
    format = workbook_add_format(book->file);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    if (look.number != NULL)
        format_set_num_format(format, look.number);
    if (look.background != NULL && sr_color_parse(look.background, &background, NULL)) {
        char ink[8];

        sr_color_format(sr_color_ink(background), ink);
        format_set_bg_color(format, color_number(look.background));
        format_set_font_color(format, color_number(ink));
    }
    if (look.bold)
        format_set_bold(format);
    if (look.centered)
        format_set_align(format, LXW_ALIGN_CENTER);
    if (look.wrapped)
        format_set_text_wrap(format);
    if (look.muted)
        format_set_font_color(format, 0x555555);
    if (look.ruled)
        format_set_top(format, LXW_BORDER_THIN);
    if (look.size > 0)
        format_set_font_size(format, look.size);
    g_hash_table_insert(book->formats, key, format);
    return format;
}

/* "#,##0.0": spreadsheets show the sign of their own language. */
char *
sr_book_number_format(int decimals, bool is_limited)
{
    g_autoptr(GString) format = g_string_new("#,##0");

    if (decimals > 0)
        g_string_append_c(format, '.');
    for (int d = 0; d < decimals; d++)
        g_string_append_c(format, '0');
    return is_limited ? g_strdup_printf("\"(\"%s\")\"", format->str)
                      : g_strdup(format->str);
}

/* --- Cells --- */

void
sr_book_text(lxw_worksheet *sheet, int row, int column, const char *text,
             lxw_format *format)
{
    worksheet_write_string(sheet, (lxw_row_t)row, (lxw_col_t)column,
                           text == NULL ? "" : text, format);
}

void
sr_book_number(lxw_worksheet *sheet, int row, int column, double number,
               lxw_format *format)
{
    if (isfinite(number))
        worksheet_write_number(sheet, (lxw_row_t)row, (lxw_col_t)column, number, format);
    else
        worksheet_write_blank(sheet, (lxw_row_t)row, (lxw_col_t)column, format);
}

/* At most so many letters, cut between words. */
static char *
shortened(const char *name, glong most)
{
    if (g_utf8_strlen(name, -1) <= most)
        return g_strdup(name);
    g_autofree char *cut = g_utf8_substring(name, 0, most - 1);
    char *blank = strrchr(cut, ' ');

    if (blank != NULL && blank != cut)
        *blank = '\0';
    return g_strconcat(cut, "…", NULL);
}

/* A name no other sheet has, of letters that sheets may have. */
static char *
sheet_name(SrBook *book, const char *title)
{
    g_autofree char *name = g_strdup(title);

    g_strdelimit(name, "[]:*?/\\'", ' ');
    for (int n = 1;; n++) {
        g_autofree char *number = n == 1 ? g_strdup("") : g_strdup_printf(" (%d)", n);
        g_autofree char *words = shortened(name, MOST_NAME - (glong)strlen(number));
        g_autofree char *tried = g_strconcat(words, number, NULL);
        char *folded = g_utf8_casefold(tried, -1);

        if (g_hash_table_add(book->names, folded))
            return g_steal_pointer(&tried);
    }
}

/* --- The whole --- */

static void
put_signs(SrBook *book, const char *name)
{
    lxw_worksheet *sheet = workbook_add_worksheet(book->file, name);
    lxw_format *bold = sr_book_format(book, (SrCellLook){.bold = true});
    lxw_format *wrapped = sr_book_format(book, (SrCellLook){.wrapped = true});
    const char *const notes[][2] = {
        {_("Value"), _("in the colour of its class on the map; darker is higher")},
        /* xgettext:no-c-format */
        {_("95 % from"), _("how far chance alone could move the value")},
        {_("compared"),
         _("higher or lower than all areas together, or than what the head of the column "
           "names, beyond chance; or similar")},
        {_("Rank"), _("among all areas of the level; 1 is the highest")},
        {_("Change"), _("against the period before, in the unit of the value")},
        {_("Denominator"), _("what the cases are divided by")},
        {sr_status_sign(SR_STATUS_SUPPRESSED),
         _("A suppressed figure can be any number, 0 too: some are suppressed only "
           "because others could be recomputed from them.")},
    };
    int row = 0;

    sr_book_text(sheet, row++, 0, name,
                 sr_book_format(book, (SrCellLook){.bold = true, .size = 14}));
    row++;
    for (int s = SR_STATUS_OK + 1; s < SR_N_STATUSES; s++, row++) {
        sr_book_text(sheet, row, 0, sr_status_sign((SrStatus)s), bold);
        sr_book_text(sheet, row, 1, sr_status_label((SrStatus)s), wrapped);
    }
    sr_book_text(sheet, row, 0, "( )", bold);
    sr_book_text(sheet, row++, 1, _("limited certainty"), wrapped);
    row++;
    for (size_t i = 0; i < G_N_ELEMENTS(notes); i++, row++) {
        sr_book_text(sheet, row, 0, notes[i][0], bold);
        sr_book_text(sheet, row, 1, notes[i][1], wrapped);
    }
    worksheet_set_column(sheet, 0, 0, 16, NULL);
    worksheet_set_column(sheet, 1, 1, 70, NULL);
    worksheet_set_paper(sheet, A4);
    worksheet_fit_to_pages(sheet, 1, 0);
}

static void
put_link(lxw_worksheet *sheet, int row, int column, const char *name, int to_column,
         const char *text)
{
    char cell[LXW_MAX_CELL_NAME_LENGTH];

    lxw_rowcol_to_cell(cell, HEAD_ROWS - 2, (lxw_col_t)to_column);
    g_autofree char *target = g_strdup_printf("internal:'%s'!%s", name, cell);
    worksheet_write_url_opt(sheet, (lxw_row_t)row, (lxw_col_t)column, target, NULL, text,
                            NULL);
}

static void
put_contents_head(SrBook *book, lxw_worksheet *sheet)
{
    g_autofree char *day = sr_prose_day(book->press->day);
    g_autofree char *editor =
        g_strdup_printf(_("%s · as of %s"), book->press->editor, day);
    const char *draft = sr_press_draft(book->press);
    g_autofree char *title = draft == NULL
                                 ? g_strdup(book->press->title)
                                 : g_strdup_printf("%s · %s", draft, book->press->title);
    bool is_synthetic = false;

    for (guint r = 0; r < book->press->values->results->len; r++)
        is_synthetic |=
            ((const SrResult *)book->press->values->results->pdata[r])->is_synthetic;
    sr_book_text(sheet, 0, 0, title,
                 sr_book_format(book, (SrCellLook){.bold = true, .size = 16}));
    sr_book_text(sheet, 1, 0, editor, sr_book_format(book, (SrCellLook){.muted = true}));
    sr_book_text(sheet, 2, 0,
                 is_synthetic ? _("Example data: most figures are made up.") : "",
                 sr_book_format(book, (SrCellLook){.bold = true}));
    worksheet_set_column(sheet, 0, 0, 60, NULL);
    worksheet_set_column(sheet, 1, 1, 22, NULL);
    worksheet_set_column(sheet, 2, 2, 16, NULL);
    worksheet_set_paper(sheet, A4);
    worksheet_fit_to_pages(sheet, 1, 0);
}

static void
put_all(SrBook *book)
{
    const GPtrArray *chapters = book->press->catalogue->chapters;
    g_autofree char *contents_name = sheet_name(book, _("Contents"));
    g_autofree char *signs_name = sheet_name(book, _("Signs"));
    lxw_worksheet *contents = workbook_add_worksheet(book->file, contents_name);
    int row = 4;

    put_contents_head(book, contents);
    put_signs(book, signs_name);
    for (guint c = 0; c < chapters->len; c++) {
        const SrChapter *chapter = chapters->pdata[c];
        g_autoptr(GArray) groups = sr_book_groups(book, (int)c);

        if (groups->len == 0)
            continue;
        g_autofree char *name = sheet_name(book, chapter->title);
        put_link(contents, row++, 0, name, 0, chapter->title);
        for (guint g = 0; g < groups->len; g++, row++) {
            const SrSheetGroup *group = &g_array_index(groups, SrSheetGroup, g);
            g_autofree char *when = sr_prose_period(group->period);
            g_autofree char *title =
                g_strdup_printf("    %s", group->result->indicator->title);

            put_link(contents, row, 0, name, group->first, title);
            sr_book_text(contents, row, 1, group->result->indicator->unit, NULL);
            sr_book_text(contents, row, 2, when, NULL);
        }
        row++;
        sr_book_chapter(book, chapter->title, name, groups);
    }
}

/* libxlsxwriter does not ask whether its temporary files were written: read it back. */
static bool
is_whole(const char *path)
{
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autoptr(SrArchive) archive = sr_archive_open(path, findings);

    return archive != NULL && sr_archive_is_sound(archive);
}

bool
sr_workbook_write(const SrPress *press, char *const *only, const char *path,
                  GError **error)
{
    g_autofree char *fresh = g_strdup_printf("%s.new", path);
    g_autoptr(GHashTable) formats =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) names =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    SrBook book = {NULL, press, only, formats, names};
    lxw_doc_properties about = {.title = (char *)press->title,
                                .author = (char *)press->editor,
                                .created = (time_t)MAX(press->time, 1)};

    if (!sr_file_may_replace(path, error))
        return false;
    /* The library says on stderr what it cannot write; so it is tried before. */
    FILE *trial = g_fopen(fresh, "wb");
    if (trial == NULL) {
        g_set_error(error, SR_ERROR, SR_ERROR_IO, _("cannot write %s: %s"), path,
                    g_strerror(errno));
        return false;
    }
    (void)fclose(trial);
    book.file = workbook_new(fresh);
    if (book.file == NULL) {
        g_set_error(error, SR_ERROR, SR_ERROR_IO, _("cannot write %s"), path);
        return false;
    }
    workbook_set_properties(book.file, &about);
    put_all(&book);
    lxw_error fault = workbook_close(book.file);
    if (fault != LXW_NO_ERROR) {
        g_set_error(error, SR_ERROR, SR_ERROR_IO, _("cannot write %s: %s"), path,
                    lxw_strerror(fault));
        g_unlink(fresh);
        return false;
    }
    if (!is_whole(fresh)) {
        g_set_error(error, SR_ERROR, SR_ERROR_IO, _("cannot write %s: %s"), path,
                    g_strerror(EIO));
        g_unlink(fresh);
        return false;
    }
    if (g_rename(fresh, path) == 0)
        return true;
    g_set_error(error, SR_ERROR, SR_ERROR_IO,
                _("cannot write %s: is it open in another program?"), path);
    g_unlink(fresh);
    return false;
}
