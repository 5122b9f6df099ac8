#include "base/shortest.h"

#include <glib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* The way without thought: print until it reads back. */
static void
write_slowly(char *buffer, double value)
{
    for (int digits = 15; digits <= 17; digits++) {
        char format[8];

        g_snprintf(format, sizeof format, "%%.%dg", digits);
        g_ascii_formatd(buffer, 40, format, value);
        if (g_ascii_strtod(buffer, NULL) == value)
            return;
    }
}

static void
assert_same(double value)
{
    char found[40] = "";
    char expected[40];

    g_assert_true(sr_shortest_write(found, value));
    write_slowly(expected, value);
    g_assert_cmpstr(found, ==, expected);
}

static void
test_cases(void)
{
    static const double values[] = {
        0.1,
        0.3,
        1.0 / 3,
        2.0 / 3,
        1,
        10,
        100.5,
        123456,
        0.0001,
        0.001,
        0.01,
        1e14,
        999999999999999.5,
        0.1 + 0.2,
        -2.5,
        5e-4,
        0x1p-13,
        0x1p40,
        0x1p49,
        1 - 0x1p-53,
        1 + 0x1p-52,
        9.5,
        99.9999,
        38.19709,
        1e-4 + 0x1p-66,
        4111.45,
        0.30000000000000004,
    };

    for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
        assert_same(values[i]);
        assert_same(-values[i]);
        assert_same(nextafter(values[i], 1e16));
    }
}

static void
test_outside(void)
{
    static const double values[] = {0, 9.9e-5, 1e15, INFINITY, NAN, 5e-324, -1e300};

    for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
        char buffer[24] = "untouched";

        g_assert_false(sr_shortest_write(buffer, values[i]));
        g_assert_cmpstr(buffer, ==, "untouched");
    }
}

/* Whatever the value: fractions, short decimals and their neighbours, any bits. */
static void
test_as_printf(void)
{
    for (int round = 0; round < 60000; round++) {
        double power = pow(10, g_test_rand_int_range(0, 12));
        double decimal = g_test_rand_int_range(1, 2000000000) / power;
        double fraction = (double)g_test_rand_int_range(1, 100000) /
                          g_test_rand_int_range(1, 100000) * 1000;
        double any =
            ldexp(g_test_rand_double_range(0.5, 1), g_test_rand_int_range(-12, 49));
        double two = ldexp(1, g_test_rand_int_range(-13, 50));

        assert_same(decimal < 1e-4 ? decimal + 1 : decimal);
        assert_same(nextafter(decimal < 1e-4 ? decimal + 1 : decimal, 0));
        assert_same(fraction < 1e-4 ? 1 : fraction);
        assert_same(any);
        assert_same(two);
        assert_same(floor(any) < 1 ? 7 : floor(any));
        assert_same(nextafter(two, 1e15));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/shortest/cases", test_cases);
    g_test_add_func("/shortest/outside", test_outside);
    g_test_add_func("/shortest/as-printf", test_as_printf);
    return g_test_run();
}
