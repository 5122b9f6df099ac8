/*
 * pipeline_inputs.h — what an edition depends on, as checksums: the files of a project,
 * the day that is printed, and the program itself.
 */
#pragma once

#include "pipeline.h"

/*
 * Returns: (transfer full): the findings that may be published: none of a protected
 * dataset or indicator, whose number alone can tell how many cases there are.
 */
SrFindings *sr_inputs_public_findings(const SrRun *run);

/* Returns: (transfer full): the checksums of all inputs, of SrPackageFile, by name. */
GArray *sr_inputs_sum(const SrRun *run, GError **error);

/* Returns: (transfer full): one line for all of @inputs, the day and the program. */
char *sr_inputs_fingerprint(const SrRun *run, GArray *inputs);

/* What an output is, as far as it decides what it depends on. */
typedef struct {
    const SrResult *result; /* of a map, else NULL */
    const char *style;      /* styles/<style>.ini */
    const char *atlas;      /* styles/atlas/<atlas>.ini of an atlas, else NULL */
} SrPurpose;

/*
 * Returns: (transfer full): one line for what such an output depends on: the values of a
 * map, and every input but those that only bear on others (other styles, other atlases,
 * what people write for the atlas, other indicators).
 */
char *sr_inputs_fingerprint_for(const SrRun *run, GArray *inputs,
                                const SrPurpose *purpose);
