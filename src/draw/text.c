#include "draw/text_private.h"

#include "base/error.h"
#include "draw/canvas_private.h"
#include "draw/wording.h"

#include <glib/gi18n.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#define DEFAULT_LINE_HEIGHT 1.25

static double
to_mm(int pango_units)
{
    return (double)pango_units / PANGO_SCALE * SR_MM_PER_PT;
}

static int
from_mm(double mm)
{
    return (int)lround(mm / SR_MM_PER_PT * PANGO_SCALE);
}

static PangoFontDescription *
describe(SrFonts *fonts, const SrTextStyle *style)
{
    PangoFontDescription *description = pango_font_description_new();

    pango_font_description_set_family(
        description, style->family != NULL ? style->family : sr_fonts_default(fonts));
    pango_font_description_set_weight(
        description,
        (PangoWeight)(style->weight != 0 ? style->weight : SR_WEIGHT_NORMAL));
    pango_font_description_set_style(description, style->italic ? PANGO_STYLE_ITALIC
                                                                : PANGO_STYLE_NORMAL);
    /* The context has 72 dots an inch: a point is a unit. */
    pango_font_description_set_size(description,
                                    (int)lround(style->size_pt * PANGO_SCALE));
    return description;
}

static PangoAttrList *
attributes(const SrTextStyle *style)
{
    PangoAttrList *list = pango_attr_list_new();

    pango_attr_list_insert(
        list, pango_attr_font_features_new(style->tabular ? "liga=0,clig=0,dlig=0,tnum=1"
                                                          : "liga=0,clig=0,dlig=0"));
    if (style->tracking_pt != 0)
        pango_attr_list_insert(list, pango_attr_letter_spacing_new(
                                         (int)lround(style->tracking_pt * PANGO_SCALE)));
    return list;
}

static PangoLayout *
new_layout(SrFonts *fonts, const SrTextStyle *style, const char *text)
{
    PangoLayout *layout = pango_layout_new(sr_fonts_context(fonts));
    PangoFontDescription *description = describe(fonts, style);
    PangoAttrList *list = attributes(style);

    pango_layout_set_font_description(layout, description);
    pango_layout_set_attributes(layout, list);
    pango_layout_set_text(layout, text, -1);
    pango_layout_set_auto_dir(layout, TRUE);
    pango_font_description_free(description);
    pango_attr_list_unref(list);
    return layout;
}

/* --- Measuring --- */

/* Everything that changes how wide a line is. */
static char *
measure_key(const SrTextStyle *style, const char *text)
{
    return g_strdup_printf("%s|%.4f|%d|%d|%d|%.4f|%s",
                           style->family != NULL ? style->family : "", style->size_pt,
                           style->weight, style->italic, style->tabular,
                           style->tracking_pt, text);
}

static double
cap_height(SrFonts *fonts, const SrTextStyle *style)
{
    g_autoptr(PangoLayout) layout = new_layout(fonts, style, "H");
    PangoRectangle ink;

    pango_layout_line_get_extents(pango_layout_get_line_readonly(layout, 0), &ink, NULL);
    return to_mm(PANGO_ASCENT(ink));
}

static SrTextSize
measure_layout(PangoLayout *layout)
{
    PangoRectangle ink;
    PangoRectangle logical;

    pango_layout_line_get_extents(pango_layout_get_line_readonly(layout, 0), &ink,
                                  &logical);
    return (SrTextSize){
        .width_mm = to_mm(logical.width),
        .ascent_mm = to_mm(PANGO_ASCENT(logical)),
        .descent_mm = to_mm(PANGO_DESCENT(logical)),
        .ink_mm = {to_mm(PANGO_LBEARING(ink)), -to_mm(PANGO_ASCENT(ink)),
                   to_mm(PANGO_RBEARING(ink)), to_mm(PANGO_DESCENT(ink))},
    };
}

SrTextSize
sr_text_measure(SrFonts *fonts, const SrTextStyle *style, const char *text)
{
    g_return_val_if_fail(style->size_pt > 0, (SrTextSize){0});
    g_autofree char *key = measure_key(style, text);
    const SrTextSize *known = sr_fonts_recall(fonts, key);
    if (known != NULL)
        return *known;

    g_autofree char *line = sr_wording_clean(text, true);
    g_autoptr(PangoLayout) layout = new_layout(fonts, style, line);
    SrTextSize size = measure_layout(layout);
    size.cap_mm = cap_height(fonts, style);
    sr_fonts_note_missing(fonts, pango_layout_get_unknown_glyphs_count(layout), text);
    sr_fonts_remember(fonts, g_steal_pointer(&key), &size);
    return size;
}

/* --- Paragraphs --- */

struct SrText {
    PangoLayout *layout; /* owned */
    SrTextStyle style;   /* family is owned by the fonts' table or the caller's style */
    SrAlign align;
    double box_mm;     /* width that lines are aligned in */
    double leading_mm; /* from baseline to baseline */
    double ascent_mm;  /* of the first line */
    int n_lines;
    bool cut;
};

/* Sets widths, and cuts with an ellipsis what is more than max_lines. */
static void
break_lines(SrText *self, const SrTextSetting *setting)
{
    if (setting->width_mm > 0) {
        pango_layout_set_width(self->layout, from_mm(setting->width_mm));
        pango_layout_set_wrap(self->layout, PANGO_WRAP_WORD_CHAR);
    }
    if (setting->indent_mm != 0)
        pango_layout_set_indent(self->layout, -from_mm(setting->indent_mm));
    if (setting->max_lines <= 0 ||
        pango_layout_get_line_count(self->layout) <= setting->max_lines)
        return;
    /* Pango cuts only what has a width; lines of their own are cut by the break itself.
     */
    self->cut = true;
    if (setting->width_mm > 0) {
        pango_layout_set_height(self->layout, -setting->max_lines);
        pango_layout_set_ellipsize(self->layout, PANGO_ELLIPSIZE_END);
    }
}

SrText *
sr_text_new(SrFonts *fonts, const SrTextStyle *style, const SrTextSetting *setting,
            const char *text)
{
    static const SrTextSetting one_line = {0};
    g_return_val_if_fail(style->size_pt > 0, NULL);
    if (setting == NULL)
        setting = &one_line;

    g_autofree char *cleaned = sr_wording_clean(text, false);
    SrText *self = g_new0(SrText, 1);
    self->style = *style;
    self->layout = new_layout(fonts, style, cleaned);
    break_lines(self, setting);
    self->n_lines = pango_layout_get_line_count(self->layout);
    if (setting->max_lines > 0)
        self->n_lines = MIN(self->n_lines, setting->max_lines);
    self->align = setting->align;
    self->leading_mm =
        style->size_pt * SR_MM_PER_PT *
        (style->line_height > 0 ? style->line_height : DEFAULT_LINE_HEIGHT);
    /* The ascent of the font, not of a fallback, plus half of what the leading adds. */
    SrTextSize size = sr_text_measure(fonts, style, "H");
    self->ascent_mm =
        size.ascent_mm + (self->leading_mm - size.ascent_mm - size.descent_mm) / 2;
    self->box_mm = setting->width_mm > 0 ? setting->width_mm : sr_text_width(self);
    sr_fonts_note_missing(fonts, pango_layout_get_unknown_glyphs_count(self->layout),
                          text);
    if (self->cut)
        sr_fonts_note_cut(fonts, text);
    return self;
}

void
sr_text_free(SrText *text)
{
    if (text == NULL)
        return;
    g_object_unref(text->layout);
    g_free(text);
}

static PangoLayoutLine *
line_at(const SrText *text, int i)
{
    return pango_layout_get_line_readonly(text->layout, i);
}

/* Pango counts the blank at a broken end; the pen box does not. */
static PangoRectangle
line_extents(const SrText *text, int i)
{
    PangoRectangle logical;

    pango_layout_line_get_extents(line_at(text, i), NULL, &logical);
    return logical;
}

static double
line_width(const SrText *text, int i)
{
    return to_mm(line_extents(text, i).width);
}

double
sr_text_width(const SrText *text)
{
    double widest = 0;

    for (int i = 0; i < text->n_lines; i++)
        widest = MAX(widest, line_width(text, i));
    return widest;
}

double
sr_text_height(const SrText *text)
{
    return text->n_lines * text->leading_mm;
}

double
sr_text_baseline(const SrText *text)
{
    return text->ascent_mm;
}

int
sr_text_n_lines(const SrText *text)
{
    return text->n_lines;
}

bool
sr_text_is_cut(const SrText *text)
{
    return text->cut;
}

SrBox
sr_text_line_box(const SrText *text, int i)
{
    double width = line_width(text, i);
    double left = 0;
    double top = i * text->leading_mm;

    if (text->align == SR_ALIGN_CENTER)
        left = (text->box_mm - width) / 2;
    else if (text->align == SR_ALIGN_RIGHT)
        left = text->box_mm - width;
    else
        left = to_mm(i > 0 ? MAX(-pango_layout_get_indent(text->layout), 0) : 0);
    return (SrBox){left, top, left + width, top + text->leading_mm};
}

/* Straight pieces in place of curves: a rim of that width hides a deviation of @off_mm,
 * and a map full of names is half as large. */
static void
flatten_path(cairo_t *cr, double off_mm)
{
    double fine = cairo_get_tolerance(cr);
    double off = off_mm / SR_MM_PER_PT;
    double none = 0;

    cairo_user_to_device_distance(cr, &off, &none);
    cairo_set_tolerance(cr, MAX(fabs(off), fine));
    cairo_path_t *path = cairo_copy_path_flat(cr);
    cairo_new_path(cr);
    cairo_append_path(cr, path);
    cairo_path_destroy(path);
    cairo_set_tolerance(cr, fine);
}

/* --- Drawing --- */

/* The line as SVG text, where the turned user space of cairo has it. */
static void
write_line(SrCanvas *canvas, PangoLayoutLine *line, const SrTextStyle *style,
           SrPoint baseline)
{
    PangoLayout *layout = line->layout;
    const PangoFontDescription *font = pango_layout_get_font_description(layout);
    const char *text = pango_layout_get_text(layout) + line->start_index;
    int n = line->length;
    cairo_matrix_t matrix;
    cairo_get_matrix(canvas->cr, &matrix);
    double scale = hypot(matrix.xx, matrix.yx);
    double angle = -atan2(matrix.yx, matrix.xx) * 180 / G_PI;

    cairo_user_to_device(canvas->cr, &baseline.x, &baseline.y);
    while (n > 0 && text[n - 1] == ' ') /* the blank that a line was broken at */
        n--;
    sr_svg_text(canvas->svg, text, n, pango_font_description_get_family(font), style,
                (SrPoint){baseline.x / scale, baseline.y / scale},
                fabs(angle) < 1e-6 ? 0 : angle);
}

/* In a PDF the rim is the text once more, stroked: a tenth of the size of its outlines.
 */
static void
mark_rim(SrCanvas *canvas, SrInsertKind kind, GString *bytes)
{
    sr_insert_mark(canvas->cr, sr_tags_insert(canvas->tags, kind, bytes));
}

/*
 * Draws a line from the start of its baseline. Blanks at broken ends are replaced by
 * Pango with empty glyphs, which cairo writes as ActualText that some readers cut short;
 * the font's own blank is as invisible.
 */
static void
show_line(SrCanvas *canvas, PangoLayoutLine *line, const SrTextStyle *style,
          SrPoint baseline_mm)
{
    cairo_t *cr = canvas->cr;

    if (canvas->svg != NULL) {
        write_line(canvas, line, style, baseline_mm);
        return;
    }
    /* Pango works in points, the page in millimetres. */
    cairo_save(cr);
    cairo_translate(cr, baseline_mm.x, baseline_mm.y);
    cairo_scale(cr, SR_MM_PER_PT, SR_MM_PER_PT);
    sr_line_mend_blanks(line);
    if (style->halo_mm > 0 && canvas->tags != NULL) {
        mark_rim(canvas, SR_INSERT_RIM_BEGIN,
                 sr_insert_rim(style->halo_mm, style->halo_color));
    } else if (style->halo_mm > 0) {
        cairo_move_to(cr, 0, 0);
        pango_cairo_layout_line_path(cr, line);
        flatten_path(cr, style->halo_mm / 6);
        cairo_set_source_rgb(cr, style->halo_color.r, style->halo_color.g,
                             style->halo_color.b);
        cairo_set_line_width(cr, 2 * style->halo_mm / SR_MM_PER_PT);
        cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
        cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
        cairo_set_dash(cr, NULL, 0, 0);
        cairo_stroke(cr);
    }
    cairo_move_to(cr, 0, 0);
    cairo_set_source_rgb(cr, style->color.r, style->color.g, style->color.b);
    pango_cairo_show_layout_line(cr, line);
    if (style->halo_mm > 0 && canvas->tags != NULL)
        mark_rim(canvas, SR_INSERT_RIM_END, NULL);
    cairo_restore(cr);
    cairo_new_path(cr);
}

/*
 * Where a line ends in '\n' there is no blank, and what is read aloud runs together: one
 * is set behind the line, where nobody sees it.
 */
static void
show_break(SrCanvas *canvas, const SrText *text, int i, SrPoint end_mm)
{
    PangoLayoutLine *line = line_at(text, i);
    const char *after =
        pango_layout_get_text(text->layout) + line->start_index + line->length;

    if (*after != '\n' || canvas->svg != NULL)
        return;
    g_autoptr(PangoLayout) blank = pango_layout_copy(text->layout);
    pango_layout_set_text(blank, " ", 1);
    show_line(canvas, pango_layout_get_line_readonly(blank, 0), &text->style, end_mm);
}

/* A run without a glyph would be dropped by cairo, and the count of runs go wrong. */
static bool
has_ink(const SrText *text, int first, int end)
{
    for (int i = first; i < end; i++)
        if (line_width(text, i) > 0)
            return true;
    return false;
}

void
sr_text_draw_lines(SrCanvas *canvas, const SrText *text, SrPoint top_left_mm, int first,
                   int n)
{
    g_return_if_fail(first >= 0);
    int end = n < 0 ? text->n_lines : MIN(first + n, text->n_lines);

    if (!sr_canvas_is_drawing(canvas) || !has_ink(text, first, end))
        return;
    if (canvas->tags != NULL)
        sr_tags_text_begin(canvas->tags);
    for (int i = first; i < end; i++) {
        SrBox line = sr_text_line_box(text, i);
        double top = top_left_mm.y + (i - first) * text->leading_mm;
        SrBox box = {top_left_mm.x + line.x0, top, top_left_mm.x + line.x1,
                     top + text->leading_mm};

        if (canvas->tags != NULL)
            sr_tags_text_line(canvas->tags, box);
        show_line(canvas, line_at(text, i), &text->style,
                  (SrPoint){box.x0, top + text->ascent_mm});
        if (i + 1 < end)
            show_break(canvas, text, i, (SrPoint){box.x1, top + text->ascent_mm});
    }
    if (canvas->tags != NULL)
        sr_tags_text_end(canvas->tags);
    sr_canvas_check(canvas, cairo_status(canvas->cr));
}

void
sr_text_draw(SrCanvas *canvas, const SrText *text, SrPoint top_left_mm)
{
    sr_text_draw_lines(canvas, text, top_left_mm, 0, -1);
}

/* The upright box around the line turned about the anchor, for links. */
static SrBox
turned_box(SrPoint anchor, SrPoint start, const SrTextSize *size, double angle)
{
    SrBox box = SR_BOX_EMPTY;

    for (int corner = 0; corner < 4; corner++) {
        double x = start.x + (corner % 2 == 1 ? size->width_mm : 0);
        double y = corner < 2 ? -size->ascent_mm : size->descent_mm;

        box = sr_box_add(box, (SrPoint){anchor.x + x * cos(angle) + y * sin(angle),
                                        anchor.y - x * sin(angle) + y * cos(angle)});
    }
    return box;
}

void
sr_text_put(SrCanvas *canvas, SrFonts *fonts, const SrTextStyle *style, const char *text,
            SrPoint baseline_mm, SrAlign anchor, double angle_degrees)
{
    g_autofree char *line = sr_wording_clean(text, true);
    if (!sr_canvas_is_drawing(canvas) || line[0] == '\0')
        return;
    g_autoptr(PangoLayout) layout = new_layout(fonts, style, line);
    SrTextSize size = measure_layout(layout);
    static const double shares[] = {
        [SR_ALIGN_LEFT] = 0, [SR_ALIGN_CENTER] = 0.5, [SR_ALIGN_RIGHT] = 1};
    SrPoint start = {-shares[anchor] * size.width_mm, 0};
    double angle = angle_degrees * G_PI / 180;

    sr_fonts_note_missing(fonts, pango_layout_get_unknown_glyphs_count(layout), text);
    if (canvas->tags != NULL) {
        sr_tags_text_begin(canvas->tags);
        sr_tags_text_line(canvas->tags, turned_box(baseline_mm, start, &size, angle));
    }
    cairo_save(canvas->cr);
    cairo_translate(canvas->cr, baseline_mm.x, baseline_mm.y);
    if (angle != 0)
        cairo_rotate(canvas->cr, -angle);
    show_line(canvas, pango_layout_get_line_readonly(layout, 0), style, start);
    cairo_restore(canvas->cr);
    if (canvas->tags != NULL)
        sr_tags_text_end(canvas->tags);
    sr_canvas_check(canvas, cairo_status(canvas->cr));
}
