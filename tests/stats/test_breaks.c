#include "stats/breaks.h"

#include "stats/calemp.h"

#include <math.h>

static void
test_rounding(void)
{
    static const struct {
        int n, k;
        double values[6], bounds[4], rounded[4];
    } cases[] = {
        {4, 2, {1, 11.93, 12.63, 20}, {1, 12.63, 20}, {1, 12, 20}},
        {4, 2, {1, 12.02, 12.63, 20}, {1, 12.63, 20}, {1, 12.5, 20}},
        {4, 2, {1, 12.51, 12.63, 20}, {1, 12.63, 20}, {1, 12.6, 20}},
        {3, 2, {1, 3.1, 4}, {1, 3.1, 4}, {1, 3, 4}}, /* a quarter of the class at most */
        {4, 2, {0.1, 0.24, 0.31, 0.4}, {0.1, 0.31, 0.4}, {0.1, 0.3, 0.4}},
        {4, 2, {-9, -4, 3, 8}, {-9, 1, 8}, {-9, 0, 8}}, /* nothing is rounder than 0 */
        {4, 2, {-90, -31, -22, 8}, {-90, -22, 8}, {-90, -30, 8}},
        {3, 3, {0, 1, 100}, {0, 33.3, 66.7, 100}, {0, 40, 60, 100}}, /* empty between */
        {2,
         2,
         {1, 1 + 0x1p-52},
         {1, 1 + 0x1p-52, 1 + 0x1p-52},
         {1, 1 + 0x1p-52, 1 + 0x1p-52}},
        {3, 2, {0, 1e6, 1234567}, {0, 1234567, 1234567}, {0, 1e6 + 200000, 1234567}},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        double bounds[4];
        SrBreaks breaks = {cases[i].k, bounds};

        g_test_message("case %zu", i);
        for (int b = 0; b <= breaks.n_classes; b++)
            bounds[b] = cases[i].bounds[b];
        sr_breaks_round(&breaks, cases[i].values, cases[i].n);
        for (int b = 0; b <= breaks.n_classes; b++)
            g_assert_cmpfloat(bounds[b], ==, cases[i].rounded[b]); /* to the last bit */
    }
}

static void
test_shortening(void)
{
    static const struct {
        int n, decimals, n_moved;
        double values[7], bound, shortened;
    } cases[] = {
        {5, 1, 1, {1, 2.51, 2.545, 2.56, 4}, 2.545, 2.5}, /* 2.6 would take two down */
        {5, 1, 1, {1, 2.54, 2.545, 2.56, 4}, 2.56, 2.6},
        {4, 2, 1, {1, 2.545, 2.549, 4}, 2.549, 2.54}, /* as good as 2.55: the lower */
        {4, 1, 0, {1, 2, 3, 4}, 2.5, 2.5},            /* short enough */
        {4, 0, 0, {14.1, 14.2, 14.3, 14.4}, 14.25, 14.25}, /* either way empties one */
        {6, 0, 1, {-9, -3.4, -3.3, -2.9, 5, 6}, -3.3, -4},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const double *values = cases[i].values;
        double bounds[] = {values[0], cases[i].bound, values[cases[i].n - 1]};
        SrBreaks breaks = {2, bounds};

        g_test_message("case %zu", i);
        g_assert_cmpint(sr_breaks_shorten(&breaks, cases[i].decimals, values, cases[i].n),
                        ==, cases[i].n_moved);
        g_assert_cmpfloat(bounds[1], ==, cases[i].shortened);
    }
}

/* Whatever the values: as many change their class as is told, and no class is emptied. */
static void
test_shortening_tells_the_truth(void)
{
    for (int round = 0; round < 3000; round++) {
        double values[60];
        int before[60];
        int counts[9];
        int n_changed = 0;
        SrClassing classing = {.method = sr_method_find("natural", NULL), .n_classes = 5};

        for (int i = 0; i < 60; i++)
            values[i] = g_test_rand_double_range(2, 4);
        g_autoptr(SrBreaks) breaks = sr_classify(&classing, values, 60, NULL);
        for (int i = 0; i < 60; i++)
            before[i] = sr_breaks_find(breaks, values[i]);
        int n_told = sr_breaks_shorten(breaks, 1, values, 60);
        for (int i = 0; i < 60; i++)
            n_changed += sr_breaks_find(breaks, values[i]) != before[i];
        g_assert_cmpint(n_told, ==, n_changed);
        sr_breaks_count(breaks, values, 60, counts);
        for (int c = 0; c < breaks->n_classes; c++)
            g_assert_cmpint(counts[c], >, 0);
    }
}

/* Whatever the values and the method: rounding moves none to another class. */
static void
test_rounding_moves_nobody(void)
{
    for (int round = 0; round < 8000; round++) {
        double values[40];
        int before[40];
        int n = g_test_rand_int_range(1, 40);
        double unit = pow(10, g_test_rand_int_range(-4, 6));
        SrClassing classing = {.method = sr_method_at(round % 9),
                               .n_classes = g_test_rand_int_range(1, 9),
                               .benchmark = 100};

        for (int i = 0; i < n; i++)
            values[i] = i % 5 == 0 ? unit * g_test_rand_int_range(-9, 9)
                                   : unit * g_test_rand_double_range(-9, 9);
        g_autoptr(SrBreaks) breaks = sr_classify(&classing, values, n, NULL);
        for (int i = 0; i < n; i++)
            before[i] = sr_breaks_find(breaks, values[i]);
        sr_breaks_round(breaks, values, n);
        for (int i = 0; i < n; i++)
            g_assert_cmpint(sr_breaks_find(breaks, values[i]), ==, before[i]);
        for (int b = 1; b <= breaks->n_classes; b++)
            g_assert_cmpfloat(breaks->bounds[b], >=, breaks->bounds[b - 1]);
    }
}

/* classInt::jenks.tests of R on the classes of calemp. */
static void
test_goodness(void)
{
    SrBreaks natural = {5, (double[]){0.13, 110.74, 264.93, 722.85, 4111.45, 4111.45}};
    SrGoodness good = sr_breaks_goodness(&natural, calemp, N_CALEMP);
    SrGoodness single =
        sr_breaks_goodness(&(SrBreaks){1, (double[]){0.13, 4111.45}}, calemp, N_CALEMP);
    SrGoodness same =
        sr_breaks_goodness(&(SrBreaks){1, (double[]){4, 4}}, (double[]){4, NAN, 4}, 3);

    g_assert_cmpfloat_with_epsilon(good.gvf, 0.9984350906411752, 1e-14);
    g_assert_cmpfloat_with_epsilon(good.tai, 0.9168175889512141, 1e-14);
    g_assert_cmpfloat_with_epsilon(single.gvf, 0, 1e-12);
    g_assert_cmpfloat_with_epsilon(single.tai, 0, 1e-12);
    g_assert_cmpfloat(same.gvf, ==, 1);
    g_assert_true(isnan(
        sr_breaks_goodness(&(SrBreaks){1, (double[]){4, 4}}, (double[]){NAN}, 1).gvf));
}

static void
test_count(void)
{
    SrBreaks breaks = {3, (double[]){2, 5, 10, 20}};
    int counts[3];

    sr_breaks_count(&breaks, (double[]){2, 4, NAN, 5, 20, 21}, 6, counts);
    g_assert_cmpint(counts[0], ==, 2);
    g_assert_cmpint(counts[1], ==, 1);
    g_assert_cmpint(counts[2], ==, 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/breaks/rounding", test_rounding);
    g_test_add_func("/breaks/shortening", test_shortening);
    g_test_add_func("/breaks/shortening-tells-the-truth",
                    test_shortening_tells_the_truth);
    g_test_add_func("/breaks/rounding-moves-nobody", test_rounding_moves_nobody);
    g_test_add_func("/breaks/goodness", test_goodness);
    g_test_add_func("/breaks/count", test_count);
    return g_test_run();
}
