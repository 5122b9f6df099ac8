#include "base/heap.h"

#include <stdbool.h>

static bool
goes_before(SrHeapEntry a, SrHeapEntry b)
{
    if (a.key != b.key)
        return a.key < b.key;
    return a.item != b.item ? a.item < b.item : a.tag < b.tag;
}

GArray *
sr_heap_new(void)
{
    return g_array_new(FALSE, FALSE, sizeof(SrHeapEntry));
}

void
sr_heap_push(GArray *heap, SrHeapEntry entry)
{
    g_array_append_val(heap, entry);

    SrHeapEntry *entries = (SrHeapEntry *)(void *)heap->data;
    guint i = heap->len - 1;
    for (; i > 0 && goes_before(entry, entries[(i - 1) / 2]); i = (i - 1) / 2)
        entries[i] = entries[(i - 1) / 2];
    entries[i] = entry;
}

SrHeapEntry
sr_heap_pop(GArray *heap)
{
    SrHeapEntry *entries = (SrHeapEntry *)(void *)heap->data;
    SrHeapEntry first = entries[0];
    SrHeapEntry last = entries[heap->len - 1];
    guint n = heap->len - 1;
    guint i = 0;

    while (2 * i + 1 < n) {
        guint child = 2 * i + 1;

        if (child + 1 < n && goes_before(entries[child + 1], entries[child]))
            child++;
        if (goes_before(last, entries[child]))
            break;
        entries[i] = entries[child];
        i = child;
    }
    entries[i] = last;
    g_array_set_size(heap, n);
    return first;
}
