/*
 * heap.h — a queue that gives the least first: numbers with a key.
 *
 * Entries of one key come out by item, then tag, so that runs agree.
 */
#pragma once

#include <glib.h>

typedef struct {
    double key;
    int item;
    int tag; /* what the caller likes, such as the version of the item */
} SrHeapEntry;

/* An array of SrHeapEntry, the least at index 0; free it with g_array_unref(). */
GArray *sr_heap_new(void);
void sr_heap_push(GArray *heap, SrHeapEntry entry);

/* Takes the least entry out; the heap must hold one. */
SrHeapEntry sr_heap_pop(GArray *heap);
