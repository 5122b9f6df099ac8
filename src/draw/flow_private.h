/*
 * flow_private.h — the inside of draw/flow: flow.c keeps the pages, flow_text.c sets the
 * words, flow_contents.c the table of contents. Nobody else includes it.
 */
#pragma once

#include "draw/flow.h"

struct SrFlow {
    SrCanvas *canvas; /* borrowed */
    SrLook look;
    SrFrame frame;
    char *chapter;      /* of the running head */
    GHashTable *places; /* page by name, found by this flow */
    GHashTable *known;  /* the same by the dry run before */
    GArray *rooms;      /* of double: mm left on each page when it ended, see spare_mm */
    double spare_mm;    /* what the page could do without: things asked for room on it */
    GArray *slack;      /* the same by the dry run, less what was given out; or NULL */
    GArray *contents;   /* lines of the contents while they are added; or NULL */
    GError *fault;      /* the first of any page */
    int page;           /* from 1 */
    double y_mm;        /* where the next thing begins */
    double figure_mm;   /* height of the open figure */
    bool on_page;
    bool empty; /* nothing stands on the page yet */
    bool bare;  /* the next pages are without head and foot */
    bool bare_page;
};

/* Begins a page unless one is begun. */
void sr_flow_begin_page(SrFlow *flow);

/* Moves on by what was drawn. */
void sr_flow_advance(SrFlow *flow, double mm);

/* Names the place where the next thing begins. */
void sr_flow_name_place(SrFlow *flow, const char *place);

/*
 * How many of the lines from @first of @n_lines on are set where @n_room lines have room:
 * at least two at the foot of a page and two at the head of the next, or none here.
 */
int sr_flow_lines_that_fit(int n_lines, int first, int n_room);
