#include "disclosure/proof.h"

#include <glpk.h>

#define N_UNKNOWNS 4
#define TOTAL 8

/* Sums as sets of bits over the unknowns A, B, C, D. */
typedef struct {
    int bits;
    gint64 value;
} Sum;

static gint64
value_of(int bits, const int *table)
{
    gint64 value = 0;

    for (int u = 0; u < N_UNKNOWNS; u++)
        value += (bits >> u & 1) * table[u];
    return value;
}

/* Least and most of each of the 15 sums over all tables that fit. */
static void
try_all(const Sum *sums, int n, gint64 least[16], gint64 most[16])
{
    int table[N_UNKNOWNS];

    for (int code = 0; code < 6561; code++) { /* 9 to the 4th */
        bool fits = true;

        for (int u = 0, rest = code; u < N_UNKNOWNS; u++, rest /= TOTAL + 1)
            table[u] = rest % (TOTAL + 1);
        for (int s = 0; s < n && fits; s++)
            fits = value_of(sums[s].bits, table) == sums[s].value;
        for (int bits = 1; bits < 16 && fits; bits++) {
            least[bits] = MIN(least[bits], value_of(bits, table));
            most[bits] = MAX(most[bits], value_of(bits, table));
        }
    }
}

static GArray *
unknowns_of(SrProof *proof, int bits)
{
    static const char *const names[] = {"A", "B", "C", "D"};
    GArray *unknowns = g_array_new(FALSE, FALSE, sizeof(int));

    for (int u = 0; u < N_UNKNOWNS; u++)
        if ((bits >> u & 1) != 0) {
            int unknown = sr_proof_unknown(proof, names[u]);

            g_array_append_val(unknowns, unknown);
        }
    return unknowns;
}

static SrProof *
proof_of(const Sum *sums, int n)
{
    SrProof *proof = sr_proof_new();

    for (int s = 0; s < n; s++) {
        g_autoptr(GArray) unknowns = unknowns_of(proof, sums[s].bits);
        g_autofree char *label = g_strdup_printf("sum %d", s);

        sr_proof_add(proof, unknowns, sums[s].value, label);
    }
    sr_proof_close(proof);
    return proof;
}

/* What can be reached is what some table among all of them reaches: no more, no less. */
static void
test_random(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(5);

    for (int round = 0; round < 400; round++) {
        int truth[N_UNKNOWNS] = {0};
        Sum sums[5] = {{15, TOTAL}};
        int n = g_rand_int_range(rand, 1, 6);
        gint64 least[16];
        gint64 most[16];

        for (int i = 0; i < TOTAL; i++)
            truth[g_rand_int_range(rand, 0, N_UNKNOWNS)]++;
        for (int s = 1; s < n; s++) {
            sums[s].bits = g_rand_int_range(rand, 1, 16);
            sums[s].value = value_of(sums[s].bits, truth);
        }
        for (int bits = 0; bits < 16; bits++) {
            least[bits] = G_MAXINT64;
            most[bits] = G_MININT64;
        }
        try_all(sums, n, least, most);
        g_autoptr(SrProof) proof = proof_of(sums, n);
        for (int bits = 1; bits < 16; bits++) {
            g_autoptr(GArray) unknowns = unknowns_of(proof, bits);

            for (gint64 v = 1; v <= TOTAL; v++) {
                gint64 found = 0;
                bool can = sr_proof_can_reach(proof, unknowns, v, &found, NULL);

                g_assert_cmpint(can, ==, most[bits] >= v);
                g_assert_true(!can || (found >= v && found <= most[bits]));
                g_assert_cmpint(sr_proof_can_stay(proof, unknowns, v), ==,
                                least[bits] <= v);
            }
        }
    }
}

/* The equations that give a figure away are named, and only these. */
static void
test_why(void)
{
    const Sum sums[] = {{15, 8}, {1, 3}, {6, 4}}; /* D = 8 - 3 - 4 */
    g_autoptr(SrProof) proof = proof_of(sums, 3);
    g_autoptr(GArray) unknowns = unknowns_of(proof, 8);
    g_autoptr(GPtrArray) why = g_ptr_array_new_with_free_func(g_free);

    g_assert_false(sr_proof_can_reach(proof, unknowns, 3, NULL, why));
    g_assert_cmpuint(why->len, ==, 3);
    g_assert_true(sr_proof_can_reach(proof, unknowns, 1, NULL, NULL));
}

/* Figures that contradict each other prove nothing. */
static void
test_contradiction(void)
{
    const Sum sums[] = {{15, 8}, {15, 7}};
    g_autoptr(SrProof) proof = proof_of(sums, 2);
    g_autoptr(GArray) unknowns = unknowns_of(proof, 1);

    g_assert_false(sr_proof_can_reach(proof, unknowns, 1, NULL, NULL));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/proof/random", test_random);
    g_test_add_func("/proof/why", test_why);
    g_test_add_func("/proof/contradiction", test_contradiction);
    int failed = g_test_run();
    glp_free_env();
    return failed;
}
