/*
 * lost.h — figures that are not there because their data set has errors. Who wants one
 * has nothing to mend: what fails for want of it is counted (sr_findings_follow()).
 */
#pragma once

#include "store/store.h"

#include <stdbool.h>

/* The domain of errors for want of a lost figure; the code is SR_ERROR_INPUT. */
#define SR_LOST (sr_lost_quark())

GQuark sr_lost_quark(void);

/*
 * Notes in the store, after sr_load_datasets(), which variables the definitions in
 * @folder name whose data sets could not be read, however badly they are written.
 */
bool sr_lost_note(SrStore *store, const char *folder,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether @name, or the variable that it is a band or a sex of, was lost. */
bool sr_lost_has(SrStore *store, const char *name);
