#include "indicator/totals.h"

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
};

static void
totals_free(SrTotals *totals)
{
    if (totals == NULL)
        return;
    g_free(totals->name);
    g_strfreev(totals->periods);
    g_strfreev(totals->datasets);
    g_free(totals->figures);
    g_free(totals);
}

static void
entry_free(gpointer data)
{
    Entry *entry = data;

    sr_series_free(entry->series);
    totals_free(entry->totals);
    g_clear_error(&entry->error);
    g_free(entry);
}

SrLedger *
sr_ledger_new(SrStore *store, const SrDivision *gemeinden)
{
    SrLedger *ledger = g_new0(SrLedger, 1);

    ledger->store = store;
    ledger->is_reading = sr_store_begin_reading(store);
    ledger->gemeinden = gemeinden;
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

static int
compare_texts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
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
    g_ptr_array_sort(all, compare_texts);
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
    int n_parts;
    int n_ok;
    SrStatus worst; /* of the parts that are not ok */
    unsigned flags;
} Part;

static void
add_figure(Part *part, const SrFigure *figure)
{
    part->n_parts++;
    part->flags |= figure->flags;
    if (figure->status == SR_STATUS_OK) {
        sr_sum_add(&part->sum, figure->value);
        part->n_ok++;
    } else
        part->worst = sr_status_join(part->worst, figure->status);
}

/* All parts ok: ok. A part suppressed: suppressed. Some there, some not: incomplete. */
static SrTotal
close_part(const Part *part)
{
    SrTotal total = {NAN, SR_STATUS_OK, part->flags,
                     part->n_parts == 0 ? 0 : (double)part->n_ok / part->n_parts};

    if (part->n_ok == part->n_parts && part->n_parts > 0)
        total.value = sr_sum_value(&part->sum);
    else if (part->worst == SR_STATUS_SUPPRESSED || part->n_ok == 0)
        total.status = part->n_parts == 0 ? SR_STATUS_MISSING : part->worst;
    else
        total.status = SR_STATUS_INCOMPLETE;
    return total;
}

static void
add_up_parts(const SrSeries *parts, int period, const SrDivision *division, SrTotal *row)
{
    g_autofree Part *open = g_new0(Part, division->n_areas);

    for (int g = 0; g < division->n_gemeinden; g++)
        add_figure(&open[division->area_of[g]], sr_series_at(parts, period, g));
    for (int a = 0; a < division->n_areas; a++)
        row[a] = close_part(&open[a]);
}

/* The level's own figures stand before sums. */
static void
take_own(const SrSeries *own, int period, SrTotal *row)
{
    for (int a = 0; a < own->n_areas; a++) {
        const SrFigure *figure = sr_series_at(own, period, a);

        if (figure->status != SR_STATUS_MISSING)
            row[a] = (SrTotal){figure->value, figure->status, figure->flags,
                               figure->status == SR_STATUS_OK ? 1 : 0};
    }
}

static SrTotals *
add_up(const char *name, const SrDivision *division, const SrSeries *parts,
       const SrSeries *own)
{
    SrTotals *totals = g_new0(SrTotals, 1);
    totals->name = g_strdup(name);
    totals->n_areas = division->n_areas;
    totals->periods =
        unite(parts == NULL ? NULL : parts->periods, own == NULL ? NULL : own->periods);
    totals->n_periods = (int)g_strv_length(totals->periods);
    totals->datasets =
        unite(parts == NULL ? NULL : parts->datasets, own == NULL ? NULL : own->datasets);
    totals->is_protected =
        (parts != NULL && parts->is_protected) || (own != NULL && own->is_protected);
    totals->is_synthetic =
        (parts != NULL && parts->is_synthetic) || (own != NULL && own->is_synthetic);
    totals->figures =
        g_new0(SrTotal, (gsize)totals->n_periods * (gsize)totals->n_areas + 1);
    for (int p = 0; p < totals->n_periods; p++) {
        SrTotal *row = totals->figures + (gsize)p * (gsize)totals->n_areas;
        int of_parts = period_find(parts, totals->periods[p]);
        int of_own = period_find(own, totals->periods[p]);

        for (int a = 0; a < totals->n_areas; a++)
            row[a] = (SrTotal){NAN, SR_STATUS_MISSING, 0, 0};
        if (of_parts >= 0)
            add_up_parts(parts, of_parts, division, row);
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

static Entry *
read_totals(SrLedger *ledger, const char *name, const SrDivision *division)
{
    Entry *entry = g_new0(Entry, 1);
    const Entry *parts = parts_of(ledger, name);
    g_autoptr(SrSeries) own = NULL;

    if (division->level != ledger->gemeinden->level)
        own = sr_figures_series(ledger->store, name, division->level->id,
                                (const char *const *)division->codes, division->n_areas,
                                NULL);
    if (parts->series != NULL || own != NULL)
        entry->totals = add_up(name, division, parts->series, own);
    else
        entry->error = g_error_copy(parts->error);
    return entry;
}

const SrTotals *
sr_ledger_totals(SrLedger *ledger, const char *name, const SrDivision *division,
                 GError **error)
{
    g_autofree char *key = g_strdup_printf("%p %s", (const void *)division, name);
    Entry *entry = g_hash_table_lookup(ledger->totals, key);

    if (entry == NULL) {
        entry = read_totals(ledger, name, division);
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
