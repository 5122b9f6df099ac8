/*
 * labelsolve.h — choose one candidate for each label so that none gets in another's way.
 *
 * The search behind draw/label.h (steps 2 and 3 there), apart from how candidates are
 * found. Pure and deterministic. Boxes may be in any unit, one for all.
 */
#pragma once

#include "base/geom.h"

/* What a label without a place costs: more than any candidate. */
#define SR_LABEL_UNPLACED 1000.0

/* One place that a label could take. */
typedef struct {
    double cost; /* 0 .. SR_LABEL_UNPLACED */
    int variant;
    bool has_leader;
    SrBox box;
    SrPoint leader_from;
    SrPoint leader_to;
    SrBox taken; /* around box and leader; filled by sr_labels_solve() */
} SrLabelCandidate;

/* Returns: whether the two can not both stand: boxes overlap, a leader meets the other's
 * box, or leaders cross. */
bool sr_label_conflict(const SrLabelCandidate *a, const SrLabelCandidate *b);

/*
 * Chooses for each of the @n_labels labels one of @candidates[label] (GArray of
 * SrLabelCandidate, cheapest first). @chosen[n_labels] holds a choice to start from
 * (-1: none yet) that is free of conflicts, and receives the result, as free of them.
 */
void sr_labels_solve(GArray *const *candidates, int n_labels, int *chosen);
