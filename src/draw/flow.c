#include "draw/flow_private.h"

#include "base/error.h"

#include <glib/gi18n.h>

#define HEAD_BASELINE_MM 8.0  /* of the running head, above the content */
#define MARK_ROOM_MM 20.0     /* on each side of the middle of the head */
#define NUMBER_ROOM_MM 14.0   /* of the page, at the right of the foot */
#define FOOT_BASELINE_MM 10.0 /* of the foot, below the content */
#define KEEP_MM 20.0          /* of content stays with its heading */
#define CAPTION_GAP_MM 1.5
#define SIGNS_MM 6.0   /* for the line below a table that explains its signs */
#define RESERVE_MM 0.5 /* of what is left on a page, never given out */

SrFlow *
sr_flow_new(SrCanvas *canvas, const SrLook *look, const SrFrame *frame)
{
    SrFlow *flow = g_new0(SrFlow, 1);

    flow->canvas = canvas;
    flow->look = *look;
    flow->frame = *frame;
    flow->places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    flow->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    flow->rooms = g_array_new(FALSE, FALSE, sizeof(double));
    return flow;
}

void
sr_flow_free(SrFlow *flow)
{
    if (flow == NULL)
        return;
    g_hash_table_unref(flow->places);
    g_hash_table_unref(flow->known);
    g_array_unref(flow->rooms);
    g_clear_pointer(&flow->slack, g_array_unref);
    g_clear_pointer(&flow->contents, g_array_unref);
    g_free(flow->chapter);
    g_clear_error(&flow->fault);
    g_free(flow);
}

/* --- Pages --- */

static void
put(SrFlow *flow, const SrTextStyle *style, const char *text, SrPoint baseline,
    SrAlign anchor)
{
    if (text != NULL && text[0] != '\0')
        sr_text_put(flow->canvas, flow->look.fonts, style, text, baseline, anchor, 0);
}

/* One line from the left or the right margin, at most @width_mm long. */
static void
put_within(SrFlow *flow, const SrTextStyle *style, const char *text, SrPoint baseline,
           SrAlign anchor, double width_mm)
{
    if (text == NULL)
        return;
    g_autofree char *line = sr_text_fit(flow->look.fonts, style, text, width_mm);
    put(flow, style, line, baseline, anchor);
}

/* What every page must say of itself, in the middle of the head. */
static void
draw_marks(SrFlow *flow)
{
    const SrFrame *frame = &flow->frame;
    bool has_both = frame->draft != NULL && frame->mark != NULL && !flow->bare_page;
    SrTextStyle style = sr_look_condensed(&flow->look, flow->look.note_pt, SR_WEIGHT_BOLD,
                                          flow->look.accent);
    double y = frame->top_mm - HEAD_BASELINE_MM;
    g_autofree char *both =
        has_both ? g_strdup_printf("%s · %s", frame->draft, frame->mark) : NULL;
    const char *one = frame->draft != NULL ? frame->draft
                      : flow->bare_page    ? NULL
                                           : frame->mark;

    if (one == NULL)
        return;
    sr_tags_artifact_begin(sr_canvas_tags(flow->canvas), SR_ARTIFACT_HEADER);
    put(flow, &style, has_both ? both : one, (SrPoint){frame->width_mm / 2, y},
        SR_ALIGN_CENTER);
    sr_tags_artifact_end(sr_canvas_tags(flow->canvas));
}

/* The title of the document at the left, the chapter at the right. */
static void
draw_head(SrFlow *flow)
{
    const SrFrame *frame = &flow->frame;
    SrTextStyle style = sr_look_condensed(&flow->look, flow->look.note_pt,
                                          SR_WEIGHT_NORMAL, flow->look.muted);
    double y = frame->top_mm - HEAD_BASELINE_MM;
    SrPen rule = {.color = flow->look.rule, .width_mm = flow->look.hairline_mm};
    double right = frame->width_mm - frame->right_mm;

    sr_tags_artifact_begin(sr_canvas_tags(flow->canvas), SR_ARTIFACT_HEADER);
    double side = (right - frame->left_mm) / 2 - MARK_ROOM_MM;
    put_within(flow, &style, frame->head_left, (SrPoint){frame->left_mm, y},
               SR_ALIGN_LEFT, side);
    put_within(flow, &style, flow->chapter, (SrPoint){right, y}, SR_ALIGN_RIGHT, side);
    sr_canvas_line(flow->canvas, (SrPoint){frame->left_mm, y + 1.8},
                   (SrPoint){right, y + 1.8}, &rule);
    sr_tags_artifact_end(sr_canvas_tags(flow->canvas));
}

static void
draw_foot(SrFlow *flow)
{
    const SrFrame *frame = &flow->frame;
    SrTextStyle style = sr_look_condensed(&flow->look, flow->look.note_pt,
                                          SR_WEIGHT_NORMAL, flow->look.muted);
    SrTextStyle number = sr_look_condensed(&flow->look, flow->look.table_pt,
                                           SR_WEIGHT_MEDIUM, flow->look.ink);
    double y = frame->height_mm - frame->bottom_mm + FOOT_BASELINE_MM;
    g_autofree char *page = g_strdup_printf("%d", flow->page);

    sr_tags_artifact_begin(sr_canvas_tags(flow->canvas), SR_ARTIFACT_FOOTER);
    put_within(flow, &style, frame->foot_left, (SrPoint){frame->left_mm, y},
               SR_ALIGN_LEFT, sr_flow_width(flow) - NUMBER_ROOM_MM);
    put(flow, &number, page, (SrPoint){frame->width_mm - frame->right_mm, y},
        SR_ALIGN_RIGHT);
    sr_tags_artifact_end(sr_canvas_tags(flow->canvas));
}

static bool
is_bearable(const SrFlow *flow, GError **error)
{
    if (flow->page <= SR_MOST_PAGES)
        return true;
    g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                _("more than %d pages: split the atlas by chapters or areas"),
                SR_MOST_PAGES);
    return false;
}

static void
end_page(SrFlow *flow)
{
    GError *error = NULL;

    if (!flow->on_page)
        return;
    double room = MIN(sr_flow_room(flow), flow->spare_mm);
    g_array_append_val(flow->rooms, room);
    if (!flow->bare_page)
        draw_foot(flow);
    if (!sr_canvas_page_end(flow->canvas, &error) || !is_bearable(flow, &error)) {
        if (flow->fault == NULL)
            flow->fault = error;
        else
            g_error_free(error);
    }
    flow->on_page = false;
}

void
sr_flow_begin_page(SrFlow *flow)
{
    if (flow->on_page)
        return;
    sr_canvas_page_begin(flow->canvas, flow->frame.width_mm, flow->frame.height_mm);
    flow->page++;
    flow->on_page = true;
    flow->empty = true;
    flow->bare_page = flow->bare;
    flow->y_mm = flow->frame.top_mm;
    flow->spare_mm = flow->frame.height_mm;
    if (flow->page == 1)
        sr_tags_page_label(sr_canvas_tags(flow->canvas), SR_PAGE_LABEL_DECIMAL, 1);
    if (!flow->bare_page)
        draw_head(flow);
    draw_marks(flow);
}

bool
sr_flow_finish(SrFlow *flow, GError **error)
{
    end_page(flow);
    if (flow->fault == NULL)
        return true;
    g_propagate_error(error, g_steal_pointer(&flow->fault));
    return false;
}

void
sr_flow_new_page(SrFlow *flow)
{
    if (flow->on_page && !flow->empty)
        end_page(flow);
    sr_flow_begin_page(flow);
}

void
sr_flow_set_chapter(SrFlow *flow, const char *title)
{
    g_free(flow->chapter);
    flow->chapter = g_strdup(title);
}

void
sr_flow_set_mark(SrFlow *flow, const char *mark)
{
    flow->frame.mark = mark;
}

void
sr_flow_set_bare(SrFlow *flow, bool bare)
{
    flow->bare = bare;
}

int
sr_flow_page(const SrFlow *flow)
{
    return flow->page;
}

double
sr_flow_room(const SrFlow *flow)
{
    double bottom = flow->frame.height_mm - flow->frame.bottom_mm;

    return flow->on_page ? bottom - flow->y_mm : bottom - flow->frame.top_mm;
}

double
sr_flow_width(const SrFlow *flow)
{
    return flow->frame.width_mm - flow->frame.left_mm - flow->frame.right_mm;
}

double
sr_flow_y(const SrFlow *flow)
{
    return flow->on_page ? flow->y_mm : flow->frame.top_mm;
}

SrCanvas *
sr_flow_canvas(SrFlow *flow)
{
    return flow->canvas;
}

void
sr_flow_space(SrFlow *flow, double mm)
{
    if (flow->on_page && !flow->empty)
        flow->y_mm += mm;
}

void
sr_flow_skip_to(SrFlow *flow, double y_mm)
{
    sr_flow_begin_page(flow);
    flow->y_mm = MAX(flow->y_mm, y_mm);
    flow->empty = false;
}

void
sr_flow_need(SrFlow *flow, double mm)
{
    sr_flow_begin_page(flow);
    if (sr_flow_room(flow) < mm && !flow->empty)
        sr_flow_new_page(flow);
    else
        flow->spare_mm = MIN(flow->spare_mm, sr_flow_room(flow) - mm);
}

void
sr_flow_advance(SrFlow *flow, double mm)
{
    flow->y_mm += mm;
    flow->empty = false;
}

/* Below a figure, whether it has a caption or not. */
static double
caption_height(const SrFlow *flow)
{
    return flow->look.note_pt * SR_MM_PER_PT * 1.3 + CAPTION_GAP_MM;
}

/* --- Places --- */

void
sr_flow_set_pages(SrFlow *flow, const SrFlow *dry)
{
    GHashTableIter iter;
    gpointer name;
    gpointer page;

    g_hash_table_iter_init(&iter, dry->places);
    while (g_hash_table_iter_next(&iter, &name, &page))
        g_hash_table_insert(flow->known, g_strdup(name), page);
}

bool
sr_flow_has_places_of(const SrFlow *flow, const SrFlow *other)
{
    GHashTableIter iter;
    gpointer name;
    gpointer page;

    g_hash_table_iter_init(&iter, flow->places);
    while (g_hash_table_iter_next(&iter, &name, &page))
        if (g_hash_table_lookup(other->places, name) != page)
            return false;
    return flow->page == other->page;
}

void
sr_flow_set_places(SrFlow *flow, const SrFlow *dry)
{
    sr_flow_set_pages(flow, dry);
    g_clear_pointer(&flow->slack, g_array_unref);
    flow->slack = g_array_copy(dry->rooms);
}

double
sr_flow_stretch(SrFlow *flow, double least_mm, double most_mm)
{
    sr_flow_need(flow, least_mm + caption_height(flow));
    if (flow->slack == NULL || flow->page > (int)flow->slack->len)
        return least_mm;
    double *left = &g_array_index(flow->slack, double, flow->page - 1);
    double more = MIN(*left - RESERVE_MM, most_mm - least_mm);
    more = MIN(more, sr_flow_room(flow) - caption_height(flow) - least_mm);
    if (more <= 0)
        return least_mm;
    *left -= more;
    return least_mm + more;
}

int
sr_flow_page_of(const SrFlow *flow, const char *place)
{
    return GPOINTER_TO_INT(g_hash_table_lookup(flow->known, place));
}

void
sr_flow_name_place(SrFlow *flow, const char *place)
{
    g_hash_table_insert(flow->places, g_strdup(place), GINT_TO_POINTER(flow->page));
    sr_tags_destination(sr_canvas_tags(flow->canvas), place, MAX(flow->y_mm - 4, 0));
}

/* --- Headings and figures --- */

void
sr_flow_heading(SrFlow *flow, int level, const char *text, const char *place)
{
    static const SrTag tags[] = {SR_TAG_H1, SR_TAG_H2, SR_TAG_H3};
    static const double before_mm[] = {0, 7, 4.5};
    static const double after_mm[] = {5, 2, 0.8};
    g_return_if_fail(level >= 1 && level <= 3);
    SrTextStyle style = sr_look_text(&flow->look, flow->look.heading_pt[level - 1],
                                     SR_WEIGHT_BOLD, flow->look.ink);
    SrTextSetting setting = {.width_mm = sr_flow_width(flow)};
    style.line_height = 1.15;
    g_autoptr(SrText) laid = sr_text_new(flow->look.fonts, &style, &setting, text);

    sr_flow_need(flow, sr_text_height(laid) + before_mm[level - 1] + KEEP_MM);
    sr_flow_space(flow, before_mm[level - 1]);
    if (place != NULL)
        sr_flow_name_place(flow, place);
    sr_tags_bookmark(sr_canvas_tags(flow->canvas), level, text, MAX(flow->y_mm - 4, 0));
    sr_tags_open(sr_canvas_tags(flow->canvas), tags[level - 1]);
    sr_text_draw(flow->canvas, laid, (SrPoint){flow->frame.left_mm, flow->y_mm});
    sr_tags_close(sr_canvas_tags(flow->canvas), tags[level - 1]);
    sr_flow_advance(flow, sr_text_height(laid) + after_mm[level - 1]);
}

SrBox
sr_flow_figure_begin(SrFlow *flow, double width_mm, double height_mm, const char *alt)
{
    sr_flow_need(flow, height_mm + caption_height(flow));
    SrBox box = {flow->frame.left_mm, flow->y_mm,
                 flow->frame.left_mm + MIN(width_mm, sr_flow_width(flow)),
                 flow->y_mm + height_mm};
    sr_tags_open_figure(sr_canvas_tags(flow->canvas), alt, box);
    flow->figure_mm = height_mm;
    return box;
}

void
sr_flow_figure_end(SrFlow *flow, const char *caption)
{
    sr_tags_close(sr_canvas_tags(flow->canvas), SR_TAG_FIGURE);
    sr_flow_advance(flow, flow->figure_mm + CAPTION_GAP_MM);
    if (caption != NULL)
        sr_flow_note(flow, caption);
}

bool
sr_flow_table(SrFlow *flow, SrTableBox *table, GError **error)
{
    int n = sr_tablebox_n_rows(table);
    g_autofree char *signs = sr_tablebox_signs(table);
    double kept = signs == NULL ? 0 : SIGNS_MM; /* their foot stands on the same page */

    if (!sr_tablebox_set_width(table, sr_flow_width(flow), error))
        return false;
    sr_flow_space(flow, 2);
    /* The head and at least three rows begin together. */
    sr_flow_need(flow, sr_tablebox_height(table, 0, MIN(n, 3)));
    for (int first = 0; first < n || n == 0;) {
        int fitting = sr_tablebox_fit(table, first, sr_flow_room(flow) - kept);

        if (fitting == 0 && flow->empty) /* a row higher than a page is cut by its foot */
            fitting = MIN(n - first, 1);
        sr_tablebox_draw(table, flow->canvas, (SrPoint){flow->frame.left_mm, flow->y_mm},
                         first, fitting);
        sr_flow_advance(flow, sr_tablebox_height(table, first, fitting));
        first += fitting;
        if (first >= n)
            break;
        sr_flow_new_page(flow);
    }
    if (signs != NULL) {
        sr_flow_space(flow, 1);
        sr_flow_note(flow, signs);
    }
    sr_flow_space(flow, 3);
    return true;
}
