#include "stats/random.h"

#include <gsl/gsl_rng.h>

struct SrRandom {
    gsl_rng *twister; /* owned */
};

SrRandom *
sr_random_new(unsigned long seed)
{
    SrRandom *random = g_new(SrRandom, 1);

    random->twister = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(random->twister, seed);
    return random;
}

int
sr_random_below(SrRandom *random, int n)
{
    return (int)gsl_rng_uniform_int(random->twister, n);
}

void
sr_random_shuffle(SrRandom *random, double *values, int n)
{
    for (int i = n - 1; i > 0; i--) {
        int j = sr_random_below(random, i + 1);
        double swap = values[i];

        values[i] = values[j];
        values[j] = swap;
    }
}

void
sr_random_free(SrRandom *random)
{
    if (random == NULL)
        return;
    gsl_rng_free(random->twister);
    g_free(random);
}
