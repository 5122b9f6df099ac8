/*
 * The cheapest pattern of a block, by the way of implicit hitting sets (Chandrasekaran,
 * Karp, Moreno-Centeno and Vempala 2011; for tables: Fischetti and Salazar 2001).
 *
 * A form that no table protects though the cells C are closed needs one more of the
 * others closed. C is made as large as it can be, so that the condition says most:
 *
 *     at least one of the cells outside C is closed
 *
 * The cheapest set that meets all conditions known is a small programme in zeros and
 * ones; where it protects every form it is the cheapest of all, else it gives new
 * conditions. Steps are counted, never seconds: the same pattern on every machine.
 */
#include "disclosure/suppress_private.h"

#include "disclosure/whole.h"

/* Larger blocks keep what the heuristic found. */
#define MOST_CHOICES 60

/* Tables asked for, in one block. */
#define MOST_ASKED 2000

/* Nodes of one programme, and programmes. */
#define MOST_NODES 400
#define MOST_ROUNDS 40

typedef struct {
    SrWork *work;
    GArray *choices;       /* of int: cells that may be open or closed */
    int *place;            /* [n_forms] → place among the choices, from 1; 0: none */
    GPtrArray *conditions; /* of Condition */
    int n_asked;
} Search;

/* The sum of these choices, some of them turned round, is at least one. */
typedef struct {
    GArray *terms; /* of int: the place of a choice, < 0: that it is open */
} Condition;

static void
condition_free(gpointer data)
{
    g_array_unref(((Condition *)data)->terms);
    g_free(data);
}

static void
search_clear(Search *search)
{
    g_array_unref(search->choices);
    g_free(search->place);
    g_ptr_array_unref(search->conditions);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Search, search_clear)

static SrForm *
choice_at(const Search *search, int c)
{
    return sr_work_form(search->work, g_array_index(search->choices, int, c));
}

static int
compare_costs(gconstpointer a, gconstpointer b, gpointer data)
{
    const SrWork *work = data;
    int left = *(const int *)a;
    int right = *(const int *)b;
    double l = sr_work_form(work, left)->cost;
    double r = sr_work_form(work, right)->cost;

    return l != r ? (l < r ? -1 : 1) : left - right;
}

/* The cheapest first: what is left outside a condition's C is dear. */
static Search
search_of(SrWork *work)
{
    Search search = {.work = work,
                     .choices = g_array_new(FALSE, FALSE, sizeof(int)),
                     .place = g_new0(int, work->block->n_forms + 1),
                     .conditions = g_ptr_array_new_with_free_func(condition_free)};

    for (int f = 0; f < work->block->n_forms; f++) {
        const SrForm *form = sr_work_form(work, f);

        if (form->kind == SR_FORM_CELL && !form->is_fixed && !sr_form_is_primary(form))
            g_array_append_val(search.choices, f);
    }
    g_array_sort_with_data(search.choices, compare_costs, work);
    for (guint c = 0; c < search.choices->len; c++)
        search.place[g_array_index(search.choices, int, c)] = (int)c + 1;
    return search;
}

static double
cost_of(const Search *search, const bool *is_closed)
{
    double cost = 0;

    for (guint c = 0; c < search->choices->len; c++)
        cost += is_closed[c] ? choice_at(search, (int)c)->cost : 0;
    return cost;
}

static void
set_pattern(const Search *search, const bool *is_closed)
{
    for (guint c = 0; c < search->choices->len; c++)
        choice_at(search, (int)c)->is_open = !is_closed[c];
    sr_work_see_nothings(search->work);
}

static bool
ask(Search *search, int f)
{
    search->n_asked++;
    return sr_work_ask(search->work, f, false);
}

/* Closed by itself or for another; its need does not hang on what else is closed. */
static bool
is_constant(const Search *search, int f)
{
    const SrForm *form = sr_work_form(search->work, f);

    return search->place[f] == 0 && (form->kind == SR_FORM_CELL || form->value != 0);
}

/* Form @f has no table: closes what leaves it without one, and tells of the rest. */
static void
add_condition(Search *search, int f)
{
    Condition *condition = g_new0(Condition, 1);

    condition->terms = g_array_new(FALSE, FALSE, sizeof(int));
    g_ptr_array_add(search->conditions, condition);
    for (int c = 1; c <= (int)search->choices->len; c++) {
        SrForm *form = choice_at(search, c - 1);

        if (!form->is_open)
            continue;
        form->is_open = false;
        if (!ask(search, f))
            continue;
        form->is_open = true;
        g_array_append_val(condition->terms, c);
    }
}

/* That it is not just this pattern. */
static void
exclude(Search *search, const bool *is_closed)
{
    Condition *condition = g_new0(Condition, 1);

    condition->terms = g_array_new(FALSE, FALSE, sizeof(int));
    g_ptr_array_add(search->conditions, condition);
    for (int c = 1; c <= (int)search->choices->len; c++) {
        int term = is_closed[c - 1] ? -c : c;

        g_array_append_val(condition->terms, term);
    }
}

/*
 * Whether the pattern is safe; else conditions are added that it does not meet. False
 * too when the steps are used up.
 */
static bool
is_safe(Search *search, const bool *is_closed)
{
    SrWork *work = search->work;
    guint n_before = search->conditions->len;
    bool are_safe = true;

    for (int pass = 0; pass < 2 && search->conditions->len == n_before; pass++)
        for (int f = 0; f < work->block->n_forms && search->n_asked < MOST_ASKED; f++) {
            set_pattern(search, is_closed);
            if (is_constant(search, f) != (pass == 0) || work->is_lost[f] ||
                !sr_work_needs_witness(work, sr_work_form(work, f)) || ask(search, f))
                continue;
            are_safe = false;
            if (pass == 0)
                add_condition(search, f);
        }
    set_pattern(search, is_closed);
    if (!are_safe && search->conditions->len == n_before)
        exclude(search, is_closed);
    return are_safe && search->n_asked < MOST_ASKED;
}

/* --- The programme in zeros and ones --- */

static void
count_nodes(glp_tree *tree, void *data)
{
    int *n_nodes = data;

    if (glp_ios_reason(tree) == GLP_ISELECT && ++*n_nodes > MOST_NODES)
        glp_ios_terminate(tree);
}

static void
put_conditions(const Search *search, glp_prob *problem)
{
    int n = (int)search->choices->len;
    g_autofree int *columns = g_new0(int, n + 1);
    g_autofree double *numbers = g_new0(double, n + 1);

    glp_add_rows(problem, (int)search->conditions->len);
    for (guint r = 0; r < search->conditions->len; r++) {
        const GArray *terms = ((const Condition *)search->conditions->pdata[r])->terms;
        double least = 1;

        for (guint t = 0; t < terms->len; t++) {
            int term = g_array_index(terms, int, t);

            columns[t + 1] = ABS(term);
            numbers[t + 1] = term > 0 ? 1 : -1;
            least -= term < 0;
        }
        glp_set_mat_row(problem, (int)r + 1, (int)terms->len, columns, numbers);
        glp_set_row_bnds(problem, (int)r + 1, GLP_LO, least, 0);
    }
}

/* The cheapest pattern that meets all conditions; false if it was not found. */
static bool
find_cheapest(const Search *search, bool *is_closed)
{
    int n = (int)search->choices->len;
    glp_prob *problem = glp_create_prob();
    glp_iocp branching;
    int n_nodes = 0;

    glp_add_cols(problem, n);
    for (int c = 1; c <= n; c++) {
        glp_set_col_kind(problem, c, GLP_BV);
        glp_set_obj_coef(problem, c, choice_at(search, c - 1)->cost);
    }
    put_conditions(search, problem);
    glp_init_iocp(&branching);
    branching.msg_lev = GLP_MSG_OFF;
    branching.presolve = GLP_ON;
    branching.cb_func = count_nodes;
    branching.cb_info = &n_nodes;
    bool found =
        glp_intopt(problem, &branching) == 0 && glp_mip_status(problem) == GLP_OPT;
    for (int c = 1; c <= n; c++)
        is_closed[c - 1] = glp_mip_col_val(problem, c) > 0.5;
    glp_delete_prob(problem);
    return found;
}

bool
sr_work_find_least(SrWork *work)
{
    g_auto(Search) search = search_of(work);
    guint n = search.choices->len;
    g_autofree bool *standing = g_new0(bool, n + 1);
    g_autofree bool *tried = g_new0(bool, n + 1);

    for (guint c = 0; c < n; c++)
        standing[c] = !choice_at(&search, (int)c)->is_open;
    double cost = cost_of(&search, standing);
    if (cost == 0)
        return true;
    for (int round = 0; n <= MOST_CHOICES && round < MOST_ROUNDS; round++) {
        if (search.conditions->len > 0 && !find_cheapest(&search, tried))
            break;
        if (cost_of(&search, tried) >= cost - 1e-9) {
            set_pattern(&search, standing);
            return true;
        }
        if (is_safe(&search, tried))
            return true;
        if (search.n_asked >= MOST_ASKED)
            break;
    }
    set_pattern(&search, standing);
    return false;
}
