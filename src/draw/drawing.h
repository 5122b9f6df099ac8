/*
 * drawing.h — a laid-out picture: boxes, lines and words with their places in mm.
 *
 * Charts are laid out into a drawing (pure but for the measuring of text) and drawn
 * after; tests read the drawing. The order of the parts is the order they are painted in.
 */
#pragma once

#include "draw/canvas.h"
#include "draw/text.h"

typedef struct SrDrawing SrDrawing;

typedef enum {
    SR_PART_BOX,
    SR_PART_LINE, /* of two or more points */
    SR_PART_POLYGON,
    SR_PART_CIRCLE,
    SR_PART_TEXT,
} SrPartKind;

typedef struct {
    SrPartKind kind;
    SrBox box_mm;    /* around the part; of a text its pen box */
    SrPoint *points; /* [n_points]; of lines and polygons; owned */
    int n_points;
    SrPoint at_mm;    /* centre of a circle, baseline of a text */
    double radius_mm; /* of a circle */
    SrColor fill;
    bool has_fill;
    SrPen pen;  /* width_mm 0: none */
    char *text; /* owned */
    SrTextStyle style;
    SrAlign anchor;
    double angle_degrees;
} SrPart;

/* @fonts is borrowed and must outlive the drawing. */
SrDrawing *sr_drawing_new(SrFonts *fonts);
void sr_drawing_free(SrDrawing *drawing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrDrawing, sr_drawing_free)

void sr_drawing_box(SrDrawing *drawing, SrBox box_mm, SrColor fill);
/* The same with a rim: pale fills need one to be seen on paper. */
void sr_drawing_rimmed_box(SrDrawing *drawing, SrBox box_mm, SrColor fill, SrPen rim);
void sr_drawing_line(SrDrawing *drawing, SrPoint from_mm, SrPoint to_mm, SrPen pen);
void sr_drawing_lines(SrDrawing *drawing, const SrPoint *points_mm, int n, SrPen pen);
void sr_drawing_polygon(SrDrawing *drawing, const SrPoint *points_mm, int n,
                        SrColor fill);
/* @fill and @pen may be NULL. */
void sr_drawing_circle(SrDrawing *drawing, SrPoint center_mm, double radius_mm,
                       const SrColor *fill, const SrPen *pen);
void sr_drawing_text(SrDrawing *drawing, const SrTextStyle *style, const char *text,
                     SrPoint baseline_mm, SrAlign anchor);
void sr_drawing_turned_text(SrDrawing *drawing, const SrTextStyle *style,
                            const char *text, SrPoint baseline_mm, SrAlign anchor,
                            double angle_degrees);

int sr_drawing_n_parts(const SrDrawing *drawing);
const SrPart *sr_drawing_part(const SrDrawing *drawing, int i);

/* The box around everything; empty for an empty drawing. */
SrBox sr_drawing_box_mm(const SrDrawing *drawing);

/*
 * Returns: (transfer full): one line a part, in tenths of a millimetre: what goldens
 * hold. text 12.3 40.5 "Haßloch" 8pt left
 */
char *sr_drawing_dump(const SrDrawing *drawing);

/* Paints it within the open figure or artifact. */
void sr_drawing_draw(const SrDrawing *drawing, SrCanvas *canvas);
