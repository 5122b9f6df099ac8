/* layout.h — what must hold for any laid-out chart. */
#pragma once

#include "draw/drawing.h"

/* No word over another word, nothing outside the box, no type below 8 pt. */
static inline void
layout_check(const SrDrawing *drawing, SrBox box)
{
    int n = sr_drawing_n_parts(drawing);

    for (int i = 0; i < n; i++) {
        const SrPart *part = sr_drawing_part(drawing, i);

        g_test_message("part %d: %s", i, part->text != NULL ? part->text : "");
        g_assert_cmpfloat(part->box_mm.x0, >=, box.x0 - 0.6);
        g_assert_cmpfloat(part->box_mm.y0, >=, box.y0 - 0.6);
        g_assert_cmpfloat(part->box_mm.x1, <=, box.x1 + 0.6);
        g_assert_cmpfloat(part->box_mm.y1, <=, box.y1 + 0.9);
        if (part->kind != SR_PART_TEXT)
            continue;
        g_assert_cmpfloat(part->style.size_pt, >=, 8);
        for (int k = 0; k < i; k++) {
            const SrPart *other = sr_drawing_part(drawing, k);

            if (other->kind == SR_PART_TEXT &&
                sr_box_overlaps(part->box_mm, other->box_mm))
                g_error("'%s' lies over '%s'", part->text, other->text);
        }
    }
}

/* How many texts of the drawing are exactly @text. */
static inline int
layout_count(const SrDrawing *drawing, const char *text)
{
    int n = 0;

    for (int i = 0; i < sr_drawing_n_parts(drawing); i++)
        n += g_strcmp0(sr_drawing_part(drawing, i)->text, text) == 0;
    return n;
}
