#include "draw/ground.h"

#include "shapes/labelpoint.h"

#include <string.h>

/* Names are about this much wider than high. */
#define NAME_ASPECT 3.5

static SrPoint *
find_anchors(const SrPolygons *areas)
{
    if (areas->n_areas > SR_GROUND_LABELLED)
        return NULL;
    SrPoint *anchors = g_new0(SrPoint, MAX(areas->n_areas, 1));
    for (int i = 0; i < areas->n_areas; i++) {
        SrLabelPoint label = {0};

        if (sr_label_point(areas, i, NAME_ASPECT, &label))
            anchors[i] = label.point;
    }
    return anchors;
}

SrGround *
sr_ground_new(const SrTopology *topology, const int *const *groups, const int *n_areas,
              int n_levels, const SrSimplification *how)
{
    SrGround *ground = g_new0(SrGround, 1);
    gsize size = sizeof(int) * (gsize)topology->n_areas;

    if (how != NULL)
        topology = ground->simplified = sr_topology_simplify(topology, how);
    ground->topology = topology;
    ground->n_levels = n_levels;
    ground->n_areas = g_memdup2(n_areas, sizeof(int) * (gsize)n_levels);
    ground->groups = g_new0(int *, n_levels);
    ground->areas = g_new0(SrPolygons *, n_levels);
    ground->anchors = g_new0(SrPoint *, n_levels);
    ground->box = SR_BOX_EMPTY;
    for (int level = 0; level < n_levels; level++) {
        ground->groups[level] = g_memdup2(groups[level], size);
        ground->areas[level] =
            sr_topology_dissolve(topology, groups[level], n_areas[level]);
        ground->anchors[level] = find_anchors(ground->areas[level]);
    }
    for (int i = 0; i < ground->areas[0]->n_points; i++)
        ground->box = sr_box_add(ground->box, ground->areas[0]->points[i]);
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
    return (SrSimplification){.tolerance_mm = detail_mm, .scale = MAX(m_per_mm * 1000, 1)};
}
