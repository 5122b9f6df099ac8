#include "shapes/vertices.h"

#include "base/bulk.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/* So few points lie within a snap of the border of their cell that looking into the
 * neighbouring cells costs nothing, and so few lie in one cell that its chain is short.
 */
#define SNAPS_PER_CELL 64

/* For a snap of 0: the cell only spreads points over the table. */
#define EXACT_CELL 1e-7

/*
 * So many visits before its turn the bucket of a point is fetched from memory, and so
 * many the vertex that stands first in it. A power of two.
 */
#define AHEAD 16
#define AHEAD_VERTEX 6

typedef struct {
    double snap;
    double per_unit; /* cells to the unit of length */
    int *head;       /* [mask + 1] first vertex of a bucket, or -1 */
    int *next;       /* [n] next vertex of the bucket */
    uint64_t mask;
    int *parent; /* [n] union-find over snapped vertices; NULL until one is */
    int n;
    SrPoint *points;
} Grid;

int
sr_point_compare(SrPoint a, SrPoint b)
{
    if (a.x != b.x)
        return a.x < b.x ? -1 : 1;
    return (a.y > b.y) - (a.y < b.y);
}

/* A cell's number; all beyond what an integer can hold are one. */
static uint64_t
cell_of(double column)
{
    return (uint64_t)(int64_t)CLAMP(column, -9e18, 9e18);
}

static uint64_t
bucket(const Grid *grid, double column, double row)
{
    uint64_t hash =
        cell_of(column) * 0x9E3779B97F4A7C15u ^ cell_of(row) * 0xC2B2AE3D27D4EB4Fu;

    hash ^= hash >> 29;
    hash *= 0xBF58476D1CE4E5B9u;
    return (hash ^ hash >> 32) & grid->mask;
}

static int
find_root(Grid *grid, int vertex)
{
    if (grid->parent == NULL)
        return vertex;
    while (grid->parent[vertex] != vertex) {
        grid->parent[vertex] = grid->parent[grid->parent[vertex]];
        vertex = grid->parent[vertex];
    }
    return vertex;
}

/* The least point of a group is its root. */
static void
join(Grid *grid, int a, int b, int capacity)
{
    if (grid->parent == NULL) {
        grid->parent = g_new(int, capacity);
        for (int i = 0; i < capacity; i++)
            grid->parent[i] = i;
    }
    a = find_root(grid, a);
    b = find_root(grid, b);
    if (sr_point_compare(grid->points[a], grid->points[b]) <= 0)
        grid->parent[b] = a;
    else
        grid->parent[a] = b;
}

/* Joins the new vertex @added to all that are near it in one bucket. */
static void
join_near(Grid *grid, uint64_t b, int added, int capacity)
{
    SrPoint p = grid->points[added];

    for (int v = grid->head[b]; v >= 0; v = grid->next[v]) {
        double dx = fabs(grid->points[v].x - p.x);
        double dy = fabs(grid->points[v].y - p.y);

        if (dx <= grid->snap && dy <= grid->snap && v != added &&
            dx * dx + dy * dy <= grid->snap * grid->snap)
            join(grid, v, added, capacity);
    }
}

/* -1, 0, 1: whether a coordinate, counted in cells, is near the lower or upper wall. */
static int
near_wall(double cells, double column)
{
    double within = cells - column;

    if (within < 1.0 / SNAPS_PER_CELL)
        return -1;
    return within > 1 - 1.0 / SNAPS_PER_CELL;
}

static int
add(Grid *grid, SrPoint p, uint64_t b, int capacity)
{
    bool has_near = false;

    for (int v = grid->head[b]; v >= 0; v = grid->next[v]) {
        double dx = fabs(grid->points[v].x - p.x);
        double dy = fabs(grid->points[v].y - p.y);

        if (dx == 0 && dy == 0)
            return v;
        has_near |= dx <= grid->snap && dy <= grid->snap;
    }

    int added = grid->n++;
    grid->points[added] = p;
    grid->next[added] = grid->head[b];
    grid->head[b] = added;
    if (grid->snap > 0) {
        double column = floor(p.x * grid->per_unit);
        double row = floor(p.y * grid->per_unit);
        int east = near_wall(p.x * grid->per_unit, column);
        int north = near_wall(p.y * grid->per_unit, row);

        if (has_near)
            join_near(grid, b, added, capacity);
        if (east != 0)
            join_near(grid, bucket(grid, column + east, row), added, capacity);
        if (north != 0)
            join_near(grid, bucket(grid, column, row + north), added, capacity);
        if (east != 0 && north != 0)
            join_near(grid, bucket(grid, column + east, row + north), added, capacity);
    }
    return added;
}

static uint64_t
bucket_of(const Grid *grid, SrPoint p)
{
    return bucket(grid, floor(p.x * grid->per_unit), floor(p.y * grid->per_unit));
}

SrVertices *
sr_vertices_new(const SrPoint *points, int n_points, double snap)
{
    SrVertices *vertices = g_new0(SrVertices, 1);
    Grid grid = {.snap = snap,
                 .per_unit = 1 / (snap > 0 ? snap * SNAPS_PER_CELL : EXACT_CELL)};
    uint64_t buckets[AHEAD]; /* of the visits to come */
    int last = -1;

    for (grid.mask = 1024; grid.mask < (uint64_t)n_points; grid.mask *= 2)
        ;
    grid.head = sr_bulk_new(int, grid.mask);
    memset(grid.head, 0xff, grid.mask * sizeof *grid.head);
    grid.mask--;
    grid.next = sr_bulk_new(int, n_points + 1);
    grid.points = sr_bulk_new(SrPoint, n_points + 1);
    vertices->visits = sr_bulk_new(int, n_points + 1);
    for (int i = 0; i < MIN(AHEAD, n_points); i++)
        buckets[i] = bucket_of(&grid, points[i]);
    for (int i = 0; i < n_points; i++) {
        SrPoint p = {points[i].x + 0.0, points[i].y + 0.0}; /* no minus zero */
        uint64_t b = buckets[i % AHEAD];

        if (i + AHEAD < n_points) {
            buckets[i % AHEAD] = bucket_of(&grid, points[i + AHEAD]);
            __builtin_prefetch(&grid.head[buckets[i % AHEAD]]);
            int ahead = grid.head[buckets[(i + AHEAD_VERTEX) % AHEAD]];
            __builtin_prefetch(&grid.points[MAX(ahead, 0)]);
        }
        /* A neighbour's ring walks the common border backwards, vertex by vertex. */
        if (last > 0 && grid.points[last - 1].x == p.x && grid.points[last - 1].y == p.y)
            last = last - 1;
        else
            last = add(&grid, p, b, n_points);
        vertices->visits[i] = last;
    }
    for (int i = 0; i < n_points && grid.parent != NULL; i++) {
        int root = find_root(&grid, vertices->visits[i]);

        vertices->n_snapped += root != vertices->visits[i];
        vertices->visits[i] = root;
    }
    vertices->n = grid.n;
    vertices->points = g_steal_pointer(&grid.points);
    g_free(grid.head);
    g_free(grid.next);
    g_free(grid.parent);
    return vertices;
}

void
sr_vertices_free(SrVertices *vertices)
{
    if (vertices == NULL)
        return;
    g_free(vertices->points);
    g_free(vertices->visits);
    g_free(vertices);
}
