#include "fuzz.h"

#include "shapes/dissolve.h"
#include "shapes/mend.h"

#define MOST_POINTS 200

/*
 * Any rings on a small grid: two bytes a point, 255 ends a ring; the first byte of a ring
 * says whose it is and whether it is a hole. A map comes out, or a refusal.
 */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static SrProjection *plane = NULL;
    SrPoint points[MOST_POINTS];
    int ring_start[MOST_POINTS + 1] = {0};
    int ring_area[MOST_POINTS];
    bool ring_hole[MOST_POINTS];
    SrBoundaries boundaries = {.n_areas = 3,
                               .keys = (char *[]){(char *)"A", (char *)"B", (char *)"C"},
                               .ring_start = ring_start,
                               .ring_area = ring_area,
                               .ring_hole = ring_hole,
                               .points = points};

    if (plane == NULL)
        plane = sr_projection_new("EPSG:25832", "EPSG:25832", NULL, NULL);
    if (n < 3)
        return 0;
    SrMending mending = {data[0] / 64.0, data[1], data[2] / 8.0};
    for (size_t i = 3; i < n && boundaries.n_rings < MOST_POINTS;) {
        ring_area[boundaries.n_rings] = data[i] % 3;
        ring_hole[boundaries.n_rings] = data[i++] >= 192;
        while (i + 1 < n && data[i] != 255 && boundaries.n_points < MOST_POINTS) {
            points[boundaries.n_points++] = (SrPoint){data[i] / 8.0, data[i + 1] / 8.0};
            i += 2;
        }
        i++;
        ring_start[++boundaries.n_rings] = boundaries.n_points;
    }
    g_autoptr(GArray) faults = g_array_new(FALSE, FALSE, sizeof(SrFault));
    g_autoptr(SrTopology) topology =
        sr_boundaries_mend(&boundaries, &mending, plane, faults, NULL);
    if (topology != NULL) {
        g_autoptr(SrPolygons) polygons = sr_topology_dissolve(topology, NULL, 3);

        for (int p = 0; p < polygons->n_polygons; p++)
            g_assert(polygons->polygon_start[p] < polygons->polygon_start[p + 1]);
    }
    return 0;
}
