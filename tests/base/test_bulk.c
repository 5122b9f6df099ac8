#include "base/bulk.h"

#include <string.h>

/* Memory of any size is there, all of it, and can be freed. */
static void
test_sizes(void)
{
    static const gsize sizes[] = {0, 1, 4095, 4096, 4 << 20, (4 << 20) + 1, 9000001};

    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
        g_autofree char *memory = sr_bulk_new(char, sizes[i]);

        if (sizes[i] == 0)
            continue;
        memset(memory, 7, sizes[i]);
        g_assert_cmpint(memory[0], ==, 7);
        g_assert_cmpint(memory[sizes[i] - 1], ==, 7);
    }
}

/* What stands in memory stays when large pages are asked for afterwards. */
static void
test_advise(void)
{
    gsize n = (gsize)8 << 20;
    g_autofree char *memory = g_malloc0(n);

    memory[n / 2] = 3;
    sr_bulk_advise(memory, n);
    g_assert_cmpint(memory[n / 2], ==, 3);
    g_assert_cmpint(memory[n - 1], ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/bulk/sizes", test_sizes);
    g_test_add_func("/bulk/advise", test_advise);
    return g_test_run();
}
