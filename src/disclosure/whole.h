/*
 * whole.h — a linear programme of GLPK, asked for whole numbers.
 *
 * The simplex finds them as a rule at once; where it does not, branch and bound is asked,
 * within a number of nodes (never a time: the same on every machine).
 */
#pragma once

#include <glib.h>
#include <glpk.h>
#include <stdbool.h>

/* The bounds of a row; infinite ones are none. */
void sr_whole_set_range(glp_prob *problem, int row, double lower, double upper);

/*
 * Solves @problem as it stands, by the dual simplex from the basis it has. @whole[n]: its
 * first n columns. Returns: whether a solution was found in which these are whole.
 */
bool sr_whole_solve(glp_prob *problem, int n, gint64 *whole);
