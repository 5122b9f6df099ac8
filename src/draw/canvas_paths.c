/* The lines and fills of canvas.h. */
#include "draw/canvas_private.h"

#include <math.h>

static void
use_color(SrCanvas *canvas, SrColor color)
{
    cairo_set_source_rgb(canvas->cr, color.r, color.g, color.b);
}

void
sr_canvas_use_pen(SrCanvas *canvas, const SrPen *pen)
{
    double dashes[2] = {pen->dash_mm, pen->gap_mm > 0 ? pen->gap_mm : pen->dash_mm};

    use_color(canvas, pen->color);
    cairo_set_line_width(canvas->cr, pen->width_mm);
    cairo_set_dash(canvas->cr, dashes, pen->dash_mm > 0 ? 2 : 0, 0);
    cairo_set_line_cap(canvas->cr, pen->cap == SR_CAP_ROUND ? CAIRO_LINE_CAP_ROUND
                                                            : CAIRO_LINE_CAP_BUTT);
    cairo_set_line_join(canvas->cr, pen->join == SR_JOIN_MITER ? CAIRO_LINE_JOIN_MITER
                                                               : CAIRO_LINE_JOIN_ROUND);
}

/*
 * Between these two a path in a PDF is not given to cairo, but written by draw/insert:
 * for paths of many points.
 */
static void
begin_heavy(SrCanvas *canvas)
{
    if (canvas->tags != NULL)
        canvas->path = g_string_new(NULL);
}

static void
end_heavy(SrCanvas *canvas)
{
    if (canvas->path != NULL)
        g_string_free(g_steal_pointer(&canvas->path), TRUE);
}

static void
path_to(SrCanvas *canvas, double x_mm, double y_mm, char operation)
{
    if (canvas->path != NULL)
        sr_insert_point(canvas->path, x_mm, y_mm, operation);
    else if (operation == 'm')
        cairo_move_to(canvas->cr, x_mm, y_mm);
    else
        cairo_line_to(canvas->cr, x_mm, y_mm);
}

static void
path_close(SrCanvas *canvas)
{
    if (canvas->path != NULL)
        g_string_append(canvas->path, "h\n");
    else
        cairo_close_path(canvas->cr);
}

static void
paint_heavy(SrCanvas *canvas, const SrColor *fill, const SrPen *pen)
{
    if (canvas->path->len == 0)
        return;
    GString *bytes = sr_insert_paint(canvas->clip, canvas->path, fill,
                                     pen != NULL && pen->width_mm > 0 ? pen : NULL);
    int index = sr_tags_insert(canvas->tags, SR_INSERT_CONTENT, bytes);

    sr_insert_mark(canvas->cr, index);
    g_string_truncate(canvas->path, 0);
}

/* Fills and strokes the current path, whichever of the two there is. */
static void
paint_path(SrCanvas *canvas, const SrColor *fill, const SrPen *pen)
{
    if (canvas->svg != NULL) {
        cairo_path_t *path = cairo_copy_path(canvas->cr);

        sr_svg_path(canvas->svg, path, fill,
                    pen != NULL && pen->width_mm > 0 ? pen : NULL);
        cairo_path_destroy(path);
        cairo_new_path(canvas->cr);
        return;
    }
    if (canvas->path != NULL) {
        paint_heavy(canvas, fill, pen);
        return;
    }
    if (fill != NULL) {
        use_color(canvas, *fill);
        cairo_fill_preserve(canvas->cr);
    }
    if (pen != NULL && pen->width_mm > 0) {
        sr_canvas_use_pen(canvas, pen);
        cairo_stroke_preserve(canvas->cr);
    }
    cairo_new_path(canvas->cr);
}

/* Cuts what follows by the current path, up to end_clip. */
static void
begin_clip(SrCanvas *canvas)
{
    if (canvas->path != NULL) {
        g_string_append_len(canvas->clip, canvas->path->str, (gssize)canvas->path->len);
        g_string_truncate(canvas->path, 0);
        return;
    }
    if (canvas->svg != NULL) {
        cairo_path_t *path = cairo_copy_path(canvas->cr);

        sr_svg_clip_begin(canvas->svg, path);
        cairo_path_destroy(path);
        cairo_new_path(canvas->cr);
        return;
    }
    cairo_save(canvas->cr);
    cairo_clip(canvas->cr);
}

static void
end_clip(SrCanvas *canvas)
{
    if (canvas->svg != NULL)
        sr_svg_group_end(canvas->svg);
    else if (canvas->path != NULL)
        g_string_truncate(canvas->clip, 0);
    else
        cairo_restore(canvas->cr);
}

static void
add_box(SrCanvas *canvas, SrBox box_mm)
{
    cairo_rectangle(canvas->cr, box_mm.x0, box_mm.y0, box_mm.x1 - box_mm.x0,
                    box_mm.y1 - box_mm.y0);
}

void
sr_canvas_fill_box(SrCanvas *canvas, SrBox box_mm, SrColor color)
{
    if (!sr_canvas_is_drawing(canvas))
        return;
    add_box(canvas, box_mm);
    paint_path(canvas, &color, NULL);
}

void
sr_canvas_stroke_box(SrCanvas *canvas, SrBox box_mm, const SrPen *pen)
{
    if (!sr_canvas_is_drawing(canvas))
        return;
    add_box(canvas, box_mm);
    paint_path(canvas, NULL, pen);
}

void
sr_canvas_line(SrCanvas *canvas, SrPoint from_mm, SrPoint to_mm, const SrPen *pen)
{
    SrPoint points[2] = {from_mm, to_mm};

    sr_canvas_polyline(canvas, points, 2, pen);
}

static void
add_points(SrCanvas *canvas, const SrPoint *points, int n)
{
    for (int i = 0; i < n; i++)
        cairo_line_to(canvas->cr, points[i].x, points[i].y);
}

void
sr_canvas_polyline(SrCanvas *canvas, const SrPoint *points_mm, int n, const SrPen *pen)
{
    if (!sr_canvas_is_drawing(canvas))
        return;
    add_points(canvas, points_mm, n);
    paint_path(canvas, NULL, pen);
}

void
sr_canvas_polygon(SrCanvas *canvas, const SrPoint *points_mm, int n, const SrColor *fill,
                  const SrPen *pen)
{
    if (!sr_canvas_is_drawing(canvas))
        return;
    add_points(canvas, points_mm, n);
    cairo_close_path(canvas->cr);
    paint_path(canvas, fill, pen);
}

void
sr_canvas_circle(SrCanvas *canvas, SrPoint center_mm, double radius_mm,
                 const SrColor *fill, const SrPen *pen)
{
    if (!sr_canvas_is_drawing(canvas))
        return;
    cairo_new_sub_path(canvas->cr);
    cairo_arc(canvas->cr, center_mm.x, center_mm.y, radius_mm, 0, 2 * G_PI);
    cairo_close_path(canvas->cr);
    paint_path(canvas, fill, pen);
}

/* --- Areas of the world --- */

static SrPoint
apply_rounded(const SrView *view, SrPoint world)
{
    SrPoint point = sr_view_apply(view, world);

    return (SrPoint){round(point.x * 100) / 100, round(point.y * 100) / 100};
}

/* Adds the points to the path; those that fall on the one before after rounding are lost.
 */
static void
add_world_line(SrCanvas *canvas, const SrPoint *points, int n, const SrView *view)
{
    SrPoint last = {0, 0};

    for (int i = 0; i < n; i++) {
        SrPoint point = apply_rounded(view, points[i]);

        if (i == 0)
            path_to(canvas, point.x, point.y, 'm');
        else if (point.x != last.x || point.y != last.y)
            path_to(canvas, point.x, point.y, 'l');
        last = point;
    }
}

static void
add_area(SrCanvas *canvas, const SrPolygons *polygons, int area, const SrView *view)
{
    int first = polygons->polygon_start[polygons->area_start[area]];
    int end = polygons->polygon_start[polygons->area_start[area + 1]];

    for (int ring = first; ring < end; ring++) {
        int start = polygons->ring_start[ring];

        add_world_line(canvas, polygons->points + start,
                       polygons->ring_start[ring + 1] - start, view);
        path_close(canvas);
    }
}

static void
add_areas(SrCanvas *canvas, const SrPolygons *polygons, const int *areas, int n,
          const SrView *view)
{
    if (areas == NULL)
        n = polygons->n_areas;
    for (int i = 0; i < n; i++)
        add_area(canvas, polygons, areas != NULL ? areas[i] : i, view);
}

void
sr_canvas_fill_areas(SrCanvas *canvas, const SrPolygons *polygons, const int *areas,
                     int n, const SrView *view, SrColor color)
{
    if (!sr_canvas_is_drawing(canvas))
        return;
    begin_heavy(canvas);
    add_areas(canvas, polygons, areas, n, view);
    paint_path(canvas, &color, NULL);
    end_heavy(canvas);
}

void
sr_canvas_stroke_areas(SrCanvas *canvas, const SrPolygons *polygons, const int *areas,
                       int n, const SrView *view, const SrPen *pen)
{
    if (!sr_canvas_is_drawing(canvas))
        return;
    begin_heavy(canvas);
    add_areas(canvas, polygons, areas, n, view);
    paint_path(canvas, NULL, pen);
    end_heavy(canvas);
}

void
sr_canvas_stroke_lines(SrCanvas *canvas, const SrPoint *points, const int *line_start,
                       int n_lines, const SrView *view, const SrPen *pen)
{
    if (!sr_canvas_is_drawing(canvas))
        return;
    begin_heavy(canvas);
    for (int i = 0; i < n_lines; i++)
        add_world_line(canvas, points + line_start[i], line_start[i + 1] - line_start[i],
                       view);
    paint_path(canvas, NULL, pen);
    end_heavy(canvas);
}

/* --- Patterns. Their grid hangs on the page, so that neighbours run on. --- */

/* Parallel lines across the box at an angle, their distance counted from the page. */
static void
add_hatch_lines(SrCanvas *canvas, SrBox box, double spacing, double angle_degrees)
{
    double angle = angle_degrees * G_PI / 180;
    SrPoint along = {cos(angle), -sin(angle)};
    SrPoint across = {sin(angle), cos(angle)};
    SrPoint center = {(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2};
    double reach = hypot(box.x1 - box.x0, box.y1 - box.y0) / 2 + spacing;
    double middle = center.x * across.x + center.y * across.y;
    double ahead = center.x * along.x + center.y * along.y;

    for (double k = ceil((middle - reach) / spacing); k * spacing < middle + reach; k++) {
        SrPoint foot = {across.x * k * spacing, across.y * k * spacing};

        path_to(canvas, foot.x + along.x * (ahead - reach),
                foot.y + along.y * (ahead - reach), 'm');
        path_to(canvas, foot.x + along.x * (ahead + reach),
                foot.y + along.y * (ahead + reach), 'l');
    }
}

/*
 * A dot is a line without length with round ends; a cross is two short lines; a dash is
 * one, level.
 */
static void
add_hatch_marks(SrCanvas *canvas, SrBox box, double spacing, SrHatchKind kind)
{
    double arm = kind == SR_HATCH_DOTS ? 0 : spacing * 0.275;
    double rise = kind == SR_HATCH_CROSSES ? arm : 0;
    double row_height = spacing * sqrt(3) / 2;

    for (double row = floor(box.y0 / row_height); row * row_height <= box.y1 + arm;
         row++) {
        double shift = fmod(fabs(row), 2) * spacing / 2;
        double y = row * row_height;

        for (double k = floor((box.x0 - shift) / spacing);
             k * spacing + shift <= box.x1 + arm; k++) {
            double x = k * spacing + shift;

            path_to(canvas, x - arm, y - rise, 'm');
            path_to(canvas, x + arm, y + rise, 'l');
            if (rise == 0)
                continue;
            path_to(canvas, x - arm, y + rise, 'm');
            path_to(canvas, x + arm, y - rise, 'l');
        }
    }
}

/* Draws the pattern over the box; the clip is set. */
static void
draw_hatch(SrCanvas *canvas, SrBox box, const SrHatch *hatch)
{
    SrPen pen = {.color = hatch->color, .width_mm = hatch->width_mm};

    switch (hatch->kind) {
    case SR_HATCH_NONE:
        return;
    case SR_HATCH_CROSSED:
        add_hatch_lines(canvas, box, hatch->spacing_mm, hatch->angle_degrees + 90);
        G_GNUC_FALLTHROUGH;
    case SR_HATCH_LINES:
        add_hatch_lines(canvas, box, hatch->spacing_mm, hatch->angle_degrees);
        break;
    case SR_HATCH_DOTS:
        pen.cap = SR_CAP_ROUND;
        add_hatch_marks(canvas, box, hatch->spacing_mm, hatch->kind);
        break;
    case SR_HATCH_CROSSES:
    case SR_HATCH_DASHES:
        add_hatch_marks(canvas, box, hatch->spacing_mm, hatch->kind);
        break;
    }
    paint_path(canvas, NULL, &pen);
}

static SrBox
view_box(const SrView *view, SrBox world)
{
    SrPoint upper_left = sr_view_apply(view, (SrPoint){world.x0, world.y1});
    SrPoint lower_right = sr_view_apply(view, (SrPoint){world.x1, world.y0});

    return (SrBox){upper_left.x, upper_left.y, lower_right.x, lower_right.y};
}

void
sr_canvas_hatch_areas(SrCanvas *canvas, const SrPolygons *polygons, const int *areas,
                      int n, const SrView *view, const SrHatch *hatch)
{
    g_return_if_fail(hatch->kind == SR_HATCH_NONE || hatch->spacing_mm > 0);
    if (!sr_canvas_is_drawing(canvas) || hatch->kind == SR_HATCH_NONE)
        return;
    if (areas == NULL)
        n = polygons->n_areas;
    /* Area by area: one box around areas far apart would hold mostly hidden lines. */
    for (int i = 0; i < n; i++) {
        int area = areas != NULL ? areas[i] : i;

        if (polygons->area_start[area] == polygons->area_start[area + 1])
            continue;
        begin_heavy(canvas);
        add_area(canvas, polygons, area, view);
        begin_clip(canvas);
        draw_hatch(canvas, view_box(view, sr_polygons_box(polygons, area)), hatch);
        end_clip(canvas);
        end_heavy(canvas);
    }
}

void
sr_canvas_hatch_box(SrCanvas *canvas, SrBox box_mm, const SrHatch *hatch)
{
    g_return_if_fail(hatch->kind == SR_HATCH_NONE || hatch->spacing_mm > 0);
    if (!sr_canvas_is_drawing(canvas) || hatch->kind == SR_HATCH_NONE)
        return;
    add_box(canvas, box_mm);
    begin_clip(canvas);
    draw_hatch(canvas, box_mm, hatch);
    end_clip(canvas);
}

/* --- State --- */

void
sr_canvas_clip_box(SrCanvas *canvas, SrBox box_mm)
{
    if (!sr_canvas_is_drawing(canvas))
        return;
    add_box(canvas, box_mm);
    begin_clip(canvas);
    canvas->depth++;
}

void
sr_canvas_clip_areas(SrCanvas *canvas, const SrPolygons *polygons, const int *areas,
                     int n, const SrView *view)
{
    if (!sr_canvas_is_drawing(canvas))
        return;
    add_areas(canvas, polygons, areas, n, view);
    begin_clip(canvas);
    canvas->depth++;
}

void
sr_canvas_unclip(SrCanvas *canvas)
{
    if (!sr_canvas_is_drawing(canvas))
        return;
    end_clip(canvas);
    canvas->depth--;
}
