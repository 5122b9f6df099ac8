#include "draw/look.h"

/* Sizes of a report that is read at a table, not on a screen. */
#define TITLE_PT 30
#define LEAST_TEXT_PT 10
#define LEAST_SMALL_PT 8

SrLook
sr_look_from_style(const SrStyle *style, SrFonts *fonts, const char *language)
{
    double small_pt = MAX(style->legend_pt, LEAST_SMALL_PT);

    return (SrLook){
        .fonts = fonts,
        .family = style->family,
        .condensed = style->condensed,
        .language = language,
        .hyphen = sr_fonts_hyphen(fonts, language),
        .title_pt = TITLE_PT,
        .heading_pt = {20, 13, 10.5},
        .text_pt = MAX(style->text_pt, LEAST_TEXT_PT),
        .table_pt = MAX(small_pt, 8.5),
        .chart_pt = small_pt,
        .note_pt = MAX(style->note_pt, LEAST_SMALL_PT),
        .ink = style->ink,
        .muted = style->muted,
        .rule = sr_color_mix(style->muted, SR_COLOR_WHITE, 0.55),
        .wash = sr_color_mix(style->muted, SR_COLOR_WHITE, 0.9),
        .accent = style->accent,
        .fill = style->symbol,
        .second = sr_color_mix(style->muted, SR_COLOR_WHITE, 0.35),
        .hairline_mm = 0.2,
    };
}

SrTextStyle
sr_look_text(const SrLook *look, double size_pt, SrWeight weight, SrColor color)
{
    return (SrTextStyle){
        .family = look->family, .size_pt = size_pt, .weight = weight, .color = color};
}

SrTextStyle
sr_look_condensed(const SrLook *look, double size_pt, SrWeight weight, SrColor color)
{
    return (SrTextStyle){.family = look->condensed,
                         .size_pt = size_pt,
                         .weight = weight,
                         .tabular = true,
                         .color = color};
}

SrChartType
sr_look_chart_type(const SrLook *look)
{
    SrChartType type = {
        .plain = sr_look_condensed(look, look->chart_pt, SR_WEIGHT_NORMAL, look->ink),
        .bold = sr_look_condensed(look, look->chart_pt, SR_WEIGHT_BOLD, look->ink),
        .muted = sr_look_condensed(look, look->chart_pt, SR_WEIGHT_NORMAL, look->muted),
        .size_mm = look->chart_pt * SR_MM_PER_PT,
    };

    type.cap_mm = sr_text_measure(look->fonts, &type.plain, "H").cap_mm;
    return type;
}

SrPen
sr_look_grid_pen(const SrLook *look)
{
    return (SrPen){.color = sr_color_mix(look->rule, SR_COLOR_WHITE, 0.4),
                   .width_mm = look->hairline_mm};
}

SrPen
sr_look_base_pen(const SrLook *look)
{
    return (SrPen){.color = look->muted, .width_mm = 0.3};
}
