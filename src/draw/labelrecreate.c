/* Ruin and recreate (Schrimpf and others 2000), without chance: see labelsolve_private.h.
 */
#include "draw/labelsolve_private.h"

#include <stdlib.h>
#include <string.h>

/* So many labels are taken away at once; the last is tried where the others fail. */
static const int sizes[] = {8, 16, 32};
#define MOST_REMOVED 32
/* Where a larger share has no place, there is no room: moving things finds none. */
#define HOPELESS 6
/* Of the free candidates of a label so many are weighed … */
#define WEIGHED 8
#define N_STARTS 6
/* … by what they take from the others: all that one has left costs this. */
#define COST_TAKEN 60.0

typedef struct {
    GArray *const *candidates;
    int n;
    int labels[MOST_REMOVED];
    GArray *free[MOST_REMOVED]; /* of int: candidates that the others leave; owned */
    bool is_done[MOST_REMOVED];
} Ruin;

typedef struct {
    int label;
    double distance2;
} Near;

static int
compare_near(const void *a, const void *b)
{
    const Near *x = a;
    const Near *y = b;

    if (x->distance2 != y->distance2)
        return x->distance2 < y->distance2 ? -1 : 1;
    return x->label - y->label;
}

/* About where a label belongs: the middle of its cheapest candidate. */
static SrPoint
place_of(GArray *const *candidates, int label)
{
    const SrLabelCandidate *first = sr_label_candidate(candidates, label, 0);

    return first->has_leader ? first->leader_from
                             : (SrPoint){(first->box.x0 + first->box.x1) / 2,
                                         (first->box.y0 + first->box.y1) / 2};
}

/* Lists the @most labels nearest to @label, itself the first. Returns: how many. */
static int
list_near(GArray *const *candidates, int n_labels, int label, int most, int *labels)
{
    g_autofree Near *near = g_new(Near, n_labels);
    SrPoint here = place_of(candidates, label);
    int n = 0;

    for (int i = 0; i < n_labels; i++) {
        if (candidates[i]->len == 0)
            continue;
        SrPoint there = place_of(candidates, i);

        near[n++] = (Near){i, (there.x - here.x) * (there.x - here.x) +
                                  (there.y - here.y) * (there.y - here.y)};
    }
    qsort(near, (gsize)n, sizeof *near, compare_near);
    n = MIN(n, most);
    for (int i = 0; i < n; i++)
        labels[i] = near[i].label;
    return n;
}

/* Drops from @free what conflicts with @taken. */
static void
drop_taken(GArray *const *candidates, int label, GArray *free,
           const SrLabelCandidate *taken)
{
    guint n = 0;

    for (guint i = 0; i < free->len; i++) {
        int index = g_array_index(free, int, i);

        if (!sr_label_in_conflict(sr_label_candidate(candidates, label, index), taken))
            g_array_index(free, int, n++) = index;
    }
    g_array_set_size(free, n);
}

static void
list_free(Ruin *ruin, int n_labels, const int *chosen)
{
    for (int i = 0; i < ruin->n; i++) {
        int label = ruin->labels[i];

        ruin->free[i] = g_array_new(FALSE, FALSE, sizeof(int));
        for (guint k = 0; k < ruin->candidates[label]->len; k++) {
            int index = (int)k;

            g_array_append_val(ruin->free[i], index);
        }
        for (int other = 0; other < n_labels; other++)
            if (chosen[other] >= 0)
                drop_taken(ruin->candidates, label, ruin->free[i],
                           sr_label_candidate(ruin->candidates, other, chosen[other]));
    }
}

/* The label that has fewest candidates left, or -1: all are done. */
static int
scarcest(const Ruin *ruin)
{
    int found = -1;

    for (int i = 0; i < ruin->n; i++)
        if (!ruin->is_done[i] &&
            (found < 0 || ruin->free[i]->len < ruin->free[found]->len))
            found = i;
    return found;
}

/* What a candidate costs, with what it takes from the labels still to be placed. */
static double
weight_of(const Ruin *ruin, int which, const SrLabelCandidate *one)
{
    double weight = one->cost;

    for (int i = 0; i < ruin->n; i++) {
        const GArray *free = ruin->free[i];
        int n_lost = 0;

        if (i == which || ruin->is_done[i] || free->len == 0)
            continue;
        for (guint k = 0; k < free->len; k++)
            n_lost += sr_label_in_conflict(
                one, sr_label_candidate(ruin->candidates, ruin->labels[i],
                                        g_array_index(free, int, k)));
        weight += COST_TAKEN * n_lost / free->len;
    }
    return weight;
}

/* The free candidate of least weight among some: the cheapest, and others evenly. */
static int
choose(const Ruin *ruin, int which)
{
    const GArray *free = ruin->free[which];
    guint step = MAX(free->len / WEIGHED, 1);
    double least = G_MAXDOUBLE;
    int best = -1;

    for (guint k = 0; k < free->len; k += k < WEIGHED / 2 ? 1 : step) {
        int index = g_array_index(free, int, k);
        double weight =
            weight_of(ruin, which,
                      sr_label_candidate(ruin->candidates, ruin->labels[which], index));

        if (weight < least) {
            least = weight;
            best = index;
        }
    }
    return best;
}

/* Gives the label its candidate @index, or none, and takes that from the others. */
static void
settle(Ruin *ruin, int which, int index, int *chosen)
{
    int label = ruin->labels[which];

    ruin->is_done[which] = true;
    chosen[label] = index;
    for (int i = 0; i < ruin->n && index >= 0; i++)
        if (!ruin->is_done[i])
            drop_taken(ruin->candidates, ruin->labels[i], ruin->free[i],
                       sr_label_candidate(ruin->candidates, label, index));
}

/* @label begins, with the @start-th share of what is free for it. */
static bool
recreate_near(GArray *const *candidates, int n_labels, int label, int size, int start,
              int *chosen)
{
    Ruin ruin = {.candidates = candidates};
    int before[MOST_REMOVED];
    double saved = 0;

    ruin.n = list_near(candidates, n_labels, label, size, ruin.labels);
    for (int i = 0; i < ruin.n; i++) {
        before[i] = chosen[ruin.labels[i]];
        saved += sr_label_cost(candidates, chosen, ruin.labels[i]);
        chosen[ruin.labels[i]] = -1;
    }
    list_free(&ruin, n_labels, chosen);
    if (ruin.free[0]->len > 0)
        settle(&ruin, 0,
               g_array_index(ruin.free[0], int, ruin.free[0]->len *start / N_STARTS),
               chosen);
    for (int which = scarcest(&ruin); which >= 0; which = scarcest(&ruin))
        settle(&ruin, which, choose(&ruin, which), chosen);
    for (int i = 0; i < ruin.n; i++) {
        saved -= sr_label_cost(candidates, chosen, ruin.labels[i]);
        g_array_unref(ruin.free[i]);
    }
    if (saved > 1e-9)
        return true;
    for (int i = 0; i < ruin.n; i++)
        chosen[ruin.labels[i]] = before[i];
    return false;
}

bool
sr_labels_recreate(GArray *const *candidates, int n_labels, int *chosen)
{
    int n_unplaced = 0;
    bool any = false;

    for (int i = 0; i < n_labels; i++)
        n_unplaced += chosen[i] < 0 && candidates[i]->len > 0;
    if (n_unplaced > n_labels / HOPELESS)
        return false;
    for (size_t s = 0; s < G_N_ELEMENTS(sizes); s++)
        for (int i = 0; i < n_labels; i++)
            for (int start = 0;
                 start < N_STARTS && chosen[i] < 0 && candidates[i]->len > 0; start++)
                any |= recreate_near(candidates, n_labels, i, sizes[s], start, chosen);
    return any;
}
