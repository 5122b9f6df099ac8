/* The inset of a panel: a crowded part of the map once more, larger. */
#include "draw/panel_private.h"

#include "base/number.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* The part of the panel that the inset takes, on its longer side. */
#define SHARE 0.36
#define GAP_MM 5.0
#define TITLE_MM 4.5 /* above it: how much larger */
#define LEAST_MM 30.0
/* How much larger than the map; the largest that holds some crowded areas is taken. */
static const double zooms[] = {2.5, 2, 1.6};
/* An area is crowded where it is smaller than a name of this size in mm. */
#define NAME_WIDTH_MM 14.0
#define NAME_HEIGHT_MM 4.0
#define LEAST_CROWDED 6
#define STEPS 24 /* places of the window that are tried on each axis */

static bool
is_within(SrBox inner, SrBox outer)
{
    return inner.x0 >= outer.x0 && inner.y0 >= outer.y0 && inner.x1 <= outer.x1 &&
           inner.y1 <= outer.y1;
}

/* The crowded areas in @window that are wholly in it. */
static int
count_crowded(const SrBox *boxes, int n, SrBox window, double mm_per_m)
{
    int count = 0;

    for (int i = 0; i < n; i++)
        count += (boxes[i].x1 - boxes[i].x0) * mm_per_m < NAME_WIDTH_MM &&
                 (boxes[i].y1 - boxes[i].y0) * mm_per_m < 3 * NAME_HEIGHT_MM &&
                 is_within(boxes[i], window);
    return count;
}

/* The window of @width × @height metres that holds most crowded areas. */
static SrBox
find_window(const SrBox *boxes, int n, SrBox world, double width, double height,
            double mm_per_m, int *most)
{
    SrBox best = SR_BOX_EMPTY;

    *most = 0;
    for (int row = 0; row <= STEPS; row++)
        for (int column = 0; column <= STEPS; column++) {
            double x = world.x0 + (world.x1 - world.x0 - width) * column / STEPS;
            double y = world.y0 + (world.y1 - world.y0 - height) * row / STEPS;
            SrBox window = {x, y, x + width, y + height};
            int count = count_crowded(boxes, n, window, mm_per_m);

            if (count > *most) {
                *most = count;
                best = window;
            }
        }
    return best;
}

/* Names of areas in the window to the inset, all others to the map. */
static void
share_names(SrPanel *panel, const SrBox *boxes)
{
    SrPanelInset *inset = &panel->inset;
    int n = panel->plan.ground->n_areas[panel->plan.level];

    inset->names = g_new0(const char *, MAX(n, 1));
    inset->others = g_new0(const char *, MAX(n, 1));
    for (int i = 0; i < n; i++)
        (is_within(boxes[i], inset->window) ? inset->names : inset->others)[i] =
            panel->plan.names[i];
    inset->plan = panel->plan;
    inset->plan.names = inset->names;
    inset->plan.naming = SR_NAMES_ONLY;
    inset->plan.window = &inset->window;
    inset->plan.ids = NULL; /* an id stands once in a file */
}

/* The inset to the right of the map on a wide page, else below it. */
static SrBox
box_of_inset(SrBox box)
{
    double width = box.x1 - box.x0;
    double height = box.y1 - box.y0;

    if (width > height)
        box.x0 = box.x1 - width * SHARE;
    else
        box.y0 = box.y1 - height * SHARE;
    box.y0 += TITLE_MM;
    return box;
}

bool
sr_panel_inset_new(SrPanel *panel, SrBox box)
{
    const SrGround *ground = panel->plan.ground;
    const SrPolygons *areas = sr_ground_areas(ground, panel->plan.level);
    SrPanelInset *inset = &panel->inset;
    SrBox rest = box;
    int n = areas->n_areas;
    g_autofree SrBox *boxes = g_new(SrBox, MAX(n, 1));

    inset->box_mm = box_of_inset(box);
    if (inset->box_mm.x0 > box.x0)
        rest.x1 = inset->box_mm.x0 - GAP_MM;
    else
        rest.y1 = inset->box_mm.y0 - TITLE_MM - GAP_MM;
    double width = inset->box_mm.x1 - inset->box_mm.x0;
    double height = inset->box_mm.y1 - inset->box_mm.y0;
    if (MIN(MIN(rest.x1 - rest.x0, rest.y1 - rest.y0), MIN(width, height)) < LEAST_MM)
        return false;
    for (int i = 0; i < n; i++)
        boxes[i] = sr_polygons_box(areas, i);
    double scale = sr_view_fit(ground->box, rest).mm_per_unit;
    for (size_t z = 0; z < G_N_ELEMENTS(zooms); z++) {
        double larger = scale * zooms[z];
        int n_crowded;

        inset->window = find_window(boxes, n, ground->box, width / larger,
                                    height / larger, scale, &n_crowded);
        if (n_crowded < LEAST_CROWDED)
            continue;
        SrView view = sr_view_fit(inset->window, inset->box_mm);
        share_names(panel, boxes);
        inset->map = sr_map_new(&inset->plan, panel->fonts, &panel->style, inset->box_mm,
                                &view, NULL, 0);
        if (sr_map_n_unplaced(inset->map) == 0) {
            panel->box_mm = rest;
            return true;
        }
        sr_panel_inset_clear(panel);
    }
    return false;
}

void
sr_panel_inset_clear(SrPanel *panel)
{
    SrPanelInset *inset = &panel->inset;

    g_clear_pointer(&inset->map, sr_map_free);
    g_clear_pointer(&inset->names, g_free);
    g_clear_pointer(&inset->others, g_free);
}

/* Where the inset lies on the map: a frame in the colour of notes. */
static void
draw_frame(SrCanvas *canvas, const SrPanel *panel)
{
    const SrView *view = sr_map_view(panel->map);
    SrBox window = panel->inset.window;
    SrPoint low = sr_view_apply(view, (SrPoint){window.x0, window.y1});
    SrPoint high = sr_view_apply(view, (SrPoint){window.x1, window.y0});
    SrPen pen = {.color = panel->style.accent, .width_mm = 0.35, .join = SR_JOIN_MITER};

    sr_canvas_stroke_box(canvas, (SrBox){low.x, low.y, high.x, high.y}, &pen);
}

void
sr_panel_inset_draw(SrCanvas *canvas, const SrPanel *panel)
{
    const SrPanelInset *inset = &panel->inset;
    SrPen frame = {.color = panel->style.accent, .width_mm = 0.35, .join = SR_JOIN_MITER};
    SrTextStyle type = {.size_pt = panel->style.note_pt, .color = panel->style.muted};
    double zoom =
        sr_map_view(inset->map)->mm_per_unit / sr_map_view(panel->map)->mm_per_unit;
    g_autofree char *factor = sr_number_format(zoom, 1, panel->base.language);
    /* TRANSLATORS: above a part of the map that is drawn larger: "detail, 2.5 times" */
    g_autofree char *title = g_strdup_printf(_("detail, %s times as large"), factor);

    sr_map_draw(canvas, inset->map);
    sr_canvas_stroke_box(canvas, inset->box_mm, &frame);
    sr_text_put(canvas, panel->fonts, &type, title,
                (SrPoint){inset->box_mm.x0, inset->box_mm.y0 - 1.3}, SR_ALIGN_LEFT, 0);
    draw_frame(canvas, panel);
}
