#include "pipeline_neighbours.h"
#include "indicator/evaluate.h"
#include "pipeline.h"
#include "shapes/neighbours.h"
#include "store/neighbourstore.h"

/* One level of one scheme: what the table borrows. */
typedef struct {
    GArray *rows;       /* of SrNeighbourRow */
    GPtrArray *islands; /* of codes of the division */
} Level;

static Level
find_neighbours(const SrTopology *topology, const SrDivision *division)
{
    Level level = {g_array_new(FALSE, FALSE, sizeof(SrNeighbourRow)), g_ptr_array_new()};
    g_autoptr(GArray) pairs = sr_topology_neighbours(topology, division->area_of, true);
    g_autofree bool *touches = g_new0(bool, division->n_areas + 1);

    for (guint i = 0; i < pairs->len; i++) {
        SrNeighbours pair = g_array_index(pairs, SrNeighbours, i);
        SrNeighbourRow row = {division->codes[pair.a], division->codes[pair.b],
                              pair.shared_m};

        touches[pair.a] = touches[pair.b] = true;
        g_array_append_val(level.rows, row);
    }
    for (int a = 0; a < division->n_areas; a++)
        if (!touches[a])
            g_ptr_array_add(level.islands, division->codes[a]);
    return level;
}

bool
sr_run_keep_neighbours(SrRun *run, GError **error)
{
    g_autoptr(GArray) tables = g_array_new(FALSE, FALSE, sizeof(SrNeighbourTable));
    g_autoptr(GArray) levels = g_array_new(FALSE, FALSE, sizeof(Level));

    if (run->topology == NULL)
        return true;
    for (int s = 0; s < run->n_schemes; s++)
        for (int l = 0; l < run->schemes[s]->n_levels; l++) {
            const SrDivision *division = run->schemes[s]->divisions[l];
            bool is_fixed = sr_level_is_fixed(division->level);

            if (s > 0 && is_fixed)
                continue;
            Level level = find_neighbours(run->topology, division);
            SrNeighbourTable table = {
                .scheme = is_fixed ? "" : run->schemes[s]->id,
                .level = division->level->id,
                .rows = (const SrNeighbourRow *)(void *)level.rows->data,
                .n_rows = (int)level.rows->len,
                .islands = (const char *const *)level.islands->pdata,
                .n_islands = (int)level.islands->len};
            g_array_append_val(levels, level);
            g_array_append_val(tables, table);
        }
    bool kept = sr_store_keep_neighbours(run->store,
                                         (const SrNeighbourTable *)(void *)tables->data,
                                         (int)tables->len, error);
    for (guint i = 0; i < levels->len; i++) {
        g_array_unref(g_array_index(levels, Level, i).rows);
        g_ptr_array_unref(g_array_index(levels, Level, i).islands);
    }
    return kept;
}
