/*
 * hyphen.h — where words may be broken.
 *
 * Liang's method (F. M. Liang, Word Hy-phen-a-tion by Com-put-er, 1983) with the patterns
 * of the Debian package hyphen-de. Its file has two levels: the first finds the joints of
 * compounds, the second the syllables of each part. (The library that the file is made
 * for takes more than two seconds to load it; this takes about 20 ms.)
 *
 *     Jugendhilfeausschuss  →  Ju-gend-hil-fe-aus-schuss
 */
#pragma once

#include <glib.h>

typedef struct SrHyphen SrHyphen;

/*
 * Reads the patterns of @language; "de" is known.
 * Returns: (transfer full): or NULL with SR_ERROR_INPUT, which names the Debian package
 * if the file is missing, or says that there are no patterns for the language.
 */
SrHyphen *sr_hyphen_new(const char *language, GError **error);
void sr_hyphen_free(SrHyphen *hyphen);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrHyphen, sr_hyphen_free)

/*
 * Returns: (transfer full): @text (UTF-8) with a soft hyphen (U+00AD) wherever a word of
 * at least six letters may be broken; at least two letters stay before it, three after.
 * Words that have one already are left as they are.
 */
char *sr_hyphen_text(SrHyphen *hyphen, const char *text);
