/*
 * shortest.h — the shortest decimal that reads back as the same double, fast.
 *
 * The general way (print with 15, 16, 17 digits until it reads back) takes microseconds a
 * number; tables of a country have tens of millions of them.
 */
#pragma once

#include <stdbool.h>

/*
 * Writes the shortest of the decimals with 15, 16 or 17 digits that reads back as @value,
 * without the zeros at its end: byte for byte what printf's %.15g, %.16g or %.17g gives.
 * @buffer has room for 24 bytes.
 * Returns: false, and nothing is written, unless 0.0001 <= |@value| < 1e15.
 */
bool sr_shortest_write(char *buffer, double value);
