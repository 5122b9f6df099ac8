/* Scatter charts of chart.h. */
#include "draw/axis.h"
#include "draw/chart.h"

#include "base/error.h"
#include "base/number.h"

#include <glib/gi18n.h>
#include <math.h>

#define DOT_MM 1.1
#define LARGEST_DOT_MM 4.5
#define LEAST_PLOT_MM 30.0
#define CLEAR_MM 0.5 /* around a name */

typedef struct {
    const SrLook *look;
    const SrScatterChart *chart;
    SrDrawing *drawing;
    SrChartType type;
    SrBox plot;
    SrAxis x, y;
    double largest; /* size of the largest point */
    GArray *dots;   /* of SrBox */
    GArray *words;  /* of SrBox */
} Scatter;

static bool
is_drawn(const SrScatterPoint *point)
{
    return !isnan(point->x) && !isnan(point->y);
}

static SrPoint
place(const Scatter *self, double x, double y)
{
    return (SrPoint){sr_axis_place(&self->x, x, self->plot.x0, self->plot.x1),
                     sr_axis_place(&self->y, y, self->plot.y1, self->plot.y0)};
}

/* Areas of dots are as sizes; nothing is smaller than can be seen. */
static double
radius_of(const Scatter *self, const SrScatterPoint *point)
{
    if (point->size <= 0 || self->largest <= 0)
        return DOT_MM;
    return MAX(LARGEST_DOT_MM * sqrt(point->size / self->largest), 0.6);
}

static void
make_axes(Scatter *self)
{
    double span[4] = {NAN, NAN, NAN, NAN};

    for (int i = 0; i < self->chart->n_points; i++) {
        const SrScatterPoint *point = &self->chart->points[i];

        if (!is_drawn(point))
            continue;
        sr_axis_span(&point->x, 1, &span[0], &span[1]);
        sr_axis_span(&point->y, 1, &span[2], &span[3]);
        self->largest = MAX(self->largest, point->size);
    }
    sr_axis_span(&self->chart->x_benchmark.value, 1, &span[0], &span[1]);
    sr_axis_span(&self->chart->y_benchmark.value, 1, &span[2], &span[3]);
    self->x = sr_axis_make(span[0], span[1], 5, false);
    self->y = sr_axis_make(span[2], span[3], 5, false);
}

static char *
tick_text(const Scatter *self, const SrAxis *axis, int i)
{
    return sr_number_format(sr_axis_tick(axis, i), axis->decimals, self->look->language);
}

static bool
lay_out_plot(Scatter *self, GError **error)
{
    SrBox box = self->chart->box_mm;
    double left = 0;

    for (int i = 0; i < self->y.n_ticks; i++) {
        g_autofree char *text = tick_text(self, &self->y, i);
        left = MAX(left,
                   sr_text_measure(self->look->fonts, &self->type.muted, text).width_mm);
    }
    self->plot = (SrBox){box.x0 + left + 2.5, box.y0 + 2.1 * self->type.size_mm,
                         box.x1 - 4, box.y1 - 3.2 * self->type.size_mm};
    if (self->plot.x1 - self->plot.x0 >= LEAST_PLOT_MM &&
        self->plot.y1 - self->plot.y0 >= LEAST_PLOT_MM)
        return true;
    g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                _("a scatter chart does not fit into %.0f x %.0f mm"), box.x1 - box.x0,
                box.y1 - box.y0);
    return false;
}

static void
draw_axes(Scatter *self)
{
    SrPen grid = {.color = sr_color_mix(self->look->rule, SR_COLOR_WHITE, 0.5),
                  .width_mm = self->look->hairline_mm};

    for (int i = 0; i < self->x.n_ticks; i++) {
        g_autofree char *text = tick_text(self, &self->x, i);
        double x = place(self, sr_axis_tick(&self->x, i), self->y.least).x;

        sr_drawing_line(self->drawing, (SrPoint){x, self->plot.y0},
                        (SrPoint){x, self->plot.y1}, grid);
        sr_drawing_text(self->drawing, &self->type.muted, text,
                        (SrPoint){x, self->plot.y1 + 1.3 * self->type.size_mm},
                        SR_ALIGN_CENTER);
    }
    for (int i = 0; i < self->y.n_ticks; i++) {
        g_autofree char *text = tick_text(self, &self->y, i);
        double y = place(self, self->x.least, sr_axis_tick(&self->y, i)).y;

        sr_drawing_line(self->drawing, (SrPoint){self->plot.x0, y},
                        (SrPoint){self->plot.x1, y}, grid);
        sr_drawing_text(self->drawing, &self->type.muted, text,
                        (SrPoint){self->plot.x0 - 1.5, y + self->type.cap_mm / 2},
                        SR_ALIGN_RIGHT);
    }
    sr_drawing_text(
        self->drawing, &self->type.plain, self->chart->x_title,
        (SrPoint){self->plot.x1, self->chart->box_mm.y1 - 0.3 * self->type.size_mm},
        SR_ALIGN_RIGHT);
    sr_drawing_text(self->drawing, &self->type.plain, self->chart->y_title,
                    (SrPoint){self->chart->box_mm.x0,
                              self->chart->box_mm.y0 + 0.9 * self->type.size_mm},
                    SR_ALIGN_LEFT);
}

/* The values of the Kreis across, named at the far ends. */
static void
draw_benchmarks(Scatter *self)
{
    SrPen pen = {
        .color = self->look->accent, .width_mm = 0.3, .dash_mm = 1.2, .gap_mm = 0.7};
    SrTextStyle style = self->type.plain;
    style.color = self->look->accent;

    for (int across = 0; across < 2; across++) {
        const SrBenchmark *mark =
            across == 0 ? &self->chart->x_benchmark : &self->chart->y_benchmark;
        if (isnan(mark->value))
            continue;
        SrPoint at = across == 0 ? place(self, mark->value, self->y.greatest)
                                 : place(self, self->x.greatest, mark->value);
        SrPoint from =
            across == 0 ? (SrPoint){at.x, self->plot.y1} : (SrPoint){self->plot.x0, at.y};
        sr_drawing_line(self->drawing, from, at, pen);
        if (mark->label == NULL)
            continue;
        SrPoint baseline = across == 0 ? (SrPoint){at.x + 0.8, at.y + self->type.size_mm}
                                       : (SrPoint){at.x - 0.5, at.y - 0.8};
        double width = sr_text_measure(self->look->fonts, &style, mark->label).width_mm;
        SrAlign anchor = across == 0 && baseline.x + width < self->plot.x1
                             ? SR_ALIGN_LEFT
                             : SR_ALIGN_RIGHT;
        if (across == 0 && anchor == SR_ALIGN_RIGHT)
            baseline.x = at.x - 0.8;
        sr_drawing_text(self->drawing, &style, mark->label, baseline, anchor);
        const SrPart *label =
            sr_drawing_part(self->drawing, sr_drawing_n_parts(self->drawing) - 1);
        g_array_append_val(self->words, label->box_mm);
    }
}

static bool
meets_any(const GArray *boxes, SrBox box, int except)
{
    for (guint i = 0; i < boxes->len; i++)
        if ((int)i != except && sr_box_overlaps(g_array_index(boxes, SrBox, i), box))
            return true;
    return false;
}

static bool
is_free(const Scatter *self, SrBox box, int own, bool over_dots)
{
    return box.x0 >= self->plot.x0 && box.y0 >= self->plot.y0 &&
           box.x1 <= self->chart->box_mm.x1 && box.y1 <= self->plot.y1 &&
           !meets_any(self->words, box, -1) &&
           (over_dots || !meets_any(self->dots, box, own));
}

/*
 * Tries the places around the dot, the right side first; no room: no name. Only a strong
 * point's name may lie on other dots.
 */
static void
name_point(Scatter *self, const SrScatterPoint *point, int own)
{
    SrTextStyle style = point->strong ? self->type.bold : self->type.plain;
    double width = sr_text_measure(self->look->fonts, &style, point->name).width_mm;
    SrPoint at = place(self, point->x, point->y);
    double r = radius_of(self, point) + 0.7;
    double low = self->type.cap_mm;
    const SrPoint places[] = {{at.x + r, at.y + low / 2},
                              {at.x - r - width, at.y + low / 2},
                              {at.x - width / 2, at.y - r},
                              {at.x - width / 2, at.y + r + low},
                              {at.x + 0.7 * r, at.y - 0.7 * r},
                              {at.x + 0.7 * r, at.y + 0.7 * r + low},
                              {at.x - 0.7 * r - width, at.y - 0.7 * r},
                              {at.x - 0.7 * r - width, at.y + 0.7 * r + low}};

    style.halo_mm = 0.4; /* lines of the grid run behind names */
    style.halo_color = SR_COLOR_WHITE;
    size_t n_tries = G_N_ELEMENTS(places) * (point->strong ? 2 : 1);
    for (size_t try = 0; try < n_tries; try++) {
        size_t i = try % G_N_ELEMENTS(places);
        SrBox box = {places[i].x - CLEAR_MM, places[i].y - low - CLEAR_MM,
                     places[i].x + width + CLEAR_MM, places[i].y + 0.3 * low + CLEAR_MM};

        if (!is_free(self, box, own, try >= G_N_ELEMENTS(places)))
            continue;
        sr_drawing_text(self->drawing, &style, point->name, places[i], SR_ALIGN_LEFT);
        g_array_append_val(self->words, box);
        return;
    }
}

/* The farther from the middle of all, the more worth a name; strong ones first. */
static double
worth(const Scatter *self, const SrScatterPoint *point)
{
    SrPoint at = place(self, point->x, point->y);
    double dx = at.x - (self->plot.x0 + self->plot.x1) / 2;
    double dy = at.y - (self->plot.y0 + self->plot.y1) / 2;

    return hypot(dx, dy) + (point->strong ? 1e6 : 0);
}

/* Sorts indices of points by what @key says of them, greatest first; ties keep order. */
static void
sort_points(const Scatter *self, int *order, int n,
            double (*key)(const Scatter *self, const SrScatterPoint *point))
{
    for (int i = 1; i < n; i++) {
        int moved = order[i];
        double own = key(self, &self->chart->points[moved]);
        int k = i;

        for (; k > 0 && key(self, &self->chart->points[order[k - 1]]) < own; k--)
            order[k] = order[k - 1];
        order[k] = moved;
    }
}

/* Large dots first, so that small ones lie on them and are seen. */
static void
draw_points(Scatter *self)
{
    g_autofree int *order = g_new(int, self->chart->n_points + 1);
    g_autofree int *boxes = g_new(int, self->chart->n_points + 1);
    int n = 0;

    for (int i = 0; i < self->chart->n_points; i++)
        if (is_drawn(&self->chart->points[i]))
            order[n++] = i;
    sort_points(self, order, n, radius_of);
    for (int k = 0; k < n; k++) {
        const SrScatterPoint *point = &self->chart->points[order[k]];
        SrPen rim = {.color = sr_color_mix(point->fill, self->look->ink, 0.4),
                     .width_mm = self->look->hairline_mm};
        SrPoint at = place(self, point->x, point->y);
        double r = radius_of(self, point);

        sr_drawing_circle(self->drawing, at, r, &point->fill, &rim);
        SrBox box = {at.x - r, at.y - r, at.x + r, at.y + r};
        boxes[order[k]] = (int)self->dots->len;
        g_array_append_val(self->dots, box);
    }
    sort_points(self, order, n, worth);
    for (int k = 0; k < n; k++)
        if (self->chart->points[order[k]].name != NULL)
            name_point(self, &self->chart->points[order[k]], boxes[order[k]]);
}

SrDrawing *
sr_chart_scatter(const SrLook *look, const SrScatterChart *chart, GError **error)
{
    g_autoptr(SrDrawing) drawing = sr_drawing_new(look->fonts);
    g_autoptr(GArray) dots = g_array_new(FALSE, FALSE, sizeof(SrBox));
    g_autoptr(GArray) words = g_array_new(FALSE, FALSE, sizeof(SrBox));
    Scatter self = {
        .look = look,
        .chart = chart,
        .drawing = drawing,
        .type = sr_look_chart_type(look),
        .dots = dots,
        .words = words,
    };

    make_axes(&self);
    if (!lay_out_plot(&self, error))
        return NULL;
    draw_axes(&self);
    draw_benchmarks(&self);
    draw_points(&self);
    return g_steal_pointer(&drawing);
}
