#include "disclosure/proof.h"

#include <glpk.h>
#include <math.h>

#define MOST_NODES 1000
#define NEAR 1e-6

typedef struct {
    GArray *unknowns; /* of int */
    gint64 value;
    char *label;
} Equation;

/* Equations that hang together, as one programme. */
typedef struct {
    glp_prob *problem;
    GArray *equations; /* of int */
    GArray *unknowns;  /* of int */
    int n_nodes;
} Cluster;

struct SrProof {
    GHashTable *names; /* name → unknown + 1 */
    int n_unknowns;
    GArray *equations;    /* of Equation */
    int *root;            /* [n_unknowns] */
    int *column;          /* [n_unknowns]: in its cluster, from 1 */
    GHashTable *clusters; /* root → Cluster */
};

static void
equation_clear(gpointer data)
{
    Equation *equation = data;

    g_array_unref(equation->unknowns);
    g_free(equation->label);
}

static void
cluster_free(gpointer data)
{
    Cluster *cluster = data;

    if (cluster->problem != NULL)
        glp_delete_prob(cluster->problem);
    g_array_unref(cluster->equations);
    g_array_unref(cluster->unknowns);
    g_free(cluster);
}

SrProof *
sr_proof_new(void)
{
    SrProof *proof = g_new0(SrProof, 1);

    proof->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    proof->equations = g_array_new(FALSE, FALSE, sizeof(Equation));
    g_array_set_clear_func(proof->equations, equation_clear);
    proof->clusters = g_hash_table_new_full(NULL, NULL, NULL, cluster_free);
    return proof;
}

void
sr_proof_free(SrProof *proof)
{
    if (proof == NULL)
        return;
    g_hash_table_unref(proof->names);
    g_array_unref(proof->equations);
    g_hash_table_unref(proof->clusters);
    g_free(proof->root);
    g_free(proof->column);
    g_free(proof);
}

int
sr_proof_unknown(SrProof *proof, const char *name)
{
    int known = GPOINTER_TO_INT(g_hash_table_lookup(proof->names, name));

    if (known > 0)
        return known - 1;
    g_hash_table_insert(proof->names, g_strdup(name),
                        GINT_TO_POINTER(++proof->n_unknowns));
    return proof->n_unknowns - 1;
}

void
sr_proof_add(SrProof *proof, const GArray *unknowns, gint64 value, const char *label)
{
    Equation equation = {g_array_copy((GArray *)unknowns), value, g_strdup(label)};

    g_array_append_val(proof->equations, equation);
}

static int
root_of(SrProof *proof, int u)
{
    while (proof->root[u] != u)
        u = proof->root[u] = proof->root[proof->root[u]];
    return u;
}

static Cluster *
cluster_of(SrProof *proof, int unknown)
{
    gpointer key = GINT_TO_POINTER(root_of(proof, unknown));
    Cluster *cluster = g_hash_table_lookup(proof->clusters, key);

    if (cluster == NULL) {
        cluster = g_new0(Cluster, 1);
        cluster->equations = g_array_new(FALSE, FALSE, sizeof(int));
        cluster->unknowns = g_array_new(FALSE, FALSE, sizeof(int));
        g_hash_table_insert(proof->clusters, key, cluster);
    }
    return cluster;
}

void
sr_proof_close(SrProof *proof)
{
    proof->root = g_new(int, proof->n_unknowns + 1);
    proof->column = g_new0(int, proof->n_unknowns + 1);
    for (int u = 0; u < proof->n_unknowns; u++)
        proof->root[u] = u;
    for (guint e = 0; e < proof->equations->len; e++) {
        const GArray *unknowns = g_array_index(proof->equations, Equation, e).unknowns;

        for (guint i = 1; i < unknowns->len; i++)
            proof->root[root_of(proof, g_array_index(unknowns, int, i))] =
                root_of(proof, g_array_index(unknowns, int, 0));
    }
    for (int u = 0; u < proof->n_unknowns; u++) {
        Cluster *cluster = cluster_of(proof, u);

        g_array_append_val(cluster->unknowns, u);
        proof->column[u] = (int)cluster->unknowns->len;
    }
    for (guint e = 0; e < proof->equations->len; e++) {
        const GArray *unknowns = g_array_index(proof->equations, Equation, e).unknowns;
        int index = (int)e;

        if (unknowns->len > 0)
            g_array_append_val(
                cluster_of(proof, g_array_index(unknowns, int, 0))->equations, index);
    }
}

static void
set_row(SrProof *proof, Cluster *cluster, int row, const GArray *unknowns)
{
    g_autofree int *columns = g_new0(int, unknowns->len + 1);
    g_autofree double *ones = g_new0(double, unknowns->len + 1);
    int n = 0;

    for (guint i = 0; i < unknowns->len; i++) {
        int u = g_array_index(unknowns, int, i);

        if (cluster_of(proof, u) != cluster)
            continue;
        columns[++n] = proof->column[u];
        ones[n] = 1;
    }
    glp_set_mat_row(cluster->problem, row, n, columns, ones);
}

static void
build_problem(SrProof *proof, Cluster *cluster)
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
        const Equation *equation = &g_array_index(
            proof->equations, Equation, g_array_index(cluster->equations, int, e));

        set_row(proof, cluster, (int)e + 1, equation->unknowns);
        glp_set_row_bnds(cluster->problem, (int)e + 1, GLP_FX, (double)equation->value,
                         (double)equation->value);
    }
    glp_set_row_bnds(cluster->problem, (int)cluster->equations->len + 1, GLP_FR, 0, 0);
    glp_std_basis(cluster->problem);
}

/* A table is one only if it is whole, not negative, and every equation adds up. */
static bool
is_table(SrProof *proof, const Cluster *cluster, double (*value)(glp_prob *, int))
{
    for (guint u = 0; u < cluster->unknowns->len; u++) {
        double x = value(cluster->problem, (int)u + 1);

        if (fabs(x - nearbyint(x)) > NEAR || nearbyint(x) < 0)
            return false;
    }
    for (guint e = 0; e < cluster->equations->len; e++) {
        const Equation *equation = &g_array_index(
            proof->equations, Equation, g_array_index(cluster->equations, int, e));
        gint64 sum = 0;

        for (guint i = 0; i < equation->unknowns->len; i++)
            sum += (gint64)nearbyint(
                value(cluster->problem,
                      proof->column[g_array_index(equation->unknowns, int, i)]));
        if (sum != equation->value)
            return false;
    }
    return true;
}

static void
count_nodes(glp_tree *tree, void *data)
{
    Cluster *cluster = data;

    if (glp_ios_reason(tree) == GLP_ISELECT && ++cluster->n_nodes > MOST_NODES)
        glp_ios_terminate(tree);
}

/* The equations that hold the sum down at the optimum: those with a price. */
static void
tell_why(SrProof *proof, const Cluster *cluster, GPtrArray *why)
{
    for (guint e = 0; e < cluster->equations->len; e++)
        if (fabs(glp_get_row_dual(cluster->problem, (int)e + 1)) > NEAR)
            g_ptr_array_add(
                why, g_strdup(g_array_index(proof->equations, Equation,
                                            g_array_index(cluster->equations, int, e))
                                  .label));
}

/* The basis of the question before may not fit this one: then from none. */
static bool
optimise(const Cluster *cluster)
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

/* Branch and bound, where the simplex found no whole table. */
static bool
branch(SrProof *proof, Cluster *cluster)
{
    glp_iocp branching;

    glp_init_iocp(&branching);
    branching.msg_lev = GLP_MSG_OFF;
    branching.cb_func = count_nodes;
    branching.cb_info = cluster;
    cluster->n_nodes = 0;
    glp_intopt(cluster->problem, &branching);
    int status = glp_mip_status(cluster->problem);
    return (status == GLP_OPT || status == GLP_FEAS) &&
           is_table(proof, cluster, glp_mip_col_val);
}

/* The most the sum can be, and which equations say so. */
static void
find_limit(SrProof *proof, Cluster *cluster, const GArray *unknowns, GPtrArray *why)
{
    glp_set_row_bnds(cluster->problem, (int)cluster->equations->len + 1, GLP_FR, 0, 0);
    for (guint i = 0; i < unknowns->len; i++) {
        int u = g_array_index(unknowns, int, i);

        if (cluster_of(proof, u) == cluster)
            glp_set_obj_coef(cluster->problem, proof->column[u], 1);
    }
    if (optimise(cluster))
        tell_why(proof, cluster, why);
    for (guint u = 0; u < cluster->unknowns->len; u++)
        glp_set_obj_coef(cluster->problem, (int)u + 1, 0);
}

/* Asks for a table with the sum's part in the cluster within the bounds of @type. */
static bool
find_table(SrProof *proof, Cluster *cluster, const GArray *unknowns, int type,
           gint64 bound, gint64 *found)
{
    int last = (int)cluster->equations->len + 1;

    if (cluster->problem == NULL)
        build_problem(proof, cluster);
    set_row(proof, cluster, last, unknowns);
    glp_set_obj_dir(cluster->problem, GLP_MAX);
    glp_set_row_bnds(cluster->problem, last, type, (double)bound, (double)bound);
    if (!optimise(cluster))
        return false;
    bool is_whole = is_table(proof, cluster, glp_get_col_prim);
    if (!is_whole && !branch(proof, cluster))
        return false;
    double value = is_whole ? glp_get_row_prim(cluster->problem, last)
                            : glp_mip_row_val(cluster->problem, last);
    *found = (gint64)nearbyint(value);
    return true;
}

bool
sr_proof_can_reach(SrProof *proof, const GArray *unknowns, gint64 minimum, gint64 *found,
                   GPtrArray *why)
{
    g_autoptr(GHashTable) asked = g_hash_table_new(NULL, NULL);

    /* Clusters are independent: one that reaches it alone is enough, and nearly always
     * there is one only. */
    for (guint i = 0; i < unknowns->len; i++) {
        Cluster *cluster = cluster_of(proof, g_array_index(unknowns, int, i));
        gint64 value = 0;

        if (!g_hash_table_add(asked, cluster))
            continue;
        if (find_table(proof, cluster, unknowns, GLP_LO, minimum, &value)) {
            if (found != NULL)
                *found = value;
            return true;
        }
        if (why != NULL)
            find_limit(proof, cluster, unknowns, why);
    }
    return false;
}

bool
sr_proof_can_stay(SrProof *proof, const GArray *unknowns, gint64 maximum)
{
    gint64 value = 0;

    /* Of several clusters it is not asked what they leave each other: not proved. */
    for (guint i = 1; i < unknowns->len; i++)
        if (cluster_of(proof, g_array_index(unknowns, int, i)) !=
            cluster_of(proof, g_array_index(unknowns, int, 0)))
            return false;
    return maximum >= 0 && unknowns->len > 0 &&
           find_table(proof, cluster_of(proof, g_array_index(unknowns, int, 0)), unknowns,
                      GLP_UP, maximum, &value);
}
