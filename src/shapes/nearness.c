#include "shapes/nearness.h"

#include "shapes/vertices.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdint.h>

/* The end of the last decade. */
#define LIMIT 1e-3

static int
compare_x(gconstpointer left, gconstpointer right, gpointer data)
{
    const SrPoint *points = data;

    return sr_point_compare(points[*(const int *)left], points[*(const int *)right]);
}

static gint64
pair_of(int a, int b)
{
    return (gint64)MIN(a, b) << 32 | MAX(a, b);
}

/* The segments of all rings that are short enough to be taken for a pair. */
static GHashTable *
list_segments(const SrBoundaries *boundaries, const SrVertices *vertices)
{
    GHashTable *segments =
        g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);

    for (int r = 0; r < boundaries->n_rings; r++) {
        int first = boundaries->ring_start[r];
        int n = boundaries->ring_start[r + 1] - first;

        for (int i = 0; i < n; i++) {
            int a = vertices->visits[first + i];
            int b = vertices->visits[first + (i + 1) % n];
            gint64 pair = pair_of(a, b);

            if (hypot(vertices->points[a].x - vertices->points[b].x,
                      vertices->points[a].y - vertices->points[b].y) < LIMIT)
                g_hash_table_add(segments, g_memdup2(&pair, sizeof pair));
        }
    }
    return segments;
}

void
sr_nearness_count(const SrBoundaries *boundaries, long counts[SR_NEARNESS_DECADES])
{
    g_autoptr(SrVertices) vertices =
        sr_vertices_new(boundaries->points, boundaries->n_points, 0);
    g_autoptr(GHashTable) segments = list_segments(boundaries, vertices);
    g_autofree int *order = g_new(int, vertices->n + 1);

    for (int i = 0; i < SR_NEARNESS_DECADES; i++)
        counts[i] = 0;
    for (int i = 0; i < vertices->n; i++)
        order[i] = i;
    g_qsort_with_data(order, vertices->n, sizeof *order, compare_x, vertices->points);
    for (int i = 0; i < vertices->n; i++) {
        SrPoint p = vertices->points[order[i]];

        for (int k = i + 1; k < vertices->n; k++) {
            SrPoint q = vertices->points[order[k]];
            gint64 pair = pair_of(order[i], order[k]);

            if (q.x - p.x >= LIMIT)
                break;
            double distance = hypot(q.x - p.x, q.y - p.y);
            if (distance >= LIMIT || g_hash_table_contains(segments, &pair))
                continue;
            int decade = (int)floor(log10(distance)) - SR_NEARNESS_FIRST;
            counts[CLAMP(decade, 0, SR_NEARNESS_DECADES - 1)]++;
        }
    }
}

char *
sr_nearness_text(const SrBoundaries *boundaries)
{
    GString *text =
        g_string_new(_("Different vertices that are near each other, pairs by "
                       "distance in the unit of the file:\n"));
    long counts[SR_NEARNESS_DECADES];

    sr_nearness_count(boundaries, counts);
    for (int i = 0; i < SR_NEARNESS_DECADES; i++)
        g_string_append_printf(text, "  1e%+03d … 1e%+03d  %9ld\n", SR_NEARNESS_FIRST + i,
                               SR_NEARNESS_FIRST + i + 1, counts[i]);
    return g_string_free(text, FALSE);
}
