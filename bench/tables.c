/*
 * tables.c — figures in, without boundaries; for tables.sh.
 *
 *     tables KEYS FOLDER CACHE
 *
 * Reads the datasets of FOLDER into the store CACHE; KEYS holds the AGS of the Gemeinden,
 * one a line; each is also an area of the level above, with a 9 behind its key. Prints
 * the milliseconds and the sum of all figures.
 */
#include "data/figures.h"
#include "data/load.h"

#include <stdio.h>

/* All figures of a variable, of all periods; 0 where there is none. */
static double
sum_of(SrStore *store, const char *name, const char *const *areas, int n)
{
    g_autoptr(SrSeries) series =
        sr_figures_series(store, name, "gemeinde", areas, n, NULL);
    double sum = 0;

    for (int p = 0; series != NULL && p < series->n_periods; p++)
        for (int a = 0; a < n; a++)
            if (sr_series_at(series, p, a)->status == SR_STATUS_OK)
                sum += sr_series_at(series, p, a)->value;
    return sum;
}

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
    printf("%.0f %.0f\n", ms,
           sum_of(store, "v00", areas, n) + sum_of(store, "hilfen_34", areas, n));
    return 0;
}
