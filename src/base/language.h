/*
 * language.h — the language of messages and of print.
 *
 * Messages are in the language the environment asks for (LANGUAGE, else LC_ALL,
 * LC_MESSAGES, LANG when they name one), else in the project's. Print is always in the
 * project's (or the atlas's) language, whatever the environment: the same input gives
 * the same bytes. Translations work without an installed locale. LC_NUMERIC stays C.
 */
#pragma once

/* Call once, first thing in main. German until a project says otherwise. */
void sr_language_init(void);

/* Messages follow the project's @language ("de", "en") unless the environment decided. */
void sr_language_of_project(const char *language);

/* The language of _() from here on. Returns: (transfer none): the one before. */
const char *sr_language_use(const char *language);

/* The language in use: "de" or "en". */
const char *sr_language(void);
