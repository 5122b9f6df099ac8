/* The table of contents in two columns, on as few pages as it needs, all well filled. */
#include "draw/flow_private.h"

#include <glib/gi18n.h>

#define N_COLUMNS 2
#define COLUMN_GAP_MM 10.0
#define INDENT_MM 4.0
#define NUMBER_MM 9.0 /* for the page number and the last dots */
#define SIZE_PT 10.0
#define LEADING 1.2
#define ABOVE_MM 1.8   /* the least above a line of level 1 */
#define BELOW_MM 0.35  /* the least below any line */
#define MOST_LOOSE 2.6 /* mm more below each line, where a page would be half empty */
#define LOOSE_STEP_MM 0.05
#define LIMIT_STEP_MM 1.0

/* One line as it was added; laid out when all are known. */
typedef struct {
    int level;
    char *title; /* owned */
    char *place; /* owned */
    SrText *laid;
} Line;

static void
clear_line(gpointer data)
{
    Line *line = data;

    g_free(line->title);
    g_free(line->place);
    sr_text_free(line->laid);
}

void
sr_flow_contents_begin(SrFlow *flow)
{
    if (flow->contents == NULL) {
        flow->contents = g_array_new(FALSE, TRUE, sizeof(Line));
        g_array_set_clear_func(flow->contents, clear_line);
    }
    g_array_set_size(flow->contents, 0);
}

void
sr_flow_contents_line(SrFlow *flow, int level, const char *title, const char *place)
{
    Line line = {.level = level, .title = g_strdup(title), .place = g_strdup(place)};

    g_return_if_fail(flow->contents != NULL);
    g_array_append_val(flow->contents, line);
}

/* Where the columns break: every line's column, given the height of one. */
typedef struct {
    const SrFlow *flow;
    double loose_mm; /* below each line, beyond the least */
    double limit_mm; /* no column is longer, nor than its page has room */
} Breaks;

static const Line *
line_at(const SrFlow *flow, guint i)
{
    return &g_array_index(flow->contents, Line, i);
}

static double
column_width(const SrFlow *flow)
{
    return (sr_flow_width(flow) - (N_COLUMNS - 1) * COLUMN_GAP_MM) / N_COLUMNS;
}

static double
height_of(const Breaks *breaks, guint i)
{
    return sr_text_height(line_at(breaks->flow, i)->laid) + BELOW_MM + breaks->loose_mm;
}

static double
space_above(const Breaks *breaks, guint i)
{
    return line_at(breaks->flow, i)->level == 1 ? ABOVE_MM + breaks->loose_mm : 0;
}

/* The first line that no longer stands in a column of @room_mm that begins with @first.
 */
static guint
end_of_column(const Breaks *breaks, guint first, double room_mm)
{
    guint n = breaks->flow->contents->len;
    double y = 0;
    guint i = first;

    for (; i < n; i++) {
        double above = i > first ? space_above(breaks, i) : 0;

        if (i > first && y + above + height_of(breaks, i) > room_mm + 1e-6)
            break;
        y += above + height_of(breaks, i);
    }
    /* The name of a chapter goes with the first line below it. */
    while (i < n && i > first + 1 &&
           line_at(breaks->flow, i - 1)->level < line_at(breaks->flow, i)->level &&
           line_at(breaks->flow, i - 1)->level == 1)
        i--;
    return i;
}

static double
room_of_page(const SrFlow *flow, int page)
{
    const SrFrame *frame = &flow->frame;

    return page == 0 ? sr_flow_room(flow)
                     : frame->height_mm - frame->bottom_mm - frame->top_mm;
}

static int
count_columns(const Breaks *breaks)
{
    int n = 0;

    for (guint i = 0; i < breaks->flow->contents->len; n++)
        i = end_of_column(
            breaks, i, MIN(breaks->limit_mm, room_of_page(breaks->flow, n / N_COLUMNS)));
    return n;
}

/*
 * As loose as the pages allow that are needed anyway, then columns of one length.
 */
static Breaks
choose_breaks(const SrFlow *flow)
{
    double tallest = flow->frame.height_mm;
    Breaks breaks = {flow, 0, tallest};
    int n_pages = (count_columns(&breaks) + N_COLUMNS - 1) / N_COLUMNS;

    while (breaks.loose_mm < MOST_LOOSE) {
        Breaks looser = {flow, breaks.loose_mm + LOOSE_STEP_MM, tallest};

        if (count_columns(&looser) > n_pages * N_COLUMNS)
            break;
        breaks = looser;
    }
    while (breaks.limit_mm > LIMIT_STEP_MM) {
        Breaks shorter = {flow, breaks.loose_mm, breaks.limit_mm - LIMIT_STEP_MM};

        if (count_columns(&shorter) > n_pages * N_COLUMNS)
            break;
        breaks = shorter;
    }
    return breaks;
}

/* Dots from the title to the number, on one grid for all lines; decoration. */
static void
draw_dots(SrFlow *flow, double from, double to, double y)
{
    SrPen pen = {.color = flow->look.second,
                 .width_mm = 0.35,
                 .dash_mm = 0.001,
                 .gap_mm = 1.6,
                 .cap = SR_CAP_ROUND};
    double start = to - 1.6 * (int)((to - from) / 1.6);

    if (start < to)
        sr_canvas_line(flow->canvas, (SrPoint){start, y}, (SrPoint){to, y}, &pen);
}

static void
draw_line(SrFlow *flow, const Line *line, SrPoint at)
{
    SrTags *tags = sr_canvas_tags(flow->canvas);
    SrTextStyle style =
        sr_look_condensed(&flow->look, SIZE_PT, SR_WEIGHT_NORMAL, flow->look.ink);
    int page = sr_flow_page_of(flow, line->place);
    g_autofree char *number = page > 0 ? g_strdup_printf("%d", page) : g_strdup("00");
    g_autofree char *spoken = g_strdup_printf(_("page %s: %s"), number, line->title);
    double left = at.x + (line->level - 1) * INDENT_MM;
    double right = at.x + column_width(flow);
    int last = sr_text_n_lines(line->laid) - 1;
    SrBox last_line = sr_text_line_box(line->laid, last);
    double baseline = at.y + last_line.y0 + sr_text_baseline(line->laid);
    double width = sr_text_measure(flow->look.fonts, &style, number).width_mm;

    sr_tags_open(tags, SR_TAG_CONTENTS_ITEM);
    sr_tags_open_link(tags, line->place, spoken);
    sr_text_draw(flow->canvas, line->laid, (SrPoint){left, at.y});
    sr_text_put(flow->canvas, flow->look.fonts, &style, number,
                (SrPoint){right, baseline}, SR_ALIGN_RIGHT, 0);
    draw_dots(flow, left + last_line.x1 + 1.5, right - MAX(width, 5) - 1.5,
              baseline - 0.3);
    sr_tags_close(tags, SR_TAG_LINK);
    sr_tags_close(tags, SR_TAG_CONTENTS_ITEM);
}

static void
lay_out_lines(SrFlow *flow)
{
    for (guint i = 0; i < flow->contents->len; i++) {
        Line *line = &g_array_index(flow->contents, Line, i);
        SrTextStyle style = sr_look_condensed(
            &flow->look, SIZE_PT, line->level == 1 ? SR_WEIGHT_BOLD : SR_WEIGHT_NORMAL,
            flow->look.ink);
        SrTextSetting setting = {.width_mm = column_width(flow) - NUMBER_MM -
                                             (line->level - 1) * INDENT_MM};

        style.line_height = LEADING;
        line->laid = sr_text_new(flow->look.fonts, &style, &setting, line->title);
    }
}

void
sr_flow_contents_end(SrFlow *flow)
{
    sr_flow_begin_page(flow);
    lay_out_lines(flow);
    Breaks breaks = choose_breaks(flow);
    int n_columns = count_columns(&breaks);
    double step = column_width(flow) + COLUMN_GAP_MM;
    double longest = 0;
    guint first = 0;

    sr_tags_open(sr_canvas_tags(flow->canvas), SR_TAG_CONTENTS);
    for (int c = 0; c < n_columns; c++) {
        if (c > 0 && c % N_COLUMNS == 0) {
            sr_flow_new_page(flow);
            longest = 0;
        }
        guint end =
            end_of_column(&breaks, first, MIN(breaks.limit_mm, sr_flow_room(flow)));
        SrPoint at = {flow->frame.left_mm + c % N_COLUMNS * step, flow->y_mm};
        for (guint i = first; i < end; i++) {
            at.y += i > first ? space_above(&breaks, i) : 0;
            draw_line(flow, line_at(flow, i), at);
            at.y += height_of(&breaks, i);
        }
        longest = MAX(longest, at.y - flow->y_mm);
        flow->empty = flow->empty && end == first;
        first = end;
    }
    sr_tags_close(sr_canvas_tags(flow->canvas), SR_TAG_CONTENTS);
    sr_flow_advance(flow, longest);
    g_array_set_size(flow->contents, 0);
}
