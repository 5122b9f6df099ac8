/* How to read the atlas: a page of it in small with numbers, and what they stand for. */
#include "publish/atlas_page.h"

#include "draw/panel.h"
#include "publish/prose.h"

#include <glib/gi18n.h>
#include <math.h>

#define LEAST_MM 78.0 /* height of the example */
#define MOST_MM 118.0
#define MAP_SHARE 0.5 /* of the width */
#define GAP_MM 9.0
#define TIME_SHARE 0.42 /* of the height, below the bars */
#define MOST_BARS 7
#define BADGE_MM 2.3 /* radius */
#define BADGE_PT 9.0

/* The parts of the example, in the order of their numbers. */
enum { TITLE = 1, CLASSES, MAP, BARS, TIME, READING };

/* A number in a circle, to be found again in the list below. */
static void
draw_badge(const SrAtlas *atlas, int number, SrPoint at)
{
    const SrLook *look = &atlas->look;
    SrCanvas *canvas = sr_flow_canvas(atlas->flow);
    SrTextStyle style =
        sr_look_condensed(look, BADGE_PT, SR_WEIGHT_BOLD,
                          sr_style_ink_on(atlas->press->atelier.style, look->accent));
    double cap = sr_text_measure(look->fonts, &style, "1").cap_mm;
    g_autoptr(SrDrawing) circle = sr_drawing_new(look->fonts);
    char text[8];

    g_snprintf(text, sizeof text, "%d", number);
    sr_drawing_circle(circle, at, BADGE_MM, &look->accent, NULL);
    sr_drawing_text(circle, &style, text, (SrPoint){at.x, at.y + cap / 2},
                    SR_ALIGN_CENTER);
    sr_drawing_draw(circle, canvas);
}

/* A figure with values of all areas, regions and years, or the next best; or NULL. */
static const SrResult *
find_example(const SrAtlas *atlas)
{
    const SrResult *found = NULL;
    char **ids = atlas->plan->profile;

    for (int i = 0; ids[i] != NULL; i++) {
        const SrResult *result = sr_atlas_result(atlas, ids[i]);

        if (result == NULL || result->breaks == NULL ||
            sr_press_finest(atlas->press, result) < 0)
            continue;
        if (sr_press_finest(atlas->press, result) == 0 &&
            sr_page_has_time(atlas, result) &&
            !g_str_equal(sr_interval_name(result->indicator->interval), "none"))
            return result;
        if (found == NULL)
            found = result;
    }
    return found;
}

static SrTopic *
topic_of(const SrAtlas *atlas, const SrResult *result)
{
    int level = sr_press_finest(atlas->press, result);
    const SrDivision *division = atlas->press->schemes[0]->divisions[level];

    return sr_topic_new(atlas->press, result, 0, level,
                        sr_press_newest(atlas->press, result, division));
}

/* Title and subtitle above the map; gives where the map begins. */
static double
draw_title(const SrAtlas *atlas, const SrTopic *topic, SrBox box)
{
    const SrLook *look = &atlas->look;
    SrCanvas *canvas = sr_flow_canvas(atlas->flow);
    SrTextStyle bold = sr_look_text(look, look->heading_pt[2], SR_WEIGHT_BOLD, look->ink);
    SrTextStyle plain =
        sr_look_condensed(look, look->chart_pt, SR_WEIGHT_NORMAL, look->ink);
    double x = box.x0 + 2 * BADGE_MM + 2;
    double first = box.y0 + look->heading_pt[2] * SR_MM_PER_PT;
    double second = first + 1.5 * look->chart_pt * SR_MM_PER_PT;

    sr_text_put(canvas, look->fonts, &bold, topic->sheet.title, (SrPoint){x, first},
                SR_ALIGN_LEFT, 0);
    sr_text_put(canvas, look->fonts, &plain, topic->sheet.subtitle, (SrPoint){x, second},
                SR_ALIGN_LEFT, 0);
    draw_badge(atlas, TITLE, (SrPoint){box.x0 + BADGE_MM, first - 1.2});
    return second + 4;
}

/*
 * The number of the map: at that corner of what is drawn of it which lies farthest from
 * the legend, wherever the shape of the county has put the two.
 */
static SrPoint
map_badge_at(const SrTopic *topic, const SrPanel *panel, SrBox box)
{
    const SrView *view = sr_map_view(sr_panel_map(panel));
    SrBox world = topic->theme.ground->box;
    SrBox legend = sr_panel_legend_box(panel);
    SrPoint upper = sr_view_apply(view, (SrPoint){world.x0, world.y1});
    SrPoint lower = sr_view_apply(view, (SrPoint){world.x1, world.y0});
    SrPoint of_legend = {(legend.x0 + legend.x1) / 2, (legend.y0 + legend.y1) / 2};
    double right = MIN(lower.x, box.x1 - BADGE_MM);
    double left = MAX(upper.x, box.x0 + BADGE_MM);
    double top = MAX(upper.y, box.y0 + BADGE_MM);
    double bottom = MIN(lower.y, box.y1 - BADGE_MM);
    const SrPoint corners[] = {
        {right, top}, {left, top}, {right, bottom}, {left, bottom}};
    SrPoint farthest = corners[0];
    double most = 0;

    for (size_t i = 0; i < G_N_ELEMENTS(corners); i++) {
        double distance = hypot(corners[i].x - of_legend.x, corners[i].y - of_legend.y);

        /* The upper right, where it is looked for first, wins against a little more. */
        if (distance > most * (i == 0 ? 1 : 1.15)) {
            most = distance;
            farthest = corners[i];
        }
    }
    return farthest;
}

static bool
draw_map(const SrAtlas *atlas, SrTopic *topic, SrBox box, GError **error)
{
    const SrAtelier *atelier = &atlas->press->atelier;

    topic->theme.naming = SR_NAMES_NONE;
    topic->theme.label_values = false;
    g_autoptr(SrThemeReady) ready =
        sr_theme_prepare(&topic->theme, atelier->style, atelier->palettes, error);
    if (ready == NULL)
        return false;
    SrBox inner = {box.x0 + 2 * BADGE_MM + 2, box.y0, box.x1, box.y1};
    g_autoptr(SrPanel) panel =
        sr_panel_new(ready, atelier->fonts, atelier->style, inner, error);
    if (panel == NULL)
        return false;
    sr_panel_draw(sr_flow_canvas(atlas->flow), panel);
    SrBox legend = sr_panel_legend_box(panel);
    draw_badge(atlas, CLASSES,
               (SrPoint){legend.x0 - BADGE_MM - 1.5, legend.y0 + BADGE_MM});
    draw_badge(atlas, MAP, map_badge_at(topic, panel, inner));
    return true;
}

/* The areas at the top of the ranking. */
static bool
draw_charts(SrAtlas *atlas, const SrTopic *topic, SrBox box, GError **error)
{
    bool has_time = sr_page_has_time(atlas, topic->result);
    double height = box.y1 - box.y0;
    SrBox bars = {box.x0 + 2 * BADGE_MM + 2, box.y0, box.x1,
                  has_time ? box.y1 - TIME_SHARE * height - 4 : box.y1};
    SrBox time = {bars.x0, bars.y1 + 4, box.x1, box.y1};

    if (!sr_page_draw_bars(atlas, topic, MOST_BARS, bars, error))
        return false;
    draw_badge(atlas, BARS, (SrPoint){box.x0 + BADGE_MM, bars.y0 + BADGE_MM});
    /* Names of regions too long for the small example are no reason to have no atlas. */
    if (has_time && sr_page_draw_time(atlas, topic->result, time, NULL))
        draw_badge(atlas, TIME, (SrPoint){box.x0 + BADGE_MM, time.y0 + BADGE_MM});
    return true;
}

static bool
draw_example(SrAtlas *atlas, SrTopic *topic, SrBox box, GError **error)
{
    double middle = box.x0 + MAP_SHARE * (box.x1 - box.x0);
    double top = draw_title(atlas, topic, box);
    SrBox map = {box.x0, top, middle - GAP_MM / 2, box.y1};
    SrBox charts = {middle + GAP_MM / 2, top, box.x1, box.y1};

    return draw_map(atlas, topic, map, error) && draw_charts(atlas, topic, charts, error);
}

/* What a number of the example, or a rule of the whole atlas, stands for. */
static const struct {
    int number; /* 0: a rule */
    const char *lead;
    const char *text;
} items[] = {
    {TITLE, N_("What it is:"),
     N_("what is counted, of how many, for which areas and which year or day.")},
    {CLASSES, N_("Classes:"),
     N_("each colour stands for a range of values; behind it stands how many areas lie "
        "in it. A class holds its lower bound, not its upper one (\"under\"). The "
        "classes of an indicator are the same in all years and at all levels. Where the "
        "page has room for them, small columns beside the classes show how many areas "
        "have about the same value.")},
    {MAP, N_("Map:"),
     N_("darker means higher; about a middle, such as no change, two colours tell above "
        "from below. A pattern says that there is no value, and why. A large area is not "
        "many people; absolute numbers are drawn as circles.")},
    {BARS, N_("Bars:"),
     N_("all areas from the highest to the lowest value (here the first of them). The "
        "thin line at the end of a bar is its 95 % range; the dashed line is the value "
        "of "
        "all areas together.")},
    {TIME, N_("Years:"),
     N_("the regions and all areas together over the last years. The scale need not "
        "begin at zero: look at the figures, not only at how steep a line is.")},
    {READING, N_("Reading example:"),
     N_("on each page one value is said in a whole sentence.")},
    {0, N_("Table:"),
     N_("the 95 % range says how far chance alone could move a value. \"higher\" and "
        "\"lower\" are said only where what is compared with lies outside that range: "
        "the value of all areas together, unless the head of the column names another.")},
    {0, N_("No verdict:"),
     N_("colour does not judge. Whether a high value means burden or resource stands in "
        "words on each page.")},
    {0, N_("Regions:"),
     N_("the rate of a region is the sum of all cases divided by the sum of all people, "
        "never the mean of the rates of its municipalities.")},
};

/* Where the example has no time line, the numbers after it move up. */
static int
shown_number(int number, bool has_time)
{
    return number > TIME && !has_time ? number - 1 : number;
}

static void
set_items(SrAtlas *atlas, bool has_time)
{
    sr_flow_list_begin(atlas->flow);
    for (size_t i = 0; i < G_N_ELEMENTS(items); i++) {
        int number = shown_number(items[i].number, has_time);

        /* Nothing in the picture stands for it. */
        if (items[i].number == TIME && !has_time)
            continue;
        g_autofree char *lead = g_strdup_printf("%s ", _(items[i].lead));
        SrTextPiece pieces[] = {{.text = lead, .bold = true}, {.text = _(items[i].text)}};
        g_autofree char *sign =
            number > 0 ? g_strdup_printf("%d", number) : g_strdup("–");

        sr_flow_pieces(atlas->flow, pieces, G_N_ELEMENTS(pieces), sign);
    }
    sr_flow_list_end(atlas->flow);
}

bool
sr_atlas_set_reading(SrAtlas *atlas, GError **error)
{
    SrFlow *flow = atlas->flow;
    const SrResult *example = find_example(atlas);
    bool has_time = example == NULL || sr_page_has_time(atlas, example);

    sr_flow_set_chapter(flow, _("How to read this atlas"));
    sr_flow_set_mark(flow,
                     example != NULL && example->is_synthetic ? _("Example data") : NULL);
    sr_flow_new_page(flow);
    sr_flow_heading(flow, 1, _("How to read this atlas"), "reading");
    if (example != NULL) {
        g_autoptr(SrTopic) topic = topic_of(atlas, example);
        double height = sr_flow_stretch(flow, LEAST_MM, MOST_MM);
        SrBox box = sr_flow_figure_begin(
            flow, sr_flow_width(flow), height,
            _("A page of an indicator in small; numbers on title, legend, map, bars and "
              "time line lead to the list below."));

        if (!atlas->is_dry && !draw_example(atlas, topic, box, error))
            return false;
        sr_flow_figure_end(flow, NULL);
        if (topic->sheet.reading != NULL) {
            g_autofree char *title = g_strdup_printf(
                "%d %s", shown_number(READING, has_time), _("Reading example"));

            sr_flow_callout(flow, title, topic->sheet.reading);
        }
    }
    set_items(atlas, has_time);
    if (sr_flow_page_of(flow, "signs") > 0 || atlas->is_dry)
        sr_flow_reference(flow, _("Signs where there is no value: page"), "signs");
    sr_flow_set_mark(flow, NULL);
    return true;
}
