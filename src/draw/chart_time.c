/* Time lines and sparklines of chart.h. */
#include "draw/axis.h"
#include "draw/chart.h"

#include "base/error.h"
#include "base/number.h"

#include <glib/gi18n.h>
#include <math.h>

#define LABEL_GAP_MM 1.8 /* between a line's end and its label */
#define TICK_GAP_MM 1.5
#define LEAST_PLOT_MM 15.0 /* both ways */
#define MOVED_MM 0.7       /* a label moved by more than that gets a pointer */

/* A label at the end of a line. */
typedef struct {
    int series;
    double end_x, end_y; /* of the line */
    double y;            /* of the label's middle */
    char *text;          /* owned */
} EndLabel;

typedef struct {
    const SrLook *look;
    const SrTimeChart *chart;
    SrDrawing *drawing;
    SrChartType type;
    SrBox plot; /* where the lines are */
    SrAxis axis;
    EndLabel *labels; /* [n_series], owned */
} Time;

static void
time_clear(Time *self)
{
    for (int i = 0; self->labels != NULL && i < self->chart->n_series; i++)
        g_free(self->labels[i].text);
    g_free(self->labels);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Time, time_clear)

static double
width_of(const Time *self, const SrTextStyle *style, const char *text)
{
    return sr_text_measure(self->look->fonts, style, text).width_mm;
}

static double
place_year(const Time *self, double year)
{
    int first = self->chart->years[0];
    int last = self->chart->years[self->chart->n_years - 1];

    if (first == last)
        return (self->plot.x0 + self->plot.x1) / 2;
    return self->plot.x0 +
           (year - first) / (last - first) * (self->plot.x1 - self->plot.x0);
}

static double
place_value(const Time *self, double value)
{
    return sr_axis_place(&self->axis, value, self->plot.y1, self->plot.y0);
}

/* The label says the last figure of its line: "Region 1  38,2". */
static void
make_labels(Time *self)
{
    self->labels = g_new0(EndLabel, self->chart->n_series);
    for (int s = 0; s < self->chart->n_series; s++) {
        const SrSeries *series = &self->chart->series[s];
        int last = self->chart->n_years - 1;

        while (last >= 0 && isnan(series->values[last]))
            last--;
        self->labels[s].series = s;
        self->labels[s].end_x = last; /* the year's index, until the plot is known */
        if (last < 0) {
            self->labels[s].text = g_strdup("");
            continue;
        }
        g_autofree char *figure = sr_number_format(
            series->values[last], self->chart->decimals, self->look->language);
        self->labels[s].text = last == self->chart->n_years - 1
                                   ? g_strdup_printf("%s  %s", series->label, figure)
                                   : g_strdup_printf("%s  %s (%d)", series->label, figure,
                                                     self->chart->years[last]);
    }
}

static char *
tick_text(const Time *self, int i)
{
    return sr_number_format(sr_axis_tick(&self->axis, i), self->axis.decimals,
                            self->look->language);
}

/* Takes from the box what words need; the rest is the plot. */
static bool
lay_out_plot(Time *self, GError **error)
{
    const SrTimeChart *chart = self->chart;
    double left = 0;
    double right = 0;

    for (int i = 0; i < self->axis.n_ticks; i++) {
        g_autofree char *text = tick_text(self, i);
        left = MAX(left, width_of(self, &self->type.muted, text));
    }
    for (int s = 0; s < chart->n_series; s++)
        right = MAX(right, width_of(self, &self->type.bold, self->labels[s].text));
    self->plot = chart->box_mm;
    self->plot.x0 += left + TICK_GAP_MM + 1;
    self->plot.x1 -= right + LABEL_GAP_MM + 2;
    self->plot.y0 += self->type.cap_mm * 0.5;
    if (chart->unit != NULL)
        self->plot.y0 += 1.6 * self->type.size_mm;
    if (chart->n_breaks > 0)
        self->plot.y0 += 1.3 * self->type.size_mm;
    self->plot.y1 -= 1.8 * self->type.size_mm;
    if (self->plot.x1 - self->plot.x0 >= LEAST_PLOT_MM &&
        self->plot.y1 - self->plot.y0 >= LEAST_PLOT_MM)
        return true;
    g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                _("a time line of %d series does not fit into %.0f x %.0f mm"),
                chart->n_series, chart->box_mm.x1 - chart->box_mm.x0,
                chart->box_mm.y1 - chart->box_mm.y0);
    return false;
}

static void
draw_grid(Time *self)
{
    SrPen grid = sr_look_grid_pen(self->look);
    SrPen base = sr_look_base_pen(self->look);

    for (int i = 0; i < self->axis.n_ticks; i++) {
        double tick = sr_axis_tick(&self->axis, i);
        double y = place_value(self, tick);
        g_autofree char *text = tick_text(self, i);

        sr_drawing_line(self->drawing, (SrPoint){self->plot.x0 - 1, y},
                        (SrPoint){self->plot.x1 + 1, y}, i == 0 ? base : grid);
        sr_drawing_text(
            self->drawing, &self->type.muted, text,
            (SrPoint){self->plot.x0 - 1 - TICK_GAP_MM, y + self->type.cap_mm / 2},
            SR_ALIGN_RIGHT);
    }
    if (self->chart->unit != NULL)
        sr_drawing_text(self->drawing, &self->type.muted, self->chart->unit,
                        (SrPoint){self->chart->box_mm.x0,
                                  self->chart->box_mm.y0 + self->type.size_mm},
                        SR_ALIGN_LEFT);
}

/* The last year and the first are named, of those between as many as have room. */
static void
draw_years(Time *self)
{
    int n = self->chart->n_years;
    double width = width_of(self, &self->type.muted, "2000") + 2.5;
    double y = self->plot.y1 + 1.45 * self->type.size_mm;
    double last_x = place_year(self, self->chart->years[n - 1]);
    double taken = -G_MAXDOUBLE;
    SrPen tick = {.color = self->look->muted, .width_mm = self->look->hairline_mm};

    for (int i = 0; i < n; i++) {
        double x = place_year(self, self->chart->years[i]);
        char text[16];

        sr_drawing_line(self->drawing, (SrPoint){x, self->plot.y1},
                        (SrPoint){x, self->plot.y1 + 0.8}, tick);
        if (x - taken < width || (i < n - 1 && last_x - x < width))
            continue;
        g_snprintf(text, sizeof text, "%d", self->chart->years[i]);
        sr_drawing_text(self->drawing, &self->type.muted, text, (SrPoint){x, y},
                        SR_ALIGN_CENTER);
        taken = x;
    }
}

/* The break lies between the last year of the old kind and the first of the new one. */
static double
break_place(const Time *self, const SrBreakMark *mark)
{
    double before = mark->year - 1;

    for (int i = 0; i < self->chart->n_years; i++)
        if (self->chart->years[i] < mark->year)
            before = self->chart->years[i];
    return place_year(self, (before + mark->year) / 2);
}

static void
draw_breaks(Time *self)
{
    SrPen pen = {
        .color = self->look->muted, .width_mm = 0.25, .dash_mm = 0.8, .gap_mm = 0.8};
    double taken = -G_MAXDOUBLE;

    for (int i = 0; i < self->chart->n_breaks; i++) {
        const SrBreakMark *mark = &self->chart->breaks[i];
        double x = break_place(self, mark);
        double width = width_of(self, &self->type.muted, mark->label);

        if (x <= self->plot.x0 || x >= self->plot.x1)
            continue;
        sr_drawing_line(self->drawing, (SrPoint){x, self->plot.y0 - 0.8},
                        (SrPoint){x, self->plot.y1}, pen);
        double middle =
            CLAMP(x, self->plot.x0 + width / 2,
                  MAX(self->chart->box_mm.x1 - width / 2, self->plot.x0 + width / 2));
        if (middle - width / 2 < taken)
            continue; /* two breaks too near: the line says enough */
        sr_drawing_text(self->drawing, &self->type.muted, mark->label,
                        (SrPoint){middle, self->plot.y0 - 1.6}, SR_ALIGN_CENTER);
        taken = middle + width / 2 + 1;
    }
}

/* Whether values of the two years are not of one kind. */
static bool
crosses_break(const SrBreakMark *breaks, int n_breaks, int from, int to)
{
    for (int b = 0; b < n_breaks; b++)
        if (breaks[b].year > from && breaks[b].year <= to)
            return true;
    return false;
}

static bool
is_broken(const SrTimeChart *chart, int from, int to)
{
    return crosses_break(chart->breaks, chart->n_breaks, chart->years[from],
                         chart->years[to]);
}

/* Lines that are not the one that matters differ by dashes and grey. */
static SrPen
series_pen(const Time *self, int s)
{
    static const double dashes[][2] = {{0, 0}, {2.2, 0.9}, {0.9, 0.7}, {3.5, 0.8}};
    int nth = 0;

    if (self->chart->series[s].strong)
        return (SrPen){
            .color = self->look->accent, .width_mm = 0.75, .cap = SR_CAP_ROUND};
    for (int i = 0; i < s; i++)
        nth += !self->chart->series[i].strong;
    return (SrPen){.color =
                       sr_color_mix(self->look->ink, self->look->second, (nth % 3) / 3.0),
                   .width_mm = 0.45,
                   .dash_mm = dashes[nth % 4][0],
                   .gap_mm = dashes[nth % 4][1]};
}

static void
draw_series(Time *self, int s)
{
    const SrTimeChart *chart = self->chart;
    const double *values = chart->series[s].values;
    SrPen pen = series_pen(self, s);
    double radius = chart->series[s].strong ? 0.8 : 0.55;
    g_autofree SrPoint *points = g_new(SrPoint, chart->n_years);

    for (int first = 0, end; first < chart->n_years; first = end) {
        int n = 0;

        for (end = first; end < chart->n_years && !isnan(values[end]); end++) {
            if (end > first && is_broken(chart, end - 1, end))
                break;
            points[n++] = (SrPoint){place_year(self, chart->years[end]),
                                    place_value(self, values[end])};
        }
        if (n > 1)
            sr_drawing_lines(self->drawing, points, n, pen);
        for (int i = 0; i < n && (chart->n_years <= 20 || n == 1); i++)
            sr_drawing_circle(self->drawing, points[i], radius, &pen.color, NULL);
        if (end < chart->n_years && isnan(values[end]))
            end++;
    }
}

static int
compare_labels(const void *a, const void *b)
{
    const EndLabel *one = a;
    const EndLabel *other = b;

    if (one->end_y != other->end_y)
        return one->end_y < other->end_y ? -1 : 1;
    return one->series - other->series;
}

/* Moves labels apart, as little as needed, within the height of the plot. */
static void
spread_labels(EndLabel *labels, int n, double spacing, double top, double bottom)
{
    for (int i = 0; i < n; i++) {
        labels[i].y = MAX(labels[i].end_y, top);
        if (i > 0)
            labels[i].y = MAX(labels[i].y, labels[i - 1].y + spacing);
    }
    for (int i = n - 1; i >= 0; i--) {
        labels[i].y = MIN(labels[i].y, bottom);
        if (i < n - 1)
            labels[i].y = MIN(labels[i].y, labels[i + 1].y - spacing);
    }
}

static void
draw_labels(Time *self)
{
    int n = 0;
    SrPen pointer = {.color = self->look->rule, .width_mm = self->look->hairline_mm};

    for (int s = 0; s < self->chart->n_series; s++) {
        int last = (int)self->labels[s].end_x;

        if (last < 0)
            continue;
        self->labels[s].end_x = place_year(self, self->chart->years[last]);
        self->labels[s].end_y = place_value(self, self->chart->series[s].values[last]);
        if (n != s) { /* series without a value go to the end */
            EndLabel empty = self->labels[n];
            self->labels[n] = self->labels[s];
            self->labels[s] = empty;
        }
        n++;
    }
    qsort(self->labels, n, sizeof *self->labels, compare_labels);
    spread_labels(self->labels, n, 1.2 * self->type.size_mm, self->plot.y0,
                  self->plot.y1);
    for (int i = 0; i < n; i++) {
        const EndLabel *label = &self->labels[i];
        bool strong = self->chart->series[label->series].strong;
        double x = self->plot.x1 + LABEL_GAP_MM + 1;
        SrTextStyle style = strong ? self->type.bold : self->type.plain;

        if (fabs(label->y - label->end_y) > MOVED_MM ||
            label->end_x < self->plot.x1 - MOVED_MM)
            sr_drawing_line(self->drawing, (SrPoint){label->end_x + 1, label->end_y},
                            (SrPoint){x - 0.6, label->y}, pointer);
        if (strong)
            style.color = self->look->accent;
        sr_drawing_text(self->drawing, &style, label->text,
                        (SrPoint){x, label->y + self->type.cap_mm / 2}, SR_ALIGN_LEFT);
    }
}

SrDrawing *
sr_chart_time(const SrLook *look, const SrTimeChart *chart, GError **error)
{
    g_autoptr(SrDrawing) drawing = sr_drawing_new(look->fonts);
    g_auto(Time) self = {
        .look = look,
        .chart = chart,
        .drawing = drawing,
        .type = sr_look_chart_type(look),
    };
    double low = NAN;
    double high = NAN;

    if (chart->n_years == 0 || chart->n_series == 0)
        return g_steal_pointer(&drawing);
    for (int s = 0; s < chart->n_series; s++)
        sr_axis_span(chart->series[s].values, chart->n_years, &low, &high);
    self.axis = sr_axis_make(low, high, 4, chart->from_zero);
    make_labels(&self);
    if (!lay_out_plot(&self, error))
        return NULL;
    draw_grid(&self);
    draw_years(&self);
    draw_breaks(&self);
    for (int strong = 0; strong < 2; strong++) /* the one that matters on top */
        for (int s = 0; s < chart->n_series; s++)
            if (chart->series[s].strong == strong)
                draw_series(&self, s);
    draw_labels(&self);
    return g_steal_pointer(&drawing);
}

/* The line in pieces: it ends before a gap and before a break. */
static void
draw_pieces(SrDrawing *drawing, const SrLook *look, const SrSparkline *spark,
            const SrPoint *points, double radius)
{
    SrPen line = {.color = look->ink, .width_mm = 0.35};
    int last = -1;

    for (int first = 0, end; first < spark->n; first = MAX(end, first + 1)) {
        for (end = first; end < spark->n && !isnan(spark->values[end]); end++)
            if (end > first && crosses_break(spark->breaks, spark->n_breaks,
                                             spark->years[end - 1], spark->years[end]))
                break;
        if (end - first > 1)
            sr_drawing_lines(drawing, points + first, end - first, line);
        if (end > first)
            last = end - 1;
    }
    if (last >= 0)
        sr_drawing_circle(drawing, points[last], radius, &look->accent, NULL);
}

SrDrawing *
sr_chart_sparkline(const SrLook *look, const SrSparkline *spark, GError **error)
{
    g_autoptr(SrDrawing) drawing = sr_drawing_new(look->fonts);
    SrPen rule = {.color = look->second, .width_mm = look->hairline_mm};
    SrAxis axis = {.least = NAN, .greatest = NAN};
    SrBox box_mm = spark->box_mm;
    int n = spark->n;
    g_autofree SrPoint *points = g_new(SrPoint, n + 1);
    double radius = 0.6;

    if (box_mm.x1 - box_mm.x0 < 4 || box_mm.y1 - box_mm.y0 < 2) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("a sparkline needs 4 x 2 mm, and has %.1f x %.1f mm"),
                    box_mm.x1 - box_mm.x0, box_mm.y1 - box_mm.y0);
        return NULL;
    }
    sr_axis_span(spark->values, n, &axis.least, &axis.greatest);
    sr_axis_span(&spark->benchmark, 1, &axis.least, &axis.greatest);
    if (isnan(axis.least))
        return g_steal_pointer(&drawing);
    if (axis.greatest <= axis.least) {
        axis.least -= 1;
        axis.greatest += 1;
    }
    double top = box_mm.y0 + radius;
    double bottom = box_mm.y1 - radius;
    if (!isnan(spark->benchmark)) {
        double y = sr_axis_place(&axis, spark->benchmark, bottom, top);
        sr_drawing_line(drawing, (SrPoint){box_mm.x0, y}, (SrPoint){box_mm.x1, y}, rule);
    }
    double years = MAX(spark->years[n - 1] - spark->years[0], 1);
    double step = (box_mm.x1 - box_mm.x0 - 2 * radius) / years;
    for (int i = 0; i < n; i++)
        points[i] =
            (SrPoint){box_mm.x0 + radius + (spark->years[i] - spark->years[0]) * step,
                      isnan(spark->values[i])
                          ? NAN
                          : sr_axis_place(&axis, spark->values[i], bottom, top)};
    draw_pieces(drawing, look, spark, points, radius);
    return g_steal_pointer(&drawing);
}
