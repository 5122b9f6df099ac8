/*
 * pipeline_pattern.h — the pattern of the whole project, kept between runs in
 * .cache/pattern.txt; a stage of pipeline.h.
 *
 * It is what it was decided from that makes it valid: definitions, schemes, settings, the
 * figures as they stand in the store, the program itself. The store has one checksum of
 * these and of the text together, so a pattern of other figures, one that was cut short
 * or one that somebody wrote into is no pattern, and all is decided anew.
 */
#pragma once

#include "pipeline.h"

/*
 * Returns: (transfer full): one line for the settings and definitions as they stand, or
 * NULL where nothing is kept. Asked for before they are read.
 */
char *sr_pattern_definitions(const SrRun *run);

/*
 * Hides in the values what the kept pattern of these inputs hides. False, with nothing
 * changed, if there is none: then it must be decided.
 */
bool sr_run_recall_pattern(SrRun *run) G_GNUC_WARN_UNUSED_RESULT;

/* Keeps what is hidden now, if all was decided on; that it cannot be kept is no failure.
 */
void sr_run_keep_pattern(SrRun *run);
