#include "base/heap.h"

/* Whatever goes in comes out in order, ties by item, and nothing is lost. */
static void
test_order(void)
{
    for (int round = 0; round < 300; round++) {
        g_autoptr(GArray) heap = sr_heap_new();
        int n = g_test_rand_int_range(0, 60);
        int n_out = 0;
        SrHeapEntry last = {-1, 0, 0};

        for (int i = 0; i < n; i++) {
            sr_heap_push(heap, (SrHeapEntry){g_test_rand_int_range(0, 9), i, 0});
            if (g_test_rand_int_range(0, 4) == 0) {
                sr_heap_pop(heap);
                n_out++;
            }
        }
        while (heap->len > 0) {
            SrHeapEntry entry = sr_heap_pop(heap);

            g_assert_true(entry.key > last.key ||
                          (entry.key == last.key && entry.item > last.item));
            last = entry;
            n_out++;
        }
        g_assert_cmpint(n_out, ==, n);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/heap/order", test_order);
    return g_test_run();
}
