#include "base/shortest.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#define MANTISSA_BITS 52
#define EXPONENT_BIAS 1075 /* of the whole-number mantissa */
#define FEWEST_DIGITS 15
#define MOST_DIGITS 17
#define LEAST_OF_17 UINT64_C(10000000000000000)
/* Most places that can be wanted: 0.0001… with 17 digits, one to spare. */
#define MOST_PLACES 21

__extension__ typedef unsigned __int128 Wide;

/*
 * The value with a number of decimal places, exactly: value * 10^places is
 * middle / 2^shift, and all doubles that read as it lie between low and high.
 */
typedef struct {
    Wide low, middle, high;
    int shift;
    bool is_closed; /* both ends read as the value too */
} Range;

static const uint64_t powers[] = {1, 10, 100};

static Wide
power_of_five(int n)
{
    Wide power = 1;

    for (int i = 0; i < n; i++)
        power *= 5;
    return power;
}

/* Counted in quarters of the last bit: below a power of two the gap is half as wide. */
static Range
range_of(uint64_t mantissa, int exponent, int places)
{
    Wide five = power_of_five(places); /* 10^n = 5^n 2^n; at most 53 + 2 + 49 bits */
    bool is_power = mantissa == UINT64_C(1) << MANTISSA_BITS;

    return (Range){
        .low = (4 * (Wide)mantissa - (is_power ? 1 : 2)) * five,
        .middle = 4 * (Wide)mantissa * five,
        .high = (4 * (Wide)mantissa + 2) * five,
        .shift = 2 - exponent - places,
        .is_closed = mantissa % 2 == 0,
    };
}

/* The whole number nearest to middle / 2^shift / unit; of two the even one. */
static uint64_t
nearest(const Range *range, uint64_t unit)
{
    uint64_t whole = (uint64_t)(range->middle >> range->shift);
    uint64_t quotient = whole / unit;
    Wide rest = range->middle - ((Wide)(quotient * unit) << range->shift);
    Wide half = ((Wide)unit << range->shift) / 2;

    return quotient + (rest > half || (rest == half && quotient % 2 == 1));
}

static bool
reads_back(const Range *range, uint64_t number)
{
    Wide scaled = (Wide)number << range->shift;

    return range->is_closed ? scaled >= range->low && scaled <= range->high
                            : scaled > range->low && scaled < range->high;
}

/* Writes @number / 10^places without the zeros at its end. */
static void
write_places(char *buffer, bool is_negative, uint64_t number, int places)
{
    char digits[24] = {0}; /* the last first */
    int n = 0;
    char *out = buffer;

    while (places > 0 && number % 10 == 0) {
        number /= 10;
        places--;
    }
    while (number > 0 || n <= places) {
        digits[n++] = (char)('0' + number % 10);
        number /= 10;
    }
    if (is_negative)
        *out++ = '-';
    while (n > 0) {
        if (n == places)
            *out++ = '.';
        *out++ = digits[--n];
    }
    *out = '\0';
}

bool
sr_shortest_write(char *buffer, double value)
{
    double size = fabs(value);
    uint64_t bits;

    if (!(size >= 1e-4 && size < 1e15))
        return false;
    if (size == floor(size)) {
        write_places(buffer, value < 0, (uint64_t)size, 0);
        return true;
    }
    memcpy(&bits, &size, sizeof bits);
    uint64_t mantissa =
        (bits & ((UINT64_C(1) << MANTISSA_BITS) - 1)) | UINT64_C(1) << MANTISSA_BITS;
    int exponent = (int)(bits >> MANTISSA_BITS) - EXPONENT_BIAS;
    int places = MOST_DIGITS - 1;
    double scale = 1;

    for (; size >= scale * 10; scale *= 10)
        places--;
    for (double least = 1; size < least && places < MOST_PLACES; least /= 10)
        places++;
    Range range = range_of(mantissa, exponent, places);
    if (nearest(&range, 1) >= 10 * LEAST_OF_17) /* the power of ten itself was inexact */
        range = range_of(mantissa, exponent, --places);
    for (int digits = FEWEST_DIGITS; digits <= MOST_DIGITS; digits++) {
        int dropped = MOST_DIGITS - digits;
        uint64_t unit = powers[dropped];
        uint64_t number = nearest(&range, unit);

        if (digits == MOST_DIGITS || reads_back(&range, number * unit)) {
            write_places(buffer, value < 0, number, places - dropped);
            return true;
        }
    }
    return false;
}
