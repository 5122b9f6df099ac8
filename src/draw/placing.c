#include "draw/placing.h"

#include "draw/tally.h"

#include <math.h>

#define LEGEND_GAP 5.0 /* from the legend to the areas */
#define SCALE_MM SR_SCALE_MM
#define COLUMN_MM 64.0 /* the widest legend in one column */
#define LEAST_MAP_MM 25.0
#define SMALL_MM 140.0      /* a panel below it is of a small page */
#define WORTH_IT 1.04       /* so much larger must a map become without histogram there */
#define WORTH_IT_LARGE 1.25 /* and so much on a large page, which can do with both */
#define NAMES_SHARE 0.25

typedef enum { CORNER_UL, CORNER_UR, CORNER_LL, CORNER_LR, N_CORNERS } Corner;

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

double
sr_placing_scale_height(const SrStyle *style)
{
    return style->north_arrow ? SR_NORTH_MM + 4 : 9;
}

/* --- Where the legend stands --- */

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
    double names_mm; /* wanted on each side of the map */
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
static SrPlacing
try_corner(const Room *room, Corner corner)
{
    SrBox world = room->ground->box;
    SrBox box = room->box;
    SrBox legend = in_corner(box, corner, room->width, room->height);
    double scale = largest_scale(world, box.x1 - box.x0, box.y1 - box.y0);
    double least = scale / 3;

    if (room->width > box.x1 - box.x0 || room->height > box.y1 - box.y0)
        return (SrPlacing){0};
    while (scale > least) {
        Corner opposite = (Corner)(N_CORNERS - 1 - (int)corner);
        SrBox map = in_corner(box, opposite, (world.x1 - world.x0) * scale,
                              (world.y1 - world.y0) * scale);

        if (is_clear(room, legend, map, scale))
            return (SrPlacing){.scale = scale,
                               .map_mm = centered(room, legend, map, scale),
                               .legend_mm = legend};
        scale = 1000 / rounded_denominator(1000 / scale * 1.001);
    }
    return (SrPlacing){0};
}

/* The legend in a column to the right of the map, or in a row below it. */
static SrPlacing
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
        return (SrPlacing){0};
    double scale = largest_scale(world, rest.x1 - rest.x0, rest.y1 - rest.y0);
    double width = (world.x1 - world.x0) * scale;
    double height = (world.y1 - world.y0) * scale;
    double x = (rest.x0 + rest.x1 - width) / 2;
    double y = below ? rest.y0 : (rest.y0 + rest.y1 - height) / 2;

    /* A legend below follows the map; what is left over stays free at the foot. */
    if (below)
        legend = (SrBox){legend.x0, y + height + LEGEND_GAP, legend.x1,
                         y + height + LEGEND_GAP + room->height};
    return (SrPlacing){
        .scale = scale, .map_mm = {x, y, x + width, y + height}, .legend_mm = legend};
}

/* What a placing is worth: of two maps alike the one with room for names beside it. */
static double
worth_of(const Room *room, const SrPlacing *placing)
{
    bool is_below = placing->legend_mm.y0 >= placing->map_mm.y1;
    double taken = placing->map_mm.x1 - placing->map_mm.x0 +
                   (is_below ? 0 : placing->legend_mm.x1 - placing->legend_mm.x0);
    double margin = (room->box.x1 - room->box.x0 - taken) / 2;

    return room->names_mm > 0
               ? placing->scale *
                     (1 - NAMES_SHARE * (1 - CLAMP(margin / room->names_mm, 0, 1)))
               : placing->scale;
}

/* Keeps the better one; a tie goes to the first tried. */
static void
keep_better(const Room *room, SrPlacing *best, SrPlacing other, SrLegendLayout *legend)
{
    other.worth = worth_of(room, &other);
    if (other.worth > best->worth * 1.0001) {
        *best = other;
        best->legend = legend;
    }
}

static void
try_places(Room *room, SrLegendPlace place, SrLegendLayout *legend, SrPlacing *best)
{
    double width = room->box.x1 - room->box.x0;

    room->width = MAX(sr_legend_width(legend), SCALE_MM);
    room->height = sr_legend_height(legend) + room->scale_height;
    for (int corner = 0; corner < N_CORNERS && place == SR_LEGEND_AUTO; corner++)
        keep_better(room, best, try_corner(room, (Corner)corner), legend);
    if (place != SR_LEGEND_BELOW)
        keep_better(room, best, try_strip(room, false), legend);
    if (place == SR_LEGEND_RIGHT ||
        sr_legend_width(legend) > width - SCALE_MM - LEGEND_GAP)
        return;
    /* Below the map there is room for the scale bar beside the legend. */
    room->width = width;
    room->height = MAX(sr_legend_height(legend), room->scale_height);
    keep_better(room, best, try_strip(room, true), legend);
}

/* Tries legends in one, two and as many columns as there is room for. */
static SrPlacing
try_widths(const Room *room, const SrLegend *legend, SrFonts *fonts, const SrStyle *style,
           SrLegendPlace place)
{
    double width = room->box.x1 - room->box.x0;
    const double widths[] = {MIN(COLUMN_MM, width), MIN(2 * COLUMN_MM - 8, width),
                             width - SCALE_MM - LEGEND_GAP};
    SrPlacing best = {0};

    for (size_t i = 0; i < G_N_ELEMENTS(widths); i++) {
        Room own = *room;
        SrLegendLayout *layout = sr_legend_new(legend, fonts, style, widths[i]);
        SrLegendLayout *before = best.legend;

        try_places(&own, place, layout, &best);
        if (best.legend == before)
            sr_legend_free(layout);
        else
            sr_legend_free(before);
    }
    return best;
}

SrPlacing
sr_placing_find(const SrGround *ground, const SrLegend *legend, SrFonts *fonts,
                const SrStyle *style, SrBox box_mm, double names_mm)
{
    g_autoptr(SrTally) land = tally_land(ground);
    Room room = {.ground = ground,
                 .land = land,
                 .box = box_mm,
                 .scale_height = sr_placing_scale_height(style),
                 .names_mm = names_mm};
    SrPlacing best = {0};
    bool is_small = MIN(box_mm.x1 - box_mm.x0, box_mm.y1 - box_mm.y0) < SMALL_MM;
    double worth_it = is_small ? WORTH_IT : WORTH_IT_LARGE;

    for (int step = 0; step <= 2; step++) {
        SrLegend smaller = sr_legend_reduced(legend, step);
        SrPlacing one = try_widths(&room, &smaller, fonts, style, style->legend);

        if (one.scale <= 0)
            one = try_widths(&room, &smaller, fonts, style, SR_LEGEND_AUTO);
        /* Less legend must be worth it. */
        if (one.worth > best.worth * worth_it) {
            sr_legend_free(best.legend);
            best = one;
            best.content = smaller;
        } else {
            sr_legend_free(one.legend);
        }
    }
    return best;
}
