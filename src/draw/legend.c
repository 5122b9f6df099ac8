#include "draw/legend_private.h"

#include "base/number.h"

#include <glib/gi18n.h>
#include <math.h>

#define BLOCK_GAP_X 9.0
#define BLOCK_GAP_Y 4.5
#define HISTOGRAM_WIDTH 46.0
#define HISTOGRAM_HEIGHT 22.0

/* --- Words --- */

int
sr_class_decimals(const SrBreaks *breaks, int decimals)
{
    if (breaks->n_classes == 1)
        return decimals;
    for (int n = 0; n < 6; n++) {
        double scale = pow(10, n);
        bool exact = true;

        for (int i = 1; i < breaks->n_classes && exact; i++) {
            double scaled = breaks->bounds[i] * scale;

            exact = fabs(scaled - round(scaled)) <= 1e-9 * MAX(1, fabs(scaled));
        }
        if (exact)
            return n;
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

SrTextStyle
sr_legend_plain_type(const SrLegendLayout *layout)
{
    return (SrTextStyle){.size_pt = layout->style->legend_pt,
                         .color = layout->style->ink};
}

SrTextStyle
sr_legend_bold_type(const SrLegendLayout *layout)
{
    SrTextStyle style = sr_legend_plain_type(layout);

    style.weight = SR_WEIGHT_MEDIUM;
    return style;
}

static double
text_width(SrLegendLayout *layout, const char *text)
{
    SrTextStyle style = sr_legend_plain_type(layout);

    return sr_text_measure(layout->fonts, &style, text).width_mm;
}

/* Room for a row with its words and the number of areas; -1: without a number. */
static void
measure_row(SrLegendLayout *layout, const char *words, int count)
{
    char number[16];

    layout->words_mm = MAX(layout->words_mm, text_width(layout, words));
    g_snprintf(number, sizeof number, "%d", count);
    if (count >= 0)
        layout->count_mm = MAX(layout->count_mm, text_width(layout, number));
}

static void
measure_rows(SrLegendLayout *layout)
{
    const SrLegend *legend = layout->legend;
    bool counts = legend->counts != NULL;

    for (int i = 0; i < legend->n_classes; i++)
        measure_row(layout, legend->names[i], counts ? legend->counts[i] : -1);
    for (int s = SR_STATUS_OK + 1; s < SR_N_STATUSES; s++)
        if (legend->statuses[s] > 0)
            measure_row(layout, sr_status_label((SrStatus)s),
                        counts ? legend->statuses[s] : -1);
    for (int i = 0; i < legend->n_point_kinds; i++)
        measure_row(layout, legend->point_kinds[i].name, legend->point_kinds[i].count);
    if (legend->n_negative > 0) {
        layout->negative = g_strdup_printf(_("under %s"), "0");
        measure_row(layout, layout->negative, legend->n_negative);
    }
    if (legend->areas != NULL && layout->count_mm > 0)
        layout->count_mm = MAX(layout->count_mm, text_width(layout, legend->areas));
}

double
sr_legend_rows_width(const SrLegendLayout *layout)
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
measure_block(SrLegendLayout *layout, SrLegendBlockKind kind, double most_mm,
              double *width, double *height)
{
    const SrLegend *legend = layout->legend;
    int n = 0;

    *width = MIN(sr_legend_rows_width(layout), most_mm);
    *height = 0;
    switch (kind) {
    case SR_BLOCK_CLASSES:
        if (legend->heading != NULL) {
            *width = MAX(*width, MIN(most_mm, 44));
            layout->heading =
                wrapped(layout, sr_legend_bold_type(layout), legend->heading, *width);
            *height = sr_text_height(layout->heading) + 1.2;
        }
        if (legend->areas != NULL && legend->counts != NULL && legend->n_classes > 0)
            *height += layout->line_mm * 0.9;
        *height += legend->n_classes * layout->line_mm;
        return;
    case SR_BLOCK_HISTOGRAM:
        if (layout->style->histogram && legend->breaks != NULL && legend->n_values > 0) {
            *width = MIN(HISTOGRAM_WIDTH, most_mm);
            *height = HISTOGRAM_HEIGHT;
        }
        return;
    case SR_BLOCK_STATUSES:
        for (int s = SR_STATUS_OK + 1; s < SR_N_STATUSES; s++)
            n += legend->statuses[s] > 0;
        *height = n * layout->line_mm;
        return;
    case SR_BLOCK_CIRCLES:
        if (legend->n_circles > 0) {
            double largest = legend->circles[0].radius_mm * 2;

            for (int i = 0; i < legend->n_circles; i++) {
                g_autofree char *value =
                    sr_number_format(legend->circles[i].value, 0, legend->language);

                *width = MAX(*width, largest + 4 + text_width(layout, value));
            }
            if (legend->n_negative > 0)
                *width = MAX(*width, sr_legend_rows_width(layout));
            *width = MAX(*width, legend->symbols_heading != NULL
                                     ? text_width(layout, legend->symbols_heading) + 1
                                     : 0);
            *height = MAX(largest, layout->line_mm * legend->n_circles) +
                      (legend->symbols_heading != NULL ? layout->line_mm + 1 : 0) + 0.5 +
                      (legend->n_negative > 0 ? layout->line_mm + SR_NEGATIVE_GAP_MM : 0);
        }
        return;
    case SR_BLOCK_POINTS:
        *height = legend->n_point_kinds * layout->line_mm;
        return;
    case SR_BLOCK_LINES:
        *width = 0;
        for (int i = 0; i < legend->n_lines; i++)
            *width = MAX(*width, SWATCH_WIDTH + SWATCH_GAP +
                                     text_width(layout, legend->lines[i].name));
        *height = legend->n_lines * layout->line_mm;
        return;
    case SR_BLOCK_KEY:
        sr_legend_measure_key(layout, most_mm, width, height);
        return;
    case SR_BLOCK_NOTE:
        if (legend->note != NULL) {
            SrTextStyle style = sr_legend_plain_type(layout);

            style.color = layout->style->muted;
            style.size_pt = MAX(8, layout->style->note_pt);
            *width = MIN(most_mm, 60);
            layout->note = wrapped(layout, style, legend->note, *width);
            *height = sr_text_height(layout->note);
        }
        return;
    case SR_N_BLOCKS:
        return;
    }
}

SrLegend
sr_legend_reduced(const SrLegend *legend, int step)
{
    SrLegend smaller = *legend;

    if (step >= 1)
        smaller.breaks = NULL;
    if (step >= 2)
        smaller.n_lines = 0;
    return smaller;
}

SrLegendLayout *
sr_legend_new(const SrLegend *legend, SrFonts *fonts, const SrStyle *style,
              double width_mm)
{
    SrLegendLayout *layout = g_new0(SrLegendLayout, 1);
    double x = 0;
    double y = 0;
    double row_height = 0;

    layout->copy = *legend;
    layout->legend = &layout->copy;
    layout->fonts = fonts;
    layout->style = style;
    layout->line_mm = MAX(SWATCH_HEIGHT + 0.9, style->legend_pt * SR_MM_PER_PT * 1.55);
    measure_rows(layout);
    for (int kind = 0; kind < SR_N_BLOCKS; kind++) {
        double width;
        double height;

        measure_block(layout, (SrLegendBlockKind)kind, width_mm, &width, &height);
        if (height <= 0)
            continue;
        if (x > 0 && x + width > width_mm + 1e-6) {
            x = 0;
            y += row_height + BLOCK_GAP_Y;
            row_height = 0;
        }
        layout->blocks[layout->n_blocks++] =
            (SrLegendBlock){(SrLegendBlockKind)kind, {x, y, x + width, y + height}};
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
    g_free(layout->negative);
    sr_text_free(layout->heading);
    sr_text_free(layout->note);
    g_strfreev(layout->key_texts);
    g_free(layout->key_rows);
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
