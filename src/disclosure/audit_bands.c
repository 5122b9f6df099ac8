/*
 * Sexes and ages as parts of a count, cut as finely as the lines tell them apart:
 *
 *     shown: a, a_m, a_u6       a     a_m_u6  a_m_6plus  a_w_u6  a_w_6plus
 *                             … a_u6  a_m_u6             a_w_u6
 */
#include "disclosure/audit_private.h"

#include "base/sorted.h"
#include "data/band.h"
#include "data/terms.h"
#include "disclosure/relations.h"

#include <string.h>

#define OPEN_END G_MAXINT

static int
compare_ints(gconstpointer a, gconstpointer b)
{
    return *(const int *)a - *(const int *)b;
}

/* What the data call a leaf: "hilfen_35/ambulant_bestand" is part of hilfen_35_bestand.
 */
static char *
data_name(const char *leaf)
{
    const char *slash = strchr(leaf, '/');
    const char *rest = slash == NULL ? NULL : strchr(slash, '_');

    if (slash == NULL)
        return g_strdup(leaf);
    g_autofree char *stem = g_strndup(leaf, (gsize)(slash - leaf));
    return g_strconcat(stem, rest == NULL ? "" : rest, NULL);
}

/* The age after the last one there is. */
static int
end_of_ages(const SrAuditWork *work, const char *leaf)
{
    const SrAudit *audit = work->audit;
    g_autofree char *name = data_name(leaf);
    int last = audit->last_age == NULL ? SR_OPEN_AGE : audit->last_age(name, audit->data);

    return last == SR_OPEN_AGE ? OPEN_END : last + 1;
}

char *
sr_audit_band_of(const SrAuditWork *work, const char *name, SrAuditBand *band)
{
    const SrAudit *audit = work->audit;
    g_auto(SrBand) read = {NULL, 0, SR_ALL_AGES, SR_OPEN_AGE};

    *band = (SrAuditBand){0, 0, OPEN_END};
    if (audit->is_variable == NULL ||
        !sr_band_parse(name, audit->is_variable, audit->data, &read))
        return g_strdup(name);
    band->sex = read.sex;
    if (read.age_from != SR_ALL_AGES) {
        band->from = read.age_from;
        band->end = read.age_to == SR_OPEN_AGE ? OPEN_END : read.age_to + 1;
    }
    return g_steal_pointer(&read.variable);
}

/* --- What the lines tell apart --- */

static void
note_minimum(SrAuditWork *work, const char *leaf, int minimum)
{
    int known = GPOINTER_TO_INT(g_hash_table_lookup(work->minimums, leaf));

    minimum = MAX(minimum, sr_rules_least(work->audit->catalogue->rules, leaf));
    if (minimum > known)
        g_hash_table_insert(work->minimums, g_strdup(leaf), GINT_TO_POINTER(minimum));
}

static void
note_name(SrAuditWork *work, const char *name, int minimum)
{
    SrAuditBand band;
    g_autofree char *variable = sr_audit_band_of(work, name, &band);
    g_auto(GStrv) leaves = sr_relation_leaves(variable);

    for (int l = 0; leaves[l] != NULL; l++) {
        GArray *bands = g_hash_table_lookup(work->bands, leaves[l]);

        if (bands == NULL) {
            bands = g_array_new(FALSE, FALSE, sizeof(SrAuditBand));
            g_hash_table_insert(work->bands, g_strdup(leaves[l]), bands);
        }
        g_array_append_val(bands, band);
        note_minimum(work, leaves[l], minimum);
    }
}

static void
note_names(SrAuditWork *work, const char *const *names, int minimum)
{
    for (int v = 0; names != NULL && names[v] != NULL; v++)
        if (work->audit->is_protected(names[v], work->audit->data))
            note_name(work, names[v], minimum);
}

static void
note_indicator(SrAuditWork *work, const SrIndicator *indicator, GHashTable *seen)
{
    if (!g_hash_table_add(seen, (gpointer)indicator))
        return;
    g_autoptr(GPtrArray) expressions = sr_indicator_expressions(indicator);
    for (guint e = 0; e < expressions->len; e++)
        note_names(work, sr_expression_variables(expressions->pdata[e]),
                   indicator->minimum);
    if (indicator->query != NULL)
        note_names(work, (const char *const *)indicator->query_variables,
                   indicator->minimum);
    for (guint u = 0; u < indicator->uses->len; u++)
        note_indicator(work, indicator->uses->pdata[u], seen);
}

void
sr_audit_take_bands(SrAuditWork *work)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < work->lines->len; i++)
        if (sr_audit_line(work, i)->is_protected)
            note_indicator(work, sr_audit_line(work, i)->indicator, seen);
}

GPtrArray *
sr_audit_all_leaves(const SrAuditWork *work)
{
    GPtrArray *leaves = g_ptr_array_new();
    GHashTableIter iter;
    gpointer leaf;

    g_hash_table_iter_init(&iter, work->bands);
    while (g_hash_table_iter_next(&iter, &leaf, NULL))
        g_ptr_array_add(leaves, leaf);
    sr_texts_sort(leaves);
    return leaves;
}

/* --- Cutting --- */

/* The ages at which any band of the leaf begins or ends, ascending, each once. */
static GArray *
cuts_of(const GArray *bands, int end)
{
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(int));
    GArray *cuts = g_array_new(FALSE, FALSE, sizeof(int));
    int zero = 0;

    g_array_append_val(all, zero);
    g_array_append_val(all, end);
    for (guint b = 0; b < bands->len; b++) {
        const SrAuditBand *band = &g_array_index(bands, SrAuditBand, b);
        int from = MIN(band->from, end);
        int to = MIN(band->end, end);

        g_array_append_val(all, from);
        g_array_append_val(all, to);
    }
    g_array_sort(all, compare_ints);
    for (guint i = 0; i < all->len; i++)
        if (i == 0 || g_array_index(all, int, i) != g_array_index(all, int, i - 1))
            g_array_append_val(cuts, g_array_index(all, int, i));
    return cuts;
}

/* "mw", with 'd' for whoever is neither; "" (both) where no sex is told apart. */
static const char *
sexes_of(const SrAuditWork *work, const char *leaf, const GArray *bands)
{
    const SrAudit *audit = work->audit;

    for (guint b = 0; b < bands->len; b++)
        if (g_array_index(bands, SrAuditBand, b).sex != 0) {
            g_autofree char *name = data_name(leaf);

            return audit->has_other_sexes == NULL ||
                           audit->has_other_sexes(name, audit->data)
                       ? "mwd"
                       : "mw";
        }
    return "";
}

static bool
is_cut_at(const GArray *cuts, int age)
{
    for (guint c = 0; c < cuts->len; c++)
        if (g_array_index(cuts, int, c) == age)
            return true;
    return false;
}

static void
add_ages(GArray *cells, const GArray *cuts, const SrAuditBand *band, char sex)
{
    for (guint c = 0; c + 1 < cuts->len; c++) {
        SrAuditBand cell = {sex, g_array_index(cuts, int, c),
                            g_array_index(cuts, int, c + 1)};

        if (cell.from >= band->from && cell.end <= band->end)
            g_array_append_val(cells, cell);
    }
}

GArray *
sr_audit_cells(const SrAuditWork *work, const char *leaf, const SrAuditBand *band)
{
    GArray *cells = g_array_new(FALSE, FALSE, sizeof(SrAuditBand));
    const GArray *bands = g_hash_table_lookup(work->bands, leaf);
    SrAuditBand all = *band;

    if (bands == NULL) {
        if (band->sex == 0 && band->from == 0 && band->end == OPEN_END)
            g_array_append_val(cells, all);
        return cells;
    }
    int end = end_of_ages(work, leaf);
    g_autoptr(GArray) cuts = cuts_of(bands, end);
    const char *sexes = sexes_of(work, leaf, bands);
    all.end = MIN(all.end, end);
    if (!is_cut_at(cuts, all.from) || !is_cut_at(cuts, all.end) ||
        (all.sex != 0 && strchr(sexes, all.sex) == NULL))
        return cells;
    if (all.sex != 0 || *sexes == '\0')
        add_ages(cells, cuts, &all, all.sex);
    else
        for (const char *s = sexes; *s != '\0'; s++)
            add_ages(cells, cuts, &all, *s);
    return cells;
}

char *
sr_audit_cell_name(const char *leaf, const SrAuditBand *cell)
{
    const char sex[] = {'_', cell->sex, '\0'};
    g_autofree char *ages = NULL;

    if (cell->end == OPEN_END)
        ages = cell->from == 0 ? g_strdup("") : g_strdup_printf("_%dplus", cell->from);
    else if (cell->from == 0)
        ages = g_strdup_printf("_u%d", cell->end);
    else
        ages = g_strdup_printf("_%d_%d", cell->from, cell->end - 1);
    return g_strconcat(leaf, cell->sex == 0 ? "" : sex, ages, NULL);
}

char *const *
sr_audit_leaves(const SrAuditWork *work, const char *name)
{
    char **known = g_hash_table_lookup(work->leaves, name);
    SrAuditBand band;

    if (known != NULL)
        return known;
    g_autofree char *variable = sr_audit_band_of(work, name, &band);
    g_auto(GStrv) leaves = sr_relation_leaves(variable);
    GPtrArray *names = g_ptr_array_new();
    for (int l = 0; leaves[l] != NULL; l++) {
        g_autoptr(GArray) cells = sr_audit_cells(work, leaves[l], &band);

        for (guint c = 0; c < cells->len; c++)
            g_ptr_array_add(names, sr_audit_cell_name(
                                       leaves[l], &g_array_index(cells, SrAuditBand, c)));
    }
    g_ptr_array_add(names, NULL);
    known = (char **)g_ptr_array_free(names, FALSE);
    g_hash_table_insert(work->leaves, g_strdup(name), known);
    return known;
}
