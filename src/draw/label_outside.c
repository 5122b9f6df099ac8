/* Places for labels in the free space around the areas: step 4 of draw/label.h. */
#include "draw/label_private.h"

#include <math.h>

#define COST_LEADER 25.0
#define COST_LEADER_MM 0.45 /* per millimetre of leader line */
#define COST_KEY_LEADER 60.0
#define COST_CROSSING 40.0 /* for each obstacle below a leader */

#define GAP_MM 1.0 /* from the areas */
#define VARIANTS 3
#define SPREAD 60.0 /* cost above the cheapest */

/* Directions from the anchor; in each so many are kept, and so many looked at. */
#define N_SECTORS 12
#define SECTOR_KEPT 8
#define SECTOR_TRIED 48

struct SrLabelRoom {
    const SrLabelTask *task;
    SrTally *taken;   /* areas, borders, obstacles; owned */
    SrTally *symbols; /* obstacles alone; owned */
};

SrLabelRoom *
sr_label_room_new(const SrLabelTask *task)
{
    SrLabelRoom *room = g_new(SrLabelRoom, 1);
    const SrPolygons *areas = task->areas;

    room->task = task;
    room->taken = sr_tally_new(task->frame_mm, SR_LABEL_CELL_MM);
    for (int polygon = 0; polygon < areas->n_polygons; polygon++)
        sr_tally_fill(room->taken, areas, polygon);
    sr_label_mark_blocks(task, room->taken);
    sr_tally_seal(room->taken);
    room->symbols = sr_tally_new(task->frame_mm, SR_LABEL_CELL_MM);
    for (int i = 0; i < task->n_obstacles; i++)
        sr_tally_mark_box(room->symbols, task->obstacles[i]);
    sr_tally_seal(room->symbols);
    return room;
}

void
sr_label_room_free(SrLabelRoom *room)
{
    if (room == NULL)
        return;
    sr_tally_free(room->taken);
    sr_tally_free(room->symbols);
    g_free(room);
}

static SrBox
grown(SrBox box, double by)
{
    return (SrBox){box.x0 - by, box.y0 - by, box.x1 + by, box.y1 + by};
}

static double
distance_of(SrPoint a, SrPoint b)
{
    return sqrt((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y));
}

static bool
holds(SrBox box, SrPoint point)
{
    return point.x >= box.x0 && point.x <= box.x1 && point.y >= box.y0 &&
           point.y <= box.y1;
}

/* What a leader costs for the obstacles below it; it may begin in the area's own. */
static double
crossing_cost(const SrLabelRoom *room, const SrLabelCandidate *one)
{
    const SrLabelTask *task = room->task;
    SrBox around = sr_box_add(sr_box_add(SR_BOX_EMPTY, one->leader_from), one->leader_to);
    double cost = 0;

    if (!sr_tally_touches(room->symbols, around))
        return 0;
    for (int i = 0; i < task->n_obstacles; i++) {
        SrBox box = task->obstacles[i];

        if (sr_box_overlaps(around, box) &&
            sr_segment_meets_box(one->leader_from, one->leader_to, box) &&
            !holds(box, one->leader_from))
            cost += i < task->n_walls ? SR_LABEL_UNPLACED : COST_CROSSING;
    }
    return cost;
}

/* The direction in which a label stands from its anchor: 0 .. N_SECTORS - 1. */
static int
sector_of(const SrLabelCandidate *one)
{
    double x = (one->box.x0 + one->box.x1) / 2 - one->leader_from.x;
    double y = (one->box.y0 + one->box.y1) / 2 - one->leader_from.y;

    return CLAMP((int)((atan2(y, x) / G_PI + 1) / 2 * N_SECTORS), 0, N_SECTORS - 1);
}

/* The middle of the side of @box that is nearest to @from. */
static SrPoint
nearest_side(SrBox box, SrPoint from)
{
    double x = (box.x0 + box.x1) / 2;
    double y = (box.y0 + box.y1) / 2;
    const SrPoint sides[] = {{x, box.y0}, {x, box.y1}, {box.x0, y}, {box.x1, y}};
    SrPoint nearest = sides[0];

    for (int i = 1; i < 4; i++)
        if (distance_of(sides[i], from) < distance_of(nearest, from))
            nearest = sides[i];
    return nearest;
}

/* Boxes of the way @v in the free space, each with its leader and what that costs by its
 * length. */
static void
scan_outside(const SrLabelRoom *room, int area, int v, double step_mm, GArray *found)
{
    const SrLabelWish *wish = &room->task->wishes[area];
    const SrLabelVariant *variant = &wish->variants[v];
    SrBox frame = room->task->frame_mm;
    double base = variant->cost + COST_LEADER + (variant->is_key ? COST_KEY_LEADER : 0);

    for (double y = frame.y0 + variant->height_mm / 2;
         y <= frame.y1 - variant->height_mm / 2; y += step_mm)
        for (double x = frame.x0 + variant->width_mm / 2;
             x <= frame.x1 - variant->width_mm / 2; x += step_mm) {
            SrLabelCandidate one = {.variant = v,
                                    .has_leader = true,
                                    .box = sr_label_box((SrPoint){x, y}, variant),
                                    .leader_from = wish->anchor};

            if (sr_tally_touches(room->taken, grown(one.box, GAP_MM)))
                continue;
            one.leader_to = nearest_side(one.box, wish->anchor);
            one.cost = base + COST_LEADER_MM * distance_of(one.leader_to, wish->anchor);
            g_array_append_val(found, one);
        }
}

void
sr_label_find_outside(const SrLabelRoom *room, int area, double step_mm, GArray *kept)
{
    const SrLabelWish *wish = &room->task->wishes[area];
    guint start = kept->len;
    double cheapest = SR_LABEL_UNPLACED;
    int n_kept[N_SECTORS] = {0};
    int n_tried[N_SECTORS] = {0};
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(SrLabelCandidate));

    /* There is room outside: the best ways of writing, or the number, will do. */
    for (int v = 0; v < wish->n_variants; v++)
        if (v < VARIANTS || wish->variants[v].is_key)
            scan_outside(room, area, v, step_mm, found);
    g_array_sort(found, sr_label_compare);
    for (guint i = 0; i < found->len; i++) {
        SrLabelCandidate one = g_array_index(found, SrLabelCandidate, i);
        int sector = sector_of(&one);
        bool is_full =
            kept->len - start >= SR_LABEL_CANDIDATES && n_kept[sector] >= SECTOR_KEPT;

        if (one.cost > cheapest + SPREAD)
            break;
        if (is_full || n_tried[sector] >= SECTOR_TRIED ||
            !sr_label_is_apart(kept, start, &one, step_mm * 1.5))
            continue;
        n_tried[sector]++;
        one.cost += crossing_cost(room, &one);
        if (one.cost > cheapest + SPREAD || one.cost >= SR_LABEL_UNPLACED)
            continue;
        cheapest = MIN(cheapest, one.cost);
        g_array_append_val(kept, one);
        n_kept[sector]++;
    }
}
