/* Loading again, from several files, from real ones, and where figures came from. */
#include "data/loadfixture.h"

#include "base/error.h"

static void
test_twice(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char table[] = "AGS;Einwohner\n07332002;1\n07332024;2\n07332025;3\n";
    g_autofree char *second = g_strconcat(HEAD, WIDE, NULL);

    write_file(fixture, "b.ini", second);
    g_assert_cmpint(load_table(fixture, WIDE, table), ==, 1);
    g_assert_true(has_finding(fixture, SR_FINDING_ERROR, 0, "'a'"));
    /* Told again as long as it is so, and again when it is so again. */
    g_assert_cmpint(load(fixture), ==, 1);
    g_autofree char *path = g_build_filename(fixture->folder, "b.ini", NULL);
    g_unlink(path);
    g_assert_cmpint(load(fixture), ==, 0);
    g_assert_cmpint(load(fixture), ==, 0);
    write_file(fixture, "b.ini", second);
    g_assert_cmpint(load(fixture), ==, 1);
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

#define N_FIGURES "SELECT sum(length(bytes)) / 32 FROM figures JOIN series USING (id)"

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
    g_assert_cmpint(n_rows(fixture, N_FIGURES), ==, 3);

    sqlite3_exec(sr_store_database(fixture->store),
                 "UPDATE figures SET bytes = zeroblob(length(bytes))", NULL, NULL, NULL);
    g_autoptr(GError) error = NULL;
    g_assert_null(
        sr_figures_series(fixture->store, "einwohner", "gemeinde", keys, 3, &error));
    g_assert_error(error, SR_ERROR, SR_ERROR_IO);
    g_assert_cmpint(load(fixture), ==, 0);
    g_assert_cmpfloat(figure(fixture, "einwohner", 1).value, ==, 2);

    g_assert_cmpint(load_table(fixture, WIDE, "AGS;Einwohner\n07332002;7\n"), ==, 0);
    g_assert_cmpfloat(figure(fixture, "einwohner", 0).value, ==, 7);
    g_assert_cmpint(figure(fixture, "einwohner", 1).status, ==, SR_STATUS_MISSING);
    g_assert_cmpint(n_rows(fixture, N_FIGURES), ==, 1);
    g_assert_cmpint(first, >=, 1);
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
    const SrLevelAreas level = {"gemeinde",
                                48,
                                (const char *const *)all_keys,
                                NULL,
                                (const char *const *)all_names,
                                NULL};
    const SrPlaces places = {.levels = &level, .n_levels = 1};
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
    ADD("/reload/twice", test_twice);
    ADD("/reload/unchanged", test_unchanged);
    ADD("/reload/origins", test_origins);
    ADD("/reload/real-file", test_real_file);
    ADD("/reload/secrecy", test_secrecy);
    return g_test_run();
}
