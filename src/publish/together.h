/*
 * together.h — how closely two figures go together, in words a committee can hold on to.
 *
 *     r = 0.57, 42 Gemeinden  →  "Beide gehen erkennbar miteinander einher: Wo das eine
 *                                höher ist, ist oft auch das andere höher (Korrelation
 *                                0,57; 95-%-Bereich 0,32 bis 0,74; 42 Gemeinden)."
 *
 * The words are graded by |r|: closely from 0.8, noticeably from 0.5, else loosely. Where
 * the range holds zero nothing goes together beyond chance.
 */
#pragma once

#include "stats/correlate.h"

/* @plural: what the pairs are of, "Gemeinden". Returns: (transfer full): one sentence. */
char *sr_together_words(const SrCorrelation *found, const char *plural,
                        const char *language);
