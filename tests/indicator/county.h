/*
 * county.h — a county of three Gemeinden and two regions with a few figures, and what its
 * indicators come to.
 */
#pragma once

#include "data/dataset.h"
#include "data/load.h"
#include "indicator/evaluate.h"

#include <math.h>
#include <string.h>

/* Three Gemeinden; two of them make region 1, the third region 2. */
static const char *const keys[] = {"01001", "01002", "01003", NULL};
static const char *const names[] = {"Adorf", "Behausen", "Celle", NULL};
static const char *const top_keys[] = {"01", NULL};
static const char *const top_names[] = {"Kreis", NULL};

static SrLevel levels[] = {
    {.id = (char *)"gemeinde",
     .title = (char *)"Gemeinde",
     .plural = (char *)"Gemeinden"},
    {.id = (char *)"region",
     .title = (char *)"Region",
     .plural = (char *)"Regionen",
     .kind = SR_LEVEL_COLUMN},
    {.id = (char *)"kreis",
     .title = (char *)"Kreis",
     .plural = (char *)"Kreise",
     .kind = SR_LEVEL_PREFIX},
};
static SrDivision divisions[] = {
    {.level = &levels[0],
     .n_areas = 3,
     .n_gemeinden = 3,
     .codes = (char **)keys,
     .names = (char **)names,
     .n_members = (int[]){1, 1, 1},
     .area_of = (int[]){0, 1, 2}},
    {.level = &levels[1],
     .n_areas = 2,
     .n_gemeinden = 3,
     .codes = (char *[]){(char *)"1", (char *)"2", NULL},
     .names = (char *[]){(char *)"Eins", (char *)"Zwei", NULL},
     .n_members = (int[]){2, 1},
     .area_of = (int[]){0, 0, 1}},
    {.level = &levels[2],
     .n_areas = 1,
     .n_gemeinden = 3,
     .codes = (char **)top_keys,
     .names = (char **)top_names,
     .n_members = (int[]){3},
     .area_of = (int[]){0, 0, 0}},
};
static SrScheme scheme = {
    .id = (char *)"s",
    .n_levels = 3,
    .divisions = (SrDivision *[]){&divisions[0], &divisions[1], &divisions[2]}};

/* Cases and children of two ages: they add up to all of them. */
static const char data[] = "ags;jahr;kinder;faelle;flaeche;fj;fa;pj;pa\n"
                           "01001;2014;100;10;1,5;4;6;40;60\n"
                           "01002;2014;300;6;2,5;2;4;100;200\n"
                           "01003;2014;200;.;4;.;.;100;100\n"
                           "01001;2018;110;22;1,5;6;16;50;60\n"
                           "01002;2018;290;2;2,5;1;1;90;200\n"
                           "01003;2018;0;0;4;0;0;0;0\n";
static const char data_ini[] = "[dataset]\ntitle=T\nfile=t.csv\nkey_column=ags\n"
                               "period_column=jahr\nday=2018-12-31\nsource=S\nlicence=L\n"
                               "protected=false\n"
                               "[variable kinder]\ncolumn=kinder\ntitle=K\n"
                               "[variable faelle]\ncolumn=faelle\ntitle=F\n"
                               "[variable faelle_jung]\ncolumn=fj\ntitle=F\n"
                               "[variable faelle_alt]\ncolumn=fa\ntitle=F\n"
                               "[variable kinder_jung]\ncolumn=pj\ntitle=K\n"
                               "[variable kinder_alt]\ncolumn=pa\ntitle=K\n"
                               "[variable flaeche]\ncolumn=flaeche\ntitle=A\n";
static const char own[] = "key;flaeche\n01;8,1\n";
static const char own_ini[] =
    "[dataset]\ntitle=O\nfile=o.csv\nlevel=kreis\nkey_column=key\n"
    "period=2018\nday=2018-12-31\nsource=S\nlicence=L\n"
    "protected=false\n[variable flaeche]\ncolumn=flaeche\ntitle=A\n";

/* Figures of the regions only, rounded, of children of 0 to 20. */
static const char regions[] = "key;plaetze;j0;j3\n1;100;40;60\n2;45;.;20\n";
static const char regions_ini[] =
    "[dataset]\ntitle=R\nfile=r.csv\nlevel=region\nkey_column=key\n"
    "period=2018\nday=2018-12-31\nsource=S\nlicence=L\nrounding=5er\n"
    "protected=false\n[variable plaetze]\ncolumn=plaetze\ntitle=P\n"
    "[variable junge]\ncolumn=j{age}\ntitle=J\n";

/* A mean of each Gemeinde, and a share: neither can be added up. */
static const char means[] = "ags;m;q\n01001;2;10\n01002;4;20\n01003;8;30\n";
static const char means_ini[] =
    "[dataset]\ntitle=M\nfile=m.csv\nkey_column=ags\nperiod=2018\nday=2018-12-31\n"
    "source=S\nlicence=L\nprotected=false\n"
    "[variable mittel]\ncolumn=m\ntitle=M\nweight=kinder\n"
    "[variable anteil]\ncolumn=q\ntitle=Q\nunit=%\n";

typedef struct {
    char *folder;
    SrStore *store;
    SrFindings *findings;
} Fixture;

static G_GNUC_UNUSED void
write_file(const Fixture *fixture, const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(fixture->folder, name, NULL);
    g_autofree char *folder = g_path_get_dirname(path);

    g_mkdir_with_parents(folder, 0700);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

/* Reads all of data/. */
static G_GNUC_UNUSED void
load_data(Fixture *fixture)
{
    const SrLevelAreas areas[] = {
        {.level = "gemeinde", .n = 3, .keys = keys, .names = names},
        {.level = "region",
         .n = 2,
         .keys = (const char *const *)divisions[1].codes,
         .names = (const char *const *)divisions[1].names},
        {.level = "kreis", .n = 1, .keys = top_keys, .names = top_names}};
    const SrPlaces places = {.levels = areas, .n_levels = 3};
    g_autofree char *folder = g_build_filename(fixture->folder, "data", NULL);
    g_autoptr(GPtrArray) datasets = sr_datasets_load(folder, fixture->findings);

    g_assert_true(
        sr_load_datasets(fixture->store, datasets, &places, fixture->findings, NULL));
    g_autofree char *text = sr_findings_text(fixture->findings, 0);
    g_test_message("%s", text);
    g_assert_cmpint(sr_findings_n_errors(fixture->findings), ==, 0);
}

static G_GNUC_UNUSED void
set_up(Fixture *fixture, gconstpointer unused)
{
    (void)unused;
    fixture->folder = g_dir_make_tmp(NULL, NULL);
    fixture->findings = sr_findings_new();
    fixture->store = sr_store_open_memory(NULL);
    write_file(fixture, "data/t.csv", data);
    write_file(fixture, "data/t.ini", data_ini);
    write_file(fixture, "data/o.csv", own);
    write_file(fixture, "data/o.ini", own_ini);
    write_file(fixture, "data/r.csv", regions);
    write_file(fixture, "data/r.ini", regions_ini);
    write_file(fixture, "data/m.csv", means);
    write_file(fixture, "data/m.ini", means_ini);
    write_file(fixture, "indicators/kapitel.ini", "[chapter c]\ntitle=C\n");
    load_data(fixture);
}

static G_GNUC_UNUSED void
tear_down(Fixture *fixture, gconstpointer unused)
{
    (void)unused;
    g_free(fixture->folder);
    sr_store_free(fixture->store);
    sr_findings_free(fixture->findings);
}

/* Evaluates what stands in indicators/, with one more indicator, i. */
static G_GNUC_UNUSED SrValues *
evaluate(Fixture *fixture, const char *definition, SrCatalogue **catalogue)
{
    static const char *const level_ids[] = {"gemeinde", "region", "kreis", NULL};
    g_autofree char *text =
        g_strdup_printf("[indicator]\ntitle=I\nchapter=c\n%s", definition);
    SrScheme *schemes[] = {&scheme};

    write_file(fixture, "indicators/i.ini", text);
    *catalogue =
        sr_catalogue_read(fixture->folder, "de", level_ids, NULL, fixture->findings);
    SrEvaluation evaluation = {.store = fixture->store,
                               .schemes = schemes,
                               .n_schemes = 1,
                               .catalogue = *catalogue};
    return sr_values_new(&evaluation, fixture->findings);
}

static G_GNUC_UNUSED const SrValue *
find(const SrValues *values, const char *level, const char *area, const char *period)
{
    for (int i = 0; i < sr_values_n(values); i++) {
        const SrValue *value = sr_values_at(values, i);

        if (g_str_equal(value->division->level->id, level) &&
            g_str_equal(sr_value_area(value), area) && g_str_equal(value->period, period))
            return value;
    }
    return NULL;
}

static G_GNUC_UNUSED void
check_value(const SrValues *values, const char *level, const char *area,
            const char *period, double wanted)
{
    const SrValue *value = find(values, level, area, period);

    g_test_message("%s %s %s", level, area, period);
    g_assert_nonnull(value);
    g_assert_cmpint(value->status, ==, SR_STATUS_OK);
    g_assert_cmpfloat_with_epsilon(value->value, wanted, 1e-12);
}

static G_GNUC_UNUSED void
check_status(const SrValues *values, const char *level, const char *area,
             const char *period, SrStatus wanted, double coverage)
{
    const SrValue *value = find(values, level, area, period);

    g_test_message("%s %s %s", level, area, period);
    g_assert_nonnull(value);
    g_assert_cmpint(value->status, ==, wanted);
    g_assert_true(isnan(value->value) && isnan(value->numerator) && isnan(value->lower));
    g_assert_cmpfloat_with_epsilon(value->coverage, coverage, 1e-12);
    g_assert_cmpint(value->rank, ==, 0);
    g_assert_cmpint(value->class, ==, 0);
}

/* Whether one of the findings says so; they are all told. */
static G_GNUC_UNUSED bool
has_finding(const SrFindings *findings, const char *text)
{
    bool found = false;

    for (int i = 0; i < sr_findings_n(findings); i++) {
        const char *message = sr_findings_at(findings, i)->message;

        g_test_message("%s", message);
        found = found || strstr(message, text) != NULL;
    }
    return found;
}
