/*
 * tags.h — what is on the pages, as a tree: headings, paragraphs, tables, figures.
 *
 * A PDF that a screen reader can follow carries, beside the picture of each page, a tree
 * of elements and for each leaf the pieces of page content ("runs") that show it. This
 * module keeps that tree while pages are drawn; draw/tags_pdf writes it into the file.
 *
 *     Document                     opened with sr_tags_open, closed with sr_tags_close,
 *       H1 ── run (page 0, 0)      in reading order; text drawn in between becomes a run
 *       P ─┬─ run (page 0, 1)      of the innermost open element
 *          └─ run (page 1, 0)      a paragraph over two pages
 *       Figure, Alt ── run         everything drawn while the figure is open
 *
 * A canvas that is not a PDF has no tags: its SrTags is NULL, and every function here
 * takes NULL and does nothing, so that drawing code is the same for all surfaces.
 *
 * Mistakes in nesting, text outside any element, a link to a name that no page defines
 * are collected and fail the build in sr_canvas_finish with a sentence of what is wrong.
 */
#pragma once

#include "base/geom.h"

typedef struct SrTags SrTags;

/* The kinds of elements; the table in tags.c names them as ISO 32000-1, 14.8.4 does. */
typedef enum {
    SR_TAG_DOCUMENT,
    SR_TAG_PART,
    SR_TAG_SECTION,
    SR_TAG_H1,
    SR_TAG_H2,
    SR_TAG_H3,
    SR_TAG_H4,
    SR_TAG_P,
    SR_TAG_LIST,
    SR_TAG_ITEM,  /* of a list */
    SR_TAG_LABEL, /* the bullet or number of an item, the sign of a note */
    SR_TAG_BODY,  /* what stands beside the bullet */
    SR_TAG_TABLE,
    SR_TAG_TABLE_HEAD,
    SR_TAG_TABLE_BODY,
    SR_TAG_ROW,
    SR_TAG_CELL,
    SR_TAG_COLUMN_HEADER, /* TH with Scope Column */
    SR_TAG_ROW_HEADER,    /* TH with Scope Row */
    SR_TAG_CAPTION,
    SR_TAG_FIGURE,
    SR_TAG_NOTE,
    SR_TAG_CONTENTS, /* table of contents */
    SR_TAG_CONTENTS_ITEM,
    SR_TAG_REFERENCE,
    SR_TAG_LINK,
    SR_TAG_SPAN,
    SR_TAG_N,
} SrTag;

/* What an artifact (decoration, or what each page repeats) is. */
typedef enum {
    SR_ARTIFACT_LAYOUT,
    SR_ARTIFACT_HEADER,
    SR_ARTIFACT_FOOTER,
} SrArtifact;

typedef enum {
    SR_PAGE_LABEL_DECIMAL, /* 1 2 3 */
    SR_PAGE_LABEL_ROMAN,   /* i ii iii */
} SrPageLabel;

/* Opens an element as the next child of the innermost open one. */
void sr_tags_open(SrTags *tags, SrTag tag);

/* Closes the innermost open element, which must be a @tag. */
void sr_tags_close(SrTags *tags, SrTag tag);

/*
 * Opens a figure with its alternative text (a sentence or more, never empty) and its box
 * on the page in mm. All that is drawn up to sr_tags_close (tags, SR_TAG_FIGURE) is the
 * figure, its text too; a figure is on one page and holds no other element. A caption is
 * an element beside it, not in it.
 */
void sr_tags_open_figure(SrTags *tags, const char *alt, SrBox box_mm);

/*
 * Opens a link; the text drawn inside is what one clicks. @target is the name of a
 * destination (may be defined on a later page), or an address that begins with "https:",
 * "http:" or "mailto:". @description is read aloud: "Seite 34: Haßloch".
 */
void sr_tags_open_link(SrTags *tags, const char *target, const char *description);

/* A header or cell that spans several columns or rows; after opening it, 1 = no span. */
void sr_tags_set_span(SrTags *tags, int n_columns, int n_rows);

/* The language of the innermost open element where it differs ("en"). */
void sr_tags_set_language(SrTags *tags, const char *language);

/*
 * What is drawn in between is no content: rules, running heads, page numbers. May be
 * opened anywhere but in a figure; does not nest.
 */
void sr_tags_artifact_begin(SrTags *tags, SrArtifact artifact);
void sr_tags_artifact_end(SrTags *tags);

/* Names the place @y_mm on the current page, for links. Each name once; ASCII. */
void sr_tags_destination(SrTags *tags, const char *name, double y_mm);

/* Adds a bookmark to the current page at @y_mm; @level 1 is the outermost. */
void sr_tags_bookmark(SrTags *tags, int level, const char *title, double y_mm);

/* Numbers the current page and those after it, from @number on. */
void sr_tags_page_label(SrTags *tags, SrPageLabel style, int number);
