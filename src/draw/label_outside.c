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
#define TAN_30 0.57735026918962576
#define TAN_60 1.7320508075688773
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

/* The direction in which a label stands from its anchor, of twelve: 0 .. N_SECTORS - 1.
 */
static int
sector_of(SrBox box, SrPoint anchor)
{
    double x = (box.x0 + box.x1) / 2 - anchor.x;
    double y = (box.y0 + box.y1) / 2 - anchor.y;
    int quadrant = (x < 0) + 2 * (y < 0);
    int third = (fabs(y) > fabs(x) * TAN_30) + (fabs(y) > fabs(x) * TAN_60);

    return 3 * quadrant + third;
}

/* The middle of the side of @box that is nearest to @from. */
static SrPoint
nearest_side(SrBox box, SrPoint from)
{
    double x = (box.x0 + box.x1) / 2;
    double y = (box.y0 + box.y1) / 2;
    const SrPoint sides[] = {{x, box.y0}, {x, box.y1}, {box.x0, y}, {box.x1, y}};
    SrPoint nearest = sides[0];
    double least = distance_of(nearest, from);

    for (int i = 1; i < 4; i++) {
        double distance = distance_of(sides[i], from);

        if (distance < least) {
            least = distance;
            nearest = sides[i];
        }
    }
    return nearest;
}

/* What is found in one direction. */
typedef struct {
    SrLabelQueue spots;
    int n_kept;
    int n_tried;
} Sector;

/* Boxes of the way @v in the free space, each with what its leader costs by its length.
 */
static void
scan_outside(const SrLabelRoom *room, int area, int v, double step_mm, Sector *sectors)
{
    const SrLabelWish *wish = &room->task->wishes[area];
    const SrLabelVariant *variant = &wish->variants[v];
    SrBox frame = room->task->frame_mm;
    double base = variant->cost + COST_LEADER + (variant->is_key ? COST_KEY_LEADER : 0);

    for (double y = frame.y0 + variant->height_mm / 2;
         y <= frame.y1 - variant->height_mm / 2; y += step_mm)
        for (double x = frame.x0 + variant->width_mm / 2;
             x <= frame.x1 - variant->width_mm / 2; x += step_mm) {
            SrLabelSpot spot = {.variant = v, .middle = {x, y}};
            SrBox box = sr_label_box(spot.middle, variant);

            if (sr_tally_touches(room->taken, grown(box, GAP_MM)))
                continue;
            SrPoint leader_to = nearest_side(box, wish->anchor);
            spot.cost = base + COST_LEADER_MM * distance_of(leader_to, wish->anchor);
            sr_label_queue_add(&sectors[sector_of(box, wish->anchor)].spots, &spot);
        }
}

/*
 * Takes the cheapest spot of all directions in which more are wanted: none of one that is
 * full when all together are enough, or where enough were tried. Returns: its direction,
 * or NULL when there is no such spot.
 */
static Sector *
take_cheapest(Sector *sectors, guint n_kept, SrLabelSpot *spot)
{
    Sector *cheapest = NULL;

    for (int i = 0; i < N_SECTORS; i++) {
        Sector *one = &sectors[i];
        bool is_full = n_kept >= SR_LABEL_CANDIDATES && one->n_kept >= SECTOR_KEPT;

        if (is_full || one->n_tried >= SECTOR_TRIED)
            continue;
        const SrLabelSpot *first = sr_label_queue_first(&one->spots);
        if (first != NULL &&
            (cheapest == NULL ||
             sr_label_spot_compare(first, sr_label_queue_first(&cheapest->spots)) < 0))
            cheapest = one;
    }
    return cheapest != NULL && sr_label_queue_pop(&cheapest->spots, spot) ? cheapest
                                                                          : NULL;
}

static SrLabelCandidate
candidate_of(const SrLabelWish *wish, const SrLabelSpot *spot)
{
    SrBox box = sr_label_box(spot->middle, &wish->variants[spot->variant]);

    return (SrLabelCandidate){.cost = spot->cost,
                              .variant = spot->variant,
                              .has_leader = true,
                              .box = box,
                              .leader_from = wish->anchor,
                              .leader_to = nearest_side(box, wish->anchor)};
}

void
sr_label_find_outside(const SrLabelRoom *room, int area, double step_mm, GArray *kept)
{
    const SrLabelWish *wish = &room->task->wishes[area];
    guint start = kept->len;
    double cheapest = SR_LABEL_UNPLACED;
    Sector sectors[N_SECTORS] = {0};
    SrLabelSpot spot;

    for (int i = 0; i < N_SECTORS; i++)
        sr_label_queue_init(&sectors[i].spots);
    /* There is room outside: the best ways of writing, or the number, will do. */
    for (int v = 0; v < wish->n_variants; v++)
        if (v < VARIANTS || wish->variants[v].is_key)
            scan_outside(room, area, v, step_mm, sectors);
    for (Sector *sector;
         (sector = take_cheapest(sectors, kept->len - start, &spot)) != NULL;) {
        SrLabelCandidate one = candidate_of(wish, &spot);

        if (one.cost > cheapest + SPREAD)
            break;
        if (!sr_label_is_apart(kept, start, &one, step_mm * 1.5))
            continue;
        sector->n_tried++;
        one.cost += crossing_cost(room, &one);
        if (one.cost > cheapest + SPREAD || one.cost >= SR_LABEL_UNPLACED)
            continue;
        cheapest = MIN(cheapest, one.cost);
        g_array_append_val(kept, one);
        sector->n_kept++;
    }
    for (int i = 0; i < N_SECTORS; i++)
        sr_label_queue_clear(&sectors[i].spots);
}
