/* fixture.h — fonts and documents that the tests of src/draw share. */
#pragma once

#include "draw/text.h"

static inline SrFonts *
fixture_fonts(void)
{
    static const char *const families[] = {"Roboto", "Roboto Condensed", NULL};
    GError *error = NULL;
    SrFonts *fonts = sr_fonts_new(families, &error);

    g_assert_no_error(error);
    return fonts;
}

/* A document dated 2019-01-01. */
static inline SrCanvas *
fixture_pdf(void)
{
    SrDocument document = {.title = "Prüfblatt",
                           .author = "Kreisjugendamt",
                           .language = "de",
                           .time = 1546300800};

    return sr_canvas_new_pdf(&document);
}

static inline void
fixture_put(SrCanvas *canvas, SrFonts *fonts, double size_pt, const char *text, double x,
            double y)
{
    SrTextStyle style = {.size_pt = size_pt};

    sr_text_put(canvas, fonts, &style, text, (SrPoint){x, y}, SR_ALIGN_LEFT, 0);
}

/*
 * Two pages with one of everything: headings, a paragraph with a link to the second page,
 * a figure, a table with two kinds of headers, a list, a running head, bookmarks.
 */
static inline void
fixture_table(SrCanvas *canvas, SrFonts *fonts)
{
    SrTags *tags = sr_canvas_tags(canvas);
    static const SrTag cells[2][2] = {{SR_TAG_COLUMN_HEADER, SR_TAG_COLUMN_HEADER},
                                      {SR_TAG_ROW_HEADER, SR_TAG_CELL}};
    static const char *const texts[2][2] = {{"Gemeinde", "Menschen"},
                                            {"Haßloch", "20 326"}};

    sr_tags_open(tags, SR_TAG_TABLE);
    for (int row = 0; row < 2; row++) {
        sr_tags_open(tags, SR_TAG_ROW);
        for (int column = 0; column < 2; column++) {
            sr_tags_open(tags, cells[row][column]);
            fixture_put(canvas, fonts, 8, texts[row][column], 20 + 40 * column,
                        150 + 5 * row);
            sr_tags_close(tags, cells[row][column]);
        }
        sr_tags_close(tags, SR_TAG_ROW);
    }
    sr_tags_close(tags, SR_TAG_TABLE);
}

/* A square with a hole, filled, hatched and stroked. */
static inline void
fixture_areas(SrCanvas *canvas)
{
    SrPoint points[] = {{0, 0}, {10, 0}, {10, 10}, {0, 10},
                        {4, 4}, {4, 6},  {6, 6},   {6, 4}};
    int area_start[] = {0, 1}, polygon_start[] = {0, 2}, ring_start[] = {0, 4, 8};
    SrPolygons polygons = {1, 1, 2, 8, area_start, polygon_start, ring_start, points};
    SrView view = sr_view_fit((SrBox){0, 0, 10, 10}, (SrBox){75, 65, 115, 95});
    SrHatch lines = {.kind = SR_HATCH_LINES, .spacing_mm = 2, .width_mm = 0.3};
    SrPen pen = {.width_mm = 0.4};

    sr_canvas_fill_areas(canvas, &polygons, NULL, 0, &view, (SrColor){1, 0.9, 0.4});
    sr_canvas_hatch_areas(canvas, &polygons, NULL, 0, &view, &lines);
    sr_canvas_stroke_areas(canvas, &polygons, NULL, 0, &view, &pen);
}

static inline void
fixture_page(SrCanvas *canvas, SrFonts *fonts, int number)
{
    SrTags *tags = sr_canvas_tags(canvas);
    g_autofree char *name = g_strdup_printf("seite-%d", number);
    SrColor blue = {0.1, 0.3, 0.6};
    SrPen pen = {.color = {0.5, 0.5, 0.5}, .width_mm = 0.3};

    sr_canvas_page_begin(canvas, 210, 297);
    sr_tags_page_label(tags, SR_PAGE_LABEL_DECIMAL, number);
    sr_tags_destination(tags, name, 20);
    sr_tags_bookmark(tags, 1, "Übersicht", 20);
    sr_tags_bookmark(tags, 2, "Größe", 60);
    sr_tags_artifact_begin(tags, SR_ARTIFACT_HEADER);
    fixture_put(canvas, fonts, 8, "Kopf der Seite", 20, 10);
    sr_tags_artifact_end(tags);
    sr_tags_open(tags, SR_TAG_H1);
    fixture_put(canvas, fonts, 16, "Große Übersicht", 20, 30);
    sr_tags_close(tags, SR_TAG_H1);
    sr_canvas_line(canvas, (SrPoint){20, 34}, (SrPoint){190, 34}, &pen);
    sr_tags_open(tags, SR_TAG_H2);
    fixture_put(canvas, fonts, 12, "Größe", 20, 45);
    sr_tags_close(tags, SR_TAG_H2);
    sr_tags_open(tags, SR_TAG_P);
    fixture_put(canvas, fonts, 10, "Die Straßen der Weinstraße, ", 20, 55);
    sr_tags_open_link(tags, "seite-2", "Seite 2");
    fixture_put(canvas, fonts, 10, "siehe Seite 2", 80, 55);
    sr_tags_close(tags, SR_TAG_LINK);
    sr_tags_close(tags, SR_TAG_P);
    sr_tags_open_figure(tags, "Ein Kreis mit seinem Namen.", (SrBox){20, 60, 120, 140});
    sr_canvas_circle(canvas, (SrPoint){70, 100}, 30, &blue, &pen);
    fixture_areas(canvas);
    SrTextStyle rimmed = {.size_pt = 9, .halo_mm = 0.4, .halo_color = {1, 1, 1}};
    sr_text_put(canvas, fonts, &rimmed, "Rand", (SrPoint){70, 100}, SR_ALIGN_CENTER, 30);
    fixture_put(canvas, fonts, 8, "Kreis", 65, 135);
    sr_tags_close(tags, SR_TAG_FIGURE);
    fixture_table(canvas, fonts);
}

/* Returns: (transfer full): the finished file of both pages. */
static inline GBytes *
fixture_document(SrFonts *fonts)
{
    GError *error = NULL;
    g_autoptr(SrCanvas) canvas = fixture_pdf();

    for (int page = 1; page <= 2; page++) {
        fixture_page(canvas, fonts, page);
        if (!sr_canvas_page_end(canvas, &error))
            g_assert_no_error(error);
    }
    GBytes *file = sr_canvas_finish(canvas, &error);
    g_assert_no_error(error);
    return file;
}
