/*
 * canvas.h — pages in millimetres, written as PDF or PNG.
 *
 * Given drawing calls in page coordinates (millimetres, origin upper left, y down), gives
 * a file. Layout is done before by others; nothing here measures or decides.
 *
 *     g_autoptr(SrCanvas) canvas = sr_canvas_new_pdf(&document);
 *     sr_canvas_page_begin(canvas, 210, 297);
 *     sr_tags_open(sr_canvas_tags(canvas), SR_TAG_P);
 *     … sr_text_draw(canvas, …);
 *     sr_tags_close(sr_canvas_tags(canvas), SR_TAG_P);
 *     if (!sr_canvas_page_end(canvas, error) || !sr_canvas_write(canvas, path, error))
 *         return false;
 *
 * A PDF is tagged (draw/tags): text belongs to an element or is an artifact; lines and
 * fills outside of both become artifacts by themselves. A PNG is one page, in a palette
 * where at most 256 colours occur, and carries its resolution.
 *
 * The same calls give the same bytes. A mistake made while drawing (text outside any
 * element, a full disk, cairo out of memory) is remembered and returned by page_end or
 * write, so drawing calls return nothing.
 */
#pragma once

#include "base/geom.h"
#include "draw/color.h"
#include "draw/tags.h"

typedef struct SrCanvas SrCanvas;

/* What a PDF says about itself. All strings are borrowed during the call only. */
typedef struct {
    const char *title;    /* not empty: readers show it in place of the file name */
    const char *author;   /* or NULL */
    const char *subject;  /* or NULL */
    const char *language; /* BCP 47: "de" */
    gint64 time;          /* seconds since 1970, UTC: creation date; no clock is read */
} SrDocument;

typedef enum { SR_CAP_BUTT, SR_CAP_ROUND } SrCap;
typedef enum { SR_JOIN_ROUND, SR_JOIN_MITER } SrJoin;

/* How a line is drawn. dash_mm = 0: unbroken. */
typedef struct {
    SrColor color;
    double width_mm;
    double dash_mm, gap_mm;
    SrCap cap;
    SrJoin join;
} SrPen;

/*
 * From a world whose y grows upwards (metres) to the page. @world falls on @page_mm:
 *
 *     page.x = page_mm.x + (x - world.x) * mm_per_unit
 *     page.y = page_mm.y - (y - world.y) * mm_per_unit
 */
typedef struct {
    SrPoint world;
    SrPoint page_mm;
    double mm_per_unit;
} SrView;

SrPoint sr_view_apply(const SrView *view, SrPoint world);

/* The view that fits @world centred into @page_mm, as large as it goes. */
SrView sr_view_fit(SrBox world, SrBox page_mm);

/* Patterns of vector lines and dots, for areas without a value; told apart in grey. */
typedef enum {
    SR_HATCH_NONE,
    SR_HATCH_LINES,   /* parallel lines at angle_degrees */
    SR_HATCH_CROSSED, /* two sets of lines at right angles */
    SR_HATCH_DOTS,    /* dots of width_mm, in a triangular grid */
    SR_HATCH_CROSSES, /* small "x", each 0.55 of the spacing wide */
    SR_HATCH_DASHES,  /* small "–", each 0.55 of the spacing wide */
} SrHatchKind;

typedef struct {
    SrHatchKind kind;
    SrColor color;
    double spacing_mm;    /* from line to line, dot to dot; > 0 */
    double width_mm;      /* of the line, or across the dot; > 0 */
    double angle_degrees; /* 0 = horizontal lines, counter-clockwise */
} SrHatch;

/* Returns: (transfer full): an empty document. */
SrCanvas *sr_canvas_new_pdf(const SrDocument *document);

/* Returns: (transfer full): a picture of one page; @dpi from 30 to 2400. */
SrCanvas *sr_canvas_new_png(double dpi);

/*
 * Returns: (transfer full): one page of SVG (draw/svg): text as text, areas with ids.
 * The time is not written.
 */
SrCanvas *sr_canvas_new_svg(const SrDocument *document);

/*
 * Returns: (transfer full): a canvas for the file @path, by its end: .pdf, .png (in @dpi;
 * @2x.png in twice as many) or .svg; or NULL with SR_ERROR_USAGE.
 */
SrCanvas *sr_canvas_new_for(const char *path, const SrDocument *document, double dpi,
                            GError **error);

/* Returns: (transfer full): a document that draws nothing and has no file: for counting
 * pages. */
SrCanvas *sr_canvas_new_dry(void);

/* Finished or not; an unfinished document is thrown away. */
void sr_canvas_free(SrCanvas *canvas);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrCanvas, sr_canvas_free)

/* The structure tree of a PDF; NULL for other surfaces. Borrowed. */
SrTags *sr_canvas_tags(SrCanvas *canvas);

/* Starts a white page. */
void sr_canvas_page_begin(SrCanvas *canvas, double width_mm, double height_mm);

/* Ends it. Returns: false with the first thing that went wrong on it. */
G_GNUC_WARN_UNUSED_RESULT bool sr_canvas_page_end(SrCanvas *canvas, GError **error);

int sr_canvas_n_pages(const SrCanvas *canvas); /* begun so far */

/*
 * Finishes the document; nothing can be drawn after. Returns: (transfer full): the whole
 * file, or NULL with an error: SR_ERROR_INPUT for a fault in the tags (a dangling link),
 * SR_ERROR_IO where memory ran out.
 */
GBytes *sr_canvas_finish(SrCanvas *canvas, GError **error);

/*
 * Finishes the document and writes it beside @path, then renames it there: whoever reads
 * @path sees the old file or the new one. Returns: false with SR_ERROR_IO, @path
 * untouched.
 */
G_GNUC_WARN_UNUSED_RESULT bool sr_canvas_write(SrCanvas *canvas, const char *path,
                                               GError **error);

/* --- Lines and fills, in mm. A NULL pen or colour draws nothing. --- */

void sr_canvas_fill_box(SrCanvas *canvas, SrBox box_mm, SrColor color);
void sr_canvas_stroke_box(SrCanvas *canvas, SrBox box_mm, const SrPen *pen);
void sr_canvas_line(SrCanvas *canvas, SrPoint from_mm, SrPoint to_mm, const SrPen *pen);
void sr_canvas_polyline(SrCanvas *canvas, const SrPoint *points_mm, int n,
                        const SrPen *pen);
void sr_canvas_polygon(SrCanvas *canvas, const SrPoint *points_mm, int n,
                       const SrColor *fill, const SrPen *pen);
void sr_canvas_circle(SrCanvas *canvas, SrPoint center_mm, double radius_mm,
                      const SrColor *fill, const SrPen *pen);

/* --- The same for areas of the world; coordinates are rounded to 0.01 mm. --- */

/*
 * Fills @n areas of @polygons (holes stay open) as one path. @areas lists them; NULL
 * means all of them in order (@n is ignored). Points that fall on their neighbour after
 * rounding are dropped.
 */
void sr_canvas_fill_areas(SrCanvas *canvas, const SrPolygons *polygons, const int *areas,
                          int n, const SrView *view, SrColor color);

/* Strokes the rings of the areas; better stroke shared arcs once, by lines below. */
void sr_canvas_stroke_areas(SrCanvas *canvas, const SrPolygons *polygons,
                            const int *areas, int n, const SrView *view,
                            const SrPen *pen);

/* Line i has the points line_start[i] .. line_start[i + 1]; all are one stroke. */
void sr_canvas_stroke_lines(SrCanvas *canvas, const SrPoint *points,
                            const int *line_start, int n_lines, const SrView *view,
                            const SrPen *pen);

/* Draws the pattern over the areas, or over a box; SR_HATCH_NONE draws nothing. */
void sr_canvas_hatch_areas(SrCanvas *canvas, const SrPolygons *polygons, const int *areas,
                           int n, const SrView *view, const SrHatch *hatch);
void sr_canvas_hatch_box(SrCanvas *canvas, SrBox box_mm, const SrHatch *hatch);

/* --- State: pairs, properly nested, closed before the page ends. --- */

/* Nothing outside the box (or the areas) is drawn until sr_canvas_unclip. */
void sr_canvas_clip_box(SrCanvas *canvas, SrBox box_mm);
void sr_canvas_clip_areas(SrCanvas *canvas, const SrPolygons *polygons, const int *areas,
                          int n, const SrView *view);
void sr_canvas_unclip(SrCanvas *canvas);

/* A drawing that belongs together: a group in SVG; elsewhere no difference. */
void sr_canvas_group_begin(SrCanvas *canvas);
void sr_canvas_group_end(SrCanvas *canvas);

/*
 * What is drawn up to sr_canvas_item_end is one thing: in SVG an element with an @id
 * (ASCII letters and digits, begins with a letter) and a title; elsewhere no difference.
 */
void sr_canvas_item_begin(SrCanvas *canvas, const char *id, const char *title);
void sr_canvas_item_end(SrCanvas *canvas);

/* Whether items come out as such: then areas are better drawn one by one. */
bool sr_canvas_has_items(const SrCanvas *canvas);
