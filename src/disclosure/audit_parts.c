/* What is made of others: shown only where all that it is made of may be. */
#include "disclosure/audit_private.h"

#include "disclosure/relations.h"

#include <glib/gi18n.h>

static void
check_closed(SrAuditWork *work, const SrAuditStatement *statement, char *const *names,
             GHashTable *closed, const char *what)
{
    const SrAuditLine place = sr_audit_statement_place(statement);
    g_autoptr(GArray) unknowns = sr_audit_unknowns(work, &place, names, statement->years);
    g_autofree char *text = sr_audit_sum_text(unknowns);

    if (g_hash_table_contains(closed, text) && !g_hash_table_contains(work->shown, text))
        sr_audit_leak(work, statement->line, what, NULL);
}

/* A cost or a duration is shown where the number of its cases may be. */
void
sr_audit_check_measure(SrAuditWork *work, const char *name,
                       const SrAuditStatement *statement, GHashTable *closed)
{
    g_auto(GStrv) cases =
        sr_relation_is_measure(name) ? sr_relation_companions(name) : NULL;

    if (cases != NULL)
        check_closed(work, statement, cases, closed,
                     _("it is shown where the number of its cases is not"));
}

/* Whether the sum of the protected counts among @names stands in the tables. */
static bool
is_sum_shown(const SrAuditWork *work, const char *const *names,
             const SrAuditStatement *statement)
{
    const SrAuditLine place = sr_audit_statement_place(statement);
    g_autoptr(GPtrArray) counts = g_ptr_array_new();

    for (int v = 0; names[v] != NULL; v++)
        if (work->audit->is_protected(names[v], work->audit->data) &&
            !sr_relation_is_measure(names[v]))
            g_ptr_array_add(counts, (gpointer)names[v]);
    g_ptr_array_add(counts, NULL);
    g_autoptr(GArray) unknowns =
        sr_audit_unknowns(work, &place, (char *const *)counts->pdata, statement->years);
    g_autofree char *text = sr_audit_sum_text(unknowns);
    return g_hash_table_contains(work->shown, text);
}

/* One thing that is made of others is shown where they all are, or their sum is. */
static void
check_names(SrAuditWork *work, const char *const *names,
            const SrAuditStatement *statement, GHashTable *closed)
{
    bool is_told = is_sum_shown(work, names, statement);

    for (int v = 0; names[v] != NULL; v++) {
        char *one[] = {(char *)names[v], NULL};

        sr_audit_check_measure(work, names[v], statement, closed);
        if (!is_told && work->audit->is_protected(names[v], work->audit->data) &&
            !sr_relation_is_measure(names[v]))
            check_closed(work, statement, one, closed,
                         _("it is shown where a count in it is not"));
    }
}

void
sr_audit_check_parts(SrAuditWork *work, const SrIndicator *indicator,
                     const SrAuditStatement *statement, GHashTable *closed)
{
    g_autoptr(GPtrArray) expressions = sr_indicator_expressions(indicator);

    for (guint e = 0; e < expressions->len; e++)
        check_names(work, sr_expression_variables(expressions->pdata[e]), statement,
                    closed);
    if (indicator->query != NULL)
        check_names(work, (const char *const *)indicator->query_variables, statement,
                    closed);
    for (guint u = 0; u < indicator->uses->len; u++)
        sr_audit_check_parts(work, indicator->uses->pdata[u], statement, closed);
}

/* Whether it is more than a quotient of two expressions of figures. */
bool
sr_audit_is_made_of_others(const SrIndicator *indicator)
{
    return indicator->numerator == NULL || indicator->query != NULL ||
           indicator->uses->len > 0 || indicator->components->len > 0 ||
           indicator->standard != SR_STANDARD_NONE;
}
