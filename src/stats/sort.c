#include "stats/sort.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Shorter columns are sorted before the digits are counted. */
#define FEWEST_FOR_DIGITS 2000
#define DIGIT_BITS 11
#define N_DIGITS 6 /* 6 * 11 >= 64 */
#define N_BUCKETS (1 << DIGIT_BITS)
#define SIGN_BIT (UINT64_C(1) << 63)

static int
compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;

    return (x > y) - (x < y);
}

/* The bits of doubles order like whole numbers once the negative ones are turned round.
 */
static uint64_t
key_of(double value)
{
    uint64_t bits;

    memcpy(&bits, &value, sizeof bits);
    return bits & SIGN_BIT ? ~bits : bits | SIGN_BIT;
}

static double
value_of(uint64_t key)
{
    uint64_t bits = key & SIGN_BIT ? key & ~SIGN_BIT : ~key;
    double value;

    memcpy(&value, &bits, sizeof value);
    return value;
}

static unsigned
digit_of(uint64_t key, int digit)
{
    return key >> (digit * DIGIT_BITS) & (N_BUCKETS - 1);
}

/* Puts @from[n] into @to in the order of one digit; equal ones stay in order. */
static void
distribute(const uint64_t *from, uint64_t *to, int n, int digit, const int *counts)
{
    int at[N_BUCKETS];

    at[0] = 0;
    for (int b = 1; b < N_BUCKETS; b++)
        at[b] = at[b - 1] + counts[b - 1];
    for (int i = 0; i < n; i++)
        to[at[digit_of(from[i], digit)]++] = from[i];
}

void
sr_sort_doubles(double *values, int n)
{
    if (n < 2)
        return;
    if (n < FEWEST_FOR_DIGITS) {
        qsort(values, n, sizeof *values, compare_doubles);
        return;
    }
    g_autofree uint64_t *keys = g_new(uint64_t, n);
    g_autofree uint64_t *spare = g_new(uint64_t, n);
    g_autofree int *counts = g_new0(int, N_DIGITS *N_BUCKETS);

    for (int i = 0; i < n; i++) {
        keys[i] = key_of(values[i]);
        for (int d = 0; d < N_DIGITS; d++)
            counts[d * N_BUCKETS + digit_of(keys[i], d)]++;
    }
    for (int d = 0; d < N_DIGITS; d++) {
        const int *of_digit = counts + d * N_BUCKETS;
        bool all_alike = of_digit[digit_of(keys[0], d)] == n;

        if (all_alike)
            continue;
        distribute(keys, spare, n, d, of_digit);
        uint64_t *swap = keys;
        keys = spare;
        spare = swap;
    }
    for (int i = 0; i < n; i++)
        values[i] = value_of(keys[i]);
}
