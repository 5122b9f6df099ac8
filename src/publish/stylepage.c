#include "publish/stylepage.h"

#include "base/error.h"

#include <glib/gi18n.h>

#define MOST_ROW_MM 6.2
#define LEAST_ROW_MM 3.6
#define COLUMN_MM 88.0
#define COLUMN_GAP_MM 4.0
#define SAMPLE_MM 34.0 /* from the left edge of a column to the words */
#define SWATCHES 7
#define N_HEADINGS 6

/* Where the next row stands; rows run down a column, columns across a page. */
typedef struct {
    SrCanvas *canvas;
    const SrAtelier *atelier;
    SrBox inner;
    double top; /* of the columns, below the title */
    double x, y;
    double row_mm;
    bool on_page;
    GError **error;
    bool failed;
} Cursor;

static void
put_words(Cursor *cursor, double x, const char *words, double size_pt, SrWeight weight,
          SrColor color)
{
    SrTags *tags = sr_canvas_tags(cursor->canvas);
    SrTextStyle style = {.size_pt = size_pt, .weight = weight, .color = color};

    sr_tags_open(tags, SR_TAG_P);
    sr_text_put(cursor->canvas, cursor->atelier->fonts, &style, words,
                (SrPoint){x, cursor->y + cursor->row_mm * 0.68}, SR_ALIGN_LEFT, 0);
    sr_tags_close(tags, SR_TAG_P);
}

static void
end_page(Cursor *cursor)
{
    if (cursor->on_page && !sr_canvas_page_end(cursor->canvas, cursor->error))
        cursor->failed = true;
    cursor->on_page = false;
}

static void
begin_page(Cursor *cursor)
{
    const SrStyle *style = cursor->atelier->style;
    SrTags *tags = sr_canvas_tags(cursor->canvas);
    SrTextStyle title = {
        .size_pt = style->title_pt, .weight = SR_WEIGHT_BOLD, .color = style->ink};
    g_autofree char *words = g_strdup_printf("%s (%s)", style->title, style->id);
    double height = style->title_pt * SR_MM_PER_PT;

    sr_canvas_page_begin(cursor->canvas, style->width_mm, style->height_mm);
    cursor->on_page = true;
    sr_tags_open(tags, SR_TAG_H1);
    sr_text_put(cursor->canvas, cursor->atelier->fonts, &title, words,
                (SrPoint){cursor->inner.x0, cursor->inner.y0 + height * 0.8},
                SR_ALIGN_LEFT, 0);
    sr_tags_close(tags, SR_TAG_H1);
    cursor->top = cursor->inner.y0 + height + 4;
    cursor->x = cursor->inner.x0;
    cursor->y = cursor->top;
}

/* Makes room for @n rows that stand together. */
static void
need_rows(Cursor *cursor, int n)
{
    if (cursor->on_page && cursor->y + n * cursor->row_mm <= cursor->inner.y1)
        return;
    if (cursor->on_page) {
        cursor->x += COLUMN_MM + COLUMN_GAP_MM;
        cursor->y = cursor->top;
        if (cursor->x + COLUMN_MM <= cursor->inner.x1 + 0.1)
            return;
    }
    end_page(cursor);
    begin_page(cursor);
}

static void
add_heading(Cursor *cursor, const char *words)
{
    need_rows(cursor, 3);
    put_words(cursor, cursor->x, words, cursor->atelier->style->subtitle_pt,
              SR_WEIGHT_BOLD, cursor->atelier->style->ink);
    cursor->y += cursor->row_mm;
}

static void
add_words(Cursor *cursor, const char *words)
{
    put_words(cursor, cursor->x + SAMPLE_MM, words, cursor->atelier->style->legend_pt,
              SR_WEIGHT_NORMAL, cursor->atelier->style->ink);
    cursor->y += cursor->row_mm;
}

static void
add_line(Cursor *cursor, const SrPen *pen, const char *name)
{
    g_autofree char *words = g_strdup_printf("%s, %.2f mm", name, pen->width_mm);

    need_rows(cursor, 1);
    sr_canvas_line(cursor->canvas, (SrPoint){cursor->x, cursor->y + cursor->row_mm / 2},
                   (SrPoint){cursor->x + SAMPLE_MM - 4, cursor->y + cursor->row_mm / 2},
                   pen);
    add_words(cursor, words);
}

static void
add_lines(Cursor *cursor)
{
    const SrStyle *style = cursor->atelier->style;

    add_heading(cursor, _("Borders"));
    for (int i = 0; i < style->n_lines; i++) {
        /* TRANSLATORS: a level of areas, counted from the lowest */
        g_autofree char *name = g_strdup_printf(_("level %d"), i + 1);

        add_line(cursor, &style->lines[i], name);
    }
    add_line(cursor, &style->outer, _("around all areas"));
}

static void
add_patterns(Cursor *cursor)
{
    const SrStyle *style = cursor->atelier->style;
    SrPen rim = {.color = style->muted, .width_mm = 0.2, .join = SR_JOIN_MITER};

    add_heading(cursor, _("Areas without a value"));
    for (int s = SR_STATUS_OK + 1; s < SR_N_STATUSES; s++) {
        need_rows(cursor, 1);
        SrBox box = {cursor->x, cursor->y + 0.6, cursor->x + SAMPLE_MM - 4,
                     cursor->y + cursor->row_mm - 0.6};

        sr_canvas_fill_box(cursor->canvas, box, style->patterns[s].ground);
        sr_canvas_hatch_box(cursor->canvas, box, &style->patterns[s].hatch);
        sr_canvas_stroke_box(cursor->canvas, box, &rim);
        add_words(cursor, sr_status_label((SrStatus)s));
    }
}

static void
add_type(Cursor *cursor)
{
    const SrStyle *style = cursor->atelier->style;
    const struct {
        const char *name;
        double size_pt;
    } samples[] = {
        {_("text"), style->text_pt},
        {_("legend"), style->legend_pt},
        {_("notes"), style->note_pt},
        {_("names on the map"), style->label_pt},
        {_("the smallest names"), style->label_least_pt},
    };

    add_heading(cursor, _("Type"));
    for (size_t i = 0; i < G_N_ELEMENTS(samples); i++) {
        g_autofree char *words =
            g_strdup_printf("%s, %g pt", samples[i].name, samples[i].size_pt);

        need_rows(cursor, 1);
        put_words(cursor, cursor->x, "Haßloch 38,2", samples[i].size_pt, SR_WEIGHT_NORMAL,
                  style->ink);
        add_words(cursor, words);
    }
}

/* The colours as they are, and their grey twin. */
static void
add_palette(Cursor *cursor, const SrPalette *palette)
{
    const SrStyle *style = cursor->atelier->style;
    int n = MIN(SWATCHES, palette->most);
    double width = (SAMPLE_MM - 4) / SWATCHES;
    SrColor colors[2][SR_PALETTE_MOST];

    if (!sr_palette_pick(palette, n, false, colors[0], NULL))
        return;
    sr_palette_pick_gray(n, colors[1]);
    need_rows(cursor, 1);
    for (int row = 0; row < 2; row++)
        for (int i = 0; i < n; i++) {
            double x = cursor->x + row * SAMPLE_MM + i * width;
            SrBox box = {x, cursor->y + 0.6, x + width, cursor->y + cursor->row_mm - 0.6};

            sr_canvas_fill_box(cursor->canvas, box, colors[row][i]);
            if (palette->kind == SR_PALETTE_DIVERGING && i < n / 2) {
                SrHatch mark = sr_style_mark(style, colors[row][i]);

                sr_canvas_hatch_box(cursor->canvas, box, &mark);
            }
        }
    put_words(cursor, cursor->x + 2 * SAMPLE_MM, palette->name, style->legend_pt,
              SR_WEIGHT_NORMAL, style->ink);
    cursor->y += cursor->row_mm;
}

static void
add_palettes(Cursor *cursor)
{
    const char *const headings[] = {
        _("Palettes for amounts"), _("Palettes about a middle"), _("Palettes for kinds")};
    const SrPalettes *palettes = cursor->atelier->palettes;

    for (int kind = 0; kind < (int)G_N_ELEMENTS(headings); kind++) {
        add_heading(cursor, headings[kind]);
        for (int i = 0; i < sr_palettes_n(palettes); i++)
            if ((int)sr_palettes_at(palettes, i)->kind == kind)
                add_palette(cursor, sr_palettes_at(palettes, i));
    }
}

/* The height of a row at which everything stands on one page, within reason. */
static double
fitting_row(const Cursor *cursor)
{
    const SrAtelier *atelier = cursor->atelier;
    int n_rows = atelier->style->n_lines + 1 + (SR_N_STATUSES - 1) + 5 +
                 sr_palettes_n(atelier->palettes) + N_HEADINGS;
    double width = cursor->inner.x1 - cursor->inner.x0;
    double height =
        cursor->inner.y1 - cursor->inner.y0 - atelier->style->title_pt * SR_MM_PER_PT - 4;
    int columns = MAX((int)((width + COLUMN_GAP_MM) / (COLUMN_MM + COLUMN_GAP_MM)), 1);
    /* A heading may leave two rows free at the foot of a column. */
    double rows = n_rows / columns + 3;

    return CLAMP(height / rows, LEAST_ROW_MM, MOST_ROW_MM);
}

bool
sr_style_pages_draw(SrCanvas *canvas, const SrAtelier *atelier, GError **error)
{
    const SrStyle *style = atelier->style;
    Cursor cursor = {.canvas = canvas,
                     .atelier = atelier,
                     .inner = {style->margin_mm, style->margin_mm,
                               style->width_mm - style->margin_mm,
                               style->height_mm - style->margin_mm},
                     .error = error};

    cursor.row_mm = fitting_row(&cursor);
    add_lines(&cursor);
    add_patterns(&cursor);
    add_type(&cursor);
    add_palettes(&cursor);
    end_page(&cursor);
    return !cursor.failed;
}

bool
sr_style_pages_write(const SrAtelier *atelier, const char *language, gint64 time,
                     const char *path, GError **error)
{
    SrDocument document = {
        .title = atelier->style->title, .language = language, .time = time};
    g_autoptr(SrCanvas) canvas =
        sr_canvas_new_for(path, &document, atelier->style->dpi, error);

    return canvas != NULL && sr_style_pages_draw(canvas, atelier, error) &&
           sr_canvas_write(canvas, path, error);
}
