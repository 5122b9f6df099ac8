#include "draw/legend.h"

#include "base/number.h"
#include "draw/histogram.h"

#include <glib/gi18n.h>
#include <math.h>

#define SWATCH_WIDTH 7.0
#define SWATCH_HEIGHT 4.0
#define SWATCH_GAP 2.0 /* from swatch to words */
#define COUNT_GAP 3.0  /* from words to the number of areas */
#define BLOCK_GAP_X 9.0
#define BLOCK_GAP_Y 4.5
#define HISTOGRAM_WIDTH 46.0
#define HISTOGRAM_HEIGHT 22.0

/* --- Words --- */

int
sr_class_decimals(const SrBreaks *breaks)
{
    int from = breaks->n_classes > 1 ? 1 : 0;
    int to = breaks->n_classes > 1 ? breaks->n_classes - 1 : 1;

    for (int decimals = 0; decimals < 6; decimals++) {
        double scale = pow(10, decimals);
        bool exact = true;

        for (int i = from; i <= to && exact; i++) {
            double scaled = breaks->bounds[i] * scale;

            exact = fabs(scaled - round(scaled)) <= 1e-9 * MAX(1, fabs(scaled));
        }
        if (exact)
            return decimals;
    }
    return 6;
}

char *
sr_class_words(const SrBreaks *breaks, int i, int decimals, const char *language)
{
    g_autofree char *lower = sr_number_format(breaks->bounds[i], decimals, language);
    g_autofree char *upper = sr_number_format(breaks->bounds[i + 1], decimals, language);

    if (breaks->n_classes == 1)
        return g_str_equal(lower, upper) ? g_strdup(lower)
                                         : g_strdup_printf(_("%s to %s"), lower, upper);
    /* TRANSLATORS: class of a map: "under 20" */
    if (i == 0)
        return g_strdup_printf(_("under %s"), upper);
    /* TRANSLATORS: class of a map: "30 and more" */
    if (i == breaks->n_classes - 1)
        return g_strdup_printf(_("%s and more"), lower);
    /* TRANSLATORS: class of a map: "20 to under 30" */
    return g_strdup_printf(_("%s to under %s"), lower, upper);
}

/* --- Layout --- */

typedef enum {
    BLOCK_CLASSES,
    BLOCK_HISTOGRAM,
    BLOCK_STATUSES,
    BLOCK_CIRCLES,
    BLOCK_POINTS,
    BLOCK_LINES,
    BLOCK_NOTE,
    N_BLOCKS,
} BlockKind;

typedef struct {
    BlockKind kind;
    SrBox box; /* from the upper left corner of the legend; empty height: not shown */
} Block;

struct SrLegendLayout {
    const SrLegend *legend; /* borrowed */
    SrFonts *fonts;         /* borrowed */
    const SrStyle *style;   /* borrowed */
    double line_mm;         /* from row to row */
    double words_mm;        /* width of the widest words of a row */
    double count_mm;        /* width of the widest number of areas */
    int n_blocks;
    Block blocks[N_BLOCKS];
    SrText *heading; /* or NULL; owned */
    SrText *note;    /* or NULL; owned */
    double width_mm;
    double height_mm;
};

static SrTextStyle
plain_style(const SrLegendLayout *layout)
{
    return (SrTextStyle){.size_pt = layout->style->legend_pt,
                         .color = layout->style->ink};
}

static SrTextStyle
bold_style(const SrLegendLayout *layout)
{
    SrTextStyle style = plain_style(layout);

    style.weight = SR_WEIGHT_MEDIUM;
    return style;
}

static double
text_width(SrLegendLayout *layout, const char *text)
{
    SrTextStyle style = plain_style(layout);

    return sr_text_measure(layout->fonts, &style, text).width_mm;
}

static void
measure_rows(SrLegendLayout *layout)
{
    const SrLegend *legend = layout->legend;
    char number[16];

    for (int i = 0; i < legend->n_classes; i++) {
        layout->words_mm = MAX(layout->words_mm, text_width(layout, legend->names[i]));
        if (legend->counts != NULL) {
            g_snprintf(number, sizeof number, "%d", legend->counts[i]);
            layout->count_mm = MAX(layout->count_mm, text_width(layout, number));
        }
    }
    for (int s = SR_STATUS_OK + 1; s < SR_N_STATUSES; s++) {
        if (legend->statuses[s] == 0)
            continue;
        layout->words_mm =
            MAX(layout->words_mm, text_width(layout, sr_status_label((SrStatus)s)));
        g_snprintf(number, sizeof number, "%d", legend->statuses[s]);
        if (legend->counts != NULL)
            layout->count_mm = MAX(layout->count_mm, text_width(layout, number));
    }
    for (int i = 0; i < legend->n_point_kinds; i++) {
        layout->words_mm =
            MAX(layout->words_mm, text_width(layout, legend->point_kinds[i].name));
        g_snprintf(number, sizeof number, "%d", legend->point_kinds[i].count);
        if (legend->point_kinds[i].count >= 0)
            layout->count_mm = MAX(layout->count_mm, text_width(layout, number));
    }
    if (legend->areas != NULL && layout->count_mm > 0)
        layout->count_mm = MAX(layout->count_mm, text_width(layout, legend->areas));
}

static double
rows_width(const SrLegendLayout *layout)
{
    return SWATCH_WIDTH + SWATCH_GAP + layout->words_mm +
           (layout->count_mm > 0 ? COUNT_GAP + layout->count_mm : 0);
}

static SrText *
wrapped(SrLegendLayout *layout, SrTextStyle style, const char *text, double width_mm)
{
    SrTextSetting setting = {.width_mm = width_mm};

    return sr_text_new(layout->fonts, &style, &setting, text);
}

/* The size of a block, or a height of 0 where it has nothing to show. */
static void
measure_block(SrLegendLayout *layout, BlockKind kind, double most_mm, double *width,
              double *height)
{
    const SrLegend *legend = layout->legend;
    int n = 0;

    *width = MIN(rows_width(layout), most_mm);
    *height = 0;
    switch (kind) {
    case BLOCK_CLASSES:
        if (legend->heading != NULL) {
            *width = MAX(*width, MIN(most_mm, 44));
            layout->heading =
                wrapped(layout, bold_style(layout), legend->heading, *width);
            *height = sr_text_height(layout->heading) + 1.2;
        }
        if (legend->areas != NULL && legend->counts != NULL && legend->n_classes > 0)
            *height += layout->line_mm * 0.9;
        *height += legend->n_classes * layout->line_mm;
        return;
    case BLOCK_HISTOGRAM:
        if (layout->style->histogram && legend->breaks != NULL && legend->n_values > 0) {
            *width = MIN(HISTOGRAM_WIDTH, most_mm);
            *height = HISTOGRAM_HEIGHT;
        }
        return;
    case BLOCK_STATUSES:
        for (int s = SR_STATUS_OK + 1; s < SR_N_STATUSES; s++)
            n += legend->statuses[s] > 0;
        *height = n * layout->line_mm;
        return;
    case BLOCK_CIRCLES:
        if (legend->n_circles > 0) {
            double largest = legend->circles[0].radius_mm * 2;

            for (int i = 0; i < legend->n_circles; i++) {
                g_autofree char *value =
                    sr_number_format(legend->circles[i].value, 0, legend->language);

                *width = MAX(*width, largest + 4 + text_width(layout, value));
            }
            *width = MAX(*width, legend->symbols_heading != NULL
                                     ? text_width(layout, legend->symbols_heading) + 1
                                     : 0);
            *height = MAX(largest, layout->line_mm * legend->n_circles) +
                      (legend->symbols_heading != NULL ? layout->line_mm + 1 : 0) + 0.5;
        }
        return;
    case BLOCK_POINTS:
        *height = legend->n_point_kinds * layout->line_mm;
        return;
    case BLOCK_LINES:
        *width = 0;
        for (int i = 0; i < legend->n_lines; i++)
            *width = MAX(*width, SWATCH_WIDTH + SWATCH_GAP +
                                     text_width(layout, legend->lines[i].name));
        *height = legend->n_lines * layout->line_mm;
        return;
    case BLOCK_NOTE:
        if (legend->note != NULL) {
            SrTextStyle style = plain_style(layout);

            style.color = layout->style->muted;
            style.size_pt = MAX(8, layout->style->note_pt);
            *width = MIN(most_mm, 60);
            layout->note = wrapped(layout, style, legend->note, *width);
            *height = sr_text_height(layout->note);
        }
        return;
    case N_BLOCKS:
        return;
    }
}

SrLegendLayout *
sr_legend_new(const SrLegend *legend, SrFonts *fonts, const SrStyle *style,
              double width_mm)
{
    SrLegendLayout *layout = g_new0(SrLegendLayout, 1);
    double x = 0;
    double y = 0;
    double row_height = 0;

    layout->legend = legend;
    layout->fonts = fonts;
    layout->style = style;
    layout->line_mm = MAX(SWATCH_HEIGHT + 1.1, style->legend_pt * SR_MM_PER_PT * 1.55);
    measure_rows(layout);
    for (int kind = 0; kind < N_BLOCKS; kind++) {
        double width;
        double height;

        measure_block(layout, (BlockKind)kind, width_mm, &width, &height);
        if (height <= 0)
            continue;
        if (x > 0 && x + width > width_mm + 1e-6) {
            x = 0;
            y += row_height + BLOCK_GAP_Y;
            row_height = 0;
        }
        layout->blocks[layout->n_blocks++] =
            (Block){(BlockKind)kind, {x, y, x + width, y + height}};
        layout->width_mm = MAX(layout->width_mm, x + width);
        row_height = MAX(row_height, height);
        x += width + BLOCK_GAP_X;
    }
    layout->height_mm = y + row_height;
    return layout;
}

void
sr_legend_free(SrLegendLayout *layout)
{
    if (layout == NULL)
        return;
    sr_text_free(layout->heading);
    sr_text_free(layout->note);
    g_free(layout);
}

double
sr_legend_width(const SrLegendLayout *layout)
{
    return layout->width_mm;
}

double
sr_legend_height(const SrLegendLayout *layout)
{
    return layout->height_mm;
}

/* --- Drawing --- */

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
    SrTextStyle style = plain_style(layout);
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
                    (SrPoint){at.x + rows_width(layout), baseline}, SR_ALIGN_RIGHT, 0);
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
        SrTextStyle style = plain_style(layout);

        style.color = layout->style->muted;
        sr_text_put(canvas, layout->fonts, &style, legend->areas,
                    (SrPoint){at.x + rows_width(layout),
                              y + layout->style->legend_pt * SR_MM_PER_PT * 0.85},
                    SR_ALIGN_RIGHT, 0);
        y += layout->line_mm * 0.9;
    }
    for (int i = 0; i < legend->n_classes; i++) {
        SrBox swatch = draw_row(canvas, layout, (SrPoint){at.x, y}, legend->names[i],
                                legend->counts != NULL ? legend->counts[i] : -1);

        sr_canvas_fill_box(canvas, swatch, legend->colors[i]);
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

/* Circles stand in one another on a common foot, each with a line to its number. */
static void
draw_circles(SrCanvas *canvas, const SrLegendLayout *layout, SrBox box)
{
    const SrLegend *legend = layout->legend;
    SrTextStyle style = plain_style(layout);
    double largest = legend->circles[0].radius_mm;
    double top = box.y0;
    double cap = sr_text_measure(layout->fonts, &style, "H").cap_mm;

    if (legend->symbols_heading != NULL) {
        SrTextStyle bold = bold_style(layout);

        sr_text_put(canvas, layout->fonts, &bold, legend->symbols_heading,
                    (SrPoint){box.x0, top + cap + 0.6}, SR_ALIGN_LEFT, 0);
        top += layout->line_mm + 1;
    }
    double foot = MAX(top + 2 * largest, top + layout->line_mm * legend->n_circles);
    SrPen rim = {.color = layout->style->ink, .width_mm = 0.2};
    SrPen line = {.color = layout->style->muted, .width_mm = 0.2};
    double free_y = top - layout->line_mm;
    for (int i = 0; i < legend->n_circles; i++) {
        double radius = legend->circles[i].radius_mm;
        double crown = foot - 2 * radius;
        double y = MAX(crown, free_y + layout->line_mm);
        SrPoint middle = {box.x0 + largest, foot - radius};
        g_autofree char *value =
            sr_number_format(legend->circles[i].value, 0, legend->language);

        sr_canvas_circle(canvas, middle, radius, &layout->style->symbol, &rim);
        sr_canvas_line(canvas, (SrPoint){middle.x, crown},
                       (SrPoint){box.x0 + 2 * largest + 2.5, y}, &line);
        sr_text_put(canvas, layout->fonts, &style, value,
                    (SrPoint){box.x0 + 2 * largest + 3.2, y + cap / 2}, SR_ALIGN_LEFT, 0);
        free_y = y;
    }
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
                     1.3, kind->color);
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
        const Block *block = &layout->blocks[i];
        SrBox box = {at_mm.x + block->box.x0, at_mm.y + block->box.y0,
                     at_mm.x + block->box.x1, at_mm.y + block->box.y1};
        SrPoint at = {box.x0, box.y0};

        switch (block->kind) {
        case BLOCK_CLASSES:
            draw_classes(canvas, layout, at);
            break;
        case BLOCK_HISTOGRAM:
            sr_histogram_draw(canvas, layout->fonts, layout->style, layout->legend, box);
            break;
        case BLOCK_STATUSES:
            draw_statuses(canvas, layout, at);
            break;
        case BLOCK_CIRCLES:
            draw_circles(canvas, layout, box);
            break;
        case BLOCK_POINTS:
            draw_points(canvas, layout, at);
            break;
        case BLOCK_LINES:
            draw_lines(canvas, layout, at);
            break;
        case BLOCK_NOTE:
            sr_text_draw(canvas, layout->note, at);
            break;
        case N_BLOCKS:
            break;
        }
    }
}
