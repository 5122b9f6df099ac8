#include "disclosure/proof.h"

#include <glpk.h>
#include <math.h>

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

            /* The first rounds have no tables to look it up in. */
            g_assert_cmpint(sr_proof_can_differ(proof, unknowns, most[bits]), ==,
                            least[bits] < most[bits]);
            g_assert_cmpint(sr_proof_can_differ(proof, unknowns, least[bits]), ==,
                            least[bits] < most[bits]);
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

/* --- The four cases of domain.md § 7, as what is written of them --- */

typedef struct {
    const char *name;
    const char *sums[8]; /* "ABC=23": letters are unknowns */
    const char *asked;
    gint64 minimum;
    bool can;
} Case;

static const Case written[] = {
    /* A,B,I,J = 2,2,8,8 in county 1; K,L,M,N = 3,3,3,7 in county 2; BIG = L,M. */
    {"(a) each table alone", {"I=8", "J=8", "ABIJ=20", "KLMN=16", "N=7"}, "K", 4, true},
    {"(a) both: small - county 1 = K + N",
     {"I=8", "J=8", "ABIJ=20", "KLMN=16", "N=7", "LM=6", "ABIJKN=30"},
     "K",
     4,
     false},
    {"(a) N goes too",
     {"I=8", "J=8", "ABIJ=20", "KLMN=16", "LM=6", "ABIJKN=30"},
     "K",
     4,
     true},
    {"(b) B and C hidden alone: 8 is below 11", {"A=15", "ABC=23"}, "B", 11, false},
    {"(b) A hidden as well", {"ABC=23"}, "B", 11, true},
    {"(c) 15 = 10 + 3 + x + x, zeros possible", {"A=10", "B=3", "ABCD=15"}, "C", 2, true},
    {"(c) one of them shown", {"A=10", "B=3", "C=1", "ABCD=15"}, "D", 2, false},
    {"(d) two at the minimum less one: one could be 4", {"AB=4"}, "A", 3, true},
    {"a singleton: an area that is its own region", {"A=2"}, "A", 3, false},
    {"zeros shown", {"A=0", "B=0", "ABC=2"}, "C", 3, false},
    {"rows that look safe, and their columns",
     {"AB=4", "CD=4", "AC=6", "BD=2"},
     "B",
     3,
     false},
};

static GArray *
letters_of(SrProof *proof, const char *letters)
{
    GArray *unknowns = g_array_new(FALSE, FALSE, sizeof(int));

    for (; g_ascii_isupper(*letters); letters++) {
        const char name[] = {*letters, '\0'};
        int unknown = sr_proof_unknown(proof, name);

        g_array_append_val(unknowns, unknown);
    }
    return unknowns;
}

static void
test_cases(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(written); i++) {
        g_autoptr(SrProof) proof = sr_proof_new();

        for (int s = 0; written[i].sums[s] != NULL; s++) {
            const char *sum = written[i].sums[s];
            g_autoptr(GArray) unknowns = letters_of(proof, sum);

            sr_proof_add(proof, unknowns,
                         g_ascii_strtoll(sum + unknowns->len + 1, NULL, 10), sum);
        }
        g_autoptr(GArray) asked = letters_of(proof, written[i].asked);
        g_test_message("%s", written[i].name);
        sr_proof_close(proof);
        g_assert_cmpint(sr_proof_can_reach(proof, asked, written[i].minimum, NULL, NULL),
                        ==, written[i].can);
    }
}

/* Bounds of sums with coefficients; one table may answer several questions. */
static void
test_ranges(void)
{
    g_autoptr(SrProof) proof = sr_proof_new();
    g_autoptr(GArray) all = letters_of(proof, "ABC");
    g_autoptr(GArray) a = letters_of(proof, "A");
    g_autoptr(GArray) b = letters_of(proof, "B");
    g_autoptr(GArray) ab = letters_of(proof, "AB");
    const double share[] = {50.5, -49.5}; /* A is at most 49.5 % of A + B */
    const double below[] = {2.5};         /* 2.5 A < 9.9: at most 3 */

    sr_proof_add(proof, all, 20, "all");
    sr_proof_add_range(proof, ab, share, -INFINITY, 0, "share");
    sr_proof_add_range(proof, a, below, -INFINITY, 9.9, "below");
    sr_proof_close(proof);
    g_assert_true(sr_proof_can_reach(proof, a, 3, NULL, NULL));
    g_assert_false(sr_proof_can_reach(proof, a, 4, NULL, NULL));
    g_assert_true(sr_proof_can_reach(proof, b, 20, NULL, NULL));
    g_assert_true(sr_proof_can_stay(proof, b, 0));
    int n = sr_proof_n_witnesses(proof);
    g_assert_true(sr_proof_can_reach(proof, b, 12, NULL, NULL));
    g_assert_cmpint(sr_proof_n_witnesses(proof), ==, n);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/proof/random", test_random);
    g_test_add_func("/proof/why", test_why);
    g_test_add_func("/proof/contradiction", test_contradiction);
    g_test_add_func("/proof/cases", test_cases);
    g_test_add_func("/proof/ranges", test_ranges);
    int failed = g_test_run();
    glp_free_env();
    return failed;
}
