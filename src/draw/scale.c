#include "draw/map.h"

#include "base/number.h"

#include <glib/gi18n.h>
#include <math.h>

#define BAR_MM 1.2

double
sr_view_denominator(const SrView *view)
{
    return 1000 / view->mm_per_unit;
}

double
sr_scale_length_m(const SrView *view, double most_mm)
{
    double most_m = most_mm / view->mm_per_unit;
    double power = pow(10, floor(log10(most_m)));
    double rest = most_m / power;

    /* The small excess keeps a length that just fits from being lost by rounding. */
    return power * (rest >= 5 - 1e-9 ? 5 : rest >= 2 - 1e-9 ? 2 : 1);
}

void
sr_scale_draw(SrCanvas *canvas, SrFonts *fonts, const SrStyle *style, const SrView *view,
              SrPoint at_mm, double most_mm, const char *language)
{
    double length_m = sr_scale_length_m(view, most_mm);
    double length_mm = length_m * view->mm_per_unit;
    bool is_km = length_m >= 1000;
    double figure = is_km ? length_m / 1000 : length_m;
    g_autofree char *number = sr_number_format(figure, 0, language);
    /* A no-break space stands before a unit. */
    g_autofree char *end = g_strdup_printf("%s\u00a0%s", number, is_km ? "km" : "m");
    SrTextStyle text = {.size_pt = 8, .color = style->muted};
    SrPen rim = {.color = style->muted, .width_mm = 0.2, .join = SR_JOIN_MITER};
    double top = at_mm.y - BAR_MM;
    SrBox bar = {at_mm.x, top, at_mm.x + length_mm, at_mm.y};
    SrBox half = {at_mm.x, top, at_mm.x + length_mm / 2, at_mm.y};

    sr_canvas_fill_box(canvas, bar, SR_COLOR_WHITE);
    sr_canvas_fill_box(canvas, half, style->muted);
    sr_canvas_stroke_box(canvas, bar, &rim);
    sr_text_put(canvas, fonts, &text, "0", (SrPoint){at_mm.x, top - 1}, SR_ALIGN_LEFT, 0);
    sr_text_put(canvas, fonts, &text, end, (SrPoint){bar.x1, top - 1}, SR_ALIGN_RIGHT, 0);
}

void
sr_north_draw(SrCanvas *canvas, SrFonts *fonts, const SrStyle *style, SrPoint at_mm)
{
    const SrTextStyle text = {
        .size_pt = 8, .weight = SR_WEIGHT_MEDIUM, .color = style->muted};
    const SrPoint left[] = {
        {at_mm.x, at_mm.y - 6}, {at_mm.x - 1.8, at_mm.y}, {at_mm.x, at_mm.y - 1.2}};
    const SrPoint right[] = {
        {at_mm.x, at_mm.y - 6}, {at_mm.x + 1.8, at_mm.y}, {at_mm.x, at_mm.y - 1.2}};
    const SrColor white = SR_COLOR_WHITE;
    const SrPen rim = {.color = style->muted, .width_mm = 0.2};

    sr_canvas_polygon(canvas, left, G_N_ELEMENTS(left), &style->muted, &rim);
    sr_canvas_polygon(canvas, right, G_N_ELEMENTS(right), &white, &rim);
    /* TRANSLATORS: the letter for north at the arrow of a map */
    sr_text_put(canvas, fonts, &text, C_("north", "N"), (SrPoint){at_mm.x, at_mm.y - 6.8},
                SR_ALIGN_CENTER, 0);
}
