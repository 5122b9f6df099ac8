#include "disclosure/tableau.h"

#include "disclosure/whole.h"

#include <math.h>

#define REACH 5 /* as many as most minimums */

struct SrTableau {
    const SrSystem *system;
    const SrBlock *block;
    glp_prob *problem; /* rows: cells and bounds, then the form asked for; columns:
                          atoms, then two for each of the rows before */
    int n_rows;        /* without the last */
    int *row_of;       /* [n_forms], from 1; 0: an aside */
    int *place;        /* [atoms of the system] → place in the block */
    gint64 *delta;     /* [n_atoms]: the table found last */
};

static const SrForm *
form_at(const SrTableau *tableau, int form)
{
    return sr_system_at(tableau->system, tableau->block->forms[form]);
}

/* The columns by which an open cell can give way: up and down. */
static int
up_column(const SrTableau *tableau, int form)
{
    return tableau->block->n_atoms + 2 * tableau->row_of[form] - 1;
}

/* What is known of the form holds for its change. */
static void
set_known(const SrTableau *tableau, int f)
{
    const SrForm *form = form_at(tableau, f);
    double lower = -INFINITY;
    double upper = INFINITY;

    if (form->kind == SR_FORM_ASIDE)
        return;
    if (form->kind == SR_FORM_CELL && form->is_open)
        lower = upper = 0;
    else if (form->kind == SR_FORM_BOUND) {
        lower =
            form->lower == G_MININT64 ? -INFINITY : (double)(form->lower - form->value);
        upper =
            form->upper == G_MAXINT64 ? INFINITY : (double)(form->upper - form->value);
    }
    sr_whole_set_range(tableau->problem, tableau->row_of[f], lower, upper);
}

static void
set_payment(const SrTableau *tableau, int f, bool pays)
{
    const SrForm *form = form_at(tableau, f);
    bool gives = pays && form->kind == SR_FORM_CELL && form->is_open && !form->is_fixed;

    for (int side = 0; side < 2 && form->kind != SR_FORM_ASIDE; side++) {
        int column = up_column(tableau, f) + side;

        glp_set_col_bnds(tableau->problem, column, gives ? GLP_LO : GLP_FX, 0, 0);
        glp_set_obj_coef(tableau->problem, column, gives ? form->cost : 0);
    }
}

static void
fill_matrix(SrTableau *tableau)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, TRUE, sizeof(int));
    g_autoptr(GArray) columns = g_array_new(FALSE, TRUE, sizeof(int));
    g_autoptr(GArray) numbers = g_array_new(FALSE, TRUE, sizeof(double));
    int none = 0;
    double nought = 0;

    g_array_append_val(rows, none); /* GLPK counts from 1 */
    g_array_append_val(columns, none);
    g_array_append_val(numbers, nought);
    for (int f = 0; f < tableau->block->n_forms; f++) {
        const SrForm *form = form_at(tableau, f);
        const SrTerm *terms = sr_system_terms(tableau->system, form);
        int row = tableau->row_of[f];

        for (int i = 0; row > 0 && i < form->n + 2; i++) {
            bool is_term = i < form->n;
            int column = is_term ? tableau->place[terms[i].atom] + 1
                                 : up_column(tableau, f) + i - form->n;
            double number = is_term ? terms[i].coefficient : i == form->n ? -1 : 1;

            g_array_append_val(rows, row);
            g_array_append_val(columns, column);
            g_array_append_val(numbers, number);
        }
    }
    glp_load_matrix(tableau->problem, (int)rows->len - 1, (int *)(void *)rows->data,
                    (int *)(void *)columns->data, (double *)(void *)numbers->data);
}

SrTableau *
sr_tableau_new(const SrSystem *system, const SrBlock *block)
{
    SrTableau *tableau = g_new0(SrTableau, 1);

    tableau->system = system;
    tableau->block = block;
    tableau->place = g_new0(int, system->atoms->len + 1);
    tableau->delta = g_new0(gint64, block->n_atoms + 1);
    glp_term_out(GLP_OFF);
    tableau->problem = glp_create_prob();
    tableau->row_of = g_new0(int, block->n_forms + 1);
    for (int f = 0; f < block->n_forms; f++)
        if (form_at(tableau, f)->kind != SR_FORM_ASIDE)
            tableau->row_of[f] = ++tableau->n_rows;
    glp_add_rows(tableau->problem, tableau->n_rows + 1);
    glp_add_cols(tableau->problem, block->n_atoms + 2 * tableau->n_rows);
    sr_whole_set_range(tableau->problem, tableau->n_rows + 1, -INFINITY, INFINITY);
    for (int a = 0; a < block->n_atoms; a++) {
        tableau->place[block->atoms[a]] = a;
        glp_set_col_bnds(tableau->problem, a + 1, GLP_LO,
                         -(double)sr_system_atom(system, block->atoms[a]), 0);
        glp_set_col_kind(tableau->problem, a + 1, GLP_IV);
    }
    for (int f = 0; f < block->n_forms; f++) {
        set_known(tableau, f);
        set_payment(tableau, f, false);
    }
    fill_matrix(tableau);
    glp_std_basis(tableau->problem);
    return tableau;
}

void
sr_tableau_free(SrTableau *tableau)
{
    if (tableau == NULL)
        return;
    glp_delete_prob(tableau->problem);
    g_free(tableau->row_of);
    g_free(tableau->place);
    g_free(tableau->delta);
    g_free(tableau);
}

/* --- Asking --- */

static bool
solve(SrTableau *tableau)
{
    return sr_whole_solve(tableau->problem, tableau->block->n_atoms, tableau->delta);
}

/* Adds up, in whole numbers, what the table changes; false if it is no table at all. */
static bool
add_up(const SrTableau *tableau, bool pays, gint64 *changes)
{
    for (int a = 0; a < tableau->block->n_atoms; a++)
        if (tableau->delta[a] +
                sr_system_atom(tableau->system, tableau->block->atoms[a]) <
            0)
            return false;
    for (int f = 0; f < tableau->block->n_forms; f++) {
        const SrForm *form = form_at(tableau, f);
        const SrTerm *terms = sr_system_terms(tableau->system, form);
        gint64 change = 0;

        for (int i = 0; i < form->n; i++)
            change +=
                terms[i].coefficient * tableau->delta[tableau->place[terms[i].atom]];
        changes[f] = change;
        if (form->kind == SR_FORM_CELL && form->is_open && change != 0 &&
            (!pays || form->is_fixed))
            return false;
        if (form->kind == SR_FORM_BOUND &&
            (form->value + change < form->lower || form->value + change > form->upper))
            return false;
    }
    return true;
}

/* The last row is the form asked for. */
static void
set_target(SrTableau *tableau, int f, double lower, double upper)
{
    const SrForm *form = form_at(tableau, f);
    const SrTerm *terms = sr_system_terms(tableau->system, form);
    g_autofree int *columns = g_new0(int, form->n + 1);
    g_autofree double *numbers = g_new0(double, form->n + 1);

    for (int i = 0; i < form->n; i++) {
        columns[i + 1] = tableau->place[terms[i].atom] + 1;
        numbers[i + 1] = terms[i].coefficient;
    }
    glp_set_mat_row(tableau->problem, tableau->n_rows + 1, form->n, columns, numbers);
    sr_whole_set_range(tableau->problem, tableau->n_rows + 1, lower, upper);
}

bool
sr_tableau_find(SrTableau *tableau, int form, bool up, gint64 need, bool pays,
                gint64 *changes)
{
    for (int f = 0; f < tableau->block->n_forms; f++) {
        set_known(tableau, f);
        set_payment(tableau, f, pays);
    }
    glp_set_obj_dir(tableau->problem, GLP_MIN);
    set_target(tableau, form, up ? (double)need : -INFINITY,
               up ? INFINITY : -(double)need);
    return solve(tableau) && add_up(tableau, pays, changes) &&
           (up ? changes[form] >= need : changes[form] <= -need);
}

/* How far an atom may go up where as many as can shall move. */
static void
set_reach(SrTableau *tableau, bool is_short)
{
    for (int a = 0; a < tableau->block->n_atoms; a++)
        glp_set_col_bnds(
            tableau->problem, a + 1, is_short ? GLP_DB : GLP_LO,
            -(double)sr_system_atom(tableau->system, tableau->block->atoms[a]), REACH);
}

bool
sr_tableau_sway(SrTableau *tableau, const gint64 *wish, gint64 *changes)
{
    g_autofree double *weights = g_new0(double, tableau->block->n_atoms + 1);

    for (int f = 0; f < tableau->block->n_forms; f++) {
        const SrForm *form = form_at(tableau, f);
        const SrTerm *terms = sr_system_terms(tableau->system, form);

        set_known(tableau, f);
        set_payment(tableau, f, false);
        for (int i = 0; wish[f] != 0 && i < form->n; i++)
            weights[tableau->place[terms[i].atom]] +=
                (wish[f] > 0 ? 1.0 : -1.0) * terms[i].coefficient;
    }
    sr_whole_set_range(tableau->problem, tableau->n_rows + 1, -INFINITY, INFINITY);
    set_reach(tableau, true);
    glp_set_obj_dir(tableau->problem, GLP_MAX);
    for (int a = 0; a < tableau->block->n_atoms; a++)
        glp_set_obj_coef(tableau->problem, a + 1, weights[a]);
    bool found = solve(tableau) && add_up(tableau, false, changes);
    for (int a = 0; a < tableau->block->n_atoms; a++)
        glp_set_obj_coef(tableau->problem, a + 1, 0);
    set_reach(tableau, false);
    return found;
}
