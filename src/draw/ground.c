#include "draw/ground.h"

#include "shapes/labelpoint.h"

#include <string.h>

/* Names are about this much wider than high. */
#define NAME_ASPECT 3.5

struct SrGroundMemo {
    GMutex mutex;
    GHashTable *places; /* key → GBytes of SrLabelPlace */
};

static SrGroundMemo *
memo_new(void)
{
    SrGroundMemo *memo = g_new0(SrGroundMemo, 1);

    g_mutex_init(&memo->mutex);
    memo->places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify)g_bytes_unref);
    return memo;
}

static void
memo_free(SrGroundMemo *memo)
{
    g_mutex_clear(&memo->mutex);
    g_hash_table_unref(memo->places);
    g_free(memo);
}

SrLabelPlace *
sr_ground_recall(const SrGround *ground, const char *key)
{
    g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&ground->memo->mutex);
    GBytes *known = g_hash_table_lookup(ground->memo->places, key);

    return known != NULL
               ? g_memdup2(g_bytes_get_data(known, NULL), g_bytes_get_size(known))
               : NULL;
}

void
sr_ground_remember(const SrGround *ground, const char *key, const SrLabelPlace *places,
                   int n)
{
    g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&ground->memo->mutex);

    g_hash_table_insert(ground->memo->places, g_strdup(key),
                        g_bytes_new(places, sizeof *places * (gsize)MAX(n, 1)));
}

const SrPolygons *
sr_ground_areas(const SrGround *ground, int level)
{
    SrPolygons **areas = &ground->areas[level];

    if (g_once_init_enter(areas))
        g_once_init_leave(areas,
                          sr_topology_dissolve(ground->topology, ground->groups[level],
                                               ground->n_areas[level]));
    return *areas;
}

const SrPoint *
sr_ground_anchors(const SrGround *ground, int level)
{
    SrPoint **anchors = &ground->anchors[level];

    if (g_once_init_enter(anchors)) {
        const SrPolygons *areas = sr_ground_areas(ground, level);
        SrPoint *found = g_new0(SrPoint, MAX(areas->n_areas, 1));

        for (int i = 0; i < areas->n_areas; i++) {
            SrLabelPoint label = {0};

            if (sr_label_point(areas, i, NAME_ASPECT, &label))
                found[i] = label.point;
        }
        g_once_init_leave(anchors, found);
    }
    return *anchors;
}

/* The box of all areas that are not left out. */
static SrBox
box_of(const SrTopology *topology, const int *group)
{
    SrBox box = SR_BOX_EMPTY;

    for (int arc = 0; arc < topology->n_arcs; arc++) {
        int left = topology->arc_left[arc];
        int right = topology->arc_right[arc];

        if ((left < 0 || group[left] < 0) && (right < 0 || group[right] < 0))
            continue;
        for (int i = topology->arc_start[arc]; i < topology->arc_start[arc + 1]; i++)
            box = sr_box_add(box, topology->points[i]);
    }
    return box;
}

SrGround *
sr_ground_new(const SrTopology *topology, const int *const *groups, const int *n_areas,
              int n_levels, const SrSimplification *how)
{
    SrGround *ground = g_new0(SrGround, 1);
    gsize size = sizeof(int) * (gsize)topology->n_areas;

    ground->source = topology;
    if (how != NULL)
        topology = ground->simplified = sr_topology_simplify(topology, how);
    ground->topology = topology;
    ground->memo = memo_new();
    ground->n_levels = n_levels;
    ground->n_areas = g_memdup2(n_areas, sizeof(int) * (gsize)n_levels);
    ground->groups = g_new0(int *, n_levels);
    ground->areas = g_new0(SrPolygons *, n_levels);
    ground->anchors = g_new0(SrPoint *, n_levels);
    for (int level = 0; level < n_levels; level++)
        ground->groups[level] = g_memdup2(groups[level], size);
    ground->box = box_of(topology, ground->groups[0]);
    ground->borders = sr_topology_borders(topology, groups, n_levels);
    return ground;
}

void
sr_ground_free(SrGround *ground)
{
    if (ground == NULL)
        return;
    for (int level = 0; level < ground->n_levels; level++) {
        g_free(ground->groups[level]);
        sr_polygons_free(ground->areas[level]);
        g_free(ground->anchors[level]);
    }
    g_free(ground->groups);
    g_free(ground->areas);
    g_free(ground->anchors);
    g_free(ground->n_areas);
    sr_lines_free(ground->borders);
    sr_topology_free(ground->simplified);
    memo_free(ground->memo);
    g_free(ground);
}

SrSimplification
sr_ground_detail(const SrTopology *topology, double width_mm, double height_mm,
                 double detail_mm)
{
    SrBox box = SR_BOX_EMPTY;

    for (int i = 0; i < topology->n_arcs; i++) {
        const SrBox *arc = &topology->arc_box[i];

        box = sr_box_add(box, (SrPoint){arc->x0, arc->y0});
        box = sr_box_add(box, (SrPoint){arc->x1, arc->y1});
    }
    double m_per_mm = MAX((box.x1 - box.x0) / width_mm, (box.y1 - box.y0) / height_mm);
    return (SrSimplification){.tolerance_mm = detail_mm,
                              .scale = MAX(m_per_mm * 1000, 1)};
}
