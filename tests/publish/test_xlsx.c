/* The workbook, read back by the program's own reader of workbooks. */
#include "base/error.h"
#include "workbook.h"

#include <string.h>

static void
test_rows(void)
{
    Workbook workbook;

    workbook_init(&workbook);
    figures_set(&workbook.figures, 0, 4, 12.5, SR_VERDICT_HIGHER);
    figures_set(&workbook.figures, 0, 3, 10, SR_VERDICT_SIMILAR);
    write_it(&workbook);
    g_autoptr(GPtrArray) rows = read_rows(workbook.path);
    g_assert_cmpuint(rows->len, ==, 5);
    /* value, cases, of, from, to, compared, change */
    g_assert_cmpstr(rows->pdata[0], ==,
                    "1|Altheim|Gemeinde|Altheim|12.5|125|1000|9|11|higher|2.5");
    g_assert_true(g_str_has_prefix(rows->pdata[4], "0|Landkreis Tal|Landkreis||10|"));
    workbook_clear(&workbook);
}

/* A hidden value leaves its sign, and nothing of its parts, limits or change. */
static void
test_hidden(void)
{
    Workbook workbook;

    workbook_init(&workbook);
    figures_set(&workbook.figures, 1, 4, 77.7, SR_VERDICT_HIGHER);
    figures_at(&workbook.figures, 1, 4)->status = SR_STATUS_SUPPRESSED;
    write_it(&workbook);
    g_autoptr(GPtrArray) rows = read_rows(workbook.path);
    g_autofree char *wanted = g_strdup_printf("2|VG Berg|Gemeinde|VG Berg|%s||||||",
                                              sr_status_sign(SR_STATUS_SUPPRESSED));
    g_assert_cmpstr(rows->pdata[1], ==, wanted);

    /* The year before hidden: the change would tell it. */
    figures_at(&workbook.figures, 1, 4)->status = SR_STATUS_OK;
    figures_hide(&workbook.figures, 1, 3, SR_STATUS_SUPPRESSED);
    write_it(&workbook);
    g_autoptr(GPtrArray) again = read_rows(workbook.path);
    g_assert_true(g_str_has_suffix(again->pdata[1], "|higher|"));
    workbook_clear(&workbook);
}

/* Names that a spreadsheet would compute stay texts. */
static void
test_no_formulas(void)
{
    static const char *names[] = {"=1+1", "+49", "@SUM(A1)", "-2", NULL};
    Workbook workbook;

    workbook_init(&workbook);
    workbook.figures.gemeinden.names = (char **)names;
    write_it(&workbook);
    g_autoptr(GPtrArray) rows = read_rows(workbook.path);
    for (int g = 0; g < N_GEMEINDEN; g++) {
        g_autofree char *wanted = g_strdup_printf("|%s|", names[g]);

        g_assert_nonnull(strstr(rows->pdata[g], wanted));
    }
    workbook_clear(&workbook);
}

static void
test_equal_bytes(void)
{
    Workbook workbook;
    g_autofree char *first = NULL;
    g_autofree char *second = NULL;
    gsize n_first = 0;
    gsize n_second = 0;

    workbook_init(&workbook);
    write_it(&workbook);
    g_assert_true(g_file_get_contents(workbook.path, &first, &n_first, NULL));
    g_usleep(1100000); /* a clock that tells seconds would have moved */
    write_it(&workbook);
    g_assert_true(g_file_get_contents(workbook.path, &second, &n_second, NULL));
    g_assert_cmpmem(first, n_first, second, n_second);
    workbook_clear(&workbook);
}

static void
test_only(void)
{
    Workbook workbook;
    char *const others[] = {(char *)"anderer", NULL};
    g_autoptr(GError) error = NULL;

    workbook_init(&workbook);
    g_assert_true(sr_workbook_write(&workbook.press, others, workbook.path, &error));
    SrTableFormat format = {.sheet = (char *)"Lage  1 2   so", .skip = -1, .header = -1};
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autoptr(SrTable) table = sr_table_open(workbook.path, &format, findings);
    g_assert_null(table);
    g_assert_cmpint(sr_findings_n_errors(findings), >, 0);
    workbook_clear(&workbook);
}

static void
test_not_writable(void)
{
    Workbook workbook;
    g_autoptr(GError) error = NULL;

    workbook_init(&workbook);
    g_assert_false(
        sr_workbook_write(&workbook.press, NULL, "/nowhere/at/all/tables.xlsx", &error));
    g_assert_error(error, SR_ERROR, SR_ERROR_IO);
    g_assert_nonnull(strstr(error->message, "/nowhere/at/all/tables.xlsx"));
    workbook_clear(&workbook);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/xlsx/rows", test_rows);
    g_test_add_func("/xlsx/hidden", test_hidden);
    g_test_add_func("/xlsx/no formulas", test_no_formulas);
    g_test_add_func("/xlsx/equal bytes", test_equal_bytes);
    g_test_add_func("/xlsx/only", test_only);
    g_test_add_func("/xlsx/not writable", test_not_writable);
    return g_test_run();
}
