#include "draw/tablebox_private.h"

#include "base/error.h"
#include "base/status.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_SPARE_MM                                                                    \
    14.0                     /* more room than that in a column parts figures from names \
                              */
#define LONGEST_WORD_MM 46.0 /* longer ones are broken anywhere */
#define LONGEST_HEAD_MM 32.0 /* the same in the head of a column */
#define BROKEN_TITLE                                                                     \
    0.6 /* the share of its length that a long title of figures wants                    \
         */

/* --- Making --- */

SrTextStyle
sr_tablebox_row_style(const SrTableBox *table, SrRowKind kind)
{
    return sr_look_condensed(&table->look, table->look.table_pt,
                             kind == SR_ROW_NORMAL ? SR_WEIGHT_NORMAL : SR_WEIGHT_BOLD,
                             table->look.ink);
}

SrTextStyle
sr_tablebox_head_style(const SrTableBox *table)
{
    return sr_look_condensed(&table->look, table->look.table_pt, SR_WEIGHT_MEDIUM,
                             table->look.muted);
}

SrTableBox *
sr_tablebox_new(const SrLook *look, const SrColumn *columns, int n_columns)
{
    g_return_val_if_fail(n_columns > 0, NULL);
    SrTableBox *table = g_new0(SrTableBox, 1);

    table->look = *look;
    table->columns = g_new0(SrTableColumn, n_columns);
    table->n_columns = n_columns;
    table->rows = g_array_new(FALSE, TRUE, sizeof(SrTableRow));
    for (int c = 0; c < n_columns; c++) {
        table->columns[c].given = columns[c];
        table->columns[c].given.title = g_strdup(columns[c].title);
        table->columns[c].given.group = g_strdup(columns[c].group);
        table->has_groups = table->has_groups || columns[c].group != NULL;
    }
    return table;
}

SrTableRow *
sr_tablebox_row_at(const SrTableBox *table, int i)
{
    return &g_array_index(table->rows, SrTableRow, i);
}

void
sr_tablebox_free(SrTableBox *table)
{
    if (table == NULL)
        return;
    for (guint r = 0; r < table->rows->len; r++) {
        SrTableRow *row = sr_tablebox_row_at(table, (int)r);

        for (int c = 0; c < table->n_columns; c++) {
            g_free(row->cells[c].text);
            g_free(row->cells[c].target);
            g_free(row->cells[c].description);
            sr_text_free(row->cells[c].laid);
        }
        g_free(row->cells);
    }
    g_array_unref(table->rows);
    for (int c = 0; c < table->n_columns; c++) {
        g_free((char *)table->columns[c].given.title);
        g_free((char *)table->columns[c].given.group);
        sr_text_free(table->columns[c].title);
    }
    g_free(table->columns);
    g_free(table);
}

void
sr_tablebox_add(SrTableBox *table, SrRowKind kind, const char *const *cells)
{
    SrTableRow row = {.kind = kind, .cells = g_new0(SrCell, table->n_columns)};

    for (int c = 0; c < table->n_columns; c++)
        row.cells[c].text = g_strdup(cells[c] != NULL ? cells[c] : "");
    g_array_append_val(table->rows, row);
}

void
sr_tablebox_link(SrTableBox *table, int column, const char *target,
                 const char *description)
{
    g_return_if_fail(table->rows->len > 0 && column < table->n_columns);
    SrCell *cell = &sr_tablebox_row_at(table, (int)table->rows->len - 1)->cells[column];

    g_free(cell->target);
    g_free(cell->description);
    cell->target = g_strdup(target);
    cell->description = g_strdup(description);
}

/* --- Widths --- */

static double
width_of(const SrTableBox *table, const SrTextStyle *style, const char *text)
{
    return sr_text_measure(table->look.fonts, style, text).width_mm;
}

/* The widest of the pieces of @text between any of @separators. */
static double
widest_piece(const SrTableBox *table, const SrTextStyle *style, const char *text,
             const char *separators)
{
    g_auto(GStrv) pieces = g_strsplit_set(text, separators, -1);
    double widest = 0;

    for (int i = 0; pieces[i] != NULL; i++)
        widest = MAX(widest, width_of(table, style, pieces[i]));
    return widest;
}

/*
 * Where the decimal sign stands in a figure, or its end; a sign for no value ("k. A.")
 * has no digits and ends where the decimals would begin.
 */
static int
decimal_at(const SrTableBox *table, const char *text)
{
    bool english = g_str_has_prefix(table->look.language, "en");
    const char *point = strrchr(text, english ? '.' : ',');
    bool is_figure = strpbrk(text, "0123456789") != NULL;

    if (is_figure && point != NULL && g_ascii_isdigit(point[1]))
        return (int)(point - text);
    /* Brackets of limited certainty hang behind the last figure. */
    int end = (int)strlen(text);
    while (is_figure && end > 0 && !g_ascii_isdigit(text[end - 1]))
        end--;
    return end;
}

double
sr_tablebox_width_before_point(const SrTableBox *table, const SrTextStyle *style,
                               const char *text)
{
    g_autofree char *whole = g_strndup(text, decimal_at(table, text));

    return width_of(table, style, whole);
}

/* Width of a number column: what stands before and behind the decimal sign. */
static double
measure_numbers(SrTableBox *table, int c)
{
    double before = 0;
    double behind = 0;

    for (guint r = 0; r < table->rows->len; r++) {
        const SrTableRow *row = sr_tablebox_row_at(table, (int)r);
        SrTextStyle style = sr_tablebox_row_style(table, row->kind);
        double whole = sr_tablebox_width_before_point(table, &style, row->cells[c].text);

        if (row->kind == SR_ROW_HEADING)
            continue;
        before = MAX(before, whole);
        behind = MAX(behind, width_of(table, &style, row->cells[c].text) - whole);
    }
    table->columns[c].point_mm = before;
    return before + behind;
}

/* What a column wants (nothing broken) and what it needs (broken between words). */
static void
measure_column(SrTableBox *table, int c, double *wanted, double *needed)
{
    SrTextStyle head = sr_tablebox_head_style(table);
    const SrColumn *given = &table->columns[c].given;

    *wanted = widest_piece(table, &head, given->title, "\n");
    *needed = MIN(widest_piece(table, &head, given->title, " \n-"), LONGEST_HEAD_MM);
    if (given->kind == SR_COLUMN_NUMBER) {
        double numbers = measure_numbers(table, c);

        /* A title in two lines is better than figures far apart. */
        *wanted = MAX(MAX(*needed, *wanted * BROKEN_TITLE), numbers);
        *needed = MAX(*needed, numbers);
    }
    for (guint r = 0; r < table->rows->len && given->kind != SR_COLUMN_NUMBER; r++) {
        const SrTableRow *row = sr_tablebox_row_at(table, (int)r);
        SrTextStyle style = sr_tablebox_row_style(table, row->kind);
        const char *text = row->cells[c].text;

        if (row->kind == SR_ROW_HEADING)
            continue;
        *wanted = MAX(*wanted, widest_piece(table, &style, text, "\n"));
        *needed =
            MAX(*needed, MIN(widest_piece(table, &style, text, " \n"), LONGEST_WORD_MM));
    }
    if (given->width_mm > 0)
        *wanted = *needed = given->width_mm;
    /* Rounding in the layout must not break what just fits. */
    *wanted += 0.05;
    *needed += 0.05;
}

double
sr_tablebox_natural_width(SrTableBox *table)
{
    double sum = GAP_MM * (table->n_columns - 1);

    for (int c = 0; c < table->n_columns; c++) {
        double wanted;
        double needed;

        measure_column(table, c, &wanted, &needed);
        sum += wanted;
    }
    return sum;
}

static void
lay_out_titles(SrTableBox *table)
{
    SrTextStyle style = sr_tablebox_head_style(table);
    double tallest = 0;

    style.line_height = 1.15;
    for (int c = 0; c < table->n_columns; c++) {
        SrTableColumn *column = &table->columns[c];
        SrTextSetting setting = {
            .width_mm = column->width_mm,
            .align = column->given.kind == SR_COLUMN_TEXT     ? SR_ALIGN_LEFT
                     : column->given.kind == SR_COLUMN_NUMBER ? SR_ALIGN_RIGHT
                                                              : SR_ALIGN_CENTER};

        sr_text_free(column->title);
        column->title =
            sr_text_new(table->look.fonts, &style, &setting, column->given.title);
        tallest = MAX(tallest, sr_text_height(column->title));
    }
    table->group_mm = 0;
    if (table->has_groups)
        table->group_mm = table->look.table_pt * SR_MM_PER_PT * 1.15 + 2 * GROUP_PAD_MM;
    table->head_mm = table->group_mm + tallest + HEAD_PAD_MM;
}

static void
lay_out_rows(SrTableBox *table)
{
    double line = table->look.table_pt * SR_MM_PER_PT * 1.25;

    for (guint r = 0; r < table->rows->len; r++) {
        SrTableRow *row = sr_tablebox_row_at(table, (int)r);
        SrTextStyle style = sr_tablebox_row_style(table, row->kind);
        double tallest = line;

        for (int c = 0; c < table->n_columns; c++) {
            SrCell *cell = &row->cells[c];
            bool whole = row->kind == SR_ROW_HEADING && c == 0;
            SrTextSetting setting = {.width_mm = whole ? table->width_mm
                                                       : table->columns[c].width_mm,
                                     .hyphen = table->look.hyphen};

            g_clear_pointer(&cell->laid, sr_text_free);
            if (cell->text[0] == '\0' ||
                (table->columns[c].given.kind != SR_COLUMN_TEXT && !whole))
                continue;
            cell->laid = sr_text_new(table->look.fonts, &style, &setting, cell->text);
            tallest = MAX(tallest, sr_text_height(cell->laid));
        }
        row->height_mm = tallest + 2 * ROW_PAD_MM;
        if (row->kind == SR_ROW_HEADING)
            row->height_mm += 1.2; /* air above the name of a group of rows */
    }
}

/* Columns of figures and words grow with a table that has room; narrow signs do not. */
static bool
takes_spare(const SrColumn *column)
{
    return column->width_mm == 0 && column->title != NULL && *column->title != '\0';
}

/*
 * What each column gets of the room left over. A figure must stay near the name it
 * belongs to, so the table stays narrower than the page before gaps grow too wide.
 */
static double
share_spare(const SrTableBox *table, double spare_mm, int stretch)
{
    int n = 0;

    if (stretch < 0 || spare_mm <= 0)
        return 0;
    for (int c = 0; c < table->n_columns; c++)
        n += c == stretch || takes_spare(&table->columns[c].given);
    return MIN(spare_mm / n, MOST_SPARE_MM);
}

/*
 * Takes what is too much off @wanted: first from the titles above figures, then from
 * words, of each kind in proportion to what it can give.
 */
static void
take_excess(const SrTableBox *table, double *wanted, const double *needed, double excess)
{
    for (int words = 0; words < 2 && excess > 0; words++) {
        double gives = 0;

        for (int c = 0; c < table->n_columns; c++)
            if ((table->columns[c].given.kind == SR_COLUMN_TEXT) == (words == 1))
                gives += wanted[c] - needed[c];
        double share = gives > 0 ? MIN(excess / gives, 1) : 0;
        for (int c = 0; c < table->n_columns; c++)
            if ((table->columns[c].given.kind == SR_COLUMN_TEXT) == (words == 1))
                wanted[c] -= share * (wanted[c] - needed[c]);
        excess -= share * gives;
    }
}

bool
sr_tablebox_set_width(SrTableBox *table, double width_mm, GError **error)
{
    g_autofree double *wanted = g_new(double, table->n_columns);
    g_autofree double *needed = g_new(double, table->n_columns);
    double gaps = GAP_MM * (table->n_columns - 1);
    double sum_wanted = gaps;
    double sum_needed = gaps;
    int stretch = -1;

    for (int c = 0; c < table->n_columns; c++) {
        measure_column(table, c, &wanted[c], &needed[c]);
        sum_wanted += wanted[c];
        sum_needed += needed[c];
        if (table->columns[c].given.stretch)
            stretch = c;
    }
    if (sum_needed > width_mm) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("a table of %d columns needs %.0f mm and has %.0f mm"),
                    table->n_columns, sum_needed, width_mm);
        return false;
    }
    double excess = MAX(sum_wanted - width_mm, 0);
    take_excess(table, wanted, needed, excess);
    double spare = share_spare(table, width_mm - sum_wanted, stretch);
    double x = 0;
    for (int c = 0; c < table->n_columns; c++) {
        SrTableColumn *column = &table->columns[c];

        column->width_mm = wanted[c];
        if (excess == 0 && (c == stretch || takes_spare(&column->given)))
            column->width_mm += spare;
        column->left_mm = x;
        x += column->width_mm + GAP_MM;
        if (column->given.kind == SR_COLUMN_NUMBER) /* the figures stand at the right */
            column->point_mm += column->width_mm - measure_numbers(table, c);
    }
    table->width_mm = x - GAP_MM;
    lay_out_titles(table);
    lay_out_rows(table);
    return true;
}

/* --- Pages --- */

int
sr_tablebox_n_rows(const SrTableBox *table)
{
    return (int)table->rows->len;
}

double
sr_tablebox_height(const SrTableBox *table, int first, int n)
{
    double height = table->head_mm;

    for (int r = first; r < first + n; r++)
        height += sr_tablebox_row_at(table, r)->height_mm;
    return height;
}

int
sr_tablebox_fit(const SrTableBox *table, int first, double height_mm)
{
    int n_left = (int)table->rows->len - first;
    double height = table->head_mm;
    int n = 0;

    while (n < n_left &&
           height + sr_tablebox_row_at(table, first + n)->height_mm <= height_mm + 1e-6)
        height += sr_tablebox_row_at(table, first + n++)->height_mm;
    if (n == n_left)
        return n;
    /* A sum goes with what it sums, a single row does not begin a page alone. */
    int fewer = n;
    if (n_left - fewer == 1)
        fewer--;
    while (fewer > 0 && sr_tablebox_row_at(table, first + fewer)->kind >= SR_ROW_SUBTOTAL)
        fewer--;
    while (fewer > 0 &&
           sr_tablebox_row_at(table, first + fewer - 1)->kind == SR_ROW_HEADING)
        fewer--;
    return fewer > 0 ? fewer : n;
}

static bool
has_figure(const SrTableBox *table, const char *text)
{
    for (guint r = 0; r < table->rows->len; r++)
        for (int c = 0; c < table->n_columns; c++)
            if (table->columns[c].given.kind == SR_COLUMN_NUMBER &&
                g_str_equal(sr_tablebox_row_at(table, (int)r)->cells[c].text, text))
                return true;
    return false;
}

char *
sr_tablebox_signs(const SrTableBox *table)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (int s = SR_STATUS_OK + 1; s < SR_N_STATUSES; s++) {
        const char *sign = sr_status_sign((SrStatus)s);

        if (g_utf8_strlen(sign, -1) == 1 && has_figure(table, sign))
            g_string_append_printf(text, "%s%s\u00a0%s", text->len > 0 ? ", " : "", sign,
                                   sr_status_label((SrStatus)s));
    }
    return text->len == 0 ? NULL : g_strdup(text->str);
}
