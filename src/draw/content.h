/*
 * content.h — rewrites the marked content of a page.
 *
 * Given a page's content stream in which each run is bracketed by a stand-in
 *
 *     /Span << /MCID 3 >> BDC … EMC
 *
 * gives the stream with the real brackets: runs of elements are numbered anew from 0,
 * runs of artifacts become artifacts, and painting outside any run is wrapped in
 * /Artifact BMC … EMC. Text outside any run is an error. Markers are replaced by what
 * they stand for (draw/insert). Pure: bytes in, bytes out.
 */
#pragma once

#include "draw/insert.h"

/* What becomes of the n-th stand-in. */
typedef struct {
    const char *name;     /* "Span", "Figure"; NULL for an artifact */
    const char *artifact; /* its property list: "<</Type/Layout>>" */
} SrMark;

/* One page as cairo wrote it, and what is to become of it. */
typedef struct {
    const char *content;
    gsize length;
    const SrMark *marks; /* [n_marks], in the order of the stand-ins */
    int n_marks;
    const SrInsert *inserts; /* [n_inserts], by the number in their markers */
    int n_inserts;
} SrPageContent;

/*
 * Returns: (transfer full): the new content, or NULL with SR_ERROR_INPUT: as many
 * stand-ins as marks, all text inside.
 */
GString *sr_content_rewrite(const SrPageContent *page, GError **error);
