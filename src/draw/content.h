/*
 * content.h — rewrites the marked content of a page.
 *
 * Given a page's content stream in which each run is bracketed by a placeholder
 *
 *     /Span << /MCID 3 >> BDC … EMC
 *
 * gives the stream with the real brackets: runs of elements are numbered anew from 0,
 * runs of artifacts become artifacts, and painting outside any run is wrapped in
 * /Artifact BMC … EMC. Text outside any run is an error. Pure: bytes in, bytes out.
 */
#pragma once

#include <glib.h>

/* What becomes of the n-th placeholder. */
typedef struct {
    const char *name;     /* "Span", "Figure"; NULL for an artifact */
    const char *artifact; /* its property list: "<</Type/Layout>>" */
} SrMark;

/*
 * @marks: [n_marks], in the order of the placeholders.
 * Returns: (transfer full): the new content, or NULL with SR_ERROR_INPUT: as many
 * placeholders as marks, all text inside.
 */
GString *sr_content_rewrite(const char *content, gsize length, const SrMark *marks,
                            int n_marks, GError **error);
