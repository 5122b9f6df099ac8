#include "disclosure/plan.h"

#include "disclosure/atoms.h"
#include "disclosure/parts.h"
#include "disclosure/pattern.h"
#include "disclosure/suppress.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Released states, as they stand in SrProtection.released. */
enum { RELEASED_OPEN = 1, RELEASED_CLOSED = 2 };

/* Instead of a form: the cells of single years stand for it. */
#define TAKEN_BY_YEARS (-2)

/* What an indicator gives away. */
typedef struct {
    const SrIndicator *indicator;
    GPtrArray *numerator; /* of SrPart; NULL: cannot be told */
    GPtrArray *denominator;
    GPtrArray *further; /* of squares and strata; NULL: cannot be told */
} Disclosed;

/* A row of the values and its cells. */
typedef struct {
    SrValue *value;
    GArray *cells; /* of int: forms */
    int released;
    bool is_hidden; /* whatever its cells */
} Row;

typedef struct {
    const SrProtection *protection;
    SrFamilies *families;
    SrAtoms *atoms;
    SrSystem *system;
    GPtrArray *disclosed; /* of Disclosed, one a protected result */
    GHashTable *used;     /* SrIndicator → Disclosed: what others are made of */
    GArray *rows;         /* of Row */
    SrFindings *findings;
} Plan;

static void
disclosed_free(gpointer data)
{
    Disclosed *disclosed = data;

    g_clear_pointer(&disclosed->numerator, g_ptr_array_unref);
    g_clear_pointer(&disclosed->denominator, g_ptr_array_unref);
    g_clear_pointer(&disclosed->further, g_ptr_array_unref);
    g_free(disclosed);
}

static void
row_clear(gpointer data)
{
    g_array_unref(((Row *)data)->cells);
}

static void
plan_clear(Plan *plan)
{
    g_array_unref(plan->rows);
    g_ptr_array_unref(plan->disclosed);
    g_hash_table_unref(plan->used);
    sr_system_free(plan->system);
    sr_atoms_free(plan->atoms);
    sr_families_free(plan->families);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Plan, plan_clear)

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
cost_of(const Plan *plan, const SrValue *value, double count)
{
    bool is_default = *value->scheme == '\0' ||
                      g_str_equal(value->scheme, plan->protection->schemes[0]->id);

    return pow(5, value->level) * (value->indicator->span == SR_SPAN_MEAN ? 3 : 1) *
           (count == 0 ? 4 : 1 + 0.02 * MIN(count, 50)) * (is_default ? 1.5 : 1);
}

/* --- Rows to cells --- */

static void
add_part_terms(const Plan *plan, const SrPart *part, const SrValue *value,
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
add_form(Plan *plan, Row *row, const GArray *terms, int minimum, double cost)
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
hide_contradiction(Plan *plan, Row *row)
{
    row->is_hidden = true;
    sr_findings_add(plan->findings, SR_FINDING_WARNING, row->value->indicator->path, 0,
                    row->value->division->names[row->value->area],
                    N_("the figure of the area itself is not the sum of its parts; it is "
                       "not published"));
}

static void
check_sum(Plan *plan, Row *row, const SrPart *part, int form, double shown)
{
    double sum = part->scale * (double)sr_system_at(plan->system, form)->value;

    if (part->is_everything && isfinite(shown) &&
        fabs(sum - shown) > 1e-6 * (1 + fabs(shown)))
        hide_contradiction(plan, row);
}

/* Appends the cell of these variables in one year, if there is one. */
static bool
take_cell(const Plan *plan, const SrPart *part, const SrValue *value, const char *period,
          GArray *cells, double *sum)
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
take_variables(const Plan *plan, const SrPart *part, const SrValue *value,
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
take_years(Plan *plan, Row *row, const SrPart *part, double shown)
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

/*
 * The cells of one part of the row: the sum over its years, or one a year compared.
 * @shown: the figure printed for the part, NAN if none is. Returns: the form, if it is
 * one.
 */
static int
add_part(Plan *plan, Row *row, const SrPart *part, double shown)
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

/*
 * The whole is public, or stands in cells of its own: the part is at most that much. It
 * tells something of all of a group where it leaves nothing of the whole, or of a
 * protected whole less than @least.
 */
static void
bound_part(Plan *plan, const SrValue *value, double scale, int form, gint64 least)
{
    const SrForm *found = sr_system_at(plan->system, form);
    SrForm bound = {.kind = SR_FORM_BOUND,
                    .lower = G_MININT64,
                    .upper = (gint64)floor(value->denominator / scale + 1e-9)};
    gint64 left = bound.upper - found->value;
    g_autoptr(GArray) terms = g_array_new(FALSE, FALSE, sizeof(SrTerm));

    g_array_append_vals(terms, sr_system_terms(plan->system, found), (guint)found->n);
    if (left < least || (least > 1 && found->value == 0))
        sr_system_at(plan->system, form)->tells = true;
    /* A whole below the minimum is hidden itself, so nobody knows this bound. */
    bound.upper = MAX(bound.upper, sr_system_at(plan->system, form)->minimum);
    if (left >= 0)
        sr_system_add(plan->system, &bound, terms_in(terms), (int)terms->len);
}

/* What the part leaves of the whole in one period (or in all): a count of its own. */
static void
add_rest(Plan *plan, Row *row, const SrPart *part, const SrPart *whole,
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
    SrForm *left = sr_system_at(plan->system, rest);
    left->tells = left->tells || left->value == 0;
    if (left->value >= 0)
        sr_system_add(plan->system, &bound, terms_in(terms), (int)terms->len);
}

/*
 * A part of a whole says something of all of a group where it is the whole of it, or
 * nothing of it. @forms: of the part and of the whole.
 */
static void
add_whole(Plan *plan, Row *row, const SrPart *part, const SrPart *whole,
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
    SrForm *cell = sr_system_at(plan->system, forms[0]);
    cell->tells = cell->tells || (cell->value == 0 && value->denominator > 0);
    add_rest(plan, row, part, whole, periods, true);
}

/* The one part that the expression is, or NULL. */
static const SrPart *
only_part(const GPtrArray *parts)
{
    const SrPart *part = parts == NULL || parts->len != 1 ? NULL : parts->pdata[0];

    return part != NULL && part->is_everything ? part : NULL;
}

/* --- Figures made of others --- */

/* Whether anything in it is protected and cannot be told apart. */
static bool
is_untold(const Disclosed *disclosed)
{
    return disclosed->numerator == NULL || disclosed->denominator == NULL ||
           disclosed->further == NULL;
}

/* The parts of expressions that @indicator has beside numerator and denominator. */
static GPtrArray *
further_parts(const Plan *plan, const SrIndicator *indicator)
{
    g_autoptr(GPtrArray) expressions = sr_indicator_expressions(indicator);
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(sr_part_free);

    for (guint e = 0; e < expressions->len; e++) {
        SrExpression *expression = expressions->pdata[e];

        if (expression == indicator->numerator || expression == indicator->denominator)
            continue;
        g_autoptr(GPtrArray) parts =
            sr_parts_of(expression, indicator->minimum, plan->families);
        if (parts == NULL)
            return NULL;
        g_ptr_array_extend_and_steal(all, g_steal_pointer(&parts));
    }
    for (int v = 0; indicator->query != NULL && indicator->query_variables[v] != NULL;
         v++) { /* nobody can tell what SQL makes of a protected figure */
        const SrFamily *family =
            sr_families_find(plan->families, indicator->query_variables[v]);

        if (family != NULL && family->is_protected)
            return NULL;
    }
    return g_steal_pointer(&all);
}

static Disclosed *
disclosed_new(const Plan *plan, const SrIndicator *indicator)
{
    Disclosed *disclosed = g_new0(Disclosed, 1);

    disclosed->indicator = indicator;
    disclosed->numerator =
        sr_parts_of(indicator->numerator, indicator->minimum, plan->families);
    disclosed->denominator =
        sr_parts_of(indicator->denominator, indicator->minimum, plan->families);
    disclosed->further = further_parts(plan, indicator);
    return disclosed;
}

static const Disclosed *
disclosed_of(Plan *plan, const SrIndicator *indicator)
{
    Disclosed *disclosed = g_hash_table_lookup(plan->used, indicator);

    if (disclosed == NULL) {
        disclosed = disclosed_new(plan, indicator);
        g_hash_table_insert(plan->used, (gpointer)indicator, disclosed);
    }
    return disclosed;
}

/* The cells of the parts as if they stood at the place of @shape: to those of @row. */
static void
add_cells(Plan *plan, Row *row, SrValue *shape, const GPtrArray *parts)
{
    Row one = {.value = shape, .cells = row->cells};

    for (guint p = 0; parts != NULL && p < parts->len; p++)
        add_part(plan, &one, parts->pdata[p], NAN);
    row->is_hidden = row->is_hidden || parts == NULL || one.is_hidden;
}

/* The same place one level up: the area of the highest level around. */
static SrValue
shape_at_top(const Plan *plan, const SrValue *value)
{
    const SrScheme *scheme = plan->protection->schemes[0];
    SrValue shape = *value;

    shape.level = scheme->n_levels - 1;
    shape.division = scheme->divisions[shape.level];
    shape.scheme = "";
    for (int g = 0; g < value->division->n_gemeinden; g++)
        if (value->division->area_of[g] == value->area)
            shape.area = shape.division->area_of[g];
    return shape;
}

static void add_used(Plan *plan, Row *row, const SrIndicator *indicator, SrValue shape);

/*
 * What the figure of @indicator at @shape is made of, beside its own numerator and
 * denominator: it is shown where all of that may be. Parts of an index are measured by
 * the mean of the highest level, standardised rates by its rates.
 */
static void
add_ingredients(Plan *plan, Row *row, const Disclosed *disclosed, const SrValue *shape)
{
    const SrIndicator *indicator = disclosed->indicator;
    SrValue here = *shape;
    SrValue top = shape_at_top(plan, shape);

    add_cells(plan, row, &here, disclosed->further);
    if (indicator->standard != SR_STANDARD_NONE)
        add_cells(plan, row, &top, disclosed->further);
    for (guint u = 0; u < indicator->uses->len; u++)
        add_used(plan, row, indicator->uses->pdata[u], here);
    if (indicator->reference != NULL)
        top.period = indicator->reference;
    for (guint c = 0; c < indicator->components->len; c++)
        add_used(plan, row,
                 ((const SrComponent *)indicator->components->pdata[c])->indicator, top);
}

static void
add_used(Plan *plan, Row *row, const SrIndicator *indicator, SrValue shape)
{
    const Disclosed *disclosed = disclosed_of(plan, indicator);

    shape.indicator = indicator;
    add_cells(plan, row, &shape, disclosed->numerator);
    add_cells(plan, row, &shape, disclosed->denominator);
    add_ingredients(plan, row, disclosed, &shape);
}

static void
add_row(Plan *plan, const Disclosed *disclosed, SrValue *value)
{
    const SrIndicator *indicator = disclosed->indicator;
    Row row = {.value = value, .cells = g_array_new(FALSE, FALSE, sizeof(int))};
    const SrPart *part = only_part(disclosed->numerator);
    const SrPart *whole = only_part(disclosed->denominator);
    int forms[2] = {-1, -1};

    if (plan->protection->released != NULL) {
        g_autofree char *key = sr_value_key(value);

        row.released =
            GPOINTER_TO_INT(g_hash_table_lookup(plan->protection->released, key));
    }
    row.is_hidden = is_untold(disclosed);
    for (guint p = 0; !row.is_hidden && p < disclosed->numerator->len; p++)
        forms[0] = add_part(plan, &row, disclosed->numerator->pdata[p],
                            part == NULL ? NAN : value->numerator);
    for (guint p = 0; !row.is_hidden && p < disclosed->denominator->len; p++)
        forms[1] = add_part(plan, &row, disclosed->denominator->pdata[p],
                            whole == NULL ? NAN : value->denominator);
    bool is_public_whole = disclosed->denominator != NULL &&
                           disclosed->denominator->len == 0 &&
                           indicator->denominator != NULL;
    if (!row.is_hidden && indicator->kind == SR_KIND_PROPORTION && part != NULL &&
        indicator->span <= SR_SPAN_MEAN && (whole != NULL || is_public_whole))
        add_whole(plan, &row, part, whole, forms);
    if (!row.is_hidden && value->status == SR_STATUS_OK)
        add_ingredients(plan, &row, disclosed, value);
    g_array_append_val(plan->rows, row);
}

/* Whether each count of the part has a cell of its own there, open or closed. */
static bool
is_planned_apart(const Plan *plan, const SrPart *part, const SrValue *value,
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
static void
add_asides(Plan *plan, const Disclosed *disclosed)
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

/* --- Indicators --- */

static void
note_minimums(const Plan *plan, const GPtrArray *parts)
{
    for (guint p = 0; parts != NULL && p < parts->len; p++) {
        const SrPart *part = parts->pdata[p];
        SrFamily *family = sr_families_find(plan->families, part->variables[0]);

        if (part->variables[1] == NULL && family != NULL)
            family->minimum = MAX(family->minimum, part->minimum);
    }
}

static void
disclose(Plan *plan, const SrResult *result)
{
    const SrIndicator *indicator = result->indicator;
    Disclosed *disclosed = disclosed_new(plan, indicator);

    g_ptr_array_add(plan->disclosed, disclosed);
    note_minimums(plan, disclosed->numerator);
    note_minimums(plan, disclosed->denominator);
    if (is_untold(disclosed))
        sr_findings_add(plan->findings, SR_FINDING_WARNING, indicator->path, 0, NULL,
                        N_("a protected figure that hangs on no count (cost, hours) "
                           "cannot be judged; none of it is published"));
}

static bool
is_planned(const Plan *plan, const SrValue *value)
{
    for (int s = 0; s < plan->protection->n_published; s++)
        if (g_str_equal(value->scheme, plan->protection->schemes[s]->id))
            return true;
    return *value->scheme == '\0';
}

/* What released rows decide: open ones stay open; closed ones go first. */
static void
apply_released(Plan *plan)
{
    for (int pass = RELEASED_CLOSED; pass >= RELEASED_OPEN; pass--)
        for (guint r = 0; r < plan->rows->len; r++) {
            const Row *row = &g_array_index(plan->rows, Row, r);

            for (guint c = 0; row->released == pass && c < row->cells->len; c++) {
                SrForm *form =
                    sr_system_at(plan->system, g_array_index(row->cells, int, c));

                form->is_fixed = form->is_fixed || pass == RELEASED_OPEN;
                if (pass == RELEASED_CLOSED)
                    form->cost *= 0.001;
            }
        }
}

static bool
is_closed(const Plan *plan, const Row *row)
{
    bool closed = row->is_hidden || row->released == RELEASED_CLOSED;

    for (guint c = 0; c < row->cells->len; c++)
        closed = closed ||
                 !sr_system_at(plan->system, g_array_index(row->cells, int, c))->is_open;
    return closed;
}

static void
tell_unsafe(Plan *plan, const SrSuppression *done)
{
    for (guint u = 0; u < done->unsafe->len; u++) {
        int form = g_array_index(done->unsafe, int, u);

        for (guint r = 0; r < plan->rows->len; r++) {
            Row *row = &g_array_index(plan->rows, Row, r);
            bool has = false;

            for (guint c = 0; c < row->cells->len; c++)
                has = has || g_array_index(row->cells, int, c) == form;
            if (!has)
                continue;
            row->is_hidden = true;
            sr_findings_add(plan->findings, SR_FINDING_ERROR, row->value->indicator->path,
                            0, row->value->division->names[row->value->area],
                            N_("%s: the figure cannot be made safe beside what is "
                               "published already"),
                            row->value->period);
        }
    }
    if (done->unsafe->len > 0)
        sr_findings_add(plan->findings, SR_FINDING_ERROR, NULL, 0, NULL,
                        N_("the plan cannot be made safe: the figures above stand "
                           "against cells that were released"));
}

/* The protected rows, with what they had before, and their fate. */
static void
decide(Plan *plan, SrProtectedLevel *levels)
{
    for (guint r = 0; r < plan->rows->len; r++) {
        Row *row = &g_array_index(plan->rows, Row, r);
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
plan_init(Plan *plan, const SrProtection *protection, SrFindings *findings)
{
    *plan = (Plan){.protection = protection,
                   .families = sr_families_new(protection->store, protection->schemes[0]),
                   .system = sr_system_new(),
                   .disclosed = g_ptr_array_new_with_free_func(disclosed_free),
                   .used = g_hash_table_new_full(NULL, NULL, NULL, disclosed_free),
                   .rows = g_array_new(FALSE, FALSE, sizeof(Row)),
                   .findings = findings};
    plan->atoms = sr_atoms_new(plan->families, plan->system);
    g_array_set_clear_func(plan->rows, row_clear);
}

/* Single years first, so that sums of years find them. */
static void
add_rows(Plan *plan, SrValues *values, bool all_schemes, bool are_sums)
{
    for (guint d = 0; d < plan->disclosed->len; d++) {
        const Disclosed *disclosed = plan->disclosed->pdata[d];
        const SrResult *result = sr_values_result(values, disclosed->indicator);

        if ((disclosed->indicator->span == SR_SPAN_MEAN) != are_sums)
            continue;
        for (int i = result->first; i < result->first + result->n; i++) {
            SrValue *value = &g_array_index(values->rows, SrValue, i);

            if (all_schemes || is_planned(plan, value))
                add_row(plan, disclosed, value);
        }
    }
}

/* One pass: over the published schemes, or over all. */
static void
protect(const SrProtection *protection, SrValues *values, SrProtectedLevel *levels,
        bool all_schemes, SrFindings *findings)
{
    g_auto(Plan) plan;

    plan_init(&plan, protection, findings);
    for (guint r = 0; r < values->results->len; r++) {
        const SrResult *result = values->results->pdata[r];

        if (result->is_protected && result->n > 0)
            disclose(&plan, result);
    }
    add_rows(&plan, values, all_schemes, false);
    add_rows(&plan, values, all_schemes, true);
    for (guint d = 0; d < plan.disclosed->len; d++)
        add_asides(&plan, plan.disclosed->pdata[d]);
    apply_released(&plan);
    sr_atoms_close(plan.atoms);
    g_autoptr(SrSuppression) done = sr_system_suppress(plan.system);
    tell_unsafe(&plan, done);
    decide(&plan, levels);
}

/* How the rows stand now, as if they had been released so. */
static GHashTable *
states_of(const SrValues *values, const SrProtection *protection, const SrValue *before)
{
    GHashTable *states = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Plan plan = {.protection = protection};

    for (int i = 0; i < sr_values_n(values); i++) {
        const SrValue *value = sr_values_at(values, i);

        if (before[i].status == SR_STATUS_OK && is_planned(&plan, value))
            g_hash_table_insert(states, sr_value_key(value),
                                GINT_TO_POINTER(value->status == SR_STATUS_OK
                                                    ? RELEASED_OPEN
                                                    : RELEASED_CLOSED));
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
