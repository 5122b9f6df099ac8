#include "disclosure/whole.h"

#include <math.h>

#define MOST_NODES 400
#define NEAR 1e-6 /* how far off a whole number a solution of the simplex may be */

void
sr_whole_set_range(glp_prob *problem, int row, double lower, double upper)
{
    int type = isinf(lower)    ? (isinf(upper) ? GLP_FR : GLP_UP)
               : isinf(upper)  ? GLP_LO
               : lower < upper ? GLP_DB
                               : GLP_FX;

    glp_set_row_bnds(problem, row, type, lower, upper);
}

/* Takes the columns as whole numbers; false if one is none. */
static bool
take_whole(glp_prob *problem, int n, double (*column)(glp_prob *, int), gint64 *whole)
{
    for (int c = 0; c < n; c++) {
        double value = column(problem, c + 1);
        double near = nearbyint(value);

        if (fabs(value - near) > NEAR || fabs(near) > 1e12)
            return false;
        whole[c] = (gint64)near;
    }
    return true;
}

static void
count_nodes(glp_tree *tree, void *data)
{
    int *n_nodes = data;

    if (glp_ios_reason(tree) == GLP_ISELECT && ++*n_nodes > MOST_NODES)
        glp_ios_terminate(tree);
}

static bool
branch(glp_prob *problem, int n, gint64 *whole)
{
    glp_iocp branching;
    int n_nodes = 0;

    glp_init_iocp(&branching);
    branching.msg_lev = GLP_MSG_OFF;
    branching.presolve = GLP_ON;
    branching.cb_func = count_nodes;
    branching.cb_info = &n_nodes;
    branching.mip_gap = 0.1;
    int fault = glp_intopt(problem, &branching);
    int status = glp_mip_status(problem);
    return (fault == 0 || fault == GLP_ESTOP) &&
           (status == GLP_OPT || status == GLP_FEAS) &&
           take_whole(problem, n, glp_mip_col_val, whole);
}

/* The same among the columns that the simplex moved: nearly always that is enough. */
static bool
branch_moved(glp_prob *problem, int n, gint64 *whole)
{
    g_autofree int *types = g_new0(int, n + 1);
    g_autofree double *lower = g_new0(double, n + 1);
    g_autofree double *upper = g_new0(double, n + 1);

    for (int c = 1; c <= n; c++) {
        types[c] = glp_get_col_type(problem, c);
        lower[c] = glp_get_col_lb(problem, c);
        upper[c] = glp_get_col_ub(problem, c);
        if (fabs(glp_get_col_prim(problem, c)) <= NEAR)
            glp_set_col_bnds(problem, c, GLP_FX, 0, 0);
    }
    bool found = branch(problem, n, whole);
    for (int c = 1; c <= n; c++)
        glp_set_col_bnds(problem, c, types[c], lower[c], upper[c]);
    return found;
}

bool
sr_whole_solve(glp_prob *problem, int n, gint64 *whole)
{
    glp_smcp simplex;

    glp_init_smcp(&simplex);
    simplex.msg_lev = GLP_MSG_OFF;
    simplex.meth = GLP_DUALP;
    if (glp_simplex(problem, &simplex) != 0) {
        glp_std_basis(problem); /* a basis that went bad: once more from none */
        if (glp_simplex(problem, &simplex) != 0)
            return false;
    }
    if (glp_get_status(problem) != GLP_OPT)
        return false;
    return take_whole(problem, n, glp_get_col_prim, whole) ||
           branch_moved(problem, n, whole) || branch(problem, n, whole);
}
