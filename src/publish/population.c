#include "publish/population.h"

#include "indicator/totals.h"

#include <math.h>

#define YEARS_OF_A_BAND 5

static const char sex_letters[] = {'m', 'w'};

/* The name under which figures know the band: "bev_m_0_4". */
static char *
variable_of(const char *variable, int sex, int band)
{
    int first = band * YEARS_OF_A_BAND;

    if (band == SR_POPULATION_BANDS - 1)
        return g_strdup_printf("%s_%c_%dplus", variable, sex_letters[sex], first);
    return g_strdup_printf("%s_%c_%d_%d", variable, sex_letters[sex], first,
                           first + YEARS_OF_A_BAND - 1);
}

char *
sr_population_band_name(int band)
{
    int first = band * YEARS_OF_A_BAND;

    if (band == SR_POPULATION_BANDS - 1)
        return g_strdup_printf("%d+", first);
    return g_strdup_printf("%d–%d", first, first + YEARS_OF_A_BAND - 1);
}

static gsize
place_of(int area, int sex, int band)
{
    return ((gsize)area * 2 + (gsize)sex) * SR_POPULATION_BANDS + (gsize)band;
}

/* The newest day that has a figure of the band; the bands of one file share it. */
static bool
take_period(SrPopulation *population, const SrTotals *totals)
{
    if (totals->n_periods == 0)
        return false;
    if (population->period == NULL)
        population->period = g_strdup(totals->periods[totals->n_periods - 1]);
    return sr_totals_period(totals, population->period) >= 0;
}

/* Returns: false with @error, or without where it is nobody's business. */
static bool
read_band(SrPopulation *population, SrLedger *ledger, const SrScheme *scheme,
          const char *name, int sex, int band, GError **error)
{
    for (int l = 0; l < scheme->n_levels; l++) {
        SrPopulationLevel *level = &population->levels[l];
        const SrTotals *totals = sr_ledger_totals(ledger, name, scheme, l, error);

        if (totals == NULL || totals->is_protected || !take_period(population, totals))
            return false;
        int period = sr_totals_period(totals, population->period);
        population->is_synthetic = population->is_synthetic || totals->is_synthetic;
        for (int a = 0; a < level->n_areas; a++) {
            const SrTotal *total = sr_totals_at(totals, period, a);

            level->counts[place_of(a, sex, band)] =
                total->status == SR_STATUS_OK ? total->value : NAN;
        }
    }
    return true;
}

SrPopulation *
sr_population_read(SrStore *store, const SrScheme *scheme, const char *variable,
                   GError **error)
{
    g_autoptr(SrPopulation) population = g_new0(SrPopulation, 1);
    SrLedger *ledger = sr_ledger_new(store, scheme);
    bool is_read = true;

    population->n_levels = scheme->n_levels;
    population->levels = g_new0(SrPopulationLevel, scheme->n_levels);
    for (int l = 0; l < scheme->n_levels; l++) {
        int n = scheme->divisions[l]->n_areas;

        population->levels[l] =
            (SrPopulationLevel){n, g_new0(double, (gsize)n * 2 * SR_POPULATION_BANDS)};
    }
    for (int sex = 0; is_read && sex < 2; sex++)
        for (int band = 0; is_read && band < SR_POPULATION_BANDS; band++) {
            g_autofree char *name = variable_of(variable, sex, band);

            is_read = read_band(population, ledger, scheme, name, sex, band, error);
        }
    sr_ledger_free(ledger);
    return is_read ? g_steal_pointer(&population) : NULL;
}

void
sr_population_free(SrPopulation *population)
{
    if (population == NULL)
        return;
    for (int l = 0; l < population->n_levels; l++)
        g_free(population->levels[l].counts);
    g_free(population->levels);
    g_free(population->period);
    g_free(population);
}

double
sr_population_at(const SrPopulation *population, int level, int area, int sex, int band)
{
    return population->levels[level].counts[place_of(area, sex, band)];
}

double
sr_population_total(const SrPopulation *population, int level, int area)
{
    double total = 0;

    for (int sex = 0; sex < 2; sex++)
        for (int band = 0; band < SR_POPULATION_BANDS; band++)
            total += sr_population_at(population, level, area, sex, band);
    return total;
}

bool
sr_population_is_counted(const SrPopulation *population, int level)
{
    if (population == NULL)
        return false;
    for (int a = 0; a < population->levels[level].n_areas; a++)
        if (isfinite(sr_population_total(population, level, a)))
            return true;
    return false;
}
