#include "draw/panel_private.h"

#include "base/error.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* So often the page is laid out anew because other names turned into numbers. */
#define MAX_PASSES 4

/* A map of this size (the side of a square around it) has lines as the style says. */
#define FULL_SIZE_MM 150.0
#define LEAST_SHARE 0.5
/* More areas than this do not have room for their names in themselves on a small map. */
#define FEW_NAMES 12
#define NAMES_MM 32.0
#define NUMBERS_MM 8.0

/* A key in the legend is found more easily than one apart. */
#define APART_WORTH 0.96
/* A map that a strip leaves less than this is none. */
#define LEAST_SIDE_MM 30.0

void
sr_panel_free(SrPanel *panel)
{
    if (panel == NULL)
        return;
    sr_legend_free(panel->legend);
    sr_legend_free(panel->strip);
    sr_map_free(panel->map);
    sr_panel_inset_clear(panel);
    g_free(panel->key_numbers);
    g_free(panel->key_names);
    g_free(panel->nameless);
    g_free(panel->note);
    g_free(panel);
}

/* --- Layout --- */

/* Keeps in panel->strip and @best what makes the larger map. */
static void
keep_larger(SrPanel *panel, SrPlacing *best, SrPlacing other, SrLegendLayout **strip,
            bool beside)
{
    if (other.worth <= best->worth) {
        sr_legend_free(other.legend);
        return;
    }
    sr_legend_free(best->legend);
    *best = other;
    g_clear_pointer(&panel->strip, sr_legend_free);
    panel->strip = strip != NULL ? g_steal_pointer(strip) : NULL;
    panel->strip_beside = beside;
}

/*
 * The key in the legend, or in a strip below or beside map and legend: whichever leaves
 * the largest map. Sets panel->strip.
 */
static SrPlacing
place(SrPanel *panel, SrBox box)
{
    const SrGround *ground = panel->plan.ground;
    SrLegend legend = panel->base;
    SrPlacing best = {0};

    g_clear_pointer(&panel->strip, sr_legend_free);
    sr_panel_put_note(panel, &legend);
    for (int beside = panel->beside_only; beside <= 1; beside++) {
        g_autoptr(SrLegendLayout) strip = sr_panel_strip(panel, box, beside);
        SrBox rest = sr_panel_box_without(box, strip, beside);

        rest.x1 -= panel->margin_mm;
        rest.y0 += panel->margin_mm / 2;
        if (strip == NULL || MIN(rest.x1 - rest.x0, rest.y1 - rest.y0) < LEAST_SIDE_MM)
            continue;
        SrPlacing other = sr_placing_find(ground, &legend, panel->fonts, &panel->style,
                                          rest, panel->names_mm);
        other.worth *= APART_WORTH;
        keep_larger(panel, &best, other, &strip, beside);
    }
    if (panel->beside_only && best.scale > 0)
        return best;
    sr_panel_put_key(panel, &legend);
    keep_larger(panel, &best,
                sr_placing_find(ground, &legend, panel->fonts, &panel->style, box,
                                panel->names_mm),
                NULL, false);
    return best;
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
    SrBox rest = sr_panel_box_without(box, panel->strip, panel->strip_beside);
    panel->scale_beside =
        placing.legend_mm.x1 - placing.legend_mm.x0 >= rest.x1 - rest.x0 - 1e-9;
    SrView view = {{ground->box.x0, ground->box.y1},
                   {placing.map_mm.x0, placing.map_mm.y0},
                   placing.scale};
    panel->map = sr_map_new(&panel->plan, panel->fonts, &panel->style, rest, &view,
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
        if (sr_panel_take_key(panel) || sr_panel_fit_key(panel, box))
            return true;
        if (panel->n_key > most_key)
            break;
    }
    g_set_error_literal(error, SR_ERROR, SR_ERROR_INPUT, _("the page is too small"));
    return false;
}

/* A way to name all areas; they are tried in turn until one leaves none out. */
typedef struct {
    SrNames naming;
    bool
        beside_only; /* the key beside the map: there it takes room of a wide page only */
    double margin_mm; /* kept free around the map */
} Attempt;

static const Attempt attempts[] = {
    {SR_NAMES_FULL, false, 0},  {SR_NAMES_FULL, true, 0},    {SR_NAMES_FULL, true, 4},
    {SR_NAMES_FULL, false, 4},  {SR_NAMES_NUMBER, false, 0}, {SR_NAMES_NUMBER, true, 0},
    {SR_NAMES_NUMBER, true, 8},
};

static bool
try_naming(SrPanel *panel, const Attempt *attempt, SrBox box, GError **error)
{
    int n_areas = panel->plan.ground->n_areas[panel->plan.level];

    panel->plan.naming = attempt->naming;
    panel->beside_only = attempt->beside_only;
    panel->margin_mm = attempt->margin_mm;
    panel->n_key = 0;
    g_clear_pointer(&panel->nameless, g_free);
    if (attempt->naming == SR_NAMES_NUMBER) {
        panel->names_mm = MIN(panel->names_mm, NUMBERS_MM);
        sr_panel_key_of_all(panel);
    }
    return settle(panel, box, attempt->naming == SR_NAMES_FULL ? n_areas / 2 : n_areas,
                  error);
}

/*
 * Names, with numbers and a key where those do not fit; where that leaves an area out,
 * all by number. Where each way leaves some out, the one that leaves fewest, and the
 * legend says which; where that has no room, names alone.
 */
static bool
settle_names(SrPanel *panel, SrBox box, GError **error)
{
    static const Attempt names_alone = {.naming = SR_NAMES_ONLY};
    SrNames wanted = panel->plan.naming;
    double names_mm = panel->names_mm;
    const Attempt *best = NULL;
    int fewest = G_MAXINT;

    if (wanted == SR_NAMES_NONE)
        return lay_out(panel, box, error);
    for (size_t i = 0; i < G_N_ELEMENTS(attempts); i++) {
        bool is_wanted = wanted == SR_NAMES_FULL && panel->inset.map == NULL
                             ? true
                             : attempts[i].naming == wanted;

        if (!is_wanted || !try_naming(panel, &attempts[i], box, NULL))
            continue;
        int n_unplaced = sr_map_n_unplaced(panel->map);
        if (n_unplaced == 0)
            return true;
        if (n_unplaced < fewest)
            best = &attempts[i];
        fewest = MIN(fewest, n_unplaced);
    }
    panel->tells_nameless = true;
    panel->names_mm = names_mm;
    return (best != NULL && try_naming(panel, best, box, NULL)) ||
           try_naming(panel, &names_alone, box, error);
}

/* With an inset where that gives every area its name; without one nothing has changed. */
static bool
settle_with_inset(SrPanel *panel, SrBox box)
{
    SrBox whole = panel->box_mm;
    const char *const *names = panel->plan.names;
    SrNames naming = panel->plan.naming;
    double names_mm = panel->names_mm;

    if (naming != SR_NAMES_FULL || !sr_panel_inset_new(panel, box))
        return false;
    panel->plan.names = panel->inset.others;
    panel->plan.frame = &panel->inset.window;
    if (settle_names(panel, panel->box_mm, NULL) && sr_map_n_unplaced(panel->map) == 0 &&
        panel->plan.naming == SR_NAMES_FULL)
        return true;
    sr_panel_inset_clear(panel);
    panel->box_mm = whole;
    panel->plan.names = names;
    panel->plan.frame = NULL;
    panel->plan.naming = naming;
    panel->names_mm = names_mm;
    panel->tells_nameless = false;
    return false;
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
    if (panel->style.inset && settle_with_inset(panel, box))
        return g_steal_pointer(&panel);
    return settle_names(panel, box, error) ? g_steal_pointer(&panel) : NULL;
}

/* Where map, names and legend end. */
static double
body_bottom(const SrPanel *panel)
{
    double bottom = MAX(panel->map_mm.y1, panel->legend_mm.y1);

    for (int i = 0; i < panel->plan.ground->n_areas[panel->plan.level]; i++)
        if (sr_map_label(panel->map, i)->variant >= 0)
            bottom = MAX(bottom, sr_map_label(panel->map, i)->box_mm.y1);
    return bottom;
}

const SrMapLayout *
sr_panel_map(const SrPanel *panel)
{
    return panel->map;
}

/* Where the strip with the key begins. */
static SrPoint
strip_at(const SrPanel *panel)
{
    return panel->strip_beside
               ? (SrPoint){panel->box_mm.x1 - sr_legend_width(panel->strip),
                           panel->box_mm.y0}
               : (SrPoint){panel->box_mm.x0, body_bottom(panel) + SR_STRIP_GAP_MM};
}

const SrMapLayout *
sr_panel_inset(const SrPanel *panel, SrBox *box_mm)
{
    *box_mm = panel->inset.map != NULL ? panel->inset.box_mm : SR_BOX_EMPTY;
    return panel->inset.map;
}

SrBox
sr_panel_strip_box(const SrPanel *panel)
{
    if (panel->strip == NULL)
        return SR_BOX_EMPTY;
    SrPoint at = strip_at(panel);
    return (SrBox){at.x, at.y, at.x + sr_legend_width(panel->strip),
                   at.y + sr_legend_height(panel->strip)};
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
        sr_legend_draw(canvas, panel->strip, strip_at(panel));
    if (panel->inset.map != NULL)
        sr_panel_inset_draw(canvas, panel);
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
    double body = body_bottom(panel);

    if (panel->inset.map != NULL)
        body = MAX(body, panel->inset.box_mm.y1);
    if (panel->strip == NULL)
        return body;
    return panel->strip_beside
               ? MAX(body, panel->box_mm.y0 + sr_legend_height(panel->strip))
               : body + SR_STRIP_GAP_MM + sr_legend_height(panel->strip);
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
