/*
 * proof_private.h — the equations of a proof and the programmes made of them; for proof.c
 * and proof_tables.c only.
 */
#pragma once

#include "disclosure/proof.h"

#include <glpk.h>

typedef struct {
    GArray *unknowns;     /* of int */
    double *coefficients; /* NULL: all 1, and the sum is exactly @value */
    gint64 value;
    double lower, upper; /* with coefficients */
    char *label;
} SrProofEquation;

/* Equations that hang together, as one programme. */
typedef struct {
    glp_prob *problem;
    GArray *equations; /* of int */
    GArray *unknowns;  /* of int */
    GPtrArray *tables; /* of gint64 *: [unknowns->len], the witnesses found */
    int n_nodes;
} SrProofCluster;

struct SrProof {
    GHashTable *numbers; /* name → unknown + 1 */
    GPtrArray *names;    /* of char *, owned: of each unknown */
    int n_unknowns;
    GArray *equations;    /* of Equation */
    int *group;           /* [n_unknowns]: the first unknown it cannot be told from */
    int *n_members;       /* [n_unknowns]: of the group of that first unknown */
    int *root;            /* [n_unknowns] */
    int *column;          /* [n_unknowns]: in its cluster, from 1; alike in a group */
    GHashTable *clusters; /* root → Cluster */
    int n_witnesses;
};

static inline const SrProofEquation *
sr_proof_equation(const SrProof *proof, int e)
{
    return &g_array_index(proof->equations, SrProofEquation, e);
}

/* The cluster of the unknown, made when first asked for. */
SrProofCluster *sr_proof_cluster(SrProof *proof, int unknown);
