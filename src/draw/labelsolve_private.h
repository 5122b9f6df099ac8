/* labelsolve_private.h — shared by the parts of the search of draw/labelsolve. */
#pragma once

#include "draw/labelsolve.h"

#include <glib.h>

static inline const SrLabelCandidate *
sr_label_candidate(GArray *const *candidates, int label, int i)
{
    return &g_array_index(candidates[label], SrLabelCandidate, i);
}

/* What @label costs as it is chosen. */
static inline double
sr_label_cost(GArray *const *candidates, const int *chosen, int label)
{
    return chosen[label] >= 0 ? sr_label_candidate(candidates, label, chosen[label])->cost
                              : SR_LABEL_UNPLACED;
}

/* sr_label_conflict() for candidates that know what they take: most pairs are far apart.
 */
bool sr_label_in_conflict(const SrLabelCandidate *a, const SrLabelCandidate *b);

/*
 * Where labels have no place: takes one of them and those near it away and places them
 * anew, the one with the fewest free candidates first, each where it takes least from the
 * others. Returns: whether that saved cost; if not, nothing has changed.
 */
bool sr_labels_recreate(GArray *const *candidates, int n_labels, int *chosen);
