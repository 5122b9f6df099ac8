#include "indicator/composition.h"

#include <math.h>
#include <stdlib.h>

const char *
sr_component_title(const SrComponent *component)
{
    return component->title != NULL ? component->title : component->indicator->title;
}

void
sr_composition_free(SrComposition *composition)
{
    if (composition == NULL)
        return;
    g_free(composition->parts);
    g_free(composition->index);
    g_free(composition->statuses);
    g_free(composition->points);
    g_free(composition->shifts);
    g_free(composition);
}

/* Index and points of each area with an index; NAN for the others. */
static void
take_points(SrComposition *composition, const SrValue *const *slice)
{
    int n = composition->division->n_areas;

    for (int a = 0; a < n; a++) {
        const SrValue *value = slice[a];
        bool has = value != NULL && value->points != NULL;

        composition->index[a] = has ? value->value : NAN;
        composition->statuses[a] = value == NULL                   ? SR_STATUS_MISSING
                                   : has                           ? SR_STATUS_OK
                                   : value->status == SR_STATUS_OK ? SR_STATUS_INCOMPLETE
                                                                   : value->status;
        composition->n_ranked += has;
        for (int p = 0; p < composition->n_parts; p++)
            composition->points[p * n + a] = has ? value->points[p] : NAN;
    }
}

/* Points are what stats/composite makes of deviations of one unit of weight 1. */
static void
find_shifts(SrComposition *composition)
{
    int n = composition->division->n_areas;
    int n_parts = composition->n_parts;
    g_autofree SrIndexPart *parts = g_new0(SrIndexPart, n_parts);

    for (int p = 0; p < n_parts; p++)
        parts[p] = (SrIndexPart){.values = composition->points + (gsize)p * (gsize)n,
                                 .reference = {0, SR_INDEX_POINTS},
                                 .weight = 1,
                                 .sign = 1};
    sr_index_sensitivity(parts, n_parts, n, composition->shifts);
}

static void
sum_up(SrComposition *composition, const SrIndicator *indicator)
{
    int n = composition->division->n_areas;

    for (int p = 0; p < composition->n_parts; p++) {
        SrCompositionPart *part = &composition->parts[p];
        int all = 0;

        part->component = indicator->components->pdata[p];
        part->title = sr_component_title(part->component);
        part->most_area = -1;
        for (int a = 0; a < n; a++) {
            int shift = composition->shifts[p * n + a];

            all += abs(shift);
            if (abs(shift) > abs(part->most_shift)) {
                part->most_shift = shift;
                part->most_area = a;
            }
        }
        part->mean_shift = (double)all / composition->n_ranked;
    }
}

SrComposition *
sr_composition_new(const SrValues *values, const SrResult *result,
                   const SrDivision *division, const char *period)
{
    g_autofree const SrValue **slice = sr_values_slice(values, result, division, period);
    g_autoptr(SrComposition) composition = g_new0(SrComposition, 1);
    gsize n_areas = (gsize)division->n_areas;
    gsize n_parts = result->indicator->components->len;

    composition->division = division;
    composition->n_parts = (int)n_parts;
    composition->parts = g_new0(SrCompositionPart, n_parts + 1);
    composition->index = g_new(double, n_areas);
    composition->statuses = g_new(SrStatus, n_areas);
    composition->points = g_new(double, n_parts *n_areas + 1);
    composition->shifts = g_new0(int, n_parts *n_areas + 1);
    take_points(composition, slice);
    if (n_parts == 0 || composition->n_ranked == 0)
        return NULL;
    find_shifts(composition);
    sum_up(composition, result->indicator);
    return g_steal_pointer(&composition);
}
