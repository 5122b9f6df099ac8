#include "disclosure/families.h"

#include "data/figures.h"
#include "disclosure/relations.h"
#include "disclosure/splits.h"

#include <math.h>
#include <string.h>

struct SrFamilies {
    SrStore *store;
    const SrScheme *scheme;
    const SrRules *rules;
    GHashTable *known; /* name → SrFamily, or NULL for what there is not */
    GHashTable *holds; /* name → GINT, from 1: the way it is the sum of its leaves */
    GHashTable *variables; /* names, read when first asked for */
    SrSplits *splits;
};

static void
family_free(gpointer data)
{
    SrFamily *family = data;

    if (family == NULL)
        return;
    g_free(family->name);
    g_strfreev(family->periods);
    g_free(family->values);
    g_free(family);
}

/* Whether the store has figures under the name itself; bands are made of these. */
static bool
is_variable(const char *name, gpointer data)
{
    SrFamilies *families = data;

    if (families->variables == NULL) {
        g_autoptr(GPtrArray) all = sr_figures_list(families->store, NULL);

        families->variables =
            g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        for (guint v = 0; all != NULL && v < all->len; v++)
            g_hash_table_add(families->variables,
                             g_strdup(((const SrVariable *)all->pdata[v])->name));
    }
    return g_hash_table_contains(families->variables, name);
}

static int
last_age(const char *name, gpointer data)
{
    return sr_figures_last_age(((SrFamilies *)data)->store, name);
}

SrFamilies *
sr_families_new(SrStore *store, const SrScheme *scheme, const SrRules *rules)
{
    SrFamilies *families = g_new0(SrFamilies, 1);

    families->store = store;
    families->scheme = scheme;
    families->rules = rules;
    families->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, family_free);
    families->holds = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    SrSplitSource source = {is_variable, last_age, families};
    families->splits = sr_splits_new(&source);
    return families;
}

void
sr_families_free(SrFamilies *families)
{
    if (families == NULL)
        return;
    g_hash_table_unref(families->known);
    g_hash_table_unref(families->holds);
    g_clear_pointer(&families->variables, g_hash_table_unref);
    sr_splits_free(families->splits);
    g_free(families);
}

int
sr_family_period(const SrFamily *family, const char *period)
{
    for (int p = 0; p < family->n_periods; p++)
        if (g_str_equal(family->periods[p], period))
            return p;
    return -1;
}

static gsize
n_values(const SrFamily *family)
{
    return (gsize)family->n_periods * (gsize)family->division->n_areas;
}

static void
see_whether_whole(SrFamily *family)
{
    family->is_whole = true;
    for (gsize i = 0; i < n_values(family); i++) {
        double value = family->values[i];

        if (isfinite(value) &&
            (value < 0 || value > 1e9 || fabs(value - nearbyint(value)) > 1e-9))
            family->is_whole = false;
    }
}

/* A sum of money is no count, whole or not. */
static bool
is_money(const char *unit)
{
    static const char *const units[] = {"€", "Euro", "EUR", "Tsd. €", "Mio. €"};

    for (size_t i = 0; i < G_N_ELEMENTS(units); i++)
        if (g_str_equal(unit, units[i]))
            return true;
    return false;
}

static SrFamily *
read_level(SrFamilies *families, const char *name, const SrDivision *division)
{
    g_autoptr(SrSeries) series =
        sr_figures_series(families->store, name, division->level->id,
                          (const char *const *)division->codes, division->n_areas, NULL);
    bool has_figure = false;

    if (series == NULL)
        return NULL;
    SrFamily *family = g_new0(SrFamily, 1);
    family->name = g_strdup(name);
    family->division = division;
    family->n_periods = series->n_periods;
    family->periods = g_strdupv(series->periods);
    family->is_protected = series->is_protected;
    family->values = g_new(double, n_values(family) + 1);
    for (int p = 0; p < series->n_periods; p++)
        for (int a = 0; a < division->n_areas; a++) {
            const SrFigure *figure = sr_series_at(series, p, a);
            bool is_ok = figure->status == SR_STATUS_OK;

            family->values[(gsize)p * (gsize)division->n_areas + (gsize)a] =
                is_ok ? figure->value : NAN;
            has_figure = has_figure || is_ok;
        }
    if (!has_figure) {
        family_free(family);
        return NULL;
    }
    see_whether_whole(family);
    if (is_money(series->unit))
        family->is_whole = false;
    return family;
}

/* What the other parts leave of the whole, with the periods of the whole. */
static SrFamily *
read_rest(SrFamilies *families, const char *leaf, char *const *rest)
{
    const SrFamily *whole = sr_families_find(families, rest[0]);

    if (whole == NULL)
        return NULL;
    SrFamily *family = g_new0(SrFamily, 1);
    *family = *whole;
    family->name = g_strdup(leaf);
    family->periods = g_strdupv(whole->periods);
    family->values = g_memdup2(whole->values, n_values(whole) * sizeof(double));
    for (int i = 1; rest[i] != NULL; i++) {
        const SrFamily *part = sr_families_find(families, rest[i]);

        if (part == NULL || part->division != whole->division ||
            !g_strv_equal((const char *const *)part->periods,
                          (const char *const *)whole->periods)) {
            family_free(family);
            return NULL;
        }
        for (gsize v = 0; v < n_values(family); v++)
            family->values[v] -= part->values[v];
    }
    see_whether_whole(family);
    return family;
}

SrFamily *
sr_families_find(SrFamilies *families, const char *name)
{
    SrFamily *family = NULL;
    g_auto(GStrv) rest = NULL;

    if (g_hash_table_contains(families->known, name))
        return g_hash_table_lookup(families->known, name);
    rest = sr_relation_rest(name);
    if (rest != NULL)
        family = read_rest(families, name, rest);
    for (int l = 0; rest == NULL && family == NULL && l < families->scheme->n_levels; l++)
        family = read_level(families, name, families->scheme->divisions[l]);
    g_hash_table_insert(families->known, g_strdup(name), family);
    return family;
}

/* Whether the leaves add up to the whole wherever it has a figure. */
static bool
adds_up(const SrFamily *whole, const GPtrArray *leaves)
{
    for (guint l = 0; l < leaves->len; l++) {
        const SrFamily *leaf = leaves->pdata[l];

        if (!leaf->is_whole || leaf->division != whole->division ||
            !g_strv_equal((const char *const *)leaf->periods,
                          (const char *const *)whole->periods))
            return false;
    }
    for (gsize v = 0; v < n_values(whole); v++) {
        double sum = 0;

        for (guint l = 0; l < leaves->len; l++)
            sum += ((const SrFamily *)leaves->pdata[l])->values[v];
        if (isfinite(whole->values[v]) && !(fabs(sum - whole->values[v]) < 1e-9))
            return false;
    }
    return true;
}

int
sr_families_least(const SrFamilies *families, const char *name)
{
    return sr_rules_least(families->rules, name);
}

void
sr_families_note(SrFamilies *families, const char *name)
{
    sr_splits_note(families->splits, name);
}

/* The families of the names; one that there are no figures of is passed over. */
static GPtrArray *
find_all(SrFamilies *families, char *const *names)
{
    GPtrArray *found = g_ptr_array_new();

    for (int i = 0; names[i] != NULL; i++) {
        SrFamily *family = sr_families_find(families, names[i]);

        if (family != NULL)
            g_ptr_array_add(found, family);
    }
    return found;
}

GPtrArray *
sr_families_leaves(SrFamilies *families, const char *name)
{
    SrFamily *whole = sr_families_find(families, name);
    int holds = GPOINTER_TO_INT(g_hash_table_lookup(families->holds, name));

    if (whole == NULL)
        return g_ptr_array_new();
    /* Split by sex and age; else by kinds alone; else it is one by itself. */
    g_auto(GStrv) split = sr_splits_leaves(families->splits, name);
    g_auto(GStrv) kinds = sr_relation_leaves(name);
    char *const *const ways[] = {split, kinds};
    for (guint w = 0; w < G_N_ELEMENTS(ways); w++) {
        g_autoptr(GPtrArray) leaves = find_all(families, ways[w]);

        if (holds == (int)w + 1 ||
            (holds == 0 && leaves->len > 0 && adds_up(whole, leaves))) {
            g_hash_table_insert(families->holds, g_strdup(name),
                                GINT_TO_POINTER((int)w + 1));
            return g_steal_pointer(&leaves);
        }
    }
    GPtrArray *alone = g_ptr_array_new();
    g_ptr_array_add(alone, whole);
    g_hash_table_insert(families->holds, g_strdup(name),
                        GINT_TO_POINTER((int)G_N_ELEMENTS(ways) + 1));
    return alone;
}
