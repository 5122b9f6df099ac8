#include "draw/clip.h"

#include <glib.h>

/* --- Areas: Sutherland and Hodgman (1974), one side of the window after the other --- */

typedef enum { SIDE_LEFT, SIDE_RIGHT, SIDE_LOWER, SIDE_UPPER, N_SIDES } Side;

/* How far @point lies within a side; negative: outside. */
static double
depth_of(SrPoint point, SrBox window, Side side)
{
    switch (side) {
    case SIDE_LEFT:
        return point.x - window.x0;
    case SIDE_RIGHT:
        return window.x1 - point.x;
    case SIDE_LOWER:
        return point.y - window.y0;
    default:
        return window.y1 - point.y;
    }
}

/* The point of a–b on the side, @at within a and @bt within b; one of them outside. */
static SrPoint
crossing(SrPoint a, SrPoint b, double at, double bt)
{
    double t = at / (at - bt);

    return (SrPoint){a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
}

/* The ring in @from cut at one side to @to. */
static void
cut_side(const GArray *from, GArray *to, SrBox window, Side side)
{
    g_array_set_size(to, 0);
    for (guint i = 0; i < from->len; i++) {
        SrPoint a = g_array_index(from, SrPoint, i);
        SrPoint b = g_array_index(from, SrPoint, (i + 1) % from->len);
        double at = depth_of(a, window, side);
        double bt = depth_of(b, window, side);

        if (at >= 0)
            g_array_append_val(to, a);
        if ((at >= 0) == (bt >= 0))
            continue;
        SrPoint cut = crossing(a, b, at, bt);
        g_array_append_val(to, cut);
    }
}

/* The ring @points[n] cut to the window, in *ring; *other is of no account. */
static void
cut_ring(const SrPoint *points, int n, SrBox window, GArray **ring, GArray **other)
{
    g_array_set_size(*ring, 0);
    g_array_append_vals(*ring, points, (guint)n);
    for (int side = 0; side < N_SIDES && (*ring)->len > 0; side++) {
        GArray *swapped = *ring;

        cut_side(*ring, *other, window, (Side)side);
        *ring = *other;
        *other = swapped;
    }
}

SrPolygons *
sr_clip_areas(const SrPolygons *areas, SrBox window)
{
    SrPolygons *clipped = g_new0(SrPolygons, 1);
    GArray *points = g_array_new(FALSE, FALSE, sizeof(SrPoint));
    GArray *ring = g_array_new(FALSE, FALSE, sizeof(SrPoint));
    GArray *other = g_array_new(FALSE, FALSE, sizeof(SrPoint));

    clipped->n_areas = areas->n_areas;
    clipped->area_start = g_new0(int, areas->n_areas + 1);
    clipped->polygon_start = g_new0(int, areas->n_polygons + 1);
    clipped->ring_start = g_new0(int, areas->n_rings + 1);
    for (int a = 0; a < areas->n_areas; a++) {
        for (int p = areas->area_start[a]; p < areas->area_start[a + 1]; p++) {
            int before = clipped->n_rings;

            for (int r = areas->polygon_start[p]; r < areas->polygon_start[p + 1]; r++) {
                cut_ring(areas->points + areas->ring_start[r],
                         areas->ring_start[r + 1] - areas->ring_start[r], window, &ring,
                         &other);
                if (ring->len < 3)
                    continue;
                g_array_append_vals(points, ring->data, ring->len);
                clipped->ring_start[++clipped->n_rings] = (int)points->len;
            }
            if (clipped->n_rings > before)
                clipped->polygon_start[++clipped->n_polygons] = clipped->n_rings;
        }
        clipped->area_start[a + 1] = clipped->n_polygons;
    }
    clipped->n_points = (int)points->len;
    clipped->points = (SrPoint *)(void *)g_array_free(points, FALSE);
    g_array_unref(ring);
    g_array_unref(other);
    return clipped;
}

/* --- Lines --- */

typedef struct {
    GArray *starts, *levels, *outers, *points;
    SrPoint last; /* the end of the piece that is being made */
    bool is_open;
} Pieces;

/* Adds a–b, which lies within, to the piece that ends at a, or to a new one. */
static void
add_segment(Pieces *pieces, SrPoint a, SrPoint b, int level, bool outer)
{
    if (!pieces->is_open || pieces->last.x != a.x || pieces->last.y != a.y) {
        int start = (int)pieces->points->len;

        g_array_append_val(pieces->starts, start);
        g_array_append_val(pieces->levels, level);
        g_array_append_val(pieces->outers, outer);
        g_array_append_val(pieces->points, a);
    }
    g_array_append_val(pieces->points, b);
    pieces->last = b;
    pieces->is_open = true;
}

/* Cuts *a–*b to the window. Returns: whether anything is left. */
static bool
cut_segment(SrPoint *a, SrPoint *b, SrBox window)
{
    for (int side = 0; side < N_SIDES; side++) {
        double at = depth_of(*a, window, (Side)side);
        double bt = depth_of(*b, window, (Side)side);

        if (at < 0 && bt < 0)
            return false;
        if (at < 0)
            *a = crossing(*a, *b, at, bt);
        else if (bt < 0)
            *b = crossing(*a, *b, at, bt);
    }
    return true;
}

SrLines *
sr_clip_lines(const SrLines *lines, SrBox window)
{
    SrLines *clipped = g_new0(SrLines, 1);
    Pieces pieces = {g_array_new(FALSE, FALSE, sizeof(int)),
                     g_array_new(FALSE, FALSE, sizeof(int)),
                     g_array_new(FALSE, FALSE, sizeof(bool)),
                     g_array_new(FALSE, FALSE, sizeof(SrPoint)),
                     {0, 0},
                     false};

    for (int l = 0; l < lines->n_lines; l++) {
        pieces.is_open = false;
        for (int i = lines->line_start[l]; i + 1 < lines->line_start[l + 1]; i++) {
            SrPoint a = lines->points[i];
            SrPoint b = lines->points[i + 1];

            if (cut_segment(&a, &b, window))
                add_segment(&pieces, a, b, lines->line_level[l], lines->line_outer[l]);
        }
    }
    int end = (int)pieces.points->len;
    clipped->n_lines = (int)pieces.starts->len;
    clipped->n_points = end;
    g_array_append_val(pieces.starts, end);
    clipped->line_start = (int *)(void *)g_array_free(pieces.starts, FALSE);
    clipped->line_level = (int *)(void *)g_array_free(pieces.levels, FALSE);
    clipped->line_outer = (bool *)(void *)g_array_free(pieces.outers, FALSE);
    clipped->points = (SrPoint *)(void *)g_array_free(pieces.points, FALSE);
    return clipped;
}
