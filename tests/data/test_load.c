#include "data/loadfixture.h"

#include "base/error.h"

static void
test_wide(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_assert_cmpint(load_table(fixture, WIDE,
                               "AGS;Name;Einwohner\n07332002;Bad Dürkheim;18.476\n"
                               "7332024;Grünstadt;13.422p\n07332025;Haßloch;(20.326)\n"),
                    ==, 0);
    g_assert_cmpfloat(figure(fixture, "einwohner", 0).value, ==, 18476);
    g_assert_cmpfloat(figure(fixture, "einwohner", 1).value, ==, 13422);
    g_assert_cmpuint(figure(fixture, "einwohner", 1).flags, ==, SR_FLAG_PROVISIONAL);
    g_assert_cmpuint(figure(fixture, "einwohner", 2).flags, ==, SR_FLAG_LIMITED);
    g_assert_true(has_finding(fixture, SR_FINDING_NOTE, 3, "1")); /* the lost zero */
    g_assert_true(has_finding(fixture, SR_FINDING_WARNING, 0, "1.234")); /* a guess */
}

/* Each sign keeps its meaning, through the store, to the figure that is read. */
static void
test_signs(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *sign;
        SrStatus status;
        double value;
    } cases[] = {
        {"0", SR_STATUS_OK, 0},          {"-", SR_STATUS_OK, 0},
        {"–", SR_STATUS_OK, 0},          {".", SR_STATUS_MISSING, NAN},
        {"…", SR_STATUS_NOT_YET, NAN},   {"...", SR_STATUS_NOT_YET, NAN},
        {"/", SR_STATUS_UNCERTAIN, NAN}, {"x", SR_STATUS_NOT_APPLICABLE, NAN},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *table = g_strdup_printf(
            "AGS;Einwohner\n07332002;%s\n07332024;1\n07332025;2\n", cases[i].sign);

        g_assert_cmpint(load_table(fixture, WIDE, table), ==, 0);
        SrFigure found = figure(fixture, "einwohner", 0);
        g_assert_cmpint(found.status, ==, cases[i].status);
        g_assert_true(isnan(cases[i].value) ? isnan(found.value) : found.value == 0);
    }
    /* The sign of the Bundesagentur must be declared, and is then secret. */
    const char *secret = "AGS;Einwohner\n07332002;*\n07332024;1\n07332025;2\n";
    g_assert_cmpint(load_table(fixture, WIDE, secret), ==, 1);
    g_assert_true(has_finding(fixture, SR_FINDING_ERROR, 2, "*"));
    g_assert_cmpint(load_table(fixture, WIDE "[signs]\nsuppressed=*\n", secret), ==, 0);
    g_assert_cmpint(figure(fixture, "einwohner", 0).status, ==, SR_STATUS_SUPPRESSED);
}

/* One row a figure; sex and age from columns; the totals are kept apart and compared. */
static void
test_long(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char definition[] = "file=a.csv\nperiod_column=Stichtag\nperiod_as="
                                     "year\n[variable bev]\ncolumn=Wert\n"
                                     "title=B\nage_column=Alter\nsex_column=Sex\nwhere_"
                                     "column=Merkmal\nwhere_value=BEV\n";
    static const char good[] =
        "Stichtag;AGS;Merkmal;Sex;Alter;Wert\n"
        "31.12.2018;07332002;BEV;m;unter 18;5\n31.12.2018;07332002;BEV;w;unter 18;7\n"
        "31.12.2018;07332002;BEV;m;18 und mehr;10\n"
        "31.12.2018;07332002;BEV;w;18 und mehr;-\n"
        "31.12.2018;07332024;BEV;m;unter 18;1\n31.12.2018;07332024;BEV;w;unter 18;2\n"
        "31.12.2018;07332025;BEV;m;unter 18;.\n31.12.2018;07332025;BEV;w;unter 18;4\n"
        "31.12.2018;07332002;FALSCH;m;unter 18;999\n";

    g_assert_cmpint(load_table(fixture, definition, good), ==, 0);
    g_assert_cmpfloat(figure(fixture, "bev_u18", 0).value, ==, 12);
    g_assert_cmpfloat(figure(fixture, "bev_m_u18", 0).value, ==, 5);
    g_assert_cmpfloat(figure(fixture, "bev", 0).value, ==, 22);
    g_assert_cmpfloat(figure(fixture, "bev_18plus", 0).value, ==, 10);
    /* A part that is not ok, and a part without a row: not ok, not less. */
    g_assert_cmpint(figure(fixture, "bev_u18", 2).status, ==, SR_STATUS_MISSING);
    g_assert_true(isnan(figure(fixture, "bev_u18", 2).value));
    g_assert_cmpint(figure(fixture, "bev", 1).status, ==, SR_STATUS_MISSING);

    g_autoptr(GError) cut = NULL;
    g_assert_null(
        sr_figures_series(fixture->store, "bev_u21", "gemeinde", keys, 3, &cut));
    g_assert_error(cut, SR_ERROR, SR_ERROR_INPUT);
    g_assert_nonnull(strstr(cut->message, "0–17, 18+"));
    g_autoptr(GError) unknown = NULL;
    g_assert_null(
        sr_figures_series(fixture->store, "bef_u18", "gemeinde", keys, 3, &unknown));
    g_assert_error(unknown, SR_ERROR, SR_ERROR_INPUT);
    g_assert_nonnull(strstr(unknown->message, "'bev'"));
    g_autoptr(GError) level = NULL;
    g_assert_null(
        sr_figures_series(fixture->store, "bev", "kreis", kreis_keys, 1, &level));
    g_assert_error(level, SR_ERROR, SR_ERROR_INPUT);
    g_assert_nonnull(strstr(level->message, "gemeinde"));
}

static void
test_runs_of_columns(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char definition[] =
        "file=a.csv\n[variable bev]\ncolumn={period} {sex} Alter {age}\ntitle=B\n"
        "age_open=1\n";

    g_assert_cmpint(
        load_table(fixture, definition,
                   "AGS;2017 m Alter 0;2017 m Alter 1;2018 m Alter 0;"
                   "2018 m Alter 1;2018 w Alter 0;2018 w Alter 1;2018 x Alter 1\n"
                   "07332002;1;2;3;4;5;6;9\n07332024;1;1;1;1;1;1;9\n"
                   "07332025;1;1;1;1;1;1;9\n"),
        ==, 0);
    g_autoptr(SrSeries) both =
        sr_figures_series(fixture->store, "bev", "gemeinde", keys, 3, NULL);
    g_assert_cmpint(both->n_periods, ==, 1); /* 2017 has no women */
    g_assert_cmpstr(both->periods[0], ==, "2018");
    g_assert_cmpfloat(sr_series_at(both, 0, 0)->value, ==, 18);
    g_autoptr(SrSeries) older =
        sr_figures_series(fixture->store, "bev_m_1plus", "gemeinde", keys, 3, NULL);
    g_assert_cmpint(older->n_periods, ==, 2);
    g_assert_cmpfloat(sr_series_at(older, 1, 0)->value, ==, 4);
}

static void
test_totals(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *first, *total;
        bool is_told;
    } cases[] = {
        {"1", "6", false},
        {"1", "7", true},
        {".", "7", false}, /* what is missing may be in the total */
        {"1,5", "6,5", false},
        {"1,5", "6,6", false}, /* within the last decimals of its parts */
        {"1,5", "7,5", true},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *table = g_strconcat("AGS;Einwohner\n07332002;", cases[i].first,
                                             "\n07332024;2\n07332025;3\nInsgesamt;",
                                             cases[i].total, "\n", NULL);

        g_assert_cmpint(load_table(fixture, WIDE, table), ==, 0);
        g_test_message("%s … %s", cases[i].first, cases[i].total);
        g_assert_cmpint(has_finding(fixture, SR_FINDING_WARNING, 5, "total"), ==,
                        cases[i].is_told);
    }
    /* 5er-Rundung: three parts and their total may be off by 2 each. */
    g_assert_cmpint(load_table(fixture, "rounding=5er\n" WIDE,
                               "AGS;Einwohner\n07332002;5\n07332024;5\n07332025;5\n"
                               "07332;20\n"),
                    ==, 0);
    g_assert_cmpint(sr_findings_n(fixture->findings), ==, 0);
    g_assert_cmpfloat(figure(fixture, "einwohner", 0).error_bound, ==, 2);
    g_assert_cmpuint(figure(fixture, "einwohner", 0).flags, ==, SR_FLAG_ROUNDED);
}

/* Imported counts of cases must balance, area by area. */
static void
test_identity(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char definition[] =
        "file=a.csv\nperiod=2018\n[variable h_bestand_vorjahr]\ncolumn=V\ntitle=V\n"
        "[variable h_begonnen]\ncolumn=A\ntitle=A\n[variable h_beendet]\ncolumn=E\n"
        "title=E\n[variable h_bestand]\ncolumn=B\ntitle=B\n";

    g_assert_cmpint(load_table(fixture, definition,
                               "AGS;V;A;E;B\n07332002;5;3;2;6\n07332024;.;1;1;1\n"),
                    ==, 0);
    g_assert_cmpint(load_table(fixture, definition, "AGS;V;A;E;B\n07332002;5;3;2;7\n"),
                    ==, 1);
    g_assert_true(has_finding(fixture, SR_FINDING_ERROR, 2, "h of 2018"));
}

/* One mistake in a table of three rows, and what is said about it. */
static void
test_refusals(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *table;
        int row;
        const char *message;
    } cases[] = {
        {"AGS;Einwohner\n07332002;viele\n", 2, "viele"},
        {"AGS;Einwohner\n07332002;=cmd|' /C calc'!A0\n", 2, "=cmd"},
        {"AGS;Einwohner\n07332002;-5\n", 2, "negative=true"},
        {"AGS;Einwohner\n07332002;1e308\n", 2, "too large"},
        {"AGS;Einwohner\n07332002;1e999\n", 2, "1e999"},
        {"AGS;Einwohner\n07332002;5\n07332024;5 %\n07332025;1\n", 3, "(1) among"},
        {"AGS;Einwohner\n07332002;5 %\n07332024;5 %\n07332025;1\n", 4, "(2) among"},
        {"AGS;Einwohner\n07332011;5\n", 2, "nearest are"},
        {"AGS;Einwohner\n01001000;5\n", 2, "outside=ignore"},
        {"AGS;Einwohner\n;5\n07332002;1\n", 2, "without an area"},
        {"AGS;Einwohner\n07332002;5\n07332002;6\n", 3, "stands twice, first in row 2"},
        {"Schlüssel;Einwohner\n07332002;5\n", 1, "key_column"},
        {"AGS;Bevölkerung\n07332002;5\n", 1, "not there"},
        {"AGS;Einwohner;Einwohner\n07332002;5;6\n", 1, "Einwohner (1)"},
        {"AGS;Einwohner\n07332002;5;6\n", 2, "3 cells"},
        {"AGS;x;Einwohner\n07332002;5\n", 2, "only 2 cells"},
        {"AGS;Einwohner\n", 0, "a header and no rows"},
        {"AGS;Einwohner\nInsgesamt;5\n", 0, "no row"},
        {"AGS;Einwohner\n07332002;\"5\n", 2, "never closed"},
        {"AGS;Einwohner\n07332002;\"5\"6\n", 2, "behind a closing quote"},
    };
    /* The same sign cannot do both. */
    g_assert_cmpint(
        load_table(fixture, WIDE "[format]\ndecimal=,\nthousands=,\n", "AGS;E\n"), ==, 1);

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].table);
        g_assert_cmpint(load_table(fixture, WIDE, cases[i].table), >=, 1);
        g_assert_true(
            has_finding(fixture, SR_FINDING_ERROR, cases[i].row, cases[i].message));
    }
    /* All of them at once, and nothing is left in the store. */
    g_assert_cmpint(
        load_table(fixture, WIDE, "AGS;Einwohner\n07332002;a\n07332024;b\n07332025;c\n"),
        ==, 3);
    g_autoptr(GPtrArray) list = sr_figures_list(fixture->store, NULL);
    g_assert_cmpuint(list->len, ==, 0);
}

static void
test_bad_periods(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char definition[] =
        "file=a.csv\nperiod_column=Tag\n[variable e]\ncolumn=E\ntitle=E\n";

    g_assert_cmpint(load_table(fixture, definition, "AGS;Tag;E\n07332002;30.2.2018;5\n"),
                    ==, 1);
    g_assert_true(has_finding(fixture, SR_FINDING_ERROR, 2, "30.2.2018"));
}

/* Rows of areas that exist no longer say "-": not applicable, and no error. */
static void
test_gone(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char table[] = "AGS;Einwohner\n07332002;1\n07332024;2\n07332025;3\n"
                                "07332011;-\n07338001;5\n07332045;x\n";
    g_assert_cmpint(load_table(fixture, "outside=ignore\n" WIDE, table), ==, 0);
    g_assert_true(
        has_finding(fixture, SR_FINDING_NOTE, 0, "exist no longer, not applicable: 2"));
    g_assert_true(has_finding(fixture, SR_FINDING_NOTE, 0, "outside the project: 1"));
}

/* Any table: errors and nothing in the store, or figures that are finite or not ok. */
static void
test_noise(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char *const cells[] = {"1", "-",   ".",  "1.234", "1,5",   "",
                                        "x", "(3)", "2p", "/",     "1 000", "5 %",
                                        "…", "0",   "7",  "8"};
    static const char *const places[] = {"07332002", "7332024",   "073320025025",
                                         "07332",    "Insgesamt", "07332025"};

    for (int round = 0; round < 300; round++) {
        g_autoptr(GString) table = g_string_new("AGS;Einwohner\n");
        int n = g_test_rand_int_range(1, 5);

        for (int i = 0; i < n; i++)
            g_string_append_printf(table, "%s;%s\n",
                                   places[g_test_rand_int_range(0, G_N_ELEMENTS(places))],
                                   cells[g_test_rand_int_range(0, G_N_ELEMENTS(cells))]);
        int n_errors = load_table(fixture, WIDE, table->str);
        g_autoptr(SrSeries) series =
            sr_figures_series(fixture->store, "einwohner", "gemeinde", keys, 3, NULL);
        g_test_message("%s", table->str);
        g_assert_true(n_errors == 0 || series == NULL);
        for (int a = 0; a < 3 && series != NULL; a++) {
            const SrFigure *found = sr_series_at(series, 0, a);

            g_assert_cmpint(isfinite(found->value), ==, found->status == SR_STATUS_OK);
        }
    }
}

/* What cannot be added up is no sum at a level above: said, or told by the unit. */
static void
test_units(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *unit;
        const char *weight; /* "" = sums, "-" = none */
    } cases[] = {
        {"Personen", ""},
        {"Jahre", ""}, /* those of all people together */
        {"Tage", ""},
        {"Euro", ""},
        {"%", "-"},
        {"‰", "-"},
        {"je 1 000", "-"},
        {"Fälle je 1 000 Einwohner", "-"},
        {"Einwohner/km²", "-"},
        {"Index", "-"},
        {"Quote", "-"},
        {"Anteil", "-"},
        {"Durchschnitt", "-"},
        {"Durchschnitt\nadditive=true", ""}, /* the planner knows better */
        {"Personen\nadditive=false", "-"},
        {"Quote\nweight=leute", "leute"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *definition = g_strdup_printf(
            "file=a.csv\nperiod=2018\n[variable e]\ncolumn=E\ntitle=E\nunit=%s\n",
            cases[i].unit);

        g_test_message("%s", cases[i].unit);
        g_assert_cmpint(load_table(fixture, definition, "AGS;E\n07332002;5\n"), ==, 0);
        g_autoptr(SrSeries) series =
            sr_figures_series(fixture->store, "e", "gemeinde", keys, 3, NULL);
        g_assert_cmpstr(series->weight, ==, cases[i].weight);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add(name, Fixture, NULL, set_up, function, tear_down)
    ADD("/load/wide", test_wide);
    ADD("/load/signs", test_signs);
    ADD("/load/long", test_long);
    ADD("/load/runs-of-columns", test_runs_of_columns);
    ADD("/load/totals", test_totals);
    ADD("/load/identity", test_identity);
    ADD("/load/refusals", test_refusals);
    ADD("/load/bad-periods", test_bad_periods);
    ADD("/load/gone", test_gone);
    ADD("/load/units", test_units);
    ADD("/load/noise", test_noise);
    return g_test_run();
}
