/* What must agree in a table: totals with their parts, the sexes with both, the cases. */
#include "data/loadfixture.h"

/* Rows of 3 Gemeinden, 2 areas above (of 2 and of 1) and the whole, in any order. */
static void
test_levels(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *rows;
        int rows_told[3]; /* 0 ends */
    } cases[] = {
        {"07332002;1\n07332024;2\n073325001;3\n07332025;4\n07332;7\n", {0}},
        {"07332002;1\n07332024;2\n073325001;4\n07332025;4\n07332;8\n", {4, 6}},
        {"Insgesamt;8\n073325001;2\n07332024;2\n07332025;4\n07332002;1\n", {2, 3}},
        /* twice the same total, once wrong */
        {"07332002;1\n07332024;2\n073325001;3\n07332025;4\n07332;7\nInsgesamt;9\n", {7}},
        /* a part that is not ok, or not there: nothing can be compared */
        {"07332002;.\n07332024;2\n073325001;9\n07332025;4\n07332;99\n", {0}},
        {"07332024;2\n073325001;9\n07332025;4\n07332;99\n", {0}},
        {"07332002;1\n07332024;2\n073325001;.\n07332025;4\n07332;.\n", {0}},
        /* what is left to no area is in the whole, in no part */
        {"07332002;1\n07332024;2\n073325001;3\n07332025;4\nunbekannt;5\n07332;12\n", {0}},
        {"07332002;1\n07332024;2\n073325001;3\n07332025;4\nunbekannt;5\n07332;7\n", {7}},
        {"07332002;1\n07332024;2\n073325001;3\n07332025;4\nunbekannt;.\n07332;99\n", {0}},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *table = g_strconcat("AGS;Einwohner\n", cases[i].rows, NULL);
        int n_told = 0;

        g_assert_cmpint(load_table(fixture, "leave_out=unbekannt\n" WIDE, table), ==, 0);
        g_test_message("%s", cases[i].rows);
        for (int r = 0; r < 3 && cases[i].rows_told[r] > 0; r++)
            g_assert_true(has_finding(fixture, SR_FINDING_WARNING, cases[i].rows_told[r],
                                      "the total is"));
        for (int f = 0; f < sr_findings_n(fixture->findings); f++)
            n_told += strstr(sr_findings_at(fixture->findings, f)->message,
                             "the total is") != NULL;
        int n = 0;
        while (n < 3 && cases[i].rows_told[n] > 0)
            n++;
        g_assert_cmpint(n_told, ==, n);
    }
}

static void
test_sexes(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char definition[] =
        "file=a.csv\nperiod_column=Jahr\n[variable bev]\ncolumn=Wert\ntitle=B\n"
        "unit=Personen\nsex_column=Sex\nage_column=Alter\n";
    static const struct {
        const char *rows;
        int row; /* that is told; 0: none */
    } cases[] = {
        {"2018;07332002;;unter 18;5\n2018;07332002;m;unter 18;2\n"
         "2018;07332002;w;unter 18;3\n",
         0},
        {"2018;07332002;;unter 18;6\n2018;07332002;m;unter 18;2\n"
         "2018;07332002;w;unter 18;3\n",
         2},
        /* with a third sex it agrees, or with its absence nothing can be said */
        {"2018;07332002;;unter 18;6\n2018;07332002;m;unter 18;2\n"
         "2018;07332002;w;unter 18;3\n2018;07332002;d;unter 18;1\n",
         0},
        {"2018;07332002;;unter 18;6\n2018;07332002;m;unter 18;2\n"
         "2018;07332002;w;unter 18;3\n2018;07332024;d;unter 18;1\n",
         0},
        /* other ages and years are others */
        {"2018;07332002;;unter 18;6\n2018;07332002;m;unter 18;2\n"
         "2017;07332002;w;unter 18;3\n2018;07332002;w;18 und mehr;3\n",
         0},
        /* of two areas, the second */
        {"2018;07332025;w;unter 18;3\n2018;07332025;m;unter 18;3\n"
         "2018;07332002;w;unter 18;3\n2018;07332002;m;unter 18;3\n"
         "2018;07332025;;unter 18;7\n2018;07332002;;unter 18;6\n",
         6},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *table =
            g_strconcat("Jahr;AGS;Sex;Alter;Wert\n", cases[i].rows, NULL);
        bool is_told = false;

        load_table(fixture, definition, table);
        g_test_message("%s", cases[i].rows);
        for (int f = 0; f < sr_findings_n(fixture->findings); f++) {
            const SrFinding *finding = sr_findings_at(fixture->findings, f);

            g_test_message("%d: %s", finding->row, finding->message);
            if (strstr(finding->message, "both sexes") == NULL)
                continue;
            g_assert_cmpint(finding->row, ==, cases[i].row);
            is_told = true;
        }
        g_assert_cmpint(is_told, ==, cases[i].row > 0);
    }
}

/* Any table whose totals are the sums of its figures is believed; one off by one is not.
 */
static void
test_any_figures(Fixture *fixture, gconstpointer data)
{
    (void)data;
    for (int round = 0; round < 50; round++) {
        int parts[3] = {g_test_rand_int_range(0, 1000), g_test_rand_int_range(0, 1000),
                        g_test_rand_int_range(0, 1000)};
        int off = g_test_rand_int_range(0, 2);
        g_autofree char *table = g_strdup_printf(
            "AGS;Einwohner\n073325001;%d\n07332025;%d\n07332024;%d\n07332;%d\n"
            "07332002;%d\n",
            parts[0] + parts[1], parts[2], parts[1], parts[0] + parts[1] + parts[2] + off,
            parts[0]);

        g_assert_cmpint(load_table(fixture, WIDE, table), ==, 0);
        g_test_message("%s", table);
        g_assert_false(has_finding(fixture, SR_FINDING_WARNING, 2, "the total is"));
        g_assert_cmpint(has_finding(fixture, SR_FINDING_WARNING, 5, "the total is"), ==,
                        off);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add(name, Fixture, NULL, set_up, function, tear_down)
    ADD("/totals/levels", test_levels);
    ADD("/totals/sexes", test_sexes);
    ADD("/totals/any-figures", test_any_figures);
    return g_test_run();
}
