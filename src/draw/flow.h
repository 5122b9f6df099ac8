/*
 * flow.h — running pages: headings, paragraphs, lists, tables and figures one below the
 * other, with running head and foot, a new page when one is full.
 *
 *     SrFlow *flow = sr_flow_new(canvas, &look, &frame);
 *     sr_flow_heading(flow, 1, "Hilfen zur Erziehung", "hilfen");
 *     sr_flow_paragraph(flow, "Im Landkreis …");
 *     SrBox box = sr_flow_figure_begin(flow, 170, 90, "Karte: …");
 *     … draw into box …
 *     sr_flow_figure_end(flow, "Karte 1: …");
 *     sr_flow_finish(flow, error);
 *
 * Page numbers of other places ("siehe Seite 34", the contents) are known only when all
 * is set: set everything twice, the first time on sr_canvas_new_dry (), and give the
 * first flow's places to the second (sr_flow_set_places). The second must come out alike.
 */
#pragma once

#include "draw/look.h"
#include "draw/tablebox.h"

typedef struct SrFlow SrFlow;

/* The page. All strings are borrowed and must outlive the flow. */
typedef struct {
    double width_mm, height_mm;
    double left_mm, right_mm; /* margins */
    double top_mm, bottom_mm; /* to the first and the last line of content */
    const char *head_left;    /* running head, or NULL: the title of the document */
    const char *foot_left;    /* "Jugendamt …", or NULL */
    const char *mark;         /* "Beispieldaten": in the head of a page, or NULL */
    const char *draft;        /* "ENTWURF": on every page, a bare one too; or NULL */
} SrFrame;

/* @look and @frame are copied; @canvas is borrowed. */
SrFlow *sr_flow_new(SrCanvas *canvas, const SrLook *look, const SrFrame *frame);
void sr_flow_free(SrFlow *flow);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrFlow, sr_flow_free)

/* Nobody prints more; a longer document is refused when it is finished. */
#define SR_MOST_PAGES 3000

/* Ends the last page. Returns: false with the first error of any page. */
bool sr_flow_finish(SrFlow *flow, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* --- Pages and places --- */

/* What is added next begins a new page; nothing happens on a page that is still empty. */
void sr_flow_new_page(SrFlow *flow);

/* The running head on the right from the next page on: the chapter. Copied. */
void sr_flow_set_chapter(SrFlow *flow, const char *title);

/* The mark of the frame from the next page on; NULL = none. Borrowed. */
void sr_flow_set_mark(SrFlow *flow, const char *mark);

/* The next pages have no head and foot (title page) until called with false. */
void sr_flow_set_bare(SrFlow *flow, bool bare);

int sr_flow_page(const SrFlow *flow);            /* number of the current page, from 1 */
double sr_flow_room(const SrFlow *flow);         /* mm left on this page */
double sr_flow_width(const SrFlow *flow);        /* mm between the margins */
double sr_flow_y(const SrFlow *flow);            /* where the next thing begins */
SrCanvas *sr_flow_canvas(SrFlow *flow);          /* to draw on the current page */
void sr_flow_space(SrFlow *flow, double mm);     /* lost at the head of a page */
void sr_flow_skip_to(SrFlow *flow, double y_mm); /* down to y_mm, on this page */
void sr_flow_need(SrFlow *flow, double mm);      /* a new page unless that much is left */

/*
 * The height for a figure that may grow: @least_mm in the dry run; in the second up to
 * @most_mm, out of what the dry run left empty at the foot of the page it comes to. Who
 * asks first is served first; pages break where they did.
 */
double sr_flow_stretch(SrFlow *flow, double least_mm, double most_mm);

/* Takes over the page numbers that a dry run found: for another dry run. */
void sr_flow_set_pages(SrFlow *flow, const SrFlow *dry);

/* Whether both found all places on the same pages. */
bool sr_flow_has_places_of(const SrFlow *flow, const SrFlow *other);

/* Takes over the page numbers that a dry run found, and the room it left on each page. */
void sr_flow_set_places(SrFlow *flow, const SrFlow *dry);

/* The page a place was found on by the dry run; 0 = not known (yet). */
int sr_flow_page_of(const SrFlow *flow, const char *place);

/* --- What stands on pages --- */

/*
 * A heading of level 1, 2 or 3 with its bookmark; @place (ASCII, or NULL) names it for
 * links and contents. It stays with at least 20 mm of what follows.
 */
void sr_flow_heading(SrFlow *flow, int level, const char *text, const char *place);

/* Running text; two lines at least stand together at the foot and the head of a page. */
void sr_flow_paragraph(SrFlow *flow, const char *text);

/* The same in a size and colour of notes, under a figure or table. */
void sr_flow_note(SrFlow *flow, const char *text);

/* A paragraph in a box with a wash and a word in bold before it: a Lesebeispiel. */
void sr_flow_callout(SrFlow *flow, const char *lead, const char *text);

/*
 * The same of pieces that differ (draw/text). Within sr_flow_list_begin and _end it is an
 * item with @sign before it ("–", "1.", or "" to go on with the item before).
 */
void sr_flow_pieces(SrFlow *flow, const SrTextPiece *pieces, int n, const char *sign);
void sr_flow_list_begin(SrFlow *flow);
void sr_flow_list_end(SrFlow *flow);

/* Items with "–" or numbers before them. */
void sr_flow_list(SrFlow *flow, const char *const *items, int n, bool numbered);

/*
 * One line of a table of contents: dots and the page number, both a link. @level 1 is
 * bold. Between sr_flow_contents_begin and _end, which sets them all: two columns, on as
 * few pages as the lines need, spread over the whole of them.
 */
void sr_flow_contents_begin(SrFlow *flow);
void sr_flow_contents_line(SrFlow *flow, int level, const char *title, const char *place);
void sr_flow_contents_end(SrFlow *flow);

/* "siehe Seite 34" as a paragraph of its own, a link. */
void sr_flow_reference(SrFlow *flow, const char *text, const char *place);

/* A table, over as many pages as it needs. Returns: false with SR_ERROR_INPUT. */
bool sr_flow_table(SrFlow *flow, SrTableBox *table,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/*
 * A figure of at most the width between the margins, on this page or the next; the caller
 * draws into the box until _end. @caption may be NULL.
 */
SrBox sr_flow_figure_begin(SrFlow *flow, double width_mm, double height_mm,
                           const char *alt);
void sr_flow_figure_end(SrFlow *flow, const char *caption);
