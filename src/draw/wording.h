/*
 * wording.h — what a text must be before it is set: clean, and held together where German
 * typography asks for it.
 *
 *     "nach §§ 27 Abs. 2 und 29, 63 % davon"   no line may end behind "§§", behind "Abs."
 *                                             or before "%"
 */
#pragma once

#include <stdbool.h>

/*
 * Returns: (transfer full): @text as valid UTF-8 without control characters; tabs are
 * blanks, a line break stays one unless @one_line. Blanks between §, Abs., Nr., je,
 * per and their number, between a number and its % or € do not break.
 */
char *sr_wording_clean(const char *text, bool one_line);
