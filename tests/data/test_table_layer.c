/* Layers whose file ends, or goes bad, in the middle: a finding, never half a table. */
#include "data/table_layer.h"

#include "data/rows_open.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

static char nothing[] = "";

#define N_ROWS 5000
#define PAGE 4096

typedef struct {
    char *folder, *path;
    char *bytes; /* of a whole file */
    gsize n;
    SrFindings *findings;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    sqlite3 *database;

    fixture->folder = g_dir_make_tmp(NULL, NULL);
    fixture->path = g_build_filename(fixture->folder, "a.sqlite", NULL);
    fixture->findings = sr_findings_new();
    g_assert_cmpint(sqlite3_open(fixture->path, &database), ==, SQLITE_OK);
    g_autofree char *sql = g_strdup_printf(
        "PRAGMA page_size = %d; CREATE TABLE zahlen(ags TEXT, jahr INTEGER, wert REAL);"
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
        "INSERT INTO zahlen SELECT printf('%%08d', i), 2018, i * 1.5 FROM n",
        PAGE, N_ROWS);
    g_assert_cmpint(sqlite3_exec(database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
    sqlite3_close(database);
    g_assert_true(g_file_get_contents(fixture->path, &fixture->bytes, &fixture->n, NULL));
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_unlink(fixture->path);
    g_assert_cmpint(g_rmdir(fixture->folder), ==, 0); /* nothing else lies there */
    g_free(fixture->folder);
    g_free(fixture->path);
    g_free(fixture->bytes);
    sr_findings_free(fixture->findings);
}

/* Writes the first @n bytes and reads them: how many rows there are, -1 = refused. */
static int
read_rows(Fixture *fixture, const char *bytes, gsize n)
{
    SrTableFormat format = {nothing, nothing, nothing, nothing, NULL, -1, -1, nothing};
    SrRow row;
    int n_rows = 0;

    format.sheet = g_strdup("");
    g_assert_true(g_file_set_contents(fixture->path, bytes, (gssize)n, NULL));
    g_autoptr(SrRows) rows = sr_rows_open(fixture->path, &format, fixture->findings);
    g_free(format.sheet);
    if (rows == NULL)
        return -1;
    while (rows->next(rows, &row))
        n_rows++;
    return n_rows;
}

static void
test_whole(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_assert_cmpint(read_rows(fixture, fixture->bytes, fixture->n), ==, N_ROWS + 1);
    g_assert_cmpint(sr_findings_n(fixture->findings), ==, 0);
}

/* Each page in turn is rubbish: of the first row, of one in the middle, of the last. */
static void
test_bad_page(Fixture *fixture, gconstpointer data)
{
    (void)data;
    int n_pages = (int)(fixture->n / PAGE);

    g_assert_cmpint(n_pages, >, 20);
    for (int page = 1; page < n_pages; page++) {
        g_autofree char *bytes = g_memdup2(fixture->bytes, fixture->n);
        int n_before = sr_findings_n_errors(fixture->findings);

        memset(bytes + (gsize)page * PAGE, 0xff, PAGE);
        g_test_message("page %d of %d", page, n_pages);
        g_assert_cmpint(read_rows(fixture, bytes, fixture->n), ==, -1);
        g_assert_cmpint(sr_findings_n_errors(fixture->findings), ==, n_before + 1);
    }
    const SrFinding *last =
        sr_findings_at(fixture->findings, sr_findings_n(fixture->findings) - 1);
    g_assert_nonnull(strstr(last->message, "the file is damaged"));
}

static void
test_cuts(Fixture *fixture, gconstpointer data)
{
    (void)data;
    for (gsize cut = 1024; cut < fixture->n; cut += 512) {
        g_test_message("%zu of %zu bytes", cut, fixture->n);
        g_assert_cmpint(read_rows(fixture, fixture->bytes, cut), ==, -1);
    }
}

/* What runs a query of a stranger, without an end even, or code that opens other files.
 */
static void
test_no_tables(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char *const statements[] = {
        "CREATE VIEW zahlen AS SELECT '07332002' AS ags, 1 AS wert",
        "CREATE VIEW zahlen AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 "
        "FROM n) SELECT count(*) AS wert, '07332002' AS ags FROM n",
        "CREATE VIRTUAL TABLE zahlen USING fts3(ags, wert)",
    };

    for (size_t i = 0; i < G_N_ELEMENTS(statements); i++) {
        sqlite3 *database;
        SrTableFormat format = {nothing, nothing, nothing, nothing,
                                NULL,    -1,      -1,      nothing};

        g_unlink(fixture->path);
        g_assert_cmpint(sqlite3_open(fixture->path, &database), ==, SQLITE_OK);
        g_assert_cmpint(sqlite3_exec(database, statements[i], NULL, NULL, NULL), ==,
                        SQLITE_OK);
        sqlite3_close(database);
        format.sheet = g_strdup("zahlen");
        alarm(20); /* a query without an end is no test that waits */
        g_assert_null(sr_rows_open(fixture->path, &format, fixture->findings));
        alarm(0);
        g_free(format.sheet);
        const SrFinding *finding = sr_findings_at(fixture->findings, (int)i);
        g_assert_nonnull(strstr(finding->message, "a virtual table"));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add(name, Fixture, NULL, set_up, function, tear_down)
    ADD("/table-layer/whole", test_whole);
    ADD("/table-layer/bad-page", test_bad_page);
    ADD("/table-layer/cuts", test_cuts);
    ADD("/table-layer/no-tables", test_no_tables);
    return g_test_run();
}
