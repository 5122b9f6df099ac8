#include "shapes/spans.h"

#include <stdlib.h>

typedef struct {
    int seen[64];
    int n;
    double to;
} Seen;

static double
note(int item, gpointer data)
{
    Seen *seen = data;

    seen->seen[seen->n++] = item;
    return seen->to;
}

static void
test_picture(void)
{
    /* The picture of the header. */
    static const SrSpan spans[] = {{0, 2, 10}, {1, 9, 11}, {3, 4, 12}, {5, 6, 13}};
    static const struct {
        double x, to;
        int n, first;
    } cases[] = {
        {3.5, 3.5, 2, 11}, {2, 2, 2, 10},  {0.5, 0.5, 1, 10}, {9, 9, 1, 11},
        {9.5, 9.5, 0, 0},  {-1, -1, 0, 0}, {3.5, 100, 3, 11}, /* and what lies behind */
    };
    double reach[4];

    sr_spans_prepare(spans, reach, 0, 4);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        Seen seen = {.to = cases[i].to};

        sr_spans_visit(spans, reach, 0, 4, cases[i].x, cases[i].to, note, &seen);
        g_assert_cmpint(seen.n, ==, cases[i].n);
        if (seen.n > 0)
            g_assert_cmpint(seen.seen[0], ==, cases[i].first);
    }
}

/* Whatever the spans: it sees what a look at each of them sees, in their order. */
static void
test_sees_all(void)
{
    for (int round = 0; round < 1000; round++) {
        SrSpan spans[64];
        double reach[64];
        int n = g_test_rand_int_range(0, 64);
        double x = g_test_rand_int_range(0, 50);
        Seen seen = {.to = x};
        int k = 0;

        for (int i = 0; i < n; i++) {
            spans[i].x0 = g_test_rand_int_range(0, 50);
            spans[i].x1 = spans[i].x0 + g_test_rand_int_range(0, 20);
            spans[i].item = i;
        }
        qsort(spans, (size_t)n, sizeof *spans, sr_span_compare);
        sr_spans_prepare(spans, reach, 0, n);
        sr_spans_visit(spans, reach, 0, n, x, x, note, &seen);
        for (int i = 0; i < n; i++)
            if (spans[i].x0 <= x && spans[i].x1 >= x)
                g_assert_cmpint(seen.seen[k++], ==, spans[i].item);
        g_assert_cmpint(seen.n, ==, k);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/spans/picture", test_picture);
    g_test_add_func("/spans/sees_all", test_sees_all);
    return g_test_run();
}
