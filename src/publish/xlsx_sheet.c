/* The sheet of a chapter. */
#include "publish/xlsx_private.h"

#include "indicator/population.h"
#include "publish/prose.h"
#include "shapes/nesting.h"

#include <glib/gi18n.h>
#include <math.h>

/* --- Groups of columns --- */

/* (transfer full). */
static char *
column_title(SrSheetColumn column, const SrIndicator *indicator, const SrScheme *scheme)
{
    switch (column) {
    case VALUE:
        return g_strdup(_("Value"));
    case NUMERATOR:
        return g_strdup(indicator->numerator_text == NULL ? _("Numerator")
                                                          : indicator->numerator_text);
    case DENOMINATOR:
        return g_strdup(_("Denominator"));
    case LOWER:
        /* xgettext:no-c-format */
        return g_strdup(_("95 % from"));
    case UPPER:
        /* xgettext:no-c-format */
        return g_strdup(_("95 % to"));
    case VERDICT:
        return sr_prose_compared(indicator, scheme);
    case RANK:
        return g_strdup(_("Rank"));
    case CHANGE:
        return g_strdup(_("Change"));
    }
    return g_strdup("");
}

/* The columns an indicator has anything in: (transfer none), false without values. */
static bool
take_group(const SrBook *book, const SrResult *result, int first, SrSheetGroup *group)
{
    const SrPress *press = book->press;
    int level = sr_press_finest(press, result);

    if (level < 0)
        return false;
    const SrDivision *finest = press->schemes[0]->divisions[level];
    g_autoptr(GPtrArray) periods = sr_values_periods(press->values, result, finest);
    *group = (SrSheetGroup){.result = result, .first = first};
    group->period = periods->pdata[periods->len - 1];
    group->before = periods->len > 1 ? periods->pdata[periods->len - 2] : NULL;
    group->has[VALUE] = true;
    group->has[CHANGE] = group->before != NULL;
    for (int i = result->first; i < result->first + result->n; i++) {
        const SrValue *value = sr_values_at(press->values, i);

        group->has[NUMERATOR] |= isfinite(value->numerator);
        group->has[DENOMINATOR] |= isfinite(value->denominator);
        group->has[LOWER] |= isfinite(value->lower);
        group->has[UPPER] |= isfinite(value->upper);
        group->has[VERDICT] |= value->verdict != SR_VERDICT_NONE;
        group->has[RANK] |= value->rank > 0;
    }
    /* The value of a count is its numerator. */
    if (sr_indicator_is_amount(result->indicator))
        group->has[NUMERATOR] = group->has[DENOMINATOR] = false;
    for (int c = 0; c < N_COLUMNS; c++)
        group->n += group->has[c];
    return true;
}

/* The figure in the colour of its class on the map, or the sign why there is none. */
static void
put_value(SrBook *book, lxw_worksheet *sheet, int row, int column,
          const SrSheetGroup *group, const SrValue *value, SrCellLook look)
{
    const SrIndicator *indicator = group->result->indicator;
    const SrBreaks *breaks =
        value == NULL ? NULL
                      : sr_values_breaks(group->result, value->division, value->period);

    if (value == NULL || value->status != SR_STATUS_OK) {
        look.centered = true;
        look.muted = true;
        sr_book_text(sheet, row, column,
                     sr_status_sign(value == NULL ? SR_STATUS_MISSING : value->status),
                     sr_book_format(book, look));
        return;
    }
    g_autofree char *number =
        sr_book_number_format(indicator->decimals, (value->flags & SR_FLAG_LIMITED) != 0);
    g_autofree char *color =
        value->class > 0 && breaks != NULL && !sr_indicator_is_amount(indicator)
            ? sr_press_class_color(indicator, value->class - 1, breaks->n_classes,
                                   (gpointer)book->press)
            : NULL;
    look.number = number;
    look.background = color;
    sr_book_number(sheet, row, column, value->value, sr_book_format(book, look));
}

static void
put_group(SrBook *book, lxw_worksheet *sheet, int row, const SrSheetGroup *group,
          const SrValue *value, const SrValue *before, SrCellLook look)
{
    bool is_ok = value != NULL && value->status == SR_STATUS_OK;
    bool was_ok = before != NULL && before->status == SR_STATUS_OK;
    int decimals = group->result->indicator->decimals;
    g_autofree char *figure = sr_book_number_format(decimals, false);
    g_autofree char *change = g_strdup_printf("+%s;\u2212%s;0", figure, figure);
    SrCellLook number = look;
    SrCellLook whole = look;
    SrCellLook word = look;
    int column = group->first + 1;

    put_value(book, sheet, row, group->first, group, value, look);
    number.number = figure;
    const double numbers[N_COLUMNS] = {
        [NUMERATOR] = is_ok ? value->numerator : NAN,
        [DENOMINATOR] = is_ok ? value->denominator : NAN,
        [LOWER] = is_ok ? value->lower : NAN,
        [UPPER] = is_ok ? value->upper : NAN,
        [RANK] = is_ok && value->rank > 0 ? value->rank : NAN,
        [CHANGE] = is_ok && was_ok ? value->value - before->value : NAN,
    };
    for (int c = NUMERATOR; c < N_COLUMNS; c++) {
        if (!group->has[c])
            continue;
        if (c == CHANGE)
            number.number = change;
        bool is_count = c == NUMERATOR || c == DENOMINATOR;
        bool is_whole = c == RANK || numbers[c] == floor(numbers[c]);
        whole.number = is_whole ? "#,##0" : "#,##0.##;\u2212#,##0.##";
        if (c == VERDICT)
            sr_book_text(sheet, row, column,
                         is_ok ? sr_prose_verdict(value->verdict) : "",
                         sr_book_format(book, word));
        else
            sr_book_number(sheet, row, column, numbers[c],
                           sr_book_format(book, is_count || c == RANK ? whole : number));
        column++;
    }
}

/* --- The sheet of a chapter --- */

typedef struct {
    lxw_worksheet *sheet;
    const SrSheetGroup *groups;
    int n_groups;
    int row; /* the next one */
} Page;

/* The areas of the level below the highest that the area lies in: filters want them. */
static char *
region_names(const SrBook *book, const SrDivision *division, int area)
{
    const SrScheme *scheme = book->press->schemes[0];
    const SrDivision *regions = scheme->divisions[MAX(scheme->n_levels - 2, 0)];
    g_autofree bool *has = g_new0(bool, regions->n_areas);
    GString *names = g_string_new(NULL);

    for (int g = 0; g < division->n_gemeinden; g++)
        if (division->area_of[g] == area)
            has[regions->area_of[g]] = true;
    for (int r = 0; r < regions->n_areas; r++)
        if (has[r])
            g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "",
                                   regions->names[r]);
    return g_string_free(names, FALSE);
}

typedef struct {
    SrBook *book;
    Page *page;
} Rows;

static void
put_area(int level, int area, int split, gpointer data)
{
    SrBook *book = ((const Rows *)data)->book;
    Page *page = ((const Rows *)data)->page;
    const SrPress *press = book->press;
    const SrScheme *scheme = press->schemes[0];
    const SrDivision *division = scheme->divisions[level];
    bool is_top = level == scheme->n_levels - 1;
    SrCellLook look = {.bold = level > 0, .ruled = is_top};
    lxw_format *format = sr_book_format(book, look);
    g_autofree char *name = sr_prose_area(scheme, level, area, split);
    g_autofree char *regions = is_top ? g_strdup("") : region_names(book, division, area);

    sr_book_text(page->sheet, page->row, 0, division->codes[area], format);
    sr_book_text(page->sheet, page->row, 1, name, format);
    sr_book_text(page->sheet, page->row, 2, division->level->title, format);
    sr_book_text(page->sheet, page->row, 3, regions, format);
    for (int g = 0; g < page->n_groups; g++) {
        const SrSheetGroup *group = &page->groups[g];
        bool has = sr_indicator_has_level(group->result->indicator, division->level->id);
        g_autofree const SrValue **now =
            sr_values_slice(press->values, group->result, division, group->period);
        g_autofree const SrValue **then =
            group->before == NULL
                ? g_new0(const SrValue *, division->n_areas)
                : sr_values_slice(press->values, group->result, division, group->before);

        if (has)
            put_group(book, page->sheet, page->row, group, now[area], then[area], look);
        else if (look.ruled)
            for (int c = 0; c < group->n; c++)
                worksheet_write_blank(page->sheet, (lxw_row_t)page->row,
                                      (lxw_col_t)(group->first + c), format);
    }
    page->row++;
}

/* The title of the edition; and whose people the sheet divides by, where it does. */
static char *
second_line(const SrBook *book, const Page *page)
{
    for (int g = 0; g < page->n_groups; g++) {
        const char *base = page->groups[g].result->population_base;

        if (base != NULL)
            return g_strdup_printf(_("%1$s · Population: %2$s"), book->press->title,
                                   sr_population_base_words(base));
    }
    return g_strdup(book->press->title);
}

static void
put_heads(SrBook *book, Page *page, const char *title)
{
    const char *const fixed[N_FIXED] = {
        _("Key"), _("Area"), _("Level"),
        book->press->schemes[0]
            ->divisions[MAX(book->press->schemes[0]->n_levels - 2, 0)]
            ->level->title};
    g_autofree char *second = second_line(book, page);
    lxw_format *bold = sr_book_format(book, (SrCellLook){.bold = true, .wrapped = true});
    lxw_row_col_options folded = {.level = 1};
    const char *draft = sr_press_draft(book->press);
    g_autofree char *words =
        draft == NULL ? g_strdup(title) : g_strdup_printf("%s · %s", draft, title);

    sr_book_text(page->sheet, 0, 0, words,
                 sr_book_format(book, (SrCellLook){.bold = true, .size = 14}));
    sr_book_text(page->sheet, 1, 0, second,
                 sr_book_format(book, (SrCellLook){.muted = true}));
    sr_book_text(
        page->sheet, 2, 0,
        _("The columns behind each value can be folded away with the signs above "
          "them. Signs and colours: see the second sheet."),
        sr_book_format(book, (SrCellLook){.muted = true}));
    for (int c = 0; c < N_FIXED; c++)
        sr_book_text(page->sheet, HEAD_ROWS - 1, c, fixed[c], bold);
    for (int g = 0; g < page->n_groups; g++) {
        const SrSheetGroup *group = &page->groups[g];
        const SrIndicator *indicator = group->result->indicator;
        g_autofree char *when = sr_prose_period(group->period);
        g_autofree char *head = g_strdup_printf(
            "%s%s%s, %s", indicator->title, indicator->unit == NULL ? "" : ", ",
            indicator->unit == NULL ? "" : indicator->unit, when);
        int column = group->first;

        if (group->n > 1)
            worksheet_merge_range(page->sheet, HEAD_ROWS - 2, (lxw_col_t)column,
                                  HEAD_ROWS - 2, (lxw_col_t)(column + group->n - 1), head,
                                  bold);
        else
            sr_book_text(page->sheet, HEAD_ROWS - 2, column, head, bold);
        for (int c = 0; c < N_COLUMNS; c++) {
            if (!group->has[c])
                continue;
            g_autofree char *below =
                column_title((SrSheetColumn)c, indicator, book->press->schemes[0]);
            sr_book_text(page->sheet, HEAD_ROWS - 1, column++, below, bold);
        }
        worksheet_set_column(page->sheet, (lxw_col_t)group->first,
                             (lxw_col_t)group->first, 14, NULL);
        if (group->n > 1)
            worksheet_set_column_opt(page->sheet, (lxw_col_t)(group->first + 1),
                                     (lxw_col_t)(group->first + group->n - 1), 11, NULL,
                                     &folded);
    }
    worksheet_set_row(page->sheet, HEAD_ROWS - 2, 45, NULL);
    worksheet_set_row(page->sheet, HEAD_ROWS - 1, 45, NULL);
}

static void
set_print(Page *page, const char *title, int last_column)
{
    g_autofree char *plain = g_strdup(title);

    g_strdelimit(plain, "&", '+'); /* & is a command in heads */
    g_autofree char *head = g_strdup_printf("&L%s&R&P / &N", plain);
    worksheet_set_landscape(page->sheet);
    worksheet_set_paper(page->sheet, A4);
    worksheet_set_margins(page->sheet, 0.5, 0.5, 0.8, 0.6);
    worksheet_set_print_scale(page->sheet, 70);
    worksheet_repeat_rows(page->sheet, HEAD_ROWS - 2, HEAD_ROWS - 1);
    worksheet_repeat_columns(page->sheet, 0, 1);
    worksheet_set_header(page->sheet, head);
    worksheet_freeze_panes(page->sheet, HEAD_ROWS, 2);
    worksheet_autofilter(page->sheet, HEAD_ROWS - 1, 0, (lxw_row_t)(page->row - 1),
                         (lxw_col_t)last_column);
    worksheet_set_column(page->sheet, 0, 0, 11, NULL);
    worksheet_set_column(page->sheet, 1, 1, 30, NULL);
    worksheet_set_column(page->sheet, 2, 3, 18, NULL);
}

static bool
is_wanted(const SrBook *book, const SrResult *result)
{
    return book->only == NULL || *book->only == NULL ||
           g_strv_contains((const char *const *)book->only, result->indicator->id);
}

/* The groups of a chapter: (transfer full), (element-type SrSheetGroup). */
GArray *
sr_book_groups(const SrBook *book, int chapter)
{
    const GPtrArray *results = book->press->values->results;
    GArray *groups = g_array_new(FALSE, FALSE, sizeof(SrSheetGroup));
    int column = N_FIXED;

    for (guint r = 0; r < results->len; r++) {
        const SrResult *result = results->pdata[r];
        SrSheetGroup group;

        if (result->indicator->chapter != chapter || !is_wanted(book, result) ||
            !take_group(book, result, column, &group))
            continue;
        g_array_append_val(groups, group);
        column += group.n;
    }
    return groups;
}

void
sr_book_chapter(SrBook *book, const char *title, const char *name, GArray *groups)
{
    const SrScheme *scheme = book->press->schemes[0];
    g_autoptr(SrNesting) nesting = sr_nesting_new(scheme);
    const SrSheetGroup *last = &g_array_index(groups, SrSheetGroup, groups->len - 1);
    Page page = {.sheet = workbook_add_worksheet(book->file, name),
                 .groups = (const SrSheetGroup *)(void *)groups->data,
                 .n_groups = (int)groups->len,
                 .row = HEAD_ROWS};
    Rows rows = {book, &page};

    put_heads(book, &page, title);
    sr_nesting_walk(nesting, 0, put_area, &rows);
    set_print(&page, title, last->first + last->n - 1);
}
