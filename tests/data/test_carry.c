#include "data/loadfixture.h"

/*
 * The county has 07332002 Bad Dürkheim, 07332024 Grünstadt, 07332025 Haßloch on
 * 1.1.2016. Before, 07332098 (Altdorf) was there, of which Bad Dürkheim got 70 % and
 * Grünstadt 30 % in 2014; Haßloch had the key 07332097 until 2015.
 */
static const char story[] = "old_key;new_key;day;share;old_name\n"
                            "07332098;07332002;2014-06-07;0.7;Altdorf\n"
                            "07332098;07332024;2014-06-07;0.3;Altdorf\n"
                            "07332002;07332002;2014-06-07;1;\n"
                            "07332024;07332024;2014-06-07;1;\n"
                            "07332097;07332025;2015-01-01;1;Haßloch\n";

/* Reads changes.csv, then the table of figures. */
static int
carry(Fixture *fixture, const char *changes, const char *definition, const char *table)
{
    g_autofree char *path = g_build_filename(fixture->folder, "changes.csv", NULL);

    if (changes != NULL)
        write_file(fixture, "changes.csv", changes);
    sr_changes_free(fixture->changes);
    fixture->changes = sr_changes_read(path, fixture->findings);
    return load_table(fixture, definition, table);
}

#define OLD "areas_day=2013-12-31\n" WIDE

static const char old_table[] = "AGS;Einwohner\n07332002;1000\n07332024;2000\n"
                                "07332097;500\n07332098;100\n";

static void
test_split(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_assert_cmpint(carry(fixture, story, OLD, old_table), ==, 0);
    g_assert_cmpfloat_with_epsilon(figure(fixture, "einwohner", 0).value, 1070, 1e-9);
    g_assert_cmpfloat_with_epsilon(figure(fixture, "einwohner", 1).value, 2030, 1e-9);
    g_assert_cmpuint(figure(fixture, "einwohner", 0).flags, ==, SR_FLAG_ESTIMATED);
    /* A new key alone estimates nothing. */
    g_assert_cmpfloat(figure(fixture, "einwohner", 2).value, ==, 500);
    g_assert_cmpuint(figure(fixture, "einwohner", 2).flags, ==, 0);
    g_assert_true(has_finding(fixture, SR_FINDING_NOTE, 0, "Haßloch"));
    g_assert_true(has_finding(fixture, SR_FINDING_NOTE, 0, "Bad Dürkheim, Grünstadt"));
}

/* Files that name their areas find the old ones by old_name, and Haßloch by its name. */
static void
test_names(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_assert_cmpint(carry(fixture, story, "key=name\n" OLD,
                          "AGS;Einwohner\nStadt Bad Dürkheim;1000\nGrünstadt;2000\n"
                          "Hassloch;500\nAltdorf;100\n"),
                    ==, 0);
    g_assert_cmpfloat_with_epsilon(figure(fixture, "einwohner", 0).value, 1070, 1e-9);
    g_assert_cmpfloat(figure(fixture, "einwohner", 2).value, ==, 500);
}

/* One name for two areas of the same day: a row of it would be counted twice. */
static void
test_one_name_twice(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *changes;
        int row; /* where the name stands again; 0: nothing is wrong */
    } cases[] = {
        {"07332097;07332025;2015-01-01;1;Haßloch\n"
         "07332098;07332002;2015-01-01;1;Haßloch\n",
         5},
        /* half of each: the shares alone would not tell */
        {"07332097;07332025;2015-01-01;0.5;Haßloch\n"
         "07332097;07339999;2015-01-01;0.5;Haßloch\n"
         "07332098;07332002;2015-01-01;0.5;Haßloch\n"
         "07332098;07339999;2015-01-01;0.5;Haßloch\n",
         7},
        /* the same area in two rows, and names of different days */
        {"07332097;07332025;2015-01-01;0.5;Haßloch\n"
         "07332097;07332002;2015-01-01;0.5;Haßloch\n",
         0},
        {"07332096;07332097;2012-01-01;1;Haßloch\n"
         "07332097;07332025;2015-01-01;1;Haßloch\n",
         0},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *changes = g_strconcat("old_key;new_key;day;share;old_name\n"
                                               "07332002;07332002;2015-01-01;1;\n"
                                               "07332024;07332024;2015-01-01;1;\n",
                                               cases[i].changes, NULL);
        int n_errors = carry(fixture, changes, "key=name\n" OLD,
                             "AGS;Einwohner\nBad Dürkheim;1000\nGrünstadt;2000\n"
                             "Haßloch;500\n");

        g_test_message("case %zu", i);
        g_assert_cmpint(n_errors, ==, cases[i].row > 0);
        g_assert_true(cases[i].row == 0 ||
                      has_finding(fixture, SR_FINDING_ERROR, cases[i].row, "'Haßloch'"));
    }
}

/* Each period has the areas of its own last day. */
static void
test_periods(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;

    g_assert_cmpint(
        carry(fixture, story,
              "file=a.csv\nareas_day=period\nperiod_column=Jahr\n[variable einwohner]\n"
              "column=Einwohner\ntitle=E\nunit=Personen\n",
              "Jahr;AGS;Einwohner\n2013;07332002;1000\n2013;07332024;2000\n"
              "2013;07332097;500\n2013;07332098;100\n2014;07332002;1\n2014;07332024;2\n"
              "2014;07332097;3\n2014;07332098;-\n2015;07332002;1\n2015;07332024;2\n"
              "2015;07332025;4\n2015;07332098;-\n"),
        ==, 0);
    g_autoptr(SrSeries) series =
        sr_figures_series(fixture->store, "einwohner", "gemeinde", keys, 3, &error);
    static const double wanted[3][3] = {{1070, 2030, 500}, {1, 2, 3}, {1, 2, 4}};
    g_assert_no_error(error);
    g_assert_cmpint(series->n_periods, ==, 3);
    for (int p = 0; p < 3; p++)
        for (int a = 0; a < 3; a++)
            g_assert_cmpfloat_with_epsilon(sr_series_at(series, p, a)->value,
                                           wanted[p][a], 1e-9);
    g_assert_true(has_finding(fixture, SR_FINDING_NOTE, 0, "2")); /* the two "-" */
}

/* Newer figures on older boundaries: what was split since is one again. */
static void
test_newer(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_assert_cmpint(
        carry(fixture,
              "old_key;new_key;day;share\n07332025;07332025;2018-01-01;0.9\n"
              "07332025;07332099;2018-01-01;0.1\n",
              "areas_day=2018-12-31\n" WIDE,
              "AGS;Einwohner\n07332002;1\n07332024;2\n07332025;3\n07332099;4\n"),
        ==, 0);
    g_assert_cmpfloat(figure(fixture, "einwohner", 2).value, ==, 7);
    g_assert_cmpuint(figure(fixture, "einwohner", 2).flags, ==, 0);
}

/* A part that is not ok, or not there, is not added up to less. */
static void
test_status(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *altdorf;
        SrStatus status;
    } cases[] = {
        {"07332098;.\n", SR_STATUS_INCOMPLETE},
        {"07332098;/\n", SR_STATUS_INCOMPLETE},
        {"07332098;*\n", SR_STATUS_SUPPRESSED},
        {"", SR_STATUS_INCOMPLETE},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *table = g_strconcat("AGS;Einwohner\n07332002;1\n07332024;2\n"
                                             "07332097;3\n",
                                             cases[i].altdorf, NULL);

        g_assert_cmpint(carry(fixture, story,
                              OLD "[signs]\nmissing=.\nuncertain=/\nsuppressed=*\n",
                              table),
                        ==, 0);
        g_assert_cmpint(figure(fixture, "einwohner", 0).status, ==, cases[i].status);
        g_assert_cmpint(figure(fixture, "einwohner", 2).status, ==, SR_STATUS_OK);
    }
    g_assert_true(has_finding(fixture, SR_FINDING_WARNING, 0, "Altdorf"));
}

/* Each figure that went into a sum brings its own rounding. */
static void
test_rounding(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_assert_cmpint(carry(fixture, story, "rounding=5er\n" OLD, old_table), ==, 0);
    g_assert_cmpfloat(figure(fixture, "einwohner", 0).error_bound, ==, 4);
    g_assert_cmpfloat(figure(fixture, "einwohner", 2).error_bound, ==, 2);
}

static void
test_refusals(Fixture *fixture, gconstpointer data)
{
    (void)data;
#define MEAN                                                                             \
    "areas_day=2013-12-31\nfile=a.csv\nperiod=2013\n[variable alter]\n"                  \
    "column=Einwohner\ntitle=A\n"
    static const struct {
        const char *changes, *definition, *table;
        const char *says;
    } cases[] = {
        /* no way from one day to the other */
        {NULL, OLD, old_table, "changes.csv"},
        {story, "areas_day=irgendwann\n" WIDE, old_table, "irgendwann"},
        /* means and shares */
        {story, MEAN "unit=%\n", old_table, "additive"},
        {story, MEAN "additive=false\nunit=Jahre\n", old_table, "additive"},
        /* protected counts in parts */
        {story, MEAN "protected=true\n", old_table, "alter of 2013: protected"},
        /* an area that was not there on the day, or not any more */
        {story, OLD, "AGS;Einwohner\n07332002;1\n07332024;1\n07332025;9\n", "areas_day"},
        {story, "areas_day=2015-06-01\n" WIDE,
         "AGS;Einwohner\n07332002;1\n07332024;1\n07332025;9\n07332098;3\n", "areas_day"},
        /* a row of changes.csv that the boundaries contradict */
        {"old_key;new_key;day;share\n07332025;07332099;2015-01-01;1\n", OLD, old_table,
         "07332025;07332025"},
        {"old_key;new_key;day;share\n07332025;07332099;2018-01-01;1\n"
         "07332098;07332099;2018-01-01;1\n",
         "areas_day=2018-12-31\n" WIDE, "AGS;Einwohner\n07332002;1\n07332099;1\n",
         "back_share"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path = g_build_filename(fixture->folder, "changes.csv", NULL);
        bool is_told = false;

        g_unlink(path);
        g_assert_cmpint(
            carry(fixture, cases[i].changes, cases[i].definition, cases[i].table), >, 0);
        for (int f = 0; f < sr_findings_n(fixture->findings); f++)
            is_told |= strstr(sr_findings_at(fixture->findings, f)->message,
                              cases[i].says) != NULL;
        g_test_message("case %zu: %s", i, cases[i].says);
        g_assert_true(is_told);
    }
}

/* Rates, too, may follow a key that only changed. */
static void
test_rate_renamed(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_assert_cmpint(carry(fixture, story,
                          "areas_day=2014-12-31\nfile=a.csv\nperiod=2014\n"
                          "[variable einwohner]\ncolumn=Quote\ntitle=Q\nunit=%\n",
                          "AGS;Quote\n07332002;1.5\n07332024;2.5\n07332097;3.5\n"),
                    ==, 0);
    g_assert_cmpfloat(figure(fixture, "einwohner", 2).value, ==, 3.5);
}

/* A key of another day without areas_day: what became of it is said. */
static void
test_suggestion(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_assert_cmpint(carry(fixture, story, WIDE,
                          "AGS;Einwohner\n07332002;1\n07332024;2\n07332025;3\n"
                          "07332098;4\n"),
                    ==, 1);
    g_assert_true(has_finding(fixture, SR_FINDING_ERROR, 5, "2014-06-07"));
    g_assert_true(has_finding(fixture, SR_FINDING_ERROR, 5, "areas_day"));
}

/* The join the other way: areas without a row, and what may be meant by them. */
static void
test_join_report(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_assert_cmpint(load_table(fixture, "key=name\n" WIDE,
                               "AGS;Einwohner\nBad Dürkheim;1\nHasloh;3\n"),
                    ==, 1);
    g_assert_true(has_finding(fixture, SR_FINDING_ERROR, 3, "Haßloch (07332025)"));
    g_assert_true(has_finding(fixture, SR_FINDING_WARNING, 0, "Grünstadt, Haßloch"));
    g_assert_true(has_finding(fixture, SR_FINDING_WARNING, 0, "'Hasloh'"));
}

/* A help goes to one place: keys that moved as a whole do, others are refused. */
static void
test_register(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char definition[] =
        "file=a.csv\nkind=register\nareas_day=2013-12-31\nperiod=2013\nsynthetic=true\n"
        "[columns]\nid=ID\nhome=Ort\nbirth=Geburt\nkind=Art\nbegin=Beginn\nend=Ende\n";
    static const char good[] = "ID;Ort;Geburt;Art;Beginn;Ende\n"
                               "1;07332097;2005-05;09;01.02.2013;\n"
                               "2;07332002;2005-05;09;01.02.2013;\n";
    static const char split[] = "ID;Ort;Geburt;Art;Beginn;Ende\n"
                                "1;07332098;2005-05;09;01.02.2013;\n";

    g_assert_cmpint(carry(fixture, story, definition, good), ==, 0);
    g_assert_cmpfloat(figure(fixture, "hilfen_33", 2).value, ==, 1);
    g_assert_cmpfloat(figure(fixture, "hilfen_33", 0).value, ==, 1);
    g_assert_true(has_finding(fixture, SR_FINDING_WARNING, 0, "Altdorf"));
    g_assert_cmpint(carry(fixture, story, definition, split), ==, 1);
    g_assert_true(has_finding(fixture, SR_FINDING_ERROR, 2, "home"));
}

/* A changed table of changes is read again, though nothing else is new. */
static void
test_reload(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char other[] = "old_key;new_key;day;share\n"
                                "07332098;07332002;2014-06-07;1\n"
                                "07332002;07332002;2014-06-07;1\n"
                                "07332097;07332025;2015-01-01;1\n";

    g_assert_cmpint(carry(fixture, story, OLD, old_table), ==, 0);
    g_assert_cmpint(carry(fixture, other, OLD, old_table), ==, 0);
    g_assert_cmpfloat(figure(fixture, "einwohner", 0).value, ==, 1100);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add(name, Fixture, NULL, set_up, function, tear_down)
    ADD("/carry/split", test_split);
    ADD("/carry/names", test_names);
    ADD("/carry/one-name-twice", test_one_name_twice);
    ADD("/carry/periods", test_periods);
    ADD("/carry/newer", test_newer);
    ADD("/carry/status", test_status);
    ADD("/carry/rounding", test_rounding);
    ADD("/carry/refusals", test_refusals);
    ADD("/carry/rate-renamed", test_rate_renamed);
    ADD("/carry/suggestion", test_suggestion);
    ADD("/carry/join-report", test_join_report);
    ADD("/carry/register", test_register);
    ADD("/carry/reload", test_reload);
    return g_test_run();
}
