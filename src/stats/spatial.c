#include "stats/spatial.h"

#include "stats/random.h"
#include "stats/sum.h"

#include <glib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* With fewer areas the variance of I has no meaning. */
#define FEWEST_AREAS 4

/* The areas that take part, closed up, with what is left of their neighbours. */
typedef struct {
    int n;
    int n_islands;
    int *area;        /* [n]: its number outside; owned */
    int *start;       /* [n + 1]; owned */
    int *neighbour;   /* [start[n]]: numbers within; owned */
    double *distance; /* [n]: from the mean of the n values; owned */
    double mean;
    double squares; /* of the distances */
} Sample;

static void
sample_clear(Sample *sample)
{
    g_free(sample->area);
    g_free(sample->start);
    g_free(sample->neighbour);
    g_free(sample->distance);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sample, sample_clear)

static bool
has_neighbour(const SrContiguity *all, const double *values, int area)
{
    for (int e = all->start[area]; e < all->start[area + 1]; e++)
        if (!isnan(values[all->neighbour[e]]))
            return true;
    return false;
}

static void
sample_init(Sample *sample, const SrContiguity *all, const double *values)
{
    g_autofree int *within = g_new(int, all->n); /* -1: takes no part */
    int n_links = 0;

    *sample = (Sample){
        .area = g_new(int, all->n),
        .start = g_new(int, all->n + 1),
        .neighbour = g_new(int, all->start[all->n]),
        .distance = g_new(double, all->n),
    };
    for (int i = 0; i < all->n; i++) {
        bool takes_part = !isnan(values[i]) && has_neighbour(all, values, i);

        sample->n_islands += !isnan(values[i]) && !takes_part;
        within[i] = takes_part ? sample->n : -1;
        if (takes_part) {
            sample->distance[sample->n] = values[i];
            sample->area[sample->n++] = i;
        }
    }
    for (int s = 0; s < sample->n; s++) {
        int area = sample->area[s];

        sample->start[s] = n_links;
        for (int e = all->start[area]; e < all->start[area + 1]; e++)
            if (within[all->neighbour[e]] >= 0)
                sample->neighbour[n_links++] = within[all->neighbour[e]];
    }
    sample->start[sample->n] = n_links;
    if (sample->n == 0)
        return;
    sample->mean = sr_mean_of(sample->distance, sample->n);
    sample->squares = sr_squares_of(sample->distance, sample->n, sample->mean);
    for (int s = 0; s < sample->n; s++)
        sample->distance[s] -= sample->mean;
}

static int
n_neighbours(const Sample *sample, int s)
{
    return sample->start[s + 1] - sample->start[s];
}

/* The mean of @distance over the neighbours of @s: the spatial lag. */
static double
lag_of(const Sample *sample, const double *distance, int s)
{
    double sum = 0;

    for (int e = sample->start[s]; e < sample->start[s + 1]; e++)
        sum += distance[sample->neighbour[e]];
    return sum / n_neighbours(sample, s);
}

/* Each row of weights adds up to 1, so I is this over the squares. */
static double
cross_products(const Sample *sample, const double *distance)
{
    double sum = 0;

    for (int s = 0; s < sample->n; s++)
        sum += distance[s] * lag_of(sample, distance, s);
    return sum;
}

/* How often chance did at least as well on either side. */
typedef struct {
    int n;
    int n_above; /* as high as what was observed, or higher */
    int n_below;
} Tails;

static void
tails_add(Tails *tails, double by_chance, double observed)
{
    tails->n++;
    tails->n_above += by_chance >= observed;
    tails->n_below += by_chance <= observed;
}

static double
tails_p(const Tails *tails)
{
    double smaller = MIN(tails->n_above, tails->n_below);

    return MIN(2 * (smaller + 1) / (tails->n + 1), 1);
}

/* Cliff & Ord (1981), under randomisation, for weights whose rows add up to 1. */
static double
variance_of(const Sample *sample)
{
    double n = sample->n;
    double s1 = 0;
    double s2 = 0;
    double fourth = 0;

    for (int s = 0; s < sample->n; s++) {
        double own = 1.0 / n_neighbours(sample, s);
        double column = 0; /* what the neighbours give to s */

        for (int e = sample->start[s]; e < sample->start[s + 1]; e++) {
            double other = 1.0 / n_neighbours(sample, sample->neighbour[e]);

            column += other;
            s1 += (own + other) * (own + other) / 2;
        }
        s2 += (1 + column) * (1 + column);
        fourth += pow(sample->distance[s], 4);
    }
    double kurtosis = n * fourth / (sample->squares * sample->squares);
    double plain = n * ((n * n - 3 * n + 3) * s1 - n * s2 + 3 * n * n);
    double tailed = kurtosis * ((n * n - n) * s1 - 2 * n * s2 + 6 * n * n);
    double expected = -1 / (n - 1);
    return (plain - tailed) / ((n - 1) * (n - 2) * (n - 3) * n * n) - expected * expected;
}

SrMoran
sr_moran_global(const SrContiguity *neighbours, const double *values, int n_permutations,
                unsigned long seed)
{
    g_auto(Sample) sample;
    sample_init(&sample, neighbours, values);
    SrMoran result = {sample.n, sample.n_islands, NAN, NAN, NAN, NAN};
    if (sample.n < FEWEST_AREAS || !(sample.squares > 0))
        return result;

    double observed = cross_products(&sample, sample.distance);
    result.moran = observed / sample.squares;
    result.expected = -1.0 / (sample.n - 1);
    result.variance = variance_of(&sample);

    g_autoptr(SrRandom) random = sr_random_new(seed);
    g_autofree double *shuffled = g_memdup2(sample.distance, sample.n * sizeof(double));
    Tails tails = {0};
    for (int p = 0; p < n_permutations; p++) {
        sr_random_shuffle(random, shuffled, sample.n);
        tails_add(&tails, cross_products(&sample, shuffled), observed);
    }
    result.p = tails_p(&tails);
    return result;
}

/*
 * The chance of the lag of @s: its neighbours drawn anew from all other areas, without
 * putting back. @others[n - 1] holds their distances, in whatever order.
 */
static double
local_p(const Sample *sample, int s, double *others, int n_permutations, SrRandom *random)
{
    int n_drawn = n_neighbours(sample, s);
    double sum = lag_of(sample, sample->distance, s) * n_drawn;
    double own = sample->distance[s];
    Tails tails = {0};

    for (int p = 0; p < n_permutations; p++) {
        double drawn = 0;

        for (int d = 0; d < n_drawn; d++) {
            int at = d + sr_random_below(random, sample->n - 1 - d);
            double swap = others[d];

            others[d] = others[at];
            others[at] = swap;
            drawn += others[d];
        }
        tails_add(&tails, own * drawn, own * sum);
    }
    return tails_p(&tails);
}

static SrLisaKind
kind_of(double own, double neighbours)
{
    if (own > 0)
        return neighbours > 0 ? SR_LISA_HIGH_HIGH : SR_LISA_HIGH_LOW;
    return neighbours > 0 ? SR_LISA_LOW_HIGH : SR_LISA_LOW_LOW;
}

void
sr_moran_local(const SrContiguity *neighbours, const double *values, int n_permutations,
               unsigned long seed, SrLisa *lisa)
{
    g_auto(Sample) sample;
    sample_init(&sample, neighbours, values);
    for (int i = 0; i < neighbours->n; i++)
        lisa[i] = (SrLisa){SR_LISA_NONE, NAN, NAN, NAN, NAN};
    if (sample.n < FEWEST_AREAS || !(sample.squares > 0))
        return;

    g_autoptr(SrRandom) random = sr_random_new(seed);
    g_autofree double *others = g_new(double, sample.n);
    g_autofree double *p = g_new(double, sample.n);
    for (int s = 0; s < sample.n; s++) {
        SrLisa *local = &lisa[sample.area[s]];
        double lag = lag_of(&sample, sample.distance, s);

        local->kind = kind_of(sample.distance[s], lag);
        local->moran = sample.distance[s] * lag / (sample.squares / sample.n);
        local->neighbours = sample.mean + lag;
        memcpy(others, sample.distance, s * sizeof *others);
        memcpy(others + s, sample.distance + s + 1, (sample.n - 1 - s) * sizeof *others);
        p[s] = local->p = local_p(&sample, s, others, n_permutations, random);
    }
    sr_p_adjust(p, sample.n, p);
    for (int s = 0; s < sample.n; s++)
        lisa[sample.area[s]].p_adjusted = p[s];
}

const char *
sr_lisa_name(SrLisaKind kind)
{
    static const char *const names[] = {"", "high-high", "low-low", "high-low",
                                        "low-high"};

    return names[kind];
}

typedef struct {
    double p;
    int at;
} Test;

static int
compare_tests(const void *a, const void *b)
{
    const Test *x = a;
    const Test *y = b;

    if (x->p != y->p)
        return x->p < y->p ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

void
sr_p_adjust(const double *p, int n, double *adjusted)
{
    g_autofree Test *tests = g_new(Test, n + 1); /* qsort wants a place */
    int n_tests = 0;
    double least = 1;

    for (int i = 0; i < n; i++)
        if (!isnan(p[i]))
            tests[n_tests++] = (Test){p[i], i};
        else
            adjusted[i] = NAN;
    qsort(tests, n_tests, sizeof *tests, compare_tests);
    for (int t = n_tests - 1; t >= 0; t--) {
        least = MIN(least, tests[t].p * n_tests / (t + 1));
        adjusted[tests[t].at] = least;
    }
}
