#include "indicator/derived.h"

#include "base/error.h"
#include "indicator/query.h"
#include "indicator/value.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define DIGITS_OF_PROTECTED 3

struct SrDerivation {
    SrLedger *ledger;
    const SrCatalogue *catalogue;
    const SrScheme *scheme; /* the default one */
    SrFindings *findings;
    GHashTable *norms; /* "index part period" → SrNorm */
    GStringChunk *texts;
};

/* Empty totals of the table's areas, with what is to be said of their sources. */
static SrTotals *
totals_of(const char *name, const SrSumTable *table)
{
    SrTotals *totals = sr_totals_new(name, table->division->n_areas);

    for (guint v = 0; v < table->totals->len; v++)
        sr_totals_describe(totals, table->totals->pdata[v]);
    return totals;
}

/* --- Values of another indicator --- */

static SrTotal
total_of_value(const SrValue *value)
{
    return (SrTotal){value->value, value->status, value->flags, value->coverage,
                     value->error_bound};
}

static SrTotals *
values_of(SrDerivation *derivation, const char *name, const SrIndicator *indicator,
          const SrScheme *scheme, int level, GError **error)
{
    g_auto(SrSumTable) table = {0};

    if (!sr_sum_table_init(&table, indicator, derivation->ledger, scheme, level,
                           derivation->findings, error))
        return NULL;
    SrTotals *totals = totals_of(name, &table);
    for (guint p = 0; p < table.periods->len; p++) {
        SrTotal *row = NULL;

        for (int a = 0; a < totals->n_areas; a++) {
            SrValue value = {.indicator = indicator};

            if (!sr_value_compute(&table, p, a, derivation->texts, &value))
                break;
            if (row == NULL)
                row = sr_totals_add_period(totals, value.period);
            row[a] = total_of_value(&value);
        }
    }
    return totals;
}

/* --- Parts of an index --- */

/* To three significant digits. */
static double
coarsen(double number)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];

    g_ascii_formatd(text, sizeof text, "%.2e", number);
    return g_ascii_strtod(text, NULL);
}

/* Mean and spread over the areas of one period of the table. */
static SrNorm
norm_of(const SrSumTable *table, guint from, guint to)
{
    int n = table->division->n_areas;
    g_autofree double *values = g_new(double, n);
    g_autofree double *people = g_new(double, n);
    SrNorm norm = {{NAN, NAN}, 0, SR_STATUS_OK};

    for (int a = 0; a < n; a++) {
        SrPair pair = sr_pair_over(table, from, to, a);

        norm.status = sr_status_join(norm.status, pair.status);
        values[a] = pair.denominator > 0
                        ? pair.numerator / pair.denominator * table->indicator->per
                        : NAN;
        people[a] = pair.denominator;
        norm.error_bound =
            MAX(norm.error_bound, sr_pair_bound(&pair) * table->indicator->per);
    }
    if (norm.status != SR_STATUS_OK)
        return norm;
    norm.reference = sr_reference_of(values, people, n);
    if (isnan(norm.reference.sd))
        norm.status = SR_STATUS_NOT_APPLICABLE;
    else if (table->is_protected)
        norm.reference.sd = coarsen(norm.reference.sd);
    return norm;
}

/* The table of the finest level that has figures of the part. */
static bool
open_finest(SrDerivation *derivation, const SrIndicator *part, SrSumTable *table,
            GError **error)
{
    const SrScheme *scheme = derivation->scheme;

    for (int l = 0; l < scheme->n_levels; l++) {
        g_clear_error(error);
        if (sr_sum_table_init(table, part, derivation->ledger, scheme, l,
                              derivation->findings, error))
            return true;
        sr_sum_table_clear(table);
    }
    return false;
}

/* The norms of all periods of the part; false if it has no figures. */
static bool
make_norms(SrDerivation *derivation, const SrIndicator *index,
           const SrComponent *component, GError **error)
{
    g_auto(SrSumTable) table = {0};
    g_autoptr(GError) cause = NULL;

    if (!open_finest(derivation, component->indicator, &table, &cause)) {
        g_propagate_error(error, g_steal_pointer(&cause));
        return false;
    }
    for (guint p = 0; p < table.periods->len; p++) {
        SrValue value = {.indicator = component->indicator};
        int from = sr_value_first_period(&table, p);

        if (from < 0 || !sr_value_compute(&table, p, 0, derivation->texts, &value))
            continue;
        SrNorm norm = norm_of(&table, (guint)from, p);
        g_hash_table_insert(
            derivation->norms,
            g_strdup_printf("%s %s %s", index->id, component->name, value.period),
            g_memdup2(&norm, sizeof norm));
    }
    return true;
}

const SrNorm *
sr_derivation_norm(SrDerivation *derivation, const SrIndicator *index,
                   const SrComponent *component, const char *period, GError **error)
{
    const char *when = index->reference != NULL ? index->reference : period;
    g_autofree char *key = g_strdup_printf("%s %s %s", index->id, component->name, when);
    const SrNorm *norm = g_hash_table_lookup(derivation->norms, key);

    if (norm == NULL && !make_norms(derivation, index, component, error))
        return NULL;
    norm = g_hash_table_lookup(derivation->norms, key);
    if (norm == NULL)
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("the part '%s' has no figures of the reference year %s"),
                    component->name, when);
    else if (norm->status != SR_STATUS_OK && index->reference != NULL) {
        g_set_error(error, SR_ERROR, SR_ERROR_INPUT,
                    _("the part '%s' has gaps in the reference year %s: without all of "
                      "its areas there is no mean"),
                    component->name, when);
        return NULL;
    }
    return norm;
}

/* How many deviations the figure lies above the mean; high = burden. */
static SrTotal
deviation_of(const SrTotal *total, const SrNorm *norm, int sign)
{
    const SrReference *reference = &norm->reference;
    SrTotal result = *total;
    double distance = total->value - reference->mean;
    double least = reference->sd - norm->error_bound;

    result.status = sr_status_join(total->status, norm->status);
    result.value = NAN;
    result.error_bound = 0;
    if (result.status != SR_STATUS_OK)
        return result;
    result.value = reference->sd > 0 ? sign * distance / reference->sd : 0;
    if (total->error_bound <= 0 && norm->error_bound <= 0)
        return result;
    result.error_bound = least > 0 ? (total->error_bound + norm->error_bound) / least +
                                         fabs(distance) * (1 / least - 1 / reference->sd)
                                   : INFINITY;
    return result;
}

static SrTotals *
deviations_of(SrDerivation *derivation, const char *name, const SrIndicator *index,
              const SrComponent *component, const SrScheme *scheme, int level,
              GError **error)
{
    SrTotals *totals =
        values_of(derivation, name, component->indicator, scheme, level, error);

    for (int p = 0; totals != NULL && p < totals->n_periods; p++) {
        const SrNorm *norm =
            sr_derivation_norm(derivation, index, component, totals->periods[p], error);

        if (norm == NULL) {
            sr_totals_free(totals);
            return NULL;
        }
        for (int a = 0; a < totals->n_areas; a++) {
            SrTotal *total = &totals->figures[(gsize)p * (gsize)totals->n_areas + a];

            *total = deviation_of(total, norm, component->sign);
        }
    }
    return totals;
}

/* --- By name --- */

static SrTotals *
part_of(SrDerivation *derivation, const char *name, const SrIndicator *indicator,
        const char *part, const SrScheme *scheme, int level, GError **error)
{
    if (indicator->query != NULL)
        return sr_query_totals(indicator, name, part, derivation->ledger, scheme, level,
                               error);
    for (guint c = 0; c < indicator->components->len; c++) {
        const SrComponent *component = indicator->components->pdata[c];

        if (g_str_equal(component->name, part))
            return deviations_of(derivation, name, indicator, component, scheme, level,
                                 error);
    }
    g_set_error(error, SR_ERROR, SR_ERROR_INPUT, _("'%s' has no part '%s'"),
                indicator->id, part);
    return NULL;
}

/* An SrTotalsFunc. */
static SrTotals *
make_totals(const char *name, const SrScheme *scheme, int level, gpointer data,
            GError **error)
{
    SrDerivation *derivation = data;
    g_autofree char *id = g_strndup(name + 1, strlen(name) - 2);
    char *slash = strchr(id, '/');

    if (slash != NULL)
        *slash = '\0';
    const SrIndicator *indicator = sr_catalogue_find(derivation->catalogue, id, error);
    if (indicator == NULL)
        return NULL;
    if (slash != NULL)
        return part_of(derivation, name, indicator, slash + 1, scheme, level, error);
    return values_of(derivation, name, indicator, scheme, level, error);
}

SrDerivation *
sr_derivation_new(SrLedger *ledger, const SrCatalogue *catalogue, const SrScheme *scheme,
                  SrFindings *findings)
{
    SrDerivation *derivation = g_new0(SrDerivation, 1);

    *derivation = (SrDerivation){
        .ledger = ledger,
        .catalogue = catalogue,
        .scheme = scheme,
        .findings = findings,
        .norms = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
        .texts = g_string_chunk_new(1024)};
    sr_ledger_set_maker(ledger, make_totals, derivation);
    return derivation;
}

void
sr_derivation_free(SrDerivation *derivation)
{
    if (derivation == NULL)
        return;
    g_hash_table_unref(derivation->norms);
    g_string_chunk_free(derivation->texts);
    g_free(derivation);
}
