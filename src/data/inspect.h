/*
 * inspect.h — what a new file of figures seems to be: a ready definition with reasons.
 */
#pragma once

#include "data/load.h"

/*
 * Looks at @path and proposes its indicators/data/<id>.ini, whose file= is @file. Each
 * guess stands under a comment that says why; what only a person can know is left empty.
 * Returns: (transfer full): the text, or NULL after findings.
 */
char *sr_inspect(const char *path, const char *file, const SrPlaces *places,
                 SrFindings *findings);
