#include "data/weights.h"

#include "data/dataset.h"
#include "data/load.h"

#include <string.h>

static const char *const keys[] = {"01001", NULL};

/* A weight that no data set has is told with its line; one that has figures is not. */
static void
test_check(void)
{
    g_autofree char *folder = g_dir_make_tmp(NULL, NULL);
    g_autofree char *table = g_build_filename(folder, "t.csv", NULL);
    g_autofree char *ini = g_build_filename(folder, "t.ini", NULL);
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autoptr(SrStore) store = sr_store_open_memory(NULL);
    const SrLevelAreas areas = {.level = "gemeinde", .n = 1, .keys = keys, .names = keys};
    const SrPlaces places = {.levels = &areas, .n_levels = 1};

    g_assert_true(g_file_set_contents(table, "ags;m;q;n\n01001;1;2;3\n", -1, NULL));
    g_assert_true(g_file_set_contents(
        ini,
        "[dataset]\ntitle=T\nfile=t.csv\nkey_column=ags\nperiod=2018\nsource=S\n"
        "protected=false\n[variable m]\ncolumn=m\ntitle=M\nweight=n\n"
        "[variable q]\ncolumn=q\ntitle=Q\nweight=leute\n"
        "[variable n]\ncolumn=n\ntitle=N\n",
        -1, NULL));
    g_autoptr(GPtrArray) datasets = sr_datasets_load(folder, findings);
    g_assert_true(sr_load_datasets(store, datasets, &places, findings, NULL));
    g_assert_cmpint(sr_findings_n_errors(findings), ==, 0);
    sr_weights_check(store, datasets, findings);
    g_assert_cmpint(sr_findings_n_errors(findings), ==, 1);
    const SrFinding *finding = sr_findings_at(findings, sr_findings_n(findings) - 1);
    g_assert_nonnull(strstr(finding->message, "'leute'"));
    g_assert_cmpint(finding->row, ==, 12);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/weights/check", test_check);
    return g_test_run();
}
