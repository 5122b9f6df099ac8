/*
 * What everybody knows of counts, whatever is published. It is said of the areas and
 * years that the tables tell apart: of Gemeinden within them any division fits.
 */
#include "disclosure/audit_private.h"

#include "disclosure/relations.h"

#include <math.h>
#include <string.h>

/* A signed sum of counts in the area and the years of a line. */
typedef struct {
    SrAuditWork *work;
    const SrAuditLine *line;
    char *const *years; /* borrowed */
    GArray *unknowns;   /* of int */
    GArray *factors;    /* of double */
} Statement;

static Statement
statement_of(SrAuditWork *work, const SrAuditLine *line, char *const *years)
{
    return (Statement){work, line, years, g_array_new(FALSE, FALSE, sizeof(int)),
                       g_array_new(FALSE, FALSE, sizeof(double))};
}

static void
statement_clear(Statement *statement)
{
    g_array_unref(statement->unknowns);
    g_array_unref(statement->factors);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Statement, statement_clear)

/* Whether figures of the cell stand somewhere: of others nothing can be worked out. */
static bool
is_named(const Statement *statement, const char *cell)
{
    const SrDivision *division = statement->line->division;
    const SrDivision *gemeinden = statement->work->audit->schemes[0]->divisions[0];
    int first = 0;

    while (division->area_of[first] != statement->line->area)
        first++;
    for (int y = 0; statement->years[y] != NULL; y++) {
        g_autofree char *full =
            g_strjoin(" ", cell, gemeinden->codes[first], statement->years[y], NULL);

        if (sr_proof_find(statement->work->proof, full) < 0)
            return false;
    }
    return true;
}

/* Appends the cells of the leaf's band times @factor; false if one stands nowhere. */
static bool
append_leaf(const Statement *statement, const char *leaf, const SrAuditBand *band,
            double factor)
{
    const SrAuditWork *work = statement->work;
    g_autoptr(GArray) cells = sr_audit_cells(work, leaf, band);

    for (guint c = 0; c < cells->len; c++) {
        g_autofree char *cell =
            sr_audit_cell_name(leaf, &g_array_index(cells, SrAuditBand, c));

        if (!is_named(statement, cell))
            return false;
        g_autoptr(GArray) unknowns =
            sr_audit_cell_unknowns(work, statement->line, cell, statement->years);
        g_array_append_vals(statement->unknowns, unknowns->data, unknowns->len);
        for (guint u = 0; u < unknowns->len; u++)
            g_array_append_val(statement->factors, factor);
    }
    return cells->len > 0;
}

/* Appends the band of @variable times @factor; false if a part of it stands nowhere. */
static bool
append(const Statement *statement, const char *variable, const SrAuditBand *band,
       double factor)
{
    g_auto(GStrv) leaves = sr_relation_leaves(variable);
    bool has_all = true;

    for (int l = 0; has_all && leaves[l] != NULL; l++)
        has_all = append_leaf(statement, leaves[l], band, factor);
    return has_all;
}

static bool
append_name(const Statement *statement, const char *name, double factor)
{
    SrAuditBand band;
    g_autofree char *variable = sr_audit_band_of(statement->work, name, &band);

    return append(statement, variable, &band, factor);
}

static void
add(const Statement *statement, double least, double most, const char *what)
{
    g_autofree char *place = sr_audit_label(statement->line);
    g_autofree char *label = g_strdup_printf("%s (%s)", what, place);

    sr_proof_add_range(statement->work->proof, statement->unknowns,
                       (const double *)(const void *)statement->factors->data, least,
                       most, label);
}

static bool
is_all_ages(const SrAuditBand *band)
{
    return band->from == 0 && band->end == G_MAXINT;
}

/* A part is at most its whole. */
static void
take_whole(SrAuditWork *work, const SrAuditLine *line, char **years, const char *leaf,
           const SrAuditBand *band)
{
    g_auto(GStrv) wholes = sr_relation_wholes(leaf);
    g_auto(Statement) statement = statement_of(work, line, years);
    bool has_all = wholes != NULL && (is_all_ages(band) || sr_relation_is_by_age(leaf)) &&
                   append(&statement, leaf, band, -1);

    for (int w = 0; has_all && wholes[w] != NULL; w++)
        has_all = append(&statement, wholes[w], band, 1);
    if (!has_all)
        return;
    g_autofree char *joined = g_strjoinv(" + ", wholes);
    g_autofree char *what = g_strdup_printf("%s <= %s", leaf, joined);
    add(&statement, 0, INFINITY, what);
}

/* The identity in the years (all terms of the same ones), or in one. */
static void
take_identity(SrAuditWork *work, const SrAuditLine *line, char *const *years,
              const char *kind, const SrAuditBand *band,
              const SrRelationIdentity *identity)
{
    g_auto(Statement) statement = statement_of(work, line, years);
    bool has_all = true;

    for (int t = 0;
         has_all && t < SR_RELATION_MOST_TERMS && identity->terms[t].suffix != NULL;
         t++) {
        g_autofree char *name = g_strconcat(kind, identity->terms[t].suffix, NULL);
        g_autofree char *year = sr_relation_year(years[0], identity->terms[t].years);
        char *const other[] = {year, NULL};

        statement.years = identity->terms[t].years == 0 ? years : other;
        has_all = statement.years[0] != NULL &&
                  append(&statement, name, band, identity->terms[t].sign);
    }
    g_autofree char *what = g_strdup_printf("%s: %s", kind, identity->label);
    if (has_all)
        add(&statement, 0, identity->is_bound ? INFINITY : 0, what);
}

/*
 * Stocks and flows of one kind of help, where all of an identity stands somewhere. What
 * speaks of the year before is said of each year: of a sum of years not all may stand.
 */
static void
take_identities(SrAuditWork *work, const SrAuditLine *line, char **years,
                const char *kind, const SrAuditBand *band)
{
    for (int i = 0; sr_relation_identities[i].label != NULL; i++) {
        const SrRelationIdentity *identity = &sr_relation_identities[i];

        if (!g_str_has_prefix(kind, "hilfen_") ||
            !(identity->is_by_age || is_all_ages(band)))
            continue;
        if (!identity->has_years)
            take_identity(work, line, years, kind, band, identity);
        for (int y = 0; identity->has_years && years[y] != NULL; y++) {
            char *const one[] = {years[y], NULL};

            take_identity(work, line, one, kind, band, identity);
        }
    }
}

/* The part of a share is at most its whole, protected or public. */
static void
take_share(SrAuditWork *work, const SrAuditLine *line, char **years, char *const *parts)
{
    const SrAudit *audit = work->audit;
    g_auto(GStrv) wholes = sr_audit_counts(audit, line, SR_AUDIT_DENOMINATOR);
    g_auto(GStrv) names = sr_audit_plain_sum(line->indicator->denominator);
    g_auto(Statement) statement = statement_of(work, line, years);
    double most = 0;
    bool has_all = names != NULL && (wholes != NULL || audit->public_figure != NULL);

    for (int p = 0; has_all && parts[p] != NULL; p++)
        has_all = append_name(&statement, parts[p], 1);
    for (int n = 0; has_all && names[n] != NULL; n++) {
        if (wholes != NULL)
            has_all = append_name(&statement, names[n], -1);
        for (int y = 0; wholes == NULL && years[y] != NULL; y++)
            most += audit->public_figure(names[n], line->division, line->area, years[y],
                                         audit->data);
    }
    /* A whole below the minimum is not shown itself, and bounds nothing. */
    if (wholes == NULL)
        most = MAX(most, (double)sr_audit_minimum(line->indicator, parts));
    if (has_all && isfinite(most))
        add(&statement, -INFINITY, most, "numerator <= denominator");
}

/* Whether it is the first time for this in the place and the period of the line. */
static bool
is_first(const SrAuditLine *line, const char *what, const char *name,
         const SrAuditBand *band, GHashTable *seen)
{
    g_autofree char *cell = sr_audit_cell_name(name, band);

    return g_hash_table_add(
        seen, g_strdup_printf("%s %s %p %d %s", what, cell, (const void *)line->division,
                              line->area, line->cells[SR_AUDIT_PERIOD]));
}

/* What is known of one band of a leaf. */
static void
take_band(SrAuditWork *work, const SrAuditLine *line, char **years, const char *leaf,
          const SrAuditBand *band, GHashTable *seen)
{
    const char *end = NULL;
    g_autofree char *found = sr_relation_kind(leaf, &end);
    const char *kind = found == NULL ? leaf : found;

    if (is_first(line, "whole", leaf, band, seen))
        take_whole(work, line, years, leaf, band);
    if (is_first(line, "identities", kind, band, seen))
        take_identities(work, line, years, kind, band);
}

/* Of what is named, and of each sex and age in it: girls too, where boys are named. */
static void
take_name(SrAuditWork *work, const SrAuditLine *line, char **years, const char *name,
          GHashTable *seen)
{
    SrAuditBand band;
    g_autofree char *variable = sr_audit_band_of(work, name, &band);
    g_auto(GStrv) leaves = sr_relation_leaves(variable);

    for (int l = 0; leaves[l] != NULL; l++) {
        g_autoptr(GArray) cells = sr_audit_cells(work, leaves[l], &band);

        take_band(work, line, years, leaves[l], &band, seen);
        for (guint c = 0; c < cells->len; c++)
            take_band(work, line, years, leaves[l], &g_array_index(cells, SrAuditBand, c),
                      seen);
    }
}

static void
take_line(SrAuditWork *work, const SrAuditLine *line, GHashTable *seen)
{
    g_auto(GStrv) years = sr_audit_years(line);

    for (SrAuditColumn c = SR_AUDIT_NUMERATOR; c <= SR_AUDIT_DENOMINATOR; c++) {
        g_auto(GStrv) names = sr_audit_counts(work->audit, line, c);

        for (int n = 0; names != NULL && names[n] != NULL; n++)
            take_name(work, line, years, names[n], seen);
        if (names != NULL && c == SR_AUDIT_NUMERATOR &&
            line->indicator->kind == SR_KIND_PROPORTION)
            take_share(work, line, years, names);
    }
}

void
sr_audit_take_known(SrAuditWork *work)
{
    g_autoptr(GHashTable) seen =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) lines =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < work->lines->len; i++) {
        const SrAuditLine *line = sr_audit_line(work, i);

        if (line->is_protected && line->indicator->span <= SR_SPAN_MEAN &&
            g_hash_table_add(lines, sr_audit_label(line)))
            take_line(work, line, seen);
    }
}
