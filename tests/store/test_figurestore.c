#include "store/figurestore.h"

#include "base/error.h"

#include <math.h>
#include <sqlite3.h>

static const SrStoredFigure written[] = {
    {.value = 0.1, .place = 1, .row = 2, .flags = SR_FLAG_LIMITED},
    {.value = -0.0, .place = 2, .row = 3}, /* "-0,0": a balance rounded to nothing */
    {.value = NAN, .place = 3, .row = 4, .status = SR_STATUS_MISSING},
    {.value = -1234567.875, .bound = 0.5, .place = 4, .row = 5},
};

static void
compare(const SrStoredFigure *figure, gpointer data)
{
    int *n = data;
    const SrStoredFigure *expected = &written[*n];

    g_assert_cmpint(isnan(figure->value), ==, isnan(expected->value));
    if (!isnan(expected->value))
        g_assert_cmpfloat(figure->value, ==, expected->value);
    g_assert_cmpfloat(figure->bound, ==, expected->bound);
    g_assert_cmpint(figure->place, ==, expected->place);
    g_assert_cmpint(figure->row, ==, expected->row);
    g_assert_cmpint(figure->status, ==, expected->status);
    g_assert_cmpuint(figure->flags, ==, expected->flags);
    (*n)++;
}

/* What a hand, or a disk, may make of a series: one bit, its end, its length, all. */
static const char *const poisons[] = {
    "UPDATE figures SET bytes = CAST(substr(bytes, 1, 40) || x'01' || substr(bytes, 42)"
    " AS BLOB)",
    "UPDATE figures SET bytes = substr(bytes, 1, 127)",
    "UPDATE figures SET bytes = substr(bytes, 1, 96)",
    "UPDATE figures SET bytes = x''",
    "UPDATE figures SET bytes = 7",
    "UPDATE figures SET id = 2",
    "UPDATE series SET n = 3",
    "UPDATE series SET n = -1",
    "UPDATE series SET checksum = checksum + 1",
    "DELETE FROM figures",
};

/* What is written is read back, and a store that was tampered with is noticed. */
static void
test_there_and_back(void)
{
    static const SrSeriesName name = {"set", "saldo", "gemeinde", "2018",
                                      "",    -1,      0,          false};
    g_autoptr(GError) error = NULL;
    g_autoptr(SrStore) store = sr_store_open_memory(&error);
    int n = 0;

    g_assert_no_error(error);
    g_assert_true(
        sr_store_add_series(store, &name, written, G_N_ELEMENTS(written), &error));
    g_assert_true(sr_store_read_series(store, 1, compare, &n, &error));
    g_assert_no_error(error);
    g_assert_cmpint(n, ==, G_N_ELEMENTS(written));
    g_assert_true(sr_store_dataset_is_whole(store, "set"));

    for (gsize i = 0; i < G_N_ELEMENTS(poisons); i++) {
        g_autoptr(GError) damage = NULL;

        g_assert_true(sr_store_begin(store, &error));
        g_test_message("%s", poisons[i]);
        g_assert_cmpint(
            sqlite3_exec(sr_store_database(store), poisons[i], NULL, NULL, NULL), ==,
            SQLITE_OK);
        g_assert_false(sr_store_read_series(store, 1, NULL, NULL, &damage));
        g_assert_error(damage, SR_ERROR, SR_ERROR_IO);
        g_assert_false(sr_store_dataset_is_whole(store, "set"));
        sr_store_rollback(store);
        g_assert_true(sr_store_dataset_is_whole(store, "set"));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/figurestore/there-and-back", test_there_and_back);
    return g_test_run();
}
