#include "shapes/borders.h"

#include <string.h>

/* Arcs of one class are joined: same level, same side of the rim. */
typedef struct {
    const SrTopology *topology;
    const int *class; /* [n_arcs] 2 * level + outer, or -1 */
    int *ends;    /* [2 * n_nodes] the first two arcs of the class that leave a node */
    int *n_ends;  /* [n_nodes] */
    bool *passed; /* [n_arcs] */
    SrLines *lines;
} Join;

static int
classify(const SrTopology *topology, const int *const *groups, int n_levels, int arc)
{
    for (int level = n_levels - 1; level >= 0; level--) {
        int left = sr_topology_group(groups[level], topology->arc_left[arc]);
        int right = sr_topology_group(groups[level], topology->arc_right[arc]);

        if (left != right)
            return 2 * level + (left < 0 || right < 0);
    }
    return -1;
}

static void
note_end(Join *join, int directed)
{
    int node = sr_topology_from(join->topology, directed);

    if (join->n_ends[node] < 2)
        join->ends[2 * node + join->n_ends[node]] = directed;
    join->n_ends[node]++;
}

/* The arc that goes on at the end of @directed, if just one does. */
static bool
go_on(const Join *join, int *directed)
{
    int node = sr_topology_to(join->topology, *directed);
    int back = ~*directed;

    if (join->n_ends[node] != 2)
        return false;
    int next =
        join->ends[2 * node] == back ? join->ends[2 * node + 1] : join->ends[2 * node];
    if (join->passed[next >= 0 ? next : ~next])
        return false;
    *directed = next;
    return true;
}

static void
append_arc(Join *join, int directed)
{
    const SrTopology *topology = join->topology;
    SrLines *lines = join->lines;
    int arc = directed >= 0 ? directed : ~directed;
    const SrPoint *p = topology->points + topology->arc_start[arc];
    int n = topology->arc_start[arc + 1] - topology->arc_start[arc];
    bool begins = lines->n_points == lines->line_start[lines->n_lines];

    join->passed[arc] = true;
    for (int i = begins ? 0 : 1; i < n; i++)
        lines->points[lines->n_points++] = directed >= 0 ? p[i] : p[n - 1 - i];
}

static void
trace_line(Join *join, int directed, int class)
{
    SrLines *lines = join->lines;

    do
        append_arc(join, directed);
    while (go_on(join, &directed));
    lines->line_level[lines->n_lines] = class / 2;
    lines->line_outer[lines->n_lines] = class % 2 == 1;
    lines->line_start[++lines->n_lines] = lines->n_points;
}

/* Lines of one class: first those with two ends, then what is left are closed ones. */
static void
join_class(Join *join, int class)
{
    const SrTopology *topology = join->topology;

    memset(join->n_ends, 0, (size_t)topology->n_nodes * sizeof *join->n_ends);
    for (int i = 0; i < topology->n_arcs; i++)
        if (join->class[i] == class) {
            note_end(join, i);
            note_end(join, ~i);
        }
    for (int pass = 0; pass < 2; pass++)
        for (int i = 0; i < topology->n_arcs; i++) {
            if (join->class[i] != class || join->passed[i])
                continue;
            if (pass == 1 || join->n_ends[topology->arc_from[i]] != 2)
                trace_line(join, i, class);
            else if (join->n_ends[topology->arc_to[i]] != 2)
                trace_line(join, ~i, class);
        }
}

SrLines *
sr_topology_borders(const SrTopology *topology, const int *const *groups, int n_levels)
{
    g_autofree int *class = g_new(int, topology->n_arcs + 1);
    g_autofree int *ends = g_new(int, 2 * topology->n_nodes + 1);
    g_autofree int *n_ends = g_new(int, topology->n_nodes + 1);
    g_autofree bool *passed = g_new0(bool, topology->n_arcs + 1);
    SrLines *lines = g_new0(SrLines, 1);
    Join join = {topology, class, ends, n_ends, passed, lines};

    for (int i = 0; i < topology->n_arcs; i++)
        class[i] = classify(topology, groups, n_levels, i);
    lines->line_start = g_new0(int, topology->n_arcs + 1);
    lines->line_level = g_new(int, topology->n_arcs + 1);
    lines->line_outer = g_new(bool, topology->n_arcs + 1);
    lines->points = g_new(SrPoint, topology->n_points + 1);
    for (int c = 0; c < 2 * n_levels; c++)
        join_class(&join, c);
    return lines;
}

void
sr_lines_free(SrLines *lines)
{
    if (lines == NULL)
        return;
    g_free(lines->line_start);
    g_free(lines->line_level);
    g_free(lines->line_outer);
    g_free(lines->points);
    g_free(lines);
}
