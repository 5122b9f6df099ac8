/*
 * tables.c — figures in, without boundaries; for tables.sh.
 *
 *     tables KEYS FOLDER CACHE
 *
 * Reads the datasets of FOLDER into the store CACHE; KEYS holds the AGS of the Gemeinden,
 * one a line; each is also an area of the level above, with a 9 behind its key. Prints
 * the milliseconds and the sum of all figures.
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
    int n = (int)g_strv_length(keys);
    g_auto(GStrv) above = g_new0(char *, n + 1);
    g_autofree int *of_finest = g_new(int, n + 1);
    for (int i = 0; i < n; i++) {
        above[i] = g_strconcat(keys[i], "9", NULL);
        of_finest[i] = i;
    }
    const char *const *above_areas = (const char *const *)above;
    const SrLevelAreas levels[] = {
        {.level = "gemeinde", .n = n, .keys = areas, .names = areas},
        {.level = "verband",
         .n = n,
         .keys = above_areas,
         .names = above_areas,
         .of_finest = of_finest}};
    SrPlaces places = {.levels = levels, .n_levels = G_N_ELEMENTS(levels)};
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
