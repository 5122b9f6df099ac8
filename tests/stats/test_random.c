#include "stats/random.h"

/* What one seed gives, it gives again; another gives something else. */
static void
test_same_every_time(void)
{
    g_autoptr(SrRandom) one = sr_random_new(4357);
    g_autoptr(SrRandom) two = sr_random_new(4357);
    g_autoptr(SrRandom) other = sr_random_new(4358);
    int n_alike = 0;

    for (int i = 0; i < 1000; i++) {
        int value = sr_random_below(one, 1000);

        g_assert_cmpint(value, ==, sr_random_below(two, 1000));
        n_alike += value == sr_random_below(other, 1000);
    }
    g_assert_cmpint(n_alike, <, 20);
}

static void
test_range_and_evenness(void)
{
    g_autoptr(SrRandom) random = sr_random_new(1);
    int seen[5] = {0};

    for (int i = 0; i < 5000; i++)
        seen[sr_random_below(random, 5)]++; /* outside would write past the end */
    for (int i = 0; i < 5; i++) {
        g_assert_cmpint(seen[i], >, 850);
        g_assert_cmpint(seen[i], <, 1150);
    }
}

static void
test_shuffle_keeps_all(void)
{
    g_autoptr(SrRandom) random = sr_random_new(1);
    int at_first[4] = {0};

    for (int round = 0; round < 4000; round++) {
        double values[] = {0, 1, 2, 3};
        int seen = 0;

        sr_random_shuffle(random, values, 4);
        for (int i = 0; i < 4; i++)
            seen |= 1 << (int)values[i];
        g_assert_cmpint(seen, ==, 15);
        at_first[(int)values[0]]++;
    }
    for (int i = 0; i < 4; i++)
        g_assert_cmpint(at_first[i], >, 850);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/random/same-every-time", test_same_every_time);
    g_test_add_func("/random/range-and-evenness", test_range_and_evenness);
    g_test_add_func("/random/shuffle-keeps-all", test_shuffle_keeps_all);
    return g_test_run();
}
