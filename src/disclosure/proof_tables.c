/* Whole tables that fit all equations of a cluster: looked for, and added up. */
#include "disclosure/proof.h"

#include "disclosure/proof_private.h"

#include <math.h>

#define MOST_NODES 1000
#define MOST_SWAYS 100
#define MOST_SMALL 10 /* bounds tried one by one, where several clusters share */
#define NEAR 1e-6
#define WHOLE_NEAR 1e-9 /* a bound just below 2 is not 2 */

/* Of an equation all members of a group are there: the first stands for them. */
static void
set_row(const SrProof *proof, const SrProofCluster *cluster, int row,
        const SrProofEquation *equation)
{
    guint n_unknowns = equation->unknowns->len;
    g_autofree int *columns = g_new0(int, n_unknowns + 1);
    g_autofree double *factors = g_new0(double, n_unknowns + 1);
    int n = 0;

    for (guint i = 0; i < n_unknowns; i++) {
        int u = g_array_index(equation->unknowns, int, i);

        if (proof->group[u] != u)
            continue;
        columns[++n] = proof->column[u];
        factors[n] = equation->coefficients == NULL ? 1 : equation->coefficients[i];
    }
    glp_set_mat_row(cluster->problem, row, n, columns, factors);
}

/*
 * The columns of the sum's part in the cluster, each once: (transfer full). Within a
 * group any division fits: a sum of some of its members can be as much as all (@is_most),
 * and as little as nothing.
 */
static GArray *
columns_of(SrProof *proof, const SrProofCluster *cluster, const GArray *unknowns,
           bool is_most)
{
    g_autoptr(GHashTable) n_taken = g_hash_table_new(NULL, NULL);
    GArray *columns = g_array_new(FALSE, FALSE, sizeof(int));

    for (guint i = 0; i < unknowns->len; i++) {
        int u = g_array_index(unknowns, int, i);
        gpointer group = GINT_TO_POINTER(proof->group[u] + 1);
        int n = GPOINTER_TO_INT(g_hash_table_lookup(n_taken, group)) + 1;

        if (sr_proof_cluster(proof, u) != cluster)
            continue;
        g_hash_table_insert(n_taken, group, GINT_TO_POINTER(n));
        if (n == (is_most ? 1 : proof->n_members[proof->group[u]]))
            g_array_append_val(columns, proof->column[u]);
    }
    return columns;
}

static void
set_question(const SrProofCluster *cluster, const GArray *columns)
{
    g_autofree int *places = g_new0(int, columns->len + 1);
    g_autofree double *ones = g_new0(double, columns->len + 1);

    for (guint i = 0; i < columns->len; i++) {
        places[i + 1] = g_array_index(columns, int, i);
        ones[i + 1] = 1;
    }
    glp_set_mat_row(cluster->problem, (int)cluster->equations->len + 1, (int)columns->len,
                    places, ones);
}

static void
set_bounds(glp_prob *problem, int row, double lower, double upper)
{
    int type = isfinite(lower) ? (isfinite(upper) ? GLP_DB : GLP_LO)
                               : (isfinite(upper) ? GLP_UP : GLP_FR);

    glp_set_row_bnds(problem, row, lower == upper ? GLP_FX : type, lower, upper);
}

static void
build_problem(SrProof *proof, SrProofCluster *cluster)
{
    glp_term_out(GLP_OFF);
    cluster->problem = glp_create_prob();
    glp_add_rows(cluster->problem, (int)cluster->equations->len + 1);
    glp_add_cols(cluster->problem, (int)cluster->unknowns->len);
    for (guint u = 0; u < cluster->unknowns->len; u++) {
        glp_set_col_bnds(cluster->problem, (int)u + 1, GLP_LO, 0, 0);
        glp_set_col_kind(cluster->problem, (int)u + 1, GLP_IV);
    }
    for (guint e = 0; e < cluster->equations->len; e++) {
        const SrProofEquation *equation = &g_array_index(
            proof->equations, SrProofEquation, g_array_index(cluster->equations, int, e));

        set_row(proof, cluster, (int)e + 1, equation);
        if (equation->coefficients == NULL)
            set_bounds(cluster->problem, (int)e + 1, (double)equation->value,
                       (double)equation->value);
        else
            set_bounds(cluster->problem, (int)e + 1, equation->lower, equation->upper);
    }
    glp_set_row_bnds(cluster->problem, (int)cluster->equations->len + 1, GLP_FR, 0, 0);
    glp_std_basis(cluster->problem);
}

/* Whether the whole numbers of @table add up to what the equation says. */
static bool
adds_up(const SrProof *proof, const SrProofEquation *equation, const gint64 *table)
{
    gint64 sum = 0;
    double weighed = 0;
    double size = 1;

    for (guint i = 0; i < equation->unknowns->len; i++) {
        int u = g_array_index(equation->unknowns, int, i);
        int column = proof->column[u];

        if (proof->group[u] != u)
            continue;
        sum += table[column - 1];
        if (equation->coefficients == NULL)
            continue;
        weighed += equation->coefficients[i] * (double)table[column - 1];
        size += fabs(equation->coefficients[i]) * (double)table[column - 1];
    }
    if (equation->coefficients == NULL)
        return sum == equation->value;
    return weighed >= equation->lower - 1e-12 * size &&
           weighed <= equation->upper + 1e-12 * size;
}

/*
 * A table is one only if it is whole, not negative, and every equation adds up.
 * Returns: (transfer full): it, or NULL.
 */
static gint64 *
take_table(const SrProof *proof, const SrProofCluster *cluster,
           double (*value)(glp_prob *, int))
{
    g_autofree gint64 *table = g_new(gint64, cluster->unknowns->len + 1);

    for (guint u = 0; u < cluster->unknowns->len; u++) {
        double x = value(cluster->problem, (int)u + 1);

        if (fabs(x - nearbyint(x)) > NEAR || nearbyint(x) < 0)
            return NULL;
        table[u] = (gint64)nearbyint(x);
    }
    for (guint e = 0; e < cluster->equations->len; e++)
        if (!adds_up(proof,
                     &g_array_index(proof->equations, SrProofEquation,
                                    g_array_index(cluster->equations, int, e)),
                     table))
            return NULL;
    return g_steal_pointer(&table);
}

static gint64
sum_in(const GArray *columns, const gint64 *table)
{
    gint64 sum = 0;

    for (guint i = 0; i < columns->len; i++)
        sum += table[g_array_index(columns, int, i) - 1];
    return sum;
}

static void
count_nodes(glp_tree *tree, void *data)
{
    SrProofCluster *cluster = data;

    if (glp_ios_reason(tree) == GLP_ISELECT && ++cluster->n_nodes > MOST_NODES)
        glp_ios_terminate(tree);
}

/* The equations that hold the sum down at the optimum: those with a price. */
static void
tell_why(SrProof *proof, const SrProofCluster *cluster, GPtrArray *why)
{
    for (guint e = 0; e < cluster->equations->len; e++)
        if (fabs(glp_get_row_dual(cluster->problem, (int)e + 1)) > NEAR)
            g_ptr_array_add(
                why, g_strdup(g_array_index(proof->equations, SrProofEquation,
                                            g_array_index(cluster->equations, int, e))
                                  .label));
}

/* The basis of the question before may not fit this one: then from none. */
static bool
optimise(const SrProofCluster *cluster)
{
    glp_smcp simplex;

    glp_init_smcp(&simplex);
    simplex.msg_lev = GLP_MSG_OFF;
    if (glp_simplex(cluster->problem, &simplex) == 0 &&
        glp_get_status(cluster->problem) == GLP_OPT)
        return true;
    glp_std_basis(cluster->problem);
    return glp_simplex(cluster->problem, &simplex) == 0 &&
           glp_get_status(cluster->problem) == GLP_OPT;
}

/* Branch and bound, where the simplex found no whole table: the table, or NULL. */
static gint64 *
branch(const SrProof *proof, SrProofCluster *cluster)
{
    glp_iocp branching;

    glp_init_iocp(&branching);
    branching.msg_lev = GLP_MSG_OFF;
    branching.tol_int = WHOLE_NEAR;
    branching.cb_func = count_nodes;
    branching.cb_info = cluster;
    cluster->n_nodes = 0;
    glp_intopt(cluster->problem, &branching);
    int status = glp_mip_status(cluster->problem);
    return status == GLP_OPT || status == GLP_FEAS
               ? take_table(proof, cluster, glp_mip_col_val)
               : NULL;
}

/* Whether a table found before gives the columns' sum what is asked. */
static bool
is_witnessed(const SrProofCluster *cluster, const GArray *columns, int type, gint64 bound,
             gint64 *found)
{
    for (guint t = 0; t < cluster->tables->len; t++) {
        *found = sum_in(columns, cluster->tables->pdata[t]);
        if (type == GLP_LO ? *found >= bound : *found <= bound)
            return true;
    }
    return false;
}

static void
set_objective(const SrProofCluster *cluster, const GArray *columns, double factor)
{
    for (guint i = 0; i < columns->len; i++)
        glp_set_obj_coef(cluster->problem, g_array_index(columns, int, i), factor);
}

/* A whole table within the bound, where the utmost one was none: by branching. */
static gint64 *
find_within(const SrProof *proof, SrProofCluster *cluster, const GArray *columns,
            int type, gint64 bound)
{
    int last = (int)cluster->equations->len + 1;
    g_autofree gint64 *table = NULL;

    set_question(cluster, columns);
    glp_set_row_bnds(cluster->problem, last, type, (double)bound, (double)bound);
    if (optimise(cluster)) {
        table = take_table(proof, cluster, glp_get_col_prim);
        if (table == NULL)
            table = branch(proof, cluster);
    }
    glp_set_row_bnds(cluster->problem, last, GLP_FR, 0, 0);
    return g_steal_pointer(&table);
}

/*
 * Asks for a table with the sum of the columns within the bound of @type. First how far
 * the sum goes at all: that often is a whole table, and the tables before lead to it.
 * @why (or NULL) gets what keeps it from going further.
 */
static bool
find_table(SrProof *proof, SrProofCluster *cluster, const GArray *columns, int type,
           gint64 bound, gint64 *found, GPtrArray *why)
{
    g_autofree gint64 *table = NULL;

    if (is_witnessed(cluster, columns, type, bound, found))
        return true;
    if (cluster->problem == NULL)
        build_problem(proof, cluster);
    glp_set_obj_dir(cluster->problem, type == GLP_LO ? GLP_MAX : GLP_MIN);
    set_objective(cluster, columns, 1);
    if (optimise(cluster)) {
        double utmost = glp_get_obj_val(cluster->problem);
        bool is_within = type == GLP_LO ? utmost > (double)bound - NEAR
                                        : utmost < (double)bound + NEAR;

        if (is_within)
            table = take_table(proof, cluster, glp_get_col_prim);
        if (table == NULL && why != NULL)
            tell_why(proof, cluster, why);
        set_objective(cluster, columns, 0);
        if (!is_within)
            return false;
    }
    set_objective(cluster, columns, 0);
    if (table == NULL)
        table = find_within(proof, cluster, columns, type, bound);
    if (table == NULL)
        return false;
    *found = sum_in(columns, table);
    g_ptr_array_add(cluster->tables, g_steal_pointer(&table));
    proof->n_witnesses++;
    return true;
}

/* Adds one to the objective for each column of the sum; false if it is reached already.
 */
static bool
wish_for(SrProof *proof, SrProofCluster *cluster, const GArray *unknowns, gint64 minimum,
         double *wish)
{
    g_autoptr(GArray) columns = columns_of(proof, cluster, unknowns, true);
    gint64 found;

    if (columns->len == 0 || is_witnessed(cluster, columns, GLP_LO, minimum, &found))
        return false;
    for (guint i = 0; i < columns->len; i++)
        wish[g_array_index(columns, int, i)] += 1;
    return true;
}

/* One table for all that is not reached yet. Returns: how many wishes there were. */
static int
sway_once(SrProof *proof, SrProofCluster *cluster, const GPtrArray *sums,
          const gint64 *minimums)
{
    g_autofree double *wish = g_new0(double, cluster->unknowns->len + 1);
    int n = 0;

    for (guint s = 0; s < sums->len; s++) {
        const GArray *unknowns = sums->pdata[s];

        if (unknowns->len > 0 &&
            sr_proof_cluster(proof, g_array_index(unknowns, int, 0)) == cluster)
            n += wish_for(proof, cluster, unknowns, minimums[s], wish);
    }
    if (n < 2)
        return 0;
    if (cluster->problem == NULL)
        build_problem(proof, cluster);
    glp_set_row_bnds(cluster->problem, (int)cluster->equations->len + 1, GLP_FR, 0, 0);
    glp_set_obj_dir(cluster->problem, GLP_MAX);
    for (guint u = 1; u <= cluster->unknowns->len; u++)
        glp_set_obj_coef(cluster->problem, (int)u, wish[u]);
    gint64 *table =
        optimise(cluster) ? take_table(proof, cluster, glp_get_col_prim) : NULL;
    for (guint u = 1; u <= cluster->unknowns->len; u++)
        glp_set_obj_coef(cluster->problem, (int)u, 0);
    if (table == NULL)
        return 0;
    g_ptr_array_add(cluster->tables, table);
    proof->n_witnesses++;
    return n;
}

void
sr_proof_sway(SrProof *proof, const GPtrArray *sums, const gint64 *minimums)
{
    GHashTableIter iter;
    gpointer cluster;

    g_hash_table_iter_init(&iter, proof->clusters);
    while (g_hash_table_iter_next(&iter, NULL, &cluster)) {
        int before = G_MAXINT;

        for (int round = 0; round < MOST_SWAYS; round++) {
            int n = sway_once(proof, cluster, sums, minimums);

            if (n == 0 || n >= before)
                break;
            before = n;
        }
    }
}

/* The most the sum's part in the cluster can be, up to @enough. */
static gint64
find_most(SrProof *proof, SrProofCluster *cluster, const GArray *unknowns, gint64 enough,
          GPtrArray *why)
{
    g_autoptr(GArray) columns = columns_of(proof, cluster, unknowns, true);
    gint64 found = 0;

    if (find_table(proof, cluster, columns, GLP_LO, enough, &found, why))
        return found;
    for (gint64 less = enough - 1; less > 0; less--)
        if (find_table(proof, cluster, columns, GLP_LO, less, &found, NULL))
            return found;
    return 0;
}

bool
sr_proof_can_reach(SrProof *proof, const GArray *unknowns, gint64 minimum, gint64 *found,
                   GPtrArray *why)
{
    g_autoptr(GHashTable) asked = g_hash_table_new(NULL, NULL);
    gint64 sum = 0;

    /* Clusters are independent: what each can be at most adds up. */
    for (guint i = 0; i < unknowns->len; i++) {
        SrProofCluster *cluster =
            sr_proof_cluster(proof, g_array_index(unknowns, int, i));

        if (g_hash_table_add(asked, cluster))
            sum += find_most(proof, cluster, unknowns, MAX(minimum - sum, 0), why);
    }
    if (sum < minimum)
        return false;
    if (found != NULL)
        *found = sum;
    if (why != NULL)
        g_ptr_array_set_size(why, 0);
    return true;
}

/*
 * What the sum's part in the cluster can be at least, as far as that is soon found; more
 * than @most if it cannot be so little.
 */
static gint64
find_least(SrProof *proof, SrProofCluster *cluster, const GArray *unknowns, gint64 most,
           bool is_only)
{
    g_autoptr(GArray) columns = columns_of(proof, cluster, unknowns, false);
    gint64 found = 0;

    for (gint64 bound = 0; !is_only && bound < MIN(most, MOST_SMALL); bound++)
        if (find_table(proof, cluster, columns, GLP_UP, bound, &found, NULL))
            return found;
    return find_table(proof, cluster, columns, GLP_UP, most, &found, NULL) ? found
                                                                           : most + 1;
}

bool
sr_proof_can_stay(SrProof *proof, const GArray *unknowns, gint64 maximum)
{
    g_autoptr(GPtrArray) clusters = g_ptr_array_new();
    gint64 left = maximum;

    for (guint i = 0; i < unknowns->len; i++) {
        SrProofCluster *cluster =
            sr_proof_cluster(proof, g_array_index(unknowns, int, i));

        if (!g_ptr_array_find(clusters, cluster, NULL))
            g_ptr_array_add(clusters, cluster);
    }
    for (guint c = 0; c < clusters->len && left >= 0; c++)
        left -= find_least(proof, clusters->pdata[c], unknowns, left, clusters->len == 1);
    return left >= 0;
}

/* Whether two tables found so far give the sum's part in the cluster different numbers.
 */
static bool
has_two(SrProof *proof, const SrProofCluster *cluster, const GArray *unknowns)
{
    g_autoptr(GArray) most = columns_of(proof, cluster, unknowns, true);
    g_autoptr(GArray) least = columns_of(proof, cluster, unknowns, false);
    gint64 high = 0;
    gint64 low = G_MAXINT64;

    for (guint t = 0; t < cluster->tables->len; t++) {
        high = MAX(high, sum_in(most, cluster->tables->pdata[t]));
        low = MIN(low, sum_in(least, cluster->tables->pdata[t]));
    }
    return low < high;
}

/* How far the sum of the columns goes in one direction, whole tables or not. */
static double
utmost(SrProof *proof, SrProofCluster *cluster, const GArray *columns, int direction)
{
    if (cluster->problem == NULL)
        build_problem(proof, cluster);
    glp_set_obj_dir(cluster->problem, direction);
    set_objective(cluster, columns, 1);
    double value = optimise(cluster) ? glp_get_obj_val(cluster->problem)
                                     : (direction == GLP_MAX ? INFINITY : 0);
    set_objective(cluster, columns, 0);
    return value;
}

bool
sr_proof_is_given_away(SrProof *proof, int unknown, gint64 minimum)
{
    SrProofCluster *cluster = sr_proof_cluster(proof, unknown);
    g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(int));
    gint64 high = 0;
    gint64 low = G_MAXINT64;

    g_array_append_val(columns, proof->column[unknown]);
    for (guint t = 0; t < cluster->tables->len; t++) {
        high = MAX(high, sum_in(columns, cluster->tables->pdata[t]));
        low = MIN(low, sum_in(columns, cluster->tables->pdata[t]));
    }
    if (low < high && (low == 0 || high >= minimum))
        return false;
    double most = floor(utmost(proof, cluster, columns, GLP_MAX) + NEAR);
    if (most < 1)
        return false; /* that there is nobody may be known */
    double least = ceil(utmost(proof, cluster, columns, GLP_MIN) - NEAR);
    return least >= most || (least > 0 && most < (double)minimum);
}

bool
sr_proof_can_differ(SrProof *proof, const GArray *unknowns, gint64 found)
{
    for (guint i = 0; i < unknowns->len; i++)
        if (has_two(proof, sr_proof_cluster(proof, g_array_index(unknowns, int, i)),
                    unknowns))
            return true;
    /* Less is soon found, most of all nothing; more may need branching. */
    return sr_proof_can_stay(proof, unknowns, found - 1) ||
           sr_proof_can_reach(proof, unknowns, found + 1, NULL, NULL);
}

int
sr_proof_n_witnesses(const SrProof *proof)
{
    return proof->n_witnesses;
}
