#include "base/csv.h"

#include <string.h>

/* All rows as "line:cell|cell", by blanks. */
static char *
rows_of(const char *text, char delimiter, SrFindings *findings)
{
    gsize n = strlen(text);
    g_autoptr(SrRows) rows =
        sr_csv_rows_new("a.csv", g_strdup(text), n, delimiter, findings);
    g_autoptr(GString) all = g_string_new(NULL);
    SrRow row;

    while (rows->next(rows, &row)) {
        g_string_append_printf(all, "%s%d:", all->len > 0 ? " " : "", row.number);
        for (int c = 0; c < row.n_cells; c++)
            g_string_append_printf(all, "%s%s", c > 0 ? "|" : "", row.cells[c]);
    }
    return g_strdup(all->str);
}

static void
test_rows(void)
{
    static const struct {
        const char *text;
        const char *rows;
        int n_errors;
    } cases[] = {
        {"a;b\n1;2\n", "1:a|b 2:1|2", 0},
        {"a;b\r\n1;2", "1:a|b 2:1|2", 0},
        {"\n;\na;\n\n1\n", "3:a| 5:1", 0}, /* blank rows are none; lines are counted */
        {"\"a;\n\"\"b\";c\nd;e\n", "1:a;\n\"b|c 3:d|e", 0},
        {"a;b\n\"1;2\n", "1:a|b", 1},
        {"a;b\n\"1\"2;3\n", "1:a|b", 1},
        {"", "", 0},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(SrFindings) findings = sr_findings_new();
        g_autofree char *rows = rows_of(cases[i].text, ';', findings);

        g_assert_cmpstr(rows, ==, cases[i].rows);
        g_assert_cmpint(sr_findings_n_errors(findings), ==, cases[i].n_errors);
    }
}

static void
test_delimiters(void)
{
    static const struct {
        const char *text;
        char delimiter;
    } cases[] = {
        {"a;b\n1,5;2\n", ';'}, {"a\tb\n1,5\t2\n", '\t'}, {"a|b\n1|2\n", '|'},
        {"a,b\n1,2\n", ','},   {"a\n1\n", ';'},          {"\"a,b\";c\n1;2\n", ';'},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpint(sr_csv_guess_delimiter(cases[i].text, strlen(cases[i].text)), ==,
                        cases[i].delimiter);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/csv/rows", test_rows);
    g_test_add_func("/csv/delimiters", test_delimiters);
    return g_test_run();
}
