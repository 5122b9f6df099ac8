/*
 * population.h — people by sex and age, for population pyramids.
 *
 * Given a variable of people by sex and age, gives for every area of the default scheme
 * how many men and women are in each band of five years, on the newest day that has all
 * of them:
 *
 *     band            0      1      2    …    18
 *     ages          0–4    5–9  10–14    …   90+
 *     Region 1     1 702  1 801  1 912   …   498
 *
 * Only public figures are taken: official population is no case of anyone. A protected
 * variable, or one without ages, gives no pyramid.
 */
#pragma once

#include "shapes/scheme.h"
#include "store/store.h"

#define SR_POPULATION_BANDS 19 /* 0–4, 5–9, …, 85–89, 90 and more */

typedef struct {
    int n_areas;
    double *counts; /* [n_areas * 2 * bands]; NAN where there is no figure; owned */
} SrPopulationLevel;

typedef struct {
    char *period; /* "2018-12-31"; owned */
    bool is_synthetic;
    int n_levels;
    SrPopulationLevel *levels; /* [n_levels], as in the scheme */
} SrPopulation;

/*
 * Reads @variable ("bev") for all levels of @scheme.
 * Returns: (transfer full): the population; NULL with @error where the variable has no
 * figures by sex and age; NULL without @error where it is protected.
 */
SrPopulation *sr_population_read(SrStore *store, const SrScheme *scheme,
                                 const char *variable, GError **error);
void sr_population_free(SrPopulation *population);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrPopulation, sr_population_free)

/* The men (@sex 0) or women (1) of a band in an area of a level. */
double sr_population_at(const SrPopulation *population, int level, int area, int sex,
                        int band);

/* All people of the area; NAN where a band has no figure. */
double sr_population_total(const SrPopulation *population, int level, int area);

/* Whether any area of @level has its people counted in all bands; @population may be
 * NULL: nobody counted. */
bool sr_population_is_counted(const SrPopulation *population, int level);

/* What the band is called: "0–4", "90+": (transfer full). */
char *sr_population_band_name(int band);
