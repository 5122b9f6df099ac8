/*
 * decode.h — bytes of a text file, in whatever encoding, to UTF-8.
 */
#pragma once

#include "base/finding.h"

#include <glib.h>

typedef struct {
    char *text;           /* UTF-8, NUL-terminated; owned */
    gsize n;              /* bytes */
    const char *encoding; /* what it was in; static, or the one asked for */
} SrText;

/*
 * Turns @bytes[n] into UTF-8 without byte order marks, wherever they stand. @encoding ""
 * or NULL: found out, among UTF-8, UTF-16 with a mark, windows-1252 and ISO-8859-15.
 * Bytes that do not fit, a mixture of encodings and NUL bytes are findings of @path with
 * their line.
 *
 * Takes @bytes (owned, with a NUL at bytes[n]).
 * Returns: whether @text was filled.
 */
bool sr_decode(const char *path, char *bytes, gsize n, const char *encoding, SrText *text,
               SrFindings *findings);

/*
 * Drops signs without width from @text[n] in place: byte order marks, zero-width blanks
 * and joiners, which come with cells copied from web pages. Returns: the bytes left; the
 * place of the first is put in @first (NULL = there is none).
 */
gsize sr_text_drop_invisible(char *text, gsize n, const char **first);
