/*
 * tableau.h — one block of a system as a linear programme over changes of the true table.
 *
 * A witness is another whole table that fits everything published; here it is told by
 * what it adds to each atom. GLPK finds it (whole.h); what comes out is checked by adding
 * up, in whole numbers.
 */
#pragma once

#include "disclosure/system.h"

typedef struct SrTableau SrTableau;

/* @system and @block are borrowed; forms are counted within the block from here on. */
SrTableau *sr_tableau_new(const SrSystem *system, const SrBlock *block);
void sr_tableau_free(SrTableau *tableau);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SrTableau, sr_tableau_free)

/*
 * Asks for a table in which @form changes by at least @need (>= 1), up or down. Where
 * @pays, open cells that are not fixed may move, each unit at the cell's cost; else none
 * does. @changes[n_forms]: what the table found changes in each form.
 * Returns: whether there is one.
 */
bool sr_tableau_find(SrTableau *tableau, int form, bool up, gint64 need, bool pays,
                     gint64 *changes);

/*
 * Asks for one table that changes as many of the forms as it can: @wish[f] is how far,
 * up (> 0) or down (< 0), 0 for those that do not matter. Open cells stay.
 */
bool sr_tableau_sway(SrTableau *tableau, const gint64 *wish, gint64 *changes);
