/* Mistakes in the tree fail the build with a sentence of what is wrong. */
#include "base/error.h"
#include "draw/fixture.h"

typedef void (*Draw)(SrCanvas *canvas, SrFonts *fonts);

static void
text_outside(SrCanvas *canvas, SrFonts *fonts)
{
    fixture_put(canvas, fonts, 10, "frei", 20, 20);
}

static void
text_in_table(SrCanvas *canvas, SrFonts *fonts)
{
    sr_tags_open(sr_canvas_tags(canvas), SR_TAG_TABLE);
    fixture_put(canvas, fonts, 10, "frei", 20, 20);
    sr_tags_close(sr_canvas_tags(canvas), SR_TAG_TABLE);
}

static void
skipped_heading(SrCanvas *canvas, SrFonts *fonts)
{
    (void)fonts;
    sr_tags_open(sr_canvas_tags(canvas), SR_TAG_H2);
    sr_tags_close(sr_canvas_tags(canvas), SR_TAG_H2);
}

static void
wrong_close(SrCanvas *canvas, SrFonts *fonts)
{
    (void)fonts;
    sr_tags_open(sr_canvas_tags(canvas), SR_TAG_P);
    sr_tags_close(sr_canvas_tags(canvas), SR_TAG_H1);
}

static void
never_closed(SrCanvas *canvas, SrFonts *fonts)
{
    (void)fonts;
    sr_tags_open(sr_canvas_tags(canvas), SR_TAG_P);
}

static void
cell_without_row(SrCanvas *canvas, SrFonts *fonts)
{
    (void)fonts;
    sr_tags_open(sr_canvas_tags(canvas), SR_TAG_TABLE);
    sr_tags_open(sr_canvas_tags(canvas), SR_TAG_CELL);
}

static void
silent_figure(SrCanvas *canvas, SrFonts *fonts)
{
    (void)fonts;
    sr_tags_open_figure(sr_canvas_tags(canvas), "", (SrBox){0, 0, 10, 10});
    sr_tags_close(sr_canvas_tags(canvas), SR_TAG_FIGURE);
}

static void
nested_artifact(SrCanvas *canvas, SrFonts *fonts)
{
    (void)fonts;
    sr_tags_open_figure(sr_canvas_tags(canvas), "Karte", (SrBox){0, 0, 10, 10});
    sr_tags_artifact_begin(sr_canvas_tags(canvas), SR_ARTIFACT_LAYOUT);
}

static void
open_figure(SrCanvas *canvas, SrFonts *fonts)
{
    (void)fonts;
    sr_tags_open_figure(sr_canvas_tags(canvas), "Karte", (SrBox){0, 0, 10, 10});
}

static void
dangling_link(SrCanvas *canvas, SrFonts *fonts)
{
    sr_tags_open_link(sr_canvas_tags(canvas), "nirgends", "nirgendwohin");
    fixture_put(canvas, fonts, 10, "hier", 20, 20);
    sr_tags_close(sr_canvas_tags(canvas), SR_TAG_LINK);
}

static void
name_twice(SrCanvas *canvas, SrFonts *fonts)
{
    (void)fonts;
    sr_tags_destination(sr_canvas_tags(canvas), "ort", 10);
    sr_tags_destination(sr_canvas_tags(canvas), "ort", 20);
}

static void
name_not_ascii(SrCanvas *canvas, SrFonts *fonts)
{
    (void)fonts;
    sr_tags_destination(sr_canvas_tags(canvas), "größe", 10);
}

static void
bookmark_too_deep(SrCanvas *canvas, SrFonts *fonts)
{
    (void)fonts;
    sr_tags_bookmark(sr_canvas_tags(canvas), 2, "tief", 10);
}

static void
text_off_page(SrCanvas *canvas, SrFonts *fonts)
{
    sr_tags_open(sr_canvas_tags(canvas), SR_TAG_P);
    sr_canvas_clip_box(canvas, (SrBox){10, 10, 10, 10});
    fixture_put(canvas, fonts, 10, "weg", 20, 20);
    sr_canvas_unclip(canvas);
    sr_tags_close(sr_canvas_tags(canvas), SR_TAG_P);
}

static void
open_clip(SrCanvas *canvas, SrFonts *fonts)
{
    (void)fonts;
    sr_canvas_clip_box(canvas, (SrBox){0, 0, 10, 10});
}

static const struct {
    const char *name;
    Draw draw;
    const char *message;
} mistakes[] = {
    {"text-outside", text_outside, "text stands in the element Document"},
    {"text-in-table", text_in_table, "text stands in the element Table"},
    {"skipped-heading", skipped_heading, "level 2 follows one of level 0"},
    {"wrong-close", wrong_close, "H1 is closed while P is open"},
    {"never-closed", never_closed, "P is never closed"},
    {"cell-without-row", cell_without_row, "TD cannot stand in Table"},
    {"silent-figure", silent_figure, "no alternative text"},
    {"nested-artifact", nested_artifact, "cannot nest"},
    {"open-figure", open_figure, "still open at its end"},
    {"dangling-link", dangling_link, "leads to 'nirgends'"},
    {"name-twice", name_twice, "'ort' was named before"},
    {"name-not-ascii", name_not_ascii, "not plain ASCII"},
    {"bookmark-too-deep", bookmark_too_deep, "'tief' skips a level"},
    {"text-off-page", text_off_page, "clipped away"},
    {"open-clip", open_clip, "ends inside a clip"},
};

static void
test_mistake(gconstpointer data)
{
    g_autoptr(SrFonts) fonts = fixture_fonts();
    g_autoptr(SrCanvas) canvas = fixture_pdf();
    g_autoptr(GError) error = NULL;
    int i = GPOINTER_TO_INT(data);

    sr_canvas_page_begin(canvas, 210, 297);
    mistakes[i].draw(canvas, fonts);
    if (sr_canvas_page_end(canvas, &error))
        g_assert_null(sr_canvas_finish(canvas, &error));
    g_assert_error(error, SR_ERROR, SR_ERROR_INPUT);
    g_assert_nonnull(strstr(error->message, mistakes[i].message));
}

/* The same calls on a picture, which has no tags, are no mistakes. */
static void
test_without_tags(void)
{
    g_autoptr(SrFonts) fonts = fixture_fonts();
    g_autoptr(SrCanvas) canvas = sr_canvas_new_png(60);
    g_autoptr(GError) error = NULL;

    fixture_page(canvas, fonts, 1);
    text_outside(canvas, fonts);
    g_assert_true(sr_canvas_page_end(canvas, &error));
    g_assert_no_error(error);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (int i = 0; i < (int)G_N_ELEMENTS(mistakes); i++) {
        g_autofree char *path = g_strconcat("/tags/", mistakes[i].name, NULL);
        g_test_add_data_func(path, GINT_TO_POINTER(i), test_mistake);
    }
    g_test_add_func("/tags/without", test_without_tags);
    return g_test_run();
}
