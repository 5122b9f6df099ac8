#include "draw/panel.h"

#include "base/error.h"
#include "draw/tally.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define LEGEND_GAP 5.0 /* from the legend to the areas */
#define SCALE_MM 34.0  /* the longest scale bar */
#define COLUMN_MM 64.0 /* the widest legend in a corner or beside the map */
#define LEAST_MAP_MM 25.0
#define KEY_GAP 3.0
#define KEY_NUMBER 5.5 /* from the number's column to the name */

typedef enum { CORNER_UL, CORNER_UR, CORNER_LL, CORNER_LR, N_CORNERS } Corner;

struct SrPanel {
    const SrThemeReady *ready; /* borrowed */
    SrFonts *fonts;            /* borrowed */
    const SrStyle *style;      /* borrowed */
    SrBox box_mm;
    SrBox map_mm;
    SrBox legend_mm; /* with the scale bar below */
    SrLegendLayout *legend;
    SrMapLayout *map;
    int n_key; /* names that stand below as a key */
    int key_rows;
    double key_column; /* mm */
    SrText *nameless;  /* the areas that found no place at all, or NULL; owned */
    SrPoint key_at;
    bool scale_beside; /* to the right of a legend that lies below the map */
};

void
sr_panel_free(SrPanel *panel)
{
    if (panel == NULL)
        return;
    sr_legend_free(panel->legend);
    sr_map_free(panel->map);
    sr_text_free(panel->nameless);
    g_free(panel);
}

/* --- Scale --- */

/* 1 : n with n rounded up: 193 412 → 195 000, 87 300 → 87 500. */
static double
rounded_denominator(double denominator)
{
    double step = pow(10, floor(log10(denominator))) / 20;

    return ceil(denominator / step - 1e-9) * step;
}

/* Millimetres of the page per metre at the largest round scale that fits @width ×
 * @height. */
static double
largest_scale(SrBox world, double width, double height)
{
    double scale = MIN(width / (world.x1 - world.x0), height / (world.y1 - world.y0));

    return 1000 / rounded_denominator(1000 / scale);
}

/* The height of the scale bar, or of the arrow beside it, with the gap above. */
static double
scale_height(const SrStyle *style)
{
    return style->north_arrow ? SR_NORTH_MM + 4 : 9;
}

/* --- Where the legend stands --- */

typedef struct {
    double scale; /* mm per metre; 0: does not fit */
    SrBox map_mm;
    SrBox legend_mm;
    SrLegendLayout *legend; /* owned until taken */
} Placing;

static SrTally *
tally_land(const SrGround *ground)
{
    const SrPolygons *top = sr_ground_areas(ground, ground->n_levels - 1);
    double size = MAX(ground->box.x1 - ground->box.x0, ground->box.y1 - ground->box.y0);
    SrTally *land = sr_tally_new(ground->box, size / 250);

    for (int polygon = 0; polygon < top->n_polygons; polygon++)
        sr_tally_fill(land, top, polygon);
    sr_tally_seal(land);
    return land;
}

/* The box of @corner of @box, @width × @height. */
static SrBox
in_corner(SrBox box, Corner corner, double width, double height)
{
    bool right = corner == CORNER_UR || corner == CORNER_LR;
    bool lower = corner == CORNER_LL || corner == CORNER_LR;
    double x = right ? box.x1 - width : box.x0;
    double y = lower ? box.y1 - height : box.y0;

    return (SrBox){x, y, x + width, y + height};
}

/* The page box in metres of a world whose box @world lies on @map. */
static SrBox
to_world(SrBox page, SrBox map, SrBox world, double scale)
{
    return (SrBox){
        world.x0 + (page.x0 - map.x0) / scale, world.y1 - (page.y1 - map.y0) / scale,
        world.x0 + (page.x1 - map.x0) / scale, world.y1 - (page.y0 - map.y0) / scale};
}

/* What a try has to go by. */
typedef struct {
    const SrGround *ground;
    const SrTally *land;
    SrBox box;
    double width, height; /* of the legend with its scale bar */
    double scale_height;
} Room;

static bool
is_clear(const Room *room, SrBox legend, SrBox map, double scale)
{
    SrBox wide = {legend.x0 - LEGEND_GAP, legend.y0 - LEGEND_GAP, legend.x1 + LEGEND_GAP,
                  legend.y1 + LEGEND_GAP};

    return !sr_tally_touches(room->land, to_world(wide, map, room->ground->box, scale));
}

/* Moves the map from its corner towards the middle of the box as far as it stays clear.
 */
static SrBox
centered(const Room *room, SrBox legend, SrBox map, double scale)
{
    double dx = (room->box.x0 + room->box.x1 - map.x0 - map.x1) / 2;
    double dy = (room->box.y0 + room->box.y1 - map.y0 - map.y1) / 2;

    for (int i = 20; i > 0; i--) {
        SrBox moved = {map.x0 + dx * i / 20, map.y0 + dy * i / 20, map.x1 + dx * i / 20,
                       map.y1 + dy * i / 20};

        if (is_clear(room, legend, moved, scale))
            return moved;
    }
    return map;
}

/*
 * The legend in one corner, the map pushed to the opposite one: the largest round scale
 * at which they do not touch.
 */
static Placing
try_corner(const Room *room, Corner corner)
{
    SrBox world = room->ground->box;
    SrBox box = room->box;
    SrBox legend = in_corner(box, corner, room->width, room->height);
    double scale = largest_scale(world, box.x1 - box.x0, box.y1 - box.y0);
    double least = scale / 3;

    if (room->width > box.x1 - box.x0 || room->height > box.y1 - box.y0)
        return (Placing){0};
    while (scale > least) {
        Corner opposite = (Corner)(N_CORNERS - 1 - (int)corner);
        SrBox map = in_corner(box, opposite, (world.x1 - world.x0) * scale,
                              (world.y1 - world.y0) * scale);

        if (is_clear(room, legend, map, scale))
            return (Placing){scale, centered(room, legend, map, scale), legend, NULL};
        scale = 1000 / rounded_denominator(1000 / scale * 1.001);
    }
    return (Placing){0};
}

/* The legend in a column to the right of the map, or in a row below it. */
static Placing
try_strip(const Room *room, bool below)
{
    SrBox world = room->ground->box;
    SrBox rest = room->box;
    SrBox legend =
        in_corner(rest, below ? CORNER_LL : CORNER_UR, room->width, room->height);

    if (below)
        rest.y1 -= room->height + LEGEND_GAP;
    else
        rest.x1 -= room->width + LEGEND_GAP;
    if (rest.x1 - rest.x0 < LEAST_MAP_MM || rest.y1 - rest.y0 < LEAST_MAP_MM ||
        room->height > room->box.y1 - room->box.y0)
        return (Placing){0};
    double scale = largest_scale(world, rest.x1 - rest.x0, rest.y1 - rest.y0);
    double width = (world.x1 - world.x0) * scale;
    double height = (world.y1 - world.y0) * scale;
    double x = (rest.x0 + rest.x1 - width) / 2;
    double y = below ? rest.y0 : (rest.y0 + rest.y1 - height) / 2;

    /* A legend below follows the map; what is left over stays free at the foot. */
    if (below)
        legend = (SrBox){legend.x0, y + height + LEGEND_GAP, legend.x1,
                         y + height + LEGEND_GAP + room->height};
    return (Placing){scale, {x, y, x + width, y + height}, legend, NULL};
}

/* Keeps the larger map; a tie goes to the first tried. */
static void
keep_better(Placing *best, Placing other, SrLegendLayout *legend)
{
    if (other.scale > best->scale * 1.0001) {
        *best = other;
        best->legend = legend;
    }
}

static void
try_places(Room *room, SrLegendPlace place, SrLegendLayout *legend, Placing *best)
{
    double width = room->box.x1 - room->box.x0;

    room->width = MAX(sr_legend_width(legend), SCALE_MM);
    room->height = sr_legend_height(legend) + room->scale_height;
    for (int corner = 0; corner < N_CORNERS && place == SR_LEGEND_AUTO; corner++)
        keep_better(best, try_corner(room, (Corner)corner), legend);
    if (place != SR_LEGEND_BELOW)
        keep_better(best, try_strip(room, false), legend);
    if (place == SR_LEGEND_RIGHT ||
        sr_legend_width(legend) > width - SCALE_MM - LEGEND_GAP)
        return;
    /* Below the map there is room for the scale bar beside the legend. */
    room->width = width;
    room->height = MAX(sr_legend_height(legend), room->scale_height);
    keep_better(best, try_strip(room, true), legend);
}

/*
 * Tries legends in one, two and as many columns as there is room for, at the places that
 * the style allows; where nothing fits there, at all places.
 */
static Placing
place_legend(const SrPanel *panel, SrBox box)
{
    const SrGround *ground = panel->ready->map.ground;
    double width = box.x1 - box.x0;
    const double widths[] = {MIN(COLUMN_MM, width), MIN(2 * COLUMN_MM - 8, width),
                             width - SCALE_MM - LEGEND_GAP};
    SrLegendLayout *legends[G_N_ELEMENTS(widths)];
    g_autoptr(SrTally) land = tally_land(ground);
    Room room = {.ground = ground,
                 .land = land,
                 .box = box,
                 .scale_height = scale_height(panel->style)};
    Placing best = {0};

    for (size_t i = 0; i < G_N_ELEMENTS(widths); i++) {
        legends[i] =
            sr_legend_new(&panel->ready->legend, panel->fonts, panel->style, widths[i]);
        try_places(&room, panel->style->legend, legends[i], &best);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(widths) && best.scale <= 0; i++)
        try_places(&room, SR_LEGEND_AUTO, legends[i], &best);
    for (size_t i = 0; i < G_N_ELEMENTS(widths); i++)
        if (legends[i] != best.legend)
            sr_legend_free(legends[i]);
    return best;
}

/* --- Names --- */

static SrTextStyle
key_style(const SrPanel *panel)
{
    return (SrTextStyle){.family = panel->style->condensed,
                         .size_pt = MAX(panel->style->legend_pt, 8),
                         .color = panel->style->ink};
}

static double
key_line(const SrPanel *panel)
{
    return key_style(panel).size_pt * SR_MM_PER_PT * 1.3;
}

/* As many columns as the widest name allows; none, where all names stand on the map. */
static void
measure_key(SrPanel *panel)
{
    int n;
    const int *areas = sr_map_key(panel->map, &n);
    SrTextStyle style = key_style(panel);
    double width = panel->box_mm.x1 - panel->box_mm.x0;
    double widest = 1;

    panel->n_key = n;
    panel->key_rows = 0;
    if (n == 0)
        return;
    for (int i = 0; i < n; i++)
        widest = MAX(widest, sr_text_measure(panel->fonts, &style,
                                             panel->ready->map.names[areas[i]])
                                 .width_mm);
    int columns = MAX((int)((width + KEY_GAP) / (widest + KEY_NUMBER + KEY_GAP)), 1);
    panel->key_rows = (n + columns - 1) / columns;
    columns = (n + panel->key_rows - 1) / panel->key_rows;
    panel->key_column = MIN(width / columns, widest + KEY_NUMBER + 3 * KEY_GAP);
}

/* What could not be written on the map is said below it. */
static void
name_nameless(SrPanel *panel)
{
    const SrMap *map = &panel->ready->map;
    SrTextStyle style = key_style(panel);
    SrTextSetting setting = {.width_mm = panel->box_mm.x1 - panel->box_mm.x0};
    g_autoptr(GString) names = g_string_new(NULL);

    g_clear_pointer(&panel->nameless, sr_text_free);
    if (sr_map_n_unplaced(panel->map) == 0)
        return;
    for (int i = 0; i < map->ground->n_areas[map->level]; i++)
        if (sr_map_label(panel->map, i)->variant < 0)
            g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "",
                                   map->names[i]);
    g_autofree char *words =
        g_strdup_printf(_("No room on the map for the names of: %s"), names->str);
    panel->nameless = sr_text_new(panel->fonts, &style, &setting, words);
}

static double
key_height(const SrPanel *panel)
{
    return panel->key_rows * key_line(panel) +
           (panel->nameless != NULL ? sr_text_height(panel->nameless) : 0);
}

static void
draw_key(SrCanvas *canvas, const SrPanel *panel)
{
    int n;
    const int *areas = sr_map_key(panel->map, &n);
    bool all = panel->ready->map.naming == SR_NAMES_NUMBER;
    SrTextStyle style = key_style(panel);

    for (int i = 0; i < n; i++) {
        double x = panel->key_at.x + i / panel->key_rows * panel->key_column;
        double y = panel->key_at.y + (i % panel->key_rows + 0.8) * key_line(panel);
        char number[16];

        g_snprintf(number, sizeof number, "%d", all ? areas[i] + 1 : i + 1);
        sr_text_put(canvas, panel->fonts, &style, number,
                    (SrPoint){x + KEY_NUMBER - 1.2, y}, SR_ALIGN_RIGHT, 0);
        sr_text_put(canvas, panel->fonts, &style, panel->ready->map.names[areas[i]],
                    (SrPoint){x + KEY_NUMBER, y}, SR_ALIGN_LEFT, 0);
    }
}

static bool
lay_out(SrPanel *panel, SrBox box, GError **error)
{
    Placing placing = place_legend(panel, box);

    if (placing.scale <= 0) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("the page is too small: map and legend do not fit into "
                      "%.0f × %.0f mm"),
                    panel->box_mm.x1 - panel->box_mm.x0,
                    panel->box_mm.y1 - panel->box_mm.y0);
        return false;
    }
    panel->legend = placing.legend;
    panel->legend_mm = placing.legend_mm;
    panel->map_mm = placing.map_mm;
    panel->scale_beside = placing.legend_mm.x1 - placing.legend_mm.x0 >= box.x1 - box.x0;
    SrView view = {{panel->ready->map.ground->box.x0, panel->ready->map.ground->box.y1},
                   {placing.map_mm.x0, placing.map_mm.y0},
                   placing.scale};
    panel->map = sr_map_new(&panel->ready->map, panel->fonts, panel->style, box, &view,
                            &panel->legend_mm, 1);
    return true;
}

SrPanel *
sr_panel_new(const SrThemeReady *ready, SrFonts *fonts, const SrStyle *style,
             SrBox box_mm, GError **error)
{
    g_autoptr(SrPanel) panel = g_new0(SrPanel, 1);
    double rim = style->outer.width_mm / 2;
    SrBox box = {box_mm.x0 + rim, box_mm.y0 + rim, box_mm.x1 - rim, box_mm.y1 - rim};

    panel->ready = ready;
    panel->fonts = fonts;
    panel->style = style;
    panel->box_mm = box_mm;
    if (!lay_out(panel, box, error))
        return NULL;
    measure_key(panel);
    name_nameless(panel);
    if (key_height(panel) <= 0)
        return g_steal_pointer(&panel);

    /* A smaller map has more numbers; room for one line more settles nearly all cases. */
    box.y1 -= key_height(panel) + key_line(panel) + KEY_GAP;
    g_clear_pointer(&panel->map, sr_map_free);
    g_clear_pointer(&panel->legend, sr_legend_free);
    if (!lay_out(panel, box, error))
        return NULL;
    measure_key(panel);
    name_nameless(panel);
    panel->key_at =
        (SrPoint){box_mm.x0, MAX(panel->map_mm.y1, panel->legend_mm.y1) + KEY_GAP};
    return g_steal_pointer(&panel);
}

void
sr_panel_draw(SrCanvas *canvas, const SrPanel *panel)
{
    const SrView *view = sr_map_view(panel->map);
    double bar_mm = sr_scale_length_m(view, SCALE_MM) * view->mm_per_unit;
    SrPoint scale = {panel->legend_mm.x0, panel->legend_mm.y1};

    if (panel->scale_beside)
        scale = (SrPoint){panel->legend_mm.x1 - bar_mm,
                          panel->legend_mm.y0 + scale_height(panel->style)};
    sr_map_draw(canvas, panel->map);
    sr_legend_draw(canvas, panel->legend,
                   (SrPoint){panel->legend_mm.x0, panel->legend_mm.y0});
    sr_scale_draw(canvas, panel->fonts, panel->style, view, scale, SCALE_MM,
                  panel->ready->legend.language);
    if (panel->style->north_arrow) {
        double beside = panel->scale_beside ? -6 : bar_mm + 6;

        sr_north_draw(canvas, panel->fonts, panel->style,
                      (SrPoint){scale.x + beside, scale.y});
    }
    if (panel->n_key > 0)
        draw_key(canvas, panel);
    if (panel->nameless != NULL)
        sr_text_draw(canvas, panel->nameless,
                     (SrPoint){panel->key_at.x,
                               panel->key_at.y + panel->key_rows * key_line(panel)});
}

double
sr_panel_denominator(const SrPanel *panel)
{
    return sr_view_denominator(sr_map_view(panel->map));
}

double
sr_panel_bottom(const SrPanel *panel)
{
    double bottom = MAX(panel->map_mm.y1, panel->legend_mm.y1);

    return key_height(panel) > 0 ? panel->key_at.y + key_height(panel) : bottom;
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
