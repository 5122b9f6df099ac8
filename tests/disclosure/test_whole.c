#include "disclosure/whole.h"

#include <math.h>

/* Columns 0 <= x, whole; each row bounds the sum of some of them, by their letters. */
typedef struct {
    const char *columns;
    double lower, upper;
} Row;

typedef struct {
    const char *name;
    int n_columns;
    const char *objective; /* maximised, "" is none */
    Row rows[4];
    bool is_found;
    gint64 sum; /* of the objective's columns, at least */
} Case;

static const Case cases[] = {
    /* The simplex gives 0.5 each: only branching finds 1. */
    {"an odd ring", 3, "ABC", {{"AB", 0, 1}, {"BC", 0, 1}, {"AC", 0, 1}}, true, 1},
    {"an odd ring that must be even",
     3,
     "",
     {{"AB", 1, 1}, {"BC", 1, 1}, {"AC", 1, 1}},
     false,
     0},
    {"whole at once", 2, "A", {{"AB", 0, 7}}, true, 7},
    {"nothing fits", 2, "", {{"A", 3, 9}, {"AB", 0, 2}}, false, 0},
    {"no upper bound", 2, "", {{"AB", 4, INFINITY}}, true, 0},
    {"two rings", 6, "ABCDEF", {{"ABDE", 0, 3}, {"BCEF", 0, 3}, {"ACDF", 0, 3}}, true, 4},
};

static void
set_row(glp_prob *problem, int row, const Row *wanted)
{
    int columns[8] = {0};
    double ones[8] = {0};
    int n = 0;

    for (const char *p = wanted->columns; p != NULL && *p != '\0'; p++) {
        columns[++n] = *p - 'A' + 1;
        ones[n] = 1;
    }
    glp_set_mat_row(problem, row, n, columns, ones);
    sr_whole_set_range(problem, row, wanted->columns == NULL ? -INFINITY : wanted->lower,
                       wanted->columns == NULL ? INFINITY : wanted->upper);
}

static gint64
sum_of(const char *columns, const gint64 *whole)
{
    gint64 sum = 0;

    for (const char *p = columns; p != NULL && *p != '\0'; p++)
        sum += whole[*p - 'A'];
    return sum;
}

static void
test_cases(void)
{
    glp_term_out(GLP_OFF);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Case *wanted = &cases[i];
        glp_prob *problem = glp_create_prob();
        gint64 whole[8] = {0};

        g_test_message("%s", wanted->name);
        glp_set_obj_dir(problem, GLP_MAX);
        glp_add_rows(problem, 4);
        glp_add_cols(problem, wanted->n_columns);
        for (int c = 1; c <= wanted->n_columns; c++) {
            glp_set_col_bnds(problem, c, GLP_LO, 0, 0);
            glp_set_col_kind(problem, c, GLP_IV);
        }
        for (const char *p = wanted->objective; *p != '\0'; p++)
            glp_set_obj_coef(problem, *p - 'A' + 1, 1);
        for (int r = 0; r < 4; r++)
            set_row(problem, r + 1, &wanted->rows[r]);
        glp_std_basis(problem);
        bool found = sr_whole_solve(problem, wanted->n_columns, whole);
        g_assert_cmpint(found, ==, wanted->is_found);
        for (int r = 0; r < 4 && found; r++) {
            double sum = (double)sum_of(wanted->rows[r].columns, whole);

            g_assert_true(wanted->rows[r].columns == NULL ||
                          (sum >= wanted->rows[r].lower && sum <= wanted->rows[r].upper));
        }
        g_assert_cmpint(sum_of(wanted->objective, whole), >=, wanted->sum);
        /* The bounds that were held for the search are as they were. */
        for (int c = 1; c <= wanted->n_columns; c++)
            g_assert_cmpint(glp_get_col_type(problem, c), ==, GLP_LO);
        glp_delete_prob(problem);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/whole/cases", test_cases);
    return g_test_run();
}
