#include "data/archive.h"

#include <glib/gstdio.h>
#include <string.h>
#include <zip.h>

typedef struct {
    char *folder;
    char *path;
    SrFindings *findings;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->folder = g_dir_make_tmp(NULL, NULL);
    fixture->path = g_build_filename(fixture->folder, "a.zip", NULL);
    fixture->findings = sr_findings_new();
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_unlink(fixture->path);
    g_rmdir(fixture->folder);
    g_free(fixture->path);
    g_free(fixture->folder);
    sr_findings_free(fixture->findings);
}

typedef struct {
    const char *name, *text; /* text NULL: a folder */
} Entry;

static void
make(const Fixture *fixture, const Entry *entries, int n, const char *password)
{
    int code = 0;
    zip_t *zip = zip_open(fixture->path, ZIP_CREATE | ZIP_TRUNCATE, &code);

    g_assert_nonnull(zip);
    for (int i = 0; i < n; i++) {
        if (entries[i].text == NULL) {
            g_assert_cmpint(zip_dir_add(zip, entries[i].name, 0), >=, 0);
            continue;
        }
        zip_source_t *source =
            zip_source_buffer(zip, entries[i].text, strlen(entries[i].text), 0);
        zip_int64_t at = zip_file_add(zip, entries[i].name, source, 0);

        g_assert_cmpint(at, >=, 0);
        if (password != NULL)
            g_assert_cmpint(
                zip_file_set_encryption(zip, (zip_uint64_t)at, ZIP_EM_AES_256, password),
                ==, 0);
    }
    g_assert_cmpint(zip_close(zip), ==, 0);
}

/* The only finding of the test, for people. */
static const char *
told(const Fixture *fixture)
{
    g_assert_cmpint(sr_findings_n_errors(fixture->findings), ==, 1);
    return sr_findings_at(fixture->findings, sr_findings_n(fixture->findings) - 1)
        ->message;
}

static void
test_reads(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const Entry entries[] = {{"daten/", NULL},
                                    {"daten/tabelle.csv", "a;b\n1;2\n"},
                                    {"leer.csv", ""},
                                    {"__MACOSX/._tabelle.csv", "x"},
                                    {"..gut.csv", "y"}};

    make(fixture, entries, G_N_ELEMENTS(entries), NULL);
    g_autoptr(SrArchive) archive = sr_archive_open(fixture->path, fixture->findings);
    g_assert_nonnull(archive);
    /* Folders and what a Mac leaves beside each file are not told. */
    g_autofree char *names = g_strjoinv(" ", (char **)sr_archive_names(archive));
    g_assert_cmpstr(names, ==, "daten/tabelle.csv leer.csv ..gut.csv");
    g_assert_true(sr_archive_has(archive, "leer.csv"));
    g_assert_false(sr_archive_has(archive, "Leer.csv"));
    gsize n = 99;
    g_autofree char *text = sr_archive_read(archive, "daten/tabelle.csv", &n);
    g_assert_cmpstr(text, ==, "a;b\n1;2\n");
    g_assert_cmpuint(n, ==, 8);
    g_autofree char *empty = sr_archive_read(archive, "leer.csv", &n);
    g_assert_cmpstr(empty, ==, "");
    g_assert_true(sr_archive_is_sound(archive));
    g_assert_cmpint(sr_findings_n(fixture->findings), ==, 0);
}

static void
test_names_that_lead_out(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const char *const names[] = {"../a.csv", "/etc/passwd", "a/../../b.csv",
                                        "a\\b.csv", "a/.."};

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        const Entry entry = {names[i], "x"};

        make(fixture, &entry, 1, NULL);
        g_assert_null(sr_archive_open(fixture->path, fixture->findings));
        g_assert_nonnull(strstr(told(fixture), "leads out"));
        sr_findings_free(fixture->findings);
        fixture->findings = sr_findings_new();
    }
}

static void
test_absent(Fixture *fixture, gconstpointer data)
{
    (void)data;
    const Entry entry = {"a.csv", "x"};
    gsize n;

    make(fixture, &entry, 1, NULL);
    g_autoptr(SrArchive) archive = sr_archive_open(fixture->path, fixture->findings);
    g_assert_null(sr_archive_read(archive, "b.csv", &n));
    g_assert_nonnull(strstr(told(fixture), "no such file"));
    g_assert_null(sr_archive_xml(archive, "b.xml"));
}

static void
test_password(Fixture *fixture, gconstpointer data)
{
    (void)data;
    const Entry entry = {"a.csv", "a;b\n1;2\n"};
    gsize n;

    make(fixture, &entry, 1, "geheim");
    g_autoptr(SrArchive) archive = sr_archive_open(fixture->path, fixture->findings);
    g_assert_null(sr_archive_read(archive, "a.csv", &n));
    g_assert_nonnull(strstr(told(fixture), "password"));
}

/* External entities are not fetched, and what is no XML is not sound. */
static void
test_xml(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const Entry entries[] = {
        {"gut.xml", "<?xml version=\"1.0\"?>\n<a:root xmlns:a=\"u\" k=\"&#228;\"/>"},
        {"fremd.xml",
         "<!DOCTYPE r [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><r>&e;</r>"},
        {"kaputt.xml", "<r><s></r>"}};

    make(fixture, entries, G_N_ELEMENTS(entries), NULL);
    g_autoptr(SrArchive) archive = sr_archive_open(fixture->path, fixture->findings);
    xmlTextReader *good = sr_archive_xml(archive, "gut.xml");
    g_assert_cmpint(xmlTextReaderRead(good), ==, 1);
    g_assert_true(sr_xml_is(good, "root"));
    g_assert_false(sr_xml_is(good, "a:root"));
    g_autofree char *value = sr_xml_attribute(good, "k");
    g_assert_cmpstr(value, ==, "ä");
    g_assert_null(sr_xml_attribute(good, "l"));
    xmlFreeTextReader(good);

    xmlTextReader *foreign = sr_archive_xml(archive, "fremd.xml");
    while (xmlTextReaderRead(foreign) == 1) {
        const char *text = (const char *)xmlTextReaderConstValue(foreign);

        g_assert_true(text == NULL || strstr(text, "root:") == NULL);
    }
    xmlFreeTextReader(foreign);
    g_assert_false(sr_archive_is_sound(archive));
}

/* Cut anywhere: it is refused, or not sound, or all bytes are as they were; never else.
 */
static void
test_cut(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const Entry entries[] = {{"a.csv", "AGS;Wert\n07332001;5\n07332002;6\n"},
                                    {"b.xml", "<root><a/><b>text</b></root>"}};
    g_autofree char *whole = NULL;
    gsize n_whole;

    make(fixture, entries, G_N_ELEMENTS(entries), NULL);
    g_assert_true(g_file_get_contents(fixture->path, &whole, &n_whole, NULL));
    for (gsize cut = 0; cut < n_whole; cut++) {
        g_assert_true(g_file_set_contents(fixture->path, whole, (gssize)cut, NULL));
        g_autoptr(SrFindings) findings = sr_findings_new();
        g_autoptr(SrArchive) archive = sr_archive_open(fixture->path, findings);

        g_assert_true(archive == NULL || !sr_archive_is_sound(archive));
        g_assert_cmpint(sr_findings_n_errors(findings), >=, 1);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add(name, Fixture, NULL, set_up, function, tear_down)
    ADD("/archive/reads", test_reads);
    ADD("/archive/names_that_lead_out", test_names_that_lead_out);
    ADD("/archive/absent", test_absent);
    ADD("/archive/password", test_password);
    ADD("/archive/xml", test_xml);
    ADD("/archive/cut", test_cut);
    return g_test_run();
}
