/*
 * definitionkeys.h — the keys of indicators/<id>.ini and indicators/kapitel.ini.
 */
#pragma once

#include "base/keyfile.h"

extern const SrKeyTable sr_indicator_keys;
extern const SrKeyTable sr_chapter_keys;

/* Returns: (transfer full): the text of a new definition, with a comment for each key. */
char *sr_indicator_skeleton(const char *id);
