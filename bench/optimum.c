/*
 * optimum.c — how many cells suppression hides against the fewest that would do.
 *
 * Random tables of counts with their margins. Of small ones the fewest is found by trying
 * all sets of further cells, smaller ones first; of middle ones it is told how many have
 * a pattern that is proved to be the cheapest. Prints both sums for each size of table.
 */
#include "disclosure/suppress.h"

#include <stdio.h>

#define MINIMUM 3

static void
add_cell(SrSystem *system, const SrTerm *terms, int n)
{
    SrForm form = {.kind = SR_FORM_CELL, .minimum = MINIMUM, .cost = 1, .is_open = true};

    sr_system_add(system, &form, terms, n);
}

/* Rows, columns and all; every count is an atom. */
static SrSystem *
random_table(GRand *rand, int n_rows, int n_columns)
{
    SrSystem *system = sr_system_new();
    SrTerm all[64];
    SrTerm line[64];

    for (int a = 0; a < n_rows * n_columns; a++) {
        all[a] = (SrTerm){a, 1};
        sr_system_add_atom(system, g_rand_int_range(rand, 0, 12), MINIMUM);
    }
    for (int a = 0; a < n_rows * n_columns; a++)
        add_cell(system, &all[a], 1);
    for (int r = 0; r < n_rows; r++)
        add_cell(system, &all[r * n_columns], n_columns);
    for (int c = 0; c < n_columns; c++) {
        for (int r = 0; r < n_rows; r++)
            line[r] = all[r * n_columns + c];
        add_cell(system, line, n_rows);
    }
    add_cell(system, all, n_rows * n_columns);
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

static bool
is_safe(SrSystem *system)
{
    g_autoptr(GArray) unsafe = sr_system_find_unsafe(system);

    return unsafe->len == 0;
}

/* Whether closing @left more cells, from form @from on, makes it safe. */
static bool
close_more(SrSystem *system, int from, int left)
{
    if (left == 0)
        return is_safe(system);
    for (int f = from; f + left <= sr_system_n(system); f++) {
        SrForm *form = sr_system_at(system, f);

        if (!form->is_open)
            continue;
        form->is_open = false;
        bool found = close_more(system, f + 1, left - 1);
        form->is_open = true;
        if (found)
            return true;
    }
    return false;
}

/* The fewest closed cells that are safe; @most: so many are known to do. */
static int
fewest(SrSystem *system, int most)
{
    int n_primary = 0;

    for (int f = 0; f < sr_system_n(system); f++) {
        SrForm *form = sr_system_at(system, f);

        form->is_open = !sr_form_is_primary(form);
        n_primary += !form->is_open;
    }
    for (int more = 0; n_primary + more < most; more++)
        if (close_more(system, 0, more))
            return n_primary + more;
    return most;
}

typedef struct {
    int n_rows, n_columns, n_tables;
    bool is_small; /* all sets can be tried */
} Size;

static void
compare(GRand *rand, const Size *size)
{
    int n_hidden = 0;
    int n_fewest = 0;
    int n_proved = 0;
    int n_safe = 0;

    for (int t = 0; t < size->n_tables; t++) {
        g_autoptr(SrSystem) system = random_table(rand, size->n_rows, size->n_columns);
        g_autoptr(SrSuppression) done = sr_system_suppress(system);

        if (done->unsafe->len > 0)
            continue;
        n_safe++;
        n_hidden += n_closed(system);
        n_proved += done->n_least;
        if (size->is_small)
            n_fewest += fewest(system, n_closed(system));
    }
    printf("%d x %d with margins, %d tables: %d cells hidden, proved the fewest in %d",
           size->n_rows, size->n_columns, n_safe, n_hidden, n_proved);
    if (size->is_small)
        printf(", fewest by trying all %d (+%.1f %%)", n_fewest,
               100.0 * (n_hidden - n_fewest) / n_fewest);
    printf("\n");
    fflush(stdout);
}

int
main(void)
{
    static const Size sizes[] = {{2, 3, 200, true}, {3, 3, 100, true}, {3, 4, 60, true},
                                 {4, 4, 20, true},  {5, 6, 40, false}, {6, 8, 20, false}};
    g_autoptr(GRand) rand = g_rand_new_with_seed(1);

    for (size_t s = 0; s < G_N_ELEMENTS(sizes); s++)
        compare(rand, &sizes[s]);
    return 0;
}
