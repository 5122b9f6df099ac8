/* Words on running pages: paragraphs, notes, lists, callouts, references. */
#include "draw/flow_private.h"

#include <glib/gi18n.h>

#define PARAGRAPH_GAP_MM 2.2
#define NOTE_GAP_MM 1.5
#define LEADING 1.42  /* of running text, in sizes */
#define INDENT_MM 5.0 /* of list items */
#define MEASURE 40.0  /* longest line of running text, in sizes: some 80 letters */
#define CALLOUT_PAD_MM 3.5

int
sr_flow_lines_that_fit(int n_lines, int first, int n_room)
{
    int left = n_lines - first;

    if (left <= n_room)
        return left;
    int n = MIN(n_room, left - 2);
    return n >= 2 ? n : 0;
}

/* Sets the lines of one element, over pages where it must; the element is open. */
static void
set_lines(SrFlow *flow, const SrText *text, double left_mm)
{
    int n_lines = sr_text_n_lines(text);
    double line = sr_text_height(text) / MAX(n_lines, 1);

    for (int first = 0; first < n_lines;) {
        sr_flow_begin_page(flow);
        int n_room = (int)(sr_flow_room(flow) / line + 1e-6);
        int n = sr_flow_lines_that_fit(n_lines, first, n_room);

        if (n == 0 && flow->empty) /* a page of one line: no rule can be kept */
            n = MAX(MIN(n_room, n_lines - first), 1);
        if (n > 0) {
            sr_text_draw_lines(flow->canvas, text, (SrPoint){left_mm, flow->y_mm}, first,
                               n);
            sr_flow_advance(flow, n * line);
        }
        first += n;
        if (first < n_lines)
            sr_flow_new_page(flow);
    }
}

/* Long lines are lost on the way back; figures and tables use the whole width. */
static double
text_width(const SrFlow *flow)
{
    return MIN(sr_flow_width(flow), MEASURE * flow->look.text_pt * SR_MM_PER_PT);
}

static SrText *
lay_out(const SrFlow *flow, double size_pt, double leading, SrColor color, double width,
        const char *text)
{
    SrTextStyle style = sr_look_text(&flow->look, size_pt, SR_WEIGHT_NORMAL, color);
    SrTextSetting setting = {.width_mm = width, .hyphen = flow->look.hyphen};

    style.line_height = leading;
    return sr_text_new(flow->look.fonts, &style, &setting, text);
}

void
sr_flow_paragraph(SrFlow *flow, const char *text)
{
    g_autoptr(SrText) laid = lay_out(flow, flow->look.text_pt, LEADING, flow->look.ink,
                                     text_width(flow), text);

    sr_flow_begin_page(flow);
    sr_tags_open(sr_canvas_tags(flow->canvas), SR_TAG_P);
    set_lines(flow, laid, flow->frame.left_mm);
    sr_tags_close(sr_canvas_tags(flow->canvas), SR_TAG_P);
    sr_flow_space(flow, PARAGRAPH_GAP_MM);
}

void
sr_flow_note(SrFlow *flow, const char *text)
{
    g_autoptr(SrText) laid =
        lay_out(flow, flow->look.note_pt, 1.3, flow->look.muted, text_width(flow), text);

    sr_flow_begin_page(flow);
    sr_tags_open(sr_canvas_tags(flow->canvas), SR_TAG_P);
    set_lines(flow, laid, flow->frame.left_mm);
    sr_tags_close(sr_canvas_tags(flow->canvas), SR_TAG_P);
    sr_flow_space(flow, NOTE_GAP_MM);
}

void
sr_flow_callout(SrFlow *flow, const char *lead, const char *text)
{
    SrTags *tags = sr_canvas_tags(flow->canvas);
    SrTextStyle bold =
        sr_look_text(&flow->look, flow->look.text_pt, SR_WEIGHT_BOLD, flow->look.ink);
    double width = text_width(flow) - 2 * CALLOUT_PAD_MM;
    g_autoptr(SrText) body =
        lay_out(flow, flow->look.text_pt, LEADING, flow->look.ink, width, text);
    SrTextSetting setting = {.width_mm = width};
    bold.line_height = LEADING;
    g_autoptr(SrText) head = sr_text_new(flow->look.fonts, &bold, &setting, lead);
    double height = sr_text_height(head) + sr_text_height(body) + 2 * CALLOUT_PAD_MM - 1;

    sr_flow_need(flow, height);
    double left = flow->frame.left_mm;
    double top = flow->y_mm;
    SrBox box = {left, top, left + text_width(flow), top + height};
    sr_canvas_fill_box(flow->canvas, box, flow->look.wash);
    box.x1 = left + 0.8;
    sr_canvas_fill_box(flow->canvas, box, flow->look.accent);
    sr_tags_open(tags, SR_TAG_P);
    top += CALLOUT_PAD_MM - 0.5;
    sr_text_draw(flow->canvas, head, (SrPoint){left + CALLOUT_PAD_MM, top});
    sr_tags_close(tags, SR_TAG_P);
    sr_tags_open(tags, SR_TAG_P);
    sr_text_draw(flow->canvas, body,
                 (SrPoint){left + CALLOUT_PAD_MM, top + sr_text_height(head)});
    sr_tags_close(tags, SR_TAG_P);
    sr_flow_advance(flow, height);
    sr_flow_space(flow, PARAGRAPH_GAP_MM);
}

/* Several pieces as one text; a single plain one may have its words broken. */
static SrText *
lay_out_pieces(const SrFlow *flow, const SrTextPiece *pieces, int n, double width)
{
    SrTextStyle style =
        sr_look_text(&flow->look, flow->look.text_pt, SR_WEIGHT_NORMAL, flow->look.ink);
    SrTextSetting setting = {.width_mm = width, .hyphen = flow->look.hyphen};

    style.line_height = LEADING;
    if (n == 1 && !pieces->bold && !pieces->italic && pieces->target == NULL)
        return sr_text_new(flow->look.fonts, &style, &setting, pieces->text);
    return sr_text_new_rich(flow->look.fonts, &style, &setting, pieces, n);
}

void
sr_flow_list_begin(SrFlow *flow)
{
    sr_flow_begin_page(flow);
    sr_tags_open(sr_canvas_tags(flow->canvas), SR_TAG_LIST);
}

void
sr_flow_list_end(SrFlow *flow)
{
    sr_tags_close(sr_canvas_tags(flow->canvas), SR_TAG_LIST);
    sr_flow_space(flow, PARAGRAPH_GAP_MM);
}

static void
set_item(SrFlow *flow, const char *sign, const SrText *body)
{
    SrTags *tags = sr_canvas_tags(flow->canvas);
    SrTextPiece piece = {.text = sign};
    g_autoptr(SrText) label = lay_out_pieces(flow, &piece, 1, INDENT_MM);
    double line = sr_text_height(body) / MAX(sr_text_n_lines(body), 1);

    sr_flow_need(flow, MIN(sr_text_n_lines(body), 2) * line);
    sr_tags_open(tags, SR_TAG_ITEM);
    if (sign[0] != '\0') {
        sr_tags_open(tags, SR_TAG_LABEL);
        sr_text_draw(flow->canvas, label, (SrPoint){flow->frame.left_mm, flow->y_mm});
        sr_tags_close(tags, SR_TAG_LABEL);
    }
    sr_tags_open(tags, SR_TAG_BODY);
    set_lines(flow, body, flow->frame.left_mm + INDENT_MM);
    sr_tags_close(tags, SR_TAG_BODY);
    sr_tags_close(tags, SR_TAG_ITEM);
    sr_flow_space(flow, 0.8);
}

void
sr_flow_pieces(SrFlow *flow, const SrTextPiece *pieces, int n, const char *sign)
{
    double indent = sign != NULL ? INDENT_MM : 0;

    if (n == 0)
        return;
    g_autoptr(SrText) laid = lay_out_pieces(flow, pieces, n, text_width(flow) - indent);
    sr_flow_begin_page(flow);
    if (sign != NULL) {
        set_item(flow, sign, laid);
        return;
    }
    sr_tags_open(sr_canvas_tags(flow->canvas), SR_TAG_P);
    set_lines(flow, laid, flow->frame.left_mm);
    sr_tags_close(sr_canvas_tags(flow->canvas), SR_TAG_P);
    sr_flow_space(flow, PARAGRAPH_GAP_MM);
}

void
sr_flow_list(SrFlow *flow, const char *const *items, int n, bool numbered)
{
    sr_flow_list_begin(flow);
    for (int i = 0; i < n; i++) {
        g_autofree char *sign = numbered ? g_strdup_printf("%d.", i + 1) : g_strdup("–");
        SrTextPiece piece = {.text = items[i]};

        sr_flow_pieces(flow, &piece, 1, sign);
    }
    sr_flow_list_end(flow);
}

/* --- References --- */

void
sr_flow_reference(SrFlow *flow, const char *text, const char *place)
{
    SrTags *tags = sr_canvas_tags(flow->canvas);
    SrTextStyle style =
        sr_look_text(&flow->look, flow->look.note_pt, SR_WEIGHT_MEDIUM, flow->look.muted);
    SrTextSetting setting = {.width_mm = sr_flow_width(flow)};
    int page = sr_flow_page_of(flow, place);
    g_autofree char *number = page > 0 ? g_strdup_printf("%d", page) : g_strdup("00");
    g_autofree char *words = g_strdup_printf("%s %s", text, number);
    g_autoptr(SrText) laid = sr_text_new(flow->look.fonts, &style, &setting, words);

    sr_flow_need(flow, sr_text_height(laid));
    sr_tags_open(tags, SR_TAG_P);
    sr_tags_open_link(tags, place, words);
    sr_text_draw(flow->canvas, laid, (SrPoint){flow->frame.left_mm, flow->y_mm});
    sr_tags_close(tags, SR_TAG_LINK);
    sr_tags_close(tags, SR_TAG_P);
    sr_flow_advance(flow, sr_text_height(laid));
    sr_flow_space(flow, NOTE_GAP_MM);
}
