/*
 * pdf_pass.h — one pass of libqpdf over one file, and small steps over its C interface.
 * Included by tags_pdf.c, tags_catalog.c and pdf_pass.c only.
 */
#pragma once

#include "draw/canvas.h"
#include "draw/tags_private.h"

#include <qpdf/qpdf-c.h>

#define SR_PDF_PT_PER_MM (72.0 / 25.4)

/* One pass over one file. Handles are released as soon as they are stored. */
typedef struct {
    qpdf_data q;
    const SrTags *tags;
    qpdf_oh *elements; /* [elements], indirect dictionaries */
    qpdf_oh *pages;    /* [pages] */
    int *run_ids;      /* [runs] MCID on its page, -1 for an artifact */
    qpdf_oh nums;      /* array of the parent tree */
    int next_parent;   /* next key of the parent tree */
} SrPdfPass;

/* Stores @value, which is used up. */
void sr_pdf_set_key(SrPdfPass *pass, qpdf_oh dictionary, const char *key, qpdf_oh value);

void sr_pdf_append(SrPdfPass *pass, qpdf_oh array, qpdf_oh value);

/* Stores a reference to an object that is kept. */
void sr_pdf_set_reference(SrPdfPass *pass, qpdf_oh dictionary, const char *key,
                          qpdf_oh object);

void sr_pdf_set_name(SrPdfPass *pass, qpdf_oh dictionary, const char *key,
                     const char *name);

void sr_pdf_set_text(SrPdfPass *pass, qpdf_oh dictionary, const char *key,
                     const char *text);

void sr_pdf_set_integer(SrPdfPass *pass, qpdf_oh dictionary, const char *key, int value);

qpdf_oh sr_pdf_new_indirect(SrPdfPass *pass);

void sr_pdf_append_real(SrPdfPass *pass, qpdf_oh array, double value);

const SrPageSize *sr_pdf_page_size(const SrPdfPass *pass, int page);

/* From the page's millimetres, y down, to points, y up: [x0 y0 x1 y1]. */
qpdf_oh sr_pdf_new_rectangle(SrPdfPass *pass, int page, SrBox box);

/* [page /XYZ left top null]: the place is at the top of the window, zoom unchanged. */
qpdf_oh sr_pdf_new_destination(SrPdfPass *pass, int page, double y_mm);

const SrElement *sr_pdf_element_at(const SrPdfPass *pass, int i);

const SrRun *sr_pdf_run_at(const SrPdfPass *pass, int i);

/* Language, title, links' names, bookmarks, page labels, dates: all but the tree. */
void sr_pdf_write_catalog(SrPdfPass *pass, qpdf_oh catalog, const SrDocument *document);
