/*
 * workers.h — many pages at once: jobs handed out to child processes, one a core.
 *
 * A job that fails or dies takes only its own process with it; the first failure ends the
 * others and is told. Children share what the parent had in memory when they began; they
 * must not touch its database.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Does job @job, 0 .. n - 1, in a child. @state is what @begin gave there. */
typedef bool (*SrJob)(int job, gpointer state, gpointer data, GError **error);

/* Called once in each child before its first job; NULL with an error ends all. */
typedef gpointer (*SrJobBegin)(gpointer data, GError **error);

/*
 * Runs the jobs in their order, each as soon as a core is free, with progress on a
 * terminal. Returns: false with the first error.
 */
bool sr_workers_run(int n_jobs, SrJobBegin begin, SrJob job, gpointer data,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
