#include "indicator/totals.h"

#include "base/sorted.h"
#include "stats/sum.h"

#include <math.h>
#include <string.h>

/* What was read or could not be. */
typedef struct {
    SrSeries *series; /* or NULL */
    SrTotals *totals; /* or NULL */
    GError *error;    /* why there is nothing */
} Entry;

struct SrLedger {
    SrStore *store;
    const SrDivision *gemeinden;
    GHashTable *parts;  /* name → Entry with the series of the Gemeinden */
    GHashTable *totals; /* "division name" → Entry with totals */
    bool is_reading;    /* the ledger began the transaction, and ends it */
    SrTotalsFunc make;  /* of names in braces; or NULL */
    gpointer make_data;
};

SrTotals *
sr_totals_new(const char *name, int n_areas)
{
    SrTotals *totals = g_new0(SrTotals, 1);

    totals->name = g_strdup(name);
    totals->n_areas = n_areas;
    totals->periods = g_new0(char *, 1);
    totals->datasets = g_new0(char *, 1);
    totals->variables = g_new0(char *, 2);
    if (*name != '{')
        totals->variables[0] = g_strdup(name);
    return totals;
}

SrTotal *
sr_totals_add_period(SrTotals *totals, const char *period)
{
    gsize n = (gsize)totals->n_periods;
    gsize n_areas = (gsize)totals->n_areas;

    totals->periods = g_renew(char *, totals->periods, n + 2);
    totals->periods[n] = g_strdup(period);
    totals->periods[n + 1] = NULL;
    totals->figures = g_renew(SrTotal, totals->figures, (n + 1) * n_areas + 1);
    totals->n_periods++;
    for (gsize a = 0; a < n_areas; a++)
        totals->figures[n * n_areas + a] = (SrTotal){NAN, SR_STATUS_MISSING, 0, 0, 0};
    return totals->figures + n * n_areas;
}

void
sr_totals_free(SrTotals *totals)
{
    if (totals == NULL)
        return;
    g_free(totals->name);
    g_strfreev(totals->periods);
    g_strfreev(totals->datasets);
    g_strfreev(totals->variables);
    g_free(totals->base);
    g_free(totals->figures);
    g_free(totals);
}

static void
entry_free(gpointer data)
{
    Entry *entry = data;

    sr_series_free(entry->series);
    sr_totals_free(entry->totals);
    g_clear_error(&entry->error);
    g_free(entry);
}

void
sr_ledger_set_maker(SrLedger *ledger, SrTotalsFunc make, gpointer data)
{
    ledger->make = make;
    ledger->make_data = data;
}

SrLedger *
sr_ledger_new(SrStore *store, const SrScheme *scheme)
{
    SrLedger *ledger = g_new0(SrLedger, 1);

    ledger->store = store;
    ledger->is_reading = sr_store_begin_reading(store);
    ledger->gemeinden = scheme->divisions[0];
    ledger->parts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, entry_free);
    ledger->totals = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, entry_free);
    return ledger;
}

void
sr_ledger_free(SrLedger *ledger)
{
    if (ledger == NULL)
        return;
    if (ledger->is_reading)
        sr_store_rollback(ledger->store);
    g_hash_table_unref(ledger->parts);
    g_hash_table_unref(ledger->totals);
    g_free(ledger);
}

/* The distinct words of both lists, sorted; either may be NULL. */
static char **
unite(char *const *a, char *const *b)
{
    GPtrArray *all = g_ptr_array_new();
    char *const *const lists[] = {a, b};

    for (size_t l = 0; l < G_N_ELEMENTS(lists); l++)
        for (int i = 0; lists[l] != NULL && lists[l][i] != NULL; i++)
            if (!g_ptr_array_find_with_equal_func(all, lists[l][i], g_str_equal, NULL))
                g_ptr_array_add(all, g_strdup(lists[l][i]));
    sr_texts_sort(all);
    g_ptr_array_add(all, NULL);
    return (char **)g_ptr_array_free(all, FALSE);
}

static int
period_find(const SrSeries *series, const char *period)
{
    for (int p = 0; series != NULL && p < series->n_periods; p++)
        if (g_str_equal(series->periods[p], period))
            return p;
    return -1;
}

/* What is added up for one area. */
typedef struct {
    SrSum sum;
    SrSum weight; /* of figures that cannot be added */
    int n_parts;
    int n_ok;
    SrStatus worst; /* of the parts that are not ok */
    unsigned flags;
    double error_bound;
} Part;

/* Adds a figure that stands for @n_gemeinden. */
static void
add_figure(Part *part, const SrFigure *figure, int n_gemeinden)
{
    part->n_parts += n_gemeinden;
    part->flags |= figure->flags;
    if (figure->status == SR_STATUS_OK) {
        sr_sum_add(&part->sum, figure->value);
        part->error_bound += figure->error_bound;
        part->n_ok += n_gemeinden;
    } else
        part->worst = sr_status_join(part->worst, figure->status);
}

/*
 * Adds a figure that cannot be added: weighed, for close_part() to divide. A part of no
 * weight says nothing. @weight NULL: there is none.
 */
static void
add_weighed(Part *part, const SrFigure *figure, const SrFigure *weight, int n_gemeinden)
{
    SrFigure product = *figure;

    if (weight == NULL) {
        product.status = sr_status_join(figure->status, SR_STATUS_NOT_APPLICABLE);
        add_figure(part, &product, n_gemeinden);
        return;
    }
    if (weight->status == SR_STATUS_OK && weight->value == 0 &&
        figure->status != SR_STATUS_SUPPRESSED) {
        part->n_parts += n_gemeinden;
        part->n_ok += n_gemeinden;
        return;
    }
    product.status = sr_status_join(figure->status, weight->status);
    product.value = figure->value * weight->value;
    product.error_bound =
        figure->error_bound * weight->value + fabs(figure->value) * weight->error_bound;
    add_figure(part, &product, n_gemeinden);
    if (product.status == SR_STATUS_OK)
        sr_sum_add(&part->weight, weight->value);
}

/* All parts ok: ok. A part suppressed: suppressed. Some there, some not: incomplete. */
static SrTotal
close_part(const Part *part, bool is_weighed)
{
    double weight = is_weighed ? sr_sum_value(&part->weight) : 1;

    SrTotal total = {NAN, SR_STATUS_OK, part->flags,
                     part->n_parts == 0 ? 0 : (double)part->n_ok / part->n_parts, 0};

    if (part->n_ok == part->n_parts && part->n_parts > 0) {
        total.value = sr_sum_value(&part->sum) / weight;
        total.error_bound = part->error_bound / weight;
        if (!isfinite(total.value)) /* nothing to weigh with */
            total = (SrTotal){NAN, SR_STATUS_NOT_APPLICABLE, part->flags, 1, 0};
    } else if (part->worst == SR_STATUS_SUPPRESSED || part->n_ok == 0)
        total.status = part->n_parts == 0 ? SR_STATUS_MISSING : part->worst;
    else
        total.status = SR_STATUS_INCOMPLETE;
    return total;
}

/* Figures of a finer division, and the areas to which they are added. */
typedef struct {
    SrSeries *series; /* owned, or NULL if there are none */
    const SrDivision *division;
    int *into; /* [areas of the finer division]: index of the area around; owned */
} Below;

static void
below_clear(Below *below)
{
    sr_series_free(below->series);
    g_free(below->into);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Below, below_clear)

/* The area around each area of @fine: (transfer full), or NULL if one is cut. */
static int *
find_areas_around(const SrDivision *fine, const SrDivision *division)
{
    g_autofree int *into = g_new(int, fine->n_areas + 1);

    for (int a = 0; a < fine->n_areas; a++)
        into[a] = -1;
    for (int g = 0; g < fine->n_gemeinden; g++) {
        int *around = &into[fine->area_of[g]];

        if (*around >= 0 && *around != division->area_of[g])
            return NULL;
        *around = division->area_of[g];
    }
    return g_steal_pointer(&into);
}

/* Figures of the variable that others are weighed with, at the level of a series. */
typedef struct {
    bool is_weighed;  /* the figures cannot be added up */
    SrSeries *series; /* owned; NULL: nothing to weigh them with */
} Weights;

static void
weights_clear(Weights *weights)
{
    sr_series_free(weights->series);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Weights, weights_clear)

static Weights
read_weights(SrStore *store, const SrSeries *series, const SrDivision *division)
{
    Weights weights = {series != NULL && *series->weight != '\0', NULL};

    if (weights.is_weighed && !g_str_equal(series->weight, "-"))
        weights.series = sr_figures_series(store, series->weight, division->level->id,
                                           (const char *const *)division->codes,
                                           division->n_areas, NULL);
    return weights;
}

/* Adds up the figures of @series in @period: @into says to which area, NULL: as they
 * lie in @division. An area of one part has its figure, whatever it is. */
static void
add_up_series(const SrSeries *series, const SrDivision *fine, const int *into, int period,
              const Weights *weights, SrTotal *row, int n_areas)
{
    g_autofree Part *open = g_new0(Part, n_areas);
    g_autofree int *n_of = g_new0(int, n_areas);
    int at = weights->series == NULL
                 ? -1
                 : period_find(weights->series, series->periods[period]);

    for (int a = 0; a < fine->n_areas; a++)
        n_of[into[a]]++;
    for (int a = 0; a < fine->n_areas; a++) {
        const SrFigure *figure = sr_series_at(series, period, a);

        if (weights->is_weighed && n_of[into[a]] > 1)
            add_weighed(&open[into[a]], figure,
                        at < 0 ? NULL : sr_series_at(weights->series, at, a),
                        fine->n_members[a]);
        else
            add_figure(&open[into[a]], figure, fine->n_members[a]);
    }
    for (int a = 0; a < n_areas; a++)
        row[a] = close_part(&open[a], weights->is_weighed && n_of[a] > 1);
}

/* The level's own figures stand before sums. */
static void
take_own(const SrSeries *own, int period, SrTotal *row)
{
    for (int a = 0; a < own->n_areas; a++) {
        const SrFigure *figure = sr_series_at(own, period, a);

        if (figure->status != SR_STATUS_MISSING)
            row[a] =
                (SrTotal){figure->value, figure->status, figure->flags,
                          figure->status == SR_STATUS_OK ? 1 : 0, figure->error_bound};
    }
}

void
sr_totals_describe(SrTotals *totals, const SrTotals *part)
{
    g_auto(GStrv) datasets = totals->datasets;
    g_auto(GStrv) variables = totals->variables;

    totals->datasets = unite(datasets, part->datasets);
    totals->variables = unite(variables, part->variables);
    totals->is_protected = totals->is_protected || part->is_protected;
    totals->is_synthetic = totals->is_synthetic || part->is_synthetic;
}

/* Notes of a series what a total of it has to tell. */
static void
describe(SrTotals *totals, const SrSeries *series)
{
    g_auto(GStrv) periods = totals->periods;
    g_auto(GStrv) datasets = totals->datasets;

    totals->periods = unite(periods, series == NULL ? NULL : series->periods);
    totals->datasets = unite(datasets, series == NULL ? NULL : series->datasets);
    totals->n_periods = (int)g_strv_length(totals->periods);
    if (series == NULL)
        return;
    if (totals->base == NULL && *series->base != '\0')
        totals->base = g_strdup(series->base);
    totals->is_protected = totals->is_protected || series->is_protected;
    totals->is_synthetic = totals->is_synthetic || series->is_synthetic;
}

/* What is weighed with is among the sources. */
static void
describe_weights(SrTotals *totals, const SrSeries *series)
{
    g_auto(GStrv) datasets = NULL;

    if (series == NULL)
        return;
    datasets = totals->datasets;
    totals->datasets = unite(datasets, series->datasets);
    totals->is_protected = totals->is_protected || series->is_protected;
    totals->is_synthetic = totals->is_synthetic || series->is_synthetic;
}

static SrTotals *
add_up(const SrLedger *ledger, const char *name, const SrDivision *division,
       const SrSeries *parts, const Below *below, const SrSeries *own)
{
    SrTotals *totals = sr_totals_new(name, division->n_areas);
    const SrDivision *gemeinden = ledger->gemeinden;
    g_auto(Weights) of_gemeinden = read_weights(ledger->store, parts, gemeinden);
    g_auto(Weights) between = read_weights(ledger->store, below->series, below->division);

    describe_weights(totals, of_gemeinden.series);
    describe_weights(totals, between.series);
    describe(totals, parts);
    describe(totals, below->series);
    describe(totals, own);
    totals->figures =
        g_new0(SrTotal, (gsize)totals->n_periods * (gsize)totals->n_areas + 1);
    for (int p = 0; p < totals->n_periods; p++) {
        SrTotal *row = totals->figures + (gsize)p * (gsize)totals->n_areas;
        int of_parts = period_find(parts, totals->periods[p]);
        int of_below = period_find(below->series, totals->periods[p]);
        int of_own = period_find(own, totals->periods[p]);

        for (int a = 0; a < totals->n_areas; a++)
            row[a] = (SrTotal){NAN, SR_STATUS_MISSING, 0, 0, 0};
        if (of_parts >= 0)
            add_up_series(parts, gemeinden, division->area_of, of_parts, &of_gemeinden,
                          row, division->n_areas);
        else if (of_below >= 0)
            add_up_series(below->series, below->division, below->into, of_below, &between,
                          row, division->n_areas);
        if (of_own >= 0)
            take_own(own, of_own, row);
    }
    return totals;
}

static const Entry *
parts_of(SrLedger *ledger, const char *name)
{
    Entry *entry = g_hash_table_lookup(ledger->parts, name);

    if (entry != NULL)
        return entry;
    entry = g_new0(Entry, 1);
    entry->series = sr_figures_series(ledger->store, name, ledger->gemeinden->level->id,
                                      (const char *const *)ledger->gemeinden->codes,
                                      ledger->gemeinden->n_areas, &entry->error);
    g_hash_table_insert(ledger->parts, g_strdup(name), entry);
    return entry;
}

static SrSeries *
read_level(SrLedger *ledger, const char *name, const SrDivision *division, GError **error)
{
    return sr_figures_series(ledger->store, name, division->level->id,
                             (const char *const *)division->codes, division->n_areas,
                             error);
}

/* Why there is nothing: of the level that has the figures, or of the Gemeinden. */
static GError *
find_reason(SrLedger *ledger, const char *name, const SrScheme *scheme, int level,
            const Entry *parts)
{
    for (int l = level; l > 0; l--) {
        const SrDivision *division = scheme->divisions[l];
        GError *reason = NULL;

        if (!sr_figures_has_level(ledger->store, name, division->level->id))
            continue;
        sr_series_free(read_level(ledger, name, division, &reason));
        if (reason != NULL)
            return reason;
    }
    return g_error_copy(parts->error);
}

/* The figures of the coarsest level between, which has the fewest parts to fail. */
static void
find_below(SrLedger *ledger, const char *name, const SrScheme *scheme, int level,
           Below *below)
{
    for (int l = level - 1; l > 0 && below->series == NULL; l--) {
        g_clear_pointer(&below->into, g_free);
        below->division = scheme->divisions[l];
        below->into = find_areas_around(below->division, scheme->divisions[level]);
        if (below->into != NULL)
            below->series = read_level(ledger, name, below->division, NULL);
    }
}

static Entry *
read_totals(SrLedger *ledger, const char *name, const SrScheme *scheme, int level)
{
    const SrDivision *division = scheme->divisions[level];
    Entry *entry = g_new0(Entry, 1);

    if (*name == '{') {
        entry->totals =
            ledger->make(name, scheme, level, ledger->make_data, &entry->error);
        return entry;
    }
    const Entry *parts = parts_of(ledger, name);
    g_autoptr(SrSeries) own = NULL;
    g_auto(Below) below = {0};

    if (level > 0)
        own = read_level(ledger, name, division, NULL);
    find_below(ledger, name, scheme, level, &below);
    if (parts->series != NULL || own != NULL || below.series != NULL)
        entry->totals = add_up(ledger, name, division, parts->series, &below, own);
    else
        entry->error = find_reason(ledger, name, scheme, level, parts);
    return entry;
}

const SrTotals *
sr_ledger_totals(SrLedger *ledger, const char *name, const SrScheme *scheme, int level,
                 GError **error)
{
    g_autofree char *key =
        g_strdup_printf("%p %s", (const void *)scheme->divisions[level], name);
    Entry *entry = g_hash_table_lookup(ledger->totals, key);

    if (entry == NULL) {
        entry = read_totals(ledger, name, scheme, level);
        g_hash_table_insert(ledger->totals, g_steal_pointer(&key), entry);
    }
    if (entry->totals == NULL && error != NULL)
        *error = g_error_copy(entry->error);
    return entry->totals;
}

int
sr_totals_period(const SrTotals *totals, const char *period)
{
    for (int p = 0; p < totals->n_periods; p++)
        if (g_str_equal(totals->periods[p], period))
            return p;
    return -1;
}
