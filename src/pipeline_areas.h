/*
 * pipeline_areas.h — the first stage of pipeline.h: boundaries, their topology, the
 * schemes.
 */
#pragma once

#include "pipeline.h"

/*
 * Reads the boundaries of the project, projects and mends them, and divides them by the
 * schemes of [publish] and those named in @schemes (or NULL). What is wrong is told in
 * the findings; what could not be read stays NULL.
 */
void sr_run_read_areas(SrRun *run, const char *const *schemes);
