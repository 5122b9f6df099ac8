#include "draw/insert.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PT_PER_MM (72.0 / 25.4)
#define PER_MM 100.0 /* whole units of coordinates */

/* The marker: cairo keeps 1/256 of a point and writes three decimals of it. */
#define MARK_RED 0.123
#define MARK_GREEN 0.457
#define MARK_BLUE 0.791
#define MARK_COLOR "0.123 0.457 0.791"
#define MARK_WIDTH_PT 0.25
#define MARK_STEPS 256.0
#define MARK_FIRST 32

void
sr_insert_clear(SrInsert *insert)
{
    if (insert->bytes != NULL)
        g_string_free(insert->bytes, TRUE);
}

void
sr_insert_mark(cairo_t *cr, int index)
{
    double x0;
    double y0;
    double x1;
    double y1;

    cairo_save(cr);
    cairo_identity_matrix(cr);
    cairo_clip_extents(cr, &x0, &y0, &x1, &y1); /* cairo leaves out what is outside */
    cairo_new_path(cr);
    cairo_rectangle(cr, floor((x0 + x1) / 2), floor((y0 + y1) / 2), MARK_WIDTH_PT,
                    (MARK_FIRST + index) / MARK_STEPS);
    cairo_set_source_rgb(cr, MARK_RED, MARK_GREEN, MARK_BLUE);
    cairo_fill(cr);
    cairo_restore(cr);
}

gboolean
sr_insert_is_color(const char *operands)
{
    return g_str_has_prefix(operands, MARK_COLOR);
}

int
sr_insert_index(double width_pt, double height_pt)
{
    if (fabs(width_pt - MARK_WIDTH_PT) > 1e-6)
        return -1;
    return (int)lround(fabs(height_pt) * MARK_STEPS) - MARK_FIRST;
}

/* Faster than printf, which took a tenth of the time of a whole map. */
static void
append_whole(GString *path, long value)
{
    char digits[24];
    int at = sizeof digits;
    unsigned long rest = value < 0 ? -(unsigned long)value : (unsigned long)value;

    do
        digits[--at] = (char)('0' + rest % 10);
    while ((rest /= 10) > 0);
    if (value < 0)
        digits[--at] = '-';
    g_string_append_len(path, digits + at, (gssize)sizeof digits - at);
}

void
sr_insert_point(GString *path, double x_mm, double y_mm, char operation)
{
    append_whole(path, lround(x_mm * PER_MM));
    g_string_append_c(path, ' ');
    append_whole(path, lround(y_mm * PER_MM));
    g_string_append_c(path, ' ');
    g_string_append_c(path, operation);
    g_string_append_c(path, '\n');
}

static void
append_number(GString *bytes, double value)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];

    g_ascii_formatd(text, sizeof text, "%.6g", value);
    g_string_append(bytes, text);
    g_string_append_c(bytes, ' ');
}

static void
append_color(GString *bytes, SrColor color, const char *operator)
{
    append_number(bytes, color.r);
    append_number(bytes, color.g);
    append_number(bytes, color.b);
    g_string_append(bytes, operator);
    g_string_append_c(bytes, '\n');
}

static void
append_pen(GString *bytes, const SrPen *pen)
{
    append_color(bytes, pen->color, "RG");
    append_number(bytes, pen->width_mm * PER_MM);
    g_string_append_printf(bytes, "w %d J %d j 10 M [", pen->cap == SR_CAP_ROUND,
                           pen->join == SR_JOIN_ROUND);
    if (pen->dash_mm > 0) {
        append_number(bytes, pen->dash_mm * PER_MM);
        append_number(bytes, (pen->gap_mm > 0 ? pen->gap_mm : pen->dash_mm) * PER_MM);
    }
    g_string_append(bytes, "] 0 d\n");
}

GString *
sr_insert_paint(const GString *clip, const GString *path, const SrColor *fill,
                const SrPen *pen)
{
    GString *bytes = g_string_sized_new(path->len + clip->len + 160);
    const char *operator= fill != NULL ? (pen != NULL ? "B" : "f") : "S";

    g_string_append(bytes, "q ");
    append_number(bytes, PT_PER_MM / PER_MM);
    g_string_append(bytes, "0 0 ");
    append_number(bytes, PT_PER_MM / PER_MM);
    g_string_append(bytes, "0 0 cm\n");
    if (clip->len > 0) {
        g_string_append_len(bytes, clip->str, (gssize)clip->len);
        g_string_append(bytes, "W n\n");
    }
    if (fill != NULL)
        append_color(bytes, *fill, "rg");
    if (pen != NULL)
        append_pen(bytes, pen);
    g_string_append_len(bytes, path->str, (gssize)path->len);
    g_string_append_printf(bytes, "%s Q\n", operator);
    return bytes;
}

GString *
sr_insert_rim(double width_mm, SrColor color)
{
    GString *bytes = g_string_new("1 Tr 1 j 1 J [] 0 d ");

    append_number(bytes, 2 * width_mm * PT_PER_MM);
    g_string_append(bytes, "w ");
    append_color(bytes, color, "RG");
    return bytes;
}
