/*
 * pipeline_made.h — what stands in output/ already, and what it was made of: the memory
 * by which `build` makes only what changed.
 *
 * The store knows for each file the checksum of its bytes and the fingerprint of what it
 * was made from; .cache/edition.txt lists the files of the last whole edition. A file
 * that was touched, cut short or lost no longer has its checksum, and is made again.
 */
#pragma once

#include "pipeline.h"

/* A file made in this run; strings borrowed. */
typedef struct {
    const char *name;        /* in output/ */
    const char *fingerprint; /* of all it depends on */
} SrMade;

/* Whether output/@name is what this program once made under that fingerprint. */
bool sr_made_is_current(const SrRun *run, const char *name, const char *fingerprint);

/*
 * Returns: (transfer full): the names of a whole edition that stands as it was made from
 * @inputs (a fingerprint), or NULL.
 */
char **sr_made_unchanged(const SrRun *run, const char *inputs);

/*
 * Remembers the files of an edition, @outputs (of SrPackageFile), made from @inputs, and
 * those @making (of SrMade) that were drawn in this run. Returns: false if it could not.
 */
bool sr_made_remember(SrRun *run, const char *inputs, GArray *outputs, GArray *making,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
