/* label_private.h — shared by label.c (places inside) and label_outside.c. */
#pragma once

#include "draw/label.h"
#include "draw/labelqueue.h"
#include "draw/labelsolve.h"
#include "draw/tally.h"

#include <glib.h>

#define SR_LABEL_CELL_MM 0.4
#define SR_LABEL_CANDIDATES 48
#define SR_LABEL_STEP_MM 2.0 /* from place to place outside */

static inline SrBox
sr_label_box(SrPoint middle, const SrLabelVariant *variant)
{
    return (SrBox){middle.x - variant->width_mm / 2, middle.y - variant->height_mm / 2,
                   middle.x + variant->width_mm / 2, middle.y + variant->height_mm / 2};
}

/* Orders candidates: the cheapest first. */
int sr_label_compare(const void *a, const void *b);

/* Whether none of @kept from @start is the same way of writing at nearly this place. */
bool sr_label_is_apart(const GArray *kept, guint start, const SrLabelCandidate *one,
                       double apart_mm);

/* Marks borders and obstacles. */
void sr_label_mark_blocks(const SrLabelTask *task, SrTally *tally);

/* The free space around the areas of a task, which it borrows. */
typedef struct SrLabelRoom SrLabelRoom;

SrLabelRoom *sr_label_room_new(const SrLabelTask *task);
void sr_label_room_free(SrLabelRoom *room);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrLabelRoom, sr_label_room_free)

/*
 * Adds to @kept boxes in the free space, @step_mm from each other, each with a leader to
 * the anchor of @area: the cheapest of all, and some in each direction. Where many
 * leaders leave one crowd, the next best place is on another side.
 */
void sr_label_find_outside(const SrLabelRoom *room, int area, double step_mm,
                           GArray *kept);
