/* What the lines say of counts: sums of unknowns, as equations. */
#include "disclosure/audit_private.h"

#include "disclosure/relations.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- What a definition says, read anew from its text --- */

char **
sr_audit_plain_sum(const SrExpression *expression)
{
    g_auto(GStrv) words = NULL;

    if (expression == NULL)
        return NULL;
    g_autofree char *text = g_strdup(sr_expression_text(expression));
    g_strdelimit(text, "()", ' '); /* brackets change nothing in a sum */
    words = g_strsplit(text, "+", -1);

    for (int i = 0; words[i] != NULL; i++) {
        g_strstrip(words[i]);
        if (*words[i] == '\0' || g_ascii_isdigit(*words[i]))
            return NULL;
        for (const char *p = words[i]; *p != '\0'; p++)
            if (!g_ascii_isalnum(*p) && *p != '_')
                return NULL;
    }
    return g_steal_pointer(&words);
}

bool
sr_audit_is_protected(const SrAudit *audit, const SrExpression *expression)
{
    if (expression == NULL)
        return false;
    const char *const *names = sr_expression_variables(expression);
    for (int i = 0; names[i] != NULL; i++)
        if (audit->is_protected(names[i], audit->data))
            return true;
    return false;
}

bool
sr_audit_shows_protected(const SrAudit *audit, const SrIndicator *indicator)
{
    g_autoptr(GPtrArray) expressions = sr_indicator_expressions(indicator);
    bool shows = false;

    for (guint e = 0; e < expressions->len; e++)
        shows = shows || sr_audit_is_protected(audit, expressions->pdata[e]);
    for (int v = 0; indicator->query != NULL && indicator->query_variables[v] != NULL;
         v++)
        shows = shows || audit->is_protected(indicator->query_variables[v], audit->data);
    for (guint u = 0; u < indicator->uses->len && !shows; u++)
        shows = sr_audit_shows_protected(audit, indicator->uses->pdata[u]);
    return shows;
}

bool
sr_audit_has_measure(const SrExpression *expression)
{
    if (expression == NULL)
        return false;
    const char *const *names = sr_expression_variables(expression);

    for (int i = 0; names[i] != NULL; i++)
        if (sr_relation_is_measure(names[i]))
            return true;
    return false;
}

gint64
sr_audit_minimum(const SrIndicator *indicator, char *const *names)
{
    int least = G_MAXINT;

    for (int i = 0; names[i] != NULL; i++)
        least = MIN(least, sr_rules_least(indicator->rules, names[i]));
    return MAX(indicator->minimum, least);
}

/* --- Sums --- */

char **
sr_audit_years(const SrAuditLine *line)
{
    const char *period = line->cells[SR_AUDIT_PERIOD];
    gsize half = strlen(period) / 2;
    GPtrArray *years = g_ptr_array_new();

    if (line->indicator->span == SR_SPAN_YEAR)
        g_ptr_array_add(years, g_strdup(period));
    else if (line->indicator->span == SR_SPAN_MEAN)
        for (int y = atoi(period); y <= atoi(period + half + 1); y++)
            g_ptr_array_add(years, g_strdup_printf("%d", y));
    else {
        g_ptr_array_add(years, g_strndup(period, half));
        g_ptr_array_add(years, g_strdup(period + half + 1));
    }
    g_ptr_array_add(years, NULL);
    return (char **)g_ptr_array_free(years, FALSE);
}

GArray *
sr_audit_cell_unknowns(const SrAuditWork *work, const SrAuditLine *line, const char *cell,
                       char *const *years)
{
    GArray *unknowns = g_array_new(FALSE, FALSE, sizeof(int));
    const SrDivision *gemeinden = work->audit->schemes[0]->divisions[0];

    for (int y = 0; years[y] != NULL; y++)
        for (int g = 0; g < line->division->n_gemeinden; g++) {
            if (line->division->area_of[g] != line->area)
                continue;
            g_autofree char *name =
                g_strjoin(" ", cell, gemeinden->codes[g], years[y], NULL);
            int unknown = sr_proof_unknown(work->proof, name);

            g_array_append_val(unknowns, unknown);
        }
    return unknowns;
}

GArray *
sr_audit_unknowns(const SrAuditWork *work, const SrAuditLine *line, char *const *names,
                  char *const *years)
{
    GArray *unknowns = g_array_new(FALSE, FALSE, sizeof(int));

    for (int n = 0; names[n] != NULL; n++) {
        char *const *cells = sr_audit_leaves(work, names[n]);

        for (int c = 0; cells[c] != NULL; c++) {
            g_autoptr(GArray) some = sr_audit_cell_unknowns(work, line, cells[c], years);

            g_array_append_vals(unknowns, some->data, some->len);
        }
    }
    return unknowns;
}

static int
compare_ints(gconstpointer a, gconstpointer b)
{
    return *(const int *)a - *(const int *)b;
}

char *
sr_audit_sum_text(GArray *unknowns)
{
    GString *text = g_string_new(NULL);

    g_array_sort(unknowns, compare_ints);
    for (guint i = 0; i < unknowns->len; i++)
        g_string_append_printf(text, "%d ", g_array_index(unknowns, int, i));
    return g_string_free(text, FALSE);
}

bool
sr_audit_is_made_of(const SrAuditWork *work, const SrAuditLine *line, char *const *names,
                    char *const *years, GHashTable *sums, bool all)
{
    for (int y = 0; years[y] != NULL; y++)
        for (int n = 0; names[n] != NULL; n++) {
            char *one[] = {names[n], NULL};
            char *year[] = {years[y], NULL};
            g_autoptr(GArray) unknowns = sr_audit_unknowns(work, line, one, year);
            g_autofree char *text = sr_audit_sum_text(unknowns);

            if (g_hash_table_contains(sums, text) != all)
                return !all;
        }
    return all;
}

char **
sr_audit_counts(const SrAudit *audit, const SrAuditLine *line, SrAuditColumn column)
{
    const SrExpression *expression = column == SR_AUDIT_NUMERATOR
                                         ? line->indicator->numerator
                                         : line->indicator->denominator;

    if (expression == NULL || sr_audit_has_measure(expression) ||
        !sr_audit_is_protected(audit, expression))
        return NULL;
    return sr_audit_plain_sum(expression);
}

/* --- Equations --- */

/* What a shown sum is checked for by itself, then it is an equation. */
static void
take_shown(SrAuditWork *work, const SrAuditLine *line, char *const *names,
           SrAuditColumn column)
{
    double number = g_ascii_strtod(line->cells[column], NULL);
    gint64 value = (gint64)nearbyint(number);
    g_auto(GStrv) years = sr_audit_years(line);
    g_autoptr(GArray) unknowns = sr_audit_unknowns(work, line, names, years);
    g_autofree char *text = sr_audit_sum_text(unknowns);
    g_autofree char *label = sr_audit_label(line);

    if (*line->cells[column] == '\0')
        return;
    if (value > 0 && value < sr_audit_minimum(line->indicator, names))
        sr_audit_leak(work, line, _("a count below the minimum is printed"), NULL);
    if (fabs(number - (double)value) > 1e-9 || g_hash_table_contains(work->shown, text))
        return;
    if (years[1] != NULL &&
        sr_audit_is_made_of(work, line, names, years, work->shown, true)) {
        g_hash_table_add(work->shown, g_steal_pointer(&text));
        return; /* it follows from its years */
    }
    sr_proof_add(work->proof, unknowns, value, label);
    work->result->n_equations++;
    g_hash_table_add(work->shown, g_steal_pointer(&text));
}

/* Nobody or everybody of a protected whole. */
static void
check_group(const SrAuditWork *work, const SrAuditLine *line)
{
    const SrIndicator *indicator = line->indicator;
    double part = g_ascii_strtod(line->cells[SR_AUDIT_NUMERATOR], NULL);
    double whole = g_ascii_strtod(line->cells[SR_AUDIT_DENOMINATOR], NULL);
    bool is_secret = sr_audit_is_protected(work->audit, indicator->denominator);

    if (!indicator->rules->hides_groups || indicator->kind != SR_KIND_PROPORTION ||
        indicator->span > SR_SPAN_MEAN || *line->cells[SR_AUDIT_NUMERATOR] == '\0' ||
        whole <= 0)
        return;
    if (part >= whole || (is_secret && part == 0))
        sr_audit_leak(work, line, _("it tells something of all of a group"), NULL);
    else if (is_secret && whole - part < indicator->minimum)
        sr_audit_leak(work, line,
                      _("what the part leaves of the whole is below the minimum"), NULL);
}

/* Single years before sums of years (@are_sums). */
static void
take_equations(SrAuditWork *work, bool are_sums)
{
    for (guint i = 0; i < work->lines->len; i++) {
        const SrAuditLine *line = sr_audit_line(work, i);

        if (!line->is_protected || !line->is_ok || line->indicator->span > SR_SPAN_MEAN ||
            (line->indicator->span == SR_SPAN_MEAN) != are_sums)
            continue;
        check_group(work, line);
        for (SrAuditColumn c = SR_AUDIT_NUMERATOR; c <= SR_AUDIT_DENOMINATOR; c++) {
            g_auto(GStrv) names = sr_audit_counts(work->audit, line, c);

            if (names != NULL)
                take_shown(work, line, names, c);
        }
    }
}

/* All unknowns are named before the equations are parted. */
static void
name_unknowns(SrAuditWork *work)
{
    for (guint i = 0; i < work->lines->len; i++) {
        const SrAuditLine *line = sr_audit_line(work, i);

        for (SrAuditColumn c = SR_AUDIT_NUMERATOR;
             line->is_protected && c <= SR_AUDIT_DENOMINATOR; c++) {
            g_auto(GStrv) names = sr_audit_counts(work->audit, line, c);
            g_auto(GStrv) years = sr_audit_years(line);

            if (names != NULL)
                g_array_unref(sr_audit_unknowns(work, line, names, years));
        }
    }
}

void
sr_audit_take_sums(SrAuditWork *work)
{
    name_unknowns(work);
    take_equations(work, false);
    take_equations(work, true);
}
