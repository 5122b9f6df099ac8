/* The key of a panel: what stands on its map as a number. */
#include "draw/panel_private.h"

#include <glib/gi18n.h>

#define MOST_NAMELESS 6 /* more are counted, not listed */
/* The key beside the map is tried in widths of this step, up to this share of the box. */
#define STEP_MM 4.0
#define MOST_SHARE 0.62

static void
add_to_key(SrPanel *panel, int area)
{
    panel->key_numbers[panel->n_key] = panel->n_key + 1;
    panel->key_names[panel->n_key++] = panel->plan.names[area];
}

/* The key of a map on which all areas stand as numbers. */
void
sr_panel_key_of_all(SrPanel *panel)
{
    panel->n_key = 0;
    for (int i = 0; i < panel->plan.ground->n_areas[panel->plan.level]; i++)
        add_to_key(panel, i);
}

/* What could not be written on the map is said in the legend. */
static char *
name_nameless(const SrPanel *panel)
{
    const SrMap *map = &panel->plan;
    g_autoptr(GString) names = g_string_new(NULL);

    int n_unplaced = sr_map_n_unplaced(panel->map);

    if (n_unplaced == 0)
        return NULL;
    if (n_unplaced > MOST_NAMELESS) /* their list would take the room of still more */
        return g_strdup_printf(_("No room on the map for %1$d of %2$d names"), n_unplaced,
                               map->ground->n_areas[map->level]);
    for (int i = 0; i < map->ground->n_areas[map->level]; i++)
        if (map->names[i] != NULL && sr_map_label(panel->map, i)->variant < 0)
            g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "",
                                   map->names[i]);
    return g_strdup_printf(_("No room on the map for the names of: %s"), names->str);
}

/* Takes the key from the map just laid out. Returns: whether it is the one before. */
bool
sr_panel_take_key(SrPanel *panel)
{
    int n;
    const int *areas = sr_map_key(panel->map, &n);
    bool same = n == panel->n_key;
    g_autofree char *before = g_steal_pointer(&panel->nameless);

    for (int i = 0; i < n && same; i++)
        same = panel->key_names[i] == panel->plan.names[areas[i]];
    panel->n_key = 0;
    for (int i = 0; i < n; i++)
        add_to_key(panel, areas[i]);
    panel->nameless = panel->tells_nameless ? name_nameless(panel) : NULL;
    return same && g_strcmp0(before, panel->nameless) == 0;
}

/* The note of the legend: what the theme says, and which areas have no name. */
void
sr_panel_put_note(SrPanel *panel, SrLegend *legend)
{
    const SrLegend *own = &panel->base;

    g_free(panel->note);
    panel->note = panel->nameless == NULL || own->note == NULL
                      ? g_strdup(panel->nameless != NULL ? panel->nameless : own->note)
                      : g_strdup_printf("%s\n%s", own->note, panel->nameless);
    legend->note = panel->note;
}

void
sr_panel_put_key(const SrPanel *panel, SrLegend *legend)
{
    legend->n_key = panel->n_key;
    legend->key_numbers = panel->key_numbers;
    legend->key_names = panel->key_names;
}

SrLegendLayout *
sr_panel_strip(const SrPanel *panel, SrBox box, bool beside)
{
    SrLegend only = {.language = panel->base.language};
    double width = box.x1 - box.x0;
    double height = box.y1 - box.y0;

    sr_panel_put_key(panel, &only);
    if (panel->n_key == 0)
        return NULL;
    if (!beside)
        return sr_legend_new(&only, panel->fonts, &panel->style, width);
    for (double try = STEP_MM; try <= width * MOST_SHARE; try += STEP_MM) {
        g_autoptr(SrLegendLayout) strip =
            sr_legend_new(&only, panel->fonts, &panel->style, try);

        if (sr_legend_height(strip) <= height && sr_legend_width(strip) <= try)
            return g_steal_pointer(&strip);
    }
    return NULL;
}

SrBox
sr_panel_box_without(SrBox box, const SrLegendLayout *strip, bool beside)
{
    if (strip != NULL && beside)
        box.x1 -= sr_legend_width(strip) + SR_STRIP_BESIDE_GAP_MM;
    else if (strip != NULL)
        box.y1 -= sr_legend_height(strip) + SR_STRIP_GAP_MM;
    return box;
}

/* The strip anew. Returns: whether it stands where the one before did. */
static bool
fit_strip(const SrPanel *panel, SrBox box, SrLegendLayout **strip)
{
    *strip =
        panel->strip != NULL ? sr_panel_strip(panel, box, panel->strip_beside) : NULL;
    if (*strip == NULL)
        return panel->strip == NULL || panel->n_key == 0;
    return panel->strip_beside
               ? sr_legend_width(*strip) <= sr_legend_width(panel->strip)
               : sr_legend_height(*strip) <= sr_legend_height(panel->strip);
}

bool
sr_panel_fit_key(SrPanel *panel, SrBox box)
{
    double foot = panel->scale_beside ? 0 : sr_placing_scale_height(&panel->style);
    double width = panel->legend_mm.x1 - panel->legend_mm.x0;
    double height = panel->legend_mm.y1 - panel->legend_mm.y0 - foot;
    SrLegendLayout *strip;
    bool fits = fit_strip(panel, box, &strip);

    sr_panel_put_note(panel, &panel->content);
    if (panel->strip == NULL)
        sr_panel_put_key(panel, &panel->content);
    SrLegendLayout *legend =
        sr_legend_new(&panel->content, panel->fonts, &panel->style,
                      panel->scale_beside ? width - SR_SCALE_MM : width);
    fits &= sr_legend_height(legend) <= height + 0.01;
    sr_legend_free(fits ? panel->legend : legend);
    sr_legend_free(fits ? panel->strip : strip);
    if (fits) {
        panel->legend = legend;
        panel->strip = strip;
    }
    return fits;
}
