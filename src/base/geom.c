#include "base/geom.h"

bool
sr_box_overlaps(SrBox a, SrBox b)
{
    return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

double
sr_ring_area(const SrPoint *points, int n)
{
    double sum = 0;
    double lost = 0;

    for (int i = 1; i + 1 < n; i++) {
        double ax = points[i].x - points[0].x;
        double ay = points[i].y - points[0].y;
        double bx = points[i + 1].x - points[0].x;
        double by = points[i + 1].y - points[0].y;
        double term = ax * by - bx * ay - lost;
        double next = sum + term;

        lost = (next - sum) - term;
        sum = next;
    }
    return sum / 2;
}

void
sr_polygons_free(SrPolygons *polygons)
{
    if (polygons == NULL)
        return;
    g_free(polygons->area_start);
    g_free(polygons->polygon_start);
    g_free(polygons->ring_start);
    g_free(polygons->points);
    g_free(polygons);
}

SrBox
sr_polygons_box(const SrPolygons *polygons, int area)
{
    SrBox box = SR_BOX_EMPTY;

    for (int p = polygons->area_start[area]; p < polygons->area_start[area + 1]; p++) {
        int shell = polygons->polygon_start[p];

        for (int i = polygons->ring_start[shell]; i < polygons->ring_start[shell + 1];
             i++)
            box = sr_box_add(box, polygons->points[i]);
    }
    return box;
}

double
sr_polygons_area(const SrPolygons *polygons, int area)
{
    int first = polygons->polygon_start[polygons->area_start[area]];
    int last = polygons->polygon_start[polygons->area_start[area + 1]];
    double sum = 0;

    for (int r = first; r < last; r++)
        sum += sr_ring_area(polygons->points + polygons->ring_start[r],
                            polygons->ring_start[r + 1] - polygons->ring_start[r]);
    return sum;
}
