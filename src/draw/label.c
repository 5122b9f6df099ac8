#include "draw/label.h"

#include "draw/label_private.h"

#include <math.h>
#include <stdlib.h>

/* Costs, in the unit of SrLabelVariant.cost. */
#define COST_OVERHANG 90.0 /* times the squared share outside the own area */
#define COST_DISTANCE 5.0  /* at half the area's width away from the anchor */

/* Where a larger share than one in so many has no place, there is no room. */
#define HOPELESS 6
#define FINER 0.55

bool
sr_segment_meets_box(SrPoint a, SrPoint b, SrBox box)
{
    /* Most pairs are far apart: told by their boxes alone. */
    if (MAX(a.x, b.x) < box.x0 || MIN(a.x, b.x) > box.x1 || MAX(a.y, b.y) < box.y0 ||
        MIN(a.y, b.y) > box.y1)
        return false;

    double enter = 0;
    double leave = 1;
    const double from[2] = {a.x, a.y};
    const double step[2] = {b.x - a.x, b.y - a.y};
    const double low[2] = {box.x0, box.y0};
    const double high[2] = {box.x1, box.y1};

    /* Liang and Barsky (1984): clip the segment by each pair of sides. */
    for (int axis = 0; axis < 2; axis++) {
        if (step[axis] == 0) {
            if (from[axis] < low[axis] || from[axis] > high[axis])
                return false;
            continue;
        }
        double t0 = (low[axis] - from[axis]) / step[axis];
        double t1 = (high[axis] - from[axis]) / step[axis];

        enter = MAX(enter, MIN(t0, t1));
        leave = MIN(leave, MAX(t0, t1));
    }
    return enter <= leave;
}

static bool
box_within(SrBox inner, SrBox outer)
{
    return inner.x0 >= outer.x0 && inner.y0 >= outer.y0 && inner.x1 <= outer.x1 &&
           inner.y1 <= outer.y1;
}

static SrBox
polygon_box(const SrPolygons *areas, int polygon)
{
    SrBox box = SR_BOX_EMPTY;
    int shell = areas->polygon_start[polygon];

    for (int i = areas->ring_start[shell]; i < areas->ring_start[shell + 1]; i++)
        box = sr_box_add(box, areas->points[i]);
    return box;
}

/* An area of several parts is labelled once, in its largest. Returns: -1 if it has none.
 */
static int
largest_polygon(const SrPolygons *areas, int area)
{
    int largest = -1;
    double size = -1;

    for (int p = areas->area_start[area]; p < areas->area_start[area + 1]; p++) {
        int shell = areas->polygon_start[p];
        int n = areas->ring_start[shell + 1] - areas->ring_start[shell];
        double of_this = fabs(sr_ring_area(areas->points + areas->ring_start[shell], n));

        if (of_this > size) {
            size = of_this;
            largest = p;
        }
    }
    return largest;
}

bool
sr_label_is_apart(const GArray *kept, guint start, const SrLabelCandidate *one,
                  double apart_mm)
{
    for (guint k = start; k < kept->len; k++) {
        const SrLabelCandidate *other = &g_array_index(kept, SrLabelCandidate, k);

        if (other->variant == one->variant &&
            fabs(other->box.x0 - one->box.x0) < apart_mm &&
            fabs(other->box.y0 - one->box.y0) < apart_mm)
            return false;
    }
    return true;
}

int
sr_label_compare(const void *a, const void *b)
{
    const SrLabelCandidate *x = a;
    const SrLabelCandidate *y = b;

    if (x->cost != y->cost)
        return x->cost < y->cost ? -1 : 1;
    if (x->variant != y->variant)
        return x->variant - y->variant;
    if (x->box.y0 != y->box.y0)
        return x->box.y0 < y->box.y0 ? -1 : 1;
    return (x->box.x0 > y->box.x0) - (x->box.x0 < y->box.x0);
}

/* Moves to @kept the cheapest of @found that stand at least @apart_mm apart. */
static void
keep_cheapest(SrLabelQueue *found, const SrLabelWish *wish, double apart_mm, GArray *kept)
{
    SrLabelSpot spot;

    while (kept->len < SR_LABEL_CANDIDATES && sr_label_queue_pop(found, &spot)) {
        SrLabelCandidate one = {
            .cost = spot.cost,
            .variant = spot.variant,
            .box = sr_label_box(spot.middle, &wish->variants[spot.variant])};

        if (sr_label_is_apart(kept, 0, &one, apart_mm))
            g_array_append_val(kept, one);
    }
}

/* Step 1: boxes on a grid through the anchor of @area. */
static void
find_inside(const SrLabelTask *task, const SrTally *blocked, int area, GArray *kept)
{
    const SrLabelWish *wish = &task->wishes[area];
    int polygon = largest_polygon(task->areas, area);

    if (polygon < 0)
        return;
    SrBox box = polygon_box(task->areas, polygon);
    double width = box.x1 - box.x0;
    double height = box.y1 - box.y0;
    double size = sqrt(width * height);
    double step = MAX(0.7, size / 22);
    g_auto(SrLabelQueue) found = {0};
    g_autoptr(SrTally) own = sr_tally_new(box, MAX(SR_LABEL_CELL_MM, size / 100));
    sr_tally_fill(own, task->areas, polygon);
    sr_tally_seal(own);
    sr_label_queue_init(&found);

    int first_row = -(int)((wish->anchor.y - box.y0) / step);
    int last_row = (int)((box.y1 - wish->anchor.y) / step);
    int first_column = -(int)((wish->anchor.x - box.x0) / step);
    int last_column = (int)((box.x1 - wish->anchor.x) / step);
    for (int row = first_row; row <= last_row; row++)
        for (int column = first_column; column <= last_column; column++)
            for (int v = 0; v < wish->n_variants; v++) {
                SrPoint middle = {wish->anchor.x + column * step,
                                  wish->anchor.y + row * step};
                SrBox place = sr_label_box(middle, &wish->variants[v]);
                double share = sr_tally_share(own, place);

                if (share < SR_LABEL_INSIDE || !box_within(place, task->frame_mm) ||
                    sr_tally_touches(blocked, place))
                    continue;
                double cost =
                    wish->variants[v].cost + COST_OVERHANG * (1 - share) * (1 - share) +
                    COST_DISTANCE * step * sqrt(column * column + row * row) / (size / 2);
                sr_label_queue_add(&found, &(SrLabelSpot){cost, middle, v});
            }
    keep_cheapest(&found, wish, step * 1.5, kept);
}

void
sr_label_mark_blocks(const SrLabelTask *task, SrTally *tally)
{
    for (int i = 0; i < task->n_borders; i++)
        sr_tally_mark_segment(tally, task->borders[i].a, task->borders[i].b);
    for (int i = 0; i < task->n_obstacles; i++)
        sr_tally_mark_box(tally, task->obstacles[i]);
}

static SrTally *
mark_blocked(const SrLabelTask *task)
{
    SrTally *blocked = sr_tally_new(task->frame_mm, SR_LABEL_CELL_MM);

    sr_label_mark_blocks(task, blocked);
    sr_tally_seal(blocked);
    return blocked;
}

static bool
wants_outside(const SrLabelWish *wish, const GArray *candidates, int chosen)
{
    if (wish->n_variants == 0)
        return false;
    if (chosen < 0)
        return true;
    /* Where numbers are what is wanted, one that has its place is no way out. */
    return wish->n_variants > 1 &&
           wish->variants[g_array_index(candidates, SrLabelCandidate, chosen).variant]
               .is_key;
}

static SrLabelPlace *
places_of(GArray *const *candidates, int n, const int *chosen)
{
    SrLabelPlace *places = g_new0(SrLabelPlace, MAX(n, 1));

    for (int i = 0; i < n; i++) {
        places[i].variant = -1;
        if (chosen[i] < 0)
            continue;
        const SrLabelCandidate *one =
            &g_array_index(candidates[i], SrLabelCandidate, chosen[i]);
        places[i] = (SrLabelPlace){one->variant, one->box, one->has_leader,
                                   one->leader_from, one->leader_to};
    }
    return places;
}

/*
 * Candidates outside for all that want them and have none yet. Returns: whether there was
 * such a label. Their order changes with the new ones: the choice is made anew.
 */
static bool
add_outside(const SrLabelTask *task, GArray *const *candidates, int *chosen,
            bool *is_outside, SrLabelRoom **room)
{
    bool any = false;

    for (int i = 0; i < task->areas->n_areas; i++) {
        if (is_outside[i] || !wants_outside(&task->wishes[i], candidates[i], chosen[i]))
            continue;
        if (*room == NULL)
            *room = sr_label_room_new(task);
        chosen[i] = -1;
        is_outside[i] = any = true;
        sr_label_find_outside(*room, i, SR_LABEL_STEP_MM, candidates[i]);
        g_array_sort(candidates[i], sr_label_compare);
    }
    return any;
}

/* Where a few have no place still: more places for all outside. Returns: whether so. */
static bool
refine_outside(const SrLabelTask *task, GArray *const *candidates, const int *chosen,
               const bool *is_outside, const SrLabelRoom *room)
{
    int n = task->areas->n_areas;
    int n_unplaced = 0;

    for (int i = 0; i < n; i++)
        n_unplaced += chosen[i] < 0 && task->wishes[i].n_variants > 0;
    if (n_unplaced == 0 || n_unplaced > MAX(n / HOPELESS, 1))
        return false;
    /* They come after what is there: the choice so far stays what it is. */
    for (int i = 0; i < n; i++)
        if (is_outside[i])
            sr_label_find_outside(room, i, SR_LABEL_STEP_MM * FINER, candidates[i]);
    return true;
}

SrLabelPlace *
sr_labels_place(const SrLabelTask *task)
{
    int n = task->areas->n_areas;
    g_autoptr(SrTally) blocked = mark_blocked(task);
    g_autoptr(SrLabelRoom) room = NULL;
    g_autofree int *chosen = g_new(int, MAX(n, 1));
    g_autofree bool *is_outside = g_new0(bool, MAX(n, 1));
    g_autoptr(GPtrArray) lists =
        g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);

    for (int i = 0; i < n; i++) {
        GArray *kept = g_array_new(FALSE, FALSE, sizeof(SrLabelCandidate));

        chosen[i] = -1;
        g_ptr_array_add(lists, kept);
        if (task->wishes[i].n_variants > 0)
            find_inside(task, blocked, i, kept);
    }
    GArray *const *candidates = (GArray *const *)lists->pdata;
    sr_labels_solve(candidates, n, chosen);
    /* Leaders can shut out labels that had a place: these get candidates outside too. */
    while (add_outside(task, candidates, chosen, is_outside, &room))
        sr_labels_solve(candidates, n, chosen);
    if (refine_outside(task, candidates, chosen, is_outside, room))
        sr_labels_solve(candidates, n, chosen);
    return places_of(candidates, n, chosen);
}
