/*
 * asof.h — of which years the figures of an edition are, in one line for its title.
 *
 *     2018 2018 2018, 31.12.2018   →  "Stand 31.12.2018"
 *     2018 2018 2023, 31.12.2024   →  "Zahlen überwiegend von 2018, neuester Stichtag
 *                                      31.12.2024"
 *
 * One day alone would pass for the day of all figures.
 */
#pragma once

/*
 * @years[n]: the newest year of each indicator; @day: the latest reference day of the
 * inputs, "2024-12-31". Returns: (transfer full).
 */
char *sr_asof_words(const int *years, int n, const char *day);
