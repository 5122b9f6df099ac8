#include "data/secrecy.h"

#include <glib/gstdio.h>

typedef struct {
    char *folder;
    char *file;
    SrDataset dataset;
    SrFindings *findings;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->folder = g_dir_make_tmp(NULL, NULL);
    fixture->file = g_build_filename(fixture->folder, "register.csv", NULL);
    g_assert_true(g_file_set_contents(fixture->file, "id\n1\n", -1, NULL));
    g_assert_cmpint(g_chmod(fixture->file, 0600), ==, 0);
    fixture->dataset = (SrDataset){
        .file = fixture->file, .is_protected = true, .sheets = g_ptr_array_new()};
    fixture->findings = sr_findings_new();
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_unlink(fixture->file);
    g_rmdir(fixture->folder);
    g_ptr_array_unref(fixture->dataset.sheets);
    sr_findings_free(fixture->findings);
    g_free(fixture->file);
    g_free(fixture->folder);
}

/* Real figures for the owner alone pass; for anybody else as well they do not. */
static void
test_rights(Fixture *fixture, gconstpointer data)
{
    static const int open_to_others[] = {0640, 0604, 0620, 0666};

    (void)data;
    sr_dataset_check_secrecy(&fixture->dataset, fixture->findings);
    g_assert_cmpint(sr_findings_n(fixture->findings), ==, 0);
    for (size_t i = 0; i < G_N_ELEMENTS(open_to_others); i++) {
        g_assert_cmpint(g_chmod(fixture->file, open_to_others[i]), ==, 0);
        sr_dataset_check_secrecy(&fixture->dataset, fixture->findings);
        g_assert_cmpint(sr_findings_n_errors(fixture->findings), ==, (int)i + 1);
    }
}

/* A survey in a file of its own is looked at too. */
static void
test_sheet(Fixture *fixture, gconstpointer data)
{
    g_autofree char *path = g_build_filename(fixture->folder, "sheet.csv", NULL);
    SrSheet sheet = {.file = path};

    (void)data;
    g_assert_true(g_file_set_contents(path, "id\n", -1, NULL));
    g_assert_cmpint(g_chmod(path, 0644), ==, 0);
    g_ptr_array_add(fixture->dataset.sheets, &sheet);
    sr_dataset_check_secrecy(&fixture->dataset, fixture->findings);
    g_assert_cmpint(sr_findings_n_errors(fixture->findings), ==, 1);
    g_assert_cmpstr(sr_findings_at(fixture->findings, 0)->file, ==, path);
    g_unlink(path);
}

/* Made-up and public figures may be read by all. */
static void
test_no_secret(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_assert_cmpint(g_chmod(fixture->file, 0644), ==, 0);
    fixture->dataset.is_synthetic = true;
    sr_dataset_check_secrecy(&fixture->dataset, fixture->findings);
    fixture->dataset.is_synthetic = fixture->dataset.is_protected = false;
    sr_dataset_check_secrecy(&fixture->dataset, fixture->findings);
    g_assert_cmpint(sr_findings_n(fixture->findings), ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, test)                                                                  \
    g_test_add("/secrecy/" name, Fixture, NULL, set_up, test, tear_down)
    ADD("rights", test_rights);
    ADD("sheet", test_sheet);
    ADD("no-secret", test_no_secret);
#undef ADD
    return g_test_run();
}
