#include "publish/atlas_private.h"

/* Whether tables of @most areas each fit beside each other on the page. */
static bool
fits(const SrAtlas *atlas, const SrWideTable *wide, int most)
{
    for (int from = 0; from < wide->n_areas; from += most) {
        g_autoptr(SrTableBox) table =
            wide->make(atlas, wide->data, from, MIN(most, wide->n_areas - from));

        if (!sr_tablebox_set_width(table, sr_flow_width(atlas->flow), NULL))
            return false;
    }
    return true;
}

bool
sr_atlas_set_wide(SrAtlas *atlas, const SrWideTable *wide, GError **error)
{
    int most = MAX(wide->n_areas, 1);

    if (wide->n_areas == 0) {
        g_autoptr(SrTableBox) table = wide->make(atlas, wide->data, 0, 0);

        return sr_tablebox_n_rows(table) == 0 || sr_flow_table(atlas->flow, table, error);
    }
    while (most > 1 && !fits(atlas, wide, most))
        most--;
    int n_tables = (wide->n_areas + most - 1) / most;
    most = (wide->n_areas + n_tables - 1) / n_tables; /* all of them about as wide */
    for (int from = 0; from < wide->n_areas; from += most) {
        g_autoptr(SrTableBox) table =
            wide->make(atlas, wide->data, from, MIN(most, wide->n_areas - from));

        if (sr_tablebox_n_rows(table) > 0 && !sr_flow_table(atlas->flow, table, error))
            return false;
    }
    return true;
}
