/*
 * labelqueue.h — places for a label, handed out cheapest first.
 *
 * Thousands of places are found for each label and few are looked at: a binary heap
 * (Williams 1964) puts in order only those that are asked for, where sorting would order
 * all. The order is the same: by cost, then by way of writing, then from above, then from
 * the left.
 *
 *     add 5, 2, 9, 4 → pop 2, pop 4; 5 and 9 are never compared again
 */
#pragma once

#include "base/geom.h"

#include <glib.h>

/* The middle of a box for one way of writing. */
typedef struct {
    double cost;
    SrPoint middle;
    int variant;
} SrLabelSpot;

typedef struct {
    GArray *spots;  /* of SrLabelSpot; owned */
    bool is_sorted; /* as a heap: from the first question on */
} SrLabelQueue;

void sr_label_queue_init(SrLabelQueue *queue);
void sr_label_queue_clear(SrLabelQueue *queue);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SrLabelQueue, sr_label_queue_clear)

/* Adds a spot; not after the first question. */
void sr_label_queue_add(SrLabelQueue *queue, const SrLabelSpot *spot);

/* Returns: the first spot, of the queue until it is popped, or NULL when it is empty. */
const SrLabelSpot *sr_label_queue_first(SrLabelQueue *queue);

/* Removes the first spot into @spot. Returns: false when there was none. */
bool sr_label_queue_pop(SrLabelQueue *queue, SrLabelSpot *spot);

/* Orders spots: negative where @a comes first. */
int sr_label_spot_compare(const SrLabelSpot *a, const SrLabelSpot *b);
