#include "shapes/scheme.h"

#include <glib/gstdio.h>
#include <string.h>

static const char *const area_keys[] = {"01", "02", "03"};
static const char *const area_names[] = {"Adorf", "Behausen", "Celle"};
static const char *const area_ars[] = {"100000000001", "100000000002", "200000000003"};
static const SrGemeinden gemeinden = {3, area_keys, area_names, area_ars};

static SrLevel levels[] = {
    {.id = (char *)"gemeinde", .title = (char *)"Gemeinde", .kind = SR_LEVEL_KEY},
    {.id = (char *)"vg",
     .title = (char *)"VG",
     .kind = SR_LEVEL_COLUMN,
     .code_column = (char *)"vg_code",
     .name_column = (char *)"vg"},
    {.id = (char *)"kreis",
     .title = (char *)"Kreis",
     .kind = SR_LEVEL_PREFIX,
     .n_digits = 1},
};

/* A project folder with the scheme "s" of @table. */
static char *
make_folder(const char *table)
{
    char *folder = g_dir_make_tmp(NULL, NULL);
    g_autofree char *regions = g_build_filename(folder, "shapes", "regions", NULL);
    g_autofree char *csv = g_build_filename(regions, "s.csv", NULL);
    g_autofree char *ini = g_build_filename(regions, "s.ini", NULL);

    g_mkdir_with_parents(regions, 0700);
    g_assert_true(g_file_set_contents(csv, table, -1, NULL));
    g_assert_true(
        g_file_set_contents(ini, "[scheme]\ntitle=Eins\nexample=true\n", -1, NULL));
    return folder;
}

static SrScheme *
read_scheme(const char *table, SrFindings *findings)
{
    g_autofree char *folder = make_folder(table);
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);

    g_hash_table_insert(names, (gpointer) "1", (gpointer) "Einsland");
    return sr_scheme_read(folder, "s", levels, 3, &gemeinden, names, "de", findings);
}

static void
test_divisions(void)
{
    g_autoptr(SrFindings) findings = sr_findings_new();
    g_autoptr(SrScheme) scheme = read_scheme("key;name;vg_code;vg\n"
                                             "03;Celle;;\n"
                                             "01;Adorf;9;VG Neun\n"
                                             "02;Behausen;9;VG Neun\n",
                                             findings);

    g_assert_cmpint(sr_findings_n(findings), ==, 0);
    g_assert_true(scheme->example);
    const SrDivision *vg = sr_scheme_find(scheme, "vg");
    g_assert_cmpint(vg->n_areas, ==, 2); /* Celle is its own, under its own key */
    g_assert_cmpstr(vg->codes[0], ==, "03");
    g_assert_cmpstr(vg->names[0], ==, "Celle");
    g_assert_cmpstr(vg->names[1], ==, "VG Neun");
    g_assert_cmpint(vg->n_members[1], ==, 2);
    g_assert_cmpint(vg->area_of[0], ==, 1);
    g_assert_cmpint(vg->area_of[2], ==, 0);
    const SrDivision *kreis = sr_scheme_find(scheme, "kreis");
    g_assert_cmpint(kreis->n_areas, ==, 2);
    g_assert_cmpstr(kreis->names[0], ==, "Einsland");
    g_assert_cmpstr(kreis->names[1], ==, "Kreis 2"); /* no name given */
    g_assert_cmpint(sr_division_find(kreis, "2"), ==, 1);
    g_assert_cmpint(sr_division_find(kreis, "3"), ==, -1);
    g_assert_null(sr_scheme_find(scheme, "land"));
}

/* However a spreadsheet writes it: the same. */
static void
test_forms(void)
{
    static const char *const tables[] = {
        "key;name;vg_code;vg\n01;A;9;Neun\n02;B;9;Neun\n03;C;;\n",
        "\xef\xbb\xbfkey;name;vg_code;vg\r\n01;A;9;Neun\r\n02;B;9;Neun\r\n03;C;;",
        "key,name,vg_code,vg\n01,A,9,Neun\n02,B,9,Neun\n03,C,,\n",
        "key\tname\tvg_code\tvg\n01\tA\t9\tNeun\n02\tB\t9\tNeun\n03\tC\t\t\n",
        "\"key\";\"name\";\"vg_code\";\"vg\"\n\"01\";\"A\";\"9\";\"Neun\"\n\n"
        "02; B ; 9; Neun \n03;C\n",
    };

    for (size_t i = 0; i < G_N_ELEMENTS(tables); i++) {
        g_autoptr(SrFindings) findings = sr_findings_new();
        g_autoptr(SrScheme) scheme = read_scheme(tables[i], findings);

        g_test_message("table %zu", i);
        g_assert_cmpint(sr_findings_n(findings), ==, 0);
        const SrDivision *vg = sr_scheme_find(scheme, "vg");
        g_assert_cmpint(vg->n_areas, ==, 2);
        g_assert_cmpstr(vg->codes[0], ==, "03");
        g_assert_cmpstr(vg->names[1], ==, "Neun");
        g_assert_cmpint(vg->n_members[1], ==, 2);
    }
}

static void
test_refusals(void)
{
    static const struct {
        const char *table;
        int n, row;
        const char *says;
    } cases[] = {
        {"key;name;vg_code;vg\n01;A;;\n02;B;;\n", 1, 0, "03"},
        {"key;name;vg_code;vg\n01;A;;\n02;B;;\n03;C;;\n02;B;;\n", 1, 5, "02"},
        {"key;name;vg_code;vg\n01;A;;\n02;B;;\n03;C;;\n04;D;;\n", 1, 5, "Gemeinde"},
        {"key;name;vg_code;vg\n01;A;9;X\n02;B;9;Y\n03;C;;\n", 1, 3, "'Y'"},
        {"key;name;vg_code;vg\n01;A;9;\n02;B;;\n03;C;;\n", 1, 2, "VG"},
        {"schluessel;name;vg_code;vg\n01;A;;\n", 1, 1, "'key'"},
        {"key;name;code;vg\n01;A;;\n02;B;;\n03;C;;\n", 1, 1, "'vg_code'"},
        /* Lines as an editor counts them. */
        {"key;name;vg_code;vg\n\n01;A;;\n02;B;;\n03;C;;\n04;D;;\n", 1, 6, "Gemeinde"},
        {"key;name;vg_code;vg\n01;A;;\n02;\"B;;\n03;C;;\n", 1, 3, "quote"},
        {"\n", 1, 0, "CSV"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(SrFindings) findings = sr_findings_new();
        g_autoptr(SrScheme) scheme = read_scheme(cases[i].table, findings);

        g_test_message("case %zu", i);
        g_assert_null(scheme);
        g_assert_cmpint(sr_findings_n_errors(findings), ==, cases[i].n);
        g_assert_cmpint(sr_findings_at(findings, 0)->row, ==, cases[i].row);
        g_assert_nonnull(strstr(sr_findings_at(findings, 0)->message, cases[i].says));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/scheme/divisions", test_divisions);
    g_test_add_func("/scheme/forms", test_forms);
    g_test_add_func("/scheme/refusals", test_refusals);
    return g_test_run();
}
