/*
 * random.h — random numbers that are the same on every run: the Mersenne Twister of GSL,
 * seeded by the caller.
 */
#pragma once

#include <glib.h>

typedef struct SrRandom SrRandom;

/* Returns: (transfer full): the sequence of @seed. */
SrRandom *sr_random_new(unsigned long seed);

/* Returns: the next whole number of 0 .. @n - 1, each as likely; @n >= 1. */
int sr_random_below(SrRandom *random, int n);

/* Shuffles @values[n] in place; every order is as likely. */
void sr_random_shuffle(SrRandom *random, double *values, int n);

void sr_random_free(SrRandom *random);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrRandom, sr_random_free)
