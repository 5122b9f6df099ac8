/*
 * pipeline_protect.h — hiding what must not be published, beside what was released; a
 * stage of pipeline.h.
 */
#pragma once

#include "pipeline.h"

/*
 * Decides which of the values, which must be all, are hidden, and hides them before
 * anyone else sees one; tells whether the edition is a draft.
 */
void sr_run_protect(SrRun *run);
