#include "shapes/labelpoint.h"

#include "base/heap.h"

#include <math.h>

/* The box found is at most this part of the area's smaller side below the best one. */
#define PRECISION 0.01

/* Cuts end here whatever the shape: the best box so far is good enough for a name. */
#define MAX_CELLS 20000

/* A square of the plane in which heights are multiplied by the aspect of the text. */
typedef struct {
    SrPoint middle;
    double half;
    double room; /* half the width of the square about the middle that stays inside; < 0
                    outside */
    double hope; /* the most that room can be anywhere in the cell */
} Cell;

typedef struct {
    const SrPolygons *polygons;
    int polygon;
    double aspect;
} Shape;

/* The least max(|x|, |y|) on the way from a to b: at an end, on an axis or a diagonal. */
static double
square_distance(double ax, double ay, double bx, double by)
{
    double dx = bx - ax;
    double dy = by - ay;
    double best = fmin(fmax(fabs(ax), fabs(ay)), fmax(fabs(bx), fabs(by)));
    /* Where x, y, x - y, x + y pass through zero. */
    const double at[][2] = {{ax, dx}, {ay, dy}, {ax - ay, dx - dy}, {ax + ay, dx + dy}};

    for (size_t i = 0; i < G_N_ELEMENTS(at); i++) {
        double t = at[i][1] == 0 ? 0 : -at[i][0] / at[i][1];

        if (t > 0 && t < 1)
            best = fmin(best, fmax(fabs(ax + t * dx), fabs(ay + t * dy)));
    }
    return best;
}

/* From 0 to the nearest number between @a and @b. */
static inline double
distance_to(double a, double b)
{
    double from_a = fabs(a);
    double from_b = fabs(b);

    if ((a > 0) != (b > 0))
        return 0;
    return from_a < from_b ? from_a : from_b;
}

static double
measure_room(const Shape *shape, SrPoint p)
{
    const SrPolygons *all = shape->polygons;
    double best = G_MAXDOUBLE;
    bool inside = false;

    for (int r = all->polygon_start[shape->polygon];
         r < all->polygon_start[shape->polygon + 1]; r++) {
        int first = all->ring_start[r];
        int end = all->ring_start[r + 1];

        for (int i = first, j = end - 1; i < end; j = i++) {
            double ax = all->points[j].x - p.x;
            double ay = all->points[j].y * shape->aspect - p.y;
            double bx = all->points[i].x - p.x;
            double by = all->points[i].y * shape->aspect - p.y;

            if ((ay > 0) != (by > 0) && ax + (bx - ax) * ay / (ay - by) > 0)
                inside = !inside;
            /* No nearer than the box about it: most are far, and need no more. */
            if (distance_to(ax, bx) < best && distance_to(ay, by) < best)
                best = fmin(best, square_distance(ax, ay, bx, by));
        }
    }
    return inside ? best : -best;
}

static Cell
make_cell(const Shape *shape, double x, double y, double half)
{
    Cell cell = {.middle = {x, y}, .half = half};

    cell.room = measure_room(shape, cell.middle);
    cell.hope = cell.room + half;
    return cell;
}

/* Cells wait with the most hopeful first. */
static void
add_cell(const Shape *shape, GArray *cells, GArray *heap, double x, double y, double half)
{
    Cell cell = make_cell(shape, x, y, half);

    sr_heap_push(heap, (SrHeapEntry){-cell.hope, (int)cells->len, 0});
    g_array_append_val(cells, cell);
}

/* The polygon of the area whose shell encloses most. */
static int
largest_polygon(const SrPolygons *polygons, int area)
{
    int found = -1;
    double most = -1;

    for (int p = polygons->area_start[area]; p < polygons->area_start[area + 1]; p++) {
        int shell = polygons->polygon_start[p];
        int first = polygons->ring_start[shell];
        double size = sr_ring_area(polygons->points + first,
                                   polygons->ring_start[shell + 1] - first);

        if (size > most) {
            most = size;
            found = p;
        }
    }
    return found;
}

static Cell
search(const Shape *shape, SrBox box)
{
    double width = box.x1 - box.x0;
    double height = box.y1 - box.y0;
    double half = fmin(width, height) / 2;
    double precision = half * PRECISION;
    Cell best = make_cell(shape, box.x0 + width / 2, box.y0 + height / 2, 0);
    g_autoptr(GArray) cells = g_array_new(FALSE, FALSE, sizeof(Cell));
    g_autoptr(GArray) heap = sr_heap_new();

    if (!(half > 0))
        return best;
    for (double x = box.x0 + half; x - half < box.x1; x += 2 * half)
        for (double y = box.y0 + half; y - half < box.y1; y += 2 * half)
            add_cell(shape, cells, heap, x, y, half);
    for (int n = 0; heap->len > 0 && n < MAX_CELLS; n++) {
        Cell cell = g_array_index(cells, Cell, sr_heap_pop(heap).item);

        if (cell.room > best.room)
            best = cell;
        if (cell.hope - best.room <= precision)
            break;
        for (int k = 0; k < 4; k++)
            add_cell(shape, cells, heap, cell.middle.x + (k & 1 ? 1 : -1) * cell.half / 2,
                     cell.middle.y + (k & 2 ? 1 : -1) * cell.half / 2, cell.half / 2);
    }
    return best;
}

bool
sr_label_point(const SrPolygons *polygons, int area, double aspect, SrLabelPoint *label)
{
    int polygon = largest_polygon(polygons, area);
    Shape shape = {polygons, polygon, aspect};
    SrBox box = SR_BOX_EMPTY;

    if (polygon < 0)
        return false;
    int shell = polygons->polygon_start[polygon];
    for (int i = polygons->ring_start[shell]; i < polygons->ring_start[shell + 1]; i++)
        box = sr_box_add(
            box, (SrPoint){polygons->points[i].x, polygons->points[i].y * aspect});
    Cell best = search(&shape, box);
    label->point = (SrPoint){best.middle.x, best.middle.y / aspect};
    label->width = 2 * fmax(best.room, 0);
    label->height = label->width / aspect;
    return true;
}
