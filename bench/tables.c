/*
 * tables.c — figures in, without boundaries; for tables.sh.
 *
 *     tables KEYS FOLDER CACHE
 *
 * Reads the datasets of FOLDER into the store CACHE; KEYS holds the AGS of the Gemeinden,
 * one a line. Prints the milliseconds and the sum of all figures.
 */
#include "data/load.h"

#include <sqlite3.h>
#include <stdio.h>

int
main(int argc, char **argv)
{
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autoptr(GError) error = NULL;
    g_autofree char *text = NULL;

    if (argc != 4 || !g_file_get_contents(argv[1], &text, NULL, NULL))
        return 2;
    g_auto(GStrv) keys = g_strsplit(g_strchomp(text), "\n", -1);
    const char *const *areas = (const char *const *)keys;
    SrLevelAreas level = {.level = "gemeinde",
                          .n = (int)g_strv_length(keys),
                          .keys = areas,
                          .names = areas};
    SrPlaces places = {.levels = &level, .n_levels = 1};
    gint64 start = g_get_monotonic_time();
    g_autoptr(GPtrArray) datasets = sr_datasets_load(argv[2], findings);
    g_autoptr(SrStore) store = sr_store_open(argv[3], &error);

    if (store == NULL || !sr_load_datasets(store, datasets, &places, findings, &error) ||
        !sr_findings_check(findings, &error)) {
        fprintf(stderr, "%s\n", error->message);
        return 1;
    }
    double ms = (double)(g_get_monotonic_time() - start) / 1e3;
    sqlite3_stmt *ask =
        sr_store_prepare(store,
                         "SELECT sum(value) FROM observation AS o JOIN series"
                         " AS s ON o.id BETWEEN s.first AND s.first + s.n - 1"
                         " WHERE s.variable IN ('v00', 'hilfen_34')"
                         " AND s.age_from < 0",
                         &error);
    sqlite3_step(ask);
    printf("%.0f %.0f\n", ms, sqlite3_column_double(ask, 0));
    return 0;
}
