/* Spine charts of chart.h. */
#include "draw/chart.h"

#include "base/error.h"

#include <glib/gi18n.h>
#include <math.h>

#define ROW 1.75 /* comfortable height of a row, in sizes of type */
#define GAP_MM 3.0
#define LEAST_SPINE_MM 30.0
#define MARK_MM 1.15

typedef struct {
    const SrLook *look;
    const SrSpineChart *chart;
    SrDrawing *drawing;
    SrChartType type;
    double row_mm, head_mm;
    double label_mm, text_mm, benchmark_mm; /* widths of the columns of words */
    double left, right;                     /* of the spines */
} Spine;

static double
width_of(const Spine *self, const SrTextStyle *style, const char *text)
{
    return sr_text_measure(self->look->fonts, style, text).width_mm;
}

static void
measure(Spine *self)
{
    const SrSpineChart *chart = self->chart;

    self->text_mm = width_of(self, &self->type.bold, chart->area_title);
    self->benchmark_mm = width_of(self, &self->type.muted, chart->benchmark_title);
    for (int i = 0; i < chart->n_rows; i++) {
        const SrSpineRow *row = &chart->rows[i];

        self->label_mm =
            MAX(self->label_mm, width_of(self, &self->type.plain, row->label));
        self->text_mm = MAX(self->text_mm, width_of(self, &self->type.bold, row->text));
        self->benchmark_mm = MAX(self->benchmark_mm,
                                 width_of(self, &self->type.muted, row->benchmark_text));
    }
}

/*
 * Each row has a scale of its own: the Kreis in the middle, the farther of least,
 * greatest and the figure itself at the edge, so that rows can be compared.
 */
static double
place(const Spine *self, const SrSpineRow *row, double value)
{
    double middle = (self->left + self->right) / 2;
    double half = (self->right - self->left) / 2;
    const double others[] = {row->least, row->greatest, row->value};
    double reach = 0;

    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        if (!isnan(others[i]))
            reach = MAX(reach, fabs(others[i] - row->benchmark));
    double share = reach > 0 ? (value - row->benchmark) / reach : 0;

    return middle + CLAMP(share, -1, 1) * half;
}

static void
draw_mark(Spine *self, const SrSpineRow *row, double x, double y)
{
    SrPen rim = {.color = self->look->ink, .width_mm = 0.3};
    SrColor half_dark = sr_color_mix(self->look->ink, SR_COLOR_WHITE, 0.3);
    SrColor white = SR_COLOR_WHITE;
    SrPen paper = {.color = SR_COLOR_WHITE, .width_mm = 0.3};
    double d = row->verdict == SR_SPINE_LOWER ? -1.3 * MARK_MM : 1.3 * MARK_MM;
    SrPoint triangle[3] = {
        {x - d * 0.7, y - 1.25 * MARK_MM}, {x + d, y}, {x - d * 0.7, y + 1.25 * MARK_MM}};

    switch (row->verdict) {
    case SR_SPINE_NONE:
        sr_drawing_circle(self->drawing, (SrPoint){x, y}, MARK_MM, &white, &rim);
        break;
    case SR_SPINE_SIMILAR:
        sr_drawing_circle(self->drawing, (SrPoint){x, y}, MARK_MM, &half_dark, &paper);
        break;
    case SR_SPINE_HIGHER:
    case SR_SPINE_LOWER:
        sr_drawing_polygon(self->drawing, triangle, 3, self->look->ink);
        break;
    }
}

static void
draw_row(Spine *self, const SrSpineRow *row, double y)
{
    double middle = y + self->row_mm / 2;
    double baseline = middle + self->type.cap_mm / 2;
    double half = self->row_mm * 0.27;
    double x = self->chart->box_mm.x0;
    SrColor pale = sr_color_mix(self->look->second, SR_COLOR_WHITE, 0.72);
    SrColor band = sr_color_mix(self->look->second, SR_COLOR_WHITE, 0.35);

    sr_drawing_text(self->drawing, &self->type.plain, row->label, (SrPoint){x, baseline},
                    SR_ALIGN_LEFT);
    x += self->label_mm + GAP_MM + self->text_mm;
    sr_drawing_text(self->drawing, &self->type.bold, row->text, (SrPoint){x, baseline},
                    SR_ALIGN_RIGHT);
    x += GAP_MM + self->benchmark_mm;
    sr_drawing_text(self->drawing, &self->type.muted, row->benchmark_text,
                    (SrPoint){x, baseline}, SR_ALIGN_RIGHT);
    if (isnan(row->least) || isnan(row->greatest) || isnan(row->benchmark))
        return;
    sr_drawing_box(self->drawing,
                   (SrBox){place(self, row, row->least), middle - half,
                           place(self, row, row->greatest), middle + half},
                   pale);
    if (!isnan(row->lower_quartile) && !isnan(row->upper_quartile))
        sr_drawing_box(self->drawing,
                       (SrBox){place(self, row, row->lower_quartile), middle - half,
                               place(self, row, row->upper_quartile), middle + half},
                       band);
}

static void
draw_head(Spine *self)
{
    const SrSpineChart *chart = self->chart;
    double y = chart->box_mm.y0 + self->type.size_mm;
    double x = chart->box_mm.x0 + self->label_mm + GAP_MM + self->text_mm;

    sr_drawing_text(self->drawing, &self->type.bold, chart->area_title, (SrPoint){x, y},
                    SR_ALIGN_RIGHT);
    x += GAP_MM + self->benchmark_mm;
    sr_drawing_text(self->drawing, &self->type.muted, chart->benchmark_title,
                    (SrPoint){x, y}, SR_ALIGN_RIGHT);
    sr_drawing_text(self->drawing, &self->type.muted, chart->lower_title,
                    (SrPoint){self->left, y}, SR_ALIGN_LEFT);
    sr_drawing_text(self->drawing, &self->type.muted, chart->higher_title,
                    (SrPoint){self->right, y}, SR_ALIGN_RIGHT);
}

double
sr_chart_spine_height(const SrLook *look, int n_rows)
{
    return (n_rows * ROW + 1.9) * look->chart_pt * SR_MM_PER_PT;
}

static bool
fits(Spine *self, GError **error)
{
    SrBox box = self->chart->box_mm;
    double words = width_of(self, &self->type.muted, self->chart->lower_title) +
                   width_of(self, &self->type.muted, self->chart->higher_title) + GAP_MM;

    if (self->row_mm >= 1.2 * self->type.size_mm &&
        self->right - self->left >= MAX(LEAST_SPINE_MM, words))
        return true;
    g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                _("a spine chart of %d rows does not fit into %.0f x %.0f mm"),
                self->chart->n_rows, box.x1 - box.x0, box.y1 - box.y0);
    return false;
}

SrDrawing *
sr_chart_spine(const SrLook *look, const SrSpineChart *chart, GError **error)
{
    g_autoptr(SrDrawing) drawing = sr_drawing_new(look->fonts);
    Spine self = {
        .look = look,
        .chart = chart,
        .drawing = drawing,
        .type = sr_look_chart_type(look),
    };
    SrBox box = chart->box_mm;

    if (chart->n_rows == 0)
        return g_steal_pointer(&drawing);
    self.head_mm = 1.9 * self.type.size_mm;
    self.row_mm =
        MIN((box.y1 - box.y0 - self.head_mm) / chart->n_rows, 2.2 * self.type.size_mm);
    measure(&self);
    self.left =
        box.x0 + self.label_mm + self.text_mm + self.benchmark_mm + 3 * GAP_MM + MARK_MM;
    self.right = box.x1 - MARK_MM;
    if (!fits(&self, error))
        return NULL;
    draw_head(&self);
    double top = box.y0 + self.head_mm;
    for (int i = 0; i < chart->n_rows; i++)
        draw_row(&self, &chart->rows[i], top + i * self.row_mm);
    double middle = (self.left + self.right) / 2;
    SrPen pen = {.color = look->accent, .width_mm = 0.35};
    sr_drawing_line(drawing, (SrPoint){middle, top},
                    (SrPoint){middle, top + chart->n_rows * self.row_mm}, pen);
    for (int i = 0; i < chart->n_rows; i++)
        if (!isnan(chart->rows[i].value) && !isnan(chart->rows[i].benchmark))
            draw_mark(&self, &chart->rows[i],
                      place(&self, &chart->rows[i], chart->rows[i].value),
                      top + (i + 0.5) * self.row_mm);
    return g_steal_pointer(&drawing);
}
