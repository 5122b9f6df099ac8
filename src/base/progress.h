/*
 * progress.h — what a person at a terminal sees of long work, and how long steps took.
 *
 * A bar on stderr while it is a terminal; nothing otherwise. With sr_progress_verbose,
 * each step leaves a line with its time.
 */
#pragma once

#include <stdbool.h>

typedef enum {
    SR_PROGRESS_QUIET,
    SR_PROGRESS_NORMAL,
    SR_PROGRESS_VERBOSE
} SrProgressMode;

void sr_progress_set_mode(SrProgressMode mode);
SrProgressMode sr_progress_mode(void);

/* Begins a step of @n parts (0: unknown) called @what (translated). */
void sr_progress_begin(const char *what, int n);

/* @done of the parts are finished. */
void sr_progress_step(int done);

/* Ends the step; clears the bar. */
void sr_progress_end(void);
