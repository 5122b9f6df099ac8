#include "draw/tablebox_private.h"

#include "base/status.h"

#define HIDDEN_SIZE 1.4 /* of its sign beside figures: a small dot is overlooked */

static void
draw_rule(SrCanvas *canvas, SrPoint from, double width, double thickness, SrColor color)
{
    SrPen pen = {.color = color, .width_mm = thickness};

    sr_canvas_line(canvas, from, (SrPoint){from.x + width, from.y}, &pen);
}

/* The end of the run of columns that have the group of column @c. */
static int
group_end(const SrTableBox *table, int c)
{
    const char *group = table->columns[c].given.group;
    int end = c + 1;

    while (end < table->n_columns && group != NULL &&
           g_strcmp0(table->columns[end].given.group, group) == 0)
        end++;
    return end;
}

static void
draw_groups(const SrTableBox *table, SrCanvas *canvas, SrPoint at)
{
    SrTags *tags = sr_canvas_tags(canvas);
    SrTextStyle style = sr_tablebox_head_style(table);

    sr_tags_open(tags, SR_TAG_ROW);
    for (int c = 0, end; c < table->n_columns; c = end) {
        const SrTableColumn *column = &table->columns[c];
        end = group_end(table, c);
        const SrTableColumn *last = &table->columns[end - 1];
        double width = last->left_mm + last->width_mm - column->left_mm;

        sr_tags_open(tags,
                     column->given.group != NULL ? SR_TAG_COLUMN_HEADER : SR_TAG_CELL);
        sr_tags_set_span(tags, end - c, 1);
        if (column->given.group != NULL) {
            SrPoint baseline = {at.x + column->left_mm + width / 2,
                                at.y + table->group_mm - GROUP_PAD_MM - 1.0};
            sr_text_put(canvas, table->look.fonts, &style, column->given.group, baseline,
                        SR_ALIGN_CENTER, 0);
        }
        sr_tags_close(tags,
                      column->given.group != NULL ? SR_TAG_COLUMN_HEADER : SR_TAG_CELL);
        if (column->given.group != NULL)
            draw_rule(
                canvas,
                (SrPoint){at.x + column->left_mm, at.y + table->group_mm - GROUP_PAD_MM},
                width, table->look.hairline_mm, table->look.rule);
    }
    sr_tags_close(tags, SR_TAG_ROW);
}

static void
draw_titles(const SrTableBox *table, SrCanvas *canvas, SrPoint at)
{
    SrTags *tags = sr_canvas_tags(canvas);
    double bottom = at.y + table->head_mm - HEAD_PAD_MM;

    if (table->has_groups)
        draw_groups(table, canvas, at);
    sr_tags_open(tags, SR_TAG_ROW);
    for (int c = 0; c < table->n_columns; c++) {
        const SrTableColumn *column = &table->columns[c];
        SrPoint corner = {at.x + column->left_mm, bottom - sr_text_height(column->title)};

        sr_tags_open(tags, SR_TAG_COLUMN_HEADER);
        sr_text_draw(canvas, column->title, corner);
        sr_tags_close(tags, SR_TAG_COLUMN_HEADER);
    }
    sr_tags_close(tags, SR_TAG_ROW);
}

/* The same words where the table goes on: no content, so nothing of it is tagged. */
static void
draw_titles_again(const SrTableBox *table, SrCanvas *canvas, SrPoint at)
{
    SrTextStyle style = sr_tablebox_head_style(table);
    double bottom = at.y + table->head_mm - HEAD_PAD_MM;

    sr_tags_artifact_begin(sr_canvas_tags(canvas), SR_ARTIFACT_LAYOUT);
    for (int c = 0; c < table->n_columns; c++) {
        const SrTableColumn *column = &table->columns[c];

        sr_text_draw(
            canvas, column->title,
            (SrPoint){at.x + column->left_mm, bottom - sr_text_height(column->title)});
        if (column->given.group == NULL || (c > 0 && group_end(table, c - 1) > c))
            continue;
        const SrTableColumn *last = &table->columns[group_end(table, c) - 1];
        double middle = (column->left_mm + last->left_mm + last->width_mm) / 2;
        sr_text_put(canvas, table->look.fonts, &style, column->given.group,
                    (SrPoint){at.x + middle, at.y + table->group_mm - GROUP_PAD_MM - 1.0},
                    SR_ALIGN_CENTER, 0);
        draw_rule(
            canvas,
            (SrPoint){at.x + column->left_mm, at.y + table->group_mm - GROUP_PAD_MM},
            2 * (middle - column->left_mm), table->look.hairline_mm, table->look.rule);
    }
    sr_tags_artifact_end(sr_canvas_tags(canvas));
}

static void
draw_cell(const SrTableBox *table, SrCanvas *canvas, const SrTableRow *row, int c,
          SrPoint at)
{
    const SrCell *cell = &row->cells[c];
    const SrTableColumn *column = &table->columns[c];
    SrTags *tags = sr_canvas_tags(canvas);
    SrTextStyle style = sr_tablebox_row_style(table, row->kind);
    double top = at.y + ROW_PAD_MM + (row->kind == SR_ROW_HEADING ? 1.2 : 0);

    if (cell->text[0] == '\0')
        return;
    if (g_str_equal(cell->text, sr_status_sign(SR_STATUS_SUPPRESSED))) {
        style.size_pt *= HIDDEN_SIZE;
        style.weight = SR_WEIGHT_BOLD;
    }
    if (cell->target != NULL)
        sr_tags_open_link(tags, cell->target, cell->description);
    if (cell->laid != NULL) {
        sr_text_draw(canvas, cell->laid, (SrPoint){at.x + column->left_mm, top});
    } else {
        SrTextSize size = sr_text_measure(table->look.fonts, &style, "H");
        double line = table->look.table_pt * SR_MM_PER_PT * 1.25;
        double baseline =
            top + size.ascent_mm + (line - size.ascent_mm - size.descent_mm) / 2;
        double x = at.x + column->left_mm + column->width_mm / 2;

        if (column->given.kind == SR_COLUMN_NUMBER)
            x = at.x + column->left_mm + column->point_mm -
                sr_tablebox_width_before_point(table, &style, cell->text);
        sr_text_put(
            canvas, table->look.fonts, &style, cell->text, (SrPoint){x, baseline},
            column->given.kind == SR_COLUMN_NUMBER ? SR_ALIGN_LEFT : SR_ALIGN_CENTER, 0);
    }
    if (cell->target != NULL)
        sr_tags_close(tags, SR_TAG_LINK);
}

/* The wash and the rules of a row, behind its text. */
static void
draw_row_ground(const SrTableBox *table, SrCanvas *canvas, const SrTableRow *row,
                SrPoint at)
{
    SrBox box = {at.x - 1, at.y, at.x + table->width_mm + 1, at.y + row->height_mm};

    if (row->kind == SR_ROW_SUBTOTAL)
        sr_canvas_fill_box(canvas, box, table->look.wash);
    if (row->kind == SR_ROW_TOTAL)
        draw_rule(canvas, at, table->width_mm, 0.35, table->look.ink);
    draw_rule(canvas, (SrPoint){at.x, box.y1}, table->width_mm, table->look.hairline_mm,
              sr_color_mix(table->look.rule, SR_COLOR_WHITE, 0.35));
}

static void
draw_row(const SrTableBox *table, SrCanvas *canvas, const SrTableRow *row, SrPoint at)
{
    SrTags *tags = sr_canvas_tags(canvas);
    int n = row->kind == SR_ROW_HEADING ? 1 : table->n_columns;

    draw_row_ground(table, canvas, row, at);
    sr_tags_open(tags, SR_TAG_ROW);
    for (int c = 0; c < n; c++) {
        SrTag tag = c == 0 ? SR_TAG_ROW_HEADER : SR_TAG_CELL;

        sr_tags_open(tags, tag);
        if (row->kind == SR_ROW_HEADING)
            sr_tags_set_span(tags, table->n_columns, 1);
        draw_cell(table, canvas, row, c, at);
        sr_tags_close(tags, tag);
    }
    sr_tags_close(tags, SR_TAG_ROW);
}

void
sr_tablebox_draw(SrTableBox *table, SrCanvas *canvas, SrPoint top_left_mm, int first,
                 int n)
{
    g_return_if_fail(first >= 0 && first + n <= (int)table->rows->len);
    SrTags *tags = sr_canvas_tags(canvas);
    SrPoint at = top_left_mm;

    if (first == 0) {
        sr_tags_open(tags, SR_TAG_TABLE);
        sr_tags_open(tags, SR_TAG_TABLE_HEAD);
        draw_titles(table, canvas, at);
        sr_tags_close(tags, SR_TAG_TABLE_HEAD);
        sr_tags_open(tags, SR_TAG_TABLE_BODY);
    } else {
        draw_titles_again(table, canvas, at);
    }
    at.y += table->head_mm;
    draw_rule(canvas, at, table->width_mm, 0.35, table->look.ink);
    for (int r = first; r < first + n; r++) {
        draw_row(table, canvas, sr_tablebox_row_at(table, r), at);
        at.y += sr_tablebox_row_at(table, r)->height_mm;
    }
    if (first + n == (int)table->rows->len) {
        sr_tags_close(tags, SR_TAG_TABLE_BODY);
        sr_tags_close(tags, SR_TAG_TABLE);
    }
}
