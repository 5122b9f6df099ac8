/*
 * proof.h — equations over whole numbers >= 0, and whether a sum can reach a minimum.
 * The audit's own; nothing here knows what is true.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct SrProof SrProof;

SrProof *sr_proof_new(void);
void sr_proof_free(SrProof *proof);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrProof, sr_proof_free)

/* The unknown of that name, made when first named. */
int sr_proof_unknown(SrProof *proof, const char *name);

/* The unknown of that name, or -1. */
int sr_proof_find(const SrProof *proof, const char *name);

/* All names in the order they were made: (transfer container), borrowed strings. */
GPtrArray *sr_proof_names(const SrProof *proof);

/* The sum of @unknowns (of int, each once) is @value; @label tells where it stands. */
void sr_proof_add(SrProof *proof, const GArray *unknowns, gint64 value,
                  const char *label);

/*
 * The sum of @coefficients[unknowns->len] times @unknowns (an unknown may come twice)
 * lies in [@lower, @upper]; a bound may be -INFINITY or INFINITY. A printed quotient, a
 * part of a whole. One that holds for all counts >= 0 is left out.
 */
void sr_proof_add_range(SrProof *proof, const GArray *unknowns,
                        const double *coefficients, double lower, double upper,
                        const char *label);

/* Parts the equations into those that hang together; after the last of them. */
void sr_proof_close(SrProof *proof);

/* Whether some equation tells the unknown from all others; after closing. */
bool sr_proof_stands_out(SrProof *proof, int unknown);

/*
 * Looks for tables in which many of the @sums (of GArray of int) reach their @minimums at
 * once, so that few questions are left. Each table found is kept as a witness.
 */
void sr_proof_sway(SrProof *proof, const GPtrArray *sums, const gint64 *minimums);

/*
 * Whether some whole table that fits every equation gives the sum of @unknowns at least
 * @minimum; @found (or NULL) gets what it gives. If none was found, @why (of char *,
 * owned; or NULL) gets the labels of the equations that keep it below.
 */
bool sr_proof_can_reach(SrProof *proof, const GArray *unknowns, gint64 minimum,
                        gint64 *found, GPtrArray *why);

/* Whether some such table gives it at most @maximum. */
bool sr_proof_can_stay(SrProof *proof, const GArray *unknowns, gint64 maximum);

/* Whether some such table gives it another number than @found, which one table gives. */
bool sr_proof_can_differ(SrProof *proof, const GArray *unknowns, gint64 found);

/*
 * Whether the equations hold the unknown, of which somebody is there, to one number, or
 * between 1 and less than @minimum: told by the tables found so far, else by the bounds
 * of the linear programme alone.
 */
bool sr_proof_is_given_away(SrProof *proof, int unknown, gint64 minimum);

/* How many whole tables were found and kept: each may prove many sums. */
int sr_proof_n_witnesses(const SrProof *proof);
