#include "disclosure/suppress.h"

#include <glpk.h>

/* --- An oracle that knows no linear programme: all whole tables, one after another ---
 */

#define MOST_ATOMS 6

typedef struct {
    const SrSystem *system;
    gint64 table[MOST_ATOMS];
    bool (*can)[2]; /* [n_forms]: reaches its minimum; takes another value or 0 */
} Oracle;

static gint64
value_in(const Oracle *oracle, const SrForm *form)
{
    const SrTerm *terms = sr_system_terms(oracle->system, form);
    gint64 value = 0;

    for (int i = 0; i < form->n; i++)
        value += terms[i].coefficient * oracle->table[terms[i].atom];
    return value;
}

static void
judge_table(Oracle *oracle)
{
    int n = sr_system_n(oracle->system);

    for (int f = 0; f < n; f++) {
        const SrForm *form = sr_system_at(oracle->system, f);
        gint64 value = value_in(oracle, form);

        if (form->kind == SR_FORM_CELL && form->is_open && value != form->value)
            return;
        if (form->kind == SR_FORM_BOUND && (value < form->lower || value > form->upper))
            return;
    }
    for (int f = 0; f < n; f++) {
        const SrForm *form = sr_system_at(oracle->system, f);
        gint64 value = value_in(oracle, form);
        bool is_small = form->value > 0 && form->value < form->minimum;

        oracle->can[f][0] = oracle->can[f][0] || value >= form->minimum;
        oracle->can[f][1] = oracle->can[f][1] || (is_small && value == 0) ||
                            (value != form->value && !is_small);
    }
}

/* @left: what the open sum of all, form 0, leaves for the atoms from @atom on. */
static void
try_all(Oracle *oracle, guint atom, gint64 left)
{
    if (atom == oracle->system->atoms->len) {
        judge_table(oracle);
        return;
    }
    for (gint64 v = 0; v <= left; v++) {
        oracle->table[atom] = v;
        try_all(oracle, atom + 1, left - v);
    }
}

/* Whether open cells of 0 cover each of the form's atoms. */
static bool
is_shown_nothing(const SrSystem *system, const SrForm *form)
{
    const SrTerm *terms = sr_system_terms(system, form);

    for (int i = 0; i < form->n; i++) {
        bool is_covered = false;

        for (int f = 0; f < sr_system_n(system); f++) {
            const SrForm *cell = sr_system_at(system, f);
            const SrTerm *of_cell = sr_system_terms(system, cell);

            for (int k = 0; k < cell->n; k++)
                is_covered =
                    is_covered || (cell->kind == SR_FORM_CELL && cell->is_open &&
                                   cell->value == 0 && of_cell[k].atom == terms[i].atom);
        }
        if (!is_covered)
            return false;
    }
    return true;
}

/* The open sum over all atoms that is known; -1: there is none. */
static gint64
total_of(const SrSystem *system)
{
    for (int f = 0; f < sr_system_n(system); f++) {
        const SrForm *form = sr_system_at(system, f);

        if (form->kind == SR_FORM_CELL && form->is_open &&
            form->n == (int)system->atoms->len)
            return form->value;
    }
    return -1;
}

/* Whether each form is safe, by all tables there are: domain.md § 7, word by word. */
static bool *
ask_oracle(const SrSystem *system)
{
    int n = sr_system_n(system);
    bool *is_safe = g_new0(bool, n + 1);
    Oracle oracle = {.system = system, .can = g_malloc0_n((gsize)n + 1, sizeof(bool[2]))};

    try_all(&oracle, 0, total_of(system));
    for (int f = 0; f < n; f++) {
        const SrForm *form = sr_system_at(system, f);
        bool is_small = form->value < form->minimum;

        if (form->kind == SR_FORM_BOUND)
            is_safe[f] = true;
        else if (form->kind == SR_FORM_ASIDE)
            is_safe[f] = (form->value > 0 && is_small && oracle.can[f][0]) ||
                         oracle.can[f][1] || is_shown_nothing(system, form);
        else if (form->is_open)
            is_safe[f] = !sr_form_is_primary(form);
        else
            is_safe[f] = is_small ? oracle.can[f][0] : oracle.can[f][1];
    }
    g_free(oracle.can);
    return is_safe;
}

/* --- Small systems --- */

static int
add_cell(SrSystem *system, const char *atoms, gint64 minimum, double cost)
{
    SrTerm terms[16];
    int n = 0;
    SrForm form = {
        .kind = SR_FORM_CELL, .minimum = minimum, .cost = cost, .is_open = true};

    for (const char *p = atoms; *p != '\0'; p++)
        terms[n++] = (SrTerm){*p - 'A', 1};
    return sr_system_add(system, &form, terms, n);
}

static SrSystem *
system_of(const char *const *cells, const gint64 *values, int n_atoms, gint64 minimum)
{
    SrSystem *system = sr_system_new();

    for (int a = 0; a < n_atoms; a++)
        sr_system_add_atom(system, values[a], minimum);
    for (int i = 0; cells[i] != NULL; i++)
        add_cell(system, cells[i], minimum,
                 (double)strlen(cells[i]) + 0.01 * (double)values[i % n_atoms]);
    return system;
}

static int
n_closed(const SrSystem *system)
{
    int n = 0;

    for (int f = 0; f < sr_system_n(system); f++)
        n += !sr_system_at(system, f)->is_open;
    return n;
}

/* The cells that were closed, by their place among those added: "0 1 6". */
static char *
closed_cells(const SrSystem *system)
{
    GString *text = g_string_new(NULL);

    for (int f = 0; f < sr_system_n(system); f++)
        if (sr_system_at(system, f)->kind == SR_FORM_CELL &&
            !sr_system_at(system, f)->is_open)
            g_string_append_printf(text, "%s%d", text->len == 0 ? "" : " ", f);
    return g_string_free(text, FALSE);
}

/* What is closed is safe, and stays a witness short of it when one more is opened. */
static void
assert_safe(SrSystem *system)
{
    g_autoptr(SrSuppression) done = sr_system_suppress(system);
    g_autoptr(GArray) unsafe = sr_system_find_unsafe(system);

    g_assert_cmpuint(done->unsafe->len, ==, 0);
    g_assert_cmpuint(unsafe->len, ==, 0);
}

/* domain.md § 7 (a): two schemes whose difference gives K away. */
static void
test_linked_schemes(void)
{
    /*                               A  B  C=I D=J E=K F=L G=M H=N */
    static const gint64 values[] = {2, 2, 8, 8, 3, 3, 3, 7};
    const char *const cells[] = {"A", "B",    "C",    "D",  "E",      "F", "G",
                                 "H", "ABCD", "EFGH", "FG", "ABCDEH", NULL};
    g_autoptr(SrSystem) system = system_of(cells, values, 8, 4);

    assert_safe(system);
    g_assert_false(sr_system_at(system, 4)->is_open); /* K is primary … */
    /* … and small - county 1 = K + N is known, so N goes, or one of the sums does. */
    g_assert_true(!sr_system_at(system, 7)->is_open ||
                  !sr_system_at(system, 8)->is_open ||
                  !sr_system_at(system, 11)->is_open);
}

/* The same cells as each table alone would close them: the system sees that K is known.
 */
static void
test_linked_schemes_apart(void)
{
    static const gint64 values[] = {2, 2, 8, 8, 3, 3, 3, 7};
    const char *const cells[] = {"A", "B",    "C",    "D",  "E",      "F", "G",
                                 "H", "ABCD", "EFGH", "FG", "ABCDEH", NULL};
    g_autoptr(SrSystem) system = system_of(cells, values, 8, 4);

    for (int f = 0; f < 8; f++)
        sr_system_at(system, f)->is_open = values[f] >= 4;
    g_autoptr(GArray) unsafe = sr_system_find_unsafe(system);
    g_assert_cmpuint(unsafe->len, ==, 1);
    g_assert_cmpint(g_array_index(unsafe, int, 0), ==, 4);
    sr_system_at(system, 7)->is_open = false;
    g_autoptr(GArray) now = sr_system_find_unsafe(system);
    g_assert_cmpuint(now->len, ==, 0);
}

typedef struct {
    const char *name;
    const char *cells[8];
    gint64 values[5];
    int n_atoms;
    gint64 minimum;
    const char *closed;
} Case;

static const Case cases[] = {
    {"(b) two small ones that cannot carry the threshold",
     {"A", "B", "C", "ABC"},
     {15, 5, 3},
     3,
     11,
     "0 1 2"},
    {"(b') enough in the hidden sum", {"A", "B", "C", "ABC"}, {15, 9, 3}, 3, 11, "1 2"},
    {"(c) both could be 0 and 2",
     {"A", "B", "C", "D", "ABCD"},
     {10, 3, 1, 1},
     4,
     2,
     "2 3"},
    {"(c') one 1 alone needs another", {"A", "B", "C", "ABC"}, {10, 3, 1}, 3, 2, "1 2"},
    {"(d) two at the threshold less one", {"A", "B", "C", "ABC"}, {2, 2, 9}, 3, 3, "0 1"},
    {"nothing small, nothing closed", {"A", "B", "AB"}, {3, 4}, 2, 3, ""},
    {"zeros are shown", {"A", "B", "AB"}, {0, 4}, 2, 3, ""},
    {"a part alone in its whole: one cell, known by both names",
     {"A", "B", "A", "AB"},
     {1, 9},
     2,
     3,
     "0 1"},
    {"a small total of nothing else", {"A", "B", "AB"}, {1, 0}, 2, 3, "0 2"},
    {"years and their sum", {"A", "B", "AB"}, {2, 7}, 2, 3, "0 1"},
};

static void
test_cases(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(SrSystem) system = system_of(cases[i].cells, cases[i].values,
                                               cases[i].n_atoms, cases[i].minimum);

        g_test_message("%s", cases[i].name);
        assert_safe(system);
        g_autofree char *closed = closed_cells(system);
        g_assert_cmpstr(closed, ==, cases[i].closed);
    }
}

/* (c) again, for an attacker who knows that a hidden cell holds at least 1. */
static void
test_lower_bound(void)
{
    const char *const names[] = {"A", "B", "C", "D", "ABCD", NULL};
    static const gint64 values[] = {10, 3, 1, 1};
    g_autoptr(SrSystem) system = system_of(names, values, 4, 2);

    for (int a = 2; a < 4; a++) {
        SrTerm term = {a, 1};
        SrForm bound = {.kind = SR_FORM_BOUND, .lower = 1, .upper = G_MAXINT64};

        sr_system_add(system, &bound, &term, 1);
        sr_system_at(system, a)->is_open = false;
    }
    g_autoptr(GArray) unsafe = sr_system_find_unsafe(system);
    g_assert_cmpuint(unsafe->len, ==, 2);
    assert_safe(system);
    g_assert_cmpint(n_closed(system), >=, 3);
}

/* A released cell stays open; what is new goes in its place. */
static void
test_released(void)
{
    const char *const names[] = {"A", "B", "C", "ABC", NULL};
    static const gint64 values[] = {2, 7, 8};
    g_autoptr(SrSystem) system = system_of(names, values, 3, 3);

    sr_system_at(system, 1)->is_fixed = true;
    sr_system_at(system, 3)->is_fixed = true;
    assert_safe(system);
    g_autofree char *closed = closed_cells(system);
    g_assert_cmpstr(closed, ==, "0 2");

    /* All others are released: then there is no safe pattern, and that is told. */
    g_autoptr(SrSystem) bound = system_of(names, values, 3, 3);
    for (int f = 1; f < 4; f++)
        sr_system_at(bound, f)->is_fixed = true;
    g_autoptr(SrSuppression) done = sr_system_suppress(bound);
    g_assert_cmpuint(done->unsafe->len, ==, 1);
}

/*
 * What was closed in a released edition stays closed, with a witness: new cells go
 * instead. What that edition told already is no reason to close anything.
 */
static void
test_released_closed(void)
{
    /*                      0    1    2    3     new: 4    5 */
    const char *const names[] = {"A", "B", "C", "ABC", "AD", "D", NULL};
    static const gint64 values[] = {5, 6, 7, 4};
    g_autoptr(SrSystem) system = system_of(names, values, 4, 3);

    for (int f = 0; f < 4; f++) {
        sr_system_at(system, f)->is_fixed = true;
        sr_system_at(system, f)->is_open = f > 1;
    }
    assert_safe(system);
    g_assert_false(sr_system_at(system, 0)->is_open);
    g_assert_false(sr_system_at(system, 1)->is_open);
    g_assert_true(sr_system_at(system, 4)->is_open != sr_system_at(system, 5)->is_open);

    /* A alone was hidden, so that A = ABC - B - C was told; the new may stand beside it.
     */
    g_autoptr(SrSystem) told = system_of(names, values, 4, 3);
    for (int f = 0; f < 4; f++) {
        sr_system_at(told, f)->is_fixed = true;
        sr_system_at(told, f)->is_open = f > 0;
    }
    g_autoptr(SrSuppression) done = sr_system_suppress(told);
    g_assert_cmpuint(done->unsafe->len, ==, 0);
    g_autofree char *closed = closed_cells(told);
    g_assert_cmpstr(closed, ==, "0");
}

static void
test_telling_zero(void)
{
    const char *const names[] = {"A", "B", "AB", NULL};
    static const gint64 values[] = {0, 8};
    g_autoptr(SrSystem) system = system_of(names, values, 2, 3);

    sr_system_at(system, 0)->tells = true;
    assert_safe(system);
    g_assert_false(sr_system_at(system, 0)->is_open);
    g_assert_false(sr_system_at(system, 1)->is_open);
}

static void
test_merge(void)
{
    const char *const names[] = {"ABC", "AD", NULL};
    static const gint64 values[] = {5, 2, 3, 4};
    g_autoptr(SrSystem) system = system_of(names, values, 4, 3);
    g_autofree int *group_of = sr_system_merge(system);

    g_assert_cmpint((int)system->atoms->len, ==, 3);
    g_assert_cmpint(group_of[1], ==, group_of[2]);
    g_assert_cmpint(sr_system_atom(system, group_of[1]), ==, 5);
    g_assert_cmpint(sr_system_at(system, 0)->value, ==, 10);
    sr_system_add_asides(system, group_of, 4);
    g_assert_cmpint(sr_system_n(system), ==, 4); /* of A and D, not of B + C */
}

/* --- Thousands of them --- */

/* A total that is always open keeps the number of tables finite. */
static SrSystem *
random_system(GRand *rand)
{
    SrSystem *system = sr_system_new();
    int n_atoms = g_rand_int_range(rand, 2, 5);
    gint64 minimum = g_rand_int_range(rand, 2, 5);
    int n_forms = g_rand_int_range(rand, n_atoms, 8);
    g_autoptr(GString) all = g_string_new(NULL);

    for (int a = 0; a < n_atoms; a++) {
        sr_system_add_atom(system, g_rand_int_range(rand, 0, 5), minimum);
        g_string_append_c(all, (char)('A' + a));
    }
    sr_system_at(system, add_cell(system, all->str, minimum, 50))->is_fixed = true;
    for (int i = 0; i < n_forms; i++) {
        g_autoptr(GString) some = g_string_new(NULL);
        bool is_single = g_rand_boolean(rand);

        for (int a = 0; a < n_atoms; a++)
            if (is_single ? a == i % n_atoms : g_rand_boolean(rand))
                g_string_append_c(some, (char)('A' + a));
        if (some->len == 0)
            continue;
        int f = add_cell(system, some->str, minimum, g_rand_int_range(rand, 1, 9));
        SrForm *form = sr_system_at(system, f);
        if (g_rand_int_range(rand, 0, 5) == 0 && !form->is_fixed)
            form->kind = SR_FORM_ASIDE;
        if (g_rand_int_range(rand, 0, 8) == 0)
            form->tells = !form->is_fixed;
    }
    if (g_rand_boolean(rand)) {
        SrTerm terms[] = {{0, 1}, {1, -1}};
        SrForm bound = {.kind = SR_FORM_BOUND, .lower = G_MININT64, .upper = 0};

        if (sr_system_atom(system, 0) <= sr_system_atom(system, 1))
            sr_system_add(system, &bound, terms, 2);
    }
    return system;
}

static bool
is_among(const GArray *forms, int form)
{
    for (guint i = 0; i < forms->len; i++)
        if (g_array_index(forms, int, i) == form)
            return true;
    return false;
}

static void
assert_oracle_agrees(const SrSystem *system, const GArray *unsafe)
{
    g_autofree bool *is_safe = ask_oracle(system);

    for (int f = 0; f < sr_system_n(system); f++)
        g_assert_cmpint(is_among(unsafe, f), ==, !is_safe[f]);
}

static void
test_random_patterns(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(7);

    for (int round = 0; round < 1500; round++) {
        g_autoptr(SrSystem) system = random_system(rand);

        for (int f = 1; f < sr_system_n(system); f++)
            sr_system_at(system, f)->is_open = g_rand_boolean(rand);
        g_autoptr(GArray) unsafe = sr_system_find_unsafe(system);
        assert_oracle_agrees(system, unsafe);
    }
}

/* Adds cells to the system, as a new year, scheme or indicator does. */
static void
add_new_cells(SrSystem *system, GRand *rand, gint64 minimum)
{
    int n_old = (int)system->atoms->len;
    int n_atoms = n_old + g_rand_int_range(rand, 0, 2);
    g_autoptr(GString) all = g_string_new(NULL);

    while ((int)system->atoms->len < n_atoms)
        sr_system_add_atom(system, g_rand_int_range(rand, 0, 5), minimum);
    for (int a = 0; a < n_atoms; a++)
        g_string_append_c(all, (char)('A' + a));
    if (n_atoms > n_old) /* keeps the number of tables finite */
        add_cell(system, all->str, minimum, 50);
    for (int i = g_rand_int_range(rand, 1, 5); i > 0; i--) {
        g_autoptr(GString) some = g_string_new(NULL);

        for (int a = 0; a < n_atoms; a++)
            if (g_rand_boolean(rand))
                g_string_append_c(some, (char)('A' + a));
        if (some->len > 0)
            add_cell(system, some->str, minimum, g_rand_int_range(rand, 1, 9));
    }
}

/*
 * A released pattern, and cells that came later: what was closed stays closed, what was
 * open stays open, and by all tables that fit, each closed cell keeps what it needs; so a
 * new year, another scheme or a new indicator opens nothing.
 */
static void
test_later_cells_open_nothing(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(23);
    int n_kept = 0;

    for (int round = 0; round < 1500; round++) {
        g_autoptr(SrSystem) system = random_system(rand);
        g_autoptr(SrSuppression) first = sr_system_suppress(system);
        int n_old = sr_system_n(system);
        g_autofree bool *was_open = g_new0(bool, n_old + 1);
        gint64 minimum = g_array_index(system->minimums, gint64, 0);

        if (first->unsafe->len > 0)
            continue;
        for (int f = 0; f < n_old; f++) {
            SrForm *form = sr_system_at(system, f);

            was_open[f] = form->is_open;
            form->is_fixed = form->kind == SR_FORM_CELL;
        }
        add_new_cells(system, rand, minimum);
        g_autoptr(SrSuppression) second = sr_system_suppress(system);
        for (int f = 0; f < n_old; f++)
            if (sr_system_at(system, f)->is_fixed)
                g_assert_cmpint(sr_system_at(system, f)->is_open, ==, was_open[f]);
        if (total_of(system) < 0) /* tables without end */
            continue;
        g_autofree bool *is_safe = ask_oracle(system);
        for (int f = 0; f < n_old; f++)
            if (sr_system_at(system, f)->is_fixed && !was_open[f]) {
                g_assert_true(is_safe[f]);
                n_kept++;
            }
    }
    g_assert_cmpint(n_kept, >, 1000);
}

/* Two cells that only cover each other in an open sum are opened, together. */
static void
test_opened_together(void)
{
    const char *const cells[] = {"A", "B", "C", "ABC", NULL};
    const gint64 values[] = {5, 6, 7};
    g_autoptr(SrSystem) system = system_of(cells, values, 3, 3);

    sr_system_at(system, 0)->is_open = sr_system_at(system, 1)->is_open = false;
    assert_safe(system);
    g_assert_cmpint(n_closed(system), ==, 0);
}

static bool
is_secondary(const SrForm *form)
{
    return form->kind == SR_FORM_CELL && !form->is_open && !sr_form_is_primary(form);
}

/* That the pattern is not safe with these two cells open (the same one twice: it alone).
 */
static void
assert_needed(SrSystem *system, int one, int other)
{
    sr_system_at(system, one)->is_open = sr_system_at(system, other)->is_open = true;
    g_autoptr(GArray) unsafe = sr_system_find_unsafe(system);
    g_assert_cmpuint(unsafe->len, >, 0);
    sr_system_at(system, one)->is_open = sr_system_at(system, other)->is_open = false;
}

/*
 * What is closed suffices by the oracle, and no secondary cell could be left open, nor
 * two together.
 */
static void
test_random_suppression(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(11);
    int n_safe = 0;

    for (int round = 0; round < 1500; round++) {
        g_autoptr(SrSystem) system = random_system(rand);
        g_autoptr(SrSuppression) done = sr_system_suppress(system);
        int n = sr_system_n(system);

        assert_oracle_agrees(system, done->unsafe);
        n_safe += done->unsafe->len == 0;
        for (int f = 0; f < n && done->unsafe->len == 0; f++)
            for (int g = f; g < n && is_secondary(sr_system_at(system, f)); g++)
                if (is_secondary(sr_system_at(system, g)))
                    assert_needed(system, f, g);
    }
    g_assert_cmpint(n_safe, >, 700);
}

static double
closed_cost(const SrSystem *system)
{
    double cost = 0;

    for (int f = 0; f < sr_system_n(system); f++)
        cost += is_secondary(sr_system_at(system, f)) ? sr_system_at(system, f)->cost : 0;
    return cost;
}

/* The cost of the cheapest safe pattern, of all there are. */
static double
cheapest_of_all(SrSystem *system)
{
    double cheapest = G_MAXDOUBLE;
    int free_forms[16];
    int n = 0;

    for (int f = 0; f < sr_system_n(system); f++) {
        const SrForm *form = sr_system_at(system, f);

        if (form->kind == SR_FORM_CELL && !form->is_fixed && !sr_form_is_primary(form))
            free_forms[n++] = f;
    }
    for (int bits = 0; bits < 1 << n; bits++) {
        for (int i = 0; i < n; i++)
            sr_system_at(system, free_forms[i])->is_open = (bits >> i & 1) == 0;
        if (closed_cost(system) >= cheapest)
            continue;
        g_autoptr(GArray) unsafe = sr_system_find_unsafe(system);
        if (unsafe->len == 0)
            cheapest = closed_cost(system);
    }
    return cheapest;
}

/* What is said to be the cheapest is: by all patterns, one after another. */
static void
test_least(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(41);
    int n_least = 0;

    for (int round = 0; round < 400; round++) {
        g_autoptr(SrSystem) system = random_system(rand);
        g_autoptr(SrSuppression) done = sr_system_suppress(system);
        g_autoptr(GPtrArray) blocks = sr_system_blocks(system);
        double cost = closed_cost(system);

        if (done->unsafe->len > 0)
            continue;
        g_assert_cmpint(done->n_least, ==, (int)blocks->len); /* small ones, all told */
        g_assert_cmpfloat_with_epsilon(cost, cheapest_of_all(system), 1e-9);
        n_least += cost > 0;
    }
    g_assert_cmpint(n_least, >, 50);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/suppress/cases", test_cases);
    g_test_add_func("/suppress/linked-schemes", test_linked_schemes);
    g_test_add_func("/suppress/linked-schemes-apart", test_linked_schemes_apart);
    g_test_add_func("/suppress/lower-bound", test_lower_bound);
    g_test_add_func("/suppress/released", test_released);
    g_test_add_func("/suppress/released-closed", test_released_closed);
    g_test_add_func("/suppress/later-cells-open-nothing", test_later_cells_open_nothing);
    g_test_add_func("/suppress/telling-zero", test_telling_zero);
    g_test_add_func("/suppress/merge", test_merge);
    g_test_add_func("/suppress/opened-together", test_opened_together);
    g_test_add_func("/suppress/random-patterns", test_random_patterns);
    g_test_add_func("/suppress/random-suppression", test_random_suppression);
    g_test_add_func("/suppress/least", test_least);
    int failed = g_test_run();
    glp_free_env();
    return failed;
}
