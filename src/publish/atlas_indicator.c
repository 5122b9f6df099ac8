/* The pages of one indicator. */
#include "publish/atlas_page.h"

#include "base/file.h"
#include "draw/markdown.h"
#include "draw/panel.h"
#include "publish/prose.h"

#include <glib/gi18n.h>

#define MOST_BARS_BESIDE 6 /* more areas than that get a second page */

/* Of a figure that may grow with the room on its page. */
typedef struct {
    double least_mm, most_mm;
} Heights;

static const Heights map_alone = {150, 188};    /* a page of its own */
static const Heights map_of_index = {118, 188}; /* above its parts */
static const Heights map_shared = {74, 132};    /* with bars, time line and table */
static const Heights map_and_table = {100, 176};
static const Heights time_first = {0,
                                   8}; /* of a shared time line, before the map grows */
static const Heights time_shared = {34, 70};
static const Heights time_below_bars = {48, 110};
static const Heights time_alone = {60, 90};

static bool
set_map(SrAtlas *atlas, const SrTopic *topic, const SrThemeReady *ready,
        const Heights *heights, GError **error)
{
    const SrAtelier *atelier = &atlas->press->atelier;
    SrFlow *flow = atlas->flow;
    double height = sr_flow_stretch(flow, heights->least_mm, heights->most_mm);
    SrBox box = sr_flow_figure_begin(flow, sr_flow_width(flow), height, topic->sheet.alt);

    if (!atlas->is_dry) {
        g_autoptr(SrPanel) panel =
            sr_panel_new(ready, atelier->fonts, atelier->style, box, error);

        if (panel == NULL)
            return false;
        sr_panel_draw(sr_flow_canvas(flow), panel);
    }
    sr_flow_figure_end(flow, NULL);
    return true;
}

static void
set_notes(SrAtlas *atlas, const SrTopic *topic)
{
    const SrIndicator *indicator = topic->result->indicator;
    SrFlow *flow = atlas->flow;
    g_autofree char *definition = g_strdup_printf(
        "%s %s", indicator->description == NULL ? "" : indicator->description,
        sr_prose_polarity(indicator));
    g_autofree char *sources =
        g_strdup_printf(_("Sources: %s. Boundaries: %s."), topic->sheet.source,
                        atlas->press->attribution);

    sr_flow_note(flow, definition);
    if (topic->sheet.note != NULL)
        sr_flow_note(flow, topic->sheet.note);
    sr_flow_note(flow, sources);
}

/* indicators/<id>.md: what people wrote about the figures, if they did. */
static bool
set_comment(SrAtlas *atlas, const SrIndicator *indicator, GError **error)
{
    g_autofree char *name = g_strdup_printf("indicators/%s.md", indicator->id);
    g_autofree char *path = g_build_filename(atlas->press->folder, name, NULL);

    if (!g_file_test(path, G_FILE_TEST_EXISTS))
        return true;
    g_autofree char *text = sr_file_read(path, SR_MEGABYTE, NULL, error);
    if (text == NULL)
        return false;
    sr_flow_heading(atlas->flow, 3, _("Comment"), NULL);
    return sr_flow_markdown(atlas->flow, text, name, 3, error);
}

/* The heading, what is measured, and whether it is made up. */
static void
set_heading(SrAtlas *atlas, const SrTopic *topic)
{
    bool is_synthetic = topic->result->is_synthetic;
    g_autofree char *place = sr_atlas_place(topic->result->indicator);
    g_autofree char *subtitle =
        g_strdup_printf("%s%s%s", topic->sheet.subtitle, is_synthetic ? " · " : "",
                        is_synthetic ? _("Example data") : "");

    sr_flow_heading(atlas->flow, 2, topic->sheet.title, place);
    sr_flow_paragraph(atlas->flow, subtitle);
}

static void
set_reading(SrAtlas *atlas, const SrTopic *topic)
{
    if (topic->sheet.reading != NULL)
        sr_flow_callout(atlas->flow, _("Reading example"), topic->sheet.reading);
}

static bool
set_time(SrAtlas *atlas, const SrResult *result, const Heights *heights, GError **error)
{
    return sr_page_set_time(atlas, result, heights->least_mm, heights->most_mm, error);
}

/* Many areas: a page with a large map, and one with all figures. */
static bool
set_spread(SrAtlas *atlas, const SrTopic *topic, const SrThemeReady *ready,
           GError **error)
{
    const SrResult *result = topic->result;
    SrFlow *flow = atlas->flow;
    bool has_room =
        topic->theme.level > 0 || !sr_page_has_time(atlas, result); /* for details */

    set_heading(atlas, topic);
    bool is_index = result->indicator->components->len > 0;
    if (!set_map(atlas, topic, ready, is_index ? &map_of_index : &map_alone, error))
        return false;
    set_reading(atlas, topic);
    if (!sr_page_set_composition(atlas, result, error))
        return false;
    set_notes(atlas, topic);
    sr_flow_new_page(flow);
    sr_flow_heading(flow, 3, topic->sheet.title, NULL);
    sr_flow_paragraph(flow, topic->sheet.subtitle);
    return sr_page_set_bars(atlas, topic, ready, error) &&
           set_time(atlas, result, &time_below_bars, error) &&
           sr_page_set_table(atlas, result, has_room, error);
}

/* Few areas: one page for all. */
static bool
set_single(SrAtlas *atlas, const SrTopic *topic, const SrThemeReady *ready,
           GError **error)
{
    const SrResult *result = topic->result;
    bool has_figures = atlas->plan->has_figures;

    set_heading(atlas, topic);
    double kept = sr_flow_stretch(atlas->flow, time_first.least_mm, time_first.most_mm);
    const Heights time = {time_shared.least_mm + kept, time_shared.most_mm + kept};
    if (!set_map(atlas, topic, ready, has_figures ? &map_shared : &map_and_table, error))
        return false;
    set_reading(atlas, topic);
    if (has_figures && (!sr_page_set_bars(atlas, topic, ready, error) ||
                        !set_time(atlas, result, &time, error)))
        return false;
    if (!sr_page_set_table(atlas, result, false, error))
        return false;
    set_notes(atlas, topic);
    return true;
}

/* One area: nothing to compare on a map, but over the years. */
static bool
set_unmapped(SrAtlas *atlas, const SrTopic *topic, GError **error)
{
    set_heading(atlas, topic);
    if (!set_time(atlas, topic->result, &time_alone, error))
        return false;
    set_reading(atlas, topic);
    if (!sr_page_set_table(atlas, topic->result, false, error))
        return false;
    set_notes(atlas, topic);
    return true;
}

bool
sr_atlas_set_indicator(SrAtlas *atlas, const SrResult *result, GError **error)
{
    const SrAtelier *atelier = &atlas->press->atelier;
    int level = sr_press_finest(atlas->press, result);
    const SrDivision *division = atlas->press->schemes[0]->divisions[level];
    const char *period = sr_press_newest(atlas->press, result, division);
    bool is_spread = division->n_areas > MOST_BARS_BESIDE && atlas->plan->has_figures;
    bool is_mapped = division->n_areas > 1 || level == 0;
    g_autoptr(SrTopic) topic = sr_topic_new(atlas->press, result, 0, level, period);
    g_autoptr(SrThemeReady) ready =
        sr_theme_prepare(&topic->theme, atelier->style, atelier->palettes, error);

    if (ready == NULL)
        return false;
    bool is_set = !is_mapped  ? set_unmapped(atlas, topic, error)
                  : is_spread ? set_spread(atlas, topic, ready, error)
                              : set_single(atlas, topic, ready, error);
    return is_set && set_comment(atlas, result->indicator, error);
}
