#include "stats/sort.h"

#include <glib.h>
#include <math.h>
#include <stdlib.h>

static int
compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Whatever the values, few or many: as the C library sorts them. */
static void
test_as_the_library(void)
{
    static const int sizes[] = {0, 1, 2, 50, 1999, 2000, 20000};

    for (size_t s = 0; s < G_N_ELEMENTS(sizes); s++)
        for (int kind = 0; kind < 4; kind++) {
            int n = sizes[s];
            g_autofree double *values = g_new(double, n + 1);
            g_autofree double *expected = g_new(double, n + 1);

            for (int i = 0; i < n; i++) {
                double any = g_test_rand_double_range(-1, 1);

                values[i] = kind == 0   ? any
                            : kind == 1 ? floor(any * 9) /* tied, zeros of both signs */
                            : kind == 2 ? ldexp(any, g_test_rand_int_range(-900, 900))
                                        : 4;
                expected[i] = values[i];
            }
            qsort(expected, n, sizeof *expected, compare_doubles);
            sr_sort_doubles(values, n);
            for (int i = 0; i < n; i++)
                g_assert_cmpfloat(values[i], ==, expected[i]);
        }
}

static void
test_infinite_ends(void)
{
    double values[3000];

    for (int i = 0; i < 3000; i++)
        values[i] = -i;
    values[7] = INFINITY;
    values[9] = -INFINITY;
    sr_sort_doubles(values, 3000);
    g_assert_cmpfloat(values[0], ==, -INFINITY);
    g_assert_cmpfloat(values[1], ==, -2999);
    g_assert_cmpfloat(values[2998], ==, 0);
    g_assert_cmpfloat(values[2999], ==, INFINITY);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sort/as-the-library", test_as_the_library);
    g_test_add_func("/sort/infinite-ends", test_infinite_ends);
    return g_test_run();
}
