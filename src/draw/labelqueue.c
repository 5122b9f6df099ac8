#include "draw/labelqueue.h"

void
sr_label_queue_init(SrLabelQueue *queue)
{
    *queue = (SrLabelQueue){g_array_new(FALSE, FALSE, sizeof(SrLabelSpot)), false};
}

void
sr_label_queue_clear(SrLabelQueue *queue)
{
    g_clear_pointer(&queue->spots, g_array_unref);
}

int
sr_label_spot_compare(const SrLabelSpot *a, const SrLabelSpot *b)
{
    if (a->cost != b->cost)
        return a->cost < b->cost ? -1 : 1;
    if (a->variant != b->variant)
        return a->variant - b->variant;
    if (a->middle.y != b->middle.y)
        return a->middle.y < b->middle.y ? -1 : 1;
    return (a->middle.x > b->middle.x) - (a->middle.x < b->middle.x);
}

void
sr_label_queue_add(SrLabelQueue *queue, const SrLabelSpot *spot)
{
    g_return_if_fail(!queue->is_sorted);
    g_array_append_vals(queue->spots, spot, 1);
}

/* Lets the spot at @at sink to where none below it comes before it. */
static void
sink(GArray *spots, guint at)
{
    SrLabelSpot *heap = (SrLabelSpot *)(void *)spots->data;
    SrLabelSpot sinking = heap[at];

    for (guint child; (child = 2 * at + 1) < spots->len; at = child) {
        if (child + 1 < spots->len &&
            sr_label_spot_compare(&heap[child + 1], &heap[child]) < 0)
            child++;
        if (sr_label_spot_compare(&sinking, &heap[child]) <= 0)
            break;
        heap[at] = heap[child];
    }
    heap[at] = sinking;
}

const SrLabelSpot *
sr_label_queue_first(SrLabelQueue *queue)
{
    if (!queue->is_sorted)
        for (guint i = queue->spots->len / 2; i-- > 0;)
            sink(queue->spots, i);
    queue->is_sorted = true;
    return queue->spots->len > 0 ? &g_array_index(queue->spots, SrLabelSpot, 0) : NULL;
}

bool
sr_label_queue_pop(SrLabelQueue *queue, SrLabelSpot *spot)
{
    const SrLabelSpot *first = sr_label_queue_first(queue);

    if (first == NULL)
        return false;
    *spot = *first;
    g_array_remove_index_fast(queue->spots, 0);
    if (queue->spots->len > 1)
        sink(queue->spots, 0);
    return true;
}
