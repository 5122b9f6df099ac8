/*
 * decimal.h — numbers with few decimal digits, as the doubles that read like them: 3
 * tenths is 0.3, where 3 * 0.1 would be 0.30000000000000004.
 */
#pragma once

#include <math.h>
#include <stdlib.h>

/* Returns: @whole times 10 to the power of @exponent, correctly rounded up to 22 digits.
 */
static inline double
sr_decimal(double whole, int exponent)
{
    double power = pow(10, abs(exponent));

    return exponent >= 0 ? whole * power : whole / power;
}
