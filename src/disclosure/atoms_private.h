/*
 * atoms_private.h — what atoms.c and atoms_known.c share.
 */
#pragma once

#include "disclosure/atoms.h"

/* One unknown as it was before merging. */
typedef struct {
    const SrFamily *family;
    int period;
    int area; /* of the family's division */
} Atom;

struct SrAtoms {
    SrFamilies *families;
    int least; /* minimum where no indicator says otherwise */
    SrSystem *system;
    GArray *atoms;         /* of Atom */
    GHashTable *of_family; /* SrFamily → int *[n_periods * n_areas], -1: not yet */
    GHashTable *leaves;    /* name → GPtrArray of SrFamily */
    GPtrArray *named;      /* of char *: the variables in the order they were named */
    GArray *asides;        /* of Aside */
};

/* What the variable is the sum of, as sr_families_leaves(): (transfer none). */
const GPtrArray *sr_atoms_leaves(SrAtoms *atoms, const char *variable);

/*
 * Adds what everybody knows of the counts (relations.h) to the merged system: parts are
 * at most their wholes, stocks and flows of a kind of help fit together.
 */
void sr_atoms_add_known(SrAtoms *atoms, const int *group_of);
