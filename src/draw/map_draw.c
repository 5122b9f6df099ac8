#include "draw/map_private.h"

#include "draw/legend.h"

#include <math.h>
#include <stdlib.h>

#define LEADER_MM 0.2

/* --- Fillings and borders --- */

/* The colour of the filling of @area, or of the ground below its pattern. */
static SrColor
filling_of(const SrMapLayout *layout, int area)
{
    const SrMap *map = layout->map;
    SrStatus status = map->statuses != NULL ? map->statuses[area] : SR_STATUS_OK;

    if (status != SR_STATUS_OK)
        return layout->style->patterns[status].ground;
    if (map->classes != NULL && map->classes[area] >= 0 &&
        map->classes[area] < map->n_colors)
        return map->colors[map->classes[area]];
    return layout->style->paper;
}

/* What lies over the filling of @area: the pattern of its status, the mark of its class.
 */
static const SrHatch *
hatch_of(const SrMapLayout *layout, int area)
{
    static const SrHatch none = {.kind = SR_HATCH_NONE};
    const SrMap *map = layout->map;
    SrStatus status = map->statuses != NULL ? map->statuses[area] : SR_STATUS_OK;

    if (status != SR_STATUS_OK)
        return &layout->style->patterns[status].hatch;
    if (map->marks != NULL && map->classes != NULL && map->classes[area] >= 0 &&
        map->classes[area] < map->n_colors)
        return &map->marks[map->classes[area]];
    return &none;
}

static void
draw_fills(SrCanvas *canvas, const SrMapLayout *layout)
{
    const SrMap *map = layout->map;

    for (int class = 0; class < map->n_colors; class ++) {
        sr_canvas_fill_areas(canvas, layout->fills, &class, 1, &layout->view,
                             map->colors[class]);
        if (map->marks != NULL)
            sr_canvas_hatch_areas(canvas, layout->fills, &class, 1, &layout->view,
                                  &map->marks[class]);
    }
    for (int status = SR_STATUS_OK + 1; status < SR_N_STATUSES; status++) {
        const SrPattern *pattern = &layout->style->patterns[status];
        int group = map->n_colors + status;

        if (layout->fills->area_start[group] == layout->fills->area_start[group + 1])
            continue;
        sr_canvas_fill_areas(canvas, layout->fills, &group, 1, &layout->view,
                             pattern->ground);
        sr_canvas_hatch_areas(canvas, layout->fills, &group, 1, &layout->view,
                              &pattern->hatch);
    }
}

static const SrPolygons *
areas_of(const SrMapLayout *layout)
{
    return layout->clipped != NULL
               ? layout->clipped
               : sr_ground_areas(layout->map->ground, layout->map->level);
}

/* Whether a sign of half the width @half_mm is drawn: not where it would leave a window.
 */
static bool
is_shown(const SrMapLayout *layout, SrPoint at, double half_mm)
{
    SrBox box = layout->box_mm;

    return layout->map->window == NULL ||
           (at.x - half_mm >= box.x0 && at.x + half_mm <= box.x1 &&
            at.y - half_mm >= box.y0 && at.y + half_mm <= box.y1);
}

/* Area by area, for formats in which each is a thing that one can point at. */
static void
draw_items(SrCanvas *canvas, const SrMapLayout *layout)
{
    const SrMap *map = layout->map;
    const SrPolygons *areas = areas_of(layout);

    for (int area = 0; area < layout->n_areas; area++) {
        SrColor color = filling_of(layout, area);

        sr_canvas_item_begin(canvas, map->ids != NULL ? map->ids[area] : NULL,
                             map->titles != NULL ? map->titles[area] : NULL);
        sr_canvas_fill_areas(canvas, areas, &area, 1, &layout->view, color);
        sr_canvas_hatch_areas(canvas, areas, &area, 1, &layout->view,
                              hatch_of(layout, area));
        sr_canvas_item_end(canvas);
    }
}

/* Strokes the lines of one level, the outer ones or the others, in one go. */
static void
stroke_level(SrCanvas *canvas, const SrMapLayout *layout, int level, bool outer,
             const SrPen *pen)
{
    const SrLines *lines =
        layout->lines != NULL ? layout->lines : layout->map->ground->borders;
    g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(SrPoint));
    g_autoptr(GArray) starts = g_array_new(FALSE, FALSE, sizeof(int));
    int start = 0;

    for (int l = 0; l < lines->n_lines; l++) {
        if (lines->line_outer[l] != outer || (!outer && lines->line_level[l] != level))
            continue;
        int n = lines->line_start[l + 1] - lines->line_start[l];

        g_array_append_val(starts, start);
        g_array_append_vals(points, lines->points + lines->line_start[l], (guint)n);
        start += n;
    }
    g_array_append_val(starts, start);
    sr_canvas_stroke_lines(canvas, (const SrPoint *)(void *)points->data,
                           (const int *)(void *)starts->data, (int)starts->len - 1,
                           &layout->view, pen);
}

static void
draw_borders(SrCanvas *canvas, const SrMapLayout *layout)
{
    const SrMap *map = layout->map;

    for (int level = 0; level < map->ground->n_levels; level++) {
        SrPen pen = *sr_style_line(layout->style, level);

        /* What lies within the areas of the map is there to find one's way, no more. */
        if (level < map->level) {
            pen = *sr_style_line(layout->style, 0);
            pen.color = sr_color_mix(pen.color, layout->style->paper, 0.35);
        }
        stroke_level(canvas, layout, level, false, &pen);
    }
    stroke_level(canvas, layout, 0, true, &layout->style->outer);
    if (map->highlight >= 0 && map->highlight < layout->n_areas) {
        SrPen pen = layout->style->outer;

        pen.color = layout->style->accent;
        sr_canvas_stroke_areas(canvas, areas_of(layout), &map->highlight, 1,
                               &layout->view, &pen);
    }
}

/* --- Circles and points --- */

typedef struct {
    int area;
    double radius;
} Circle;

static int
compare_circles(const void *a, const void *b)
{
    const Circle *x = a;
    const Circle *y = b;

    if (x->radius != y->radius)
        return x->radius > y->radius ? -1 : 1;
    return x->area - y->area;
}

static void
draw_circles(SrCanvas *canvas, const SrMapLayout *layout)
{
    const SrMap *map = layout->map;
    g_autofree Circle *circles = g_new(Circle, MAX(layout->n_areas, 1));

    if (map->circles == NULL)
        return;
    const SrPoint *anchors = sr_ground_anchors(map->ground, map->level);
    for (int i = 0; i < layout->n_areas; i++)
        circles[i] = (Circle){
            i, sr_map_radius_mm(layout->style, map->circles[i], map->circle_most)};
    qsort(circles, (gsize)layout->n_areas, sizeof *circles, compare_circles);
    for (int i = 0; i < layout->n_areas; i++) {
        SrPoint at = sr_view_apply(&layout->view, anchors[circles[i].area]);

        if (circles[i].radius > 0 && is_shown(layout, at, circles[i].radius))
            sr_circle_draw(canvas, layout->style, at, circles[i].radius,
                           map->circles[circles[i].area] < 0);
    }
}

/* --- Names --- */

static void
draw_leader(SrCanvas *canvas, const SrMapLayout *layout, int area)
{
    const SrLabelPlace *place = &layout->places[area];
    SrPen line = {.color = layout->style->ink, .width_mm = LEADER_MM};
    SrPen halo = {.color = layout->style->paper, .width_mm = LEADER_MM + 0.3};

    sr_canvas_line(canvas, place->leader_from, place->leader_to, &halo);
    sr_canvas_line(canvas, place->leader_from, place->leader_to, &line);
    sr_canvas_circle(canvas, place->leader_from, 0.45, &layout->style->ink, NULL);
}

static void
draw_name(SrCanvas *canvas, const SrMapLayout *layout, int area)
{
    const SrLabelPlace *place = &layout->places[area];
    const SrMapWriting *writing = &g_array_index(
        layout->writings, SrMapWriting, layout->writing_start[area] + place->variant);
    bool has_value = layout->map->values != NULL && !writing->is_key;
    bool on_pattern = !place->has_leader && hatch_of(layout, area)->kind != SR_HATCH_NONE;
    SrColor ground = place->has_leader ? layout->style->paper : filling_of(layout, area);
    SrColor ink = sr_style_ink_on(layout->style, ground);
    bool is_clear = sr_color_contrast(ink, ground) >= SR_COLOR_CLEAR_CONTRAST;
    double leading = writing->size_pt * SR_MM_PER_PT * SR_LABEL_LEADING;
    double y = place->box_mm.y0 + SR_LABEL_CLEAR_MM / 2;
    char number[16];
    g_snprintf(number, sizeof number, "%d", layout->number[area]);
    g_auto(GStrv) lines = g_strsplit(writing->is_key ? number : writing->text, "\n", -1);

    for (int i = 0; lines[i] != NULL; i++) {
        bool is_value = has_value && lines[i + 1] == NULL;
        SrTextStyle style = sr_map_label_style(layout, writing->size_pt,
                                               layout->map->level > 0 && !is_value);

        style.color = ink;
        style.halo_mm = layout->on_border[area] || on_pattern || !is_clear
                            ? layout->style->halo_mm
                            : 0;
        style.halo_color = sr_color_rim(ink, ground);
        sr_text_put(canvas, layout->fonts, &style, lines[i],
                    (SrPoint){(place->box_mm.x0 + place->box_mm.x1) / 2,
                              y + leading * SR_LABEL_BASELINE},
                    SR_ALIGN_CENTER, 0);
        y += leading;
    }
}

void
sr_map_draw(SrCanvas *canvas, const SrMapLayout *layout)
{
    const SrMap *map = layout->map;

    sr_canvas_group_begin(canvas);
    if (sr_canvas_has_items(canvas))
        draw_items(canvas, layout);
    else if (layout->fills != NULL)
        draw_fills(canvas, layout);
    draw_borders(canvas, layout);
    sr_canvas_group_end(canvas);
    draw_circles(canvas, layout);
    for (int i = 0; i < map->n_points; i++) {
        SrPoint at = sr_view_apply(&layout->view, map->points[i].at);

        if (is_shown(layout, at, layout->style->point_mm / 2))
            sr_sign_draw(canvas, map->points[i].sign, at, layout->style->point_mm / 2,
                         map->points[i].color);
    }
    for (int area = 0; area < layout->n_areas; area++)
        if (layout->places[area].variant >= 0 && layout->places[area].has_leader)
            draw_leader(canvas, layout, area);
    for (int area = 0; area < layout->n_areas; area++)
        if (layout->places[area].variant >= 0)
            draw_name(canvas, layout, area);
}
