#include "stats/correlate.h"

#include "stats/distribution.h"
#include "stats/rank.h"
#include "stats/sum.h"

/* Below this Fisher's z has no variance. */
#define FEWEST_PAIRS 4

/* The pairs that take part. */
typedef struct {
    int n;
    double *x; /* [n]; owned, as are the others */
    double *y;
    double *weights;
} Pairs;

static void
pairs_clear(Pairs *pairs)
{
    g_free(pairs->x);
    g_free(pairs->y);
    g_free(pairs->weights);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Pairs, pairs_clear)

static void
pairs_init(Pairs *pairs, const double *x, const double *y, const double *weights, int n)
{
    *pairs = (Pairs){0, g_new(double, n), g_new(double, n), g_new(double, n)};
    for (int i = 0; i < n; i++) {
        double weight = weights != NULL ? weights[i] : 1;

        if (isnan(x[i]) || isnan(y[i]) || !(weight > 0))
            continue;
        pairs->x[pairs->n] = x[i];
        pairs->y[pairs->n] = y[i];
        pairs->weights[pairs->n++] = weight;
    }
}

/* The sum of weights * (x - x_mean) * (y - y_mean). */
static double
weighted_products(const Pairs *pairs, const double *x, double x_mean, const double *y,
                  double y_mean)
{
    SrSum sum = {0};

    for (int i = 0; i < pairs->n; i++)
        sr_sum_add(&sum, pairs->weights[i] * (x[i] - x_mean) * (y[i] - y_mean));
    return sr_sum_value(&sum);
}

static double
weighted_mean(const Pairs *pairs, const double *values)
{
    SrSum sum = {0};

    for (int i = 0; i < pairs->n; i++)
        sr_sum_add(&sum, pairs->weights[i] * values[i]);
    return sr_sum_value(&sum) / sr_sum_of(pairs->weights, pairs->n);
}

static double
r_of(const Pairs *pairs)
{
    double x_mean = weighted_mean(pairs, pairs->x);
    double y_mean = weighted_mean(pairs, pairs->y);
    double xx = weighted_products(pairs, pairs->x, x_mean, pairs->x, x_mean);
    double yy = weighted_products(pairs, pairs->y, y_mean, pairs->y, y_mean);
    double xy = weighted_products(pairs, pairs->x, x_mean, pairs->y, y_mean);

    if (!(xx > 0 && yy > 0))
        return NAN;
    return CLAMP(xy / sqrt(xx) / sqrt(yy), -1, 1);
}

/* As many pairs of one weight would be as sure (Kish 1965). */
static double
effective_number(const Pairs *pairs)
{
    double sum = sr_sum_of(pairs->weights, pairs->n);

    return sum * sum / sr_squares_of(pairs->weights, pairs->n, 0);
}

/* @spread: the variance of z times (n - 3). */
static SrCorrelation
correlation_of(const Pairs *pairs, double r, double spread, double confidence)
{
    double n = effective_number(pairs);

    if (pairs->n < FEWEST_PAIRS || !(n > 3) || isnan(r))
        return (SrCorrelation){pairs->n, r, SR_INTERVAL_NONE};
    double reach = sr_normal_quantile(0.5 + confidence / 2) * sqrt(spread / (n - 3));
    SrInterval limits = {tanh(atanh(r) - reach), tanh(atanh(r) + reach)};
    return (SrCorrelation){pairs->n, r, limits};
}

SrCorrelation
sr_correlate_pearson(const double *x, const double *y, const double *weights, int n,
                     double confidence)
{
    g_auto(Pairs) pairs;
    pairs_init(&pairs, x, y, weights, n);
    return correlation_of(&pairs, r_of(&pairs), 1, confidence);
}

SrCorrelation
sr_correlate_spearman(const double *x, const double *y, const double *weights, int n,
                      double confidence)
{
    g_auto(Pairs) pairs;
    pairs_init(&pairs, x, y, weights, n);
    sr_rank_mean(pairs.x, pairs.n, pairs.x);
    sr_rank_mean(pairs.y, pairs.n, pairs.y);
    double r = r_of(&pairs);
    return correlation_of(&pairs, r, 1 + r * r / 2, confidence);
}
