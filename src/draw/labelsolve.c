#include "draw/labelsolve_private.h"

#include "draw/label.h"

#include <stdlib.h>
#include <string.h>

/* So many labels are placed together by exact search; the search stops at the node
 * limit, with the best found so far, so that the time has a bound. */
#define CLUSTER 6
#define MAX_NODES 3000
#define MAX_ROUNDS 6
/* A label that is forced in may move so many others. */
#define MOST_MOVED 6
#define COSTLY 50.0

static double
turn(SrPoint a, SrPoint b, SrPoint c)
{
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

static bool
segments_cross(SrPoint a, SrPoint b, SrPoint c, SrPoint d)
{
    return turn(a, b, c) * turn(a, b, d) <= 0 && turn(c, d, a) * turn(c, d, b) <= 0;
}

bool
sr_label_conflict(const SrLabelCandidate *a, const SrLabelCandidate *b)
{
    if (sr_box_overlaps(a->box, b->box))
        return true;
    if (a->has_leader && sr_segment_meets_box(a->leader_from, a->leader_to, b->box))
        return true;
    if (b->has_leader && sr_segment_meets_box(b->leader_from, b->leader_to, a->box))
        return true;
    return a->has_leader && b->has_leader &&
           segments_cross(a->leader_from, a->leader_to, b->leader_from, b->leader_to);
}

bool
sr_label_in_conflict(const SrLabelCandidate *a, const SrLabelCandidate *b)
{
    return a->taken.x0 <= b->taken.x1 && b->taken.x0 <= a->taken.x1 &&
           a->taken.y0 <= b->taken.y1 && b->taken.y0 <= a->taken.y1 &&
           sr_label_conflict(a, b);
}

/* The labels of one exact search, with the candidates that the fixed labels leave free.
 */
typedef struct {
    GArray *const *candidates;
    int n;                 /* 1 .. CLUSTER */
    int labels[CLUSTER];   /* fewest free candidates first */
    GArray *free[CLUSTER]; /* of int: indices into candidates; owned */
    double least[CLUSTER]; /* the least cost of labels[i] .. labels[n - 1] together */
    int taken[CLUSTER];
    int best[CLUSTER];
    double best_cost;
    int n_nodes;
} Cluster;

static void
search(Cluster *cluster, int depth, double cost)
{
    if (depth == cluster->n) {
        cluster->best_cost = cost;
        for (int i = 0; i < cluster->n; i++)
            cluster->best[i] = cluster->taken[i];
        return;
    }
    int label = cluster->labels[depth];
    const GArray *left = cluster->free[depth];
    double rest = depth + 1 < cluster->n ? cluster->least[depth + 1] : 0;

    for (guint k = 0; k <= left->len; k++) {
        int index = k < left->len ? g_array_index(left, int, k) : -1;
        const SrLabelCandidate *candidate =
            index >= 0 ? sr_label_candidate(cluster->candidates, label, index) : NULL;
        double with = cost + (candidate != NULL ? candidate->cost : SR_LABEL_UNPLACED);
        bool stands = true;

        if (with + rest >= cluster->best_cost - 1e-9)
            return;
        if (cluster->n_nodes++ > MAX_NODES)
            return;
        for (int i = 0; i < depth && stands && candidate != NULL; i++)
            if (cluster->taken[i] >= 0)
                stands = !sr_label_in_conflict(
                    candidate, sr_label_candidate(cluster->candidates, cluster->labels[i],
                                                  cluster->taken[i]));
        if (!stands)
            continue;
        cluster->taken[depth] = index;
        search(cluster, depth + 1, with);
    }
}

/* What a candidate covers, leader and all. */
static SrBox
taken_box(const SrLabelCandidate *candidate)
{
    SrBox box = candidate->box;

    if (candidate->has_leader) {
        box = sr_box_add(box, candidate->leader_from);
        box = sr_box_add(box, candidate->leader_to);
    }
    return box;
}

/* Everything that the candidates of a label can cover; notes what each takes. */
static SrBox
reach(GArray *candidates)
{
    SrBox box = SR_BOX_EMPTY;

    for (guint i = 0; i < candidates->len; i++) {
        SrLabelCandidate *candidate = &g_array_index(candidates, SrLabelCandidate, i);
        SrBox one = candidate->taken = taken_box(candidate);

        box = sr_box_add(box, (SrPoint){one.x0, one.y0});
        box = sr_box_add(box, (SrPoint){one.x1, one.y1});
    }
    return box;
}

static double
distance2(const SrBox *a, const SrBox *b)
{
    double dx = (a->x0 + a->x1 - b->x0 - b->x1) / 2;
    double dy = (a->y0 + a->y1 - b->y0 - b->y1) / 2;

    return dx * dx + dy * dy;
}

/* Fills @labels with @label and the nearest others whose reach meets its own. */
static int
gather(const SrBox *reaches, int n_labels, int label, int *labels)
{
    int n = 1;
    double distances[CLUSTER] = {0};

    labels[0] = label;
    for (int other = 0; other < n_labels; other++) {
        if (other == label || !sr_box_overlaps(reaches[label], reaches[other]))
            continue;
        double distance = distance2(&reaches[label], &reaches[other]);
        int at = n;

        if (n == CLUSTER && distance >= distances[n - 1])
            continue;
        if (n == CLUSTER)
            at = n - 1;
        else
            n++;
        for (; at > 1 && distances[at - 1] > distance; at--) {
            distances[at] = distances[at - 1];
            labels[at] = labels[at - 1];
        }
        distances[at] = distance;
        labels[at] = other;
    }
    return n;
}

static bool
stands_among(GArray *const *candidates, int n_labels, const int *chosen,
             const SrLabelCandidate *candidate)
{
    for (int other = 0; other < n_labels; other++)
        if (chosen[other] >= 0 &&
            sr_label_in_conflict(candidate,
                                 sr_label_candidate(candidates, other, chosen[other])))
            return false;
    return true;
}

/* Lists in @near the fixed labels that come near @box. Returns: how many. */
static int
gather_fixed(const Cluster *cluster, int n_labels, const int *fixed, SrBox box,
             const SrLabelCandidate **near)
{
    int n = 0;

    for (int other = 0; other < n_labels; other++) {
        if (fixed[other] < 0)
            continue;
        const SrLabelCandidate *candidate =
            sr_label_candidate(cluster->candidates, other, fixed[other]);
        if (sr_box_overlaps(candidate->taken, box))
            near[n++] = candidate;
    }
    return n;
}

static bool
is_free(const SrLabelCandidate *candidate, const SrLabelCandidate *const *near, int n)
{
    for (int i = 0; i < n; i++)
        if (sr_label_in_conflict(candidate, near[i]))
            return false;
    return true;
}

static void
cluster_prepare(Cluster *cluster, const SrBox *reaches, int n_labels, const int *fixed)
{
    g_autofree const SrLabelCandidate **near = g_new(const SrLabelCandidate *, n_labels);

    for (int i = 0; i < cluster->n; i++) {
        const GArray *all = cluster->candidates[cluster->labels[i]];
        int n_near =
            gather_fixed(cluster, n_labels, fixed, reaches[cluster->labels[i]], near);

        cluster->free[i] = g_array_new(FALSE, FALSE, sizeof(int));
        for (guint k = 0; k < all->len; k++) {
            int index = (int)k;

            if (is_free(&g_array_index(all, SrLabelCandidate, k), near, n_near))
                g_array_append_val(cluster->free[i], index);
        }
    }
    for (int i = 1; i < cluster->n; i++)
        for (int k = i; k > 0 && cluster->free[k]->len < cluster->free[k - 1]->len; k--) {
            GArray *swapped = cluster->free[k];
            int label = cluster->labels[k];

            cluster->free[k] = cluster->free[k - 1];
            cluster->free[k - 1] = swapped;
            cluster->labels[k] = cluster->labels[k - 1];
            cluster->labels[k - 1] = label;
        }
    double least = 0;
    for (int i = cluster->n - 1; i >= 0; i--) {
        least += cluster->free[i]->len > 0
                     ? sr_label_candidate(cluster->candidates, cluster->labels[i],
                                          g_array_index(cluster->free[i], int, 0))
                           ->cost
                     : SR_LABEL_UNPLACED;
        cluster->least[i] = least;
    }
}

/* Places the cluster of @label anew, all others fixed. Returns: whether that saved cost.
 */
static bool
improve(GArray *const *candidates, const SrBox *reaches, int n_labels, int label,
        int *chosen)
{
    Cluster cluster = {.candidates = candidates};
    int before[CLUSTER];
    double cost = 0;

    cluster.n = gather(reaches, n_labels, label, cluster.labels);
    for (int i = 0; i < cluster.n; i++) {
        int member = cluster.labels[i];

        before[i] = chosen[member];
        cost += chosen[member] >= 0
                    ? sr_label_candidate(candidates, member, chosen[member])->cost
                    : SR_LABEL_UNPLACED;
    }
    int members[CLUSTER];
    for (int i = 0; i < cluster.n; i++) {
        members[i] = cluster.labels[i];
        chosen[members[i]] = -1;
    }
    cluster.best_cost = cost;
    cluster_prepare(&cluster, reaches, n_labels, chosen);
    search(&cluster, 0, 0);
    for (int i = 0; i < cluster.n; i++) {
        g_array_unref(cluster.free[i]);
        if (cluster.best_cost < cost)
            chosen[cluster.labels[i]] = cluster.best[i];
        else
            chosen[members[i]] = before[i];
    }
    return cluster.best_cost < cost;
}

typedef struct {
    int label;
    int n_candidates;
} Difficulty;

static int
compare_difficulty(const void *a, const void *b)
{
    const Difficulty *x = a;
    const Difficulty *y = b;

    if (x->n_candidates != y->n_candidates)
        return x->n_candidates < y->n_candidates ? -1 : 1;
    return (x->label > y->label) - (x->label < y->label);
}

static void
place_greedily(GArray *const *candidates, int n_labels, int *chosen)
{
    g_autofree Difficulty *order = g_new(Difficulty, n_labels);

    for (int i = 0; i < n_labels; i++)
        order[i] = (Difficulty){i, (int)candidates[i]->len};
    qsort(order, n_labels, sizeof *order, compare_difficulty);
    for (int i = 0; i < n_labels; i++) {
        int label = order[i].label;

        for (int k = 0; k < order[i].n_candidates && chosen[label] < 0; k++)
            if (stands_among(candidates, n_labels, chosen,
                             sr_label_candidate(candidates, label, k)))
                chosen[label] = k;
    }
}

/* The cheapest candidate of @label that stands among the chosen, or -1. */
static int
cheapest_free(GArray *const *candidates, int n_labels, const int *chosen, int label)
{
    for (guint k = 0; k < candidates[label]->len; k++)
        if (stands_among(candidates, n_labels, chosen,
                         sr_label_candidate(candidates, label, (int)k)))
            return (int)k;
    return -1;
}

/*
 * Gives @label its candidate @k by force: who is in the way moves to the cheapest place
 * left. Returns: whether that made all together cheaper; if not, nothing has changed.
 */
static bool
force(GArray *const *candidates, int n_labels, int label, int k, int *chosen)
{
    const SrLabelCandidate *wanted = sr_label_candidate(candidates, label, k);
    int moved[MOST_MOVED];
    int before[MOST_MOVED];
    int n = 0;
    double saved = sr_label_cost(candidates, chosen, label) - wanted->cost;

    for (int other = 0; other < n_labels; other++) {
        if (other == label || chosen[other] < 0 ||
            !sr_label_in_conflict(wanted,
                                  sr_label_candidate(candidates, other, chosen[other])))
            continue;
        if (n == MOST_MOVED)
            return false;
        moved[n] = other;
        before[n++] = chosen[other];
    }
    int own = chosen[label];
    chosen[label] = k;
    for (int i = 0; i < n; i++) {
        saved += sr_label_candidate(candidates, moved[i], before[i])->cost;
        chosen[moved[i]] = -1;
    }
    for (int i = 0; i < n; i++) {
        chosen[moved[i]] = cheapest_free(candidates, n_labels, chosen, moved[i]);
        saved -= sr_label_cost(candidates, chosen, moved[i]);
    }
    if (saved > 1e-9)
        return true;
    chosen[label] = own;
    for (int i = 0; i < n; i++)
        chosen[moved[i]] = before[i];
    return false;
}

/* Labels that a crowd of leaders has shut out, or left with a number only, are let in.
 * Returns: whether any was. */
static bool
force_costly(GArray *const *candidates, int n_labels, int *chosen)
{
    bool any = false;

    for (int label = 0; label < n_labels; label++) {
        double cost = sr_label_cost(candidates, chosen, label);

        for (guint k = 0; k < candidates[label]->len && cost > COSTLY; k++) {
            if (sr_label_candidate(candidates, label, (int)k)->cost >= cost ||
                !force(candidates, n_labels, label, (int)k, chosen))
                continue;
            any = true;
            cost = sr_label_cost(candidates, chosen, label);
        }
    }
    return any;
}

/* One pass of improve() over all labels near which something has changed since the last
 * one; @changed and @tried hold counts of changes. */
static bool
improve_all(GArray *const *candidates, const SrBox *reaches, int n_labels, int *chosen,
            int *changed, int *tried, int *n_changes)
{
    bool better = false;
    g_autofree int *before = g_new(int, n_labels);

    for (int label = 0; label < n_labels; label++) {
        bool stale = false;

        if (candidates[label]->len == 0 || chosen[label] == 0)
            continue;
        for (int other = 0; other < n_labels && !stale; other++)
            stale = changed[other] > tried[label] &&
                    sr_box_overlaps(reaches[label], reaches[other]);
        if (!stale)
            continue;
        tried[label] = *n_changes;
        memcpy(before, chosen, sizeof(int) * (gsize)n_labels);
        if (!improve(candidates, reaches, n_labels, label, chosen))
            continue;
        better = true;
        ++*n_changes;
        for (int other = 0; other < n_labels; other++)
            if (chosen[other] != before[other])
                changed[other] = *n_changes;
    }
    return better;
}

void
sr_labels_solve(GArray *const *candidates, int n_labels, int *chosen)
{
    g_autofree SrBox *reaches = g_new(SrBox, n_labels);
    g_autofree int *changed = g_new(int, n_labels);
    g_autofree int *tried = g_new0(int, n_labels);
    int n_changes = 1;
    bool better = true;

    for (int i = 0; i < n_labels; i++) {
        reaches[i] = reach(candidates[i]);
        changed[i] = 1;
    }
    place_greedily(candidates, n_labels, chosen);
    force_costly(candidates, n_labels, chosen);
    for (int round = 0; round < MAX_ROUNDS && better; round++) {
        better = improve_all(candidates, reaches, n_labels, chosen, changed, tried,
                             &n_changes);
        if (!better)
            better = force_costly(candidates, n_labels, chosen);
        if (!better)
            better = sr_labels_recreate(candidates, n_labels, chosen);
    }
}
