/*
 * pipeline_inputs.h — what an edition depends on, as checksums: the files of a project,
 * the day that is printed, and the program itself.
 */
#pragma once

#include "pipeline.h"

/* Returns: (transfer full): the checksums of all inputs, of SrPackageFile, by name. */
GArray *sr_inputs_sum(const SrRun *run, GError **error);

/* Returns: (transfer full): one line for all of @inputs, the day and the program. */
char *sr_inputs_fingerprint(const SrRun *run, GArray *inputs);

/*
 * Returns: (transfer full): one line for what a map of @result in @style depends on: its
 * values, and every input that is not another indicator.
 */
char *sr_inputs_fingerprint_of_map(const SrRun *run, GArray *inputs,
                                   const SrResult *result, const char *style);
