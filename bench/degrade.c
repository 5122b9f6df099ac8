/*
 * degrade.c — damages boundaries on purpose, to try the mending on real data.
 *
 *     degrade WAY IN OUT.fgb      IN: a file with the fields AGS, GEN; OUT in EPSG:25832
 *
 * simplify  each area simplified alone by 10 m
 * drop      1 % of the vertices of each ring dropped, 1 % moved by up to 10 m
 * jitter    half of the vertices moved by up to 5 cm
 * strip     a strip of 20 m cut out from west to east, not to the rim
 * overlap   the first area, and every 500th, grown by 20 m
 * copies2   two of all, side by side; copies4: four
 */
#include "base/geom.h"
#include "shapes/dissolve.h"
#include "shapes/source.h"
#include "shapes/topology.h"
#include "shapes/write.h"

#include <geos_c.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static GRand *random_numbers;

static GEOSGeometry *
ring_of(const SrPolygons *polygons, int ring)
{
    int first = polygons->ring_start[ring];
    unsigned n = (unsigned)(polygons->ring_start[ring + 1] - first);
    GEOSCoordSequence *sequence = GEOSCoordSeq_create(n + 1, 2);

    for (unsigned i = 0; i <= n; i++)
        GEOSCoordSeq_setXY(sequence, i, polygons->points[first + (int)(i % n)].x,
                           polygons->points[first + (int)(i % n)].y);
    return GEOSGeom_createLinearRing(sequence);
}

static GEOSGeometry *
area_of(const SrPolygons *polygons, int area)
{
    int n = polygons->area_start[area + 1] - polygons->area_start[area];
    GEOSGeometry **parts = g_new(GEOSGeometry *, n + 1);

    for (int p = 0; p < n; p++) {
        int polygon = polygons->area_start[area] + p;
        int shell = polygons->polygon_start[polygon];
        int n_holes = polygons->polygon_start[polygon + 1] - shell - 1;
        GEOSGeometry **holes = g_new(GEOSGeometry *, n_holes + 1);

        for (int h = 0; h < n_holes; h++)
            holes[h] = ring_of(polygons, shell + 1 + h);
        parts[p] =
            GEOSGeom_createPolygon(ring_of(polygons, shell), holes, (unsigned)n_holes);
        g_free(holes);
    }
    GEOSGeometry *all = GEOSGeom_createCollection(GEOS_MULTIPOLYGON, parts, (unsigned)n);
    g_free(parts);
    return all;
}

/* Growing rings of what GEOS gives back. */
typedef struct {
    GArray *points, *ring_start, *polygon_start, *area_start;
} Out;

static void
end(GArray *starts, guint at)
{
    int value = (int)at;

    g_array_append_val(starts, value);
}

static void
take_ring(Out *out, const GEOSGeometry *ring)
{
    const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq(ring);
    unsigned n = 0;

    GEOSCoordSeq_getSize(sequence, &n);
    for (unsigned i = 0; i + 1 < n; i++) {
        SrPoint p;

        GEOSCoordSeq_getXY(sequence, i, &p.x, &p.y);
        g_array_append_val(out->points, p);
    }
    end(out->ring_start, out->points->len);
}

static void
take_area(Out *out, const GEOSGeometry *geometry)
{
    for (int p = 0; p < GEOSGetNumGeometries(geometry); p++) {
        const GEOSGeometry *polygon = GEOSGetGeometryN(geometry, p);

        if (GEOSGeomTypeId(polygon) != GEOS_POLYGON || GEOSisEmpty(polygon))
            continue;
        take_ring(out, GEOSGetExteriorRing(polygon));
        for (int h = 0; h < GEOSGetNumInteriorRings(polygon); h++)
            take_ring(out, GEOSGetInteriorRingN(polygon, h));
        end(out->polygon_start, out->ring_start->len - 1);
    }
    end(out->area_start, out->polygon_start->len - 1);
}

static SrPoint
shake(SrPoint p, double most)
{
    return (SrPoint){p.x + g_rand_double_range(random_numbers, -most, most),
                     p.y + g_rand_double_range(random_numbers, -most, most)};
}

static void
shake_ring(Out *out, const SrPoint *points, int n, bool drop)
{
    int dropped = 0;

    for (int i = 0; i < n; i++) {
        double drawn = g_rand_double(random_numbers);
        SrPoint p = points[i];

        if (drop && drawn < 0.01 && n - dropped > 4) {
            dropped++;
            continue;
        }
        if (drop && drawn > 0.99)
            p = shake(p, 10);
        if (!drop && drawn < 0.5)
            p = shake(p, 0.05);
        g_array_append_val(out->points, p);
    }
    end(out->ring_start, out->points->len);
}

static void
shake_area(Out *out, const SrPolygons *polygons, int area, bool drop)
{
    for (int p = polygons->area_start[area]; p < polygons->area_start[area + 1]; p++) {
        for (int r = polygons->polygon_start[p]; r < polygons->polygon_start[p + 1]; r++)
            shake_ring(out, polygons->points + polygons->ring_start[r],
                       polygons->ring_start[r + 1] - polygons->ring_start[r], drop);
        end(out->polygon_start, out->ring_start->len - 1);
    }
    end(out->area_start, out->polygon_start->len - 1);
}

static void
degrade(const char *way, const SrPolygons *polygons, Out *out)
{
    GEOSGeometry *strip = GEOSGeom_createRectangle(400000, 5700000, 600000, 5700020);

    for (int a = 0; a < polygons->n_areas; a++) {
        GEOSGeometry *geometry, *changed = NULL;

        if (g_str_equal(way, "drop") || g_str_equal(way, "jitter")) {
            shake_area(out, polygons, a, g_str_equal(way, "drop"));
            continue;
        }
        geometry = area_of(polygons, a);
        if (g_str_equal(way, "simplify"))
            changed = GEOSTopologyPreserveSimplify(geometry, 10);
        else if (g_str_equal(way, "strip"))
            changed = GEOSDifference(geometry, strip);
        else if (g_str_equal(way, "overlap") && a % 500 == 0)
            changed = GEOSBuffer(geometry, 20, 4);
        take_area(out, changed == NULL ? geometry : changed);
        GEOSGeom_destroy(geometry);
        if (changed != NULL)
            GEOSGeom_destroy(changed);
    }
    GEOSGeom_destroy(strip);
}

/* Appends all areas again, @east metres further. */
static void
copy_all(const SrPolygons *polygons, double east, Out *out)
{
    for (int a = 0; a < polygons->n_areas; a++) {
        for (int p = polygons->area_start[a]; p < polygons->area_start[a + 1]; p++) {
            for (int r = polygons->polygon_start[p]; r < polygons->polygon_start[p + 1];
                 r++) {
                for (int i = polygons->ring_start[r]; i < polygons->ring_start[r + 1];
                     i++) {
                    SrPoint point = {polygons->points[i].x + east, polygons->points[i].y};

                    g_array_append_val(out->points, point);
                }
                end(out->ring_start, out->points->len);
            }
            end(out->polygon_start, out->ring_start->len - 1);
        }
        end(out->area_start, out->polygon_start->len - 1);
    }
}

static int
fail(const GError *error)
{
    fprintf(stderr, "%s\n", error->message);
    return 1;
}

int
main(int argc, char **argv)
{
    GError *error = NULL;
    SrFindings *findings = sr_findings_new();
    Out out = {g_array_new(FALSE, FALSE, sizeof(SrPoint)),
               g_array_new(FALSE, FALSE, sizeof(int)),
               g_array_new(FALSE, FALSE, sizeof(int)),
               g_array_new(FALSE, FALSE, sizeof(int))};

    if (argc != 4)
        return 2;
    initGEOS(NULL, NULL);
    random_numbers = g_rand_new_with_seed(7332);
    SrBoundarySource source = {
        .path = argv[2], .key_field = "AGS", .name_field = "GEN", .merge = true};
    SrBoundaries *boundaries = sr_boundaries_read(&source, findings, &error);
    if (boundaries == NULL)
        return fail(error);
    SrTopology *topology = sr_topology_new(boundaries, SR_SNAP_NOISE, &error);
    SrProjection *projection =
        sr_projection_new(boundaries->crs, "EPSG:25832", NULL, &error);
    if (topology == NULL || projection == NULL ||
        !sr_topology_project(topology, projection, &error))
        return fail(error);
    SrPolygons *polygons = sr_topology_dissolve(topology, NULL, boundaries->n_areas);
    end(out.ring_start, 0);
    end(out.polygon_start, 0);
    end(out.area_start, 0);
    int n_copies = g_str_has_prefix(argv[1], "copies") ? argv[1][6] - '0' : 1;
    GPtrArray *keys = g_ptr_array_new();
    GPtrArray *names = g_ptr_array_new();
    for (int c = 0; c < n_copies; c++)
        for (int a = 0; a < boundaries->n_areas; a++) {
            g_ptr_array_add(keys, n_copies == 1 ? boundaries->keys[a]
                                                : g_strdup_printf("%c%s", 'a' + c,
                                                                  boundaries->keys[a]));
            g_ptr_array_add(names, boundaries->names[a]);
        }
    if (n_copies == 1)
        degrade(argv[1], polygons, &out);
    for (int c = 0; c < n_copies && n_copies > 1; c++)
        copy_all(polygons, 1e6 * c, &out);
    SrPolygons damaged = {.n_areas = n_copies * boundaries->n_areas,
                          .n_polygons = (int)out.polygon_start->len - 1,
                          .n_rings = (int)out.ring_start->len - 1,
                          .n_points = (int)out.points->len,
                          .area_start = (int *)(void *)out.area_start->data,
                          .polygon_start = (int *)(void *)out.polygon_start->data,
                          .ring_start = (int *)(void *)out.ring_start->data,
                          .points = (SrPoint *)(void *)out.points->data};
    SrExportLayer layer = {.name = "gemeinde",
                           .keys = (const char *const *)keys->pdata,
                           .names = (const char *const *)names->pdata,
                           .polygons = &damaged};
    if (!sr_areas_write(argv[3], sr_area_format_find("fgb", NULL), &layer, 1,
                        "EPSG:25832", "2016-01-01", &error))
        return fail(error);
    return 0;
}
