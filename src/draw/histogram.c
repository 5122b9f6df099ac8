#include "draw/histogram.h"

#include "base/number.h"

#include <math.h>

#define N_BINS 23
#define LEAST_BLOCK_MM 1.0 /* below, areas are no blocks but parts of a bar */

typedef struct {
    double low, high; /* of the axis */
    SrBox plot;       /* where blocks stand */
    int n_bins;
} Axis;

static double
axis_x(const Axis *axis, double value)
{
    double share =
        axis->high > axis->low ? (value - axis->low) / (axis->high - axis->low) : 0.5;

    return axis->plot.x0 + CLAMP(share, 0, 1) * (axis->plot.x1 - axis->plot.x0);
}

static int
bin_of(const Axis *axis, double value)
{
    double share =
        axis->high > axis->low ? (value - axis->low) / (axis->high - axis->low) : 0.5;

    return CLAMP((int)(share * axis->n_bins), 0, axis->n_bins - 1);
}

/* How many values each bin holds of each class: [bin * n_classes + class]. */
static int *
count_bins(const SrLegend *legend, const Axis *axis, int *highest)
{
    int n_classes = legend->breaks->n_classes;
    int *counts = g_new0(int, axis->n_bins *n_classes);
    g_autofree int *totals = g_new0(int, axis->n_bins);

    *highest = 0;
    for (int i = 0; i < legend->n_values; i++) {
        int class = isnan(legend->values[i])
                        ? SR_NO_CLASS
                        : sr_breaks_find(legend->breaks, legend->values[i]);

        if (class == SR_NO_CLASS)
            continue;
        int bin = bin_of(axis, legend->values[i]);
        counts[bin * n_classes + class]++;
        totals[bin]++;
        *highest = MAX(*highest, totals[bin]);
    }
    return counts;
}

static void
draw_blocks(SrCanvas *canvas, const SrStyle *style, const SrLegend *legend,
            const Axis *axis)
{
    int n_classes = legend->breaks->n_classes;
    int highest;
    g_autofree int *counts = count_bins(legend, axis, &highest);
    double width = (axis->plot.x1 - axis->plot.x0) / axis->n_bins;
    double height =
        MIN((axis->plot.y1 - axis->plot.y0) / MAX(highest, 1), width); /* of one area */
    bool bars = height < LEAST_BLOCK_MM;
    SrPen rim = {.color = sr_color_mix(style->muted, SR_COLOR_WHITE, 0.45),
                 .width_mm = 0.2,
                 .join = SR_JOIN_MITER};

    for (int bin = 0; bin < axis->n_bins; bin++) {
        double y = axis->plot.y1;
        double x = axis->plot.x0 + bin * width;

        for (int class = 0; class < n_classes; class ++) {
            int n = counts[bin * n_classes + class];
            int n_steps = bars ? (n > 0) : n;

            for (int k = 0; k < n_steps; k++) {
                double step = bars ? n * height : height;
                SrBox block = {x + 0.05, y - step, x + width - 0.05, y};

                sr_canvas_fill_box(canvas, block, legend->colors[class]);
                sr_canvas_stroke_box(canvas, block, &rim);
                y -= step;
            }
        }
    }
}

static void
draw_axis(SrCanvas *canvas, SrFonts *fonts, const SrStyle *style, const SrLegend *legend,
          const Axis *axis)
{
    SrPen line = {.color = style->ink, .width_mm = 0.2};
    SrTextStyle text = {.size_pt = 8, .color = style->muted};
    double cap = sr_text_measure(fonts, &text, "0").cap_mm;
    double baseline = axis->plot.y1 + 1.6 + cap;
    g_autofree char *low =
        sr_number_format(axis->low, legend->decimals, legend->language);
    g_autofree char *high =
        sr_number_format(axis->high, legend->decimals, legend->language);

    sr_canvas_line(canvas, (SrPoint){axis->plot.x0, axis->plot.y1},
                   (SrPoint){axis->plot.x1, axis->plot.y1}, &line);
    for (int i = 0; i <= legend->breaks->n_classes; i++) {
        double x = axis_x(axis, legend->breaks->bounds[i]);

        sr_canvas_line(canvas, (SrPoint){x, axis->plot.y1},
                       (SrPoint){x, axis->plot.y1 + 1.1}, &line);
    }
    sr_text_put(canvas, fonts, &text, low, (SrPoint){axis->plot.x0, baseline},
                SR_ALIGN_LEFT, 0);
    if (axis->high > axis->low)
        sr_text_put(canvas, fonts, &text, high, (SrPoint){axis->plot.x1, baseline},
                    SR_ALIGN_RIGHT, 0);
}

static void
draw_benchmark(SrCanvas *canvas, SrFonts *fonts, const SrStyle *style,
               const SrLegend *legend, const Axis *axis, double top)
{
    double x = axis_x(axis, legend->benchmark);
    SrPen line = {.color = style->accent, .width_mm = 0.4};
    SrTextStyle text = {.size_pt = 8, .color = style->accent, .weight = SR_WEIGHT_MEDIUM};
    g_autofree char *value =
        sr_number_format(legend->benchmark, legend->decimals, legend->language);
    g_autofree char *words = legend->benchmark_name != NULL
                                 ? g_strdup_printf("%s %s", legend->benchmark_name, value)
                                 : g_strdup(value);
    SrTextSize size = sr_text_measure(fonts, &text, words);
    double half = size.width_mm / 2;
    double middle =
        CLAMP(x, axis->plot.x0 + half, MAX(axis->plot.x1 - half, axis->plot.x0 + half));

    sr_canvas_line(canvas, (SrPoint){x, top + size.cap_mm + 1.2},
                   (SrPoint){x, axis->plot.y1 + 1.1}, &line);
    sr_text_put(canvas, fonts, &text, words, (SrPoint){middle, top + size.cap_mm},
                SR_ALIGN_CENTER, 0);
}

void
sr_histogram_draw(SrCanvas *canvas, SrFonts *fonts, const SrStyle *style,
                  const SrLegend *legend, SrBox box_mm)
{
    const SrBreaks *breaks = legend->breaks;
    Axis axis = {.low = breaks->bounds[0],
                 .high = breaks->bounds[breaks->n_classes],
                 .plot = {box_mm.x0, box_mm.y0 + 4.2, box_mm.x1, box_mm.y1 - 4.4},
                 .n_bins = N_BINS};

    if (!isnan(legend->benchmark)) {
        axis.low = MIN(axis.low, legend->benchmark);
        axis.high = MAX(axis.high, legend->benchmark);
    }
    draw_blocks(canvas, style, legend, &axis);
    draw_axis(canvas, fonts, style, legend, &axis);
    if (!isnan(legend->benchmark))
        draw_benchmark(canvas, fonts, style, legend, &axis, box_mm.y0);
}
