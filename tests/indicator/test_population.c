#include "indicator/population.h"

#include "data/load.h"

#include <glib/gstdio.h>

static const char *const keys[] = {"07332002"};
static const char *const names[] = {"Bad Dürkheim"};
static const char *const level_ids[] = {"gemeinde", NULL};

static void
write_file(const char *folder, const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);

    g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void
write_population(const char *folder, const char *name, const char *base)
{
    g_autofree char *file = g_strconcat("indicators/data/", name, ".ini", NULL);
    g_autofree char *table = g_strconcat("indicators/data/", name, ".csv", NULL);
    g_autofree char *text =
        g_strdup_printf("[dataset]\ntitle=t\nsource=s\nfile=%s.csv\nkey_column="
                        "AGS\nperiod=2018\nbase=%s\n"
                        "protected=false\n[variable %s]\ncolumn=E\ntitle=E\n",
                        name, base, name);

    write_file(folder, file, text);
    write_file(folder, table, "AGS;E\n07332002;5\n");
}

static void
write_indicator(const char *folder, const char *id, const char *denominator)
{
    g_autofree char *file = g_strconcat("indicators/", id, ".ini", NULL);
    g_autofree char *text = g_strdup_printf(
        "[indicator]\ntitle=t\nchapter=c\nnumerator=1\ndenominator=%s\nkind=ratio\n"
        "reading=r {value}\n",
        denominator);

    write_file(folder, file, text);
}

static void
remove_project(const char *folder)
{
    static const char *const names_of_files[] = {"indicators/data/a.ini",
                                                 "indicators/data/a.csv",
                                                 "indicators/data/b.ini",
                                                 "indicators/data/b.csv",
                                                 "indicators/kapitel.ini",
                                                 "indicators/eins.ini",
                                                 "indicators/zwei.ini",
                                                 "indicators/data",
                                                 "indicators",
                                                 ""};

    for (size_t i = 0; i < G_N_ELEMENTS(names_of_files); i++) {
        g_autofree char *path = g_build_filename(folder, names_of_files[i], NULL);

        g_remove(path);
    }
}

/* Two indicators; the bases of what they divide by; whether that is an error. */
static void
test_bases(void)
{
    static const struct {
        const char *first, *second, *denominator;
        int n_errors;
    } cases[] = {
        {"melderegister", "melderegister", "b", 0},
        {"melderegister", "fortschreibung", "b", 1},
        {"melderegister", "fortschreibung", "a", 0},
        {"fortschreibung", "zensus", "a + b", 1},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *folder = g_dir_make_tmp(NULL, NULL);
        g_autofree char *data = g_build_filename(folder, "indicators", "data", NULL);
        g_autoptr(SrFindings) findings = sr_findings_new();
        g_autoptr(SrStore) store = sr_store_open_memory(NULL);
        const SrLevelAreas level = {"gemeinde", 1, keys, NULL, names};
        const SrPlaces places = {&level, 1, NULL};

        g_assert_cmpint(g_mkdir_with_parents(data, 0700), ==, 0);
        write_population(folder, "a", cases[i].first);
        write_population(folder, "b", cases[i].second);
        write_file(folder, "indicators/kapitel.ini", "[chapter c]\ntitle=c\n");
        write_indicator(folder, "eins", "a");
        write_indicator(folder, "zwei", cases[i].denominator);
        g_autoptr(GPtrArray) datasets = sr_datasets_load(data, findings);
        g_assert_true(sr_load_datasets(store, datasets, &places, findings, NULL));
        g_autoptr(SrCatalogue) catalogue =
            sr_catalogue_read(folder, "de", level_ids, findings);
        g_assert_cmpint(sr_findings_n_errors(findings), ==, 0);
        sr_population_check(store, catalogue, findings);
        g_test_message("case %zu", i);
        g_assert_cmpint(sr_findings_n_errors(findings), ==, cases[i].n_errors);
        remove_project(folder);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/population/bases", test_bases);
    return g_test_run();
}
