/*
 * tags_pdf.h — finishes the PDF that cairo wrote: the structure tree and all that readers
 * and PDF/UA-1 ask for beside it, in one pass of libqpdf.
 *
 * Given the tree (draw/tags) and cairo's file, whose n-th marked run on a page is the
 * n-th run logged for it, gives the whole file: tree, parent tree, links, destinations,
 * bookmarks, page labels, language, title, XMP metadata; running heads marked as
 * artifacts; painting outside any run wrapped as artifact.
 */
#pragma once

#include "draw/canvas.h"
#include "draw/tags_private.h"

/*
 * Returns: (transfer full): the file, or NULL with SR_ERROR_INPUT where the content does
 * not fit the tree (text outside any run, a run that lies off the page). Deterministic.
 */
GBytes *sr_tags_write_pdf(const SrTags *tags, const SrDocument *document,
                          const GByteArray *cairo_pdf, GError **error);
