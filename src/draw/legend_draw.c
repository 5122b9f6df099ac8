#include "base/number.h"
#include "draw/histogram.h"
#include "draw/legend_private.h"

void
sr_pattern_draw(SrCanvas *canvas, const SrPattern *pattern, SrBox box_mm)
{
    sr_canvas_fill_box(canvas, box_mm, pattern->ground);
    sr_canvas_hatch_box(canvas, box_mm, &pattern->hatch);
}

/* One row: its words, the number of areas, the swatch's box is given back. */
static SrBox
draw_row(SrCanvas *canvas, const SrLegendLayout *layout, SrPoint at, const char *words,
         int count)
{
    SrTextStyle style = sr_legend_plain_type(layout);
    SrBox swatch = {at.x, at.y, at.x + SWATCH_WIDTH, at.y + SWATCH_HEIGHT};
    double cap = sr_text_measure(layout->fonts, &style, "H").cap_mm;
    double baseline = at.y + SWATCH_HEIGHT / 2 + cap / 2;

    sr_text_put(canvas, layout->fonts, &style, words,
                (SrPoint){swatch.x1 + SWATCH_GAP, baseline}, SR_ALIGN_LEFT, 0);
    if (count >= 0 && layout->count_mm > 0) {
        char number[16];

        g_snprintf(number, sizeof number, "%d", count);
        style.color = layout->style->muted;
        style.tabular = true;
        sr_text_put(canvas, layout->fonts, &style, number,
                    (SrPoint){at.x + sr_legend_rows_width(layout), baseline},
                    SR_ALIGN_RIGHT, 0);
    }
    return swatch;
}

static SrPen
swatch_pen(const SrLegendLayout *layout)
{
    return (SrPen){.color = layout->style->muted, .width_mm = 0.2, .join = SR_JOIN_MITER};
}

static void
draw_classes(SrCanvas *canvas, const SrLegendLayout *layout, SrPoint at)
{
    const SrLegend *legend = layout->legend;
    SrPen pen = swatch_pen(layout);
    double y = at.y;

    if (layout->heading != NULL) {
        sr_text_draw(canvas, layout->heading, at);
        y += sr_text_height(layout->heading) + 1.2;
    }
    if (legend->areas != NULL && legend->counts != NULL && legend->n_classes > 0) {
        SrTextStyle style = sr_legend_plain_type(layout);

        style.color = layout->style->muted;
        sr_text_put(canvas, layout->fonts, &style, legend->areas,
                    (SrPoint){at.x + sr_legend_rows_width(layout),
                              y + layout->style->legend_pt * SR_MM_PER_PT * 0.85},
                    SR_ALIGN_RIGHT, 0);
        y += layout->line_mm * 0.9;
    }
    for (int i = 0; i < legend->n_classes; i++) {
        SrBox swatch = draw_row(canvas, layout, (SrPoint){at.x, y}, legend->names[i],
                                legend->counts != NULL ? legend->counts[i] : -1);

        sr_canvas_fill_box(canvas, swatch, legend->colors[i]);
        if (legend->marks != NULL)
            sr_canvas_hatch_box(canvas, swatch, &legend->marks[i]);
        sr_canvas_stroke_box(canvas, swatch, &pen);
        y += layout->line_mm;
    }
}

static void
draw_statuses(SrCanvas *canvas, const SrLegendLayout *layout, SrPoint at)
{
    SrPen pen = swatch_pen(layout);
    double y = at.y;

    for (int s = SR_STATUS_OK + 1; s < SR_N_STATUSES; s++) {
        int count = layout->legend->statuses[s];

        if (count == 0)
            continue;
        SrBox swatch = draw_row(canvas, layout, (SrPoint){at.x, y},
                                sr_status_label((SrStatus)s), count);
        sr_pattern_draw(canvas, &layout->style->patterns[s], swatch);
        sr_canvas_stroke_box(canvas, swatch, &pen);
        y += layout->line_mm;
    }
}

/* Round each circle: it stands out from a dark class, and one circle from another. */
#define CIRCLE_HALO_MM 0.3

void
sr_circle_draw(SrCanvas *canvas, const SrStyle *style, SrPoint at_mm, double radius_mm,
               bool is_negative)
{
    SrPen rim = {.color = style->ink, .width_mm = is_negative ? 0.4 : 0.2};

    sr_canvas_circle(canvas, at_mm, radius_mm + rim.width_mm / 2 + CIRCLE_HALO_MM,
                     &style->paper, NULL);
    sr_canvas_circle(canvas, at_mm, radius_mm,
                     is_negative ? &style->paper : &style->symbol, &rim);
}

/* The row of the open circles, below those of the sizes. */
static void
draw_negative(SrCanvas *canvas, const SrLegendLayout *layout, SrPoint at)
{
    SrBox swatch =
        draw_row(canvas, layout, at, layout->negative, layout->legend->n_negative);

    sr_circle_draw(canvas, layout->style,
                   (SrPoint){(swatch.x0 + swatch.x1) / 2, (swatch.y0 + swatch.y1) / 2},
                   1.3, true);
}

/* Circles stand in one another on a common foot, each with a line to its number. */
static void
draw_circles(SrCanvas *canvas, const SrLegendLayout *layout, SrBox box)
{
    const SrLegend *legend = layout->legend;
    SrTextStyle style = sr_legend_plain_type(layout);
    double largest = legend->circles[0].radius_mm;
    double top = box.y0;
    double cap = sr_text_measure(layout->fonts, &style, "H").cap_mm;

    if (legend->symbols_heading != NULL) {
        SrTextStyle bold = sr_legend_bold_type(layout);

        sr_text_put(canvas, layout->fonts, &bold, legend->symbols_heading,
                    (SrPoint){box.x0, top + cap + 0.6}, SR_ALIGN_LEFT, 0);
        top += layout->line_mm + 1;
    }
    double foot = MAX(top + 2 * largest, top + layout->line_mm * legend->n_circles);
    SrPen line = {.color = layout->style->muted, .width_mm = 0.2};
    double free_y = top - layout->line_mm;
    for (int i = 0; i < legend->n_circles; i++) {
        double radius = legend->circles[i].radius_mm;
        double crown = foot - 2 * radius;
        /* As high as the crown, but no number over another or below the foot. */
        double lowest = foot - (legend->n_circles - 1 - i) * layout->line_mm - cap / 2;
        double y = MAX(MIN(crown, lowest), free_y + layout->line_mm);
        SrPoint middle = {box.x0 + largest, foot - radius};
        g_autofree char *value =
            sr_number_format(legend->circles[i].value, 0, legend->language);

        sr_circle_draw(canvas, layout->style, middle, radius, false);
        sr_canvas_line(canvas, (SrPoint){middle.x, crown},
                       (SrPoint){box.x0 + 2 * largest + 2.5, y}, &line);
        sr_text_put(canvas, layout->fonts, &style, value,
                    (SrPoint){box.x0 + 2 * largest + 3.2, y + cap / 2}, SR_ALIGN_LEFT, 0);
        free_y = y;
    }
    if (legend->n_negative > 0)
        draw_negative(canvas, layout, (SrPoint){box.x0, foot + SR_NEGATIVE_GAP_MM});
}

static void
draw_points(SrCanvas *canvas, const SrLegendLayout *layout, SrPoint at)
{
    for (int i = 0; i < layout->legend->n_point_kinds; i++) {
        const SrLegendPoint *kind = &layout->legend->point_kinds[i];
        SrBox swatch =
            draw_row(canvas, layout, (SrPoint){at.x, at.y + i * layout->line_mm},
                     kind->name, kind->count);

        sr_sign_draw(canvas, kind->sign,
                     (SrPoint){(swatch.x0 + swatch.x1) / 2, (swatch.y0 + swatch.y1) / 2},
                     layout->style->point_mm / 2, kind->color);
    }
}

static void
draw_lines(SrCanvas *canvas, const SrLegendLayout *layout, SrPoint at)
{
    for (int i = 0; i < layout->legend->n_lines; i++) {
        const SrLegendLine *line = &layout->legend->lines[i];
        SrBox swatch = draw_row(
            canvas, layout, (SrPoint){at.x, at.y + i * layout->line_mm}, line->name, -1);
        double y = (swatch.y0 + swatch.y1) / 2;

        sr_canvas_line(canvas, (SrPoint){swatch.x0, y}, (SrPoint){swatch.x1, y},
                       &line->pen);
    }
}

void
sr_legend_draw(SrCanvas *canvas, const SrLegendLayout *layout, SrPoint at_mm)
{
    for (int i = 0; i < layout->n_blocks; i++) {
        const SrLegendBlock *block = &layout->blocks[i];
        SrBox box = {at_mm.x + block->box.x0, at_mm.y + block->box.y0,
                     at_mm.x + block->box.x1, at_mm.y + block->box.y1};
        SrPoint at = {box.x0, box.y0};

        switch (block->kind) {
        case SR_BLOCK_CLASSES:
            draw_classes(canvas, layout, at);
            break;
        case SR_BLOCK_HISTOGRAM:
            sr_histogram_draw(canvas, layout->fonts, layout->style, layout->legend, box);
            break;
        case SR_BLOCK_STATUSES:
            draw_statuses(canvas, layout, at);
            break;
        case SR_BLOCK_CIRCLES:
            draw_circles(canvas, layout, box);
            break;
        case SR_BLOCK_POINTS:
            draw_points(canvas, layout, at);
            break;
        case SR_BLOCK_LINES:
            draw_lines(canvas, layout, at);
            break;
        case SR_BLOCK_KEY:
            sr_legend_draw_key(canvas, layout, at);
            break;
        case SR_BLOCK_NOTE:
            sr_text_draw(canvas, layout->note, at);
            break;
        case SR_N_BLOCKS:
            break;
        }
    }
}
