#include "disclosure/parts.h"
#include "disclosure/pattern.h"
#include "disclosure/plan_private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Instead of a form: the cells of single years stand for it. */
#define TAKEN_BY_YEARS (-2)

/* --- Periods --- */

/* The periods whose sum, or whose comparison, the row shows. */
static char **
periods_of(const SrValue *value)
{
    const SrIndicator *indicator = value->indicator;
    GPtrArray *periods = g_ptr_array_new();
    gsize half = strlen(value->period) / 2;

    if (indicator->span == SR_SPAN_YEAR)
        g_ptr_array_add(periods, g_strdup(value->period));
    else if (indicator->span == SR_SPAN_MEAN) {
        int last = atoi(value->period + half + 1);

        for (int year = atoi(value->period); year <= last; year++)
            g_ptr_array_add(periods, g_strdup_printf("%d", year));
    } else {
        g_ptr_array_add(periods, g_strndup(value->period, half));
        g_ptr_array_add(periods, g_strdup(value->period + half + 1));
    }
    g_ptr_array_add(periods, NULL);
    return (char **)g_ptr_array_free(periods, FALSE);
}

/* --- Costs: what is lost with a cell --- */

/* Higher levels and sums of years last, zeros dear, small figures before large ones. */
static double
cost_of(const SrPlan *plan, const SrValue *value, double count)
{
    bool is_default = *value->scheme == '\0' ||
                      g_str_equal(value->scheme, plan->protection->schemes[0]->id);

    return pow(5, value->level) * (value->indicator->span == SR_SPAN_MEAN ? 3 : 1) *
           (count == 0 ? 4 : 1 + 0.02 * MIN(count, 50)) * (is_default ? 1.5 : 1);
}

/* --- Rows to cells --- */

static void
add_part_terms(const SrPlan *plan, const SrPart *part, const SrValue *value,
               const char *period, int sign, GArray *terms, bool *has_all)
{
    for (int v = 0; part->variables[v] != NULL; v++)
        if (!sr_atoms_add_terms(plan->atoms, part->variables[v],
                                sign * part->coefficients[v], period, value->division,
                                value->area, terms))
            *has_all = false;
}

static const SrTerm *
terms_in(const GArray *terms)
{
    return (const SrTerm *)(void *)terms->data;
}

/* One sum of atoms as a cell of the row, or as an aside where it shows no figure. */
static int
add_form(SrPlan *plan, SrPlanRow *row, const GArray *terms, int minimum, double cost)
{
    SrForm form = {
        .kind = SR_FORM_CELL, .minimum = minimum, .cost = cost, .is_open = true};

    if (row->value->status != SR_STATUS_OK) {
        sr_atoms_keep_aside(plan->atoms, terms, minimum);
        return -1;
    }
    int index = sr_system_add(plan->system, &form, terms_in(terms), (int)terms->len);
    if (index >= 0)
        g_array_append_val(row->cells, index);
    return index;
}

/* A figure that its Gemeinden do not add up to cannot be judged: it is not shown. */
static void
hide_contradiction(SrPlan *plan, SrPlanRow *row)
{
    row->is_hidden = true;
    sr_findings_add(plan->findings, SR_FINDING_WARNING, row->value->indicator->path, 0,
                    row->value->division->names[row->value->area],
                    N_("the figure of the area itself is not the sum of its parts; it is "
                       "not published"));
}

static void
check_sum(SrPlan *plan, SrPlanRow *row, const SrPart *part, int form, double shown)
{
    double sum = part->scale * (double)sr_system_at(plan->system, form)->value;

    if (part->is_everything && isfinite(shown) &&
        fabs(sum - shown) > 1e-6 * (1 + fabs(shown)))
        hide_contradiction(plan, row);
}

/* Appends the cell of these variables in one year, if there is one. */
static bool
take_cell(const SrPlan *plan, const SrPart *part, const SrValue *value,
          const char *period, GArray *cells, double *sum)
{
    g_autoptr(GArray) terms = g_array_new(FALSE, FALSE, sizeof(SrTerm));
    bool has_all = true;

    add_part_terms(plan, part, value, period, 1, terms, &has_all);
    if (!has_all || terms->len == 0)
        return false;
    int cell = sr_system_find_cell(plan->system, terms_in(terms), (int)terms->len);
    if (cell < 0)
        return false;
    *sum += (double)sr_system_at(plan->system, cell)->value;
    g_array_append_val(cells, cell);
    return true;
}

/* The same where not the sum but each of its variables is a cell. */
static bool
take_variables(const SrPlan *plan, const SrPart *part, const SrValue *value,
               const char *period, GArray *cells, double *sum)
{
    int one = 1;

    for (int v = 0; part->variables[v] != NULL; v++) {
        char *name[] = {part->variables[v], NULL};
        const SrPart single = {.variables = name, .coefficients = &one};
        double count = 0;

        if (!take_cell(plan, &single, value, period, cells, &count))
            return false;
        *sum += part->coefficients[v] * count;
    }
    return true;
}

/*
 * A sum of years each of which stands in cells by itself: it is shown where all of them
 * are. That costs little, and leaves each year a system of its own.
 */
static bool
take_years(SrPlan *plan, SrPlanRow *row, const SrPart *part, double shown)
{
    g_auto(GStrv) periods = periods_of(row->value);
    g_autoptr(GArray) cells = g_array_new(FALSE, FALSE, sizeof(int));
    double sum = 0;

    if (row->value->indicator->span != SR_SPAN_MEAN)
        return false;
    for (int p = 0; periods[p] != NULL; p++)
        if (!take_cell(plan, part, row->value, periods[p], cells, &sum) &&
            !take_variables(plan, part, row->value, periods[p], cells, &sum))
            return false;
    g_array_append_vals(row->cells, cells->data, cells->len);
    if (part->is_everything && isfinite(shown) &&
        fabs(part->scale * sum - shown) > 1e-6 * (1 + fabs(shown)))
        hide_contradiction(plan, row);
    return true;
}

int
sr_plan_add_part(SrPlan *plan, SrPlanRow *row, const SrPart *part, double shown)
{
    g_auto(GStrv) periods = periods_of(row->value);
    g_autoptr(GArray) terms = g_array_new(FALSE, FALSE, sizeof(SrTerm));
    bool is_sum = row->value->indicator->span == SR_SPAN_MEAN;
    bool has_all = true;
    int form = -1;

    if (take_years(plan, row, part, shown))
        return TAKEN_BY_YEARS;
    for (int p = 0; periods[p] != NULL; p++) {
        add_part_terms(plan, part, row->value, periods[p], 1, terms, &has_all);
        if (is_sum && periods[p + 1] != NULL)
            continue;
        if (terms->len > 0)
            form = add_form(plan, row, terms, part->minimum,
                            cost_of(plan, row->value, isfinite(shown) ? shown : 1));
        g_array_set_size(terms, 0);
    }
    if (!has_all && row->value->status == SR_STATUS_OK)
        hide_contradiction(plan, row);
    else if (form >= 0 && row->value->indicator->span <= SR_SPAN_MEAN)
        check_sum(plan, row, part, form, shown);
    return form;
}

/* The cell says something of all of a group, where the office minds that. */
static void
note_telling(const SrPlan *plan, int form)
{
    if (plan->protection->rules->hides_groups)
        sr_system_at(plan->system, form)->tells = true;
}

/*
 * The whole is public, or stands in cells of its own: the part is at most that much. It
 * tells something of all of a group where it leaves nothing of the whole, or of a
 * protected whole less than @least.
 */
static void
bound_part(SrPlan *plan, const SrValue *value, double scale, int form, gint64 least)
{
    const SrForm *found = sr_system_at(plan->system, form);
    SrForm bound = {.kind = SR_FORM_BOUND,
                    .lower = G_MININT64,
                    .upper = (gint64)floor(value->denominator / scale + 1e-9)};
    gint64 left = bound.upper - found->value;
    g_autoptr(GArray) terms = g_array_new(FALSE, FALSE, sizeof(SrTerm));

    g_array_append_vals(terms, sr_system_terms(plan->system, found), (guint)found->n);
    if (left < least || (least > 1 && found->value == 0))
        note_telling(plan, form);
    /* A whole below the minimum is hidden itself, so nobody knows this bound. */
    bound.upper = MAX(bound.upper, sr_system_at(plan->system, form)->minimum);
    if (left >= 0)
        sr_system_add(plan->system, &bound, terms_in(terms), (int)terms->len);
}

/* What the part leaves of the whole in one period (or in all): a count of its own. */
static void
add_rest(SrPlan *plan, SrPlanRow *row, const SrPart *part, const SrPart *whole,
         char *const *periods, bool is_shown)
{
    g_autoptr(GArray) terms = g_array_new(FALSE, FALSE, sizeof(SrTerm));
    SrForm bound = {.kind = SR_FORM_BOUND, .lower = 0, .upper = G_MAXINT64};
    bool has_all = true;

    for (int p = 0; periods[p] != NULL; p++) {
        add_part_terms(plan, whole, row->value, periods[p], 1, terms, &has_all);
        add_part_terms(plan, part, row->value, periods[p], -1, terms, &has_all);
    }
    if (!has_all || terms->len == 0)
        return;
    if (!is_shown) {
        sr_atoms_keep_aside(plan->atoms, terms, part->minimum);
        return;
    }
    int rest =
        add_form(plan, row, terms, part->minimum, 0.2 * cost_of(plan, row->value, 1));
    if (rest < 0)
        return;
    const SrForm *left = sr_system_at(plan->system, rest);
    if (left->value == 0)
        note_telling(plan, rest);
    if (left->value >= 0)
        sr_system_add(plan->system, &bound, terms_in(terms), (int)terms->len);
}

/*
 * A part of a whole says something of all of a group where it is the whole of it, or
 * nothing of it. @forms: of the part and of the whole.
 */
static void
add_whole(SrPlan *plan, SrPlanRow *row, const SrPart *part, const SrPart *whole,
          const int forms[2])
{
    const SrValue *value = row->value;
    g_auto(GStrv) periods = periods_of(value);

    if (value->status != SR_STATUS_OK || forms[0] == -1)
        return;
    if (forms[0] == TAKEN_BY_YEARS) {
        for (int p = 0; whole != NULL && periods[p] != NULL; p++) {
            char *one[] = {periods[p], NULL};

            add_rest(plan, row, part, whole, one, false);
        }
        return;
    }
    if (whole == NULL || forms[1] == TAKEN_BY_YEARS) {
        bound_part(plan, value, part->scale, forms[0], whole == NULL ? 1 : part->minimum);
        return;
    }
    if (sr_system_at(plan->system, forms[0])->value == 0 && value->denominator > 0)
        note_telling(plan, forms[0]);
    add_rest(plan, row, part, whole, periods, true);
}

/* The one part that the expression is, or NULL. */
static const SrPart *
only_part(const GPtrArray *parts)
{
    const SrPart *part = parts == NULL || parts->len != 1 ? NULL : parts->pdata[0];

    return part != NULL && part->is_everything ? part : NULL;
}

void
sr_plan_add_row(SrPlan *plan, const SrDisclosed *disclosed, SrValue *value)
{
    const SrIndicator *indicator = disclosed->indicator;
    SrPlanRow row = {.value = value, .cells = g_array_new(FALSE, FALSE, sizeof(int))};
    const SrPart *part = only_part(disclosed->numerator);
    const SrPart *whole = only_part(disclosed->denominator);
    int forms[2] = {-1, -1};

    if (plan->protection->released != NULL) {
        g_autofree char *key = sr_value_key(value);

        row.released =
            GPOINTER_TO_INT(g_hash_table_lookup(plan->protection->released, key));
    }
    row.is_hidden = sr_disclosed_is_untold(disclosed);
    for (guint p = 0; !row.is_hidden && p < disclosed->numerator->len; p++)
        forms[0] = sr_plan_add_part(plan, &row, disclosed->numerator->pdata[p],
                                    part == NULL ? NAN : value->numerator);
    for (guint p = 0; !row.is_hidden && p < disclosed->denominator->len; p++)
        forms[1] = sr_plan_add_part(plan, &row, disclosed->denominator->pdata[p],
                                    whole == NULL ? NAN : value->denominator);
    bool is_public_whole = disclosed->denominator != NULL &&
                           disclosed->denominator->len == 0 &&
                           indicator->denominator != NULL;
    if (!row.is_hidden && indicator->kind == SR_KIND_PROPORTION && part != NULL &&
        indicator->span <= SR_SPAN_MEAN && (whole != NULL || is_public_whole))
        add_whole(plan, &row, part, whole, forms);
    if (!row.is_hidden && value->status == SR_STATUS_OK)
        sr_plan_add_ingredients(plan, &row, disclosed, value);
    g_array_append_val(plan->rows, row);
}

/* Whether each count of the part has a cell of its own there, open or closed. */
static bool
is_planned_apart(const SrPlan *plan, const SrPart *part, const SrValue *value,
                 const char *period)
{
    for (int v = 0; part->variables[v] != NULL; v++) {
        g_autoptr(GArray) terms = g_array_new(FALSE, FALSE, sizeof(SrTerm));

        if (!sr_atoms_add_terms(plan->atoms, part->variables[v], 1, period,
                                value->division, value->area, terms) ||
            sr_system_find_cell(plan->system, terms_in(terms), (int)terms->len) < 0)
            return false;
    }
    return true;
}

/*
 * The same sums at levels that show none, year by year: protected all the same, unless
 * they are sums of what the plan shows one by one, which decides for them.
 */
void
sr_plan_add_asides(SrPlan *plan, const SrDisclosed *disclosed)
{
    const SrPart *part = only_part(disclosed->numerator);

    if (part == NULL)
        return;
    const SrFamily *family = sr_families_find(plan->families, part->variables[0]);
    for (int s = 0; s < plan->protection->n_published; s++)
        for (int l = 0; l < plan->protection->schemes[s]->n_levels; l++) {
            const SrDivision *division = plan->protection->schemes[s]->divisions[l];
            SrValue value = {.indicator = disclosed->indicator, .division = division};

            for (int a = 0; a < division->n_areas; a++)
                for (int p = 0; p < family->n_periods; p++) {
                    g_autoptr(GArray) terms = g_array_new(FALSE, FALSE, sizeof(SrTerm));
                    bool has_all = true;

                    value.area = a;
                    add_part_terms(plan, part, &value, family->periods[p], 1, terms,
                                   &has_all);
                    if (has_all && terms->len > 0 &&
                        !is_planned_apart(plan, part, &value, family->periods[p]))
                        sr_atoms_keep_aside(plan->atoms, terms, part->minimum);
                }
        }
}
