/*
 * markdown.h — texts that people write (a foreword, a comment) onto running pages.
 *
 * CommonMark: headings, paragraphs with **strong**, *emphasis* and [links](https://…),
 * lists, quotes. What cannot be set (pictures, HTML, code, a word of more than 5 000
 * letters) is an error that names the line, not something left out in silence.
 */
#pragma once

#include "draw/flow.h"

/*
 * Sets @text; its shallowest headings become headings of level @level, and so on, at most
 * 3; a level that the text leaves out is closed up. @name (of the file) stands in errors.
 * A link to "#name" leads to a place of the document. Returns: false with SR_ERROR_INPUT,
 * nothing set.
 */
bool sr_flow_markdown(SrFlow *flow, const char *text, const char *name, int level,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
