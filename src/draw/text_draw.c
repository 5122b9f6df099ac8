/* How text of text.h comes onto a surface. */
#include "base/error.h"
#include "draw/canvas_private.h"
#include "draw/text_private.h"
#include "draw/wording.h"

#include <glib/gi18n.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

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

void
sr_text_check_font(SrCanvas *canvas, const PangoGlyphItem *run)
{
    PangoFont *font = run->item->analysis.font;

    cairo_scaled_font_t *scaled =
        font == NULL ? NULL : pango_cairo_font_get_scaled_font((PangoCairoFont *)font);

    if (scaled == NULL || cairo_scaled_font_status(scaled) != CAIRO_STATUS_SUCCESS)
        sr_canvas_fail(canvas, SR_ERROR_IO, _("a font file cannot be read"));
}

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
    for (const GSList *run = line->runs; run != NULL; run = run->next)
        sr_text_check_font(canvas, run->data);
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
    PangoLayoutLine *line = sr_text_line_at(text, i);
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
        if (sr_text_line_width(text, i) > 0)
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
    if (text->pieces != NULL && canvas->svg == NULL) {
        sr_text_draw_pieces(canvas, text, top_left_mm, first, end);
        return;
    }
    if (canvas->tags != NULL)
        sr_tags_text_begin(canvas->tags);
    for (int i = first; i < end; i++) {
        SrBox line = sr_text_line_box(text, i);
        double top = top_left_mm.y + (i - first) * text->leading_mm;
        SrBox box = {top_left_mm.x + line.x0, top, top_left_mm.x + line.x1,
                     top + text->leading_mm};

        if (canvas->tags != NULL)
            sr_tags_text_line(canvas->tags, box);
        show_line(canvas, sr_text_line_at(text, i), &text->style,
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
    g_autoptr(PangoLayout) layout = sr_text_new_layout(fonts, style, line);
    SrTextSize size = sr_text_measure_layout(layout);
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
