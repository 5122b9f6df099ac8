#include "data/figures.h"
#include "data/load.h"

#include "base/error.h"

#include <glib/gstdio.h>
#include <math.h>
#include <sqlite3.h>

/* A small county of three Gemeinden, its folder of figures and its store. */
typedef struct {
    char *folder;
    SrStore *store;
    SrFindings *findings;
} Fixture;

static const char *const keys[] = {"07332002", "07332024", "07332025"};
static const char *const names[] = {"Bad Dürkheim", "Grünstadt", "Haßloch"};
static const char *const kreis_keys[] = {"07332"};
static const char *const kreis_names[] = {"Landkreis Bad Dürkheim"};
static const SrLevelAreas levels[] = {{"gemeinde", 3, keys, NULL, names},
                                      {"kreis", 1, kreis_keys, NULL, kreis_names}};

#define HEAD "[dataset]\ntitle=t\nsource=s\nkey_column=AGS\nprotected=false\n"

static void
set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->folder = g_dir_make_tmp(NULL, NULL);
    fixture->store = sr_store_open_memory(NULL);
    fixture->findings = sr_findings_new();
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GDir) directory = g_dir_open(fixture->folder, 0, NULL);

    for (const char *name = g_dir_read_name(directory); name != NULL;
         name = g_dir_read_name(directory)) {
        g_autofree char *path = g_build_filename(fixture->folder, name, NULL);

        g_unlink(path);
    }
    g_rmdir(fixture->folder);
    g_free(fixture->folder);
    sr_store_free(fixture->store);
    sr_findings_free(fixture->findings);
}

static void
write_file(const Fixture *fixture, const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(fixture->folder, name, NULL);

    g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

/* Loads all of the folder; gives the errors. */
static int
load(Fixture *fixture)
{
    const SrPlaces places = {levels, 2, NULL};
    g_autoptr(GError) error = NULL;

    sr_findings_free(fixture->findings);
    fixture->findings = sr_findings_new();
    g_autoptr(GPtrArray) datasets = sr_datasets_load(fixture->folder, fixture->findings);
    g_assert_true(
        sr_load_datasets(fixture->store, datasets, &places, fixture->findings, &error));
    g_assert_no_error(error);
    return sr_findings_n_errors(fixture->findings);
}

static int
load_table(Fixture *fixture, const char *definition, const char *table)
{
    g_autofree char *text = g_strconcat(HEAD, definition, NULL);

    write_file(fixture, "a.ini", text);
    write_file(fixture, "a.csv", table);
    return load(fixture);
}

static bool
has_finding(const Fixture *fixture, SrSeverity severity, int row, const char *part)
{
    for (int i = 0; i < sr_findings_n(fixture->findings); i++) {
        const SrFinding *finding = sr_findings_at(fixture->findings, i);

        if (finding->severity == severity && finding->row == row &&
            strstr(finding->message, part) != NULL)
            return true;
    }
    return false;
}

/* The figure of a Gemeinde, first period. */
static SrFigure
figure(const Fixture *fixture, const char *name, int area)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(SrSeries) series =
        sr_figures_series(fixture->store, name, "gemeinde", keys, 3, &error);

    g_assert_no_error(error);
    return *sr_series_at(series, 0, area);
}

#define WIDE                                                                             \
    "file=a.csv\nperiod=2018\n[variable einwohner]\ncolumn=Einwohner\ntitle=E\n"         \
    "unit=Personen\n"

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
        {"AGS;Einwohner\n07332011;5\n", 2, "nearest are"},
        {"AGS;Einwohner\n01001000;5\n", 2, "outside=ignore"},
        {"AGS;Einwohner\n;5\n07332002;1\n", 2, "without an area"},
        {"AGS;Einwohner\n07332002;5\n07332002;6\n", 3, "stands twice, first in row 2"},
        {"Schlüssel;Einwohner\n07332002;5\n", 1, "key_column"},
        {"AGS;Bevölkerung\n07332002;5\n", 1, "not there"},
        {"AGS;Einwohner;Einwohner\n07332002;5;6\n", 1, "Einwohner (1)"},
        {"AGS;Einwohner\n07332002;5;6\n", 2, "3 cells"},
        {"AGS;x;Einwohner\n07332002;5\n", 2, "only 2 cells"},
        {"AGS;Einwohner\n", 0, "no row"},
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

static void
test_twice(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char table[] = "AGS;Einwohner\n07332002;1\n07332024;2\n07332025;3\n";
    g_autofree char *second = g_strconcat(HEAD, WIDE, NULL);

    write_file(fixture, "b.ini", second);
    g_assert_cmpint(load_table(fixture, WIDE, table), ==, 1);
    g_assert_true(has_finding(fixture, SR_FINDING_ERROR, 0, "'a'"));
    g_autofree char *path = g_build_filename(fixture->folder, "b.ini", NULL);
    g_unlink(path);
    g_assert_cmpint(load(fixture), ==, 0);
}

static int
n_rows(const Fixture *fixture, const char *sql)
{
    sqlite3_stmt *ask = sr_store_prepare(fixture->store, sql, NULL);

    g_assert_cmpint(sqlite3_step(ask), ==, SQLITE_ROW);
    int n = sqlite3_column_int(ask, 0);
    sqlite3_reset(ask);
    return n;
}

/* What is unchanged is not written again; what changed or was damaged is. */
static void
test_unchanged(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char table[] = "AGS;Einwohner\n7332002;1\n07332024;2\n07332025;3\n";

    g_assert_cmpint(load_table(fixture, WIDE, table), ==, 0);
    int n_told = sr_findings_n(fixture->findings);
    g_autofree char *told = sr_findings_text(fixture->findings, 1);
    int first = n_rows(fixture, "SELECT max(id) FROM series");
    g_assert_cmpint(n_told, ==, 1);
    g_assert_cmpint(load(fixture), ==, 0);
    g_assert_cmpint(sr_findings_n(fixture->findings), ==, n_told);
    g_autofree char *told_again = sr_findings_text(fixture->findings, 1);
    g_assert_cmpstr(told_again, ==, told);
    g_assert_cmpint(n_rows(fixture, "SELECT count(*) FROM observation"), ==, 3);

    sqlite3_exec(sr_store_database(fixture->store),
                 "UPDATE observation SET value = 99 WHERE row = 3", NULL, NULL, NULL);
    g_autoptr(GError) error = NULL;
    g_assert_null(
        sr_figures_series(fixture->store, "einwohner", "gemeinde", keys, 3, &error));
    g_assert_error(error, SR_ERROR, SR_ERROR_IO);
    g_assert_cmpint(load(fixture), ==, 0);
    g_assert_cmpfloat(figure(fixture, "einwohner", 1).value, ==, 2);

    g_assert_cmpint(load_table(fixture, WIDE, "AGS;Einwohner\n07332002;7\n"), ==, 0);
    g_assert_cmpfloat(figure(fixture, "einwohner", 0).value, ==, 7);
    g_assert_cmpint(figure(fixture, "einwohner", 1).status, ==, SR_STATUS_MISSING);
    g_assert_cmpint(n_rows(fixture, "SELECT count(*) FROM observation"), ==, 1);
    g_assert_cmpint(first, >=, 1);
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

static void
test_origins(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char definition[] =
        "file=a.csv\nperiod=2018\n[variable bev]\ncolumn=Alter {age}\ntitle=B\n";

    g_assert_cmpint(load_table(fixture, definition,
                               "AGS;Alter 0;Alter 1;Alter 2\n07332024;1;2;3\n"
                               "07332002;4;5p;6\n"),
                    ==, 0);
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) origins = sr_figures_origins(
        fixture->store, "bev_u2", "gemeinde", "07332002", "2018", &error);
    g_assert_no_error(error);
    g_assert_cmpuint(origins->len, ==, 2);
    const SrOrigin *second = origins->pdata[1];
    g_assert_cmpstr(second->file, ==, "a.csv");
    g_assert_cmpint(second->row, ==, 3);
    g_assert_cmpint(second->age_from, ==, 1);
    g_assert_cmpfloat(second->figure.value, ==, 5);
    g_assert_cmpuint(strlen(second->checksum), ==, 64);
    g_assert_null(sr_figures_origins(fixture->store, "bev_u2", "gemeinde", "07332002",
                                     "2017", &error));
    g_assert_error(error, SR_ERROR, SR_ERROR_INPUT);
}

/* The column @index of the county's scheme, its header left out: (transfer full). */
static char **
scheme_column(int index)
{
    g_autofree char *path = g_test_build_filename(G_TEST_DIST, "..", "shapes", "regions",
                                                  "vier-regionen-2010.csv", NULL);
    g_autofree char *text = NULL;
    GPtrArray *cells = g_ptr_array_new();

    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_auto(GStrv) lines = g_strsplit(g_strchomp(text), "\n", -1);
    for (int i = 1; lines[i] != NULL; i++) {
        g_auto(GStrv) row = g_strsplit(lines[i], ";", -1);

        g_ptr_array_add(cells, g_strdup(row[index]));
    }
    g_ptr_array_add(cells, NULL);
    return (char **)g_ptr_array_free(cells, FALSE);
}

/* The real file of all Germany beside the project, where it is: the county's 48. */
static void
test_real_file(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autofree char *file =
        g_test_build_filename(G_TEST_DIST, "..", "..", "shared", "data", "genesis",
                              "AI-N-01-2-5_de_flat.zip", NULL);
    if (!g_file_test(file, G_FILE_TEST_EXISTS)) {
        g_test_skip("the folder ../shared/data is not there");
        return;
    }
    g_autofree char *definition = g_strdup_printf(
        "[dataset]\ntitle=t\nsource=s\nprotected=false\nfile=%s\noutside=ignore\n"
        "key_column=1_variable_attribute_code\nperiod_column=time\n[variable siedlung]\n"
        "column=value\ntitle=S\nunit=%%\nwhere_column=value_variable_code\n"
        "where_value=AI0111\n",
        file);
    g_auto(GStrv) all_keys = scheme_column(0);
    g_auto(GStrv) all_names = scheme_column(1);
    const SrLevelAreas level = {"gemeinde", 48, (const char *const *)all_keys, NULL,
                                (const char *const *)all_names};
    const SrPlaces places = {&level, 1, NULL};
    g_autoptr(GError) error = NULL;

    g_assert_cmpuint(g_strv_length(all_keys), ==, 48);
    write_file(fixture, "a.ini", definition);
    g_autoptr(GPtrArray) datasets = sr_datasets_load(fixture->folder, fixture->findings);
    g_assert_true(
        sr_load_datasets(fixture->store, datasets, &places, fixture->findings, &error));
    g_assert_cmpint(sr_findings_n_errors(fixture->findings), ==, 0);
    g_autoptr(SrSeries) series = sr_figures_series(fixture->store, "siedlung", "gemeinde",
                                                   level.keys, level.n, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(series->periods[0], ==, "2023");
    g_assert_cmpfloat(sr_series_at(series, 0, 0)->value, ==, 12.3); /* Altleiningen */
    g_assert_cmpfloat(sr_series_at(series, 0, 1)->value, ==, 10);   /* Bad Dürkheim */
    for (int a = 0; a < 48; a++)
        g_assert_cmpint(sr_series_at(series, 0, a)->status, ==, SR_STATUS_OK);
}

/* Real protected data must be the owner's alone. */
static void
test_secrecy(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autofree char *path = g_build_filename(fixture->folder, "a.csv", NULL);
    static const char definition[] =
        "[dataset]\ntitle=t\nsource=s\nkey_column=AGS\n" WIDE;

    write_file(fixture, "a.ini", definition);
    write_file(fixture, "a.csv", "AGS;Einwohner\n07332002;5\n07332024;2\n07332025;3\n");
    g_assert_cmpint(g_chmod(path, 0644), ==, 0);
    g_assert_cmpint(load(fixture), ==, 1);
    g_assert_true(has_finding(fixture, SR_FINDING_ERROR, 0, "chmod 600"));
    g_assert_cmpint(g_chmod(path, 0600), ==, 0);
    g_assert_cmpint(load(fixture), ==, 0);
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
    ADD("/load/twice", test_twice);
    ADD("/load/unchanged", test_unchanged);
    ADD("/load/noise", test_noise);
    ADD("/load/origins", test_origins);
    ADD("/load/real-file", test_real_file);
    ADD("/load/secrecy", test_secrecy);
    return g_test_run();
}
