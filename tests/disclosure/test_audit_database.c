/* The published database says what the table says, and nothing that nobody knows. */
#include "disclosure/auditfixture.h"

#include <sqlite3.h>

#define TABLE                                                                            \
    "CREATE TABLE value (indicator, scheme, level, area, name, period, numerator, "      \
    "denominator, value, lower, upper, benchmark, verdict, rank, class, coverage, "      \
    "status, flags);"
#define ROW(area, numerator, status)                                                     \
    "INSERT INTO value (indicator, scheme, level, area, period, numerator, status) "     \
    "VALUES ('a', '', 'gemeinde', '" area "', '2018', " numerator ", '" status "');"

static const struct {
    const char *what, *sql, *leak;
} cases[] = {
    {"the same as the table",
     TABLE ROW("07001", "7", "ok") ROW("07002", "NULL", "suppressed"), NULL},
    {"a number that the table hides", TABLE ROW("07002", "9", "ok"),
     "a, gemeinde Behausen, 2018: not shown in tables/values.csv, and yet it stands in "
     "sozialraum.sqlite, line 1"},
    {"hidden here, shown there", TABLE ROW("07001", "NULL", "suppressed"),
     "a, gemeinde Adorf, 2018: not shown in sozialraum.sqlite, and yet it stands in "
     "tables/values.csv, line 2"},
    {"another number", TABLE ROW("07001", "8", "ok"),
     "a, gemeinde Adorf, 2018: it is another number in tables/values.csv"},
    {"a row that is not shown and has a number all the same",
     TABLE ROW("07002", "2", "suppressed"),
     "a, gemeinde Behausen, 2018: a figure that is not shown has a number"},
    {"a row of its own that makes another one known", TABLE ROW("07003", "4", "ok"),
     "a, gemeinde Behausen, 2018: suppressed, and yet"},
    {"a table that nobody knows", TABLE "CREATE TABLE notiz (x);",
     "sozialraum.sqlite: nobody can tell what its table notiz gives away"},
    {"tables of SpatiaLite",
     TABLE "CREATE TABLE geometry_columns_auth (x);"
           "CREATE TABLE idx_area_geometry_node (x);",
     NULL},
};

static void
write_database(const char *sql)
{
    g_autofree char *path =
        g_build_filename(project.folder, "output/sozialraum.sqlite", NULL);
    sqlite3 *database = NULL;

    g_unlink(path);
    g_assert_cmpint(sqlite3_open(path, &database), ==, SQLITE_OK);
    g_assert_cmpint(sqlite3_exec(database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
    sqlite3_close(database);
}

static void
test_cases(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].what);
        figures("a gemeinde 07001 2018 7\n");
        write_database(cases[i].sql);
        assert_told("a gemeinde 07001 2018 7\n"
                    "a gemeinde 07002 2018 *\n"
                    "a kreis 07001 2018 13\n",
                    cases[i].leak);
    }
}

/* A database that has not the columns, or is none, is no edition of this program. */
static void
test_refusals(void)
{
    static const char *const refused[] = {"CREATE TABLE value (indicator);",
                                          TABLE ROW("07009", "1", "ok"),
                                          "CREATE TABLE area (x);"};
    g_autofree char *output = g_build_filename(project.folder, "output", NULL);
    const char *const folders[] = {output, NULL};

    for (gsize i = 0; i < G_N_ELEMENTS(refused); i++) {
        g_autoptr(GError) error = NULL;

        figures("a gemeinde 07001 2018 7\n");
        write_database(refused[i]);
        g_assert_null(sr_audit_folders(&project.audit, folders, &error));
        g_assert_error(error, SR_ERROR, SR_ERROR_INPUT);
        g_assert_nonnull(strstr(error->message, "sozialraum.sqlite"));
    }
    write_text("output/sozialraum.sqlite",
               "this is no database, but it is long enough\n");
    g_autoptr(GError) error = NULL;
    g_assert_null(sr_audit_folders(&project.audit, folders, &error));
    g_assert_error(error, SR_ERROR, SR_ERROR_INPUT);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    project_begin();
    write_indicator("a", "numerator=fall_a\nkind=count\n");
    project_open();
    g_test_add_func("/audit_database/cases", test_cases);
    g_test_add_func("/audit_database/refusals", test_refusals);
    int failed = g_test_run();
    project_close();
    return failed;
}
