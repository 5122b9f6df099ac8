#include "data/table.h"

#include <glib/gstdio.h>
#include <zip.h>

static char nothing[] = "";
static const SrTableFormat unknown = {nothing, nothing, nothing, nothing,
                                      nothing, -1,      -1,      nothing};

typedef struct {
    char *folder;
    SrFindings *findings;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->folder = g_dir_make_tmp(NULL, NULL);
    fixture->findings = sr_findings_new();
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GDir) directory = g_dir_open(fixture->folder, 0, NULL);

    for (const char *name = g_dir_read_name(directory); name != NULL;
         name = g_dir_read_name(directory)) {
        g_autofree char *path = g_build_filename(fixture->folder, name, NULL);

        g_unlink(path);
    }
    g_rmdir(fixture->folder);
    g_free(fixture->folder);
    sr_findings_free(fixture->findings);
}

/* Header and rows as text: cells by '|', a row by its number. */
static char *
dump(SrTable *table)
{
    GString *text = g_string_new("");
    SrRow row;

    for (int c = 0; c < sr_table_n_columns(table); c++)
        g_string_append_printf(text, "%s|", sr_table_columns(table)[c]);
    g_string_append_c(text, '\n');
    while (sr_table_next(table, &row)) {
        g_string_append_printf(text, "%d ", row.number);
        for (int c = 0; c < row.n_cells; c++)
            g_string_append_printf(text, "%s|", row.cells[c]);
        g_string_append_c(text, '\n');
    }
    return g_string_free(text, FALSE);
}

static void
assert_finding(const Fixture *fixture, SrSeverity severity, int row, const char *part)
{
    for (int i = 0; i < sr_findings_n(fixture->findings); i++) {
        const SrFinding *finding = sr_findings_at(fixture->findings, i);

        if (finding->severity == severity && finding->row == row &&
            strstr(finding->message, part) != NULL)
            return;
    }
    g_error("no finding in row %d that says: %s", row, part);
}

static char *
put(const Fixture *fixture, const char *name, const char *bytes, gssize n)
{
    char *path = g_build_filename(fixture->folder, name, NULL);

    g_assert_true(g_file_set_contents(path, bytes, n, NULL));
    return path;
}

/* The files of tests/data/files, in the layouts in which offices send them. */
static void
test_formats(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *file, *kind, *table;
    } cases[] = {
        {"ba_arbeitslose.xlsx", "xlsx",
         "Schlüssel|Gemeinde|Arbeitslose / insgesamt|Arbeitslose / Männer|"
         "Arbeitslose / Frauen|Quote|Stand|\n"
         "6 07332002|Bad Dürkheim, Stadt|411|220|(191)|4.32 %|2018-12-31|\n"
         "7 07332024|Grünstadt, Stadt|302|*|*|5 %|2018-12-31|\n"
         "8 07332025|Haßloch|1 234¹|-|(12)|3.1 %|2018-12-31|\n"},
        {"kita.ods", "ods",
         "AGS|Stichtag|Kinder / unter 3|Kinder / 3 bis unter 6|Quote|\n"
         "5 07332002|2018-03-01|150|(414)|35.7 %|\n"
         "6 07332024|2018-03-01|–|298p|40 %|\n"
         "7 07332025|2018-03-01|.|x|/|\n"},
        {"kita.gpkg", "layer",
         "ags|name|plaetze|anteil|\n"
         "2 07332002|Bad Dürkheim|426|12.5|\n"
         "3 07332025|Haßloch||0.1|\n"},
        {"plaetze.sqlite", "layer",
         "ags|plaetze|anteil|\n"
         "2 07332002|426|12.5|\n"
         "3 07332025||1.234|\n"},
        {"jugendamt.csv", "csv",
         "Nr|Gemeindeschlüssel|Stichtag|Plätze|Beiträge in €|Bemerkung|\n"
         "2 1|07332002|01.03.2018|1.426|12.345,50|davon 20 \"integrativ\";\r\n"
         "Umbau bis Herbst|\n"
         "4 2|07332024|01.03.2018|298|-||\n"
         "5 3|07332025|01.03.2018|512 p|(9.800,00)|geschätzt|\n"},
        {"rfc4180.csv", "csv",
         "ags|name|rate|\n"
         "2 07332002|Dürkheim, Bad|12.5|\n"
         "3 07332025|Haßloch|0.125|\n"},
        {"genesis_tabelle.csv", "csv",
         "Stichtag|Gemeinden (1)|Gemeinden (2)|Geschlecht / männlich|"
         "Geschlecht / weiblich|Geschlecht / Insgesamt|\n"
         "7 31.12.2018|07332002|  Bad Dürkheim, Stadt|8701|9775|18476|\n"
         "8 31.12.2018|07332024|  Grünstadt, Stadt|6577|6845|13422|\n"
         "9 31.12.2018|07332025|  Haßloch|9922|10404|20326|\n"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path =
            g_test_build_filename(G_TEST_DIST, "data", "files", cases[i].file, NULL);
        g_autoptr(SrTable) table = sr_table_open(path, &unknown, fixture->findings);

        g_test_message("%s", cases[i].file);
        g_assert_nonnull(table);
        g_assert_cmpstr(sr_table_kind(table), ==, cases[i].kind);
        g_autofree char *first = dump(table);
        g_assert_cmpstr(first, ==, cases[i].table);
        /* A table can be read again from its start. */
        sr_table_rewind(table);
        g_autofree char *second = dump(table);
        g_assert_cmpstr(second, ==, cases[i].table);
    }
    g_assert_cmpint(sr_findings_n_errors(fixture->findings), ==, 0);
}

static void
test_flat_files(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *file;
        int n_columns, n_rows;
    } cases[] = {{"genesis_de_flat.zip", 18, 10}, {"genesis_flat_alt.csv", 13, 3}};

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path =
            g_test_build_filename(G_TEST_DIST, "data", "files", cases[i].file, NULL);
        g_autoptr(SrTable) table = sr_table_open(path, &unknown, fixture->findings);
        SrRow row;
        int n = 0;

        g_assert_nonnull(table);
        g_assert_cmpint(sr_table_n_columns(table), ==, cases[i].n_columns);
        while (sr_table_next(table, &row))
            n++;
        g_assert_cmpint(n, ==, cases[i].n_rows);
    }
}

/* The real files beside the project, where they are. */
static void
test_real_files(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *file;
        int n_rows;
    } cases[] = {{"genesis/AI-N-01-2-5_de_flat.zip", 27132},
                 {"genesis/12411-01-01-4_de_flat.zip", 1467},
                 {"genesis/21611-0002_de_flat_alt.csv", 23},
                 {"gemeindeverzeichnis_2018.csv", 11014}};

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path = g_test_build_filename(G_TEST_DIST, "..", "..", "shared",
                                                      "data", cases[i].file, NULL);
        if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
            g_test_skip("the folder ../shared/data is not there");
            return;
        }
        g_autoptr(SrTable) table = sr_table_open(path, &unknown, fixture->findings);
        SrRow row;
        int n = 0;
        g_assert_nonnull(table);
        while (sr_table_next(table, &row))
            n++;
        g_assert_cmpint(n, ==, cases[i].n_rows);
    }
    g_assert_cmpint(sr_findings_n(fixture->findings), ==, 0);
}

/* What RFC 4180 and offices make of a comma-separated file. */
static void
test_csv(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *text, *table;
    } cases[] = {
        {"a;b\n1;2\n", "a|b|\n2 1|2|\n"},
        {"a,b\r\n1,2\r\n", "a|b|\n2 1|2|\n"},
        {"a\tb\n1\t2", "a|b|\n2 1|2|\n"},
        {"a|b\n1|2\n", "a|b|\n2 1|2|\n"},
        {"\xef\xbb\xbf"
         "a;b\n1;2\n",
         "a|b|\n2 1|2|\n"},
        {"a;b\n\"1;x\";\"2\"\"\"\n", "a|b|\n2 1;x|2\"|\n"},
        {"a;b\n\"1\nx\";2\n3;4\n", "a|b|\n2 1\nx|2|\n4 3|4|\n"},
        {"a;b\n\n1;2\n;\n3;4\n", "a|b|\n3 1|2|\n5 3|4|\n"},
        {"a;b;\n1;2;\n", "a|b|\n2 1|2|\n"},
        {"Gr\xf6\xdf"
         "e;b\n1;2\n",
         "Größe|b|\n2 1|2|\n"},
        {"Preis \x80;b\n1;2\n", "Preis €|b|\n2 1|2|\n"},
        {"Preis \xa4;b\n1;2\n", "Preis €|b|\n2 1|2|\n"},
        {"\xff\xfe"
         "a\0;\0b\0\n\0001\0;\0002\0\n\0",
         "a|b|\n2 1|2|\n"},
        {"Titel\n\na;b\n1;2\n", "a|b|\n4 1|2|\n"},
        {"a;b;c\n1;2;3\nQuelle: Amt;;\n", "a|b|c|\n2 1|2|3|\n"},
        {"a;b,c\n1;2,5\n3;4,5\n", "a|b,c|\n2 1|2,5|\n3 3|4,5|\n"},
        {"Ort;2017;2018\nA;1;2\n", "Ort|2017|2018|\n2 A|1|2|\n"},
        {"id;beginn\nA;01.02.2018\n", "id|beginn|\n2 A|01.02.2018|\n"},
        {"a;;c\n1;2;3\n", "a|Spalte 2|c|\n2 1|2|3|\n"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        /* UTF-16 holds NUL bytes: its length is known. */
        gssize n = cases[i].text[0] == '\xff' ? 18 : -1;
        g_autofree char *path = put(fixture, "a.csv", cases[i].text, n);
        g_autoptr(SrTable) table = sr_table_open(path, &unknown, fixture->findings);

        g_test_message("case %zu", i);
        g_assert_nonnull(table);
        g_autofree char *text = dump(table);
        g_assert_cmpstr(text, ==, cases[i].table);
    }
    g_assert_cmpint(sr_findings_n_errors(fixture->findings), ==, 0);
}

/* Each is one clear finding, and no crash. */
static void
test_bad_text(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *name, *bytes;
        int n, row;
        const char *message;
    } cases[] = {
        {"a.csv", "", 0, 0, "empty"},
        {"a.csv", "a;b\n1;2\0x\n", 11, 2, "NUL"},
        {"a.csv", "a;\xc3\xa4\n1;\xe4\n", -1, 2, "mixed encodings"},
        {"a.csv", "a;b\n\"1;2\n", -1, 2, "never closed"},
        {"a.xlsx", "a;b\n1;2\n", -1, 0, "not what its name says"},
        {"a.gpkg", "a;b\n1;2\n", -1, 0, "not what its name says"},
        {"a.xlsx", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, 0, "password"},
        {"a.xls", "<html><table>\n", -1, 0, "a web page"},
        {"a.csv", "\xef\xbb\xbf\n<?xml version=\"1.0\"?>\n", -1, 0, "a web page"},
        {"a.zip", "PK\3\4 no zip at all", -1, 0, "damaged"},
        {"a.gpkg", "SQLite format 3\0 no database", 28, 0, "no GeoPackage"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path = put(fixture, cases[i].name, cases[i].bytes, cases[i].n);
        int n_before = sr_findings_n_errors(fixture->findings);
        g_autoptr(SrTable) table = sr_table_open(path, &unknown, fixture->findings);

        g_test_message("case %zu", i);
        g_assert_null(table);
        g_assert_cmpint(sr_findings_n_errors(fixture->findings), ==, n_before + 1);
        assert_finding(fixture, SR_FINDING_ERROR, cases[i].row, cases[i].message);
    }
    g_autoptr(SrTable) absent =
        sr_table_open("/nowhere.csv", &unknown, fixture->findings);
    g_assert_null(absent);
    g_autoptr(SrTable) folder =
        sr_table_open(fixture->folder, &unknown, fixture->findings);
    g_assert_null(folder);
    g_autoptr(SrTable) endless = sr_table_open("/dev/zero", &unknown, fixture->findings);
    g_assert_null(endless);
}

static void
test_wrong_encoding(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *bytes, *encoding, *message;
    } cases[] = {
        {"a;\xe4\n1;2\n", "UTF-8", "not UTF-8, rather windows-1252"},
        {"a;\xc3\xa4\n1;2\n", "windows-1252", "this file is UTF-8"},
        {"a;b\n1;2\n", "EBCDIC", "unknown encoding"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path = put(fixture, "a.csv", cases[i].bytes, -1);
        g_autofree char *encoding = g_strdup(cases[i].encoding);
        SrTableFormat format = unknown;

        format.encoding = encoding;
        g_autoptr(SrTable) table = sr_table_open(path, &format, fixture->findings);
        g_assert_null(table);
        const SrFinding *finding = sr_findings_at(fixture->findings, (int)i);
        g_assert_nonnull(strstr(finding->message, cases[i].message));
    }
}

/* A row of 20 MB stands for one of 200: it is refused, not kept. */
static void
test_long_row(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GString) text = g_string_new("a;b\n1;");

    g_string_set_size(text, 20 * 1024 * 1024);
    memset(text->str + 6, 'x', text->len - 6);
    g_autofree char *path = put(fixture, "a.csv", text->str, (gssize)text->len);
    g_autoptr(SrTable) table = sr_table_open(path, &unknown, fixture->findings);
    g_assert_null(table);
    assert_finding(fixture, SR_FINDING_ERROR, 2, "16 MB");
}

static char *
make_zip(const Fixture *fixture, const char *name, const char *const *members,
         const char *password)
{
    char *path = g_build_filename(fixture->folder, name, NULL);
    int code;
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code);

    for (int i = 0; members[i] != NULL; i++) {
        static const char text[] = "a;b\n1;2\n";
        zip_source_t *source = zip_source_buffer(zip, text, strlen(text), 0);
        zip_int64_t index = zip_file_add(zip, members[i], source, 0);

        g_assert_cmpint(index, >=, 0);
        if (password != NULL)
            g_assert_cmpint(zip_file_set_encryption(zip, (zip_uint64_t)index,
                                                    ZIP_EM_AES_128, password),
                            ==, 0);
    }
    g_assert_cmpint(zip_close(zip), ==, 0);
    return path;
}

static void
test_zip(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char *const one[] = {"a.csv", NULL};
    static const char *const two[] = {"a.csv", "b.csv", NULL};
    static const char *const out[] = {"../a.csv", NULL};
    static const char *const root[] = {"/etc/a.csv", NULL};
    static const struct {
        const char *const *members;
        const char *password, *sheet, *message;
    } cases[] = {
        {one, NULL, "", NULL},           {two, NULL, "", "a.csv, b.csv"},
        {two, NULL, "b.csv", NULL},      {two, NULL, "c.csv", "no such file"},
        {out, NULL, "", "leads out"},    {root, NULL, "", "leads out"},
        {one, "geheim", "", "password"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path =
            make_zip(fixture, "a.zip", cases[i].members, cases[i].password);
        g_autofree char *sheet = g_strdup(cases[i].sheet);
        SrTableFormat format = unknown;

        format.sheet = sheet;
        g_autoptr(SrTable) table = sr_table_open(path, &format, fixture->findings);
        g_test_message("case %zu", i);
        g_assert_cmpint(table != NULL, ==, cases[i].message == NULL);
        if (cases[i].message != NULL)
            assert_finding(fixture, SR_FINDING_ERROR, 0, cases[i].message);
    }
}

/* Any bytes: findings or a table, never a crash. */
static void
test_noise(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char alphabet[] = ";;;\"\"\n\n\r,ab1.\xc3\xa4\xe4\t|";

    for (int round = 0; round < 500; round++) {
        char bytes[200];
        int n = g_test_rand_int_range(1, 200);
        SrRow row;

        for (int i = 0; i < n; i++)
            bytes[i] = alphabet[g_test_rand_int_range(0, sizeof alphabet - 1)];
        g_autofree char *path = put(fixture, "noise.csv", bytes, n);
        g_autoptr(SrTable) table = sr_table_open(path, &unknown, fixture->findings);
        while (table != NULL && sr_table_next(table, &row))
            g_assert_cmpint(row.n_cells, ==, sr_table_n_columns(table));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add(name, Fixture, NULL, set_up, function, tear_down)
    ADD("/table/formats", test_formats);
    ADD("/table/flat-files", test_flat_files);
    ADD("/table/real-files", test_real_files);
    ADD("/table/csv", test_csv);
    ADD("/table/bad-text", test_bad_text);
    ADD("/table/wrong-encoding", test_wrong_encoding);
    ADD("/table/long-row", test_long_row);
    ADD("/table/zip", test_zip);
    ADD("/table/noise", test_noise);
    return g_test_run();
}
