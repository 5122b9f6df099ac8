/*
 * Suppression against the audit's own proof, which shares no line with it: what one keeps
 * closed the other proves, and of what is closed for others' sake nothing can be opened.
 */
#include "disclosure/proof.h"
#include "disclosure/suppress.h"

#include <glpk.h>

#define ROUNDS 800
#define MOST_ATOMS 5

static void
add_cell(SrSystem *system, int bits, gint64 minimum, double cost, bool is_fixed)
{
    SrTerm terms[MOST_ATOMS];
    SrForm form = {.kind = SR_FORM_CELL,
                   .minimum = minimum,
                   .cost = cost,
                   .is_open = true,
                   .is_fixed = is_fixed};
    int n = 0;

    for (int a = 0; a < MOST_ATOMS; a++)
        if ((bits >> a & 1) != 0)
            terms[n++] = (SrTerm){a, 1};
    if (n > 0)
        sr_system_add(system, &form, terms, n);
}

/* A total that stays open, single cells and sums over some of them. */
static SrSystem *
random_system(GRand *rand)
{
    SrSystem *system = sr_system_new();
    int n = g_rand_int_range(rand, 3, MOST_ATOMS + 1);
    int all = (1 << n) - 1;

    for (int a = 0; a < n; a++)
        sr_system_add_atom(system, g_rand_int_range(rand, 0, 9), 3);
    add_cell(system, all, 3, 50, true);
    for (int a = 0; a < n; a++)
        add_cell(system, 1 << a, 3, g_rand_int_range(rand, 1, 9), false);
    for (int i = g_rand_int_range(rand, 0, 4); i > 0; i--)
        add_cell(system, g_rand_int_range(rand, 1, all + 1), 3,
                 g_rand_int_range(rand, 5, 20), false);
    return system;
}

static GArray *
unknowns_of(const SrSystem *system, const SrForm *form, SrProof *proof)
{
    const SrTerm *terms = sr_system_terms(system, form);
    GArray *unknowns = g_array_new(FALSE, FALSE, sizeof(int));

    for (int i = 0; i < form->n; i++) {
        g_autofree char *name = g_strdup_printf("%d", terms[i].atom);
        int unknown = sr_proof_unknown(proof, name);

        g_array_append_val(unknowns, unknown);
    }
    return unknowns;
}

/* Whether the audit finds every closed cell able to be another number, and enough. */
static bool
passes_audit(const SrSystem *system)
{
    g_autoptr(SrProof) proof = sr_proof_new();

    for (int f = 0; f < sr_system_n(system); f++) {
        const SrForm *form = sr_system_at(system, f);
        g_autoptr(GArray) unknowns = unknowns_of(system, form, proof);

        if (form->is_open && sr_form_is_primary(form))
            return false;
        if (form->is_open)
            sr_proof_add(proof, unknowns, form->value, "open");
    }
    sr_proof_close(proof);
    for (int f = 0; f < sr_system_n(system); f++) {
        const SrForm *form = sr_system_at(system, f);
        g_autoptr(GArray) unknowns = unknowns_of(system, form, proof);
        gint64 found = 0;

        if (form->is_open)
            continue;
        if (!sr_proof_can_reach(proof, unknowns, form->minimum, &found, NULL))
            return false;
        if (!sr_proof_can_reach(proof, unknowns, found + 1, NULL, NULL) &&
            !sr_proof_can_stay(proof, unknowns, found - 1))
            return false;
    }
    return true;
}

static void
test_kept(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(31);
    int n_kept = 0;
    int n_safe = 0;

    for (int round = 0; round < ROUNDS; round++) {
        g_autoptr(SrSystem) system = random_system(rand);
        g_autoptr(SrSuppression) done = sr_system_suppress(system);

        if (done->unsafe->len > 0)
            continue;
        n_safe++;
        g_assert_true(passes_audit(system));
        for (int f = 0; f < sr_system_n(system); f++) {
            SrForm *form = sr_system_at(system, f);

            if (form->is_open || sr_form_is_primary(form))
                continue;
            form->is_open = true;
            g_assert_false(passes_audit(system));
            form->is_open = false;
            n_kept++;
        }
    }
    g_assert_cmpint(n_safe, >, ROUNDS / 2);
    g_assert_cmpint(n_kept, >, 300);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/kept/no-cell-too-many", test_kept);
    int failed = g_test_run();
    glp_free_env();
    return failed;
}
