/* Population pyramids of chart.h. */
#include "draw/axis.h"
#include "draw/chart.h"

#include "base/error.h"
#include "base/number.h"

#include <glib/gi18n.h>
#include <math.h>

#define AREA_SHARE 0.6 /* of the width, at most, for the name of the area */
#define LEAST_HALF_MM 18.0
#define LEAST_BAND_MM 0.35
#define BAND_SHARE 0.86 /* of a band's height that its bar takes */

typedef struct {
    const SrLook *look;
    const SrPyramidChart *chart;
    SrDrawing *drawing;
    SrChartType type;
    double band_mm;   /* height of a band */
    double middle_mm; /* width of the ages in the middle */
    double top, bottom;
    double left, inner_left, inner_right, right; /* of the two halves */
    SrAxis axis;
} Pyramid;

static double
width_of(const Pyramid *self, const SrTextStyle *style, const char *text)
{
    return sr_text_measure(self->look->fonts, style, text).width_mm;
}

static double
place(const Pyramid *self, bool male, double value)
{
    return male ? sr_axis_place(&self->axis, value, self->inner_left, self->left)
                : sr_axis_place(&self->axis, value, self->inner_right, self->right);
}

static double
band_top(const Pyramid *self, int band)
{
    return self->bottom - (band + 1) * self->band_mm;
}

static void
draw_bars(Pyramid *self, bool male)
{
    const double *values = male ? self->chart->male : self->chart->female;
    double gap = self->band_mm * (1 - BAND_SHARE) / 2;
    /* Sides differ by place and name; the tint only helps. */
    SrColor fill =
        male ? self->look->fill : sr_color_mix(self->look->fill, SR_COLOR_WHITE, 0.35);

    for (int i = 0; i < self->chart->n_bands; i++) {
        if (isnan(values[i]) || values[i] <= 0)
            continue;
        double zero = place(self, male, 0);
        double end = place(self, male, values[i]);
        double top = band_top(self, i);
        sr_drawing_box(
            self->drawing,
            (SrBox){MIN(zero, end), top + gap, MAX(zero, end), top + self->band_mm - gap},
            fill);
    }
}

/* The Kreis's shares as a line of steps from the foot to the tip. */
static void
draw_outline(Pyramid *self, bool male)
{
    const double *values = male ? self->chart->male_outline : self->chart->female_outline;
    SrPen pen = {.color = self->look->ink, .width_mm = 0.35, .join = SR_JOIN_MITER};
    g_autofree SrPoint *points = g_new(SrPoint, 2 * self->chart->n_bands + 2);
    int n = 0;

    if (values == NULL)
        return;
    points[n++] = (SrPoint){place(self, male, 0), self->bottom};
    for (int i = 0; i < self->chart->n_bands; i++) {
        double x = place(self, male, isnan(values[i]) ? 0 : values[i]);

        points[n++] = (SrPoint){x, band_top(self, i) + self->band_mm};
        points[n++] = (SrPoint){x, band_top(self, i)};
    }
    points[n] = (SrPoint){place(self, male, 0), band_top(self, self->chart->n_bands - 1)};
    sr_drawing_lines(self->drawing, points, n + 1, pen);
}

/* As many ages in the middle as have room, from the youngest up. */
static void
draw_ages(Pyramid *self)
{
    double x = (self->inner_left + self->inner_right) / 2;
    double taken = G_MAXDOUBLE;

    for (int i = 0; i < self->chart->n_bands; i++) {
        double middle = band_top(self, i) + self->band_mm / 2;

        if (self->chart->bands[i][0] == '\0' || middle + 0.6 * self->type.size_mm > taken)
            continue;
        sr_drawing_text(self->drawing, &self->type.muted, self->chart->bands[i],
                        (SrPoint){x, middle + self->type.cap_mm / 2}, SR_ALIGN_CENTER);
        taken = middle - 0.6 * self->type.size_mm;
    }
}

/* "4", the outermost "6 %". */
static char *
tick_text(const Pyramid *self, int i)
{
    char *number = sr_number_format(sr_axis_tick(&self->axis, i), self->axis.decimals,
                                    self->look->language);

    if (i + 1 < self->axis.n_ticks)
        return number;
    char *text = g_strconcat(number, "\u00a0%", NULL);
    g_free(number);
    return text;
}

static void
draw_axes(Pyramid *self)
{
    SrPen grid = sr_look_grid_pen(self->look);
    SrPen base = sr_look_base_pen(self->look);

    for (int side = 0; side < 2; side++)
        for (int i = 0; i < self->axis.n_ticks; i++) {
            double x = place(self, side == 0, sr_axis_tick(&self->axis, i));
            g_autofree char *text = tick_text(self, i);

            sr_drawing_line(self->drawing, (SrPoint){x, self->top},
                            (SrPoint){x, self->bottom}, i == 0 ? base : grid);
            sr_drawing_text(self->drawing, &self->type.muted, text,
                            (SrPoint){x, self->bottom + 1.2 * self->type.size_mm},
                            SR_ALIGN_CENTER);
        }
}

/* Who stands at which side, and what bar and line are. */
static void
draw_titles(Pyramid *self)
{
    const SrPyramidChart *chart = self->chart;
    double y = chart->box_mm.y0 + self->type.size_mm;
    double x = chart->box_mm.x0;
    double key_mm = 4;
    SrPen pen = {.color = self->look->ink, .width_mm = 0.35};

    /* The whole has its name in the other half. */
    g_autofree char *area =
        sr_text_fit(self->look->fonts, &self->type.plain, chart->area_title,
                    (chart->box_mm.x1 - chart->box_mm.x0) * AREA_SHARE - key_mm - 1.2);

    sr_drawing_box(self->drawing, (SrBox){x, y - self->type.cap_mm, x + key_mm, y},
                   self->look->fill);
    sr_drawing_text(self->drawing, &self->type.plain, area,
                    (SrPoint){x + key_mm + 1.2, y}, SR_ALIGN_LEFT);
    if (chart->male_outline != NULL && chart->outline_title != NULL) {
        x += key_mm + 1.2 + width_of(self, &self->type.plain, area) + 5;
        sr_drawing_line(self->drawing, (SrPoint){x, y - self->type.cap_mm / 2},
                        (SrPoint){x + key_mm, y - self->type.cap_mm / 2}, pen);
        sr_drawing_text(self->drawing, &self->type.plain, chart->outline_title,
                        (SrPoint){x + key_mm + 1.2, y}, SR_ALIGN_LEFT);
    }
    y += 1.9 * self->type.size_mm;
    sr_drawing_text(self->drawing, &self->type.bold, chart->male_title,
                    (SrPoint){self->inner_left, y}, SR_ALIGN_RIGHT);
    sr_drawing_text(self->drawing, &self->type.bold, chart->female_title,
                    (SrPoint){self->inner_right, y}, SR_ALIGN_LEFT);
}

static bool
lay_out(Pyramid *self, GError **error)
{
    const SrPyramidChart *chart = self->chart;
    SrBox box = chart->box_mm;
    g_autofree char *outermost = tick_text(self, self->axis.n_ticks - 1);
    double edge = width_of(self, &self->type.muted, outermost) / 2;

    for (int i = 0; i < chart->n_bands; i++)
        self->middle_mm =
            MAX(self->middle_mm, width_of(self, &self->type.muted, chart->bands[i]));
    self->top = box.y0 + 3.5 * self->type.size_mm;
    self->bottom = box.y1 - 1.6 * self->type.size_mm;
    self->band_mm = (self->bottom - self->top) / chart->n_bands;
    self->left = box.x0 + edge;
    self->right = box.x1 - edge;
    double half = (self->right - self->left - self->middle_mm - 3) / 2;
    self->inner_left = self->left + half;
    self->inner_right = self->right - half;
    if (half >= LEAST_HALF_MM && self->band_mm >= LEAST_BAND_MM)
        return true;
    g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                _("a pyramid of %d ages does not fit into %.0f x %.0f mm"),
                chart->n_bands, box.x1 - box.x0, box.y1 - box.y0);
    return false;
}

SrDrawing *
sr_chart_pyramid(const SrLook *look, const SrPyramidChart *chart, GError **error)
{
    g_autoptr(SrDrawing) drawing = sr_drawing_new(look->fonts);
    Pyramid self = {
        .look = look,
        .chart = chart,
        .drawing = drawing,
        .type = sr_look_chart_type(look),
    };
    const double *all[] = {chart->male, chart->female, chart->male_outline,
                           chart->female_outline};
    double low = NAN;
    double high = NAN;

    if (chart->n_bands == 0)
        return g_steal_pointer(&drawing);
    for (size_t i = 0; i < G_N_ELEMENTS(all); i++)
        if (all[i] != NULL)
            sr_axis_span(all[i], chart->n_bands, &low, &high);
    self.axis = sr_axis_make(low, high, 3, true);
    if (!lay_out(&self, error))
        return NULL;
    draw_axes(&self);
    for (int side = 0; side < 2; side++) {
        draw_bars(&self, side == 0);
        draw_outline(&self, side == 0);
    }
    draw_ages(&self);
    draw_titles(&self);
    return g_steal_pointer(&drawing);
}
