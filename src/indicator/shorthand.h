/*
 * shorthand.h — names of one's own in expressions, put in as text before anything is
 * computed.
 *
 *     [let]                                       numerator=begleitet + heim
 *     begleitet=hilfen_29 + hilfen_30         →   (hilfen_29 + hilfen_30) + ((hilfen_34))
 *     heim=(hilfen_34)
 *
 * A shorthand may use others, but not itself. In a standardised indicator {age} and {sex}
 * stand for the stratum. Pure.
 */
#pragma once

#include <glib.h>

/*
 * Puts what @names (char * → char *) stand for into @text, in brackets.
 * Returns: (transfer full): the text, or NULL with SR_ERROR_INPUT if one is made of
 * itself.
 */
char *sr_shorthand_expand(const char *text, GHashTable *names, GError **error);

/* Puts @age and @sex (NULL: leave it) in: (transfer full). */
char *sr_shorthand_stratum(const char *text, const char *age, const char *sex);
