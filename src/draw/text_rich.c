/* Paragraphs of several pieces: bold, italic, links. */
#include "draw/canvas_private.h"
#include "draw/text_private.h"
#include "draw/wording.h"

#include <pango/pangocairo.h>
#include <string.h>

static void
range_clear(void *data)
{
    SrTextRange *range = data;

    g_free(range->target);
    g_free(range->description);
}

static void
insert(PangoAttrList *list, PangoAttribute *attribute, int start, int end)
{
    attribute->start_index = (guint)start;
    attribute->end_index = (guint)end;
    pango_attr_list_insert(list, attribute);
}

/* Every piece gets a colour, even if it is that of all: it parts its glyphs. */
static void
insert_piece(PangoAttrList *list, const SrTextPiece *piece, int number, int start,
             int end)
{
    if (piece->bold)
        insert(list, pango_attr_weight_new(PANGO_WEIGHT_BOLD), start, end);
    if (piece->italic)
        insert(list, pango_attr_style_new(PANGO_STYLE_ITALIC), start, end);
    insert(list, pango_attr_foreground_new(0, 0, (guint16)(number % 2)), start, end);
}

SrText *
sr_text_new_rich(SrFonts *fonts, const SrTextStyle *style, const SrTextSetting *setting,
                 const SrTextPiece *pieces, int n)
{
    GArray *ranges = g_array_new(FALSE, TRUE, sizeof(SrTextRange));
    g_autoptr(GString) text = g_string_new(NULL);
    SrTextSetting unbroken = setting != NULL ? *setting : (SrTextSetting){0};

    g_array_set_clear_func(ranges, range_clear);
    for (int i = 0; i < n; i++) {
        g_autofree char *cleaned = sr_wording_clean(pieces[i].text, false);
        SrTextRange range = {.target = g_strdup(pieces[i].target),
                             .description = g_strdup(pieces[i].description)};

        g_string_append(text, cleaned);
        range.end = (int)text->len;
        g_array_append_val(ranges, range);
    }
    PangoLayout *layout = sr_text_new_layout(fonts, style, text->str);
    PangoAttrList *list = pango_attr_list_copy(pango_layout_get_attributes(layout));
    for (int i = 0, start = 0; i < n; i++) {
        int end = g_array_index(ranges, SrTextRange, i).end;

        insert_piece(list, &pieces[i], i, start, end);
        start = end;
    }
    pango_layout_set_attributes(layout, list);
    pango_attr_list_unref(list);
    unbroken.hyphen = NULL;
    SrText *self = sr_text_finish(fonts, style, &unbroken, layout);
    self->pieces = ranges;
    return self;
}

static int
piece_of(const SrText *text, int byte)
{
    int i = 0;

    while (i + 1 < (int)text->pieces->len &&
           g_array_index(text->pieces, SrTextRange, i).end <= byte)
        i++;
    return i;
}

static void
piece_begin(SrCanvas *canvas, const SrTextRange *range)
{
    if (canvas->tags == NULL)
        return;
    if (range->target != NULL)
        sr_tags_open_link(canvas->tags, range->target, range->description);
    sr_tags_text_begin(canvas->tags);
}

static void
piece_end(SrCanvas *canvas, const SrTextRange *range)
{
    if (canvas->tags == NULL)
        return;
    sr_tags_text_end(canvas->tags);
    if (range->target != NULL)
        sr_tags_close(canvas->tags, SR_TAG_LINK);
}

static void
show_run(SrCanvas *canvas, const SrText *text, PangoGlyphItem *run, SrPoint baseline_mm)
{
    cairo_t *cr = canvas->cr;
    const SrColor *color = &text->style.color;

    cairo_save(cr);
    cairo_translate(cr, baseline_mm.x, baseline_mm.y);
    cairo_scale(cr, SR_MM_PER_PT, SR_MM_PER_PT);
    cairo_move_to(cr, 0, 0);
    cairo_set_source_rgb(cr, color->r, color->g, color->b);
    sr_text_check_font(canvas, run);
    pango_cairo_show_glyph_item(cr, pango_layout_get_text(text->layout), run);
    cairo_restore(cr);
    cairo_new_path(cr);
}

void
sr_text_draw_pieces(SrCanvas *canvas, const SrText *text, SrPoint top_left_mm, int first,
                    int end)
{
    int open = -1;

    for (int i = first; i < end; i++) {
        PangoLayoutLine *line = sr_text_line_at(text, i);
        SrBox box = sr_text_line_box(text, i);
        double top = top_left_mm.y + (i - first) * text->leading_mm;
        double x = top_left_mm.x + box.x0;

        sr_line_mend_blanks(line);
        for (GSList *runs = line->runs; runs != NULL; runs = runs->next) {
            PangoGlyphItem *run = runs->data;
            int piece = piece_of(text, run->item->offset);
            double width = (double)pango_glyph_string_get_width(run->glyphs) /
                           PANGO_SCALE * SR_MM_PER_PT;

            if (piece != open) {
                if (open >= 0)
                    piece_end(canvas, &g_array_index(text->pieces, SrTextRange, open));
                piece_begin(canvas, &g_array_index(text->pieces, SrTextRange, piece));
                open = piece;
            }
            if (canvas->tags != NULL)
                sr_tags_text_line(canvas->tags,
                                  (SrBox){x, top, x + width, top + text->leading_mm});
            show_run(canvas, text, run, (SrPoint){x, top + text->ascent_mm});
            x += width;
        }
    }
    if (open >= 0)
        piece_end(canvas, &g_array_index(text->pieces, SrTextRange, open));
    sr_canvas_check(canvas, cairo_status(canvas->cr));
}
