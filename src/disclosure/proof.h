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

/* The sum of @unknowns (of int, each once) is @value; @label tells where it stands. */
void sr_proof_add(SrProof *proof, const GArray *unknowns, gint64 value,
                  const char *label);

/* Parts the equations into those that hang together; after the last of them. */
void sr_proof_close(SrProof *proof);

/*
 * Whether some whole table that fits every equation gives the sum of @unknowns at least
 * @minimum; @found (or NULL) gets what it gives. If none was found, @why (of char *,
 * owned; or NULL) gets the labels of the equations that keep it below.
 */
bool sr_proof_can_reach(SrProof *proof, const GArray *unknowns, gint64 minimum,
                        gint64 *found, GPtrArray *why);

/* Whether some such table gives it at most @maximum. */
bool sr_proof_can_stay(SrProof *proof, const GArray *unknowns, gint64 maximum);
