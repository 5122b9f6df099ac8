/* Every suppressed figure must be able to be another one. */
#include "disclosure/audit_private.h"

#include "base/sorted.h"
#include "disclosure/relations.h"

#include <glib/gi18n.h>

/* The numbers of a row that is not ok are empty, all of them. */
static void
check_empty(const SrAuditWork *work, const SrAuditLine *line)
{
    for (SrAuditColumn c = SR_AUDIT_NUMERATOR; c <= SR_AUDIT_CLASS; c++)
        if (*line->cells[c] != '\0') {
            sr_audit_leak(work, line, _("a figure that is not shown has a number"), NULL);
            return;
        }
}

/* What is known of a sum that is suppressed, in work->hidden. */
enum { PROVED = 1, EXACT = 2, UNSAFE = 3 };

/* Proves one sum of the line. Returns: what is known of it; 0: it needs no proof. */
static int
prove(SrAuditWork *work, const SrAuditLine *line, char *const *names)
{
    g_auto(GStrv) years = sr_audit_years(line);
    g_autoptr(GArray) unknowns = sr_audit_unknowns(work, line, names, years);
    g_autofree char *text = sr_audit_sum_text(unknowns);
    g_autoptr(GPtrArray) why = g_ptr_array_new_with_free_func(g_free);
    int known = GPOINTER_TO_INT(g_hash_table_lookup(work->hidden, text));
    gint64 found = 0;

    if (g_hash_table_contains(work->shown, text) || known > 0)
        return known; /* shown by another name, or proved already */
    if (years[1] != NULL &&
        sr_audit_is_made_of(work, line, names, years, work->hidden, false))
        return PROVED; /* by a year in it, which is hidden and proved by itself */
    work->result->n_suppressed++;
    if (!sr_proof_can_reach(work->proof, unknowns,
                            sr_audit_minimum(line->indicator, names), &found, why)) {
        known = UNSAFE;
        sr_audit_leak(work, line,
                      _("suppressed, and yet these figures tell that it is below the "
                        "minimum:"),
                      why);
    } else {
        known = sr_proof_can_differ(work->proof, unknowns, found) ? PROVED : EXACT;
        work->result->n_proved++;
    }
    g_hash_table_insert(work->hidden, g_steal_pointer(&text), GINT_TO_POINTER(known));
    return known;
}

/* Both counts of a figure; one of them at least must be open to more than one number. */
static void
prove_line(SrAuditWork *work, const SrAuditLine *line)
{
    bool is_exact = false;
    bool is_free = false;

    for (SrAuditColumn c = SR_AUDIT_NUMERATOR; c <= SR_AUDIT_DENOMINATOR; c++) {
        g_auto(GStrv) names = sr_audit_counts(work->audit, line, c);
        int known = names == NULL ? 0 : prove(work, line, names);

        is_exact = is_exact || known == EXACT;
        is_free = is_free || known == PROVED || known == UNSAFE;
    }
    if (is_exact && !is_free)
        sr_audit_leak(work, line, _("suppressed, and yet it can be one number only"),
                      NULL);
}

/* The sums of all suppressed figures, so that few tables prove most of them. */
static void
sway(SrAuditWork *work)
{
    g_autoptr(GPtrArray) sums =
        g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    g_autoptr(GArray) minimums = g_array_new(FALSE, FALSE, sizeof(gint64));

    for (guint i = 0; i < work->lines->len; i++) {
        const SrAuditLine *line = sr_audit_line(work, i);

        if (!line->is_protected || line->indicator->span > SR_SPAN_MEAN ||
            !g_str_equal(line->cells[SR_AUDIT_STATUS], "suppressed"))
            continue;
        for (SrAuditColumn c = SR_AUDIT_NUMERATOR; c <= SR_AUDIT_DENOMINATOR; c++) {
            g_auto(GStrv) names = sr_audit_counts(work->audit, line, c);
            g_auto(GStrv) years = sr_audit_years(line);

            if (names == NULL)
                continue;
            gint64 minimum = sr_audit_minimum(line->indicator, names);
            g_ptr_array_add(sums, sr_audit_unknowns(work, line, names, years));
            g_array_append_val(minimums, minimum);
        }
    }
    sr_proof_sway(work->proof, sums, (const gint64 *)(const void *)minimums->data);
}

static void
prove_all(SrAuditWork *work, bool are_sums)
{
    for (guint i = 0; i < work->lines->len; i++) {
        const SrAuditLine *line = sr_audit_line(work, i);

        if (!line->is_protected || line->indicator->span > SR_SPAN_MEAN ||
            (line->indicator->span == SR_SPAN_MEAN) != are_sums ||
            !g_str_equal(line->cells[SR_AUDIT_STATUS], "suppressed"))
            continue;
        prove_line(work, line);
    }
}

/*
 * A count that is not shown because there are too few people: two values, one of them 0
 * or the minimum. That there is none at all may be known.
 */
static bool
is_kept(const SrAuditWork *work, const GArray *unknowns, gint64 minimum)
{
    gint64 found = 0;

    if (!sr_proof_can_reach(work->proof, unknowns, 1, NULL, NULL))
        return true;
    if (!sr_proof_can_reach(work->proof, unknowns, minimum, &found, NULL))
        return sr_proof_can_stay(work->proof, unknowns, 0);
    return sr_proof_can_differ(work->proof, unknowns, found);
}

static void
prove_unshown(SrAuditWork *work)
{
    for (guint i = 0; i < work->lines->len; i++) {
        const SrAuditLine *line = sr_audit_line(work, i);
        g_auto(GStrv) names = sr_audit_counts(work->audit, line, SR_AUDIT_NUMERATOR);

        if (!g_str_equal(line->cells[SR_AUDIT_STATUS], "small_denominator") ||
            line->indicator->span != SR_SPAN_YEAR || names == NULL)
            continue;
        g_auto(GStrv) years = sr_audit_years(line);
        g_autoptr(GArray) unknowns = sr_audit_unknowns(work, line, names, years);
        g_autofree char *text = sr_audit_sum_text(unknowns);
        if (!g_hash_table_contains(work->shown, text) &&
            !is_kept(work, unknowns, sr_audit_minimum(line->indicator, names)))
            sr_audit_leak(work, line, _("not shown, and yet the count can be recomputed"),
                          NULL);
    }
}

/* Every year that any line tells of, ascending: (element-type utf8). */
static GPtrArray *
all_years(const SrAuditWork *work)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    GPtrArray *all = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < work->lines->len; i++) {
        const SrAuditLine *line = sr_audit_line(work, i);
        g_auto(GStrv) years = line->is_protected ? sr_audit_years(line) : NULL;

        for (int y = 0; years != NULL && years[y] != NULL; y++)
            if (!g_hash_table_contains(seen, years[y])) {
                g_ptr_array_add(all, g_strdup(years[y]));
                g_hash_table_add(seen, all->pdata[all->len - 1]);
            }
    }
    sr_texts_sort(all);
    return all;
}

/* The unknown by itself: its text as a sum. */
static GArray *
one_unknown(int unknown)
{
    GArray *unknowns = g_array_new(FALSE, FALSE, sizeof(int));

    g_array_append_val(unknowns, unknown);
    return unknowns;
}

/* A count of one leaf, Gemeinde and year that stands in no table, and yet is told. */
static void
prove_cell(SrAuditWork *work, const char *leaf, const char *cell, int gemeinde,
           const char *year)
{
    const SrDivision *gemeinden = work->audit->schemes[0]->divisions[0];
    g_autofree char *name = g_strjoin(" ", cell, gemeinden->codes[gemeinde], year, NULL);
    int unknown = sr_proof_find(work->proof, name);
    int minimum = GPOINTER_TO_INT(g_hash_table_lookup(work->minimums, leaf));

    if (unknown < 0 || !sr_proof_stands_out(work->proof, unknown))
        return;
    g_autoptr(GArray) unknowns = one_unknown(unknown);
    g_autofree char *text = sr_audit_sum_text(unknowns);
    if (g_hash_table_contains(work->shown, text) ||
        g_hash_table_contains(work->hidden, text) ||
        !sr_proof_is_given_away(work->proof, unknown, minimum))
        return;
    g_ptr_array_add(
        work->result->leaks,
        g_strdup_printf(_("%s, %s %s, %s: it stands in no table, and yet it can be "
                          "recomputed"),
                        cell, gemeinden->level->id, gemeinden->names[gemeinde], year));
}

/* Of counts that are told apart by sex or age: girls, where all and boys are printed. */
static void
prove_cells(SrAuditWork *work)
{
    const SrDivision *gemeinden = work->audit->schemes[0]->divisions[0];
    const SrAuditBand all = {0, 0, G_MAXINT};
    g_autoptr(GPtrArray) leaves = sr_audit_all_leaves(work);
    g_autoptr(GPtrArray) years = all_years(work);

    for (guint l = 0; l < leaves->len; l++) {
        g_autoptr(GArray) cells = sr_audit_cells(work, leaves->pdata[l], &all);

        for (guint c = 0; cells->len > 1 && c < cells->len; c++) {
            g_autofree char *cell = sr_audit_cell_name(
                leaves->pdata[l], &g_array_index(cells, SrAuditBand, c));

            for (guint y = 0; y < years->len; y++)
                for (int g = 0; g < gemeinden->n_areas; g++)
                    prove_cell(work, leaves->pdata[l], cell, g, years->pdata[y]);
        }
    }
}

void
sr_audit_prove(SrAuditWork *work)
{
    for (guint i = 0; i < work->lines->len; i++) {
        const SrAuditLine *line = sr_audit_line(work, i);

        if (line->is_protected && !line->is_ok)
            check_empty(work, line);
    }
    sway(work);
    prove_all(work, false);
    prove_all(work, true);
    prove_unshown(work);
    prove_cells(work);
    work->result->n_witnesses = sr_proof_n_witnesses(work->proof);
}
