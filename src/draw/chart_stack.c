/* Stacked bars of chart.h. */
#include "draw/chart.h"

#include "base/error.h"

#include <glib/gi18n.h>
#include <math.h>

#define ROW 1.9 /* comfortable height of a row, in sizes of type */
#define GAP_MM 2.5
#define KEY_MM 3.0 /* a square of the key */
#define LEAST_BAR_MM 25.0
#define RIM_MM 0.3 /* around figures on a colour between light and dark */

typedef struct {
    const SrLook *look;
    const SrStackChart *chart;
    SrDrawing *drawing;
    SrChartType type;
    double row_mm;
    double label_mm, total_mm; /* widths */
    double left, right;        /* of the bars */
    double longest;            /* sum that fills the width */
} Stack;

static double
width_of(const Stack *self, const SrTextStyle *style, const char *text)
{
    return sr_text_measure(self->look->fonts, style, text).width_mm;
}

/* The sum of the parts, or NAN where one has no value. */
static double
sum_of(const SrStackChart *chart, const SrStack *stack)
{
    double sum = 0;

    for (int p = 0; p < chart->n_parts; p++)
        sum += stack->parts[p];
    return sum;
}

static void
measure(Stack *self)
{
    for (int i = 0; i < self->chart->n_stacks; i++) {
        const SrStack *stack = &self->chart->stacks[i];
        const SrTextStyle *style = stack->strong ? &self->type.bold : &self->type.plain;
        double sum = sum_of(self->chart, stack);

        self->label_mm = MAX(self->label_mm, width_of(self, style, stack->label));
        if (stack->total != NULL)
            self->total_mm = MAX(self->total_mm, width_of(self, style, stack->total));
        if (!isnan(sum))
            self->longest = MAX(self->longest, sum);
    }
}

/* Squares and names, over as many lines as they need. Returns: the height in mm. */
static double
draw_key(Stack *self, bool dry)
{
    SrBox box = self->chart->box_mm;
    double x = box.x0;
    double y = box.y0 + self->type.size_mm;
    SrPen rim = {.color = self->look->muted,
                 .width_mm = self->look->hairline_mm,
                 .join = SR_JOIN_MITER};

    for (int p = 0; p < self->chart->n_parts; p++) {
        double width =
            KEY_MM + 1.2 + width_of(self, &self->type.plain, self->chart->names[p]);

        if (x > box.x0 && x + width > box.x1) {
            x = box.x0;
            y += 1.5 * self->type.size_mm;
        }
        if (!dry) {
            sr_drawing_rimmed_box(self->drawing,
                                  (SrBox){x, y - self->type.cap_mm, x + KEY_MM, y},
                                  self->chart->colors[p], rim);
            sr_drawing_text(self->drawing, &self->type.plain, self->chart->names[p],
                            (SrPoint){x + KEY_MM + 1.2, y}, SR_ALIGN_LEFT);
        }
        x += width + 5;
    }
    return y - box.y0 + self->type.size_mm;
}

static void
draw_parts(Stack *self, const SrStack *stack, double scale, double y, double half)
{
    double x = self->left;
    SrPen rim = {.color = SR_COLOR_WHITE, .width_mm = 0.25, .join = SR_JOIN_MITER};

    for (int p = 0; p < self->chart->n_parts; p++) {
        double width = stack->parts[p] * scale;
        SrTextStyle style = self->type.plain;

        if (width <= 0)
            continue;
        sr_drawing_rimmed_box(self->drawing, (SrBox){x, y - half, x + width, y + half},
                              self->chart->colors[p], rim);
        style.color = sr_color_ink(self->chart->colors[p]);
        style.halo_color = sr_color_rim(style.color, self->chart->colors[p]);
        style.halo_mm = sr_color_contrast(style.color, self->chart->colors[p]) <
                                SR_COLOR_CLEAR_CONTRAST
                            ? RIM_MM
                            : 0;
        if (stack->texts != NULL && stack->texts[p] != NULL &&
            width_of(self, &style, stack->texts[p]) + 1.4 <= width)
            sr_drawing_text(self->drawing, &style, stack->texts[p],
                            (SrPoint){x + width / 2, y + self->type.cap_mm / 2},
                            SR_ALIGN_CENTER);
        x += width;
    }
    if (stack->total != NULL)
        sr_drawing_text(self->drawing,
                        stack->strong ? &self->type.bold : &self->type.plain,
                        stack->total, (SrPoint){x + GAP_MM, y + self->type.cap_mm / 2},
                        SR_ALIGN_LEFT);
}

static void
draw_row(Stack *self, const SrStack *stack, double top)
{
    double y = top + self->row_mm / 2;
    double sum = sum_of(self->chart, stack);
    double longest = self->chart->shares ? sum : self->longest;

    sr_drawing_text(
        self->drawing, stack->strong ? &self->type.bold : &self->type.plain, stack->label,
        (SrPoint){self->chart->box_mm.x0, y + self->type.cap_mm / 2}, SR_ALIGN_LEFT);
    if (isnan(sum)) {
        if (stack->sign != NULL)
            sr_drawing_text(self->drawing, &self->type.muted, stack->sign,
                            (SrPoint){self->left, y + self->type.cap_mm / 2},
                            SR_ALIGN_LEFT);
        return;
    }
    double scale = longest > 0 ? (self->right - self->left) / longest : 0;
    draw_parts(self, stack, scale, y,
               MIN(self->row_mm * 0.36, self->type.size_mm * 0.72));
}

SrDrawing *
sr_chart_stacks(const SrLook *look, const SrStackChart *chart, GError **error)
{
    g_autoptr(SrDrawing) drawing = sr_drawing_new(look->fonts);
    Stack self = {
        .look = look,
        .chart = chart,
        .drawing = drawing,
        .type = sr_look_chart_type(look),
    };
    SrBox box = chart->box_mm;

    if (chart->n_stacks == 0)
        return g_steal_pointer(&drawing);
    measure(&self);
    double key = draw_key(&self, true);
    self.row_mm =
        MIN((box.y1 - box.y0 - key) / chart->n_stacks, ROW * 1.25 * self.type.size_mm);
    self.left = box.x0 + self.label_mm + GAP_MM;
    self.right = box.x1 - (self.total_mm > 0 ? self.total_mm + GAP_MM : 0);
    if (self.row_mm < 1.15 * self.type.size_mm || self.right - self.left < LEAST_BAR_MM) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("%d stacked bars do not fit into %.0f x %.0f mm"), chart->n_stacks,
                    box.x1 - box.x0, box.y1 - box.y0);
        return NULL;
    }
    draw_key(&self, false);
    for (int i = 0; i < chart->n_stacks; i++)
        draw_row(&self, &chart->stacks[i], box.y0 + key + i * self.row_mm);
    return g_steal_pointer(&drawing);
}
