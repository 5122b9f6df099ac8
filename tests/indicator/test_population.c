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
        const char *first, *second, *denominator, *declared;
        int n_errors;
    } cases[] = {
        {"melderegister", "melderegister", "b", NULL, 0},
        {"melderegister", "fortschreibung", "b", NULL, 1},
        {"melderegister", "fortschreibung", "a", NULL, 0},
        {"fortschreibung", "zensus", "a + b", NULL, 1},
        {"fortschreibung", "fortschreibung-mittel", "b", NULL, 1},
        {"melderegister", "melderegister", "b", "melderegister", 0},
        {"melderegister", "melderegister", "b", "zensus", 2},
        {"melderegister", "fortschreibung", "b", "fortschreibung", 1},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *folder = g_dir_make_tmp(NULL, NULL);
        g_autofree char *data = g_build_filename(folder, "indicators", "data", NULL);
        g_autoptr(SrFindings) findings = sr_findings_new();
        g_autoptr(SrStore) store = sr_store_open_memory(NULL);
        const SrLevelAreas level = {"gemeinde", 1, keys, NULL, names, NULL};
        const SrPlaces places = {.levels = &level, .n_levels = 1};

        g_assert_cmpint(g_mkdir_with_parents(data, 0700), ==, 0);
        write_population(folder, "a", cases[i].first);
        write_population(folder, "b", cases[i].second);
        write_file(folder, "indicators/kapitel.ini", "[chapter c]\ntitle=c\n");
        write_indicator(folder, "eins", "a");
        write_indicator(folder, "zwei", cases[i].denominator);
        g_autoptr(GPtrArray) datasets = sr_datasets_load(data, findings);
        g_assert_true(sr_load_datasets(store, datasets, &places, findings, NULL));
        g_autoptr(SrCatalogue) catalogue =
            sr_catalogue_read(folder, "de", level_ids, NULL, findings);
        g_assert_cmpint(sr_findings_n_errors(findings), ==, 0);
        sr_population_check(store, catalogue, cases[i].declared, findings);
        g_test_message("case %zu", i);
        g_assert_cmpint(sr_findings_n_errors(findings), ==, cases[i].n_errors);
        remove_project(folder);
    }
}

/* One variable of two years, each from another base: no denominator at all. */
static void
test_glued(void)
{
    g_autofree char *folder = g_dir_make_tmp(NULL, NULL);
    g_autofree char *data = g_build_filename(folder, "indicators", "data", NULL);
    g_autofree char *second = g_build_filename(data, "b.ini", NULL);
    g_autofree char *text = NULL;
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autoptr(SrStore) store = sr_store_open_memory(NULL);
    const SrLevelAreas level = {"gemeinde", 1, keys, NULL, names, NULL};
    const SrPlaces places = {.levels = &level, .n_levels = 1};

    g_assert_cmpint(g_mkdir_with_parents(data, 0700), ==, 0);
    write_population(folder, "a", "melderegister");
    write_population(folder, "b", "zensus");
    g_assert_true(g_file_get_contents(second, &text, NULL, NULL));
    g_autoptr(GString) other = g_string_new(text);
    g_string_replace(other, "[variable b]", "[variable a]", 0);
    g_string_replace(other, "2018", "2019", 0);
    write_file(folder, "indicators/data/b.ini", other->str);
    write_file(folder, "indicators/kapitel.ini", "[chapter c]\ntitle=c\n");
    write_indicator(folder, "eins", "a");
    g_autoptr(GPtrArray) datasets = sr_datasets_load(data, findings);
    g_assert_true(sr_load_datasets(store, datasets, &places, findings, NULL));
    g_autoptr(SrCatalogue) catalogue =
        sr_catalogue_read(folder, "de", level_ids, NULL, findings);
    g_assert_cmpint(sr_findings_n_errors(findings), ==, 0);
    sr_population_check(store, catalogue, NULL, findings);
    g_assert_cmpint(sr_findings_n_errors(findings), ==, 1);
    g_assert_nonnull(strstr(sr_findings_at(findings, 0)->message, "several"));
    remove_project(folder);
}

/* Every base that a dataset may name has words. */
static void
test_words(void)
{
    static const char *const bases[] = {"melderegister", "melderegister-mittel",
                                        "fortschreibung", "fortschreibung-mittel",
                                        "zensus"};

    for (size_t i = 0; i < G_N_ELEMENTS(bases); i++)
        g_assert_cmpstr(sr_population_base_words(bases[i]), !=, bases[i]);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/population/bases", test_bases);
    g_test_add_func("/population/glued", test_glued);
    g_test_add_func("/population/words", test_words);
    return g_test_run();
}
