/*
 * labeltext.h — the ways in which a name can be written on a map.
 *
 * A German place name is broken where a reader would breathe: before "an", "am", "bei",
 * "in", … or after the article that follows it, before a bracket, after a hyphen:
 *
 *     Bockenheim an der / Weinstraße    Obrigheim / (Pfalz)    Niederkirchen / bei
 * Deidesheim
 *
 * never between "an" and "der". Pure.
 */
#pragma once

#include <glib.h>

#define SR_LABEL_LINES 3

/*
 * Returns: (transfer full): the name in one line, then with one and two breaks: GPtrArray
 * of char *, lines separated by '\n'.
 */
GPtrArray *sr_label_breaks(const char *name);

/*
 * Returns: (transfer full): @name fit for print: control and direction characters left
 * out, bytes that are no UTF-8 replaced, at most @most characters, the last "…".
 */
char *sr_label_clean(const char *name, int most);
