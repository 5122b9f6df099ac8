#include "draw/panel.h"

#include "base/error.h"
#include "draw/placing.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* So often the page is laid out anew because other names turned into numbers. */
#define MAX_PASSES 4
#define MOST_NAMELESS 6 /* more are counted, not listed */

/* A map of this size (the side of a square around it) has lines as the style says. */
#define FULL_SIZE_MM 150.0
#define LEAST_SHARE 0.5
/* More areas than this do not have room for their names in themselves on a small map. */
#define FEW_NAMES 12
#define NAMES_MM 32.0

/* A strip with the key, below map and legend. */
#define STRIP_GAP_MM 3.0
#define LEAST_HEIGHT_MM 30.0

struct SrPanel {
    SrFonts *fonts; /* borrowed */
    SrStyle style;  /* with lines and circles for this size; what it points to borrowed */
    SrLegend base;  /* the theme's legend with those lines and circles */
    SrLegendLine lines[SR_STYLE_LINES];
    SrLegendCircle circles[SR_THEME_CIRCLES];
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
    double names_mm;        /* room for names on each side of a small map */
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

    int n_unplaced = sr_map_n_unplaced(panel->map);

    if (n_unplaced == 0)
        return NULL;
    if (n_unplaced > MOST_NAMELESS) /* their list would take the room of still more */
        return g_strdup_printf(_("No room on the map for %1$d of %2$d names"), n_unplaced,
                               map->ground->n_areas[map->level]);
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
    const SrLegend *own = &panel->base;

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
    SrLegend only = {.language = panel->base.language};

    put_key(panel, &only);
    return panel->n_key > 0 ? sr_legend_new(&only, panel->fonts, &panel->style,
                                            panel->box_mm.x1 - panel->box_mm.x0)
                            : NULL;
}

/* Another key in the room that the one before had. Returns: whether it fits there. */
static bool
fit_key(SrPanel *panel)
{
    double foot = panel->scale_beside ? 0 : sr_placing_scale_height(&panel->style);
    double width = panel->legend_mm.x1 - panel->legend_mm.x0;
    double height = panel->legend_mm.y1 - panel->legend_mm.y0 - foot;
    SrLegendLayout *strip = panel->strip != NULL ? strip_of(panel) : NULL;

    put_note(panel, &panel->content);
    if (panel->strip == NULL)
        put_key(panel, &panel->content);
    SrLegendLayout *legend =
        sr_legend_new(&panel->content, panel->fonts, &panel->style,
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
    SrLegend legend = panel->base;
    g_autoptr(SrLegendLayout) strip = strip_of(panel);

    g_clear_pointer(&panel->strip, sr_legend_free);
    put_note(panel, &legend);
    SrPlacing below = {0};
    if (strip != NULL) {
        SrBox above = box;

        above.y1 -= sr_legend_height(strip) + STRIP_GAP_MM;
        if (above.y1 - above.y0 > LEAST_HEIGHT_MM)
            below = sr_placing_find(ground, &legend, panel->fonts, &panel->style, above,
                                    panel->names_mm);
    }
    put_key(panel, &legend);
    SrPlacing inside = sr_placing_find(ground, &legend, panel->fonts, &panel->style, box,
                                       panel->names_mm);
    if (below.worth <= inside.worth) {
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
    panel->map = sr_map_new(&panel->plan, panel->fonts, &panel->style, box, &view,
                            &panel->legend_mm, 1);
    return true;
}

/* Lays out until the key, and the note of areas without a name, are those of the layout.
 */
static bool
settle(SrPanel *panel, SrBox box, int most_key, GError **error)
{
    for (int pass = 0; pass < MAX_PASSES; pass++) {
        if (!lay_out(panel, box, error))
            return false;
        if (take_key(panel) || fit_key(panel))
            return true;
        if (panel->n_key > most_key)
            break;
    }
    g_set_error_literal(error, SR_ERROR, SR_ERROR_INPUT, _("the page is too small"));
    return false;
}

static void
begin_naming(SrPanel *panel, SrNames naming)
{
    panel->plan.naming = naming;
    panel->n_key = 0;
    g_clear_pointer(&panel->nameless, g_free);
    if (naming == SR_NAMES_NUMBER)
        key_of_all(panel);
}

/*
 * Names, with numbers and a key where those do not fit; where that does not settle, or
 * only few names stand, all by number; where that key has no room, names alone, and the
 * legend says which are missing.
 */
static bool
settle_names(SrPanel *panel, SrBox box, GError **error)
{
    int n_areas = panel->plan.ground->n_areas[panel->plan.level];

    if (panel->plan.naming == SR_NAMES_NONE)
        return lay_out(panel, box, error);
    if (panel->plan.naming == SR_NAMES_FULL) {
        if (settle(panel, box, n_areas / 2, NULL))
            return true;
        begin_naming(panel, SR_NAMES_NUMBER);
        if (settle(panel, box, n_areas, NULL))
            return true;
        begin_naming(panel, SR_NAMES_ONLY);
    } else
        begin_naming(panel, SR_NAMES_NUMBER);
    return settle(panel, box, n_areas, error);
}

/* Lines and circles of a full page would be ropes and discs on a small map. */
static void
fit_style(SrPanel *panel, const SrThemeReady *ready, const SrStyle *style, SrBox box)
{
    SrBox world = ready->map.ground->box;
    SrView view = sr_view_fit(world, box);
    double size = sqrt((world.x1 - world.x0) * (world.y1 - world.y0)) * view.mm_per_unit;
    double share = CLAMP(size / FULL_SIZE_MM, LEAST_SHARE, 1);

    panel->style = sr_style_thinner(style, share);
    panel->names_mm = share < 1 && ready->map.naming == SR_NAMES_FULL &&
                              ready->map.ground->n_areas[ready->map.level] > FEW_NAMES
                          ? NAMES_MM
                          : 0;
    panel->base = ready->legend;
    for (int i = 0; i < panel->base.n_lines; i++) {
        panel->lines[i] = ready->legend.lines[i];
        panel->lines[i].pen.width_mm =
            sr_style_thin_line(panel->lines[i].pen.width_mm, share);
    }
    for (int i = 0; i < panel->base.n_circles; i++) {
        panel->circles[i] = ready->legend.circles[i];
        panel->circles[i].radius_mm *= share;
    }
    panel->base.lines = panel->lines;
    panel->base.circles = panel->circles;
}

SrPanel *
sr_panel_new(const SrThemeReady *ready, SrFonts *fonts, const SrStyle *style,
             SrBox box_mm, GError **error)
{
    g_autoptr(SrPanel) panel = g_new0(SrPanel, 1);
    fit_style(panel, ready, style, box_mm);
    double rim = panel->style.outer.width_mm / 2;
    SrBox box = {box_mm.x0 + rim, box_mm.y0 + rim, box_mm.x1 - rim, box_mm.y1 - rim};
    int n_areas = ready->map.ground->n_areas[ready->map.level];

    panel->fonts = fonts;
    panel->box_mm = box_mm;
    panel->plan = ready->map;
    panel->key_numbers = g_new(int, MAX(n_areas, 1));
    panel->key_names = g_new(const char *, MAX(n_areas, 1));
    return settle_names(panel, box, error) ? g_steal_pointer(&panel) : NULL;
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
                          panel->legend_mm.y0 + sr_placing_scale_height(&panel->style)};
    sr_map_draw(canvas, panel->map);
    sr_legend_draw(canvas, panel->legend,
                   (SrPoint){panel->legend_mm.x0, panel->legend_mm.y0});
    sr_scale_draw(canvas, panel->fonts, &panel->style, view, scale, SR_SCALE_MM,
                  panel->base.language);
    if (panel->strip != NULL)
        sr_legend_draw(canvas, panel->strip,
                       (SrPoint){panel->box_mm.x0, body_bottom(panel) + STRIP_GAP_MM});
    if (panel->style.north_arrow) {
        double beside = panel->scale_beside ? -6 : bar_mm + 6;

        sr_north_draw(canvas, panel->fonts, &panel->style,
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
