/* What an indicator gives away, and what figures made of others give away beside. */
#include "disclosure/parts.h"
#include "disclosure/plan_private.h"

#include <math.h>

/* Limits made of squares tell how large families are: of few, of each of them. */
#define LEAST_FOR_SQUARES 10

bool
sr_disclosed_is_untold(const SrDisclosed *disclosed)
{
    return disclosed->numerator == NULL || disclosed->denominator == NULL ||
           disclosed->further == NULL;
}

/* The parts of expressions that @indicator has beside numerator and denominator. */
static GPtrArray *
further_parts(const SrPlan *plan, const SrIndicator *indicator)
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
        for (guint p = 0; expression == indicator->squares && p < parts->len; p++) {
            SrPart *part = parts->pdata[p];

            part->minimum = MAX(part->minimum, LEAST_FOR_SQUARES);
        }
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

void
sr_disclosed_free(gpointer data)
{
    SrDisclosed *disclosed = data;

    g_clear_pointer(&disclosed->numerator, g_ptr_array_unref);
    g_clear_pointer(&disclosed->denominator, g_ptr_array_unref);
    g_clear_pointer(&disclosed->further, g_ptr_array_unref);
    g_free(disclosed);
}

SrDisclosed *
sr_disclosed_new(const SrPlan *plan, const SrIndicator *indicator)
{
    SrDisclosed *disclosed = g_new0(SrDisclosed, 1);

    disclosed->indicator = indicator;
    disclosed->numerator =
        sr_parts_of(indicator->numerator, indicator->minimum, plan->families);
    disclosed->denominator =
        sr_parts_of(indicator->denominator, indicator->minimum, plan->families);
    disclosed->further = further_parts(plan, indicator);
    return disclosed;
}

static const SrDisclosed *
disclosed_of(SrPlan *plan, const SrIndicator *indicator)
{
    SrDisclosed *disclosed = g_hash_table_lookup(plan->used, indicator);

    if (disclosed == NULL) {
        disclosed = sr_disclosed_new(plan, indicator);
        g_hash_table_insert(plan->used, (gpointer)indicator, disclosed);
    }
    return disclosed;
}

/* The cells of the parts as if they stood at the place of @shape: to those of @row. */
static void
add_cells(SrPlan *plan, SrPlanRow *row, SrValue *shape, const GPtrArray *parts)
{
    SrPlanRow one = {.value = shape, .cells = row->cells};

    for (guint p = 0; parts != NULL && p < parts->len; p++)
        sr_plan_add_part(plan, &one, parts->pdata[p], NAN);
    row->is_hidden = row->is_hidden || parts == NULL || one.is_hidden;
}

/* The same place one level up: the area of the highest level around. */
static SrValue
shape_at_top(const SrPlan *plan, const SrValue *value)
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

static void add_used(SrPlan *plan, SrPlanRow *row, const SrIndicator *indicator,
                     SrValue shape);

void
sr_plan_add_ingredients(SrPlan *plan, SrPlanRow *row, const SrDisclosed *disclosed,
                        const SrValue *shape)
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
add_used(SrPlan *plan, SrPlanRow *row, const SrIndicator *indicator, SrValue shape)
{
    const SrDisclosed *disclosed = disclosed_of(plan, indicator);

    shape.indicator = indicator;
    add_cells(plan, row, &shape, disclosed->numerator);
    add_cells(plan, row, &shape, disclosed->denominator);
    sr_plan_add_ingredients(plan, row, disclosed, &shape);
}
