#include "draw/svg.h"

#include <math.h>

struct SrSvg {
    GString *text;
    int depth;   /* of groups */
    int n_clips; /* for their ids */
};

/* --- Pieces --- */

/* At most two decimals, no needless zeros, no "-0". */
static void
add_number(GString *text, double value)
{
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];
    double rounded = round(value * 100) / 100;

    if (rounded == 0)
        rounded = 0;
    g_string_append(text, g_ascii_formatd(buffer, sizeof buffer, "%.8g", rounded));
}

static void
add_attribute(GString *text, const char *name, double value)
{
    g_string_append_printf(text, " %s=\"", name);
    add_number(text, value);
    g_string_append_c(text, '"');
}

static void
add_color(GString *text, const char *name, SrColor color)
{
    char hex[8];

    sr_color_format(color, hex);
    g_string_append_printf(text, " %s=\"%s\"", name, hex);
}

/* XML knows no control characters, not even as references. */
static void
add_escaped(GString *text, const char *words, gssize n)
{
    g_autofree char *valid = g_utf8_make_valid(words, n);
    g_autoptr(GString) clean = g_string_new(NULL);

    for (const char *at = valid; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar letter = g_utf8_get_char(at);

        if (!g_unichar_iscntrl(letter) && (letter & 0xfffe) != 0xfffe)
            g_string_append_unichar(clean, letter);
    }
    g_autofree char *escaped = g_markup_escape_text(clean->str, (gssize)clean->len);
    g_string_append(text, escaped);
}

static void
add_indent(SrSvg *svg)
{
    for (int i = 0; i <= svg->depth; i++)
        g_string_append_c(svg->text, ' ');
}

static void
add_point(GString *text, char letter, const cairo_path_data_t *point)
{
    if (letter != '\0')
        g_string_append_c(text, letter);
    add_number(text, point->point.x);
    g_string_append_c(text, ' ');
    add_number(text, point->point.y);
}

static void
add_path(GString *text, const cairo_path_t *path)
{
    char last = '\0'; /* of the letter in force: repeated ones are left out */

    g_string_append(text, " d=\"");
    for (int i = 0; i < path->num_data; i += path->data[i].header.length) {
        const cairo_path_data_t *data = &path->data[i];
        bool closes_twice = last == 'Z';

        switch (data->header.type) {
        case CAIRO_PATH_MOVE_TO:
            /* cairo ends each closed piece with a move to nowhere. */
            if (i + data->header.length >= path->num_data)
                break;
            add_point(text, 'M', &data[1]);
            last = 'M';
            break;
        case CAIRO_PATH_LINE_TO:
            add_point(text, last == 'L' ? ' ' : 'L', &data[1]);
            last = 'L';
            break;
        case CAIRO_PATH_CURVE_TO:
            add_point(text, 'C', &data[1]);
            add_point(text, ' ', &data[2]);
            add_point(text, ' ', &data[3]);
            last = 'C';
            break;
        case CAIRO_PATH_CLOSE_PATH:
            if (!closes_twice)
                g_string_append_c(text, 'Z');
            last = 'Z';
            break;
        }
    }
    g_string_append_c(text, '"');
}

static void
add_pen(GString *text, const SrPen *pen)
{
    add_color(text, "stroke", pen->color);
    add_attribute(text, "stroke-width", pen->width_mm);
    if (pen->cap == SR_CAP_ROUND)
        g_string_append(text, " stroke-linecap=\"round\"");
    if (pen->join == SR_JOIN_ROUND)
        g_string_append(text, " stroke-linejoin=\"round\"");
    if (pen->dash_mm > 0) {
        g_string_append(text, " stroke-dasharray=\"");
        add_number(text, pen->dash_mm);
        g_string_append_c(text, ' ');
        add_number(text, pen->gap_mm > 0 ? pen->gap_mm : pen->dash_mm);
        g_string_append_c(text, '"');
    }
}

/* --- The document --- */

SrSvg *
sr_svg_new(double width_mm, double height_mm, const SrDocument *document)
{
    SrSvg *svg = g_new0(SrSvg, 1);
    GString *text = svg->text = g_string_sized_new(65536);

    g_string_append(text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                          "<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\"");
    g_string_append_printf(text, " xml:lang=\"%s\" role=\"img\" width=\"",
                           document->language);
    add_number(text, width_mm);
    g_string_append(text, "mm\" height=\"");
    add_number(text, height_mm);
    g_string_append(text, "mm\" viewBox=\"0 0 ");
    add_number(text, width_mm);
    g_string_append_c(text, ' ');
    add_number(text, height_mm);
    g_string_append(text, "\">\n <title>");
    add_escaped(text, document->title, -1);
    g_string_append(text, "</title>\n");
    if (document->subject != NULL) {
        g_string_append(text, " <desc>");
        add_escaped(text, document->subject, -1);
        g_string_append(text, "</desc>\n");
    }
    g_string_append(text, " <path fill=\"#ffffff\" d=\"M0 0H");
    add_number(text, width_mm);
    g_string_append_c(text, 'V');
    add_number(text, height_mm);
    g_string_append(text, "H0Z\"/>\n");
    return svg;
}

void
sr_svg_free(SrSvg *svg)
{
    if (svg == NULL)
        return;
    if (svg->text != NULL)
        g_string_free(svg->text, TRUE);
    g_free(svg);
}

void
sr_svg_path(SrSvg *svg, const cairo_path_t *path, const SrColor *fill, const SrPen *pen)
{
    if (path->num_data == 0)
        return;
    add_indent(svg);
    g_string_append(svg->text, "<path");
    if (fill != NULL)
        add_color(svg->text, "fill", *fill);
    else
        g_string_append(svg->text, " fill=\"none\"");
    if (pen != NULL)
        add_pen(svg->text, pen);
    add_path(svg->text, path);
    g_string_append(svg->text, "/>\n");
}

void
sr_svg_clip_begin(SrSvg *svg, const cairo_path_t *path)
{
    add_indent(svg);
    g_string_append_printf(svg->text, "<clipPath id=\"clip%d\"><path", ++svg->n_clips);
    add_path(svg->text, path);
    g_string_append(svg->text, "/></clipPath>\n");
    add_indent(svg);
    g_string_append_printf(svg->text, "<g clip-path=\"url(#clip%d)\">\n", svg->n_clips);
    svg->depth++;
}

void
sr_svg_group_begin(SrSvg *svg, const char *id, const char *title)
{
    add_indent(svg);
    g_string_append(svg->text, "<g");
    if (id != NULL) {
        g_string_append(svg->text, " id=\"");
        add_escaped(svg->text, id, -1);
        g_string_append_c(svg->text, '"');
    }
    g_string_append_c(svg->text, '>');
    if (title != NULL) {
        g_string_append(svg->text, "<title>");
        add_escaped(svg->text, title, -1);
        g_string_append(svg->text, "</title>");
    }
    g_string_append_c(svg->text, '\n');
    svg->depth++;
}

void
sr_svg_group_end(SrSvg *svg)
{
    g_return_if_fail(svg->depth > 0);
    svg->depth--;
    add_indent(svg);
    g_string_append(svg->text, "</g>\n");
}

void
sr_svg_text(SrSvg *svg, const char *text, int n, const char *family,
            const SrTextStyle *style, SrPoint start, double angle_degrees)
{
    GString *out = svg->text;
    bool is_narrow = g_str_has_suffix(family, "Condensed");

    add_indent(svg);
    g_string_append(out, "<text");
    add_attribute(out, "x", start.x);
    add_attribute(out, "y", start.y);
    g_string_append_printf(out, " font-family=\"'%s', %ssans-serif\"", family,
                           is_narrow ? "'Arial Narrow', " : "Arial, ");
    add_attribute(out, "font-size", style->size_pt * SR_MM_PER_PT);
    if (style->weight != 0 && style->weight != SR_WEIGHT_NORMAL)
        g_string_append_printf(out, " font-weight=\"%d\"", (int)style->weight);
    if (style->italic)
        g_string_append(out, " font-style=\"italic\"");
    if (style->tabular)
        g_string_append(out, " style=\"font-variant-numeric:tabular-nums\"");
    if (style->tracking_pt != 0)
        add_attribute(out, "letter-spacing", style->tracking_pt * SR_MM_PER_PT);
    add_color(out, "fill", style->color);
    if (style->halo_mm > 0) {
        add_color(out, "stroke", style->halo_color);
        add_attribute(out, "stroke-width", 2 * style->halo_mm);
        g_string_append(out, " stroke-linejoin=\"round\" paint-order=\"stroke\"");
    }
    if (angle_degrees != 0) {
        g_string_append(out, " transform=\"rotate(");
        add_number(out, -angle_degrees);
        g_string_append_c(out, ' ');
        add_number(out, start.x);
        g_string_append_c(out, ' ');
        add_number(out, start.y);
        g_string_append(out, ")\"");
    }
    g_string_append_c(out, '>');
    add_escaped(out, text, n);
    g_string_append(out, "</text>\n");
}

void
sr_svg_image(SrSvg *svg, const char *type, const char *file, gsize n, SrBox box_mm)
{
    g_autofree char *encoded = g_base64_encode((const guchar *)file, n);

    add_indent(svg);
    g_string_append(svg->text, "<image");
    add_attribute(svg->text, "x", box_mm.x0);
    add_attribute(svg->text, "y", box_mm.y0);
    add_attribute(svg->text, "width", box_mm.x1 - box_mm.x0);
    add_attribute(svg->text, "height", box_mm.y1 - box_mm.y0);
    g_string_append_printf(svg->text, " href=\"data:%s;base64,%s\"/>\n", type, encoded);
}

GBytes *
sr_svg_finish(SrSvg *svg)
{
    while (svg->depth > 0)
        sr_svg_group_end(svg);
    g_string_append(svg->text, "</svg>\n");
    return g_string_free_to_bytes(g_steal_pointer(&svg->text));
}
