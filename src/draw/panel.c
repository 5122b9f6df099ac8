#include "draw/panel.h"

#include "base/error.h"
#include "draw/tally.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define LEGEND_GAP 5.0   /* from the legend to the areas */
#define SCALE_MM 34.0    /* the longest scale bar */
#define SCALE_HEIGHT 9.0 /* with the gap above */
#define COLUMN_MM 64.0   /* the widest legend in a corner or beside the map */
#define LEAST_MAP_MM 25.0
#define KEY_GAP 3.0

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
    SrText *key; /* or NULL */
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
    sr_text_free(panel->key);
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
    const SrPolygons *top = ground->areas[ground->n_levels - 1];
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

/*
 * The legend in one corner, the map pushed to the opposite one: the largest round scale
 * at which they do not touch.
 */
static Placing
try_corner(const SrGround *ground, const SrTally *land, SrBox box, Corner corner,
           double width, double height)
{
    SrBox world = ground->box;
    SrBox legend = in_corner(box, corner, width, height);
    double scale = largest_scale(world, box.x1 - box.x0, box.y1 - box.y0);
    double least = scale / 2;

    if (width > box.x1 - box.x0 || height > box.y1 - box.y0)
        return (Placing){0};
    while (scale > least) {
        double map_width = (world.x1 - world.x0) * scale;
        double map_height = (world.y1 - world.y0) * scale;
        Corner opposite = (Corner)(N_CORNERS - 1 - (int)corner);
        SrBox map = in_corner(box, opposite, map_width, map_height);
        SrBox wide = {legend.x0 - LEGEND_GAP, legend.y0 - LEGEND_GAP,
                      legend.x1 + LEGEND_GAP, legend.y1 + LEGEND_GAP};

        if (!sr_tally_touches(land, to_world(wide, map, world, scale)))
            return (Placing){scale, map, legend, NULL};
        scale = 1000 / rounded_denominator(1000 / scale * 1.001);
    }
    return (Placing){0};
}

/* The legend in a column to the right of the map, or above its foot line. */
static Placing
try_strip(const SrGround *ground, SrBox box, bool below, double width, double height)
{
    SrBox rest = box;
    SrBox legend = in_corner(box, below ? CORNER_LL : CORNER_UR, width, height);

    if (below)
        rest.y1 -= height + LEGEND_GAP;
    else
        rest.x1 -= width + LEGEND_GAP;
    if (rest.x1 - rest.x0 < LEAST_MAP_MM || rest.y1 - rest.y0 < LEAST_MAP_MM)
        return (Placing){0};
    double scale = largest_scale(ground->box, rest.x1 - rest.x0, rest.y1 - rest.y0);
    double map_width = (ground->box.x1 - ground->box.x0) * scale;
    double map_height = (ground->box.y1 - ground->box.y0) * scale;
    double x = (rest.x0 + rest.x1 - map_width) / 2;

    /* The legend follows the map; what is left over stays free at the foot. */
    if (below)
        legend = (SrBox){legend.x0, rest.y0 + map_height + LEGEND_GAP, legend.x1,
                         rest.y0 + map_height + LEGEND_GAP + height};
    return (Placing){
        scale, {x, rest.y0, x + map_width, rest.y0 + map_height}, legend, NULL};
}

static void
keep_better(Placing *best, Placing *other, SrLegendLayout *legend)
{
    /* A tie goes to the first tried: corners before strips. */
    if (other->scale > best->scale * 1.0001) {
        *best = *other;
        best->legend = legend;
    }
}

/* Tries the places that the style allows; the legends that lose are freed. */
static Placing
place_legend(const SrPanel *panel, SrBox box)
{
    const SrGround *ground = panel->ready->map.ground;
    SrLegendPlace place = panel->style->legend;
    double width = box.x1 - box.x0;
    SrLegendLayout *column = sr_legend_new(&panel->ready->legend, panel->fonts,
                                           panel->style, MIN(COLUMN_MM, width));
    SrLegendLayout *row = sr_legend_new(&panel->ready->legend, panel->fonts, panel->style,
                                        width - SCALE_MM - LEGEND_GAP);
    g_autoptr(SrTally) land = tally_land(ground);
    double column_width = MAX(sr_legend_width(column), SCALE_MM);
    double column_height = sr_legend_height(column) + SCALE_HEIGHT;
    Placing best = {0};

    for (int corner = 0; corner < N_CORNERS && place == SR_LEGEND_AUTO; corner++) {
        Placing one =
            try_corner(ground, land, box, (Corner)corner, column_width, column_height);

        keep_better(&best, &one, column);
    }
    if (place != SR_LEGEND_BELOW && column_height <= box.y1 - box.y0) {
        Placing one = try_strip(ground, box, false, column_width, column_height);

        keep_better(&best, &one, column);
    }
    if (place != SR_LEGEND_RIGHT) {
        Placing one =
            try_strip(ground, box, true, width, MAX(sr_legend_height(row), SCALE_HEIGHT));

        keep_better(&best, &one, row);
    }
    if (best.legend != column)
        sr_legend_free(column);
    if (best.legend != row)
        sr_legend_free(row);
    return best;
}

/* --- Names --- */

static SrText *
write_key(const SrPanel *panel, double width)
{
    int n;
    const int *areas = sr_map_key(panel->map, &n);
    bool all = panel->ready->map.naming == SR_NAMES_NUMBER;
    SrTextStyle style = {.family = panel->style->condensed,
                         .size_pt = MAX(panel->style->legend_pt, 8),
                         .color = panel->style->ink};
    SrTextSetting setting = {.width_mm = width};
    g_autoptr(GString) words = g_string_new(NULL);

    for (int i = 0; i < n; i++) /* no-break spaces keep number and name together */
        g_string_append_printf(words, "%s%d\u00a0%s", i > 0 ? "   " : "",
                               all ? areas[i] + 1 : i + 1,
                               panel->ready->map.names[areas[i]]);
    return n > 0 ? sr_text_new(panel->fonts, &style, &setting, words->str) : NULL;
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
    panel->key = write_key(panel, box_mm.x1 - box_mm.x0);
    if (panel->key == NULL)
        return g_steal_pointer(&panel);

    /* A smaller map has more numbers; room for one line more settles nearly all cases. */
    double key_height = sr_text_height(panel->key);
    double line = key_height / sr_text_n_lines(panel->key);
    box.y1 -= key_height + line + KEY_GAP;
    g_clear_pointer(&panel->key, sr_text_free);
    g_clear_pointer(&panel->map, sr_map_free);
    g_clear_pointer(&panel->legend, sr_legend_free);
    if (!lay_out(panel, box, error))
        return NULL;
    panel->key = write_key(panel, box_mm.x1 - box_mm.x0);
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
        scale =
            (SrPoint){panel->legend_mm.x1 - bar_mm, panel->legend_mm.y0 + SCALE_HEIGHT};
    sr_map_draw(canvas, panel->map);
    sr_legend_draw(canvas, panel->legend,
                   (SrPoint){panel->legend_mm.x0, panel->legend_mm.y0});
    sr_scale_draw(canvas, panel->fonts, panel->style, view, scale, SCALE_MM,
                  panel->ready->legend.language);
    if (panel->key != NULL)
        sr_text_draw(canvas, panel->key, panel->key_at);
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

    return panel->key != NULL ? panel->key_at.y + sr_text_height(panel->key) : bottom;
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
