#include "draw/labelqueue.h"

static void
fill(SrLabelQueue *queue, const SrLabelSpot *spots, int n)
{
    sr_label_queue_init(queue);
    for (int i = 0; i < n; i++)
        sr_label_queue_add(queue, &spots[i]);
}

static void
test_order(void)
{
    /* Each comes before all below it: by cost, way of writing, height, side. */
    static const SrLabelSpot in_order[] = {
        {1, {9, 9}, 3}, {2, {9, 9}, 0}, {2, {9, 1}, 1}, {2, {1, 2}, 1}, {2, {5, 2}, 1},
    };
    const int n = G_N_ELEMENTS(in_order);

    for (int first = 0; first < n; first++) {
        g_auto(SrLabelQueue) queue = {0};
        SrLabelSpot rotated[G_N_ELEMENTS(in_order)];
        SrLabelSpot spot;

        for (int i = 0; i < n; i++)
            rotated[i] = in_order[(first + i) % n];
        fill(&queue, rotated, n);
        for (int i = 0; i < n; i++) {
            g_assert_true(sr_label_queue_pop(&queue, &spot));
            g_assert_cmpint(sr_label_spot_compare(&spot, &in_order[i]), ==, 0);
        }
        g_assert_false(sr_label_queue_pop(&queue, &spot));
        g_assert_null(sr_label_queue_first(&queue));
    }
}

static int
compare(gconstpointer a, gconstpointer b)
{
    return sr_label_spot_compare(a, b);
}

/* Whatever goes in comes out as sorting would have it. */
static void
test_like_sorting(void)
{
    for (int n = 0; n < 200; n++) {
        g_auto(SrLabelQueue) queue = {0};
        g_autoptr(GArray) sorted = g_array_new(FALSE, FALSE, sizeof(SrLabelSpot));
        SrLabelSpot spot;

        for (int i = 0; i < n; i++) {
            spot = (SrLabelSpot){g_test_rand_int_range(0, 6),
                                 {g_test_rand_int_range(0, 4), i},
                                 g_test_rand_int_range(0, 3)};
            g_array_append_val(sorted, spot);
        }
        fill(&queue, (const SrLabelSpot *)(void *)sorted->data, n);
        g_array_sort(sorted, compare);
        for (int i = 0; i < n; i++) {
            const SrLabelSpot *wanted = &g_array_index(sorted, SrLabelSpot, i);

            g_assert_cmpint(sr_label_spot_compare(sr_label_queue_first(&queue), wanted),
                            ==, 0);
            g_assert_true(sr_label_queue_pop(&queue, &spot));
            g_assert_cmpint(sr_label_spot_compare(&spot, wanted), ==, 0);
        }
        g_assert_false(sr_label_queue_pop(&queue, &spot));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/labelqueue/order", test_order);
    g_test_add_func("/labelqueue/like-sorting", test_like_sorting);
    return g_test_run();
}
