#include "draw/drawing.h"

#include <math.h>

struct SrDrawing {
    SrFonts *fonts;
    GArray *parts; /* of SrPart */
};

static void
part_clear(void *data)
{
    SrPart *part = data;

    g_free(part->points);
    g_free(part->text);
}

SrDrawing *
sr_drawing_new(SrFonts *fonts)
{
    SrDrawing *drawing = g_new0(SrDrawing, 1);

    drawing->fonts = fonts;
    drawing->parts = g_array_new(FALSE, TRUE, sizeof(SrPart));
    g_array_set_clear_func(drawing->parts, part_clear);
    return drawing;
}

void
sr_drawing_free(SrDrawing *drawing)
{
    if (drawing == NULL)
        return;
    g_array_unref(drawing->parts);
    g_free(drawing);
}

void
sr_drawing_box(SrDrawing *drawing, SrBox box_mm, SrColor fill)
{
    sr_drawing_rimmed_box(drawing, box_mm, fill, (SrPen){.width_mm = 0});
}

void
sr_drawing_rimmed_box(SrDrawing *drawing, SrBox box_mm, SrColor fill, SrPen rim)
{
    SrPart part = {.kind = SR_PART_BOX,
                   .box_mm = box_mm,
                   .fill = fill,
                   .has_fill = true,
                   .pen = rim};

    g_array_append_val(drawing->parts, part);
}

static SrBox
box_around(const SrPoint *points, int n)
{
    SrBox box = SR_BOX_EMPTY;

    for (int i = 0; i < n; i++)
        box = sr_box_add(box, points[i]);
    return box;
}

void
sr_drawing_line(SrDrawing *drawing, SrPoint from_mm, SrPoint to_mm, SrPen pen)
{
    SrPoint points[2] = {from_mm, to_mm};

    sr_drawing_lines(drawing, points, 2, pen);
}

void
sr_drawing_lines(SrDrawing *drawing, const SrPoint *points_mm, int n, SrPen pen)
{
    SrPart part = {.kind = SR_PART_LINE,
                   .box_mm = box_around(points_mm, n),
                   .points = g_memdup2(points_mm, n * sizeof *points_mm),
                   .n_points = n,
                   .pen = pen};

    g_array_append_val(drawing->parts, part);
}

void
sr_drawing_polygon(SrDrawing *drawing, const SrPoint *points_mm, int n, SrColor fill)
{
    SrPart part = {.kind = SR_PART_POLYGON,
                   .box_mm = box_around(points_mm, n),
                   .points = g_memdup2(points_mm, n * sizeof *points_mm),
                   .n_points = n,
                   .fill = fill,
                   .has_fill = true};

    g_array_append_val(drawing->parts, part);
}

void
sr_drawing_circle(SrDrawing *drawing, SrPoint center_mm, double radius_mm,
                  const SrColor *fill, const SrPen *pen)
{
    SrPart part = {.kind = SR_PART_CIRCLE,
                   .box_mm = {center_mm.x - radius_mm, center_mm.y - radius_mm,
                              center_mm.x + radius_mm, center_mm.y + radius_mm},
                   .at_mm = center_mm,
                   .radius_mm = radius_mm,
                   .has_fill = fill != NULL};

    if (fill != NULL)
        part.fill = *fill;
    if (pen != NULL)
        part.pen = *pen;
    g_array_append_val(drawing->parts, part);
}

void
sr_drawing_text(SrDrawing *drawing, const SrTextStyle *style, const char *text,
                SrPoint baseline_mm, SrAlign anchor)
{
    sr_drawing_turned_text(drawing, style, text, baseline_mm, anchor, 0);
}

/* The pen box from the start of the baseline, turned about the anchor. */
static SrBox
text_box(const SrPart *part, SrTextSize size)
{
    static const double shares[] = {
        [SR_ALIGN_LEFT] = 0, [SR_ALIGN_CENTER] = 0.5, [SR_ALIGN_RIGHT] = 1};
    double angle = part->angle_degrees * G_PI / 180;
    SrBox box = SR_BOX_EMPTY;

    for (int corner = 0; corner < 4; corner++) {
        double x = (corner % 2 - shares[part->anchor]) * size.width_mm;
        double y = corner < 2 ? -size.cap_mm : size.cap_mm * 0.3;

        box = sr_box_add(box, (SrPoint){part->at_mm.x + x * cos(angle) + y * sin(angle),
                                        part->at_mm.y - x * sin(angle) + y * cos(angle)});
    }
    return box;
}

void
sr_drawing_turned_text(SrDrawing *drawing, const SrTextStyle *style, const char *text,
                       SrPoint baseline_mm, SrAlign anchor, double angle_degrees)
{
    SrPart part = {.kind = SR_PART_TEXT,
                   .at_mm = baseline_mm,
                   .text = g_strdup(text),
                   .style = *style,
                   .anchor = anchor,
                   .angle_degrees = angle_degrees};

    part.box_mm = text_box(&part, sr_text_measure(drawing->fonts, style, text));
    g_array_append_val(drawing->parts, part);
}

int
sr_drawing_n_parts(const SrDrawing *drawing)
{
    return (int)drawing->parts->len;
}

const SrPart *
sr_drawing_part(const SrDrawing *drawing, int i)
{
    return &g_array_index(drawing->parts, SrPart, i);
}

SrBox
sr_drawing_box_mm(const SrDrawing *drawing)
{
    SrBox box = SR_BOX_EMPTY;

    for (int i = 0; i < sr_drawing_n_parts(drawing); i++) {
        const SrPart *part = sr_drawing_part(drawing, i);

        box = sr_box_add(box, (SrPoint){part->box_mm.x0, part->box_mm.y0});
        box = sr_box_add(box, (SrPoint){part->box_mm.x1, part->box_mm.y1});
    }
    return box;
}

char *
sr_drawing_dump(const SrDrawing *drawing)
{
    static const char *const kinds[] = {"box", "line", "polygon", "circle", "text"};
    static const char *const anchors[] = {"left", "center", "right"};
    GString *dump = g_string_new(NULL);

    for (int i = 0; i < sr_drawing_n_parts(drawing); i++) {
        const SrPart *part = sr_drawing_part(drawing, i);

        if (part->kind == SR_PART_TEXT)
            g_string_append_printf(dump, "text %.1f %.1f \"%s\" %gpt %s\n", part->at_mm.x,
                                   part->at_mm.y, part->text, part->style.size_pt,
                                   anchors[part->anchor]);
        else
            g_string_append_printf(dump, "%s %.1f %.1f %.1f %.1f\n", kinds[part->kind],
                                   part->box_mm.x0, part->box_mm.y0, part->box_mm.x1,
                                   part->box_mm.y1);
    }
    return g_string_free(dump, FALSE);
}

static void
draw_part(const SrDrawing *drawing, SrCanvas *canvas, const SrPart *part)
{
    const SrColor *fill = part->has_fill ? &part->fill : NULL;
    const SrPen *pen = part->pen.width_mm > 0 ? &part->pen : NULL;

    switch (part->kind) {
    case SR_PART_BOX:
        sr_canvas_fill_box(canvas, part->box_mm, part->fill);
        if (pen != NULL)
            sr_canvas_stroke_box(canvas, part->box_mm, pen);
        break;
    case SR_PART_LINE:
        sr_canvas_polyline(canvas, part->points, part->n_points, pen);
        break;
    case SR_PART_POLYGON:
        sr_canvas_polygon(canvas, part->points, part->n_points, fill, pen);
        break;
    case SR_PART_CIRCLE:
        sr_canvas_circle(canvas, part->at_mm, part->radius_mm, fill, pen);
        break;
    case SR_PART_TEXT:
        sr_text_put(canvas, drawing->fonts, &part->style, part->text, part->at_mm,
                    part->anchor, part->angle_degrees);
        break;
    }
}

void
sr_drawing_draw(const SrDrawing *drawing, SrCanvas *canvas)
{
    for (int i = 0; i < sr_drawing_n_parts(drawing); i++)
        draw_part(drawing, canvas, sr_drawing_part(drawing, i));
}
