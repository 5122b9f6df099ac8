/* Schemes of regions beside each other, as a section of the atlas. */
#include "publish/atlas_private.h"
#include "publish/comparisonpage.h"

bool
sr_atlas_has_schemes(const SrAtlas *atlas)
{
    return atlas->press->n_schemes > 1;
}

/* The coarsest level that schemes make: where they differ most. */
static int
level_of(const SrScheme *scheme)
{
    int found = 0;

    for (int l = 0; l < scheme->n_levels; l++)
        if (!sr_level_is_fixed(scheme->divisions[l]->level))
            found = l;
    return found;
}

bool
sr_atlas_set_schemes(SrAtlas *atlas, GError **error)
{
    const SrPress *press = atlas->press;
    g_autoptr(GPtrArray) results = g_ptr_array_new(); /* of SrResult, borrowed */

    if (!sr_atlas_has_schemes(atlas))
        return true;
    for (int i = 0; press->compared != NULL && press->compared[i] != NULL; i++) {
        const SrResult *result = sr_atlas_result(atlas, press->compared[i]);

        if (result != NULL)
            g_ptr_array_add(results, (gpointer)result);
    }
    SrComparisonOf of = {.topology = press->topology,
                         .values = press->values,
                         .schemes = press->schemes,
                         .n_schemes = press->n_schemes,
                         .level = level_of(press->schemes[0]),
                         .results = results};
    g_autoptr(SrComparison) comparison = sr_comparison_new(&of);
    return sr_comparison_set(comparison, press, atlas->flow, atlas->is_dry, error);
}
