#include "disclosure/plan.h"

#include "disclosure/parts.h"
#include "disclosure/pattern.h"
#include "disclosure/plan_private.h"
#include "disclosure/suppress.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

static void
row_clear(gpointer data)
{
    g_array_unref(((SrPlanRow *)data)->cells);
}

static void
plan_clear(SrPlan *plan)
{
    g_array_unref(plan->rows);
    g_ptr_array_unref(plan->disclosed);
    g_hash_table_unref(plan->used);
    sr_system_free(plan->system);
    sr_atoms_free(plan->atoms);
    sr_families_free(plan->families);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SrPlan, plan_clear)

/* --- Indicators --- */

static void
note_minimums(const SrPlan *plan, const GPtrArray *parts)
{
    for (guint p = 0; parts != NULL && p < parts->len; p++) {
        const SrPart *part = parts->pdata[p];
        SrFamily *family = sr_families_find(plan->families, part->variables[0]);

        for (int v = 0; part->variables[v] != NULL; v++)
            sr_families_note(plan->families, part->variables[v]);

        if (part->variables[1] == NULL && family != NULL)
            family->minimum = MAX(family->minimum, part->minimum);
    }
}

static void
disclose(SrPlan *plan, const SrResult *result)
{
    const SrIndicator *indicator = result->indicator;
    SrDisclosed *disclosed = sr_disclosed_new(plan, indicator);

    g_ptr_array_add(plan->disclosed, disclosed);
    note_minimums(plan, disclosed->numerator);
    note_minimums(plan, disclosed->denominator);
    if (sr_disclosed_is_untold(disclosed))
        sr_findings_add(plan->findings, SR_FINDING_WARNING, indicator->path, 0, NULL,
                        N_("a protected figure that hangs on no count (cost, hours) "
                           "cannot be judged; none of it is published"));
}

static bool
is_planned(const SrPlan *plan, const SrValue *value)
{
    for (int s = 0; s < plan->protection->n_published; s++)
        if (g_str_equal(value->scheme, plan->protection->schemes[s]->id))
            return true;
    return *value->scheme == '\0';
}

static bool
is_of_same_place(const SrValue *a, const SrValue *b)
{
    return a->division == b->division && a->area == b->area &&
           g_str_equal(a->period, b->period);
}

/* Whether @form plus or minus the cell @other is a cell that was released open. */
static bool
follows_from(const SrPlan *plan, const SrForm *form, const SrForm *other)
{
    for (int sign = 1; sign >= -1; sign -= 2) {
        g_autoptr(GArray) terms = g_array_new(FALSE, FALSE, sizeof(SrTerm));
        const SrTerm *others = sr_system_terms(plan->system, other);

        g_array_append_vals(terms, sr_system_terms(plan->system, form), (guint)form->n);
        for (int i = 0; i < other->n; i++) {
            SrTerm term = {others[i].atom, sign * others[i].coefficient};

            g_array_append_val(terms, term);
        }
        int whole = sr_system_find_cell(
            plan->system, (const SrTerm *)(const void *)terms->data, (int)terms->len);
        if (whole >= 0 && sr_system_at(plan->system, whole)->is_fixed &&
            sr_system_at(plan->system, whole)->is_open)
            return true;
    }
    return false;
}

/*
 * Whether two cells that were released open tell the closed row's cell by addition: then
 * the row was closed for another of its cells, and this one is known ever after.
 */
static bool
is_told_already(const SrPlan *plan, const SrPlanRow *closed, const SrForm *form)
{
    if (sr_form_is_primary(form))
        return false;
    for (guint r = 0; r < plan->rows->len; r++) {
        const SrPlanRow *row = &g_array_index(plan->rows, SrPlanRow, r);

        if (row->released != SR_RELEASED_OPEN ||
            !is_of_same_place(row->value, closed->value))
            continue;
        for (guint c = 0; c < row->cells->len; c++) {
            const SrForm *other =
                sr_system_at(plan->system, g_array_index(row->cells, int, c));

            if (other->is_fixed && other->is_open && follows_from(plan, form, other))
                return true;
        }
    }
    return false;
}

/*
 * What released rows decide: the cells of an open one are known ever after. Of a closed
 * one nobody has seen those that no open row shows or tells, so nobody ever shall.
 */
static void
apply_released(SrPlan *plan)
{
    for (int pass = SR_RELEASED_OPEN; pass <= SR_RELEASED_CLOSED; pass++)
        for (guint r = 0; r < plan->rows->len; r++) {
            const SrPlanRow *row = &g_array_index(plan->rows, SrPlanRow, r);

            for (guint c = 0; row->released == pass && c < row->cells->len; c++) {
                SrForm *form =
                    sr_system_at(plan->system, g_array_index(row->cells, int, c));

                if (form->is_fixed)
                    continue;
                form->is_open =
                    pass == SR_RELEASED_OPEN || is_told_already(plan, row, form);
                form->is_fixed = true;
            }
        }
}

static bool
is_closed(const SrPlan *plan, const SrPlanRow *row)
{
    bool closed = row->is_hidden || row->released == SR_RELEASED_CLOSED;

    for (guint c = 0; c < row->cells->len; c++)
        closed = closed ||
                 !sr_system_at(plan->system, g_array_index(row->cells, int, c))->is_open;
    return closed;
}

static bool
has_cell(const SrPlanRow *row, int form)
{
    for (guint c = 0; c < row->cells->len; c++)
        if (g_array_index(row->cells, int, c) == form)
            return true;
    return false;
}

/* What was released stays known, though it would be hidden today. */
static void
tell_known(SrPlan *plan, const SrPlanRow *row)
{
    sr_findings_add(plan->findings, SR_FINDING_WARNING, row->value->indicator->path, 0,
                    row->value->division->names[row->value->area],
                    N_("%s: would be hidden by today's rules, but was released; it stays "
                       "open"),
                    row->value->period);
}

static void
tell_exposed(SrPlan *plan, SrPlanRow *row)
{
    row->is_hidden = true;
    sr_findings_add(plan->findings, SR_FINDING_ERROR, row->value->indicator->path, 0,
                    row->value->division->names[row->value->area],
                    N_("%s: the figure cannot be made safe beside what is published "
                       "already"),
                    row->value->period);
}

static void
tell_unsafe(SrPlan *plan, const SrSuppression *done)
{
    bool has_exposed = false;

    for (guint u = 0; u < done->unsafe->len; u++) {
        int form = g_array_index(done->unsafe, int, u);
        bool is_open = sr_system_at(plan->system, form)->is_open;

        has_exposed = has_exposed || !is_open;
        for (guint r = 0; r < plan->rows->len; r++) {
            SrPlanRow *row = &g_array_index(plan->rows, SrPlanRow, r);

            if (!has_cell(row, form))
                continue;
            if (is_open)
                tell_known(plan, row);
            else
                tell_exposed(plan, row);
        }
    }
    if (has_exposed)
        sr_findings_add(plan->findings, SR_FINDING_ERROR, "indicators/gesperrt.csv", 0,
                        NULL,
                        N_("the plan cannot be made safe: the figures above stand "
                           "against cells that were released"));
}

/* The protected rows, with what they had before, and their fate. */
static void
decide(SrPlan *plan, SrProtectedLevel *levels)
{
    for (guint r = 0; r < plan->rows->len; r++) {
        SrPlanRow *row = &g_array_index(plan->rows, SrPlanRow, r);
        bool had = row->value->status == SR_STATUS_OK;
        bool closed = is_closed(plan, row);

        if (!had)
            continue;
        if (levels != NULL) {
            SrProtectedLevel *level = &levels[row->value->level];
            SrKind kind = row->value->indicator->kind;
            bool is_count = (kind == SR_KIND_RATE || kind == SR_KIND_COUNT) &&
                            row->value->indicator->span == SR_SPAN_YEAR;
            double cases = is_count ? row->value->numerator : 0;

            level->n_planned++;
            level->cases += cases;
            level->n_hidden += closed;
            level->cases_hidden += closed ? cases : 0;
        }
        if (closed)
            sr_value_hide(row->value);
    }
}

static void
plan_init(SrPlan *plan, const SrProtection *protection, SrFindings *findings)
{
    *plan = (SrPlan){.protection = protection,
                     .families = sr_families_new(
                         protection->store, protection->schemes[0], protection->rules),
                     .system = sr_system_new(),
                     .disclosed = g_ptr_array_new_with_free_func(sr_disclosed_free),
                     .used = g_hash_table_new_full(NULL, NULL, NULL, sr_disclosed_free),
                     .rows = g_array_new(FALSE, FALSE, sizeof(SrPlanRow)),
                     .findings = findings};
    plan->atoms = sr_atoms_new(plan->families, plan->system, protection->rules->minimum);
    g_array_set_clear_func(plan->rows, row_clear);
}

/* Single years first, so that sums of years find them. */
static void
add_rows(SrPlan *plan, SrValues *values, bool all_schemes, bool are_sums)
{
    for (guint d = 0; d < plan->disclosed->len; d++) {
        const SrDisclosed *disclosed = plan->disclosed->pdata[d];
        const SrResult *result = sr_values_result(values, disclosed->indicator);

        if ((disclosed->indicator->span == SR_SPAN_MEAN) != are_sums)
            continue;
        for (int i = result->first; i < result->first + result->n; i++) {
            SrValue *value = &g_array_index(values->rows, SrValue, i);

            if (all_schemes || is_planned(plan, value))
                sr_plan_add_row(plan, disclosed, value);
        }
    }
}

/* One pass: over the published schemes, or over all. */
static void
protect(const SrProtection *protection, SrValues *values, SrProtectedLevel *levels,
        bool all_schemes, SrFindings *findings)
{
    g_auto(SrPlan) plan;

    plan_init(&plan, protection, findings);
    for (guint r = 0; r < values->results->len; r++) {
        const SrResult *result = values->results->pdata[r];

        if (result->is_protected && result->n > 0)
            disclose(&plan, result);
    }
    add_rows(&plan, values, all_schemes, false);
    add_rows(&plan, values, all_schemes, true);
    for (guint d = 0; d < plan.disclosed->len; d++)
        sr_plan_add_asides(&plan, plan.disclosed->pdata[d]);
    apply_released(&plan);
    sr_atoms_close(plan.atoms);
    g_autoptr(SrSuppression) done = sr_system_suppress(plan.system);
    if (protection->effort != NULL && !all_schemes)
        *protection->effort = (SrProtectionEffort){
            sr_system_n(plan.system), done->n_witnesses, done->n_blocks, done->n_least};
    tell_unsafe(&plan, done);
    decide(&plan, levels);
}

/* How the rows stand now, as if they had been released so. */
static GHashTable *
states_of(const SrValues *values, const SrProtection *protection, const SrValue *before)
{
    GHashTable *states = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    SrPlan plan = {.protection = protection};

    for (int i = 0; i < sr_values_n(values); i++) {
        const SrValue *value = sr_values_at(values, i);

        if (before[i].status == SR_STATUS_OK && is_planned(&plan, value))
            g_hash_table_insert(states, sr_value_key(value),
                                GINT_TO_POINTER(value->status == SR_STATUS_OK
                                                    ? SR_RELEASED_OPEN
                                                    : SR_RELEASED_CLOSED));
    }
    return states;
}

void
sr_values_protect(const SrProtection *protection, SrValues *values,
                  SrProtectedLevel *levels, SrFindings *findings)
{
    gsize size = sizeof(SrValue) * (gsize)sr_values_n(values);
    g_autofree SrValue *before = g_memdup2(values->rows->data, size);

    if (before == NULL)
        return;
    protect(protection, values, levels, false, findings);
    if (protection->n_schemes > protection->n_published) {
        g_autoptr(GHashTable) states = states_of(values, protection, before);
        SrProtection second = *protection;

        second.released = states;
        memcpy(values->rows->data, before, size);
        protect(&second, values, NULL, true, findings);
    }
    for (guint r = 0; r < values->results->len; r++) {
        SrResult *result = values->results->pdata[r];
        bool has_hidden = false;

        for (int i = result->first; i < result->first + result->n; i++)
            has_hidden =
                has_hidden || before[i].status != sr_values_at(values, i)->status;
        if (has_hidden)
            sr_values_rank(values, result, protection->schemes, protection->n_schemes,
                           findings);
    }
}
