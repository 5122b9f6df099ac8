#include "draw/panel.h"

#include "base/error.h"
#include "draw/placing.h"

#include <glib/gi18n.h>
#include <string.h>

/* So often the page is laid out anew because other names turned into numbers. */
#define MAX_PASSES 4

/* A strip with the key, below map and legend. */
#define STRIP_GAP_MM 3.0
#define LEAST_HEIGHT_MM 30.0

struct SrPanel {
    const SrThemeReady *ready; /* borrowed */
    SrFonts *fonts;            /* borrowed */
    const SrStyle *style;      /* borrowed */
    SrBox box_mm;
    SrBox map_mm;
    SrBox legend_mm;  /* with the scale bar below */
    SrLegend content; /* of the legend */
    SrLegendLayout *legend;
    SrLegendLayout
        *strip; /* the key below map and legend, or NULL: it is in the legend */
    SrMap plan; /* the map of the theme, with names or numbers */
    SrMapLayout *map;
    int n_key; /* names that stand in the legend as a key */
    int *key_numbers;
    const char **key_names; /* owned; the names are borrowed */
    char *nameless;         /* a sentence on areas that found no place, or NULL */
    char *note;             /* the legend's with that sentence; owned */
    bool scale_beside;      /* to the right of a legend that lies below the map */
};

void
sr_panel_free(SrPanel *panel)
{
    if (panel == NULL)
        return;
    sr_legend_free(panel->legend);
    sr_legend_free(panel->strip);
    sr_map_free(panel->map);
    g_free(panel->key_numbers);
    g_free(panel->key_names);
    g_free(panel->nameless);
    g_free(panel->note);
    g_free(panel);
}

/* --- The key --- */

static void
add_to_key(SrPanel *panel, int area)
{
    panel->key_numbers[panel->n_key] = panel->n_key + 1;
    panel->key_names[panel->n_key++] = panel->plan.names[area];
}

/* The key of a map on which all areas stand as numbers. */
static void
key_of_all(SrPanel *panel)
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

    if (sr_map_n_unplaced(panel->map) == 0)
        return NULL;
    for (int i = 0; i < map->ground->n_areas[map->level]; i++)
        if (sr_map_label(panel->map, i)->variant < 0)
            g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "",
                                   map->names[i]);
    return g_strdup_printf(_("No room on the map for the names of: %s"), names->str);
}

/* Takes the key from the map just laid out. Returns: whether it is the one before. */
static bool
take_key(SrPanel *panel)
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
    panel->nameless = name_nameless(panel);
    return same && g_strcmp0(before, panel->nameless) == 0;
}

/* --- Layout --- */

/* The note of the legend: what the theme says, and which areas have no name. */
static void
put_note(SrPanel *panel, SrLegend *legend)
{
    const SrLegend *own = &panel->ready->legend;

    g_free(panel->note);
    panel->note = panel->nameless == NULL || own->note == NULL
                      ? g_strdup(panel->nameless != NULL ? panel->nameless : own->note)
                      : g_strdup_printf("%s\n%s", own->note, panel->nameless);
    legend->note = panel->note;
}

static void
put_key(const SrPanel *panel, SrLegend *legend)
{
    legend->n_key = panel->n_key;
    legend->key_numbers = panel->key_numbers;
    legend->key_names = panel->key_names;
}

/* The key by itself, as wide as the panel; NULL without one. */
static SrLegendLayout *
strip_of(const SrPanel *panel)
{
    SrLegend only = {.language = panel->ready->legend.language};

    put_key(panel, &only);
    return panel->n_key > 0 ? sr_legend_new(&only, panel->fonts, panel->style,
                                            panel->box_mm.x1 - panel->box_mm.x0)
                            : NULL;
}

/* Another key in the room that the one before had. Returns: whether it fits there. */
static bool
fit_key(SrPanel *panel)
{
    double foot = panel->scale_beside ? 0 : sr_placing_scale_height(panel->style);
    double width = panel->legend_mm.x1 - panel->legend_mm.x0;
    double height = panel->legend_mm.y1 - panel->legend_mm.y0 - foot;
    SrLegendLayout *strip = panel->strip != NULL ? strip_of(panel) : NULL;

    put_note(panel, &panel->content);
    if (panel->strip == NULL)
        put_key(panel, &panel->content);
    SrLegendLayout *legend =
        sr_legend_new(&panel->content, panel->fonts, panel->style,
                      panel->scale_beside ? width - SR_SCALE_MM : width);
    bool fits =
        sr_legend_height(legend) <= height + 0.01 &&
        (strip == NULL || sr_legend_height(strip) <= sr_legend_height(panel->strip));
    sr_legend_free(fits ? panel->legend : legend);
    sr_legend_free(fits ? panel->strip : strip);
    if (fits) {
        panel->legend = legend;
        panel->strip = strip;
    }
    return fits;
}

/*
 * The key in the legend, or in a strip below map and legend: whichever leaves the larger
 * map. Sets panel->strip.
 */
static SrPlacing
place(SrPanel *panel, SrBox box)
{
    const SrGround *ground = panel->plan.ground;
    SrLegend legend = panel->ready->legend;
    g_autoptr(SrLegendLayout) strip = strip_of(panel);

    g_clear_pointer(&panel->strip, sr_legend_free);
    put_note(panel, &legend);
    SrPlacing below = {0};
    if (strip != NULL) {
        SrBox above = box;

        above.y1 -= sr_legend_height(strip) + STRIP_GAP_MM;
        if (above.y1 - above.y0 > LEAST_HEIGHT_MM)
            below = sr_placing_find(ground, &legend, panel->fonts, panel->style, above);
    }
    put_key(panel, &legend);
    SrPlacing inside = sr_placing_find(ground, &legend, panel->fonts, panel->style, box);
    if (below.scale <= inside.scale) {
        sr_legend_free(below.legend);
        return inside;
    }
    sr_legend_free(inside.legend);
    panel->strip = g_steal_pointer(&strip);
    return below;
}

static bool
lay_out(SrPanel *panel, SrBox box, GError **error)
{
    const SrGround *ground = panel->plan.ground;

    g_clear_pointer(&panel->map, sr_map_free);
    g_clear_pointer(&panel->legend, sr_legend_free);
    SrPlacing placing = place(panel, box);
    if (placing.scale <= 0) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("the page is too small: map and legend do not fit into "
                      "%.0f × %.0f mm"),
                    panel->box_mm.x1 - panel->box_mm.x0,
                    panel->box_mm.y1 - panel->box_mm.y0);
        return false;
    }
    panel->legend = placing.legend;
    panel->content = placing.content;
    panel->legend_mm = placing.legend_mm;
    panel->map_mm = placing.map_mm;
    panel->scale_beside = placing.legend_mm.x1 - placing.legend_mm.x0 >= box.x1 - box.x0;
    SrView view = {{ground->box.x0, ground->box.y1},
                   {placing.map_mm.x0, placing.map_mm.y0},
                   placing.scale};
    if (panel->strip != NULL)
        box.y1 -= sr_legend_height(panel->strip) + STRIP_GAP_MM;
    panel->map = sr_map_new(&panel->plan, panel->fonts, panel->style, box, &view,
                            &panel->legend_mm, 1);
    return true;
}

/* Names with a key of numbers; where those do not settle, or only few names stand, all by
 * number. */
static bool
settle_key(SrPanel *panel, SrBox box, GError **error)
{
    int n_areas = panel->plan.ground->n_areas[panel->plan.level];
    int passes = panel->plan.naming == SR_NAMES_FULL ? MAX_PASSES : 0;

    for (int pass = 0; pass < passes; pass++) {
        if (!lay_out(panel, box, error))
            return false;
        if (take_key(panel) || fit_key(panel))
            return true;
        if (panel->n_key > n_areas / 2)
            break;
    }
    if (panel->plan.naming != SR_NAMES_NONE) {
        panel->plan.naming = SR_NAMES_NUMBER;
        g_clear_pointer(&panel->nameless, g_free);
        key_of_all(panel);
    }
    if (!lay_out(panel, box, error))
        return false;
    return take_key(panel) || fit_key(panel) || lay_out(panel, box, error);
}

SrPanel *
sr_panel_new(const SrThemeReady *ready, SrFonts *fonts, const SrStyle *style,
             SrBox box_mm, GError **error)
{
    g_autoptr(SrPanel) panel = g_new0(SrPanel, 1);
    double rim = style->outer.width_mm / 2;
    SrBox box = {box_mm.x0 + rim, box_mm.y0 + rim, box_mm.x1 - rim, box_mm.y1 - rim};
    int n_areas = ready->map.ground->n_areas[ready->map.level];

    panel->ready = ready;
    panel->fonts = fonts;
    panel->style = style;
    panel->box_mm = box_mm;
    panel->plan = ready->map;
    panel->key_numbers = g_new(int, MAX(n_areas, 1));
    panel->key_names = g_new(const char *, MAX(n_areas, 1));
    return settle_key(panel, box, error) ? g_steal_pointer(&panel) : NULL;
}

/* Where map and legend end. */
static double
body_bottom(const SrPanel *panel)
{
    return MAX(panel->map_mm.y1, panel->legend_mm.y1);
}

void
sr_panel_draw(SrCanvas *canvas, const SrPanel *panel)
{
    const SrView *view = sr_map_view(panel->map);
    double bar_mm = sr_scale_length_m(view, SR_SCALE_MM) * view->mm_per_unit;
    SrPoint scale = {panel->legend_mm.x0, panel->legend_mm.y1};

    if (panel->scale_beside)
        scale = (SrPoint){panel->legend_mm.x1 - bar_mm,
                          panel->legend_mm.y0 + sr_placing_scale_height(panel->style)};
    sr_map_draw(canvas, panel->map);
    sr_legend_draw(canvas, panel->legend,
                   (SrPoint){panel->legend_mm.x0, panel->legend_mm.y0});
    sr_scale_draw(canvas, panel->fonts, panel->style, view, scale, SR_SCALE_MM,
                  panel->ready->legend.language);
    if (panel->strip != NULL)
        sr_legend_draw(canvas, panel->strip,
                       (SrPoint){panel->box_mm.x0, body_bottom(panel) + STRIP_GAP_MM});
    if (panel->style->north_arrow) {
        double beside = panel->scale_beside ? -6 : bar_mm + 6;

        sr_north_draw(canvas, panel->fonts, panel->style,
                      (SrPoint){scale.x + beside, scale.y});
    }
}

double
sr_panel_denominator(const SrPanel *panel)
{
    return sr_view_denominator(sr_map_view(panel->map));
}

SrBox
sr_panel_legend_box(const SrPanel *panel)
{
    return panel->legend_mm;
}

double
sr_panel_bottom(const SrPanel *panel)
{
    return body_bottom(panel) +
           (panel->strip != NULL ? STRIP_GAP_MM + sr_legend_height(panel->strip) : 0);
}

int
sr_panel_n_unplaced(const SrPanel *panel)
{
    return sr_map_n_unplaced(panel->map);
}

char *
sr_panel_dump(const SrPanel *panel)
{
    g_autofree char *map = sr_map_dump(panel->map);
    GString *text = g_string_new("legend");
    const double sides[] = {panel->legend_mm.x0, panel->legend_mm.y0, panel->legend_mm.x1,
                            panel->legend_mm.y1};

    for (size_t i = 0; i < G_N_ELEMENTS(sides); i++) {
        char buffer[G_ASCII_DTOSTR_BUF_SIZE];

        g_string_append_c(text, ' ');
        g_string_append(text, g_ascii_formatd(buffer, sizeof buffer, "%.1f", sides[i]));
    }
    g_string_append_printf(text, "\n%s", map);
    return g_string_free(text, FALSE);
}
