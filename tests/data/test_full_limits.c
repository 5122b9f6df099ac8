/*
 * No quadratic trap: tables and registers four times as long take about four times as
 * long. Processor time, so that other work on the machine does not count.
 */
#include "data/cases.h"

#include "loadfixture.h"

#include <time.h>

/* Linear is 4, n log n not 5, quadratic 16. */
#define MOST_RATIO 8.0
#define NOISE_S 0.3

#define N_AREAS 2000
#define N_YEARS 10

/* The municipalities of a Land. */
static char **
make_keys(void)
{
    char **made = g_new0(char *, N_AREAS + 1);

    for (int a = 0; a < N_AREAS; a++)
        made[a] = g_strdup_printf("07%06d", a);
    return made;
}

/* A long table: one figure a row, by area, year and age. */
static double
load_rows(Fixture *fixture, int n)
{
    g_autoptr(GString) text = g_string_new("AGS;Jahr;Alter;Wert\n");
    g_auto(GStrv) many = make_keys();
    const SrLevelAreas level = {.level = "gemeinde",
                                .n = N_AREAS,
                                .keys = (const char *const *)many,
                                .names = (const char *const *)many};
    const SrPlaces places = {.levels = &level, .n_levels = 1};
    g_autoptr(SrStore) store = sr_store_open_memory(NULL);
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autoptr(GError) error = NULL;
    int n_ages = n / N_AREAS / N_YEARS;

    for (int age = 0; age < n_ages; age++)
        for (int year = 0; year < N_YEARS; year++)
            for (int a = 0; a < N_AREAS; a++)
                g_string_append_printf(text, "%s;%d;%d;%d\n", many[a], 2010 + year, age,
                                       a + age);
    write_file(fixture, "a.ini",
               HEAD "file=a.csv\nperiod_column=Jahr\n[variable bev]\ncolumn=Wert\n"
                    "age_column=Alter\ntitle=B\nunit=Personen\n");
    write_file(fixture, "a.csv", text->str);
    g_autoptr(GPtrArray) datasets = sr_datasets_load(fixture->folder, findings);
    clock_t began = clock();
    g_assert_true(sr_load_datasets(store, datasets, &places, findings, &error));
    double seconds = (double)(clock() - began) / CLOCKS_PER_SEC;
    g_assert_no_error(error);
    g_assert_cmpint(sr_findings_n_errors(findings), ==, 0);
    g_autoptr(SrSeries) series = sr_figures_series(
        store, "bev_u2", "gemeinde", (const char *const *)many, N_AREAS, &error);
    g_assert_no_error(error);
    g_assert_cmpfloat(sr_series_at(series, 0, 7)->value, ==, 7 + 8);
    return seconds;
}

/* A register: as many helps as rows, some of them of the same young people. */
static double
count_cases(Fixture *fixture, int n)
{
    g_autoptr(GString) text = g_string_new(
        "id;home;birth;sex;kind;basis;begin;end;plan;children;uma;inside;earlier;cost\n");
    g_auto(GStrv) many = make_keys();
    g_autoptr(SrMatcher) matcher = sr_matcher_new(
        (const char *const *)many, NULL, (const char *const *)many, N_AREAS, NULL);
    g_autoptr(SrFindings) findings = sr_findings_new();

    for (int i = 0; i < n; i++)
        g_string_append_printf(text, "P%d;%s;2008-%02d;%c;%02d;;%02d.%02d.2017;;;;;;;\n",
                               i / 2, many[i % N_AREAS], 1 + i % 12,
                               i % 2 == 0 ? 'm' : 'w', 1 + i % 16, 1 + i % 28,
                               1 + i % 12);
    write_file(
        fixture, "r.ini",
        "[dataset]\ntitle=t\nfile=r.csv\nkind=register\nperiod=2017-2018\nsource=s\n"
        "synthetic=true\n[columns]\nid=id\nhome=home\nbirth=birth\nsex=sex\n"
        "kind=kind\nbasis=basis\nbegin=begin\nend=end\nby_plan=plan\n"
        "children=children\numa=uma\ninside=inside\nearlier=earlier\ncost=cost\n");
    write_file(fixture, "r.csv", text->str);
    g_autofree char *path = g_build_filename(fixture->folder, "r.ini", NULL);
    g_autoptr(SrDataset) dataset = sr_dataset_load(path, findings);
    clock_t began = clock();
    GPtrArray *counts = sr_cases_count(dataset, matcher, N_AREAS, findings);
    double seconds = (double)(clock() - began) / CLOCKS_PER_SEC;
    g_assert_nonnull(counts);
    g_ptr_array_unref(counts);
    return seconds;
}

/* A file of which every row is wrong: its errors are told up to a number, quickly. */
static double
refuse_rows(Fixture *fixture, int n)
{
    g_autoptr(GString) text = g_string_new("AGS;Einwohner\n");
    clock_t began = clock();

    for (int i = 0; i < n; i++)
        g_string_append(text, "Nirgends;viele\n");
    g_autofree char *definition = g_strdup(WIDE);
    g_assert_cmpint(load_table(fixture, definition, text->str), >=, 1);
    g_assert_cmpint(sr_findings_n(fixture->findings), <, 1100);
    return (double)(clock() - began) / CLOCKS_PER_SEC;
}

typedef struct {
    const char *name;
    double (*measure)(Fixture *fixture, int n);
} Trap;

static void
test_trap(Fixture *fixture, gconstpointer data)
{
    const Trap *trap = data;
    double quarter = trap->measure(fixture, 250000);
    double whole = trap->measure(fixture, 1000000);

    g_test_message("250000: %.2f s, 1000000: %.2f s", quarter, whole);
    g_assert_cmpfloat(whole, <, MOST_RATIO * quarter + NOISE_S);
}

int
main(int argc, char **argv)
{
    static const Trap traps[] = {{"/limits/table", load_rows},
                                 {"/limits/register", count_cases},
                                 {"/limits/errors", refuse_rows}};

    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(traps); i++)
        g_test_add(traps[i].name, Fixture, &traps[i], set_up, test_trap, tear_down);
    return g_test_run();
}
