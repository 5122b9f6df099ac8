#include "disclosure/families.h"

#include "data/figures.h"
#include "disclosure/relations.h"

#include <math.h>
#include <string.h>

struct SrFamilies {
    SrStore *store;
    const SrScheme *scheme;
    GHashTable *known; /* name → SrFamily, or NULL for what there is not */
    GHashTable *holds; /* name → GINT 1: the sum of its leaves, 2: a leaf itself */
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

SrFamilies *
sr_families_new(SrStore *store, const SrScheme *scheme)
{
    SrFamilies *families = g_new0(SrFamilies, 1);

    families->store = store;
    families->scheme = scheme;
    families->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, family_free);
    families->holds = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return families;
}

void
sr_families_free(SrFamilies *families)
{
    if (families == NULL)
        return;
    g_hash_table_unref(families->known);
    g_hash_table_unref(families->holds);
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

GPtrArray *
sr_families_leaves(SrFamilies *families, const char *name)
{
    g_autoptr(GPtrArray) leaves = g_ptr_array_new();
    g_auto(GStrv) names = sr_relation_leaves(name);
    SrFamily *whole = sr_families_find(families, name);
    int holds = GPOINTER_TO_INT(g_hash_table_lookup(families->holds, name));

    if (whole == NULL)
        return g_steal_pointer(&leaves);
    for (int i = 0; names[i] != NULL; i++) {
        SrFamily *leaf = sr_families_find(families, names[i]);

        if (leaf == NULL)
            holds = 2;
        else
            g_ptr_array_add(leaves, leaf);
    }
    if (holds == 0)
        holds = adds_up(whole, leaves) ? 1 : 2;
    g_hash_table_insert(families->holds, g_strdup(name), GINT_TO_POINTER(holds));
    if (holds == 2) {
        g_ptr_array_set_size(leaves, 0);
        g_ptr_array_add(leaves, whole);
    }
    return g_steal_pointer(&leaves);
}
