#include "disclosure/splits.h"

#include "data/band.h"
#include "data/terms.h"
#include "disclosure/relations.h"

#include <stdlib.h>
#include <string.h>

static const char sexes[] = {'m', 'w', 'd'};

struct SrSplits {
    SrSplitSource source;
    GHashTable *bands; /* leaf of a relation → GArray of SrBand, without its variable */
};

SrSplits *
sr_splits_new(const SrSplitSource *source)
{
    SrSplits *splits = g_new0(SrSplits, 1);

    splits->source = *source;
    splits->bands = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify)g_array_unref);
    return splits;
}

void
sr_splits_free(SrSplits *splits)
{
    if (splits == NULL)
        return;
    g_hash_table_unref(splits->bands);
    g_free(splits);
}

/* What the name is a band of; a name that is none is all of itself. */
static SrBand
band_of(const SrSplits *splits, const char *name)
{
    SrBand band = {NULL, 0, SR_ALL_AGES, SR_OPEN_AGE};

    if (!sr_band_parse(name, splits->source.is_variable, splits->source.data, &band))
        band.variable = g_strdup(name);
    return band;
}

void
sr_splits_note(SrSplits *splits, const char *name)
{
    g_auto(SrBand) band = band_of(splits, name);
    g_auto(GStrv) leaves = sr_relation_leaves(band.variable);
    SrBand bare = {NULL, band.sex, band.age_from, band.age_to};

    for (int i = 0; leaves[i] != NULL; i++) {
        GArray *bands = g_hash_table_lookup(splits->bands, leaves[i]);

        if (bands == NULL) {
            bands = g_array_new(FALSE, FALSE, sizeof(SrBand));
            g_hash_table_insert(splits->bands, g_strdup(leaves[i]), bands);
        }
        g_array_append_val(bands, bare);
    }
}

/* --- Cutting --- */

static int
first_age(const SrBand *band)
{
    return band->age_from == SR_ALL_AGES ? 0 : band->age_from;
}

/* The age after the last, of which @open is the one after all. */
static int
end_age(const SrBand *band, int open)
{
    return band->age_from == SR_ALL_AGES || band->age_to == SR_OPEN_AGE
               ? open
               : MIN(band->age_to + 1, open);
}

static int
compare_ages(gconstpointer a, gconstpointer b)
{
    return *(const int *)a - *(const int *)b;
}

/* The ages at which the band is cut, its own ends among them, ascending. */
static GArray *
cuts_of(const SrBand *band, const GArray *bands, int open)
{
    GArray *cuts = g_array_new(FALSE, FALSE, sizeof(int));
    g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(int));
    int first = first_age(band);
    int end = end_age(band, open);

    g_array_append_val(ends, first);
    g_array_append_val(ends, end);
    for (guint b = 0; b < bands->len; b++) {
        int from = first_age(&g_array_index(bands, SrBand, b));
        int to = end_age(&g_array_index(bands, SrBand, b), open);

        g_array_append_val(ends, from);
        g_array_append_val(ends, to);
    }
    g_array_sort(ends, compare_ages);
    for (guint e = 0; e < ends->len; e++) {
        int age = g_array_index(ends, int, e);
        bool is_known = cuts->len > 0 && g_array_index(cuts, int, cuts->len - 1) == age;

        if (!is_known && age >= first && age <= end)
            g_array_append_val(cuts, age);
    }
    return cuts;
}

static bool
has_sex(const GArray *bands)
{
    for (guint b = 0; b < bands->len; b++)
        if (g_array_index(bands, SrBand, b).sex != 0)
            return true;
    return false;
}

/* Whether anything less than all of it was noted. */
static bool
is_cut(const GArray *bands)
{
    for (guint b = 0; bands != NULL && b < bands->len; b++)
        if (g_array_index(bands, SrBand, b).sex != 0 ||
            g_array_index(bands, SrBand, b).age_from != SR_ALL_AGES)
            return true;
    return false;
}

/* "hilfen_34", 'm', 6 and 18: "hilfen_34_m_6_17". */
static char *
name_of(const char *variable, char sex, int from, int end)
{
    char own[] = {'_', sex, '\0'};
    g_autofree char *ages = from == 0 && end == SR_OPEN_AGE ? g_strdup("")
                            : end == SR_OPEN_AGE ? g_strdup_printf("_%dplus", from)
                            : from == 0          ? g_strdup_printf("_u%d", end)
                                        : g_strdup_printf("_%d_%d", from, end - 1);

    return g_strconcat(variable, sex == 0 ? "" : own, ages, NULL);
}

static void
add_ages(GPtrArray *names, const char *variable, char sex, const GArray *cuts)
{
    for (guint c = 0; c + 1 < cuts->len; c++)
        g_ptr_array_add(names, name_of(variable, sex, g_array_index(cuts, int, c),
                                       g_array_index(cuts, int, c + 1)));
}

char **
sr_splits_leaves(const SrSplits *splits, const char *name)
{
    g_auto(SrBand) band = band_of(splits, name);
    g_auto(GStrv) leaves = sr_relation_leaves(band.variable);
    GPtrArray *names = g_ptr_array_new();

    for (int i = 0; leaves[i] != NULL; i++) {
        const GArray *bands = g_hash_table_lookup(splits->bands, leaves[i]);

        if (!is_cut(bands)) {
            g_ptr_array_add(names, band.sex == 0 && band.age_from == SR_ALL_AGES
                                       ? g_strdup(leaves[i])
                                       : name_of(leaves[i], band.sex, first_age(&band),
                                                 end_age(&band, SR_OPEN_AGE)));
            continue;
        }
        int last = splits->source.last_age(leaves[i], splits->source.data);
        g_autoptr(GArray) cuts =
            cuts_of(&band, bands, last == SR_OPEN_AGE ? last : last + 1);
        if (band.sex != 0 || !has_sex(bands)) {
            add_ages(names, leaves[i], band.sex, cuts);
            continue;
        }
        for (size_t s = 0; s < G_N_ELEMENTS(sexes); s++)
            add_ages(names, leaves[i], sexes[s], cuts);
    }
    g_ptr_array_add(names, NULL);
    return (char **)g_ptr_array_free(names, FALSE);
}
