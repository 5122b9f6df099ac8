/* Ranked bars of chart.h. */
#include "draw/axis.h"
#include "draw/chart.h"

#include "base/error.h"

#include <glib/gi18n.h>
#include <math.h>

#define MOST_COLUMNS 3
#define COMFORTABLE_ROW 1.55 /* in sizes of type */
#define TIGHT_ROW 1.14       /* below it lines of text touch */
#define GAP_MM 2.0           /* between name, figure and bar */
#define COLUMN_GAP_MM 8.0
#define MOST_NAME_MM 48.0 /* longer ones are cut; the table has them in full */
#define LEAST_BAR_MM 12.0
#define DOT_MM 0.75

/* What all columns share. */
typedef struct {
    const SrLook *look;
    const SrBarsChart *chart;
    SrDrawing *drawing;
    SrChartType type;
    double head_mm; /* room above for the benchmark's label */
    double row_mm;  /* height of a row */
    double name_mm; /* widths */
    double figure_mm;
    SrAxis axis;
} Bars;

static double
row_height_for(double height, int n_bars, int n_columns)
{
    return height / ((n_bars + n_columns - 1) / n_columns);
}

/* Widths of the widest name and figure. */
static void
measure(Bars *self)
{
    for (int i = 0; i < self->chart->n_bars; i++) {
        const SrBar *bar = &self->chart->bars[i];
        const SrTextStyle *style = bar->strong ? &self->type.bold : &self->type.plain;
        SrTextSize name = sr_text_measure(self->look->fonts, style, bar->label);
        SrTextSize figure = sr_text_measure(self->look->fonts, style, bar->text);

        self->name_mm = MAX(self->name_mm, MIN(name.width_mm, MOST_NAME_MM));
        self->figure_mm = MAX(self->figure_mm, figure.width_mm);
    }
}

/*
 * From the base for bars; for dots where the values and their limits lie. Figures stand
 * beside the names, so there are no ticks, and the longest bar fills the width.
 */
static SrAxis
make_axis(const SrBarsChart *chart)
{
    double low = NAN;
    double high = NAN;

    for (int i = 0; i < chart->n_bars; i++) {
        const SrBar *bar = &chart->bars[i];
        double values[3] = {bar->value, bar->lower, bar->upper};

        sr_axis_span(values, 3, &low, &high);
    }
    sr_axis_span(&chart->benchmark.value, 1, &low, &high);
    if (chart->span != NULL)
        sr_axis_span(chart->span, 2, &low, &high);
    if (chart->kind == SR_BARS_FILLED)
        sr_axis_span(&chart->base, 1, &low, &high);
    SrAxis axis = sr_axis_make(low, high, 4, false);
    if (high > low) {
        axis.least = low;
        axis.greatest = high;
    }
    return axis;
}

static void
draw_interval(Bars *self, const SrBar *bar, double left, double right, double y)
{
    SrPen pen = {.color = self->look->ink, .width_mm = 0.25};
    double from = sr_axis_place(&self->axis, bar->lower, left, right);
    double to = sr_axis_place(&self->axis, bar->upper, left, right);

    if (isnan(bar->lower) || isnan(bar->upper))
        return;
    sr_drawing_line(self->drawing, (SrPoint){from, y}, (SrPoint){to, y}, pen);
    for (int end = 0; end < 2; end++) {
        double x = end == 0 ? from : to;

        sr_drawing_line(self->drawing, (SrPoint){x, y - 0.5}, (SrPoint){x, y + 0.5}, pen);
    }
}

/* One row; the bar between @left and @right. */
static void
draw_row(Bars *self, const SrBar *bar, double x, double y, double left, double right)
{
    const SrTextStyle *style = bar->strong ? &self->type.bold : &self->type.plain;
    SrPen guide = {.color = self->look->wash, .width_mm = self->look->hairline_mm};
    double middle = y + self->row_mm / 2;
    double half = MIN(self->row_mm * 0.34, self->type.size_mm * 0.5);
    double cap = sr_text_measure(self->look->fonts, style, "H").cap_mm;

    g_autofree char *name =
        sr_text_fit(self->look->fonts, style, bar->label, self->name_mm + 0.01);
    sr_drawing_text(self->drawing, style, name, (SrPoint){x, middle + cap / 2},
                    SR_ALIGN_LEFT);
    SrTextStyle figure = *style;
    if (isnan(bar->value))
        figure.color = self->look->muted;
    sr_drawing_text(
        self->drawing, &figure, bar->text,
        (SrPoint){x + self->name_mm + GAP_MM + self->figure_mm, middle + cap / 2},
        SR_ALIGN_RIGHT);
    if (isnan(bar->value))
        return;
    double at = sr_axis_place(&self->axis, bar->value, left, right);
    if (self->chart->kind == SR_BARS_DOTS)
        sr_drawing_line(self->drawing, (SrPoint){left, middle}, (SrPoint){right, middle},
                        guide);
    if (self->chart->kind == SR_BARS_FILLED) {
        double zero = sr_axis_place(&self->axis, self->chart->base, left, right);
        SrBox box = {MIN(zero, at), middle - half, MAX(zero, at), middle + half};

        SrPen rim = {.color = sr_color_mix(bar->fill, self->look->ink, 0.35),
                     .width_mm = self->look->hairline_mm,
                     .join = SR_JOIN_MITER};
        sr_drawing_rimmed_box(self->drawing, box, bar->fill, rim);
    }
    draw_interval(self, bar, left, right, middle);
    if (self->chart->kind == SR_BARS_DOTS) {
        SrPen rim = {.color = self->look->ink, .width_mm = 0.2};
        sr_drawing_circle(self->drawing, (SrPoint){at, middle},
                          bar->strong ? 1.25 * DOT_MM : DOT_MM, &bar->fill, &rim);
    }
}

/* The line of the Kreis over the rows of a column, its label on top of the first one. */
static void
draw_benchmark(Bars *self, double left, double right, double top, double bottom,
               bool labelled)
{
    const SrBenchmark *benchmark = &self->chart->benchmark;
    SrPen pen = {
        .color = self->look->accent, .width_mm = 0.35, .dash_mm = 1.2, .gap_mm = 0.7};
    double x = sr_axis_place(&self->axis, benchmark->value, left, right);

    if (isnan(benchmark->value))
        return;
    sr_drawing_line(self->drawing, (SrPoint){x, top - 0.8}, (SrPoint){x, bottom}, pen);
    if (!labelled || benchmark->label == NULL)
        return;
    double width =
        sr_text_measure(self->look->fonts, &self->type.plain, benchmark->label).width_mm;
    /* Centred over the line where that stays in the box. */
    double middle = CLAMP(
        x, self->chart->box_mm.x0 + width / 2,
        MAX(self->chart->box_mm.x1 - width / 2, self->chart->box_mm.x0 + width / 2));
    SrTextStyle style = self->type.plain;
    style.color = self->look->accent;
    sr_drawing_text(self->drawing, &style, benchmark->label, (SrPoint){middle, top - 1.6},
                    SR_ALIGN_CENTER);
}

static void
draw_column(Bars *self, int first, int end, double x, double width)
{
    double left = x + self->name_mm + self->figure_mm + 2 * GAP_MM;
    double right = x + width;
    double top = self->chart->box_mm.y0 + self->head_mm;
    double bottom = top + (end - first) * self->row_mm;
    SrPen axis_pen = {.color = self->look->muted, .width_mm = self->look->hairline_mm};

    for (int i = first; i < end; i++)
        draw_row(self, &self->chart->bars[i], x, top + (i - first) * self->row_mm, left,
                 right);
    if (self->chart->kind == SR_BARS_FILLED) {
        double zero = sr_axis_place(&self->axis, self->chart->base, left, right);
        sr_drawing_line(self->drawing, (SrPoint){zero, top}, (SrPoint){zero, bottom},
                        axis_pen);
    }
    draw_benchmark(self, left, right, top, bottom, first == 0);
}

/* As few columns as leave rows comfortable; else as many as fit. */
static int
choose_columns(const Bars *self, double width, double height)
{
    int n = 1;

    if (self->chart->n_columns > 0)
        return self->chart->n_columns;
    for (; n < MOST_COLUMNS; n++) {
        double next = (width - n * COLUMN_GAP_MM) / (n + 1) - self->name_mm -
                      self->figure_mm - 2 * GAP_MM;

        if (row_height_for(height, self->chart->n_bars, n) >=
                COMFORTABLE_ROW * self->type.size_mm ||
            next < LEAST_BAR_MM)
            break;
    }
    return n;
}

double
sr_chart_bars_height(const SrLook *look, int n_bars)
{
    double type_mm = look->chart_pt * SR_MM_PER_PT;

    return n_bars * COMFORTABLE_ROW * type_mm + 1.9 * type_mm;
}

SrDrawing *
sr_chart_bars(const SrLook *look, const SrBarsChart *chart, GError **error)
{
    SrBox box = chart->box_mm;
    g_autoptr(SrDrawing) drawing = sr_drawing_new(look->fonts);
    Bars self = {
        .look = look,
        .chart = chart,
        .drawing = drawing,
        .type = sr_look_chart_type(look),
        .axis = make_axis(chart),
    };

    if (chart->n_bars == 0)
        return g_steal_pointer(&drawing);
    if (!isnan(chart->benchmark.value))
        self.head_mm = 1.9 * self.type.size_mm;
    measure(&self);
    double height = box.y1 - box.y0 - self.head_mm;
    int n_columns = choose_columns(&self, box.x1 - box.x0, height);
    int per_column = (chart->n_bars + n_columns - 1) / n_columns;
    double width = (box.x1 - box.x0 - (n_columns - 1) * COLUMN_GAP_MM) / n_columns;
    self.row_mm = MIN(height / per_column, 1.9 * self.type.size_mm);
    if (self.row_mm < TIGHT_ROW * self.type.size_mm ||
        width - self.name_mm - self.figure_mm - 2 * GAP_MM < LEAST_BAR_MM / 2) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("%d bars do not fit into %.0f x %.0f mm"), chart->n_bars,
                    box.x1 - box.x0, box.y1 - box.y0);
        return NULL;
    }
    for (int c = 0; c < n_columns; c++)
        draw_column(&self, c * per_column, MIN((c + 1) * per_column, chart->n_bars),
                    box.x0 + c * (width + COLUMN_GAP_MM), width);
    return g_steal_pointer(&drawing);
}
