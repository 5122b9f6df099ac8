/* What belongs together in an SVG: the groups and items of canvas.h. */
#include "draw/canvas_private.h"

void
sr_canvas_group_begin(SrCanvas *canvas)
{
    if (!sr_canvas_is_drawing(canvas))
        return;
    if (canvas->svg != NULL)
        sr_svg_group_begin(canvas->svg, NULL, NULL);
    canvas->depth++;
}

void
sr_canvas_group_end(SrCanvas *canvas)
{
    if (!sr_canvas_is_drawing(canvas))
        return;
    if (canvas->svg != NULL)
        sr_svg_group_end(canvas->svg);
    canvas->depth--;
}

void
sr_canvas_item_begin(SrCanvas *canvas, const char *id, const char *title)
{
    if (!sr_canvas_is_drawing(canvas))
        return;
    if (canvas->svg != NULL)
        sr_svg_group_begin(canvas->svg, id, title);
    canvas->depth++;
}

void
sr_canvas_item_end(SrCanvas *canvas)
{
    if (!sr_canvas_is_drawing(canvas))
        return;
    if (canvas->svg != NULL)
        sr_svg_group_end(canvas->svg);
    canvas->depth--;
}

bool
sr_canvas_has_items(const SrCanvas *canvas)
{
    return canvas->svg != NULL;
}
