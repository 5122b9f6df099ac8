#include "data/caserow.h"

#include <glib/gstdio.h>
#include <string.h>

static void
test_kinds(void)
{
    static const struct {
        const char *text;
        SrHelp help;
    } cases[] = {
        {"01", SR_HELP_28},
        {"3", SR_HELP_28},
        {"11", SR_HELP_34},
        {"16", SR_HELP_27_2_SONSTIGE},
        {"28", SR_HELP_28}, /* behind the last official key: a paragraph */
        {"§ 34", SR_HELP_34},
        {"§34", SR_HELP_34},
        {" 35a ", SR_HELP_35A},
        {"§ 35 A", SR_N_HELPS}, /* no form of any office */
        {"27 (2) ambulant", SR_HELP_27_2_AMBULANT},
        {"27_2_ausserhalb", SR_HELP_27_2_AUSSERHALB},
        {"27 (2) außerhalb", SR_HELP_27_2_AUSSERHALB}, /* ß folds to ss */
        {"27_2", SR_N_HELPS},                          /* which of the three? */
        {"41", SR_N_HELPS},                            /* a legal basis, no kind */
        {"00", SR_N_HELPS},
        {"17", SR_N_HELPS},
        {"ambulant", SR_N_HELPS}, /* a group, no kind */
        {"", SR_N_HELPS},
        {"011", SR_N_HELPS},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_assert_cmpint(sr_help_parse(cases[i].text), ==, cases[i].help);
    }
}

/* Each kind can be written by its own name; names and titles are all different. */
static void
test_names(void)
{
    for (int help = 0; help < SR_N_HELPS; help++) {
        if (help <= SR_HELP_35A && help != SR_HELP_27_2)
            g_assert_cmpint(sr_help_parse(sr_help_name(help)), ==, help);
        g_assert_cmpstr(sr_help_title(help), !=, "");
        for (int other = 0; other < help; other++) {
            g_assert_cmpstr(sr_help_name(help), !=, sr_help_name(other));
            g_assert_cmpstr(sr_help_title(help), !=, sr_help_title(other));
        }
    }
}

typedef struct {
    char *folder;
    SrDataset *dataset;
    SrMatcher *matcher;
    SrFindings *findings;
} Fixture;

static void
put(const Fixture *fixture, const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(fixture->folder, name, NULL);

    g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void
set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char *const keys[] = {"07332002", "07332025"};
    static const char *const names[] = {"Bad Dürkheim", "Haßloch"};

    fixture->folder = g_dir_make_tmp(NULL, NULL);
    fixture->findings = sr_findings_new();
    fixture->matcher = sr_matcher_new(keys, NULL, names, 2, NULL);
    put(fixture, "r.ini",
        "[dataset]\ntitle=t\nfile=r.csv\nkind=register\nperiod=2017-2018\nsource=s\n"
        "synthetic=true\n[columns]\nid=id\nhome=home\nbirth=birth\nsex=sex\nkind=kind\n"
        "basis=basis\nbegin=begin\nend=end\nby_plan=plan\nchildren=children\numa=uma\n"
        "inside=inside\nearlier=earlier\ncost=cost\n");
    put(fixture, "r.csv", "");
    g_autofree char *path = g_build_filename(fixture->folder, "r.ini", NULL);
    fixture->dataset = sr_dataset_load(path, fixture->findings);
    g_assert_nonnull(fixture->dataset);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char *const files[] = {"r.ini", "r.csv"};

    for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *path = g_build_filename(fixture->folder, files[i], NULL);

        g_unlink(path);
    }
    g_rmdir(fixture->folder);
    g_free(fixture->folder);
    sr_dataset_free(fixture->dataset);
    sr_matcher_free(fixture->matcher);
    sr_findings_free(fixture->findings);
}

#define HEADER                                                                           \
    "id;home;birth;sex;kind;basis;begin;end;plan;children;uma;inside;earlier;cost\n"

static GArray *
read_table(Fixture *fixture, const char *header, const char *rows)
{
    g_autofree char *text = g_strconcat(header, rows, NULL);

    put(fixture, "r.csv", text);
    sr_findings_free(fixture->findings);
    fixture->findings = sr_findings_new();
    return sr_case_rows_read(fixture->dataset, fixture->matcher, fixture->findings);
}

static GArray *
read_rows(Fixture *fixture, const char *rows)
{
    return read_table(fixture, HEADER, rows);
}

/* "returns to the family" is yes or no; read as the number of a family it joins them all.
 */
static void
test_family(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char *const words[] = {"ja", "nein", "F00052", "1"};

    g_free(fixture->dataset->columns[SR_CASE_FAMILY]);
    fixture->dataset->columns[SR_CASE_FAMILY] = g_strdup("plan");
    g_free(fixture->dataset->columns[SR_CASE_BY_PLAN]);
    fixture->dataset->columns[SR_CASE_BY_PLAN] = g_strdup("");
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        g_autofree char *rows =
            g_strdup_printf("A;07332025;2004-05;w;07;ja;15.03.2018;;%s;3;;;;\n"
                            "B;07332025;2004-05;w;07;ja;15.03.2018;;%s;3;;;;\n",
                            words[i], words[i]);
        g_autoptr(GArray) cases = read_rows(fixture, rows);

        g_assert_cmpint(sr_findings_n_errors(fixture->findings), ==, i < 2);
        if (i < 2)
            g_assert_nonnull(strstr(sr_findings_at(fixture->findings, 0)->message,
                                    "no number of a family"));
        if (cases != NULL)
            g_assert_cmpuint(cases->len, ==, 2);
    }
}

static void
test_row(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GArray) cases =
        read_rows(fixture, "A;07332025;2004-05;w;07;ja;15.03.2018;;ja;3;nein;nein;ja;"
                           "1.234,50\n"
                           "B;07332002;05/2010;m;11;;2018-02-01;2018-06-30;;;ja;;;\n"
                           "A;07332025;2004-05;w;11;;01.04.2018;;;;;ja;;\n");

    g_assert_nonnull(cases);
    g_assert_cmpuint(cases->len, ==, 3);
    const SrCase *first = &g_array_index(cases, SrCase, 0);
    const SrCase *second = &g_array_index(cases, SrCase, 1);
    const SrCase *third = &g_array_index(cases, SrCase, 2);
    g_assert_cmpint(first->area, ==, 1);
    g_assert_cmpint(first->row, ==, 2);
    g_assert_cmpint(first->birth, ==, 2004 * 12 + 4);
    g_assert_cmpint(first->sex, ==, 'w');
    g_assert_cmpint(first->end, ==, SR_NO_END);
    g_assert_cmpint(first->children, ==, 3);
    g_assert_cmpfloat(first->cost, ==, 1234.5f);
    g_assert_true(first->is_by_plan && first->is_earlier && !first->is_inside);
    g_assert_cmpint(first->helps, ==,
                    1 << SR_HELP_31 | 1 << SR_HELP_AMBULANT | 1 << SR_HELP_41);
    g_assert_cmpint(second->end - second->begin, ==, 28 + 31 + 30 + 31 + 29);
    g_assert_true(second->is_uma);
    g_assert_cmpint(second->children, ==, 1);
    /* The same pseudonym is the same person. */
    g_assert_cmpuint(third->person, ==, first->person);
    g_assert_cmpuint(second->person, !=, first->person);
}

/* Every mistake is told with its row and column, and never with what stands there. */
static void
test_refusals(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *row, *column;
    } cases[] = {
        {";07332002;2010-01;m;11;;01.02.2018;;;;;;;", "id"},
        {"GEHEIM;99999999;2010-01;m;11;;01.02.2018;;;;;;;", "home"},
        {"GEHEIM;07332002;2010-13;m;11;;01.02.2018;;;;;;;", "birth"},
        {"GEHEIM;07332002;1980-01;m;11;;01.02.2018;;;;;;;", "birth"}, /* aged 38 */
        {"GEHEIM;07332002;2019-01;m;11;;01.02.2018;;;;;;;", "birth"}, /* not yet born */
        {"GEHEIM;07332002;2010-01;q;11;;01.02.2018;;;;;;;", "sex"},
        {"GEHEIM;07332002;2010-01;m;99;;01.02.2018;;;;;;;", "kind"},
        {"GEHEIM;07332002;2010-01;m;11;;31.02.2018;;;;;;;", "begin"},
        {"GEHEIM;07332002;2010-01;m;11;;;;;;;;;", "begin"},
        {"GEHEIM;07332002;2010-01;m;11;;01.02.2018;GEHEIM;;;;;;", "end"},
        {"GEHEIM;07332002;2010-01;m;11;;01.02.2018;01.01.2018;;;;;;", "end"},
        {"GEHEIM;07332002;2010-01;m;11;;01.02.2018;;;2,5;;;;", "children"},
        {"GEHEIM;07332002;2010-01;m;11;;01.02.2018;;;21;;;;", "children"},
        {"GEHEIM;07332002;2010-01;m;11;;01.02.2018;;;;GEHEIM;;;", "uma"},
        {"GEHEIM;07332002;2010-01;m;11;;01.02.2018;;GEHEIM;;;;;", "plan"},
        {"GEHEIM;07332002;2010-01;m;11;;01.02.2018;;;;;GEHEIM;;", "inside"},
        {"GEHEIM;07332002;2010-01;m;11;;01.02.2018;;;;;;GEHEIM;", "earlier"},
        {"GEHEIM;07332002;2010-01;m;11;;01.02.2018;;;;;;;-5", "cost"},
        {"GEHEIM;07332002;2010-01;m;11;;01.02.2018;;;;;;;2000000", "cost"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *row = g_strconcat(cases[i].row, "\n", NULL);

        g_assert_null(read_rows(fixture, row));
        g_assert_cmpint(sr_findings_n_errors(fixture->findings), ==, 1);
        const SrFinding *finding = sr_findings_at(fixture->findings, 0);
        g_assert_cmpint(finding->row, ==, 2);
        g_assert_cmpstr(finding->place, ==, cases[i].column);
        g_assert_null(strstr(finding->message, "GEHEIM"));
        g_assert_null(strstr(finding->message, "99999999"));
    }
}

/* A help written twice is found, whatever of the same person stands between. */
static void
test_overlaps(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *rows;
        int n_errors, n_warnings;
        int row, other; /* the last finding: where it stands, and which row it names */
    } cases[] = {
        {"01.02.2018;01.03.2018\n01.02.2018;01.03.2018\n", 1, 0, 3, 2},
        {"01.02.2018;01.02.2018\n01.02.2018;01.02.2018\n", 1, 0, 3, 2}, /* of one day */
        /* another end in between */
        {"01.02.2018;01.03.2018\n01.02.2018;\n01.02.2018;01.03.2018\n", 1, 1, 4, 2},
        {"01.02.2018;\n01.02.2018;01.03.2018\n01.02.2018;\n", 1, 1, 4, 2},
        /* a short help within a long one hides no third */
        {"01.02.2018;01.12.2018\n01.03.2018;01.04.2018\n01.06.2018;01.07.2018\n", 0, 2, 4,
         2},
        {"01.02.2018;01.03.2018\n01.03.2018;01.04.2018\n", 0, 0, 0, 0},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(GStrv) times = g_strsplit(cases[i].rows, "\n", -1);
        g_autoptr(GString) rows = g_string_new("");

        for (int t = 0; *times[t] != '\0'; t++)
            g_string_append_printf(rows, "A;07332002;2010-01;m;11;;%s;;;;;;\n", times[t]);
        g_autoptr(GArray) found = read_rows(fixture, rows->str);
        g_test_message("%s", cases[i].rows);
        g_assert_cmpint(sr_findings_n_errors(fixture->findings), ==, cases[i].n_errors);
        g_assert_cmpint(sr_findings_n(fixture->findings), ==,
                        cases[i].n_errors + cases[i].n_warnings);
        g_assert_cmpint(found == NULL, ==, cases[i].n_errors > 0);
        bool is_told = cases[i].row == 0;
        for (int f = 0; f < sr_findings_n(fixture->findings); f++) {
            const SrFinding *finding = sr_findings_at(fixture->findings, f);
            g_autofree char *other = g_strdup_printf("%d", cases[i].other);

            is_told |= finding->row == cases[i].row &&
                       g_str_has_suffix(finding->message, other) &&
                       (finding->severity == SR_FINDING_ERROR) == (cases[i].n_errors > 0);
        }
        g_assert_true(is_told);
    }
}

/* Of a family under § 31, a help that lies within another hides no third. */
static void
test_families(Fixture *fixture, gconstpointer data)
{
    (void)data;
    char **column = &fixture->dataset->columns[SR_CASE_FAMILY];

    g_free(*column);
    *column = g_strdup("family");
    g_autoptr(GArray) cases =
        read_table(fixture, "family;" HEADER,
                   "F;A;07332002;2010-01;m;07;;01.02.2018;01.12.2018;;1;;;;\n"
                   "F;B;07332002;2011-01;m;07;;01.03.2018;01.04.2018;;1;;;;\n"
                   "F;C;07332002;2012-01;m;07;;01.06.2018;01.07.2018;;1;;;;\n"
                   "G;D;07332002;2012-01;m;07;;01.06.2018;01.07.2018;;1;;;;\n");

    g_assert_nonnull(cases);
    g_assert_cmpint(sr_findings_n(fixture->findings), ==, 1);
    g_assert_nonnull(strstr(sr_findings_at(fixture->findings, 0)->message, ": 2;"));
}

/* A file of nothing but mistakes is not told line by line to its end. */
static void
test_many_errors(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GString) rows = g_string_new(NULL);

    for (int i = 0; i < 3000; i++)
        g_string_append(rows, "A;07332002;2010-01;q;11;;01.02.2018;;;;;;;\n");
    g_assert_null(read_rows(fixture, rows->str));
    g_assert_cmpint(sr_findings_n_errors(fixture->findings), <=, 1001);
}

static void
test_missing_column(Fixture *fixture, gconstpointer data)
{
    (void)data;
    put(fixture, "r.csv", "id;home;birth\nA;07332002;2010-01\n");
    g_assert_null(
        sr_case_rows_read(fixture->dataset, fixture->matcher, fixture->findings));
    g_assert_cmpint(sr_findings_n_errors(fixture->findings), >=, 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/caserow/kinds", test_kinds);
    g_test_add_func("/caserow/names", test_names);
#define ADD(name, function) g_test_add(name, Fixture, NULL, set_up, function, tear_down)
    ADD("/caserow/row", test_row);
    ADD("/caserow/refusals", test_refusals);
    ADD("/caserow/overlaps", test_overlaps);
    ADD("/caserow/families", test_families);
    ADD("/caserow/family", test_family);
    ADD("/caserow/many_errors", test_many_errors);
    ADD("/caserow/missing_column", test_missing_column);
    return g_test_run();
}
