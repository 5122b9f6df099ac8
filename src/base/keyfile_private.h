/* keyfile_private.h — what reading and asking share; not for others. */
#pragma once

#include "base/keyfile.h"

typedef struct {
    char *group;    /* owned */
    char *key;      /* owned: "title" */
    char *language; /* owned: "en", or NULL */
    char *value;    /* owned, blanks around it dropped */
    int line;
} SrKeyEntry;

struct SrKeyfile {
    char *path;
    const SrKeyTable *table;
    GPtrArray *groups;   /* of char *, NULL-terminated, in order */
    GArray *group_line;  /* of int, beside groups */
    GPtrArray *entries;  /* of Entry, in order */
    GHashTable *found;   /* "group\nkey\nlanguage" → Entry of entries */
    GHashTable *empty;   /* "group\nkey" with nothing behind its "=" → line */
    GHashTable *refused; /* "group\nkey" with a wrong value: not missing */
};

/* The line of the table for the key, or NULL. */
const SrKey *sr_key_find(const SrKeyTable *table, const char *group, const char *key);

/* What the file gives for the key in @language (NULL: the base text), or NULL. */
const SrKeyEntry *sr_keyfile_entry(const SrKeyfile *file, const char *group,
                                   const char *key, const char *language);
