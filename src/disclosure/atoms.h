/*
 * atoms.h — the unknowns of the plan: which variable, place and period an atom is.
 */
#pragma once

#include "disclosure/families.h"
#include "disclosure/system.h"

typedef struct SrAtoms SrAtoms;

/* Both are borrowed; atoms are added to @system as they are first named. @least: the
 * minimum where no indicator says otherwise. */
SrAtoms *sr_atoms_new(SrFamilies *families, SrSystem *system, int least);
void sr_atoms_free(SrAtoms *atoms);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrAtoms, sr_atoms_free)

/*
 * Appends to @terms (of SrTerm) the atoms of @variable in an area and a period, times
 * @coefficient. Returns: whether all of them are known and make up the area.
 */
bool sr_atoms_add_terms(SrAtoms *atoms, const char *variable, int coefficient,
                        const char *period, const SrDivision *division, int area,
                        GArray *terms) G_GNUC_WARN_UNUSED_RESULT;

/* A sum that is not published, and protected all the same; judged after closing. */
void sr_atoms_keep_aside(SrAtoms *atoms, const GArray *terms, int minimum);

/*
 * When all cells are in the system: merges atoms that nothing tells apart, adds what is
 * known of parts and wholes, and the asides. An aside that cuts through a merged atom
 * can take more than one value by that alone, and is left out.
 */
void sr_atoms_close(SrAtoms *atoms);
