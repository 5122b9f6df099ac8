#include "store/neighbourstore.h"

#include <sqlite3.h>

static int
count(SrStore *store, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    int n = -1;

    g_assert_cmpint(
        sqlite3_prepare_v2(sr_store_database(store), sql, -1, &statement, NULL), ==,
        SQLITE_OK);
    if (sqlite3_step(statement) == SQLITE_ROW)
        n = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    return n;
}

/* What is kept is what was given last, whatever was there. */
static void
test_replaces(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(SrStore) store = sr_store_open_memory(&error);
    SrNeighbourRow rows[] = {{"01", "02", 12.5}, {"01", "03", 0}};
    const char *const islands[] = {"04", "05"};
    SrNeighbourTable tables[] = {{"", "gemeinde", rows, 2, islands, 2},
                                 {"vier", "region", rows, 1, islands, 0}};

    g_assert_no_error(error);
    g_assert_true(sr_store_keep_neighbours(store, tables, 2, &error));
    g_assert_no_error(error);
    g_assert_cmpint(count(store, "SELECT count(*) FROM neighbour"), ==, 3);
    g_assert_cmpint(count(store, "SELECT count(*) FROM neighbour WHERE shared_m > 0"), ==,
                    2);
    g_assert_cmpint(count(store, "SELECT count(*) FROM island"), ==, 2);

    /* The same again touches nothing: a row put in by hand stays. */
    g_assert_cmpint(count(store, "INSERT INTO island VALUES ('', 'gemeinde', '06')"), ==,
                    -1);
    g_assert_true(sr_store_keep_neighbours(store, tables, 2, &error));
    g_assert_cmpint(count(store, "SELECT count(*) FROM island"), ==, 3);

    rows[0].shared_m = 13;
    g_assert_true(sr_store_keep_neighbours(store, tables, 1, &error));
    g_assert_cmpint(count(store, "SELECT count(*) FROM neighbour"), ==, 2);
    g_assert_cmpint(count(store, "SELECT shared_m FROM neighbour WHERE b = '02'"), ==,
                    13);
    g_assert_cmpint(count(store, "SELECT count(*) FROM island"), ==, 2);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/neighbourstore/replaces", test_replaces);
    return g_test_run();
}
