#include "disclosure/proof.h"

#include "disclosure/proof_private.h"

#include <math.h>

#define WHOLE_NEAR 1e-9

static void
equation_clear(gpointer data)
{
    SrProofEquation *equation = data;

    g_array_unref(equation->unknowns);
    g_free(equation->coefficients);
    g_free(equation->label);
}

static void
cluster_free(gpointer data)
{
    SrProofCluster *cluster = data;

    if (cluster->problem != NULL)
        glp_delete_prob(cluster->problem);
    g_array_unref(cluster->equations);
    g_array_unref(cluster->unknowns);
    g_ptr_array_unref(cluster->tables);
    g_free(cluster);
}

SrProof *
sr_proof_new(void)
{
    SrProof *proof = g_new0(SrProof, 1);

    proof->numbers = g_hash_table_new(g_str_hash, g_str_equal);
    proof->names = g_ptr_array_new_with_free_func(g_free);
    proof->equations = g_array_new(FALSE, FALSE, sizeof(SrProofEquation));
    g_array_set_clear_func(proof->equations, equation_clear);
    proof->clusters = g_hash_table_new_full(NULL, NULL, NULL, cluster_free);
    return proof;
}

void
sr_proof_free(SrProof *proof)
{
    if (proof == NULL)
        return;
    g_hash_table_unref(proof->numbers);
    g_ptr_array_unref(proof->names);
    g_array_unref(proof->equations);
    g_hash_table_unref(proof->clusters);
    g_free(proof->group);
    g_free(proof->n_members);
    g_free(proof->root);
    g_free(proof->column);
    g_free(proof);
}

int
sr_proof_find(const SrProof *proof, const char *name)
{
    return GPOINTER_TO_INT(g_hash_table_lookup(proof->numbers, name)) - 1;
}

int
sr_proof_unknown(SrProof *proof, const char *name)
{
    int known = sr_proof_find(proof, name);

    if (known >= 0)
        return known;
    g_ptr_array_add(proof->names, g_strdup(name));
    g_hash_table_insert(proof->numbers, proof->names->pdata[proof->n_unknowns],
                        GINT_TO_POINTER(proof->n_unknowns + 1));
    return proof->n_unknowns++;
}

GPtrArray *
sr_proof_names(const SrProof *proof)
{
    GPtrArray *names = g_ptr_array_sized_new((guint)proof->n_unknowns);

    for (int u = 0; u < proof->n_unknowns; u++)
        g_ptr_array_add(names, proof->names->pdata[u]);
    return names;
}

void
sr_proof_add(SrProof *proof, const GArray *unknowns, gint64 value, const char *label)
{
    SrProofEquation equation = {.unknowns = g_array_copy((GArray *)unknowns),
                                .value = value,
                                .label = g_strdup(label)};

    g_array_append_val(proof->equations, equation);
}

/* Coefficients in whole proportions: then the sum is whole, and its bounds are too. */
static void
make_whole(SrProofEquation *equation)
{
    double least = INFINITY;

    for (guint i = 0; i < equation->unknowns->len; i++)
        if (fabs(equation->coefficients[i]) > WHOLE_NEAR)
            least = MIN(least, fabs(equation->coefficients[i]));
    for (guint i = 0; i < equation->unknowns->len; i++) {
        double factor = equation->coefficients[i] / least;

        if (!isfinite(least) || fabs(factor) > 1000 ||
            fabs(factor - nearbyint(factor)) > WHOLE_NEAR)
            return;
    }
    for (guint i = 0; i < equation->unknowns->len; i++)
        equation->coefficients[i] = nearbyint(equation->coefficients[i] / least);
    equation->lower = ceil(equation->lower / least - WHOLE_NEAR);
    equation->upper = floor(equation->upper / least + WHOLE_NEAR);
}

void
sr_proof_add_range(SrProof *proof, const GArray *unknowns, const double *coefficients,
                   double lower, double upper, const char *label)
{
    SrProofEquation equation = {.unknowns = g_array_new(FALSE, FALSE, sizeof(int)),
                                .coefficients = g_new0(double, unknowns->len + 1),
                                .lower = lower,
                                .upper = upper,
                                .label = g_strdup(label)};
    bool says_something = false;

    for (guint i = 0; i < unknowns->len; i++) {
        int unknown = g_array_index(unknowns, int, i);
        guint place = 0;

        while (place < equation.unknowns->len &&
               g_array_index(equation.unknowns, int, place) != unknown)
            place++;
        if (place == equation.unknowns->len)
            g_array_append_val(equation.unknowns, unknown);
        equation.coefficients[place] += coefficients[i];
    }
    make_whole(&equation);
    lower = equation.lower;
    upper = equation.upper;
    for (guint i = 0; i < equation.unknowns->len; i++) {
        double coefficient = equation.coefficients[i];

        /* Sums of counts are at least 0 anyway. */
        says_something = says_something ||
                         (coefficient < 0 && (lower > -INFINITY || upper < 0)) ||
                         (coefficient > 0 && (upper < INFINITY || lower > 0));
    }
    if (says_something)
        g_array_append_val(proof->equations, equation);
    else
        equation_clear(&equation);
}

static int
root_of(SrProof *proof, int u)
{
    while (proof->root[u] != u)
        u = proof->root[u] = proof->root[proof->root[u]];
    return u;
}

SrProofCluster *
sr_proof_cluster(SrProof *proof, int unknown)
{
    gpointer key = GINT_TO_POINTER(root_of(proof, unknown));
    SrProofCluster *cluster = g_hash_table_lookup(proof->clusters, key);

    if (cluster == NULL) {
        cluster = g_new0(SrProofCluster, 1);
        cluster->equations = g_array_new(FALSE, FALSE, sizeof(int));
        cluster->unknowns = g_array_new(FALSE, FALSE, sizeof(int));
        cluster->tables = g_ptr_array_new_with_free_func(g_free);
        g_hash_table_insert(proof->clusters, key, cluster);
    }
    return cluster;
}

/* The equations each unknown stands in, as text. */
static GString **
write_columns(const SrProof *proof)
{
    GString **columns = g_new(GString *, proof->n_unknowns + 1);

    for (int u = 0; u < proof->n_unknowns; u++)
        columns[u] = g_string_new(NULL);
    for (guint e = 0; e < proof->equations->len; e++) {
        const SrProofEquation *equation =
            &g_array_index(proof->equations, SrProofEquation, e);

        for (guint i = 0; i < equation->unknowns->len; i++) {
            GString *column = columns[g_array_index(equation->unknowns, int, i)];

            if (equation->coefficients == NULL)
                g_string_append_printf(column, "%u ", e);
            else
                g_string_append_printf(column, "%u*%.17g ", e, equation->coefficients[i]);
        }
    }
    return columns;
}

/* Unknowns that stand in the same equations, alike, are one: their sum. */
static void
find_groups(SrProof *proof)
{
    g_autofree GString **columns = write_columns(proof);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

    proof->group = g_new(int, proof->n_unknowns + 1);
    proof->n_members = g_new0(int, proof->n_unknowns + 1);
    for (int u = 0; u < proof->n_unknowns; u++) {
        int first = GPOINTER_TO_INT(g_hash_table_lookup(seen, columns[u]->str)) - 1;

        /* What stands in no equation can be anything, each by itself. */
        if (columns[u]->len == 0)
            first = u;
        else if (first < 0) {
            first = u;
            g_hash_table_insert(seen, columns[u]->str, GINT_TO_POINTER(u + 1));
        }
        proof->group[u] = first;
        proof->n_members[first]++;
    }
    for (int u = 0; u < proof->n_unknowns; u++)
        g_string_free(columns[u], TRUE);
}

/* Unknowns that hang together have one root. */
static void
find_roots(SrProof *proof)
{
    proof->root = g_new(int, proof->n_unknowns + 1);
    for (int u = 0; u < proof->n_unknowns; u++)
        proof->root[u] = u;
    for (guint e = 0; e < proof->equations->len; e++) {
        const GArray *unknowns =
            g_array_index(proof->equations, SrProofEquation, e).unknowns;

        for (guint i = 1; i < unknowns->len; i++)
            proof->root[root_of(proof, g_array_index(unknowns, int, i))] =
                root_of(proof, g_array_index(unknowns, int, 0));
    }
}

void
sr_proof_close(SrProof *proof)
{
    find_groups(proof);
    find_roots(proof);
    proof->column = g_new0(int, proof->n_unknowns + 1);
    for (int u = 0; u < proof->n_unknowns; u++) {
        SrProofCluster *cluster = sr_proof_cluster(proof, u);
        int first = proof->group[u];

        if (first == u)
            g_array_append_val(cluster->unknowns, u);
        proof->column[u] =
            first == u ? (int)cluster->unknowns->len : proof->column[first];
    }
    for (guint e = 0; e < proof->equations->len; e++) {
        const GArray *unknowns =
            g_array_index(proof->equations, SrProofEquation, e).unknowns;
        int index = (int)e;

        if (unknowns->len > 0)
            g_array_append_val(
                sr_proof_cluster(proof, g_array_index(unknowns, int, 0))->equations,
                index);
    }
}

bool
sr_proof_stands_out(SrProof *proof, int unknown)
{
    return proof->group[unknown] == unknown && proof->n_members[unknown] == 1 &&
           sr_proof_cluster(proof, unknown)->equations->len > 0;
}
