/*
 * keyfile.h — the settings people write: .ini files of one dialect, checked against a
 * table of keys.
 *
 * The dialect (docs/dateien.md): UTF-8, a BOM is tolerated; comments are whole lines
 * that start with '#'; no comment after a value; lists are separated by ';'; "title[en]="
 * is the English translation of "title=". A key twice in a group, a group twice, an
 * unknown group or key, a value that is not of its type, a title of more than 300 letters
 * or another text for readers (one that can be translated) of more than 5 000: each is a
 * finding with file and line, and an unknown word names the nearest known one.
 *
 * Each kind of file has one static table of keys, from which its documentation is
 * printed:
 *
 *     static const SrKey keys[] = {
 *         {"indicator", "title", SR_KEY_TEXT, .required = true, .translated = true,
 *          .doc = N_("what the map is called")},
 *         {"indicator", "per", SR_KEY_NUMBER, .fallback = "1", .allowed = "0 ..",
 *          .doc = N_("the multiplier")},
 *         {"variable *", "column", SR_KEY_TEXT, .doc = N_("its column")},   any name for
 * *
 *         {"levels", "*", SR_KEY_LIST, .doc = N_("one level")},              any key
 *     };
 *     const SrKeyTable sr_indicator_keys = {"indicator", N_("…"), keys,
 * G_N_ELEMENTS(keys)};
 */
#pragma once

#include "base/finding.h"

#include <glib.h>
#include <stdbool.h>

typedef enum {
    SR_KEY_TEXT,
    SR_KEY_LIST,   /* of texts, separated by ';' */
    SR_KEY_NUMBER, /* decimal point; allowed: "0 .. 1", "0 ..", ".. 9" */
    SR_KEY_INTEGER,
    SR_KEY_BOOL,   /* true, false */
    SR_KEY_CHOICE, /* allowed: "natural;equal;quantile" */
    SR_KEY_DAY,    /* YYYY-MM-DD */
} SrKeyType;

typedef struct {
    const char *group; /* ends in " *" for groups with a name of their own */
    const char *key;   /* "*" for keys with names of their own */
    SrKeyType type;
    bool required; /* in each group of that kind that stands in the file; a group without
                      name must then be there */
    bool translated;
    const char *fallback; /* the value when absent, as written; NULL = none */
    const char *allowed;
    const char *doc; /* one line, marked N_() */
} SrKey;

typedef struct {
    const char *kind;  /* "indicator" */
    const char *where; /* "indicators/<id>.ini" */
    const SrKey *keys;
    int n_keys;
} SrKeyTable;

typedef struct SrKeyfile SrKeyfile;

/*
 * Reads and checks @path. What is wrong goes to @findings; values with a finding read
 * as if absent.
 * Returns: (transfer full): the file, or NULL (with a finding, or with @error =
 * SR_ERROR_IO) if it cannot be read at all.
 */
SrKeyfile *sr_keyfile_read(const char *path, const SrKeyTable *table,
                           SrFindings *findings, GError **error);

/* The same from @text of @n bytes; @path only names it in findings. */
SrKeyfile *sr_keyfile_parse(const char *path, const char *text, gsize n,
                            const SrKeyTable *table, SrFindings *findings);

void sr_keyfile_free(SrKeyfile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrKeyfile, sr_keyfile_free)

const char *sr_keyfile_path(const SrKeyfile *file);

/* The groups in the order of the file: (transfer none), NULL-terminated. */
const char *const *sr_keyfile_groups(const SrKeyfile *file);

/* The names in groups "<kind> <name>", in order: (transfer full). */
char **sr_keyfile_names(const SrKeyfile *file, const char *kind);

/* The keys of @group in order, without translations: (transfer full), empty if no such
 * group. */
char **sr_keyfile_keys(const SrKeyfile *file, const char *group);

/* Whether the file itself gives the key (a fallback does not count). */
bool sr_keyfile_has(const SrKeyfile *file, const char *group, const char *key);

/* The line of the key, or of the group if @key is NULL, or 0. */
int sr_keyfile_line(const SrKeyfile *file, const char *group, const char *key);

/*
 * The value, or the fallback of the table, or NULL: (transfer none). _translated gives
 * the translation into @language ("en") where there is one.
 */
const char *sr_keyfile_text(const SrKeyfile *file, const char *group, const char *key);
const char *sr_keyfile_translated(const SrKeyfile *file, const char *group,
                                  const char *key, const char *language);

/* The parts of a list, blanks around them dropped: (transfer full), empty if absent. */
char **sr_keyfile_list(const SrKeyfile *file, const char *group, const char *key);

/* The number; NAN if absent and without a fallback. */
double sr_keyfile_number(const SrKeyfile *file, const char *group, const char *key);

/* The integer; @absent if absent and without a fallback. */
int sr_keyfile_integer(const SrKeyfile *file, const char *group, const char *key,
                       int absent);

/* false if absent and without a fallback. */
bool sr_keyfile_bool(const SrKeyfile *file, const char *group, const char *key);

/* Adds an error about the value of a key, with its line. @format is marked N_(). */
void sr_keyfile_complain(const SrKeyfile *file, SrFindings *findings, const char *group,
                         const char *key, const char *format, ...) G_GNUC_PRINTF(5, 6);

/* Returns: (transfer full): the table as a Markdown section, in the language in use. */
char *sr_key_table_markdown(const SrKeyTable *table);
