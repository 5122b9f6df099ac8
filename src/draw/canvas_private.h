/*
 * canvas_private.h — the inside of draw/canvas, for text.c and the surfaces; nobody else
 * includes it.
 */
#pragma once

#include "draw/canvas.h"
#include "draw/svg.h"
#include "draw/tags_private.h"

#include <cairo.h>

#define SR_PT_PER_MM (72.0 / 25.4)

typedef struct SrSurface SrSurface;

struct SrCanvas {
    const SrSurface *surface;
    cairo_surface_t *target; /* owned; NULL before the first page */
    cairo_t *cr;             /* owned; its user space is millimetres, y down */
    SrSvg *svg;              /* owned; of an SVG: cr only holds paths then */
    GByteArray *bytes;       /* of a PDF as cairo writes it */
    SrTags *tags;            /* owned; NULL for a picture */
    char *title, *author, *subject, *language; /* owned copies of the SrDocument */
    gint64 time;
    GString *path; /* of a PDF: the heavy path being made, else NULL; owned */
    GString *clip; /* the path that cuts it; owned */
    double dpi;
    double width_mm, height_mm; /* of the current page */
    int n_pages;
    int depth; /* clips and groups open on this page */
    bool on_page;
    bool finished;
    GError *fault; /* the first thing that went wrong */
};

/* One row of the table of surfaces. Each step returns after the first fault. */
struct SrSurface {
    void (*page_begin)(SrCanvas *canvas);
    void (*page_end)(SrCanvas *canvas);
    GBytes *(*finish)(SrCanvas *canvas, GError **error);
};

/* Remembers the first fault; later ones follow from it. */
G_GNUC_PRINTF(3, 4)
void sr_canvas_fail(SrCanvas *canvas, int code, const char *format, ...);

/* Whether drawing makes sense now: on a page, nothing has failed. */
bool sr_canvas_is_drawing(SrCanvas *canvas);

/* Turns a bad cairo status into a fault. */
void sr_canvas_check(SrCanvas *canvas, cairo_status_t status);

/* Sets colour, width, dash, cap and join for the next stroke. */
void sr_canvas_use_pen(SrCanvas *canvas, const SrPen *pen);
