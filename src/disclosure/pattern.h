/*
 * pattern.h — what was hidden, as text, and hiding the same again.
 *
 *     eckwert,,gemeinde,07332003,2014        one line a hidden row: sr_value_key()
 *
 * Not what any of them was. So one indicator can be shown alone, without deciding on the
 * whole project again.
 */
#pragma once

#include "indicator/evaluate.h"

/* "indicator,scheme,level,area,period": (transfer full). */
char *sr_value_key(const SrValue *value);

/* Hides the row: the status says so, and all its numbers go. */
void sr_value_hide(SrValue *value);

/* Returns: (transfer full): the keys of all hidden rows of protected indicators. */
char *sr_pattern_text(const SrValues *values);

/*
 * Hides the rows of @values that @text names, and ranks what is left of their indicators.
 * Keys of indicators that @values has no result of are passed over.
 * Returns: false, with nothing changed, if a key is none of a row: then the text is not
 * of these values.
 */
bool sr_pattern_hide(const char *text, SrValues *values, SrScheme *const *schemes,
                     int n_schemes, SrFindings *findings) G_GNUC_WARN_UNUSED_RESULT;
