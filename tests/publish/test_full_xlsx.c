/* LibreOffice opens the workbook and saves it again with equal cells. */
#include "workbook.h"

static void
test_office(void)
{
    g_autofree char *office = g_find_program_in_path("soffice");
    g_autoptr(GError) error = NULL;
    Workbook workbook;
    int status = 0;

    if (office == NULL) {
        g_test_skip("LibreOffice is not there");
        return;
    }
    workbook_init(&workbook);
    figures_set(&workbook.figures, 0, 4, 12.5, SR_VERDICT_HIGHER);
    figures_hide(&workbook.figures, 1, 4, SR_STATUS_SUPPRESSED);
    write_it(&workbook);
    g_autofree char *folder = g_build_filename(workbook.folder, "again", NULL);
    g_autofree char *saved = g_build_filename(folder, "tables.xlsx", NULL);
    g_autofree char *home =
        g_strdup_printf("-env:UserInstallation=file://%s/home", workbook.folder);
    char *command[] = {office,
                       home,
                       (char *)"--headless",
                       (char *)"--convert-to",
                       (char *)"xlsx:Calc MS Excel 2007 XML",
                       (char *)"--outdir",
                       folder,
                       workbook.path,
                       NULL};
    g_spawn_sync(NULL, command, NULL,
                 G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                 NULL, NULL, &status, &error);
    g_assert_no_error(error);
    g_assert_cmpint(status, ==, 0);
    g_autoptr(GPtrArray) before = read_rows(workbook.path);
    g_autoptr(GPtrArray) after = read_rows(saved);
    g_assert_cmpuint(before->len, ==, after->len);
    for (guint r = 0; r < before->len; r++)
        g_assert_cmpstr(before->pdata[r], ==, after->pdata[r]);
    char *clean[] = {(char *)"rm", (char *)"-rf", workbook.folder, NULL};
    g_spawn_sync(NULL, clean, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                 NULL);
    workbook_clear(&workbook);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/xlsx/LibreOffice", test_office);
    return g_test_run();
}
